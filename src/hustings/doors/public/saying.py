"""Values of the record as words and as values of the parts: days, sources, states, sentences, corrections."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.core.projections.statements import Change, Correction
from hustings.core.values import Source
from hustings.doors import sentences
from hustings.doors.parts.states import STATES
from hustings.doors.retelling import retold

Part = dict[str, Any]

said, plain, colon = sentences.said, sentences.plain, sentences.colon
day_of, day_words, time_of, time_in = sentences.day_of, sentences.day_words, sentences.time_of, sentences.time_in

MARKS: Sequence[tuple[str, str, str]] = (
    ("withdr", "cross", "plain"),
    ("denied", "cross", "plain"),
    ("declin", "cross", "plain"),
    ("cancel", "cross", "plain"),
    ("refused", "cross", "bad"),
    ("fails", "cross", "bad"),
    ("over the limit", "cross", "bad"),
    ("within", "tick", "good"),
    ("passes", "tick", "good"),
    ("no ", "dash", "quiet"),
    ("not ", "dash", "quiet"),
    ("none", "dash", "quiet"),
    ("scheduled", "ring", "plain"),
    ("invited", "half", "plain"),
    ("moved", "alert", "care"),
    ("day passed", "dash", "quiet"),
    ("possible", "ring", "plain"),
    ("ongoing", "half", "plain"),
    ("claimed", "half", "care"),
    ("endorsement withdrawn", "cross", "plain"),
)
"""How words of the record begin, and the mark they take. A word not named here takes a full mark."""

STANDINGS = {
    "own release": gettext_lazy("own release"),
    "named outlet": gettext_lazy("news outlet"),
    "unnamed sources": gettext_lazy("from unnamed sources"),
    "who gains": gettext_lazy("the side that gains"),
}
"""How near a source is to what it tells, in plain words."""


def word(text: str) -> str:
    """A standing word of the record in the reader's language."""
    return retold(text)


def state_of(text: str) -> Any:
    """A word of the record as a state with its mark."""
    code = text.replace(" ", "-")
    if code in STATES:
        return code
    mark, tone = next(((mark, tone) for start, mark, tone in MARKS if text.startswith(start)), ("full", "plain"))
    return {"word": word(text), "mark": mark, "tone": tone}


def source_of(source: Source) -> Part:
    """A source as its chip. What was read in a copy has no link."""
    part: Part = {"outlet": source.outlet}
    if source.day:
        part["published_on"] = day_of(source.day)
    if source.note == "read in a copy":
        part["read_in_copy"] = True
    elif source.note:
        part["outlet"] = f"{source.outlet} ({source.note})"
    if source.standing:
        part["standing"] = str(STANDINGS.get(source.standing, source.standing))
    if source.link and not part.get("read_in_copy"):
        part["url"] = source.link
    return part


def sources_of(sources: Iterable[Source]) -> list[Part]:
    """Every source as its chip, each once."""
    return [source_of(source) for source in dict.fromkeys(sources)]


def changes_of(history: Sequence[Change]) -> list[Part]:
    """A history; a single step is none."""
    return [_change(step) for step in history] if len(history) > 1 else []


def _change(step: Change) -> Part:
    says = (
        _("%(status)s for %(day)s") % {"status": word(step.status), "day": day_words(step.to)}
        if step.to
        else word(step.status)
    )
    return {"on": day_of(step.on), "says": says} | ({"reason": step.words} if step.words else {})


def corrected(corrections: Sequence[Correction]) -> SafeString | str:
    """What was corrected, old and new side by side, with the reason."""
    return format_html_join(" ", "{}", ([_correction(each)] for each in corrections))


def _correction(each: Correction) -> SafeString:
    old, new = plain(each.was), plain(each.now)
    return format_html(
        '<span class="correction">{} <s><span class="unseen">{} </span>{}</s> → <strong>{}</strong>. {}</span>',
        _("Corrected on %(day)s, %(field)s:") % {"day": day_words(each.on), "field": _field(each.field)},
        _("was"),
        old,
        new,
        _("Reason: %(reason)s") % {"reason": each.reason},
    )


def _field(name: str) -> str:
    """A corrected field in the reader's language: “votes: Ada Quill”."""
    first, parted, rest = field_words(name).partition(": ")
    return colon(word(first), rest) if parted else word(first)


def field_words(name: str) -> str:
    """The name of a field as words: `n_members` as “members”."""
    return name.removeprefix("n_").removesuffix("_cents").replace("_", " ").replace(".", ": ")


def percent_of(part: int, whole: int) -> str:
    """A share in percent; one decimal place only where at least 1,000 votes carry it."""
    if not whole:
        return "–"
    places = 1 if whole >= 1000 else 0
    return formats.number_format(round(100 * part / whole + 1e-9, places), places, use_l10n=True) + "\u202f%"
