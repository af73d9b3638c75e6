"""The members' questions: what was asked, what the candidates answered, and the order with its arithmetic."""

from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hustings.core.projections.questions import Order, Put, Question, Questions
from hustings.doors.public import saying
from hustings.doors.public.frame import Here, page

Part = dict[str, Any]

STATES: dict[str, Any] = {
    "published": {"word": gettext_lazy("in the list"), "mark": "full", "tone": "plain"},
    "declined": {"word": gettext_lazy("declined by staff"), "mark": "cross"},
    "merged": {"word": gettext_lazy("merged"), "mark": "half"},
}
OUTCOMES: dict[str, Any] = {
    "": {"word": gettext_lazy("chosen to be put"), "mark": "ring"},
    "answered": "answered",
    "not answered": {"word": gettext_lazy("put, but not answered"), "mark": "dash"},
    "not reached": {"word": gettext_lazy("not reached"), "mark": "dash", "tone": "quiet"},
}
HOW = gettext_lazy(
    "Every question costs one, and its supporters share that cost so that each carries the same. The next place goes "
    "to the question whose supporters then carry least. So a third of the voices fill about a third of the places, "
    "however many questions they send in."
)


@page
def questions(here: Here) -> HttpResponseBase:
    """What was answered first, then the orders, then every question."""
    kept = here.page.questions
    context = {
        "answers": _answers(here, kept),
        "orders": [_order(here, each, kept) for each in kept.orders],
        "questions": [_question(here, each) for each in kept.questions],
        "lines": _lines(kept),
        "moves": [_move(here, each) for each in kept.moves],
        "how": str(HOW),
        "csv_url": here.url("csv", table="questions"),
        "empty": _empty(here, kept),
        "basis": kept.basis,
    }
    lead = _lead(kept) if kept.status else ""
    return here.render("questions.html", _("Members’ questions"), context, lead=lead)


def put_at(here: Here, roundtable: str) -> list[Part]:
    """The questions that were put, or are to be put, at one roundtable, in their order, for its own page."""
    kept = here.page.questions
    known = {each.code: each for each in kept.questions}
    order = next((each for each in kept.orders if each.roundtable == roundtable), None)
    made = []
    for code in order.chosen if order else ():
        one = next((put for put in known[code].put if put.roundtable == roundtable), None) if code in known else None
        if one is not None:
            status = _outcome(one)["status"]
            told = {"text": known[code].text, "code": code, "status": status}
            made.append(told | {"place": one.minute or one.link, "url": one.link})
    return made


def _lead(kept: Questions) -> str:
    n = sum(each.status == "published" for each in kept.questions)
    listed = ngettext("%(n)s question is in the list.", "%(n)s questions are in the list.", n) % {"n": n}
    if kept.status == "closed":
        return _("No more questions are taken. %(listed)s") % {"listed": listed}
    until = saying.time_in(kept.closes_at, "")
    return _("Members propose and support questions until %(until)s. %(listed)s") % {"until": until, "listed": listed}


def _lines(kept: Questions) -> list[Part]:
    told = [
        (_("Taken until"), saying.time_of(kept.closes_at)),
        (_("Closed on"), saying.day_of(kept.closed_on) if kept.closed_on else ""),
        (_("Each member may propose"), kept.n_each),
        (_("Whose voice counts, by status on the roll"), ", ".join(map(saying.word, kept.statuses))),
        (_("Questions proposed"), kept.n_proposed),
        (_("Members who took part"), kept.n_voices),
    ]
    return [{"label": label, "text": value} for label, value in told if value not in ("", None)]


def _answers(here: Here, kept: Questions) -> Part | None:
    """One row for each question that was put, one column for each roundtable."""
    orders = [each for each in kept.orders if each.chosen]
    asked = [each for each in kept.questions if each.put]
    if not orders or not asked:
        return None
    columns: list[Part] = [{"label": _("Question")}]
    columns += [{"label": each.name, "url": here.url("roundtable", code=each.roundtable)} for each in orders]
    rows = [
        [{"text": each.text, "note": each.code}, *(_cell(each, order.roundtable) for order in orders)] for each in asked
    ]
    return {
        "caption": _("What the candidates answered"),
        "columns": columns,
        "rows": rows,
        "quiet_caption": True,
        "csv_url": here.url("csv", table="question-answers"),
    }


