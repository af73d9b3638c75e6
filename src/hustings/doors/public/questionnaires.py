"""The questionnaires: what was asked, who answered when, every answer word for word, and how it was scored."""

from fractions import Fraction
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.core.projections.questionnaires import CORRECTED, MATCHES, Questionnaire, Receipt
from hustings.core.projections.questionnaires import Side as Published
from hustings.doors.comparing import Side, alone, asked, compared
from hustings.doors.public import saying
from hustings.doors.public.files import attachment
from hustings.doors.public.frame import Here, page
from hustings.rooms.publication.queries import published_file
from hustings.rooms.publication.refusals import NoSuchPage

Part = dict[str, Any]

STATES: dict[str, Any] = {
    "open": "open",
    "sealed": "sealed",
    "opened": {"word": gettext_lazy("opened, not published yet"), "mark": "unlocked", "tone": "plain"},
    "published": "published",
    "cancelled": "cancelled",
}
ENTERED = {"link": gettext_lazy("by the campaign"), "staff": gettext_lazy("on paper, entered by staff")}
CHECKS: dict[str, Any] = {
    MATCHES: {"word": gettext_lazy("is what was handed in"), "mark": "tick", "tone": "good"},
    CORRECTED: {"word": gettext_lazy("corrected since, on the record"), "mark": "alert", "tone": "care"},
}
DIFFERENT = {"word": gettext_lazy("is not what was handed in"), "mark": "cross", "tone": "bad"}


@page
def questionnaires(here: Here) -> HttpResponseBase:
    """Every questionnaire."""
    kept = here.page.questionnaires
    empty = {
        "says": _("No questionnaire has been sent yet."),
        "todo": _("When one is, every candidate gets the same, and answers are sealed until a common deadline."),
    }
    context = {"items": [_summary(here, each) for each in kept], "empty": empty}
    return here.render("questionnaires.html", _("Questionnaires"), context)


@page
def questionnaire(here: Here, code: str) -> HttpResponseBase:
    """One questionnaire: the answers side by side once they are published; until then questions and receipts."""
    one = find(here, code)
    questions = compared(one.questions, sides_of(here, one)) if one.sides else []
    context = {
        "one": one,
        "status": STATES[one.status],
        "deadline": saying.time_of(one.deadline_at),
        "moves": [{"was": saying.time_of(move.was), "reason": move.reason} for move in one.moves],
        "questions": questions,
        "asked": [] if questions else asked(one.questions),
        "receipts": _receipts(here, one),
        "custodians": ", ".join(one.custodians),
        "scores": _scores(here, one),
        "corrected": saying.corrected(one.corrections),
        "csv_url": here.url("csv", table="answers") if one.sides else "",
        "entry_url": here.url("entry", seq=one.published_seq or one.seq),
    }
    return here.render("questionnaire.html", one.title, context, lead=_lead(one))


@page
def answers(here: Here, code: str, candidate: str) -> HttpResponseBase:
    """One candidate's answers."""
    one = find(here, code)
    side = next((side for side in one.sides if side.candidate == candidate), None)
    if side is None:
        raise NoSuchPage(where=candidate)
    receipt = next(receipt for receipt in one.receipts if receipt.candidate == candidate)
    context = {
        "one": one,
        "questions": alone(one.questions, _side(here, one, side)),
        "check": CHECKS.get(side.check, DIFFERENT),
        "receipt": receipt,
        "handed_in_at": saying.time_of(receipt.at),
        "back_url": here.url("questionnaire", code=code),
        "candidate_url": here.url("candidate", code=candidate),
    }
    title = _("Answers of %(name)s") % {"name": side.name}
    return here.render("answers.html", title, context, lead=one.title)


@page
def answer_file(here: Here, code: str, digest: str) -> HttpResponseBase:
    """A file among the published answers, under a name of our own."""
    find(here, code)
    name, media, data = published_file(shown=here.shown, digest=digest)
    response: HttpResponse = attachment(data, media, f"{code}-{digest[:8]}{name[name.rfind('.') :].lower()}")
    return response


def find(here: Here, code: str) -> Questionnaire:
    """The questionnaire with that code. Raises: NoSuchPage."""
    found = next((each for each in here.page.questionnaires if each.code == code), None)
    if found is None:
        raise NoSuchPage(where=code)
    return found


def sides_of(here: Here, one: Questionnaire) -> list[Side]:
    """Every candidate in the order of the names: those with answers, and those without and why."""
    made = [_side(here, one, side) for side in one.sides]
    made += [Side(each.name, {}, silent=_("could not be opened")) for each in one.receipts if each.broken]
    made += [Side(name, {}, silent=_("no answer")) for name in one.silent]
    return sorted(made, key=lambda side: side.name)


def said_of(side: Published) -> dict[str, Part]:
    """A side's answers as they stand on the record."""
    made: dict[str, Part] = {}
    for answer in side.answers:
        told: Part = {"words": answer.words} if answer.words else {}
        told |= {"chosen": list(answer.chosen)} if answer.chosen else {}
        told |= {"value": answer.value} if answer.value is not None else {}
        told |= {"file": {"name": answer.file_name, "digest": answer.file_digest}} if answer.file_digest else {}
        made[answer.key] = told
    return made


