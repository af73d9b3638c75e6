"""The pages: all questionnaires, one of them, its opened answers side by side with what the assessors gave."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.core.scores import share_of_top, spread_of_sums
from hustings.doors.comparing import Side, compared, how
from hustings.doors.staff.desk import Desk
from hustings.doors.staff.pages import Section, in_words, lines, page, table
from hustings.doors.staff.questionnaires.drafting import AddQuestion, Draft, EditQuestion, PlaceQuestion, RemoveQuestion
from hustings.doors.staff.questionnaires.drafting import Revise as ReviseHead
from hustings.doors.staff.questionnaires.opening import Begin, Open, PublishAnswers, PublishScores, Score
from hustings.doors.staff.questionnaires.sending import Cancel, Enter, GiveKey, Issue, MoveDeadline, Remind
from hustings.rooms.candidates.queries import candidates_of
from hustings.rooms.questionnaires.queries import (
    QuestionnaireView,
    ReceiptView,
    answers_of,
    opened_file,
    questionnaire_of,
    questionnaires_of,
    sheets_of,
)

STATES: dict[str, Any] = {
    "draft": "draft",
    "issued": "open",
    "opening": {"word": gettext_lazy("first key given"), "mark": "half", "tone": "care"},
    "opened": {"word": gettext_lazy("opened"), "mark": "unlocked", "tone": "plain"},
    "published": "published",
    "cancelled": "cancelled",
}
ENTERED = {"link": gettext_lazy("by its page"), "staff": gettext_lazy("entered by staff")}


def room(desk: Desk) -> HttpResponse:
    """Every questionnaire and the step it waits for."""
    rows = [
        [
            {"text": view.title, "url": desk.url("questionnaires-one", view.code), "note": view.code},
            {"status": state_of(view)},
            view.deadline_at,
            len(view.receipts),
            len(view.silent),
        ]
        for view in questionnaires_of(cycle=desk.cycle, actor=desk.actor)
    ]
    if not rows:
        todo = _("Draft one: the same questions for every candidate, sealed until a common deadline.")
        empty: dict[str, Any] = {"says": _("No questionnaire yet."), "todo": todo}
        if desk.can(Draft):
            empty |= {"url": desk.url(Draft.name), "label": str(Draft.button)}
        return page(desk, title=_("Questionnaires"), room="questionnaires", sections=[{"empty": empty}])
    columns = [_("Questionnaire"), _("State"), _("Deadline"), "#" + _("Handed in"), "#" + _("No answer")]
    sections = [{"table": table(_("Questionnaires"), columns, rows)}]
    buttons = desk.button(Draft)
    return page(desk, title=_("Questionnaires"), room="questionnaires", sections=sections, buttons=buttons)


def one(desk: Desk, thing: str) -> HttpResponse:
    """One questionnaire: who keeps the keys, what is asked, who has handed in."""
    view = questionnaire_of(cycle=desk.cycle, questionnaire=thing, actor=desk.actor)
    sections = [_about(view), _keys(desk, view)]
    if view.state != "draft":
        sections.insert(1, _came(desk, view))
    sections.append(_questions(desk, view))
    crumbs = [(_("Questionnaires"), desk.url("questionnaires"))]
    return page(
        desk, title=view.title, room="questionnaires", crumbs=crumbs, sections=sections, buttons=_buttons(desk, view)
    )


def answers(desk: Desk, thing: str) -> HttpResponse:
    """The opened answers side by side, and the assessors' points."""
    view = questionnaire_of(cycle=desk.cycle, questionnaire=thing, actor=desk.actor)
    opened = answers_of(cycle=desk.cycle, questionnaire=thing, actor=desk.actor)
    names = {each.code: each.name for each in candidates_of(cycle=desk.cycle)}

    def file_url(digest: str) -> str:
        return desk.url("questionnaires-file", f"{thing}-{digest}")

    sides = [Side(names[code], made.answers, file_url=file_url) for code, made in opened.items()]
    sides += [Side(each.name, {}, silent=_("could not be opened")) for each in view.receipts if each.broken]
    sides += [Side(name, {}, silent=_("no answer")) for name in view.silent]
    ordered = sorted(sides, key=lambda side: side.name)
    crumbs = [(_("Questionnaires"), desk.url("questionnaires")), (view.title, desk.url("questionnaires-one", thing))]
    buttons = desk.button(PublishAnswers, thing, kind="main") if not view.published_at else []
    if view.published_at and not view.scores_published_at:
        buttons += desk.button(PublishScores, thing)
    return page(
        desk, title=_("Answers side by side"), room="questionnaires", crumbs=crumbs, template="staff/answers.html",
        sections=[_scores(desk, view, {code: names[code] for code in opened})], buttons=buttons,
        questions=compared(view.questions, ordered),
    )  # fmt: skip


def file(desk: Desk, thing: str) -> HttpResponse:
    """A file among the opened answers."""
    code, _, digest = thing.rpartition("-")
    name, media, data = opened_file(cycle=desk.cycle, questionnaire=code, digest=digest, actor=desk.actor)
    response = HttpResponse(data, content_type=media)
    response.headers["Content-Disposition"] = f'attachment; filename="{digest[:8]}{name[name.rfind(".") :].lower()}"'
    return response


def state_of(view: QuestionnaireView) -> Any:
    """The state with its mark; published answers are said to be."""
    return STATES["published" if view.published_at else view.state]


