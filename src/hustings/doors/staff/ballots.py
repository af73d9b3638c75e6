"""The secret poll's state: what it takes in, its head, closing and counting. Declared and decrypted by command line."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.doors.staff import ballots_paper
from hustings.doors.staff.acting import ActionForm
from hustings.doors.staff.desk import Desk
from hustings.doors.staff.fields import choice_field, text_field
from hustings.doors.staff.pages import Section, lines, page, table
from hustings.rooms.ballots.actions import change_field, close_poll, count_poll, keep_closed, publish_head
from hustings.rooms.ballots.queries import PollView, poll_of, polls_of
from hustings.rooms.candidates.queries import candidates_of

STATES: dict[str, Any] = {
    "open": "open",
    "closed": "sealed",
    "counted": {"word": gettext_lazy("counted"), "mark": "full", "tone": "good"},
    "sealed": {"word": gettext_lazy("kept closed"), "mark": "lock", "tone": "plain"},
    "void": {"word": gettext_lazy("void"), "mark": "cross", "tone": "plain"},
    "re-opened": {"word": gettext_lazy("opened again as another poll"), "mark": "cross", "tone": "plain"},
}
FIELD_RULES: dict[Any, Any] = {
    "keep": gettext_lazy("It goes on as it is, and is kept for the record"),
    "void": gettext_lazy("It is void: nothing is counted"),
    "re-open": gettext_lazy("It is opened again with the new field, as a poll of its own"),
}


class _OnePoll(ActionForm):
    """A form about one secret poll; it only asks whether one is sure."""

    def prepare(self) -> None:
        self.poll = poll_of(cycle=self.desk.cycle, poll=self.thing)

    def shows(self) -> list[Section]:
        return [about(self.poll)]

    def arguments(self) -> dict[str, Any]:
        return {"poll": self.thing}

    def then(self) -> str:
        return self.desk.url("ballots-one", self.thing)


class Head(_OnePoll):
    action = publish_head
    name, path = "ballots-head", "secret-polls/<slug:thing>/head/"
    title = gettext_lazy("Put the box's head on the record")
    lead = gettext_lazy(
        "The head stands for every ballot so far: none can be taken out or exchanged unseen afterwards."
    )
    button = gettext_lazy("Put the head on the record")
    done = gettext_lazy("The head of the box is on the record.")


class Close(_OnePoll):
    action = close_poll
    name, path = "ballots-close", "secret-polls/<slug:thing>/close/"
    title = gettext_lazy("Close the secret poll")
    lead = gettext_lazy("From now on no ballot is taken. Nobody has seen a result; the trustees decrypt the sum next.")
    button = gettext_lazy("Close the secret poll")
    done = gettext_lazy("The box is closed. Ask every trustee for the decryption.")
    grave = True


class Count(_OnePoll):
    action = count_poll
    name, path = "ballots-count", "secret-polls/<slug:thing>/count/"
    title = gettext_lazy("Count the secret poll")
    lead = gettext_lazy("The trustees' decryptions are combined. No single ballot is ever opened.")
    button = gettext_lazy("Count the secret poll")
    done = gettext_lazy("The secret poll is counted.")


class KeepClosed(_OnePoll):
    action = keep_closed
    name, path = "ballots-keep-closed", "secret-polls/<slug:thing>/keep-closed/"
    title = gettext_lazy("Keep the secret poll closed")
    lead = gettext_lazy(
        "Too few members voted in the whole poll: a result would show how they voted. Nothing of it is ever opened."
    )
    button = gettext_lazy("Keep the secret poll closed")
    done = gettext_lazy("The secret poll stays closed.")
    grave = True


class ChangeField(_OnePoll):
    action = change_field
    name, path = "ballots-field", "secret-polls/<slug:thing>/field/"
    title = gettext_lazy("A candidate of this poll has gone")
    lead = gettext_lazy("Say what happens to the poll, as the rulebook has it. Ballots in the box are never touched.")
    button = gettext_lazy("Put it on the record")
    done = gettext_lazy("What happens to the poll is on the record.")
    grave = True

    candidate = forms.ChoiceField(label=gettext_lazy("Who has gone"), widget=forms.RadioSelect)
    rule = choice_field(FIELD_RULES, radio=True, label=gettext_lazy("What happens to the poll"))
    words = text_field(label=gettext_lazy("Why"), help_text=gettext_lazy("It is published."))

    def prepare(self) -> None:
        super().prepare()
        gone = [view for view in candidates_of(cycle=self.desk.cycle) if not view.stands]
        self.fields["candidate"].choices = [(view.code, view.name) for view in gone]  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        return super().arguments() | dict(self.cleaned_data)


FORMS = (Head, Close, Count, KeepClosed, ChangeField)


def room(desk: Desk) -> HttpResponse:
    """The secret polls and the step each waits for."""
    rows = []
    for poll in polls_of(cycle=desk.cycle):
        name = {"text": poll.question, "url": desk.url("ballots-one", poll.code), "note": poll.code}
        rows.append([name, {"status": STATES[poll.state]}, poll.closes_at, poll.n_credentials, _next(desk, poll)])
    if not rows:
        todo = _("Declare one on this machine: hustings ballots declare. It fixes question, trustees and credentials.")
        empty = {"says": _("No secret poll yet."), "todo": todo}
        return page(desk, title=_("Secret poll"), room="ballots", sections=[{"empty": empty}])
    columns = [_("Question"), _("State"), _("Closes"), "#" + _("May vote"), _("Next")]
    lead = _("No result is known to anybody before the poll is closed, to this desk neither.")
    sections = [{"table": table(_("Secret polls"), columns, rows)}]
    return page(desk, title=_("Secret poll"), lead=lead, room="ballots", sections=sections)


def one(desk: Desk, thing: str) -> HttpResponse:
    """One secret poll."""
    poll = poll_of(cycle=desk.cycle, poll=thing)
    buttons: list[Any] = []
    if poll.state == "open":
        over = desk.at >= poll.closes_at
        buttons = desk.button(Close, thing) if over else desk.button(Head, thing, kind="main")
    elif poll.state == "closed":
        buttons = desk.button(Count if poll.sums else KeepClosed, thing, kind="main")
    crumbs = [(_("Secret poll"), desk.url("ballots"))]
    return page(
        desk,
        title=poll.question,
        room="ballots",
        crumbs=crumbs,
        sections=[about(poll), *units_of(poll), *ballots_paper.sections(desk, poll)],
        buttons=[*buttons, *ballots_paper.buttons(desk, poll)],
    )


def about(poll: PollView) -> Section:
    """What is asked, until when, and by what the poll is known."""
    said = {
        _("State"): {"status": STATES[poll.state]},
        _("Code"): poll.code,
        _("Answers"): ", ".join(poll.answers),
        _("Opens"): poll.opens_at,
        _("Closes"): poll.closes_at,
        _("Members who may vote"): poll.n_credentials,
    }
    if poll.reopens:
        said[_("Takes up")] = poll.reopens
    if poll.state == "re-opened":
        said[_("Opened again with")] = f"hustings ballots declare … --reopens {poll.code}"
    if len(poll.units) == 1:
        said[_("Fingerprint")] = poll.units[0].fingerprint
    return {"lines": lines(said)}


def units_of(poll: PollView) -> list[Section]:
    """The units of a divided poll: who is counted together, and with whom if too few vote."""
    if len(poll.units) == 1:
        return []
    columns = [_("Unit"), "#" + _("May vote"), _("If too few vote, together with"), "#" + _("Ballots that count")]
    names = {unit.code: unit.name for unit in poll.units}
    rows = [
        [
            {"text": unit.name, "note": unit.code},
            unit.n_credentials,
            names[unit.neighbour],
            "–" if unit.n_counted is None else unit.n_counted,
        ]
        for unit in poll.units
    ]
    return [{"table": table(_("Reporting units"), columns, rows)}]


def _next(desk: Desk, poll: PollView) -> dict[str, Any]:
    if poll.state == "open":
        return desk.link(Close if desk.at >= poll.closes_at else Head, poll.code)
    if poll.state == "closed":
        return desk.link(Count if poll.sums else KeepClosed, poll.code)
    return {"text": "–"}