def _side(here: Here, one: Questionnaire, side: Published) -> Side:
    late = any(receipt.late for receipt in one.receipts if receipt.candidate == side.candidate)
    return Side(
        side.name,
        said_of(side),
        status={"word": _("late"), "mark": "alert", "tone": "care"} if late else None,
        url=here.url("answers", code=one.code, candidate=side.candidate),
        closed=frozenset(answer.key for answer in side.answers if answer.closed),
        file_url=lambda digest: here.url("answer-file", code=one.code, digest=digest),
    )


def _summary(here: Here, one: Questionnaire) -> Part:
    n_asked = len(one.receipts) + len(one.silent)
    answered = _("%(n)s of %(all)s candidates have answered") % {"n": len(one.receipts), "all": n_asked}
    return {
        "title": one.title,
        "url": here.url("questionnaire", code=one.code),
        "status": STATES[one.status],
        "basis": one.basis,
        "deadline": saying.time_of(one.deadline_at),
        "answered": answered,
        "reason": one.reason,
    }


def _lead(one: Questionnaire) -> str:
    if one.status == "published":
        return _("The same %(n)s questions to every candidate; every answer word for word.") % {"n": len(one.questions)}
    if one.status == "cancelled":
        return _("Cancelled: %(reason)s") % {"reason": one.reason}
    return _("The same %(n)s questions to every candidate; nobody reads the answers before the deadline.") % {
        "n": len(one.questions)
    }


def _receipts(here: Here, one: Questionnaire) -> Part:
    checks = {side.candidate: side.check for side in one.sides}
    rows: list[list[Any]] = [_receipt(here, receipt, checks) for receipt in one.receipts]
    rows += [[name, {"status": "silent"}, "–", "–", "–"] for name in one.silent]
    columns = [
        {"label": _("Candidate")},
        {"label": _("State")},
        {"label": _("Handed in")},
        {"label": _("Versions"), "figures": True},
        {"label": _("Receipt")},
    ]
    note = _("A receipt is fixed when answers are handed in; whoever has them can recompute it.")
    return {
        "caption": _("Who answered, and when"),
        "quiet_caption": True,
        "columns": columns,
        "rows": rows,
        "note": note,
    }


def _receipt(here: Here, receipt: Receipt, checks: dict[str, str]) -> list[Any]:
    status: Any = "sealed"
    if receipt.broken:
        status = {"word": _("could not be opened"), "mark": "alert", "tone": "bad"}
    elif receipt.candidate in checks:
        status = CHECKS.get(checks[receipt.candidate], DIFFERENT)
    marks = [_("after the deadline") if receipt.late else "", str(ENTERED.get(receipt.via, receipt.via))]
    at: Any = saying.time_of(receipt.at)
    if len(receipt.seqs) > 1:
        first = saying.time_in(_entered_at(here, receipt.seqs[0]), "")
        at = {"text": at, "note": _("handed in anew; the first version came %(at)s") % {"at": first}}
    return [
        receipt.name,
        {"status": status, "note": ", ".join(mark for mark in marks if mark)},
        at,
        receipt.number,
        {"text": format_html("<code>{}</code>", receipt.digest[:12]), "url": here.url("entry", seq=receipt.seqs[-1])},
    ]


def _entered_at(here: Here, seq: int) -> str:
    payload = here.shown.entries[seq].payload
    return str(payload["at"]) if payload else ""


def _scores(here: Here, one: Questionnaire) -> Part | None:
    names = {side.candidate: side.name for side in one.sides}
    totals = [score for score in one.scores if not score.key]
    if not totals:
        return None
    rows = [
        [
            names.get(score.candidate, score.candidate),
            _decimal(score.mean),
            f"{score.lowest} – {score.highest}",
            f"{_decimal(score.share, 100)}\u202f%",
        ]
        for score in sorted(totals, key=lambda score: names.get(score.candidate, score.candidate))
    ]
    columns = [
        {"label": _("Candidate")},
        {"label": _("Mean sum"), "unit": _("points"), "figures": True},
        {"label": _("Lowest – highest"), "figures": True},
        {"label": _("Of all points"), "figures": True},
    ]
    most = len(one.questions) * (one.top or 0)
    note = _("%(n)s assessors, each by themselves; at most %(most)s points. By question in the table for download.")
    return {
        "caption": _("How the answers were scored"),
        "quiet_caption": True,
        "columns": columns,
        "rows": rows,
        "note": note % {"n": totals[0].n, "most": most},
        "csv_url": here.url("csv", table="scores"),
    }


def _decimal(text: str, times: int = 1) -> str:
    """An exact fraction with one decimal place, halves up."""
    tenths = (Fraction(text) * times * 20 + 1) // 2
    return f"{tenths // 10}.{tenths % 10}"
