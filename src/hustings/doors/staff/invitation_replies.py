"""What comes back from campaigns: replies entered by hand, questions that are answered, private talks."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.doors.staff.acting import ActionForm
from hustings.doors.staff.desk import Desk
from hustings.doors.staff.fields import (
    DaysField,
    Sourced,
    choice_field,
    day_field,
    moment_of,
    text_field,
    time_field,
    zone_field,
)
from hustings.doors.staff.invitations import offer_section, offer_to, post
from hustings.doors.staff.pages import Section
from hustings.rooms.candidates.queries import candidates_of
from hustings.rooms.invitations.actions import enter_reply, log_contact, tell_campaign
from hustings.rooms.invitations.answers import NEEDS_WORDS, Answer, ContactKind
from hustings.rooms.invitations.mails import told_mail
from hustings.rooms.invitations.queries import scan_of
from hustings.rooms.invitations.refusals import NotInvited

ANSWERS: dict[Any, Any] = {
    Answer.ACCEPTED: gettext_lazy("It accepts"),
    Answer.DECLINED: gettext_lazy("It declines"),
    Answer.CONDITIONS: gettext_lazy("It accepts under conditions"),
    Answer.ASKED: gettext_lazy("It asks a question"),
}
CONTACTS = {
    ContactKind.MEETING: gettext_lazy("A private meeting"),
    ContactKind.CALL: gettext_lazy("A telephone call"),
}


class EnterReply(ActionForm):
    action = enter_reply
    name, path = "invitations-reply", "invitations/<slug:thing>/reply/"
    title = gettext_lazy("Enter a reply")
    lead = gettext_lazy(
        "For answers by letter, call or mail. One that came after the deadline is taken and marked as late."
    )
    button = gettext_lazy("Enter the reply")
    done = gettext_lazy("The reply is on the record.")

    answer = choice_field(ANSWERS, radio=True, label=gettext_lazy("Answer"))
    words = text_field(
        label=gettext_lazy("In the campaign's own words"),
        required=False,
        help_text=gettext_lazy("Needed for a question and for conditions. It is published as it is."),
    )
    slot = forms.CharField(label=gettext_lazy("Slots it prefers"), max_length=200, required=False)
    scan = forms.FileField(
        label=gettext_lazy("The letter itself"),
        required=False,
        help_text=gettext_lazy("A PDF, a picture or a plain text, 5 MB at most. The house keeps it privately."),
    )
    came_on = day_field(label=gettext_lazy("Received on"), required=False, help_text=gettext_lazy("Empty: now."))
    came_at = time_field(label=gettext_lazy("Received at"), required=False)
    zone = zone_field()

    def prepare(self) -> None:
        self.offer = offer_to(self.desk, self.thing)

    def shows(self) -> list[Section]:
        return [offer_section(self.offer)]

    def clean(self) -> dict[str, Any] | None:
        said = super().clean()
        if bool(self.cleaned_data.get("came_on")) != bool(self.cleaned_data.get("came_at")):
            raise ValidationError(_("Give both the day and the time at which it came, or neither."))
        return said

    def arguments(self) -> dict[str, Any]:
        said = self.cleaned_data
        came = moment_of(said["came_on"], said["came_at"], said["zone"]) if said["came_on"] else None
        told = {"answer": Answer(said["answer"]), "words": said["words"], "slot": said["slot"]}
        told["scan"] = (said["scan"].name, said["scan"].read()) if said["scan"] else None
        return told | {"candidate": self.thing, "received_at": came}

    def then(self) -> str:
        return self.desk.url("invitations-one", self.thing)


class LogContact(Sourced):
    action = log_contact
    name, path = "invitations-contact", "invitations/<slug:thing>/contact/"
    title = gettext_lazy("Log a private contact")
    lead = gettext_lazy(
        "Whoever meets a candidate outside the roundtables says so here. It is published for all to compare."
    )
    button = gettext_lazy("Log a contact")
    done = gettext_lazy("The contact is on the record.")

    kind = choice_field(CONTACTS, radio=True, label=gettext_lazy("What it was"))
    on = DaysField(label=gettext_lazy("When"))
    who = forms.CharField(label=gettext_lazy("Who of the organisation took part"), max_length=200)
    what = text_field(label=gettext_lazy("What it was about"))

    def prepare(self) -> None:
        super().prepare()
        known = {view.code for view in candidates_of(cycle=self.desk.cycle)}
        if self.thing not in known:
            raise NotInvited(candidate=self.thing)

    def arguments(self) -> dict[str, Any]:
        said = super().arguments()
        return said | {"candidate": self.thing, "kind": ContactKind(said["kind"])}


class Tell(ActionForm):
    action = tell_campaign
    name, path = "invitations-tell", "invitations/<slug:thing>/tell/"
    title = gettext_lazy("Answer a campaign")
    lead = gettext_lazy(
        "To its question, or about its conditions. It stands in its thread, goes out by letter, and is published, so "
        "that nobody is told more than the others."
    )
    button = gettext_lazy("Answer the campaign")
    done = gettext_lazy("The answer is on the record, and in the outbox.")

    words = text_field(label=gettext_lazy("Your answer"), help_text=gettext_lazy("It is published."))

    def prepare(self) -> None:
        self.offer = offer_to(self.desk, self.thing)

    def shows(self) -> list[Section]:
        asked = [reply.words for reply in self.offer.replies if reply.answer in NEEDS_WORDS]
        return [offer_section(self.offer)] + [{"title": _("What it wrote"), "text": words} for words in asked[-1:]]

    def arguments(self) -> dict[str, Any]:
        return {"candidate": self.thing, "words": self.cleaned_data["words"]}

    def act(self) -> Any:
        code = super().act()
        offer = offer_to(self.desk, self.thing)
        post(self.desk, offer, told_mail)
        return code

    def then(self) -> str:
        return self.desk.url("invitations-one", self.thing)


FORMS = (EnterReply, Tell, LogContact)


def scan(desk: Desk, thing: str) -> HttpResponse:
    """The letter in which a reply came; `thing` is the candidate's code and the digest."""
    candidate, _dash, digest = thing.rpartition("-")
    media, data = scan_of(cycle=desk.cycle, candidate=candidate, digest=digest, actor=desk.actor)
    response = HttpResponse(data, content_type=media)
    ending = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg"}.get(media, "txt")
    response.headers["Content-Disposition"] = f'attachment; filename="letter-{digest[:8]}.{ending}"'
    return response
