"""Facts from the press as parts of pages: their word, their history by report, what the reports say differently."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.core.projections.facts import Difference, PressFact
from hustings.core.projections.statements import Change
from hustings.core.projections.timeline import DAY_PASSED, Item
from hustings.core.projections.words import shown
from hustings.core.values import Source
from hustings.doors.public import saying
from hustings.doors.public.frame import Here

Part = dict[str, Any]

QUESTIONS = {
    "status": gettext_lazy("Did it happen?"),
    "outcome": gettext_lazy("What came of it?"),
    "day": gettext_lazy("On which day?"),
    "sum": gettext_lazy("How much?"),
    "number": gettext_lazy("How many?"),
    "speaker": gettext_lazy("Who said it?"),
}
"""What the reports of one event answer differently."""

WORDS = {
    "given": "endorsed",
    "none": "no endorsement",
    "pending": "not yet",
    "withdrawn": "endorsement withdrawn",
    "announced-later": "not yet",
    "ongoing": "stated",
}
"""Outcomes and statuses of a fact as words of pages; what is ongoing (a number, a position) was stated on its day."""


def word_of(word: str) -> str:
    """A status or outcome of the record as the word that pages show."""
    return WORDS.get(word, word)


def item_part(item: Item) -> Part:
    """What an item of the timeline shows besides its words: word, history, conflicts."""
    return {
        "status": saying.state_of(word_of(item.status)),
        "sources": sources_of(item.sources, item.differences),
        "history": history_of(item.history),
        "conflicts": conflicts_of(item.differences),
    }


def fact_part(here: Here, fact: PressFact) -> Part:
    """A fact as a card: its sentence, a short quotation, every source, its history and its conflicts."""
    part: Part = {
        "says": says(fact),
        "on": saying.day_of(fact.on or fact.reported_on),
        "basis": fact.basis,
        "status": saying.state_of(DAY_PASSED if fact.passed else word_of(fact.word)),
        "sources": sources_of(fact.sources, fact.differences),
        "history": history_of(fact.history),
        "conflicts": conflicts_of(fact.differences),
        "url": here.url("entry", seq=fact.seq),
    }
    quote = {"quote": fact.quotation, "speaker": fact.speaker}
    return part | {key: value for key, value in quote.items() if value}


def says(fact: PressFact) -> str:
    """The sentence of a fact, with the denial beside it and a word on a plan whose day is past."""
    said = [fact.what, fact.denial]
    if fact.passed:
        said.append(_("That day is past; nothing was reported since."))
    if not fact.on:
        said.append(_("Reported on %(day)s.") % {"day": saying.day_words(fact.reported_on)})
    return " ".join(one if one.endswith((".", "!", "?", "…")) else f"{one}." for one in said if one)


def history_of(history: Sequence[Change]) -> list[Part]:
    """Every report by its day, with what it said and who said it; where all say the same there is no history."""
    return [_step(step) for step in history] if len({(step.status, step.to) for step in history}) > 1 else []


def sources_of(sources: Sequence[Source], differences: Sequence[Difference]) -> list[Part]:
    """Every source, but where all of them stand side by side in a conflict already."""
    shown_already = [{source for claim in each.said for source in claim.sources} for each in differences]
    return [] if set(sources) in shown_already else saying.sources_of(sources)


def conflicts_of(differences: Iterable[Difference]) -> list[Part]:
    """What reports answer differently, side by side with their sources."""
    return [
        {
            "question": str(QUESTIONS[each.field]),
            "claims": [
                {"says": _answer(each.field, claim.says), "sources": saying.sources_of(claim.sources)}
                for claim in each.said
            ],
        }
        for each in differences
    ]


def _answer(field: str, answer: str | int) -> Any:
    match field:
        case "sum" if isinstance(answer, int):
            return shown(answer, "money")
        case "number":
            return shown(answer, "number")
        case "day":
            return saying.day_of(str(answer))
        case "status" | "outcome":
            return saying.word(word_of(str(answer)))
        case _:
            return str(answer)


def _step(step: Change) -> Part:
    named = {"word": saying.word(word_of(step.status)), "outlet": _outlets(step.sources)}
    if step.to:
        told = _("%(outlet)s: %(word)s for %(day)s") % (named | {"day": saying.day_words(step.to)})
    else:
        told = _("%(outlet)s: %(word)s") % named
    return {"on": saying.day_of(step.on), "says": told}


def _outlets(sources: Sequence[Source]) -> str:
    return ", ".join(dict.fromkeys(source.outlet for source in sources))
