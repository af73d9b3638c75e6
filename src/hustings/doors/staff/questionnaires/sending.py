"""Keys, sending, the deadline, and answers that came on paper."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from hustings.core.values import Role
from hustings.doors.answering import answer_fields, files_in, said_in
from hustings.doors.staff.acting import ActionForm
from hustings.doors.staff.desk import Desk
from hustings.doors.staff.fields import day_field, text_field, time_field, zone_field
from hustings.doors.staff.pages import Section, in_words, lines, page
from hustings.doors.staff.posting import looks_in_languages, post_to_campaign
from hustings.doors.staff.questionnaires.about import AboutOne
from hustings.ground.access.actions import issue_link
from hustings.rooms.candidates.queries import CandidacyView, ContactView, candidacy, candidates_of, contacts_of
from hustings.rooms.questionnaires.actions.answering import enter_answers
from hustings.rooms.questionnaires.actions.drafting import (
    cancel_questionnaire,
    give_key,
    issue_questionnaire,
    move_answers_deadline,
    remind_silent,
)
from hustings.rooms.questionnaires.mails import Mail, questionnaire_mail, questionnaire_reminder
from hustings.rooms.questionnaires.queries import QuestionnaireView
from hustings.rooms.questionnaires.sealing import KeyPair, make_key

AFTER_DEADLINE = timedelta(days=90)
Letter = Callable[[QuestionnaireView, str, str, bool], Mail]


class GiveKey(AboutOne):
    action = give_key
    name, path = "questionnaires-key", "questionnaires/<slug:thing>/key/"
    title = _("Keep a key to the answers")
    lead = _(
        "You become one of those who open the answers together after the deadline. Your key is shown once and is "
        "kept nowhere here: without it and another custodian nobody reads them."
    )
    button = _("Give me the key")

    who = forms.CharField(
        label=_("Who you are for every reader"), max_length=200, help_text=_("Your office, or your name and office.")
    )
    public_key = forms.CharField(
        label=_("Public half of a key of your own"),
        max_length=64,
        required=False,
        help_text=_("Only if you made one with: hustings questionnaires key. Empty: this page makes one."),
    )

    pair: KeyPair | None = None

    def arguments(self) -> dict[str, Any]:
        said = super().arguments()
        if not said["public_key"]:
            self.pair = make_key(self.code)
            said["public_key"] = self.pair.public
        return said

    def after(self, value: Any) -> HttpResponse | None:
        if self.pair is None:
            return None
        following = [{"label": say("I have it"), "url": self.then(), "kind": "plain"}]
        return page(
            self.desk, title=say("Your key"), room="questionnaires", template="staff/key.html", pair=self.pair,
            key_name=f"{self.desk.cycle}-{self.code}-key-{value}.txt", next=following,
        )  # fmt: skip


class Issue(AboutOne):
    action = issue_questionnaire
    name, path = "questionnaires-issue", "questionnaires/<slug:thing>/issue/"
    title = _("Issue the questionnaire")
    lead = _("Every candidate gets the same questions and the same deadline. From now on nothing in them changes.")
    button = _("Issue and send")
    done = _("It is out; {value} letters are in the outbox.")

    def shows(self) -> list[Section]:
        known = [view for view in candidates_of(cycle=self.desk.cycle) if view.stands]
        mute = [view.name for view in known if not _addresses(self.desk, view.code)]
        said = {
            say("Goes to"): ", ".join(view.name for view in known),
            say("No address is known for"): ", ".join(mute),
            say("Answer until"): self.view.deadline_at,
            say("Questions"): len(self.view.questions),
            say("Custodians"): ", ".join(each.who for each in self.view.custodians),
        }
        sections: list[Section] = [{"lines": lines(said)}]
        if known:
            codes = [view.code for view in known]
            sections += looks_in_languages(self.desk, codes, self._letter_to(known[0].name), title=say("The letter"))
        return sections

    def _letter_to(self, name: str) -> Callable[[], Mail]:
        return lambda: questionnaire_mail(self.view, name, "https://…", self.desk.rehearsal)

    def act(self) -> int:
        return sum(_post(self.desk, self.view, code) for code in super().act())


class Remind(AboutOne):
    action = remind_silent
    name, path = "questionnaires-remind", "questionnaires/<slug:thing>/remind/"
    title = _("Remind the silent")
    lead = _("Everybody who has not answered gets this letter, and nobody else, with a new private address.")
    button = _("Remind the silent")
    done = _("{value} reminders are in the outbox.")

    def shows(self) -> list[Section]:
        silent = _silent(self.desk, self.view)
        if not silent:
            return [{"empty": {"says": say("Nobody is silent."), "todo": say("Nothing needs to be done.")}}]
        mute = [each.name for each in silent if not _addresses(self.desk, each.code)]
        said = {
            say("Goes to"): ", ".join(each.name for each in silent),
            say("No address is known for"): ", ".join(mute),
            say("Reminded before"): ", ".join(in_words(on) for on in self.view.reminded_on),
        }

        def write() -> Mail:
            return questionnaire_reminder(self.view, silent[0].name, "https://…", self.desk.rehearsal)

        codes = [each.code for each in silent]
        return [{"lines": lines(said)}, *looks_in_languages(self.desk, codes, write, title=say("The letter"))]

    def act(self) -> int:
        return sum(_post(self.desk, self.view, code, questionnaire_reminder) for code in super().act())


class MoveDeadline(AboutOne):
    action = move_answers_deadline
    name, path = "questionnaires-deadline", "questionnaires/<slug:thing>/deadline/"
    title = _("Move the deadline for everybody")
    lead = _("Only to a later moment, and for all alike. Both moments and the reason are published.")
    button = _("Move the deadline")
    done = _("The deadline is moved.")

    until_on = day_field(label=_("Answer until"))
    until_at = time_field(label=_("Time"), initial="17:00")
    zone = zone_field()
    reason = text_field(label=_("Reason"), help_text=_("It is published."))

    def shows(self) -> list[Section]:
        return [{"lines": lines({say("Deadline now"): self.view.deadline_at})}]

    def arguments(self) -> dict[str, Any]:
        return {"questionnaire": self.code, "to": self.moment(), "reason": self.cleaned_data["reason"]}


class Cancel(AboutOne):
    action = cancel_questionnaire
    name, path = "questionnaires-cancel", "questionnaires/<slug:thing>/cancel/"
    title = _("Cancel the questionnaire")
    lead = _("It stays visible as cancelled, with the reason. What was handed in is never opened.")
    button = _("Cancel the questionnaire")
    done = _("{thing} is cancelled.")
    grave = True

    reason = text_field(label=_("Reason"), help_text=_("It is published."))


class Enter(AboutOne):
    action = enter_answers
    name, path = "questionnaires-enter", "questionnaires/<slug:thing>/enter/"
    title = _("Enter answers that came on paper")
    lead = _("Only if a campaign cannot use its page: you read them before the deadline, and the record says so.")
    button = _("Enter and seal")
    done = _("The answers are sealed; the record says that staff entered them.")

    def prepare(self) -> None:
        super().prepare()
        self.candidate = candidacy(cycle=self.desk.cycle, candidate=self.part)
        self.fields.update(answer_fields(self.view.questions))

    def shows(self) -> list[Section]:
        return [{"lines": lines({say("Candidate"): self.candidate.name})}]

    def arguments(self) -> dict[str, Any]:
        answers = said_in(self.cleaned_data, self.view.questions)
        sent = {"answers": answers, "files": files_in(self.cleaned_data)}
        return {"questionnaire": self.code, "candidate": self.candidate.code} | sent


FORMS: tuple[type[ActionForm], ...] = (GiveKey, Issue, Remind, MoveDeadline, Cancel, Enter)


def _addresses(desk: Desk, candidate: str) -> list[str]:
    return [each.email for each in contacts_of(cycle=desk.cycle, candidate=candidate, actor=desk.actor)]


def _silent(desk: Desk, view: QuestionnaireView) -> list[CandidacyView]:
    answered = {receipt.candidate for receipt in view.receipts}
    return [each for each in candidates_of(cycle=desk.cycle) if each.stands and each.code not in answered]


def _post(desk: Desk, view: QuestionnaireView, candidate: str, letter: Letter = questionnaire_mail) -> int:
    """Put the letter with a private address to every contact of a campaign into the outbox; the answer is how many."""
    who = candidacy(cycle=desk.cycle, candidate=candidate)
    lasts = view.deadline_at - desk.at + AFTER_DEADLINE

    def write(_: ContactView) -> Mail:
        token = issue_link(
            cycle=desk.cycle, role=Role.CAMPAIGN, scope=candidate, lasts=lasts, actor=desk.actor, at=desk.at
        )
        link = desk.request.build_absolute_uri(reverse("campaign:questionnaire", args=[token, view.code]))
        return letter(view, who.name, link, desk.rehearsal)

    kind = "questionnaire" if letter is questionnaire_mail else "reminder"
    return post_to_campaign(desk, candidate, about=view.code, kind=kind, write=write)
