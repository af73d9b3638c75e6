"""Opening by two custodians, scoring by each assessor, publishing."""

from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from hustings.doors.answering import in_words
from hustings.doors.staff.acting import ActionForm
from hustings.doors.staff.fields import text_field
from hustings.doors.staff.pages import Section, lines
from hustings.doors.staff.questionnaires.about import AboutOne
from hustings.rooms.candidates.queries import candidacy
from hustings.rooms.questionnaires.actions.judging import enter_scores, publish_answers, publish_scores
from hustings.rooms.questionnaires.actions.opening import begin_opening, open_answers
from hustings.rooms.questionnaires.queries import answers_of, sheets_of


class _Key(AboutOne):
    """A form that takes a custodian's key."""

    key = forms.CharField(
        label=_("Your key"),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false"}),
        help_text=_("All of it, from “hustings-key-1” to the last letter, out of the file that you saved."),
    )

    def shows(self) -> list[Section]:
        said = {
            say("Deadline"): self.view.deadline_at,
            say("Handed in"): len(self.view.receipts),
            say("No answer"): ", ".join(self.view.silent),
            say("Custodians"): ", ".join(each.who for each in self.view.custodians),
        }
        return [{"lines": lines(said)}]


class Begin(_Key):
    action = begin_opening
    name, path = "questionnaires-begin", "questionnaires/<slug:thing>/begin/"
    title = _("Give the first key")
    lead = _("From now on nothing more is taken. Nothing can be read before a second person gives the second key.")
    button = _("Give the key")
    done = _("The first key is given by the {value}. Ask the other custodian for the second.")


class Open(_Key):
    action = open_answers
    name, path = "questionnaires-open", "questionnaires/<slug:thing>/open/"
    title = _("Give the second key and open")
    lead = _("Every answer is opened and compared with what the record holds of it.")
    button = _("Open the answers")
    done = _("{value} candidates' answers are open and are what was handed in.")


class Score(AboutOne):
    action = enter_scores
    name, path = "questionnaires-score", "questionnaires/<slug:thing>/score/"
    title = _("Score the answers")
    lead = _("Your own sheet; you see the others' once you have scored every candidate.")
    button = _("Keep my points")
    done = _("Your points are kept.")

    note = text_field(label=_("Remarks, for the desk only"), required=False)

    def prepare(self) -> None:
        super().prepare()
        who: dict[str, Any] = {"cycle": self.desk.cycle, "actor": self.desk.actor}
        self.candidate = candidacy(cycle=self.desk.cycle, candidate=self.part)
        made = answers_of(questionnaire=self.code, **who).get(self.part)
        self.answers = made.answers if made else {}
        for number, question in enumerate(self.view.questions, start=1):
            label = say("Points for question %(n)s, 0 to %(top)s") % {"n": number, "top": self.view.top}
            self.fields[question.key] = forms.IntegerField(label=label, min_value=0, max_value=self.view.top)
        self.order_fields([question.key for question in self.view.questions])
        sheets = sheets_of(questionnaire=self.code, **who)
        own = [each for each in sheets if (each.assessor, each.candidate) == (self.desk.actor.id, self.part)]
        self.initial = dict(own[0].points) | {"note": own[0].note} if own else {}

    def shows(self) -> list[Section]:
        sections: list[Section] = [{"title": self.candidate.name}]
        for number, question in enumerate(self.view.questions, start=1):
            told = in_words(question, self.answers.get(question.key, {}))
            said = {say("Answer"): say("left open") if told["open"] else told["main"]}
            title = f"{number}. {question.text}"
            sections.append({"title": title, "lines": lines(said), "text": told["words"]})
        return sections

    def arguments(self) -> dict[str, Any]:
        points = {question.key: self.cleaned_data[question.key] for question in self.view.questions}
        return {
            "questionnaire": self.code,
            "candidate": self.part,
            "points": points,
            "note": self.cleaned_data["note"],
        }

    def then(self) -> str:
        return self.desk.url("questionnaires-answers", self.code)


class PublishAnswers(AboutOne):
    action = publish_answers
    name, path = "questionnaires-publish", "questionnaires/<slug:thing>/publish/"
    title = _("Publish the answers")
    lead = _("All candidates at once, word for word; those for the committee stay closed.")
    button = _("Publish the answers")
    done = _("The answers of {value} candidates are on the record.")


class PublishScores(AboutOne):
    action = publish_scores
    name, path = "questionnaires-publish-scores", "questionnaires/<slug:thing>/publish-scores/"
    title = _("Publish the scores")
    lead = _("The mean and how far the assessors lie apart; assessors are numbered, not named.")
    button = _("Publish the scores")
    done = _("The points of {value} assessors are on the record.")


FORMS: tuple[type[ActionForm], ...] = (Begin, Open, Score, PublishAnswers, PublishScores)