def _cell(question: Question, roundtable: str) -> Part:
    one = next((put for put in question.put if put.roundtable == roundtable), None)
    if one is None:
        return {"status": {"word": _("not chosen"), "mark": "dash", "tone": "quiet"}}
    return _outcome(one)


def _outcome(one: Put) -> Part:
    """What came of a question, with its place in the minutes as a link where there is one."""
    made: Part = {"status": OUTCOMES.get(one.answer, {"word": saying.word(one.answer), "mark": "full"})}
    if one.link:
        return made | {"text": one.minute or one.link, "url": one.link}
    return made | ({"note": one.minute} if one.minute else {})


def _order(here: Here, order: Order, kept: Questions) -> Part:
    texts = {each.code: each.text for each in kept.questions}
    rows = [
        [
            str(each.place),
            {"text": texts.get(each.question, each.question), "note": each.question},
            {"text": each.n_supporters},
            {"text": each.n_unheard},
            each.load,
            {"status": {"word": _("chosen"), "mark": "tick"}} if each.question in order.chosen else {"text": "–"},
        ]
        for each in order.places
    ]
    columns = [
        {"label": _("Place")},
        {"label": _("Question")},
        {"label": _("Supporters"), "figures": True},
        {"label": _("Of them, with none before"), "figures": True},
        {"label": _("Each carries"), "figures": True},
        {"label": _("Choice")},
    ]
    facts = {"n": order.n_voices, "listed": order.n_questions, "day": saying.day_words(order.on)}
    return {
        "title": _("Roundtable with %(name)s") % {"name": order.name},
        "code": order.roundtable,
        "url": here.url("roundtable", code=order.roundtable),
        "entry_url": here.url("entry", seq=order.seq),
        "says": _("Fixed on %(day)s: %(listed)s questions were in the list, %(n)s members took part.") % facts,
        "departs": order.departs_because,
        "ahead": not _is_past(order, kept),
        "digest": order.voices_digest,
        "table": {
            "caption": _("The order for the roundtable with %(name)s") % {"name": order.name},
            "columns": columns,
            "rows": rows,
            "quiet_caption": True,
            "csv_url": here.url("csv", table="question-orders"),
        },
    }


def _is_past(order: Order, kept: Questions) -> bool:
    """Whether anything is noted of what came of the questions at that roundtable."""
    return any(put.answer for each in kept.questions for put in each.put if put.roundtable == order.roundtable)


def _question(here: Here, each: Question) -> Part:
    into = _("Merged into %(code)s. %(reason)s") % {"code": each.into, "reason": each.reason} if each.into else ""
    return {
        "code": each.code,
        "text": each.text or _("Its text was not published."),
        "asked_by": _("Asked by %(name)s") % {"name": each.asked_by} if each.asked_by else "",
        "status": STATES.get(each.status, "published"),
        "reason": into or each.reason,
        "history": saying.changes_of(each.history),
        "corrected": saying.corrected(each.corrections),
        "url": here.url("entry", seq=each.seq),
    }


def _move(here: Here, step: Any) -> Part:
    what = _("Taken until %(until)s") % {"until": saying.time_in(step.to, "")}
    return {
        "on": saying.day_of(step.on),
        "what": what,
        "detail": step.words,
        "sources": [],
        "url": here.url("entry", seq=step.seq),
    }


def _empty(here: Here, kept: Questions) -> Part:
    if kept.status:
        todo = _("Members propose and support questions by their private links; staff read each one first.")
        return {"says": _("No question is published yet."), "todo": todo}
    return {
        "says": _("No questions are taken from members in this cycle yet."),
        "todo": _("What the candidates were told and asked stands with the roundtables."),
        "url": here.url("roundtables"),
        "label": _("See the roundtables"),
    }
