"""Roundtables: set, move, cancel, hold; what was promised there."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from hustings.core.calendars import zone_of
from hustings.core.hearings import Audience, Press, Standing
from hustings.doors.retelling import retold
from hustings.doors.staff.acting import ActionForm
from hustings.doors.staff.choices import AUDIENCES, PRESS
from hustings.doors.staff.desk import Desk
from hustings.doors.staff.fields import (
    LinesField,
    choice_field,
    day_field,
    day_shown,
    moment_of,
    text_field,
    time_field,
    zone_field,
)
from hustings.doors.staff.letters_of_roundtables import tell_campaign
from hustings.doors.staff.lottery.seats import seated_at, seats_of
from hustings.doors.staff.pages import Section, lines, page, table
from hustings.doors.staff.releases_roundtables import told_of
from hustings.doors.staff.roundtables_agenda import STANDINGS, AdoptAgenda, FollowUp, agenda_of
from hustings.doors.staff.roundtables_files import files_of
from hustings.doors.staff.roundtables_law import CONSEQUENCES, LAW, because_field
from hustings.rooms.candidates.queries import candidates_of
from hustings.rooms.invitations.queries import offers_of
from hustings.rooms.roundtables.actions.commitments import note_commitment
from hustings.rooms.roundtables.actions.meetings import (
    Outcome,
    cancel_roundtable,
    hold_roundtable,
    move_roundtable,
    set_roundtable,
)
from hustings.rooms.roundtables.calendars import calendar_of
from hustings.rooms.roundtables.queries import (
    MINUTES_KEEPERS,
    CommitmentView,
    RoundtableView,
    minutes_of,
    reports_of,
    roundtable_of,
    roundtables_of,
)

STATES = {"scheduled": "scheduled", "held": "held", "cancelled": "cancelled"}


class SetRoundtable(ActionForm):
    action = set_roundtable
    name, path = "roundtables-set", "roundtables/set/<slug:thing>/"
    title = gettext_lazy("Set a roundtable")
    lead = gettext_lazy("The day is published at once with the next publication; it moves only with a reason.")
    button = gettext_lazy("Set the roundtable")
    done = gettext_lazy("{value} is set; the campaign is told by calendar mail.")

    candidate = forms.ChoiceField(label=gettext_lazy("Candidate"))
    on = day_field(label=gettext_lazy("Day"))
    clock = time_field(label=gettext_lazy("Begins at"))
    zone = zone_field()
    minutes = forms.IntegerField(label=gettext_lazy("Minutes"), min_value=1, max_value=600, initial=60)
    place = forms.CharField(label=gettext_lazy("Place"), max_length=200)
    topics = LinesField(label=gettext_lazy("Topics"), required=False, help_text=gettext_lazy("One a line."))
    audience = choice_field(CONSEQUENCES, radio=True, label=gettext_lazy("Who may attend"), help_text=LAW)
    press = choice_field(PRESS, radio=True, label=gettext_lazy("Press"), initial="no press")
    press_because = because_field()

    def prepare(self) -> None:
        known = [view for view in candidates_of(cycle=self.desk.cycle) if view.stands]
        self.fields["candidate"].choices = [(view.code, view.name) for view in known]  # type: ignore[attr-defined]
        self.fields["candidate"].initial = self.thing

    def arguments(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        starts_at = moment_of(said.pop("on"), said.pop("clock"), said["zone"])
        kinds = {"audience": Audience(said["audience"]), "press": Press(said["press"])}
        return said | kinds | {"starts_at": starts_at}

    def act(self) -> Any:
        code = super().act()
        tell_campaign(self.desk, code)
        return code


class SetAny(SetRoundtable):
    """The same page without a candidate chosen beforehand."""

    name, path = "roundtables-new", "roundtables/set/"


class _OneMeeting(ActionForm):
    """A form about one roundtable, which it shows."""

    def prepare(self) -> None:
        self.meeting = roundtable_of(cycle=self.desk.cycle, roundtable=self.thing, actor=self.desk.actor)

    def shows(self) -> list[Section]:
        return [about(self.meeting)]

    def arguments(self) -> dict[str, Any]:
        return {"roundtable": self.thing} | self.cleaned_data

    def then(self) -> str:
        return self.desk.url("roundtables-one", self.thing)


class Move(_OneMeeting):
    action = move_roundtable
    name, path = "roundtables-move", "roundtables/<slug:thing>/move/"
    title = gettext_lazy("Move a roundtable")
    lead = gettext_lazy("Before, after and the reason stay visible.")
    button = gettext_lazy("Move the roundtable")
    done = gettext_lazy("{thing} is moved; the campaign is told by calendar mail.")

    on = day_field(label=gettext_lazy("New day"))
    clock = time_field(label=gettext_lazy("Begins at"))
    place = forms.CharField(label=gettext_lazy("New place"), max_length=200, required=False)
    reason = text_field(label=gettext_lazy("Reason"), help_text=gettext_lazy("It is published."))

    def prepare(self) -> None:
        super().prepare()
        here = self.meeting.starts_at.astimezone(zone_of(self.meeting.zone))
        self.initial = {"on": here.date(), "clock": here.time()}

    def arguments(self) -> dict[str, Any]:
        said = super().arguments()
        return said | {"to": moment_of(said.pop("on"), said.pop("clock"), self.meeting.zone)}

    def act(self) -> Any:
        said = self.arguments()
        kept = {key: said[key] for key in ("roundtable", "to", "place", "reason")}
        moved = move_roundtable(cycle=self.desk.cycle, **kept, actor=self.desk.actor, at=self.desk.at)
        tell_campaign(self.desk, self.thing)
        return moved


class Cancel(_OneMeeting):
    action = cancel_roundtable
    name, path = "roundtables-cancel", "roundtables/<slug:thing>/cancel/"
    title = gettext_lazy("Cancel a roundtable")
    lead = gettext_lazy("It stays visible as cancelled, with the reason.")
    button = gettext_lazy("Cancel the roundtable")
    done = gettext_lazy("{thing} is cancelled; the campaign is told by calendar mail.")
    grave = True

    reason = text_field(label=gettext_lazy("Reason"), help_text=gettext_lazy("It is published."))

    def act(self) -> Any:
        ended = super().act()
        tell_campaign(self.desk, self.thing)
        return ended


class Hold(_OneMeeting):
    action = hold_roundtable
    name, path = "roundtables-hold", "roundtables/<slug:thing>/hold/"
    title = gettext_lazy("Enter what came of a roundtable")
    lead = gettext_lazy("Attendance, topics and summary are published; of the minutes only their digest.")
    button = gettext_lazy("Enter that it was held")
    done = gettext_lazy("{thing} was held. Note what the candidate promised next.")

    minutes = forms.IntegerField(label=gettext_lazy("Minutes given to the candidate"), min_value=1, max_value=600)
    n_leaders = forms.IntegerField(label=gettext_lazy("Leaders present"), min_value=0)
    n_members = forms.IntegerField(label=gettext_lazy("Members present"), min_value=0)
    n_questions = forms.IntegerField(label=gettext_lazy("Questions asked"), min_value=0)
    topics = LinesField(label=gettext_lazy("Topics, as really discussed"), help_text=gettext_lazy("One a line."))
    press = choice_field(PRESS, radio=True, label=gettext_lazy("Press, as really admitted"))
    summary = text_field(
        label=gettext_lazy("Summary"), help_text=gettext_lazy("A few sentences for everybody to read.")
    )
    minutes_text = text_field(label=pgettext_lazy("of a meeting", "Minutes"), help_text=gettext_lazy("Private."))

    def prepare(self) -> None:
        super().prepare()
        known = self.meeting
        self.initial = {"minutes": known.minutes, "topics": "\n".join(known.topics), "press": known.press}
        self.initial |= seated_at(self.desk, self.thing)

    def arguments(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        outcome = Outcome(**said | {"press": Press(said["press"])})
        return {"roundtable": self.thing, "outcome": outcome}


class Commit(_OneMeeting):
    action = note_commitment
    name, path = "roundtables-commit", "roundtables/<slug:thing>/commitment/"
    title = gettext_lazy("Note a commitment")
    lead = gettext_lazy("What the candidate promised, in the words of the minutes.")
    button = gettext_lazy("Note the commitment")
    done = gettext_lazy("Commitment {value} of {thing} is noted.")

    words = text_field(label=gettext_lazy("Words"))
    topic = forms.CharField(label=gettext_lazy("Topic"), max_length=200)


FORMS = (SetRoundtable, SetAny, Move, Cancel, Hold, Commit)


def room(desk: Desk) -> HttpResponse:
    """Every roundtable by its time, cancelled ones too."""
    rows = []
    for view in roundtables_of(cycle=desk.cycle, actor=desk.actor):
        state: Any = {"status": "moved" if view.moves and view.state == "scheduled" else view.state}
        name = {"text": view.name, "url": desk.url("roundtables-one", view.code), "note": view.place}
        rows.append([name, state, view.starts_at, view.code, _next(desk, view)])
    sections: list[Section] = []
    if rows:
        columns = [_("Candidate"), _("State"), _("When"), _("Code"), _("Next")]
        sections.append({"table": table(_("Roundtables"), columns, rows)})
    elif not (reported := _reports(desk)):
        todo = _("Set one for each candidate who accepts; the same minutes for all.")
        empty: dict[str, Any] = {"says": _("No roundtable is set yet."), "todo": todo}
        if desk.can(SetAny):
            empty |= {"url": desk.url(SetAny.name), "label": str(SetAny.button)}
        sections.append({"empty": empty})
    else:
        sections += reported
    sections = gone(desk) + sections
    buttons = desk.button(SetAny, kind="main") if rows else []
    buttons.append({"label": _("Slots"), "url": desk.url("roundtables-slots"), "kind": "plain"})
    buttons.append({"label": _("My calendar"), "url": desk.url("roundtables-my-calendar"), "kind": "plain"})
    if rows:
        buttons.append({"label": _("Calendar file"), "url": desk.url("roundtables-calendar"), "kind": "plain"})
    return page(desk, title=_("Roundtables"), room="roundtables", sections=sections, buttons=buttons)


def gone(desk: Desk) -> list[Section]:
    """Roundtables that still stand in the calendar though the candidate has gone, or has declined since."""
    views = roundtables_of(cycle=desk.cycle, actor=desk.actor)
    booked = [view for view in views if view.state == "scheduled"]
    offers = offers_of(cycle=desk.cycle, actor=desk.actor) if booked else ()
    declined = {each.candidate for each in offers if each.reply is not None and each.reply.answer == "declined"}
    why = {view.code: _("declined") for view in booked if view.candidate in declined}
    why |= {view.code: _("no longer stands") for view in booked if not view.stands}
    rows = [
        [
            {"text": view.name, "note": why[view.code]},
            {"text": view.code, "url": desk.url("roundtables-one", view.code)},
            view.starts_at,
            desk.link(Cancel, view.code, label=_("Cancel")),
        ]
        for view in booked
        if view.code in why
    ]
    says = _("Still booked, though the candidate will not come. Cancel it, and its time, room and slot are free again.")
    columns = [_("Candidate"), _("Code"), _("When"), _("Next")]
    title = _("To be cancelled")
    return [{"title": title, "says": says, "table": table(title, columns, rows)}] if rows else []


def one(desk: Desk, thing: str) -> HttpResponse:
    """One roundtable: when and where, what changed, what came of it, what was promised."""
    view = roundtable_of(cycle=desk.cycle, roundtable=thing, actor=desk.actor)
    sections = [about(view), *agenda_of(view), *seats_of(desk, thing, ahead=view.state == "scheduled")]
    if view.moves:
        moves = [{"on": move.moved_at.date(), "what": _moved(move), "sources": []} for move in view.moves]
        sections.append({"title": _("Moved"), "entries": moves})
    if view.hearing is not None:
        sections.append(_hearing(view))
        sections.append(_commitments(desk, view))
        sections += files_of(desk, view)
        if desk.holds(MINUTES_KEEPERS):
            text = minutes_of(cycle=desk.cycle, roundtable=thing, actor=desk.actor)
            sections.append({"title": _("Minutes (private)"), "text": text})
    sections += told_of(desk, view)
    started = view.starts_at <= desk.at
    buttons: list[Any] = []
    if view.state == "scheduled":
        buttons = desk.button(Hold, thing, kind="main") if started else []
        buttons += desk.button(Move, thing) + desk.button(Cancel, thing)
        buttons += desk.button(AdoptAgenda, thing)
        if view.agenda:
            buttons.append({"label": _("Clock"), "url": desk.url("roundtables-clock", thing), "kind": "plain"})
    crumbs = [(_("Roundtables"), desk.url("roundtables"))]
    title = _("Roundtable with %(name)s") % {"name": view.name}
    return page(desk, title=title, room="roundtables", crumbs=crumbs, sections=sections, buttons=buttons)


def calendar(desk: Desk) -> HttpResponse:
    """All roundtables as a calendar file."""
    views = roundtables_of(cycle=desk.cycle, actor=desk.actor)

    def address(code: str) -> str:
        return desk.request.build_absolute_uri(desk.url("roundtables-one", code))

    stamp = "REHEARSAL-" if desk.rehearsal else ""
    disposition = f'attachment; filename="{stamp}{desk.cycle}-roundtables.ics"'
    made = calendar_of(views, cycle=desk.cycle, address=address)
    return HttpResponse(made, content_type="text/calendar; charset=utf-8", headers={"Content-Disposition": disposition})


def about(view: RoundtableView) -> Section:
    """When, where, for whom."""
    here = view.starts_at.astimezone(zone_of(view.zone))
    said = {
        _("State"): {"status": STATES[view.state]},
        _("When"): {"text": here.date(), "note": f"{here:%H:%M %Z}, {view.starts_at:%H:%M} UTC"},
        _("Place"): view.place,
        _("Minutes planned"): view.minutes,
        _("Topics"): ", ".join(view.topics),
        _("Who may attend"): str(AUDIENCES[view.audience]),
        _("Press"): {"text": str(PRESS[view.press]), "note": view.press_because},
        _("Cancelled because"): view.cancelled_because,
    }
    return {"lines": lines(said)}


def _next(desk: Desk, view: RoundtableView) -> dict[str, Any]:
    if view.state == "scheduled" and view.starts_at <= desk.at:
        return desk.link(Hold, view.code, label=_("Enter what came of it"))
    if view.state == "scheduled":
        return desk.link(Move, view.code, label=_("Move"))
    return desk.link(Commit, view.code, label=_("Note a commitment")) if view.state == "held" else {"text": "–"}


def _moved(move: Any) -> str:
    when = {"was": f"{move.was_at:%Y-%m-%d %H:%M} UTC", "now": f"{move.now_at:%Y-%m-%d %H:%M} UTC"}
    return _("From %(was)s to %(now)s. Reason: %(reason)s") % (when | {"reason": move.reason})


def _hearing(view: RoundtableView) -> Section:
    held = view.hearing
    assert held is not None  # noqa: S101 - asked before
    said = {
        _("Held on"): held.on,
        _("Minutes given"): held.minutes,
        _("Leaders present"): held.n_leaders,
        _("Members present"): held.n_members,
        _("Questions asked"): held.n_questions,
        _("Topics"): ", ".join(held.topics),
        _("Press"): str(PRESS[held.press]),
    }
    return {"title": _("What came of it"), "says": held.summary, "lines": lines(said)}


def _commitments(desk: Desk, view: RoundtableView) -> Section:
    title, buttons = _("Commitments"), desk.button(Commit, view.code)
    if not view.commitments:
        todo = _("Note what was promised, in the words of the minutes; or leave it.")
        return {"title": title, "empty": {"says": _("None is noted."), "todo": todo}, "buttons": buttons}
    rows = [[each.topic, each.words, _stands(each)] for each in view.commitments]
    buttons += desk.button(FollowUp, view.code)
    columns = [_("Topic"), _("Words"), _("How it stands")]
    return {"title": title, "table": table(title, columns, rows), "buttons": buttons}


def _stands(each: CommitmentView) -> dict[str, Any]:
    """How a commitment stands, with the day and the source."""
    if not each.follow_ups:
        return {"text": str(STANDINGS[Standing.OPEN])}
    last = each.follow_ups[-1]
    outlets = ", ".join(source.outlet for source in last.sources)
    note = f"{last.on.text}: {last.what}" + (f" ({outlets})" if outlets else "")
    return {"text": str(STANDINGS[last.standing]), "note": note}


def _reports(desk: Desk) -> list[Section]:
    rows = [
        [
            each.code,
            {"text": retold(each.status)},
            day_shown(each.on.text),
            ", ".join(source.outlet for source in each.sources),
            each.what,
        ]
        for each in reports_of(cycle=desk.cycle, actor=desk.actor)
    ]
    columns = [_("Code"), _("Status"), _("Day"), _("Source"), _("What it says")]
    return [{"table": table(_("As reported"), columns, rows)}] if rows else []
