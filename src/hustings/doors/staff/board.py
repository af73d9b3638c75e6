"""The deciding body: motions with notice, the roll call, and how the rule gives the outcome."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from hustings.core.decision import Option
from hustings.core.decision.rule import Outcome
from hustings.doors.retelling import retold
from hustings.doors.staff.acting import ActionForm
from hustings.doors.staff.desk import Desk
from hustings.doors.staff.fields import LinesField, day_field, text_field
from hustings.doors.staff.pages import Section, lines, page, table
from hustings.ground.record.queries import staff_entries
from hustings.rooms.board.actions import call_the_roll, put_motion
from hustings.rooms.board.queries import MotionView, motion_of, motions_of
from hustings.rooms.candidates.queries import candidates_of
from hustings.rooms.fund.queries import gifts_of

ADOPT = "adopt"
MATTERS = {
    Outcome.NO_ENDORSEMENT: gettext_lazy("Endorse nobody"),
    Outcome.DEFER: gettext_lazy("Decide later"),
    Outcome.RESCIND: gettext_lazy("Withdraw the earlier decision"),
    Outcome.REAFFIRM: gettext_lazy("Confirm the earlier decision"),
}
SPECIAL = {
    "abstain": gettext_lazy("abstains"),
    "recused": gettext_lazy("recused"),
    "absent": gettext_lazy("absent"),
}


class Put(ActionForm):
    action = put_motion
    name, path = "board-put", "board/put/"
    title = gettext_lazy("Put a motion")
    lead = gettext_lazy("Notice is given with it. The rulebook decides what it needs to pass.")
    button = gettext_lazy("Put a motion")
    done = gettext_lazy("{value} is put; notice is given.")

    motion_title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    text = text_field(label=gettext_lazy("Text"), help_text=gettext_lazy("As it will be read out."))
    asks = forms.ChoiceField(label=gettext_lazy("What it asks for"))
    seats = LinesField(
        label=gettext_lazy("Seats that may vote"),
        help_text=gettext_lazy("One a line. Where votes are weighted: Seat: 1200"),
    )
    noticed_on = day_field(label=gettext_lazy("Notice given on"))
    meeting_on = day_field(label=gettext_lazy("Meeting on"))

    def prepare(self) -> None:
        standing = [view for view in candidates_of(cycle=self.desk.cycle) if view.stands]
        self.names = {view.code: view.name for view in standing}
        endorse = [(f"endorse {view.code}", _("Endorse %(name)s") % {"name": view.name}) for view in standing]
        choice = [("choice", _("A choice among all candidates and “no endorsement”"))] if len(standing) > 1 else []
        matters = [(kind.value, str(words)) for kind, words in MATTERS.items()]
        gifts = [
            (f"approve {gift.code}", _("Approve %(gift)s to %(who)s") % {"gift": gift.code, "who": gift.recipient})
            for gift in gifts_of(cycle=self.desk.cycle, actor=self.desk.actor)
            if gift.state == "proposed"
        ]
        self.fields["asks"].choices = endorse + choice + matters + gifts  # type: ignore[attr-defined]
        self.initial = {"noticed_on": self.desk.at.date(), "seats": "\n".join(_last_seats(self.desk))}

    def clean_seats(self) -> Mapping[str, int]:
        seats: dict[str, int] = {}
        for line in self.cleaned_data["seats"]:
            name, _colon, weight = line.rpartition(":")
            weighted = bool(name) and weight.strip().isdecimal()
            seats[name.strip() if weighted else line] = int(weight) if weighted else 1
        return seats

    def arguments(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        options, about = self._asked(said["asks"])
        kept = {key: said[key] for key in ("text", "seats", "noticed_on", "meeting_on")}
        return kept | {"title": said["motion_title"], "options": options, "about": about}

    def _asked(self, asks: str) -> tuple[list[Option], str]:
        with override(settings.LANGUAGE_CODE):  # what the record says is the same whatever the desk reads
            return self._options(asks)

    def _options(self, asks: str) -> tuple[list[Option], str]:
        kind, _blank, code = asks.partition(" ")
        if asks == "choice":
            options = [Option(each, name, Outcome.ENDORSE, (each,)) for each, name in self.names.items()]
            return [*options, Option("none", _("No endorsement"), Outcome.NO_ENDORSEMENT)], ""
        if kind == "endorse":
            label = _("Endorse %(name)s") % {"name": self.names[code]}
            return [Option(ADOPT, label, Outcome.ENDORSE, (code,))], ""
        if kind == "approve":
            return [Option(ADOPT, _("Approve %(gift)s") % {"gift": code}, Outcome.APPROVE)], code
        return [Option(ADOPT, str(MATTERS[Outcome(asks)]), Outcome(asks))], ""


class CallTheRoll(ActionForm):
    action = call_the_roll
    name, path = "board-roll-call", "board/<slug:thing>/roll-call/"
    title = gettext_lazy("Record the roll call")
    lead = gettext_lazy(
        "One vote for every seat; who was not there is absent. The rule then gives the outcome, in words."
    )
    button = gettext_lazy("Record the roll call")

    on = day_field(label=gettext_lazy("Day of the vote"))

    def prepare(self) -> None:
        self.motion = motion_of(cycle=self.desk.cycle, motion=self.thing, actor=self.desk.actor)
        self.initial = {"on": self.motion.meeting_on}
        choices = [("", "–"), *answers_of(self.motion), *((key, str(words)) for key, words in SPECIAL.items())]
        for place, seat in enumerate(self.motion.seats):
            self.fields[f"seat-{place}"] = forms.ChoiceField(label=seat, choices=choices)
        casting = [("", _("none")), *answers_of(self.motion)]
        label = _("Casting vote of the chair, if there was a tie")
        self.fields["casting"] = forms.ChoiceField(label=label, choices=casting, required=False)

    def shows(self) -> list[Section]:
        return [about(self.motion)]

    def arguments(self) -> dict[str, Any]:
        said = self.cleaned_data
        votes = {seat: said[f"seat-{place}"] for place, seat in enumerate(self.motion.seats)}
        return {"motion": self.thing, "votes": votes, "casting": said["casting"], "on": said["on"]}

    def said(self, value: Any) -> str:
        outcome, explanation = value
        return _("Outcome: %(outcome)s. %(why)s") % {
            "outcome": retold(outcome),
            "why": retold(explanation[-2]) if len(explanation) > 1 else "",
        }

    def then(self) -> str:
        return self.desk.url("board-one", self.thing)


FORMS = (Put, CallTheRoll)


def answers_of(motion: MotionView) -> list[tuple[str, str]]:
    """What can be voted for."""
    if len(motion.question.options) == 1:
        return [("yes", _("yes")), ("no", _("no"))]
    return [(option.code, retold(option.label)) for option in motion.question.options]


def room(desk: Desk) -> HttpResponse:
    """The motions, and what each came to."""
    rows = []
    for view in motions_of(cycle=desk.cycle, actor=desk.actor):
        name = {"text": view.title, "url": desk.url("board-one", view.code), "note": view.code}
        due = view.meeting_on <= desk.at.date()
        next_step = desk.link(CallTheRoll, view.code) if due and not view.outcome else {"text": "–"}
        rows.append([name, {"status": _state(view)}, view.meeting_on, len(view.seats), next_step])
    if not rows:
        todo = _("Put a motion when the board is to decide; notice runs from that day.")
        empty: dict[str, Any] = {"says": _("No motion yet."), "todo": todo}
        if desk.can(Put):
            empty |= {"url": desk.url(Put.name), "label": str(Put.button)}
        return page(desk, title=_("Board"), room="board", sections=[{"empty": empty}])
    columns = [_("Motion"), _("State"), _("Meeting"), "#" + _("Seats"), _("Next")]
    sections = [{"table": table(_("Motions"), columns, rows)}]
    return page(desk, title=_("Board"), room="board", sections=sections, buttons=desk.button(Put, kind="main"))


def one(desk: Desk, thing: str) -> HttpResponse:
    """One motion: notice, seats, the roll call and how the rule gives its outcome."""
    view = motion_of(cycle=desk.cycle, motion=thing, actor=desk.actor)
    sections = [about(view)]
    for body in _roll_calls(desk, thing):
        told = [{"says": says} for says in body["explanation"]]
        votes = [[vote["seat"], retold(vote["vote"]), vote["weight"]] for vote in body["roll_call"]["votes"]]
        columns = [_("Seat"), _("Vote"), "#" + _("Weight")]
        sections.append({"title": _("How the rule gives the outcome"), "explanations": told})
        sections.append({"title": _("Roll call"), "table": table(_("Roll call"), columns, votes)})
    due = not view.outcome and view.meeting_on <= desk.at.date()
    buttons = desk.button(CallTheRoll, thing, kind="main") if due else []
    crumbs = [(_("Board"), desk.url("board"))]
    return page(desk, title=view.title, room="board", crumbs=crumbs, sections=sections, buttons=buttons)


def about(view: MotionView) -> Section:
    """What is asked, of whom, and when."""
    said = {
        _("State"): {"status": _state(view)},
        _("Code"): view.code,
        _("Options"): ", ".join(retold(option.label) for option in view.question.options),
        _("Notice given on"): view.question.noticed_on,
        _("Meeting"): view.meeting_on,
        _("Seats"): len(view.seats),
        _("About"): view.about,
    }
    return {"says": view.question.text, "lines": lines(said)}


def _state(view: MotionView) -> Any:
    return {"word": retold(view.outcome), "mark": "full", "tone": "plain"} if view.outcome else "planned"


def _roll_calls(desk: Desk, motion: str) -> list[Mapping[str, Any]]:
    entries = staff_entries(cycle=desk.cycle, actor=desk.actor)
    wanted = [entry for entry in entries if entry.payload and entry.payload["verb"] == "roll_call.recorded"]
    return [entry.payload["body"] for entry in wanted if entry.payload and entry.payload["body"]["motion"] == motion]


def _last_seats(desk: Desk) -> tuple[str, ...]:
    known = motions_of(cycle=desk.cycle, actor=desk.actor)
    return known[-1].seats if known else ()
