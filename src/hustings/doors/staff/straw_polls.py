"""Straw polls of the locals: open one, hand links to tellers, enter sheets, close it."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hustings.core.values import Role
from hustings.doors.staff.acting import ActionForm
from hustings.doors.staff.desk import Desk
from hustings.doors.staff.fields import LinesField, Sourced, day_field
from hustings.doors.staff.pages import Section, lines, page, table
from hustings.doors.staff.roll import shown_once
from hustings.ground.access.actions import issue_link
from hustings.rooms.roll.queries import all_locals
from hustings.rooms.straw_polls.actions import close_straw_poll, correct_sheet, enter_sheet, open_straw_poll
from hustings.rooms.straw_polls.queries import StrawPollView, polls_of, progress, sheets_of
from hustings.rooms.straw_polls.refusals import NoSuchPoll

N_TELLERS = 2
AFTER_CLOSE = timedelta(days=30)


class Open(Sourced):
    action = open_straw_poll
    name, path = "straw_polls-open", "straw-polls/open/"
    title = gettext_lazy("Open a straw poll")
    lead = gettext_lazy("The locals ask one question at their meetings and return a sheet each.")
    button = gettext_lazy("Open a straw poll")
    done = gettext_lazy("{value} is open. Hand the tellers their links next.")

    question = forms.CharField(label=gettext_lazy("Question"), max_length=300)
    options = LinesField(label=gettext_lazy("Options"), help_text=gettext_lazy("One a line, as they will be read out."))
    opens_on = day_field(label=gettext_lazy("First day on which a meeting counts"))
    closes_on = day_field(label=gettext_lazy("Last day"))


class _OnePoll(ActionForm):
    """A form about one straw poll."""

    def prepare(self) -> None:
        self.poll = poll_of(self.desk, self.thing)

    def shows(self) -> list[Section]:
        return [about(self.poll)]

    def then(self) -> str:
        return self.desk.url("straw_polls-one", self.thing)


class Links(_OnePoll):
    action = issue_link
    name, path = "straw_polls-links", "straw-polls/<slug:thing>/links/"
    title = gettext_lazy("Make tellers' links")
    lead = gettext_lazy("Two for each local: one teller enters the sheet, the other confirms it from the paper.")
    button = gettext_lazy("Make the links")
    only = frozenset({Role.ELECTION_OFFICER, Role.DIRECTOR})

    locals_of = forms.MultipleChoiceField(label=gettext_lazy("Locals"), widget=forms.CheckboxSelectMultiple)

    def prepare(self) -> None:
        super().prepare()
        found = progress(cycle=self.desk.cycle, poll=self.thing, actor=self.desk.actor)
        pending = {*found.missing, *found.unconfirmed}
        choices = [
            (each.code, ", ".join(part for part in (each.code, each.name, each.place) if part))
            for each in all_locals(actor=self.desk.actor)
            if each.code in pending
        ]
        self.fields["locals_of"].choices = choices  # type: ignore[attr-defined]

    def act(self) -> list[dict[str, str]]:
        ends = datetime.combine(self.poll.closes_on, time(), ZoneInfo("UTC")) + AFTER_CLOSE
        lasts = max(ends - self.desk.at, AFTER_CLOSE)
        made = []
        for local in self.cleaned_data["locals_of"]:
            for teller in range(1, N_TELLERS + 1):
                token = issue_link(
                    cycle=self.desk.cycle, role=Role.TELLER, scope=local, lasts=lasts,
                    actor=self.desk.actor, at=self.desk.at,
                )  # fmt: skip
                who = _("%(local)s, teller %(n)s") % {"local": local, "n": teller}
                address = self.desk.request.build_absolute_uri(reverse("officials:home", args=[token]))
                made.append({"who": who, "address": address})
        return made

    def after(self, value: Any) -> HttpResponse:
        return shown_once(self.desk, value, back="straw_polls")


class Enter(_OnePoll):
    action = enter_sheet
    name, path = "straw_polls-enter", "straw-polls/<slug:thing>/sheet/"
    title = gettext_lazy("Enter a return sheet")
    lead = gettext_lazy("From the paper. It counts once a teller has confirmed the same figures.")
    button = gettext_lazy("Enter the sheet")
    done = gettext_lazy("{value} is entered and waits for a second teller.")

    local = forms.ChoiceField(label=gettext_lazy("Local"))
    held_on = day_field(label=gettext_lazy("Day of the meeting"))
    n_present = forms.IntegerField(label=gettext_lazy("Members present"), min_value=0)

    def prepare(self) -> None:
        super().prepare()
        choices = [(each.code, f"{each.code} {each.name}".strip()) for each in all_locals(actor=self.desk.actor)]
        self.fields["local"].choices = choices  # type: ignore[attr-defined]
        for place, option in enumerate(self.poll.options):
            self.fields[f"votes-{place}"] = forms.IntegerField(label=option, min_value=0)

    def arguments(self) -> dict[str, Any]:
        said = self.cleaned_data
        counts = {option: said[f"votes-{place}"] for place, option in enumerate(self.poll.options)}
        kept = {key: said[key] for key in ("local", "held_on", "n_present")}
        return kept | {"poll": self.thing, "counts": counts}


class CorrectSheet(_OnePoll):
    action = correct_sheet
    name, path = "straw_polls-correct", "straw-polls/<slug:thing>/correct/"
    title = gettext_lazy("Correct a return sheet")
    lead = gettext_lazy(
        "In the open: the old figure, the new one and the reason are published. A teller other than you confirms the "
        "sheet afterwards, also where it was confirmed before."
    )
    button = gettext_lazy("Correct a sheet")
    done = gettext_lazy("The sheet is corrected in the open and waits for a second teller.")

    sheet = forms.ChoiceField(label=gettext_lazy("Sheet"))
    option = forms.ChoiceField(label=gettext_lazy("Figure"), required=False)
    now = forms.IntegerField(label=gettext_lazy("What the paper says"), min_value=0)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300, help_text=gettext_lazy("It is published."))

    def prepare(self) -> None:
        super().prepare()
        sheets = sheets_of(cycle=self.desk.cycle, poll=self.thing, actor=self.desk.actor)
        self.fields["sheet"].choices = [  # type: ignore[attr-defined]
            (each.code, f"{each.local} {each.place}".strip() + f" ({each.code})") for each in sheets
        ]
        votes = [(option, _("Votes for “%(option)s”") % {"option": option}) for option in self.poll.options]
        self.fields["option"].choices = [("", _("Members present")), *votes]  # type: ignore[attr-defined]


class Close(_OnePoll):
    action = close_straw_poll
    name, path = "straw_polls-close", "straw-polls/<slug:thing>/close/"
    title = gettext_lazy("Close a straw poll")
    lead = gettext_lazy("The confirmed sheets are added up. Sheets without a second teller do not count.")
    button = gettext_lazy("Close the straw poll")
    done = gettext_lazy("The straw poll is closed; its totals are on the record.")
    grave = True

    def shows(self) -> list[Section]:
        return [about(self.poll), _progress(self.desk, self.thing)]

    def arguments(self) -> dict[str, Any]:
        return {"poll": self.thing}


FORMS = (Open, Links, Enter, CorrectSheet, Close)


def poll_of(desk: Desk, code: str) -> StrawPollView:
    """One straw poll. Raises: NoSuchPoll."""
    found = [poll for poll in polls_of(cycle=desk.cycle) if poll.code == code]
    if not found:
        raise NoSuchPoll(poll=code)
    return found[0]


def room(desk: Desk) -> HttpResponse:
    """The straw polls, and how many sheets are in."""
    rows = []
    for poll in polls_of(cycle=desk.cycle):
        found = progress(cycle=desk.cycle, poll=poll.code, actor=desk.actor)
        name = {"text": poll.question, "url": desk.url("straw_polls-one", poll.code), "note": poll.code}
        state: Any = {"status": "closed" if poll.closed else "open"}
        sheets = _("%(n)s of %(all)s") % {"n": found.n_confirmed, "all": found.n_locals}
        over = desk.at.date() >= poll.closes_on
        next_step = {"text": "–"} if poll.closed else desk.link(Close if over else Links, poll.code)
        rows.append([name, state, poll.closes_on, sheets, next_step])
    if not rows:
        todo = _("Open one when the locals are to be asked at their meetings.")
        empty: dict[str, Any] = {"says": _("No straw poll yet."), "todo": todo}
        if desk.can(Open):
            empty |= {"url": desk.url(Open.name), "label": str(Open.button)}
        return page(desk, title=_("Straw polls"), room="straw_polls", sections=[{"empty": empty}])
    columns = [_("Question"), _("State"), _("Last day"), _("Sheets confirmed"), _("Next")]
    sections = [{"table": table(_("Straw polls"), columns, rows)}]
    return page(desk, title=_("Straw polls"), room="straw_polls", sections=sections, buttons=desk.button(Open))


def one(desk: Desk, thing: str) -> HttpResponse:
    """One straw poll: which sheets are in, which are missing."""
    poll = poll_of(desk, thing)
    sections: list[Section] = [about(poll), _progress(desk, thing)]
    rows = []
    for sheet in sheets_of(cycle=desk.cycle, poll=thing, actor=desk.actor):
        state: Any = {
            "status": {"word": _("confirmed"), "mark": "full", "tone": "good"} if sheet.confirmed else "waiting"
        }
        figures = sheet.figures.n_present if sheet.figures else _("not shown before a second teller")
        rows.append([{"text": sheet.local, "note": sheet.code}, state, sheet.held_on, sheet.place, figures])
    if rows:
        columns = [_("Local"), _("State"), _("Meeting"), _("Place"), "#" + _("Present")]
        sections.append({"title": _("Return sheets"), "table": table(_("Return sheets"), columns, rows)})
    buttons: list[Any] = []
    if not poll.closed:
        over = desk.at.date() >= poll.closes_on
        buttons = desk.button(Links, thing, kind="main") + desk.button(Enter, thing)
        buttons += desk.button(CorrectSheet, thing) if rows else []
        buttons += desk.button(Close, thing) if over else []
    crumbs = [(_("Straw polls"), desk.url("straw_polls"))]
    return page(desk, title=poll.question, room="straw_polls", crumbs=crumbs, sections=sections, buttons=buttons)


def about(poll: StrawPollView) -> Section:
    """What is asked, and when."""
    said = {
        _("State"): {"status": "closed" if poll.closed else "open"},
        _("Code"): poll.code,
        _("Question"): poll.question,
        _("Options"): ", ".join(poll.options),
        _("From"): poll.opens_on,
        _("To"): poll.closes_on,
    }
    return {"lines": lines(said)}


def _progress(desk: Desk, poll: str) -> Section:
    found = progress(cycle=desk.cycle, poll=poll, actor=desk.actor)
    n_missing = len(found.missing)
    shown = ", ".join(found.missing[:12]) + (" …" if n_missing > 12 else "")
    said = {
        _("Confirmed"): _("%(n)s of %(all)s locals") % {"n": found.n_confirmed, "all": found.n_locals},
        _("Wait for a second teller"): ", ".join(found.unconfirmed),
        ngettext("Missing", "Missing", n_missing): f"{n_missing}: {shown}" if n_missing else "",
    }
    return {"title": _("Progress"), "lines": lines(said)}
