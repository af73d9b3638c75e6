"""Questions at a roundtable, on the desk: fix the order, choose from it, note what was answered."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from hustings.core.questions import Answer
from hustings.doors.staff.acting import ActionForm
from hustings.doors.staff.desk import Desk
from hustings.doors.staff.fields import choice_field, text_field
from hustings.doors.staff.pages import Section, lines, page, table
from hustings.rooms.questions.actions.tables import choose_questions, fix_order, note_answer
from hustings.rooms.questions.queries import CHECKERS, TableView, table_of, tables_of, voices_file_of
from hustings.rooms.questions.refusals import NoOrder
from hustings.rooms.roundtables.queries import RoundtableView, roundtable_of, roundtables_of

ANSWERS: dict[Any, Any] = {
    Answer.ANSWERED: gettext_lazy("answered"),
    Answer.NOT_ANSWERED: gettext_lazy("put, but not answered"),
    Answer.NOT_REACHED: gettext_lazy("not reached"),
}
MARKS: dict[str, Any] = {"": "planned", "answered": "answered"}
HOW = gettext_lazy(
    "Every question costs one, and its supporters share that cost; the next place goes to the question whose "
    "supporters then carry least."
)


class _OneTable(ActionForm):
    """A form about one roundtable's questions."""

    def then(self) -> str:
        return self.desk.url("questions-table", self.thing)

    def known(self) -> TableView:
        return table_of(cycle=self.desk.cycle, roundtable=self.thing, actor=self.desk.actor)

    def arguments(self) -> dict[str, Any]:
        return {"roundtable": self.thing} | self.cleaned_data


class FixOrder(_OneTable):
    action = fix_order
    name, path = "questions-order", "questions/table/<slug:thing>/order/"
    title = gettext_lazy("Fix the order of the questions")
    lead = gettext_lazy("Supporters are counted now, once, and everybody learns the counts with the next publication.")
    button = gettext_lazy("Fix the order")
    done = gettext_lazy("The order for {thing} is fixed. Choose what is put.")

    n_places = forms.IntegerField(label=gettext_lazy("Places to fill"), min_value=1, max_value=100, initial=20)

    def shows(self) -> list[Section]:
        meeting = roundtable_of(cycle=self.desk.cycle, roundtable=self.thing, actor=self.desk.actor)
        return [{"says": str(HOW), "lines": _meeting(meeting)}]


class Choose(_OneTable):
    action = choose_questions
    name, path = "questions-choose", "questions/table/<slug:thing>/choose/"
    title = gettext_lazy("Choose the questions")
    lead = gettext_lazy("The first ones of the order need no reason; another choice does, and the reason is published.")
    button = gettext_lazy("Choose these")
    done = ngettext_lazy(
        "{value} question is chosen for {thing}.", "{value} questions are chosen for {thing}.", "value"
    )

    questions = forms.MultipleChoiceField(
        label=gettext_lazy("Put at this roundtable"), widget=forms.CheckboxSelectMultiple
    )
    departs_because = text_field(label=gettext_lazy("Why not the first ones"), required=False)

    def prepare(self) -> None:
        known = self.known()
        choices = [(each.code, _("%(place)s. %(text)s (%(code)s)") % _placed(each)) for each in known.placed]
        self.fields["questions"].choices = choices  # type: ignore[attr-defined]
        self.initial = {
            "questions": [each.code for each in known.chosen],
            "departs_because": known.departs_because,
        }


