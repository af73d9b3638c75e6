"""The decision: outcome, how the rule gives it, how each seat voted, and the rulebook."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hustings.core.projections import CycleProjection
from hustings.core.projections.decision import Motion, Vote
from hustings.core.projections.overview import NEXT
from hustings.doors.public import saying
from hustings.doors.public.frame import Here, page
from hustings.doors.retelling import retold

Part = dict[str, Any]

VERDICTS = {": passes.": "passes", ": fails.": "fails"}


def stands(page: CycleProjection, *, and_next: bool = True) -> str:
    """Where the cycle stands, in one sentence, with the name where a candidate was endorsed; and what comes next."""
    overview = page.overview
    outcome = str(overview.values.get("outcome", ""))
    adopted = [motion for motion in page.decision.motions if motion.vote and motion.vote.passes and not motion.about]
    if adopted and adopted[-1].name and adopted[-1].vote and adopted[-1].vote.outcome == outcome:
        outcome = _whom(outcome, adopted[-1].name)
    values = dict(overview.values) | {"outcome": outcome}
    now = saying.said(overview.template.removesuffix(NEXT), values)
    return f"{now} {saying.said(NEXT, values)}".strip() if and_next else now


def decided(here: Here) -> list[Part]:
    """Every vote on the endorsement and every reported decision, the last first."""
    votes = [
        (motion.vote.seq, motion_part(here, motion))
        for motion in here.page.decision.motions
        if motion.vote and not motion.about
    ]
    told = [(each.seq, _reported(here, each)) for each in here.page.decision.reported]
    return [part for _, part in sorted(votes + told, key=lambda pair: pair[0], reverse=True)]


@page
def decision(here: Here) -> HttpResponseBase:
    """The decision, the other votes, and the rulebook."""
    found = here.page.decision
    context = {
        "decisions": decided(here),
        "waiting": [motion_part(here, each) for each in found.motions if each.vote is None],
        "others": [motion_part(here, each) for each in found.motions if each.vote and each.about],
        "rulebook": _rulebook(here) if found.rulebook else None,
        "empty": {
            "says": _("Nothing has been decided yet."),
            "todo": _("A motion stands here from the day of its notice, the vote from the day it was taken."),
            "url": here.url("timeline"),
            "label": _("See what comes next"),
        },
    }
    outcome = stands(here.page) if found.outcome else ""
    return here.render("decision.html", _("Decision"), context, lead=outcome)


def motion_part(here: Here, motion: Motion) -> Part:
    """A motion with its vote, if it was taken."""
    vote = motion.vote
    part: Part = {
        "code": motion.code,
        "title": motion.title,
        "text": motion.text,
        "notice_on": saying.day_of(motion.notice_on),
        "meeting_on": saying.day_of(motion.meeting_on),
        "basis": motion.basis,
        "sources": saying.sources_of(motion.sources),
        "entry_url": here.url("entry", seq=vote.seq if vote else motion.seq),
        "corrected": saying.corrected(motion.corrections + (vote.corrections if vote else ())),
    }
    if vote is None:
        return part
    return part | {
        "on": saying.day_of(vote.on),
        "outcome": _outcome(motion, vote),
        "explanations": explanations(vote),
        "sentences": [
            retold(each)
            for each in vote.explanation
            if not each.endswith(tuple(VERDICTS)) and not each.startswith("Outcome:")
        ],
        "roll_call": roll_call(here, motion, vote),
        "n_seats": len(_votes(vote)),
    }


def explanations(vote: Vote) -> list[Part]:
    """Each threshold that was tested, as the sentence of the record and a bar."""
    tests = vote.decision.get("tests", [])
    said = [each for each in vote.explanation if each.endswith(tuple(VERDICTS))]
    parts = []
    for test, sentence in zip(tests, said, strict=False):
        ending = next(each for each in VERDICTS if sentence.endswith(each))
        parts.append({"says": sentence.removesuffix(ending), "result": VERDICTS[ending]} | _bar(test))
    return parts


def counts_sentence(vote: Vote) -> str:
    """The sentence that counts the votes."""
    return retold(next((each for each in vote.explanation if each.startswith("Votes:")), ""))


def roll_call(here: Here, motion: Motion, vote: Vote) -> Part:
    """How each seat voted."""
    labels = {
        option.get("code"): option.get("label")
        for option in vote.question.get("options", [])
        if isinstance(option, Mapping)
    }
    votes = _votes(vote)
    weighted = any(each.get("weight", 1) != 1 for each in votes)
    apart = any(each.get("away") for each in votes)
    columns: list[Part] = [{"label": _("Seat")}, {"label": _("Vote")}]
    columns += [{"label": _("Weight"), "figures": True}] if weighted else []
    columns += [{"label": _("Where")}] if apart else []
    return {
        "caption": _("How each seat voted on “%(title)s”") % {"title": motion.title},
        "columns": columns,
        "rows": [_seat(each, labels, weighted=weighted, apart=apart) for each in votes],
        "csv_url": here.url("csv", table="votes"),
    }


def _seat(each: Mapping[str, Any], labels: Mapping[Any, Any], *, weighted: bool, apart: bool) -> list[Any]:
    said = saying.word(str(labels.get(each.get("vote"), each.get("vote", ""))))
    weight = [each.get("weight", 1)] if weighted else []
    return [
        each.get("seat", ""),
        said,
        *weight,
        *([_("away") if each.get("away") else _("in the room")] if apart else []),
    ]


def _votes(vote: Vote) -> list[Mapping[str, Any]]:
    listed = vote.roll_call.get("votes", [])
    return [each for each in listed if isinstance(each, Mapping)]


def _bar(test: Mapping[str, Any]) -> Part:
    size, share = test.get("base_size", 0), test.get("threshold", {}).get("share", "0/1")
    if not size:
        return {}
    return {"percent": 100 * test.get("votes", 0) / size, "needs": float(100 * Fraction(share))}


def _outcome(motion: Motion, vote: Vote) -> str:
    """The outcome, with the candidate's name where the motion passed."""
    word = saying.word(vote.outcome)
    told = _whom(vote.outcome, motion.name) if vote.passes and motion.name else word
    if motion.about:
        result = _("passes") if vote.passes else _("fails")
        return _("%(title)s: %(result)s") % {"title": motion.title, "result": result}
    return told[:1].upper() + told[1:]


