"""Drafting: the head of a questionnaire, and its questions one by one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hustings.core.questionnaires import AnswerKind, Question
from hustings.doors.staff.acting import ActionForm
from hustings.doors.staff.fields import LinesField, choice_field, day_field, text_field, time_field, zone_field
from hustings.doors.staff.questionnaires.about import AboutOne
from hustings.rooms.questionnaires.actions.drafting import draft_questionnaire, revise_questionnaire, set_questions
from hustings.rooms.questionnaires.refusals import NoSuchQuestionnaire

KINDS = {
    AnswerKind.CHOICE: _("a choice among options"),
    AnswerKind.SCALE: _("a place on a scale"),
    AnswerKind.TEXT: _("a text"),
    AnswerKind.FILE: _("a file"),
}


class Head(AboutOne):
    """Title, introduction, deadline, points."""

    heading_field = forms.CharField(label=_("Title"), max_length=200)
    intro = text_field(label=_("Introduction"), required=False, help_text=_("Every campaign and every reader sees it."))
    until_on = day_field(label=_("Answer until"))
    until_at = time_field(label=_("Time"), initial="17:00")
    zone = zone_field()
    top = forms.IntegerField(
        label=_("Most points for an answer"), min_value=1, max_value=100, initial=5, help_text=_("For scoring later.")
    )

    def head(self) -> dict[str, Any]:
        """The arguments of both actions."""
        deadline_at, said = self.moment(), dict(self.cleaned_data)
        return {"title": said.pop("heading_field"), "deadline_at": deadline_at} | said


class Draft(Head):
    action = draft_questionnaire
    name, path = "questionnaires-draft", "questionnaires/draft/"
    title = _("Draft a questionnaire")
    lead = _("One for every candidate of the contest. Nobody sees it before it is issued.")
    button = _("Begin the draft")
    done = _("{value} is drafted. Add its questions, and ask two custodians for their keys.")

    def prepare(self) -> None:
        """There is nothing to show yet."""

    def arguments(self) -> dict[str, Any]:
        return self.head()

    def then(self) -> str:
        return self.desk.url("questionnaires")


class Revise(Head):
    action = revise_questionnaire
    name, path = "questionnaires-revise", "questionnaires/<slug:thing>/revise/"
    title = _("Change the head")
    button = _("Keep the changes")
    done = _("The draft is changed.")

    def prepare(self) -> None:
        super().prepare()
        due = self.view.deadline_at
        kept = {"heading_field": self.view.title, "intro": self.view.intro, "top": self.view.top}
        self.initial = kept | {"until_on": due.date(), "until_at": due.time(), "zone": "UTC"}

    def arguments(self) -> dict[str, Any]:
        return {"questionnaire": self.code} | self.head()


class AddQuestion(AboutOne):
    action = set_questions
    name, path = "questionnaires-add", "questionnaires/<slug:thing>/add/"
    title = _("Add a question")
    lead = _("Ask one thing at a time, in plain words. Only the fields of the chosen kind count.")
    button = _("Add the question")
    done = _("There are {value} questions now.")

    text = text_field(label=_("Question"))
    note = forms.CharField(label=_("Explanation"), required=False, max_length=2000)
    kind = choice_field(KINDS, radio=True, label=_("Answered by"), initial="text")
    options = LinesField(label=_("Options"), required=False, help_text=_("Of a choice: one a line."))
    n_most = forms.IntegerField(label=_("How many may be chosen"), min_value=1, max_value=20, initial=1)
    least = forms.IntegerField(label=_("Scale from"), min_value=0, max_value=9, initial=1)
    least_means = forms.CharField(label=_("The lowest means"), required=False, max_length=60)
    most = forms.IntegerField(label=_("Scale to"), min_value=1, max_value=10, initial=5)
    most_means = forms.CharField(label=_("The highest means"), required=False, max_length=60)
    limit = forms.IntegerField(
        label=_("Most letters"),
        min_value=0,
        max_value=10_000,
        initial=2000,
        help_text=_("Of a text; beside a choice or a scale, of a comment: 0 takes none."),
    )
    required = forms.BooleanField(label=_("An answer is needed"), required=False)
    closed = forms.BooleanField(
        label=_("For the committee only"),
        required=False,
        help_text=_("Not published. Every campaign is told so beforehand."),
    )

    def question(self) -> Question:
        """The question that the form describes; its key is given with its place."""
        said = dict(self.cleaned_data)
        public, kind = not said.pop("closed"), AnswerKind(said.pop("kind"))
        return Question("", kind, public=public, **said)

    def questions(self) -> list[Question]:
        """All questions after this."""
        return [*self.view.questions, self.question()]

    def arguments(self) -> dict[str, Any]:
        return {"questionnaire": self.code, "questions": self.questions()}


class _OneQuestion(AboutOne):
    """A form about a question that is there."""

    action = set_questions

    def prepare(self) -> None:
        super().prepare()
        found = [place for place, question in enumerate(self.view.questions) if question.key == self.part]
        if not found:
            raise NoSuchQuestionnaire(cycle=self.desk.cycle, questionnaire=self.thing)
        (self.place,) = found

    @property
    def asked(self) -> Question:
        """The question as it stands."""
        return self.view.questions[self.place]


class EditQuestion(_OneQuestion, AddQuestion):
    action = set_questions
    name, path = "questionnaires-edit", "questionnaires/<slug:thing>/edit/"
    title = _("Change a question")
    button = _("Keep the changes")
    done = _("The question is changed.")

    def prepare(self) -> None:
        super().prepare()
        kept = {name: getattr(self.asked, name) for name in AddQuestion.base_fields if name != "closed"}
        self.initial = kept | {"options": "\n".join(self.asked.options), "closed": not self.asked.public}

    def questions(self) -> list[Question]:
        made = list(self.view.questions)
        made[self.place] = self.question()
        return made


class RemoveQuestion(_OneQuestion):
    name, path = "questionnaires-remove", "questionnaires/<slug:thing>/remove/"
    title = _("Remove a question")
    button = _("Remove the question")
    done = _("The question is removed; {value} are left.")
    grave = True

    def shows(self) -> list[Any]:
        return [{"text": self.asked.text}]

    def arguments(self) -> dict[str, Any]:
        kept = [question for place, question in enumerate(self.view.questions) if place != self.place]
        return {"questionnaire": self.code, "questions": kept}


class PlaceQuestion(_OneQuestion):
    name, path = "questionnaires-place", "questionnaires/<slug:thing>/place/"
    title = _("Move a question")
    button = _("Move it there")
    done = _("The question is moved.")

    place_now = forms.IntegerField(label=_("New number"), min_value=1)

    def shows(self) -> list[Any]:
        return [{"text": self.asked.text}]

    def arguments(self) -> dict[str, Any]:
        others = [question for place, question in enumerate(self.view.questions) if place != self.place]
        others.insert(self.cleaned_data["place_now"] - 1, self.asked)
        return {"questionnaire": self.code, "questions": others}


FORMS: tuple[type[ActionForm], ...] = (Draft, Revise, AddQuestion, EditQuestion, RemoveQuestion, PlaceQuestion)
