"""The same offer to every candidate: terms, sending, reminders, replies, private contacts."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from hustings.core.hearings import Audience
from hustings.core.values import Role
from hustings.doors.staff.acting import ActionForm
from hustings.doors.staff.choices import AUDIENCES
from hustings.doors.staff.desk import Desk
from hustings.doors.staff.fields import (
    choice_field,
    day_field,
    moment_of,
    text_field,
    time_field,
    zone_field,
)
from hustings.doors.staff.pages import Section, lines
from hustings.doors.staff.posting import looks_in_languages, post_to_campaign
from hustings.ground.access.actions import issue_link, revoke_links
from hustings.rooms.candidates.queries import contacts_of
from hustings.rooms.invitations.actions import (
    adopt_terms,
    move_deadline,
    remind,
    send_invitation,
)
from hustings.rooms.invitations.answers import Answer
from hustings.rooms.invitations.mails import Mail, deadline_mail, invitation_mail, reminder_mail
from hustings.rooms.invitations.queries import (
    OfferView,
    Terms,
    offers_of,
    silent,
    standard_terms,
    uninvited,
)
from hustings.rooms.invitations.refusals import NotInvited

AFTER_DEADLINE = timedelta(days=90)
"""How long a campaign's link still shows its thread after the deadline."""

Write = Callable[[OfferView, str, bool], Mail]
"""Writes one of the letters about an invitation, with the address of the campaign's page; whether in a rehearsal."""

STATES: dict[Any, Any] = {
    Answer.ACCEPTED: "accepted",
    Answer.DECLINED: "declined",
    Answer.CONDITIONS: {"word": gettext_lazy("accepted under conditions"), "mark": "half", "tone": "plain"},
    Answer.ASKED: {"word": gettext_lazy("asked a question"), "mark": "alert", "tone": "care"},
}


class Moment(ActionForm):
    """A form with a deadline: its day, its time, and where that clock stands."""

    def moment(self) -> Any:
        said = self.cleaned_data
        return moment_of(said.pop("until_on"), said.pop("until_at"), said.pop("zone"))


class AdoptTerms(Moment):
    action = adopt_terms
    name, path = "invitations-terms", "invitations/terms/"
    title = gettext_lazy("What every candidate is offered")
    lead = gettext_lazy(
        "One text, one deadline, the same minutes for all. It is fixed once the first invitation is sent."
    )
    button = gettext_lazy("Fix the terms")
    done = gettext_lazy("The terms are fixed. See them as a campaign will, then send.")

    text = text_field(
        label=gettext_lazy("The letter"), help_text=gettext_lazy("Greeting, deadline and link are added to it.")
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes for each candidate"), min_value=1, max_value=600, initial=60
    )
    n_slots = forms.IntegerField(label=gettext_lazy("Slots to choose from"), min_value=1, max_value=50, initial=3)
    audience = choice_field(AUDIENCES, radio=True, label=gettext_lazy("Who may attend"), initial="restricted class")
    until_on = day_field(label=gettext_lazy("Answer until"))
    until_at = time_field(label=gettext_lazy("Time"), initial="17:00")
    zone = zone_field()

    def arguments(self) -> dict[str, Any]:
        deadline_at, said = self.moment(), self.cleaned_data
        return {"terms": Terms(said["text"], said["minutes"], said["n_slots"], Audience(said["audience"]), deadline_at)}

    def then(self) -> str:
        return self.desk.url("invitations-send")


