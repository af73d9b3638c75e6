"""Who is invited: the value that decides, and a letter with a private page for each."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from hustings.core.values import Role
from hustings.doors.staff.acting import ActionForm
from hustings.doors.staff.lottery.opening import AboutLottery
from hustings.doors.staff.lottery.working import Step, Work, working
from hustings.doors.staff.pages import Section, lines
from hustings.ground.access.actions import issue_link
from hustings.ground.notices.actions import open_wave, queue_letter
from hustings.ground.notices.queries import outbox
from hustings.rooms.lottery.actions.volunteering import invite_members
from hustings.rooms.lottery.mails import invitation_mail
from hustings.rooms.lottery.queries import invited_numbers
from hustings.rooms.lottery.refusals import NotDueYet
from hustings.rooms.roll.queries import addresses_of
from hustings.rooms.roundtables.queries import roundtable_of

AFTER_ROUNDTABLE = timedelta(days=30)
KIND = "lottery"
EVERY = 25
"""After so many letters a line says how far it is."""


class Invite(AboutLottery):
    action = invite_members
    name, path = "lottery-invite", "lottery/<slug:thing>/invite/"
    title = gettext_lazy("Draw who is invited")
    lead = gettext_lazy("Enter the value exactly as it was published. It decides once; the secret is opened with it.")
    button = gettext_lazy("Draw who is invited")
    done = ngettext_lazy(
        "{value} member is drawn. Write to this one next.",
        "{value} members are drawn. Write to them next.",
        "value",
    )

    outside = forms.CharField(label=gettext_lazy("The value"), max_length=200)

    def shows(self) -> list[Section]:
        said = {_("What decides"): outside_words(self.view.invite_outside), _("To be invited"): self.view.n_invited}
        return [{"lines": lines(said | {_("Members on the list"): self.view.n_listed})}]


class WriteLetters(AboutLottery):
    action = queue_letter
    name, path = "lottery-letters", "lottery/<slug:thing>/letters/"
    title = gettext_lazy("Write to the members who were drawn")
    lead = gettext_lazy(
        "Each gets a letter with a private page on which she answers. Nothing leaves before you started the wave."
    )
    button = gettext_lazy("Write the letters")
    only = frozenset({Role.ELECTION_OFFICER})

    per_minute = forms.IntegerField(
        label=gettext_lazy("Letters a minute"), min_value=1, max_value=10_000, initial=60,
        help_text=gettext_lazy("Many mail servers take a hundred a minute from one sender; ask yours."),
    )  # fmt: skip

    def prepare(self) -> None:
        super().prepare()
        if not self.view.taking(self.desk.at) or not self.view.n_invited:
            raise NotDueYet(lottery=self.thing, state=self.view.state, wanted="answering, with members invited by lot")
        who: dict[str, Any] = {"cycle": self.desk.cycle, "lottery": self.thing, "actor": self.desk.actor}
        self.numbers = invited_numbers(**who)
        letters = outbox(cycle=self.desk.cycle, actor=self.desk.actor)
        told = {letter.to for letter in letters if letter.kind == KIND and letter.about == self.thing}
        known = addresses_of(numbers=self.numbers, actor=self.desk.actor)
        self.n_without, self.n_told = len(self.numbers) - len(known), len(told)
        self.addresses = {number: address for number, address in known.items() if address not in told}

    def shows(self) -> list[Section]:
        n_without = self.n_without
        said = {_("Invited"): len(self.numbers), _("Written to already"): self.n_told}
        said[_("To be written to now")] = len(self.addresses)
        words = ngettext(
            "%(n)s member has no e-mail address: make a private page for her and send it by post.",
            "%(n)s members have no e-mail address: make a private page for each and send it by post.",
            n_without,
        )
        return [{"lines": lines(said), "says": words % {"n": n_without} if n_without else ""}]

    def act(self) -> str:
        title = _("Invitations of %(lottery)s") % {"lottery": self.thing}
        pace = self.cleaned_data["per_minute"]
        who: dict[str, Any] = {"cycle": self.desk.cycle, "actor": self.desk.actor, "at": self.desk.at}
        return open_wave(title=title, per_minute=pace, **who)

    def after(self, value: str) -> Any:
        back, then = self.then(), self.desk.url("notices-wave", value)
        return working(self.desk, Work(str(self.title), lambda _nothing: self._write(value), then, back))

    def _write(self, wave: str) -> Iterator[Step | str]:
        meeting = roundtable_of(cycle=self.desk.cycle, roundtable=self.view.roundtable, actor=self.desk.actor)
        lasts = meeting.starts_at - self.desk.at + AFTER_ROUNDTABLE
        who: dict[str, Any] = {"cycle": self.desk.cycle, "actor": self.desk.actor, "at": self.desk.at}
        n = len(self.addresses)
        for done, (number, address) in enumerate(self.addresses.items()):
            token = issue_link(role=Role.MEMBER, scope=number, lasts=lasts, **who)
            link = self.desk.request.build_absolute_uri(reverse("member:lottery", args=[token]))
            mail = invitation_mail(self.view, meeting, link, self.desk.rehearsal)
            told: dict[str, Any] = {"subject": mail.subject, "text": mail.text, "kind": KIND, "wave": wave}
            queue_letter(to=address, about=self.thing, **told, **who)
            if done % EVERY == 0:
                yield "letters", done, n
        words = ngettext(
            "%(n)s letter is written. Look at one, then start the wave.",
            "%(n)s letters are written. Look at one, then start the wave.",
            n,
        )
        yield words % {"n": n}


FORMS: tuple[type[ActionForm], ...] = (Invite, WriteLetters)


def outside_words(outside: Any) -> str:
    """An outside value in words."""
    if not outside:
        return ""
    if outside["kind"] == "figure":
        return str(outside["name"])
    facts = {"round": outside["round"], "network": outside["network"]}
    return _("round %(round)s of the beacon %(network)s") % facts