def _buttons(desk: Desk, view: QuestionnaireView) -> list[dict[str, Any]]:
    code = view.code
    if view.state == "draft":
        ready = bool(view.questions) and len(view.custodians) > 1
        made = desk.button(Issue, code, kind="main") if ready else []
        made += desk.button(AddQuestion, code, label=_("Add a question"), kind="plain" if ready else "main")
        return made + desk.button(ReviseHead, code, label=_("Change title or deadline"))
    if view.state == "issued":
        over = desk.at > view.deadline_at
        made = desk.button(Begin, code, kind="main") if over else []
        made += desk.button(Remind, code) if view.silent and not over else []
        return made + desk.button(MoveDeadline, code) + desk.button(Cancel, code)
    if view.state == "opening":
        return desk.button(Open, code, kind="main")
    if view.state == "opened":
        words = _("Read the answers side by side")
        return [{"label": words, "url": desk.url("questionnaires-answers", code), "kind": "main"}]
    return []


def _about(view: QuestionnaireView) -> Section:
    said = {
        _("State"): {"status": state_of(view)},
        _("Code"): view.code,
        _("Answer until"): view.deadline_at,
        _("Moved because"): view.moves[-1].reason if view.moves else "",
        _("The silent were reminded"): ", ".join(in_words(on) for on in view.reminded_on),
        _("Most points for an answer"): view.top,
    }
    return {"says": view.intro, "lines": lines(said)}


def _came(desk: Desk, view: QuestionnaireView) -> Section:
    title = _("Handed in")
    rows: list[list[Any]] = [_receipt(view, receipt) for receipt in view.receipts]
    waiting = [each for each in candidates_of(cycle=desk.cycle) if each.name in view.silent and each.stands]
    for each in waiting:
        enter = desk.link(Enter, f"{view.code}-{each.code}") if view.state == "issued" else "–"
        rows.append([each.name, {"status": "silent"}, "–", "–", enter])
    columns = [_("Candidate"), _("State"), _("When"), "#" + _("Version"), _("How")]
    return {"title": title, "table": table(title, columns, rows)}


def _receipt(view: QuestionnaireView, receipt: ReceiptView) -> list[Any]:
    state: Any = STATES["opened"] if view.state == "opened" else "sealed"
    if receipt.late:
        word = _("opened, late") if view.state == "opened" else _("sealed, late")
        state = {"word": word, "mark": "unlocked" if view.state == "opened" else "lock", "tone": "care"}
    if receipt.broken:
        state = {"word": _("broken"), "mark": "alert", "tone": "bad"}
    how_it_came = str(ENTERED[receipt.via])
    anew = _("handed in anew; what came before is destroyed") if receipt.number > 1 else ""
    status = {"status": state} | ({"note": anew} if anew else {})
    return [receipt.name, status, receipt.handed_in_at, receipt.number, how_it_came]


def _keys(desk: Desk, view: QuestionnaireView) -> Section:
    title = _("Who can open the answers")
    says = _("Any two of these together, after the deadline. This house keeps only the public halves of their keys.")
    rows = [[each.who, {"text": each.public_key[:16] + "…"}] for each in view.custodians]
    part: Section = {"title": title, "says": says}
    if rows:
        part["table"] = table(title, [_("Custodian"), _("Public half begins")], rows)
    else:
        todo = _("Ask two people who do not run the questionnaire; each gives a key on this page.")
        part["empty"] = {"says": _("Nobody has given a key."), "todo": todo}
    mine = any(each.holder == desk.actor.id for each in view.custodians)
    if view.state == "draft" and not mine:
        part["buttons"] = desk.button(GiveKey, view.code)
    return part


def _questions(desk: Desk, view: QuestionnaireView) -> Section:
    title = _("Questions")
    if not view.questions:
        todo = _("Add the first one: a choice, a scale, a text or a file.")
        return {"title": title, "empty": {"says": _("Nothing is asked yet."), "todo": todo}}
    changes = ((EditQuestion, _("Change")), (PlaceQuestion, _("Move")), (RemoveQuestion, _("Remove")))
    rows = []
    for number, question in enumerate(view.questions, start=1):
        thing = f"{view.code}-{question.key}"
        marks = [how(question), _("needed") if question.required else "", "" if question.public else _("not published")]
        name: dict[str, Any] = {"text": f"{number}. {question.text}", "note": ", ".join(mark for mark in marks if mark)}
        links = [desk.link(form, thing, label=words) for form, words in changes]
        rows.append([name, *(links if view.state == "draft" else [])])
    columns = [_("Question"), *([_("Change"), _("Move"), _("Remove")] if view.state == "draft" else [])]
    return {"title": title, "table": table(title, columns, rows)}


def _scores(desk: Desk, view: QuestionnaireView, names: Mapping[str, str]) -> Section:
    title = _("Points")
    sheets = sheets_of(cycle=desk.cycle, questionnaire=view.code, actor=desk.actor)
    rows: list[list[Any]] = []
    for code, name in sorted(names.items(), key=lambda pair: pair[1]):
        total = spread_of_sums([each.points for each in sheets if each.candidate == code])
        link = desk.link(Score, f"{view.code}-{code}", label=_("My sheet"))
        if total is None:
            rows.append([name, 0, "–", "–", "–", link])
            continue
        share = share_of_top(total, len(view.questions), view.top)
        ends = f"{total.lowest} – {total.highest}"
        rows.append([name, total.n, decimal(total.mean), ends, f"{decimal(100 * share)} %", link])
    columns = [
        _("Candidate"),
        "#" + _("Sheets"),
        "#" + _("Mean sum"),
        "#" + _("Lowest – highest"),
        "#" + _("Of all"),
        _("Score"),
    ]
    says = _("You see the others' sheets once your own are complete.")
    return {"title": title, "says": says, "table": table(title, columns, rows)}


def decimal(value: Fraction) -> str:
    """A fraction with one decimal place, halves up."""
    tenths = (value * 20 + 1) // 2
    return f"{tenths // 10}.{tenths % 10}"
