"""An issued statement goes to the members by letter: looked at first, then left in the outbox as a wave."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from hustings.doors.letters import stop_page
from hustings.doors.parts.figures import figure
from hustings.doors.staff.acting import ActionForm
from hustings.doors.staff.pages import Section, lines
from hustings.rooms.releases.actions import mail_to_members
from hustings.rooms.releases.mails import statement_mail
from hustings.rooms.releases.queries import releases_of
from hustings.rooms.releases.refusals import NoSuchRelease
from hustings.rooms.roll.columns import Status
from hustings.rooms.roll.queries import counts

STATUSES: dict[Any, Any] = {
    Status.ACTIVE: gettext_lazy("active members"),
    Status.RETIRED: gettext_lazy("retired members"),
    Status.FEE_PAYER: gettext_lazy("fee payers"),
}
"""Whom a statement may go to. Who has left or is suspended gets none."""


class MailToMembers(ActionForm):
    action = mail_to_members
    name, path = "releases-mail", "statements/<slug:thing>/mail/"
    title = gettext_lazy("Send the statement to the members")
    lead = gettext_lazy(
        "The words as they were cleared, once to every address that the roll has. You see no address; the letters wait "
        "in the outbox until somebody starts their wave."
    )
    button = gettext_lazy("Write the letters")
    done = ngettext_lazy(
        "{value} letter waits in the outbox. Look at it, then start the wave.",
        "{value} letters wait in the outbox. Look at one, then start the wave.",
        "n",
    )

    statuses = forms.MultipleChoiceField(label=gettext_lazy("Goes to"), widget=forms.CheckboxSelectMultiple)
    per_minute = forms.IntegerField(
        label=gettext_lazy("Letters a minute"), min_value=1, max_value=10_000, initial=60,
        help_text=gettext_lazy("Many mail servers take a hundred a minute from one sender; ask yours."),
    )  # fmt: skip

    def prepare(self) -> None:
        found = [view for view in releases_of(cycle=self.desk.cycle, actor=self.desk.actor) if view.code == self.thing]
        if not found:
            raise NoSuchRelease(release=self.thing, where=self.desk.cycle)
        self.release = found[0]
        known = counts(actor=self.desk.actor).by_status
        choices = [(str(status), _counted(words, known.get(status, 0))) for status, words in STATUSES.items()]
        self.fields["statuses"].choices = choices  # type: ignore[attr-defined]
        self.fields["statuses"].initial = [str(Status.ACTIVE)]

    def shows(self) -> list[Section]:
        view = self.desk.view
        organisation = view.organisation if view else ""
        mail = statement_mail(
            self.release.title, self.release.text, organisation=organisation, reference=self.thing, page=self._page()
        )
        last = _("To get no more letters of this kind: %(page)s") % {"page": "https://…"}
        said = {_("Subject"): mail.subject, _("Last line"): last}
        return [{"title": _("The letter"), "lines": lines(said), "text": mail.text}]

    def arguments(self) -> dict[str, Any]:
        where = {"release": self.thing, "page": self._page(), "stop_page": stop_page(self.desk.request)}
        return where | self.cleaned_data

    def said(self, value: tuple[str, int]) -> str:
        self.wave, n_letters = value
        return str(self.done.format(value=figure(n_letters), n=n_letters))

    def then(self) -> str:
        return self.desk.url("notices-wave", self.wave)

    def _page(self) -> str:
        page = reverse("public:releases", kwargs={"cycle": self.desk.cycle})
        return f"{self.desk.request.build_absolute_uri(page)}#{self.thing}"


FORMS = (MailToMembers,)


def _counted(words: Any, n: int) -> str:
    return _("%(words)s: %(n)s on the roll") % {"words": words, "n": figure(n)}