def _whom(outcome: str, name: str) -> str:
    told = {"outcome": saying.word(outcome), "name": name}
    return pgettext("what was decided, and whom it names: “endorse Ada Cole”", "%(outcome)s %(name)s") % told


def _reported(here: Here, each: Any) -> Part:
    word = saying.word(each.outcome)
    return {
        "code": f"decision-{each.seq}",
        "title": each.body,
        "text": each.what,
        "reason": each.reason,
        "on": saying.day_of(each.on),
        "outcome": word[:1].upper() + word[1:],
        "basis": each.basis,
        "sources": saying.sources_of(each.sources),
        "entry_url": here.url("entry", seq=each.seq),
        "corrected": saying.corrected(each.corrections),
    }


def _rulebook(here: Here) -> Part:
    book = here.page.decision.rulebook
    if book is None:
        return {}
    told = [
        (_("Version"), book.version),
        (_("Adopted"), saying.day_of(book.on)),
        (_("Notice"), _("%(n)s days") % {"n": book.notice_days} if book.notice_days is not None else None),
        (_("Roll as of"), saying.day_of(book.record_on) if book.record_on else None),
        (_("What a poll does"), saying.word(book.poll_effect) or None),
        (_("Who is told of it"), saying.word(book.audience) or None),
        (_("Smallest group shown"), book.minimum_unit),
        (_("Options"), ", ".join(map(saying.word, book.options)) or None),
    ]
    lines = [{"label": label, "text": value} for label, value in told if value is not None]
    return {
        "text": book.text,
        "lines": lines,
        "entry_url": here.url("entry", seq=book.seq),
        "corrected": saying.corrected(book.corrections),
    }