class NoteAnswer(_OneTable):
    action = note_answer
    name, path = "questions-answer", "questions/table/<slug:thing>/answer/"
    title = gettext_lazy("Note what was answered")
    lead = gettext_lazy("With its place in the minutes or the recording, so that anybody can look it up.")
    button = gettext_lazy("Note it")
    done = gettext_lazy("Noted: {value}.")

    question = forms.ChoiceField(label=gettext_lazy("Question"), widget=forms.RadioSelect)
    answer = choice_field(ANSWERS, radio=True, label=gettext_lazy("What came of it"))
    minute = forms.CharField(
        label=gettext_lazy("Where it stands"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("As in: minutes, item 4; or: recording, 00:34:10. Not needed if it was not reached."),
    )
    link = forms.CharField(
        label=gettext_lazy("Address of the page or recording"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("Begins with https://"),
    )

    def prepare(self) -> None:
        chosen = self.known().chosen
        self.fields["question"].choices = [(each.code, f"{each.code}: {each.text}") for each in chosen]  # type: ignore[attr-defined]
        left = [each.code for each in chosen if not each.outcome]
        self.initial = {"question": left[0] if left else ""}

    def arguments(self) -> dict[str, Any]:
        said = super().arguments()
        return said | {"answer": Answer(said["answer"])}

    def said(self, value: Any) -> str:
        return str(self.done).format(value=ANSWERS[value])


FORMS = (FixOrder, Choose, NoteAnswer)


def tables_section(desk: Desk) -> list[Section]:
    """Every roundtable that is to come or has an order, with where its questions stand and what is next."""
    known = {each.roundtable: each for each in tables_of(cycle=desk.cycle, actor=desk.actor)}
    rows = [
        [
            {"text": view.name, "url": desk.url("questions-table", view.code), "note": view.code},
            view.starts_at,
            _stands(known.get(view.code)),
            _next(desk, view, known.get(view.code)),
        ]
        for view in roundtables_of(cycle=desk.cycle, actor=desk.actor)
        if view.state == "scheduled" or view.code in known
    ]
    if not rows:
        return []
    title = _("At the roundtables")
    columns = [_("Candidate"), _("When"), _("Questions"), _("Next")]
    return [{"title": title, "table": table(title, columns, rows)}]


def one(desk: Desk, thing: str) -> HttpResponse:
    """The questions of one roundtable: the choice with its answers, the order with its arithmetic."""
    meeting = roundtable_of(cycle=desk.cycle, roundtable=thing, actor=desk.actor)
    title = _("Questions to %(name)s") % {"name": meeting.name}
    crumbs = [(_("Members’ questions"), desk.url("questions"))]
    try:
        view = table_of(cycle=desk.cycle, roundtable=thing, actor=desk.actor)
    except NoOrder:
        sections: list[Section] = [{"lines": _meeting(meeting)}, _unordered(desk, meeting)]
        return page(desk, title=title, room="questions", crumbs=crumbs, sections=sections)
    buttons: list[Any] = []
    if meeting.state == "scheduled":
        buttons += desk.button(Choose, thing, kind="main")
    if meeting.state == "held" and view.chosen:
        buttons += desk.button(NoteAnswer, thing, kind="main")
    if desk.holds(CHECKERS):
        buttons.append({"label": _("File of voices"), "url": desk.url("questions-voices", thing), "kind": "plain"})
    sections = [{"lines": _meeting(meeting)}, _chosen(view), _order(view)]
    return page(desk, title=title, room="questions", crumbs=crumbs, sections=sections, buttons=buttons)


def voices(desk: Desk, thing: str) -> HttpResponse:
    """The file from which the order can be worked out anew, for who checks it."""
    file = voices_file_of(cycle=desk.cycle, roundtable=thing, actor=desk.actor)
    stamp = "REHEARSAL-" if desk.rehearsal else ""
    disposition = f'attachment; filename="{stamp}{desk.cycle}-{thing}-voices.json"'
    return HttpResponse(file, content_type="application/json", headers={"Content-Disposition": disposition})


def _meeting(meeting: RoundtableView) -> list[dict[str, Any]]:
    said = {_("Roundtable"): meeting.code, _("State"): {"status": meeting.state}, _("When"): meeting.starts_at}
    return lines(said)


def _unordered(desk: Desk, meeting: RoundtableView) -> Section:
    todo = _("Fix it shortly before the roundtable: what members support until then counts.")
    empty: dict[str, Any] = {"says": _("The order is not fixed yet."), "todo": todo}
    if desk.can(FixOrder) and meeting.state == "scheduled":
        empty |= {"url": desk.url(FixOrder.name, meeting.code), "label": str(FixOrder.button)}
    return {"empty": empty}


def _chosen(view: TableView) -> Section:
    title = _("What is put")
    if not view.chosen:
        todo = _("Choose the first ones of the order, or others with a reason.")
        return {"title": title, "empty": {"says": _("Nothing is chosen yet."), "todo": todo}}
    rows = [[each.code, each.text, _outcome(each.outcome), each.minute or "–"] for each in view.chosen]
    columns = [_("Code"), _("Question"), _("What came of it"), _("Where it stands")]
    says = _("Why not the first ones: %(reason)s") % {"reason": view.departs_because} if view.departs_because else ""
    return {"title": title, "says": says, "table": table(title, columns, rows)}


def _order(view: TableView) -> Section:
    title = _("The order")
    rows = [
        [str(each.place), f"{each.code}: {each.text}", each.n_supporters, each.n_unheard, each.load]
        for each in view.placed
    ]
    columns = [_("Place"), _("Question"), _("#Supporters"), _("#Of them, without one before"), _("#Each carries")]
    says = _("%(n)s members took part. %(how)s") % {"n": view.n_voices, "how": HOW}
    return {"title": title, "says": says, "table": table(title, columns, rows)}


def _outcome(outcome: str) -> dict[str, Any]:
    if outcome in MARKS:
        return {"status": MARKS[outcome]}
    return {"status": {"word": ANSWERS[Answer(outcome)], "mark": "dash", "tone": "quiet"}}


def _stands(view: TableView | None) -> str:
    if view is None:
        return _("no order yet")
    if not view.chosen:
        return _("order fixed, nothing chosen")
    left = sum(not each.outcome for each in view.chosen)
    return _("%(n)s chosen, %(left)s without an answer noted") % {"n": len(view.chosen), "left": left}


def _next(desk: Desk, meeting: RoundtableView, view: TableView | None) -> dict[str, Any]:
    if view is None:
        return desk.link(FixOrder, meeting.code)
    if meeting.state == "scheduled":
        return desk.link(Choose, meeting.code, label=_("Choose"))
    return desk.link(NoteAnswer, meeting.code, label=_("Note answers")) if view.chosen else {"text": "–"}


def _placed(each: Any) -> dict[str, Any]:
    return {"place": each.place, "text": each.text, "code": each.code}
