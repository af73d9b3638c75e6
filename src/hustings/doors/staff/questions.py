"""Members' questions on the desk: when they are taken, reading them, merging what asks the same."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from hustings.core.questions import alike
from hustings.doors.staff.acting import ActionForm
from hustings.doors.staff.desk import Desk
from hustings.doors.staff.fields import day_field, moment_of, text_field, time_field, zone_field
from hustings.doors.staff.pages import Section, lines, page, table
from hustings.doors.staff.question_tables import tables_section
from hustings.rooms.questions.actions.collecting import close_questions, move_closing, open_questions
from hustings.rooms.questions.actions.reading import (
    decline_question,
    merge_questions,
    part_question,
    publish_question,
)
from hustings.rooms.questions.queries import CollectionView, QuestionView, collection_of, question_of, questions_of
from hustings.rooms.questions.refusals import NoCollection
from hustings.rooms.roll.columns import Status

STATES: dict[str, Any] = {
    "waiting": {"word": gettext_lazy("waiting to be read"), "mark": "half", "tone": "care"},
    "published": {"word": gettext_lazy("in the list"), "mark": "full", "tone": "good"},
    "declined": {"word": gettext_lazy("declined"), "mark": "cross"},
    "merged": {"word": gettext_lazy("merged"), "mark": "half"},
}
STATUSES: dict[Any, Any] = {
    Status.ACTIVE: gettext_lazy("active members"),
    Status.RETIRED: gettext_lazy("retired members"),
    Status.FEE_PAYER: gettext_lazy("fee payers"),
}
PUBLISHED = gettext_lazy("It is published.")


class OpenQuestions(ActionForm):
    action = open_questions
    name, path = "questions-open", "questions/open/"
    title = gettext_lazy("Take members’ questions")
    lead = gettext_lazy(
        "Members come by their private links. Nobody learns who asks or supports what; you read every question first."
    )
    button = gettext_lazy("Begin")
    done = gettext_lazy("Questions are taken. Send the members their links.")

    on = day_field(label=gettext_lazy("Until"))
    clock = time_field(label=gettext_lazy("At"))
    zone = zone_field()
    n_each = forms.IntegerField(
        label=gettext_lazy("Questions that each member may propose"), min_value=1, max_value=20, initial=3
    )
    statuses = forms.MultipleChoiceField(
        label=gettext_lazy("Who has a voice"),
        choices=[(str(value), label) for value, label in STATUSES.items()],
        widget=forms.CheckboxSelectMultiple,
        initial=[str(Status.ACTIVE)],
        help_text=gettext_lazy("By the status on the roll as it was last imported."),
    )

    def arguments(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        closes_at = moment_of(said.pop("on"), said.pop("clock"), said.pop("zone"))
        return said | {"closes_at": closes_at}


class MoveClosing(ActionForm):
    action = move_closing
    name, path = "questions-move", "questions/move/"
    title = gettext_lazy("Take questions until another time")
    lead = gettext_lazy("Both times and the reason stay visible.")
    button = gettext_lazy("Move the closing time")
    done = gettext_lazy("The closing time is moved.")

    on = day_field(label=gettext_lazy("Until"))
    clock = time_field(label=gettext_lazy("At"))
    zone = zone_field()
    reason = text_field(label=gettext_lazy("Reason"), help_text=PUBLISHED)

    def shows(self) -> list[Section]:
        return [about(self.desk, collection_of(cycle=self.desk.cycle))]

    def arguments(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        return {"to": moment_of(said["on"], said["clock"], said["zone"]), "reason": said["reason"]}


class CloseQuestions(ActionForm):
    action = close_questions
    name, path = "questions-close", "questions/close/"
    title = gettext_lazy("Take no more questions")
    lead = gettext_lazy(
        "The key by which members’ voices are known again is destroyed, and cannot be made anew. Orders can still be "
        "fixed and answers noted."
    )
    button = gettext_lazy("Close, and destroy the key")
    done = ngettext_lazy(
        "Closed. {value} member took part. Delete the key from older backups, too.",
        "Closed. {value} members took part. Delete the key from older backups, too.",
        "value",
    )
    grave = True

    reason = text_field(
        label=gettext_lazy("Reason"), required=False, help_text=gettext_lazy("Needed before the closing time.")
    )

    def shows(self) -> list[Section]:
        return [about(self.desk, collection_of(cycle=self.desk.cycle))]


class _OneQuestion(ActionForm):
    """A form about one question, which it shows."""

    def prepare(self) -> None:
        self.question = question_of(cycle=self.desk.cycle, question=self.thing, actor=self.desk.actor)

    def shows(self) -> list[Section]:
        return _words(self.question)

    def arguments(self) -> dict[str, Any]:
        return {"question": self.thing} | self.cleaned_data


class Publish(_OneQuestion):
    action = publish_question
    name, path = "questions-publish", "questions/<slug:thing>/publish/"
    title = gettext_lazy("Put a question into the list")
    lead = gettext_lazy("In the member’s own words, for every candidate alike.")
    button = gettext_lazy("Put it into the list")
    done = gettext_lazy("{thing} is in the list.")


class Decline(_OneQuestion):
    action = decline_question
    name, path = "questions-decline", "questions/<slug:thing>/decline/"
    title = gettext_lazy("Decline a question")
    lead = gettext_lazy("The reason is published; a question that never stood in the list is not.")
    button = gettext_lazy("Decline the question")
    done = gettext_lazy("{thing} is declined.")
    grave = True

    reason = text_field(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("It is published, and the member reads it. Do not repeat what should not be read."),
    )


class Merge(_OneQuestion):
    action = merge_questions
    name, path = "questions-merge", "questions/<slug:thing>/merge/"
    title = gettext_lazy("Merge a question into another")
    lead = gettext_lazy(
        "Whoever supports either then supports that one. Both texts stay visible, and it can be undone."
    )
    button = gettext_lazy("Merge the question")
    done = gettext_lazy("{thing} is merged into {value}.")

    into = forms.ChoiceField(label=gettext_lazy("Into"), widget=forms.RadioSelect)
    reason = text_field(label=gettext_lazy("Reason"), help_text=PUBLISHED)

    def prepare(self) -> None:
        super().prepare()
        known = _others(self.desk, self.question)
        self.fields["into"].choices = [(each.code, f"{each.code}: {each.text}") for each in known]  # type: ignore[attr-defined]


class Part(_OneQuestion):
    action = part_question
    name, path = "questions-part", "questions/<slug:thing>/part/"
    title = gettext_lazy("Undo a merging")
    lead = gettext_lazy("The question stands for itself again, with the supporters that it had.")
    button = gettext_lazy("Part the questions")
    done = gettext_lazy("{thing} stands for itself again.")

    reason = text_field(label=gettext_lazy("Reason"), help_text=PUBLISHED)


FORMS = (OpenQuestions, MoveClosing, CloseQuestions, Publish, Decline, Merge, Part)


def room(desk: Desk) -> HttpResponse:
    """When questions are taken, what waits to be read, the tables, the list."""
    title = _("Members’ questions")
    try:
        view = collection_of(cycle=desk.cycle)
    except NoCollection:
        return page(desk, title=title, room="questions", sections=[_nothing(desk)])
    known = questions_of(cycle=desk.cycle, actor=desk.actor)
    sections = [about(desk, view)]
    waiting = [each for each in known if each.state == "waiting"]
    if waiting:
        says = ngettext("%(n)s question waits to be read.", "%(n)s questions wait to be read.", len(waiting))
        rows = [[_link(desk, each), each.text, each.asked_by or "–"] for each in waiting]
        columns = [_("Code"), _("Question"), _("Name to be shown")]
        listed = table(_("To be read"), columns, rows)
        sections.append({"title": _("To be read"), "says": says % {"n": len(waiting)}, "table": listed})
    sections += tables_section(desk)
    sections.append(_list(desk, [each for each in known if each.state != "waiting"]))
    buttons = [] if view.closed_at else desk.button(MoveClosing) + desk.button(CloseQuestions)
    return page(desk, title=title, room="questions", sections=sections, buttons=buttons)


def one(desk: Desk, thing: str) -> HttpResponse:
    """One question: its words, its state, what is like it, what can be done."""
    view = question_of(cycle=desk.cycle, question=thing, actor=desk.actor)
    sections = _words(view)
    like = _like(desk, view)
    if like:
        rows = [[_link(desk, each), each.text] for each in like]
        sections.append({"title": _("Like it"), "table": table(_("Like it"), [_("Code"), _("Question")], rows)})
    buttons: list[Any] = []
    if view.state in ("waiting", "declined"):
        buttons += desk.button(Publish, thing, kind="main")
    if view.state in ("waiting", "published") and _others(desk, view):
        buttons += desk.button(Merge, thing)
    if view.state in ("waiting", "published"):
        buttons += desk.button(Decline, thing)
    if view.state == "merged":
        buttons += desk.button(Part, thing)
    crumbs = [(_("Members’ questions"), desk.url("questions"))]
    title = _("Question %(code)s") % {"code": view.code}
    return page(desk, title=title, room="questions", crumbs=crumbs, sections=sections, buttons=buttons)


def about(desk: Desk, view: CollectionView) -> Section:
    """Until when questions are taken, and of whom."""
    statuses = ", ".join(str(STATUSES.get(status, status)) for status in view.statuses)
    said = {
        _("State"): {"status": "open" if view.taking(desk.at) else "closed"},
        _("Taken until"): view.closes_at,
        _("Closed"): view.closed_at,
        _("Each member may propose"): view.n_each,
        _("Who has a voice"): statuses,
    }
    return {"lines": lines(said)}


def _nothing(desk: Desk) -> Section:
    todo = _("Say until when; members then propose and support questions by their private links.")
    empty: dict[str, Any] = {"says": _("No questions are taken from members yet."), "todo": todo}
    if desk.can(OpenQuestions):
        empty |= {"url": desk.url(OpenQuestions.name), "label": str(OpenQuestions.title)}
    return {"empty": empty}


def _list(desk: Desk, known: list[QuestionView]) -> Section:
    title = _("The list")
    if not known:
        todo = _("Read what waits; what you publish stands here and in every member’s list.")
        return {"title": title, "empty": {"says": _("No question is in the list yet."), "todo": todo}}
    rows = []
    for each in known:
        state = {"status": STATES[each.state], "note": each.into}
        chosen = _("chosen for %(tables)s") % {"tables": ", ".join(each.chosen_for)} if each.chosen_for else ""
        rows.append([_link(desk, each), {"text": each.text, "note": chosen}, state])
    says = _("How many support each is counted when the order for a roundtable is fixed, for everybody at once.")
    columns = [_("Code"), _("Question"), _("State")]
    return {"title": title, "says": says, "table": table(title, columns, rows)}


def _words(view: QuestionView) -> list[Section]:
    doubt = _(
        "As the member wrote it. If it may be somebody else’s, decline the question and ask for it without a name."
    )
    said = {
        _("State"): {"status": STATES[view.state]},
        _("Name to be shown"): {"text": view.asked_by, "note": doubt} if view.asked_by else "",
        _("Reason"): view.because,
        _("Merged into"): view.into,
        _("Merged into it"): ", ".join(view.merged),
        _("Chosen for"): ", ".join(view.chosen_for),
    }
    return [{"text": view.text}, {"lines": lines(said)}]


def _others(desk: Desk, view: QuestionView) -> list[QuestionView]:
    """The questions that this one may be merged into, the likest first."""
    known = questions_of(cycle=desk.cycle, actor=desk.actor)
    others = [each for each in known if each.state == "published" and each.code != view.code]
    first = [code for code, _n in alike(view.text, ((each.code, each.text) for each in others))]
    return sorted(others, key=lambda each: (first.index(each.code) if each.code in first else len(first), each.number))


def _like(desk: Desk, view: QuestionView) -> list[QuestionView]:
    known = {each.code: each for each in questions_of(cycle=desk.cycle, actor=desk.actor) if each.code != view.code}
    found = alike(view.text, ((code, each.text) for code, each in known.items()))
    return [known[code] for code, _n in found]


def _link(desk: Desk, each: QuestionView) -> dict[str, Any]:
    return {"text": each.code, "url": desk.url("questions-one", each.code)}