class Send(ActionForm):
    action = send_invitation
    name, path = "invitations-send", "invitations/send/"
    title = gettext_lazy("Send the invitations")
    lead = gettext_lazy(
        "Every campaign gets the same letter. Only name and private address differ. See it first as one of them."
    )
    button = gettext_lazy("Send the invitations")
    done = ngettext_lazy("{value} letter is in the outbox.", "{value} letters are in the outbox.", "value")

    candidates = forms.MultipleChoiceField(label=gettext_lazy("Send to"), widget=forms.CheckboxSelectMultiple)

    def prepare(self) -> None:
        self.terms = standard_terms(cycle=self.desk.cycle, actor=self.desk.actor)
        self.waiting = uninvited(cycle=self.desk.cycle, actor=self.desk.actor)
        choices = [(view.code, view.name) for view in self.waiting]
        self.fields["candidates"].choices = choices  # type: ignore[attr-defined]
        self.fields["candidates"].initial = [code for code, _name in choices]

    def clean_candidates(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["candidates"]
        names = {view.code: view.name for view in self.waiting}
        unknown = [names[code] for code in chosen if not addresses(self.desk, code)]
        if unknown:
            raise ValidationError(
                _("No address is known for: %(names)s. Add it on the candidate's page.") % {"names": ", ".join(unknown)}
            )
        return chosen

    def shows(self) -> list[Section]:
        if not self.waiting:
            todo = _("A candidate who is entered later is invited here, on the same terms.")
            return [{"empty": {"says": _("Everybody who stands has been invited."), "todo": todo}}]
        first = self.waiting[0]
        offer = preview_of(self.desk, first.code, first.name, self.terms)
        title = _("As the campaign of %(name)s will see it") % {"name": first.name}
        sections = looks(self.desk, [view.code for view in self.waiting], offer, invitation_mail, title)
        label = _("Page of %(name)s")
        pages = [
            {"label": label % {"name": view.name}, "url": self.desk.url("invitations-preview", view.code)}
            for view in self.waiting
        ]
        sections[-1]["buttons"] = pages
        return sections

    def act(self) -> int:
        n_letters = 0
        for candidate in self.cleaned_data["candidates"]:
            send_invitation(cycle=self.desk.cycle, candidate=candidate, actor=self.desk.actor, at=self.desk.at)
            offer = offer_to(self.desk, candidate)
            n_letters += post(self.desk, offer, invitation_mail)
        return n_letters


class Remind(ActionForm):
    action = remind
    name, path = "invitations-remind", "invitations/remind/"
    title = gettext_lazy("Remind the silent")
    lead = gettext_lazy("Only those who have not answered get this letter, with a new private address.")
    button = gettext_lazy("Remind the silent")
    done = ngettext_lazy(
        "{value} reminder is in the outbox.",
        "{value} reminders are in the outbox.",
        "value",
    )

    candidates = forms.MultipleChoiceField(label=gettext_lazy("Remind"), widget=forms.CheckboxSelectMultiple)

    def prepare(self) -> None:
        self.silent = silent(cycle=self.desk.cycle, actor=self.desk.actor)
        choices = [(offer.candidate, offer.name) for offer in self.silent]
        self.fields["candidates"].choices = choices  # type: ignore[attr-defined]
        self.fields["candidates"].initial = [code for code, _name in choices]

    def shows(self) -> list[Section]:
        if not self.silent:
            return [{"empty": {"says": _("Nobody is silent."), "todo": _("Nothing needs to be done.")}}]
        silent = [offer.candidate for offer in self.silent]
        return looks(self.desk, silent, self.silent[0], reminder_mail, _("The letter"))

    def act(self) -> int:
        n_letters = 0
        for candidate in self.cleaned_data["candidates"]:
            remind(cycle=self.desk.cycle, candidate=candidate, actor=self.desk.actor, at=self.desk.at)
            offer = offer_to(self.desk, candidate)
            n_letters += post(self.desk, offer, reminder_mail, kind="reminder")
        return n_letters


class MoveDeadline(Moment):
    action = move_deadline
    name, path = "invitations-deadline", "invitations/deadline/"
    title = gettext_lazy("Move the deadline for everybody")
    lead = gettext_lazy("Only to a later moment, and for all alike. Both moments and the reason are published.")
    button = gettext_lazy("Move the deadline")
    done = gettext_lazy("The deadline is moved; every campaign is told.")

    until_on = day_field(label=gettext_lazy("Answer until"))
    until_at = time_field(label=gettext_lazy("Time"), initial="17:00")
    zone = zone_field()
    reason = text_field(label=gettext_lazy("Reason"), help_text=gettext_lazy("It is published."))

    def prepare(self) -> None:
        self.terms = standard_terms(cycle=self.desk.cycle, actor=self.desk.actor)

    def shows(self) -> list[Section]:
        return [{"lines": lines({_("Deadline now"): self.terms.deadline_at})}]

    def arguments(self) -> dict[str, Any]:
        return {"to": self.moment(), "reason": self.cleaned_data["reason"]}

    def act(self) -> Any:
        moved = super().act()
        for offer in offers_of(cycle=self.desk.cycle, actor=self.desk.actor):
            if offer.stands and offer.moves and offer.moves[-1].now_at == moved:
                post(self.desk, offer, deadline_mail)
        return moved


class NewAddress(ActionForm):
    action = revoke_links
    name, path = "invitations-address", "invitations/<slug:thing>/address/"
    title = gettext_lazy("Replace a private address")
    lead = gettext_lazy(
        "When an address was lost or seen by others: every earlier one ends now, a new one goes out by letter."
    )
    button = gettext_lazy("Replace the address")
    done = ngettext_lazy(
        "{value} letter with the new address is in the outbox.",
        "{value} letters with the new address are in the outbox.",
        "value",
    )
    grave = True
    only = frozenset({Role.DIRECTOR, Role.OFFICER})

    def prepare(self) -> None:
        self.offer = offer_to(self.desk, self.thing)

    def clean(self) -> dict[str, Any] | None:
        said = super().clean()
        if not addresses(self.desk, self.thing):
            raise ValidationError(_("No address is known for: %(names)s.") % {"names": self.offer.name})
        return said

    def act(self) -> int:
        revoke_links(
            cycle=self.desk.cycle, role=Role.CAMPAIGN, scope=self.thing, actor=self.desk.actor, at=self.desk.at
        )
        return post(self.desk, self.offer, invitation_mail)

    def then(self) -> str:
        return self.desk.url("invitations-one", self.thing)


FORMS = (AdoptTerms, Send, Remind, MoveDeadline, NewAddress)


def offer_to(desk: Desk, candidate: str) -> OfferView:
    """One campaign's invitation. Raises: NotInvited."""
    found = [offer for offer in offers_of(cycle=desk.cycle, actor=desk.actor) if offer.candidate == candidate]
    if not found:
        raise NotInvited(candidate=candidate)
    return found[0]


def addresses(desk: Desk, candidate: str) -> list[str]:
    """Whom letters to a campaign go to."""
    return [each.email for each in contacts_of(cycle=desk.cycle, candidate=candidate, actor=desk.actor)]


def link_for(desk: Desk, offer: OfferView) -> str:
    """A new private address for one campaign; earlier ones stay good."""
    lasts = offer.terms.deadline_at - desk.at + AFTER_DEADLINE
    token = issue_link(
        cycle=desk.cycle, role=Role.CAMPAIGN, scope=offer.candidate, lasts=lasts, actor=desk.actor, at=desk.at
    )
    return desk.request.build_absolute_uri(reverse("campaign:thread", args=[token]))


def post(desk: Desk, offer: OfferView, write: Write, *, kind: str = "invitation") -> int:
    """Put a letter with a new private address to every contact of a campaign into the outbox, each in the language
    that the contact wants; the answer is how many.
    """
    link = link_for(desk, offer)
    return post_to_campaign(
        desk, offer.candidate, about=offer.code, kind=kind, write=lambda _: write(offer, link, desk.rehearsal)
    )


def looks(desk: Desk, candidates: list[str], offer: OfferView, write: Write, title: str) -> list[Section]:
    """A letter as it will read, in every language that contacts of these campaigns want."""
    return looks_in_languages(desk, candidates, lambda: write(offer, "https://…", desk.rehearsal), title=title)


def preview_of(desk: Desk, candidate: str, name: str, terms: Terms) -> OfferView:
    """The invitation as it would be, for somebody who has none yet."""
    view = desk.view
    assert view is not None  # noqa: S101 - the address names a cycle
    said: dict[str, Any] = {"cycle": view.code, "organisation": view.organisation, "contest": view.contest}
    said |= {"code": "INV-…", "candidate": candidate, "name": name, "stands": True, "terms": terms}
    return OfferView(**said, differs_because="", sent_at=desk.at, moves=(), reminded_on=(), replies=())


def offer_section(offer: OfferView) -> Section:
    """What one campaign was offered, and where it stands."""
    state = STATES[offer.reply.answer] if offer.reply else "silent"
    said = {
        _("Answer"): {"status": state},
        _("Sent"): offer.sent_at.date(),
        _("Answer until"): offer.terms.deadline_at,
        _("Minutes"): offer.terms.minutes,
        _("Slots to choose from"): offer.terms.n_slots,
        _("Audience"): str(AUDIENCES[offer.terms.audience]),
        _("Differs from the others"): offer.differs_because,
    }
    return {"lines": lines(said)}
