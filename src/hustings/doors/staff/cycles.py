"""A cycle's rules, calendar and phases."""

from datetime import datetime
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.core.decision import Rule
from hustings.core.decision.rule import Base, Compare, Notice, Power, Quorum, QuorumKind, Threshold, TieRule, Weights
from hustings.core.phases import ORDER, Phase
from hustings.core.values import Kind
from hustings.doors.retelling import retold
from hustings.doors.staff.acting import ActionForm
from hustings.doors.staff.choices import AUDIENCES, BASES, COMPARES, TIES, WEIGHTS
from hustings.doors.staff.desk import Desk
from hustings.doors.staff.fields import LinesField, ShareField, choice_field, day_field, refusing, text_field
from hustings.doors.staff.order import PHASES
from hustings.doors.staff.pages import Section, in_words, lines, page, table
from hustings.ground.record.actions import shift_clock
from hustings.ground.record.queries import chain_of
from hustings.rooms.cycles.actions import (
    Planned,
    adopt_rulebook,
    move_date,
    move_to_phase,
    open_cycle,
    publish_call,
    set_date,
)
from hustings.rooms.cycles.queries import calendar_of, rulebook_of
from hustings.rooms.cycles.refusals import NoRulebook, NoSuchDate

CALENDAR = (
    ("replies-due", gettext_lazy("Answers of the candidates are due")),
    ("roundtables", gettext_lazy("Roundtables begin")),
    ("polls-open", gettext_lazy("Polls open")),
    ("polls-close", gettext_lazy("Polls close")),
    ("decision", gettext_lazy("The board decides")),
)

POLL_EFFECTS = {
    "advisory": gettext_lazy("It advises; the board is free."),
    "explain": gettext_lazy("The board must explain a departure from it."),
    "binding": gettext_lazy("It binds the board."),
}


class OpenCycle(ActionForm):
    action = open_cycle
    name, path = "cycles-open", "open/"
    title = gettext_lazy("Open a cycle")
    lead = gettext_lazy("A cycle has a record of its own. Whether it is a rehearsal is fixed here for good.")
    button = gettext_lazy("Open the cycle")
    done = gettext_lazy("The cycle is open. Adopt its rulebook next.")

    kind = choice_field(
        {
            Kind.REHEARSAL.value: gettext_lazy("Rehearsal: nothing is sent, everything is stamped"),
            Kind.LIVE.value: gettext_lazy("Live: a real cycle of this organisation"),
        },
        radio=True,
        label=gettext_lazy("Kind"),
    )
    title_of = forms.CharField(
        label=gettext_lazy("Title"), max_length=200, help_text=gettext_lazy("As in: Mayor of Harbor City, 2031")
    )
    contest = forms.CharField(label=gettext_lazy("Office to be filled"), max_length=200)
    election_on = day_field(label=gettext_lazy("Day of the election"))
    code = forms.SlugField(
        label=gettext_lazy("Code"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("For addresses and files, as in harbor-2031. Left empty, it is made from the title."),
    )

    def arguments(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "code": said["code"] or slugify(said["title_of"])[:60],
            "kind": Kind(said["kind"]),
            "title": said["title_of"],
            "organisation": chain_of(cycle="house").title,
            "contest": said["contest"],
            "election_on": said["election_on"],
        }

    def clean(self) -> dict[str, Any] | None:
        said = super().clean()
        code = self.cleaned_data.get("code") or slugify(self.cleaned_data.get("title_of", ""))
        if "title_of" in self.cleaned_data and (not code or code in RESERVED):
            self.add_error(
                "code", _("Write a code of letters, digits and hyphens; “%(code)s” is taken.") % {"code": code}
            )
        return said

    def then(self) -> str:
        code = self.arguments()["code"]
        return self.desk.url("overview", code)


RESERVED = frozenset({"house", "open", "people"})
"""Words that are addresses of the desk already."""


class AdoptRulebook(ActionForm):
    action = adopt_rulebook
    name, path = "cycles-rulebook", "rules/adopt/"
    title = gettext_lazy("Adopt the rulebook")
    lead = gettext_lazy("It says who decides by what majority. From the published call on it is frozen.")
    button = gettext_lazy("Adopt the rulebook")
    done = gettext_lazy("The rulebook is adopted as version {value}.")

    text = text_field(label=gettext_lazy("The rules in words"), help_text=gettext_lazy("As members will read them."))
    share = ShareField(
        label=gettext_lazy("Share of votes that an endorsement needs"),
        help_text=gettext_lazy("A fraction such as 3/5, or a percentage such as 60 %. It is never rounded."),
    )
    compare = choice_field(COMPARES, radio=True, label=gettext_lazy("How the share is met"))
    base = choice_field(BASES, label=gettext_lazy("Share of what"))
    quorum = ShareField(
        label=gettext_lazy("Quorum"),
        required=False,
        help_text=gettext_lazy("The share of seats that must take part, such as 1/2. Empty: no quorum."),
    )
    tie = choice_field(TIES, radio=True, label=gettext_lazy("A tie"))
    weights = choice_field(WEIGHTS, radio=True, label=gettext_lazy("Votes weigh"))
    notice_days = forms.IntegerField(label=gettext_lazy("Days of notice before a vote"), min_value=0, max_value=365)
    short = ShareField(
        label=gettext_lazy("Share that is needed when notice was shorter"),
        required=False,
        help_text=gettext_lazy("Such as 4/5. Empty: without full notice nothing can be decided."),
    )
    record_on = day_field(
        label=gettext_lazy("Record date"),
        help_text=gettext_lazy("Who is a member in good standing on this day may vote."),
    )
    poll_effect = choice_field(POLL_EFFECTS, radio=True, label=gettext_lazy("What a poll of the members does"))
    withdrawal = text_field(
        label=gettext_lazy("What happens to an open poll when a candidate goes"),
        required=False,
        help_text=gettext_lazy("Such as: it goes on, it is void, it is opened again. Empty: the rules are silent."),
    )
    audience = choice_field(AUDIENCES, radio=True, label=gettext_lazy("Who may attend roundtables"))
    options = LinesField(
        label=gettext_lazy("Possible outcomes"),
        initial="endorse\nno endorsement\nno position",
        help_text=gettext_lazy("One a line."),
    )
    minimum_unit = forms.IntegerField(
        label=gettext_lazy("Fewest answers for which a local's figures are shown"), min_value=1, initial=30
    )
    poll_pass = forms.BooleanField(
        label=gettext_lazy("In the secret poll, ballots are taken only from members who come by their own link"),
        required=False,
        help_text=gettext_lazy(
            "Then a voting code alone is not enough, in case it is found or stolen. Nobody sees whose link it was."
        ),
    )

    def prepare(self) -> None:
        self.initial = {"compare": "at least", "tie": "fails", "weights": "one each", "audience": "restricted class"}
        self.initial |= {"poll_effect": "advisory", "notice_days": 7, "base": "votes cast without abstentions"}

    def clean(self) -> dict[str, Any] | None:
        said = super().clean()
        if not self.errors:
            refusing(self._rule)
        return said

    def arguments(self) -> dict[str, Any]:
        said = self.cleaned_data
        told = ("notice_days", "poll_effect", "withdrawal", "audience", "minimum_unit", "poll_pass", "text")
        kept = {key: said[key] for key in told}
        named = {"decision": self._rule().as_json(), "options": list(said["options"])}
        return {"rules": kept | named | {"record_on": said["record_on"].isoformat()}}

    def _rule(self) -> Rule:
        said = self.cleaned_data
        base = Base(said["base"])
        short = Threshold(said["short"], Compare.AT_LEAST, base) if said["short"] else None
        quorum = Quorum(QuorumKind.SHARE, share=said["quorum"]) if said["quorum"] else Quorum()
        return Rule(
            threshold=Threshold(said["share"], Compare(said["compare"]), base),
            quorum=quorum,
            notice=Notice(said["notice_days"], short),
            weights=Weights(said["weights"]),
            tie=TieRule(said["tie"]),
            power=Power.DECIDES,
        )


class PublishCall(ActionForm):
    action = publish_call
    name, path = "cycles-call", "rules/call/"
    title = gettext_lazy("Publish the call")
    lead = gettext_lazy(
        "The call opens the cycle. From here on the rulebook is frozen, and a date moves only with a reason."
    )
    button = gettext_lazy("Publish the call")
    done = gettext_lazy("The call is published. Enter the candidates next.")

    text = text_field(label=gettext_lazy("Text of the call"))

    def prepare(self) -> None:
        for key, label in CALENDAR:
            self.fields[key] = day_field(label=label, required=False)

    def clean(self) -> dict[str, Any] | None:
        said = super().clean()
        days = [self.cleaned_data.get(key) for key, _label in CALENDAR]
        known = [day for day in days if day]
        if not known:
            raise ValidationError(_("Name at least one day of the calendar."))
        if known != sorted(known):
            raise ValidationError(_("The days of the calendar are not in order."))
        return said

    def arguments(self) -> dict[str, Any]:
        said = self.cleaned_data
        planned = [Planned(key, str(label), said[key]) for key, label in CALENDAR if said[key]]
        return {"text": said["text"], "calendar": planned}

    def shows(self) -> list[Section]:
        return [_rules_section(self.desk)]


class SetDate(ActionForm):
    action = set_date
    name, path = "cycles-date", "rules/date/"
    title = gettext_lazy("Add a date")
    button = gettext_lazy("Add a date")

    label = forms.CharField(label=gettext_lazy("What happens on that day"), max_length=120)
    on = day_field(label=gettext_lazy("Day"))

    def arguments(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {"planned": Planned(slugify(said["label"])[:40] or "date", said["label"], said["on"])}


class MoveDate(ActionForm):
    action = move_date
    name, path = "cycles-move", "rules/date/<slug:thing>/move/"
    title = gettext_lazy("Move a date")
    lead = gettext_lazy("Both days and the reason stay visible to everybody.")
    button = gettext_lazy("Move the date")

    to = day_field(label=gettext_lazy("New day"))
    reason = text_field(label=gettext_lazy("Reason"), help_text=gettext_lazy("In one sentence. It is published."))

    def prepare(self) -> None:
        known = [planned for planned in calendar_of(cycle=self.desk.cycle) if planned.key == self.thing]
        if not known:
            raise NoSuchDate(key=self.thing)
        (self.planned,) = known

    def shows(self) -> list[Section]:
        return [{"lines": lines({self.planned.label: self.planned.on})}]

    def arguments(self) -> dict[str, Any]:
        return {"key": self.thing} | self.cleaned_data


class MovePhase(ActionForm):
    action = move_to_phase
    name, path = "cycles-phase", "rules/phase/"
    title = gettext_lazy("Move to another phase")
    lead = gettext_lazy("The phase says what may be done now. A step back needs a reason.")
    button = gettext_lazy("Move the phase")

    phase = choice_field({phase.value: PHASES[phase] for phase in ORDER}, radio=True, label=gettext_lazy("Phase"))
    reason = text_field(label=gettext_lazy("Reason"), required=False, help_text=gettext_lazy("For a step back."))

    def prepare(self) -> None:
        view = self.desk.view
        if view is not None:
            at = ORDER.index(view.phase)
            self.initial = {"phase": ORDER[min(at + 1, len(ORDER) - 1)].value}

    def arguments(self) -> dict[str, Any]:
        return {"phase": Phase(self.cleaned_data["phase"]), "reason": self.cleaned_data["reason"]}


class ShiftClock(ActionForm):
    action = shift_clock
    name, path = "cycles-clock", "rules/clock/"
    title = gettext_lazy("Set the rehearsal's clock")
    lead = gettext_lazy("A rehearsal may run ahead of the calendar. Every entry then carries the rehearsal's own time.")
    button = gettext_lazy("Set the clock")
    done = gettext_lazy("The rehearsal's clock is set.")

    n_days = forms.IntegerField(
        label=gettext_lazy("Days ahead of today"),
        min_value=-20000,
        max_value=20000,
        help_text=gettext_lazy("0: today."),
    )

    def arguments(self) -> dict[str, Any]:
        return {"seconds": self.cleaned_data["n_days"] * 86400}


FORMS = (AdoptRulebook, PublishCall, SetDate, MoveDate, MovePhase, ShiftClock)


def room(desk: Desk) -> HttpResponse:
    """The rules, the calendar, the phase."""
    assert desk.view is not None  # noqa: S101 - the address names a cycle
    drafting = desk.view.phase is Phase.DRAFTING
    buttons = desk.button(AdoptRulebook, kind="main") if drafting else []
    buttons += desk.button(PublishCall) + ([] if drafting else desk.button(MovePhase))
    buttons += desk.button(ShiftClock) if desk.rehearsal else []
    sections = [_about(desk), _rules_section(desk), _calendar_section(desk)]
    return page(desk, title=_("Rules and calendar"), room="cycles", sections=sections, buttons=buttons)


def _about(desk: Desk) -> Section:
    view = desk.view
    if view is None:
        return {}
    clock: datetime | str = desk.at if desk.rehearsal else ""
    said = {
        _("Office"): view.contest,
        _("Election"): view.election_on,
        _("Phase"): str(PHASES[view.phase]),
        _("The rehearsal's clock"): clock,
    }
    return {"lines": lines(said)}


def _rules_section(desk: Desk) -> Section:
    try:
        rules = rulebook_of(cycle=desk.cycle)
    except NoRulebook:
        todo = _("Say who decides, by what majority, with what notice; the rest follows from it.")
        empty: dict[str, Any] = {"says": _("No rulebook is adopted yet."), "todo": todo}
        if desk.can(AdoptRulebook):
            empty |= {"url": desk.url(AdoptRulebook.name), "label": str(AdoptRulebook.button)}
        return {"title": _("Rulebook"), "empty": empty}
    rule = Rule.from_json(rules["decision"])
    least = rule.threshold.compare is Compare.AT_LEAST
    share = _("at least %(share)s %(base)s") if least else _("more than %(share)s %(base)s")
    share %= {"share": rule.threshold.share, "base": BASES[rule.threshold.base]}
    said = {
        _("An endorsement needs"): share,
        _("Quorum"): _quorum(rule),
        _("Notice"): _("%(n)s days") % {"n": rules["notice_days"]},
        _("A tie"): str(TIES[rule.tie]),
        _("Record date"): datetime.fromisoformat(rules["record_on"]).date(),
        _("A poll of the members"): str(POLL_EFFECTS.get(rules["poll_effect"], rules["poll_effect"])),
        _("When a candidate goes"): rules.get("withdrawal", ""),
        _("Roundtables are for"): str(AUDIENCES.get(rules["audience"], rules["audience"])),
        _("Outcomes"): ", ".join(map(retold, rules["options"])),
    }
    title = _("Rulebook, version %(version)s") % {"version": rules["version"]}
    return {"title": title, "says": rules["text"], "lines": lines(said)}


def _quorum(rule: Rule) -> str:
    if rule.quorum.kind is QuorumKind.SHARE:
        return _("%(share)s of the seats") % {"share": Fraction(rule.quorum.share)}
    return str(rule.quorum.number) if rule.quorum.kind is QuorumKind.NUMBER else _("none")


def _calendar_section(desk: Desk) -> Section:
    rows = []
    for planned in calendar_of(cycle=desk.cycle):
        past = planned.on < desk.at.date()
        state: Any = {"status": "finished" if past else "moved" if planned.earlier else "planned"}
        day: dict[str, Any] = {"text": planned.on}
        if planned.earlier:
            facts = {"day": in_words(planned.earlier[-1]), "reason": planned.reason}
            day["note"] = _("was %(day)s: %(reason)s") % facts
        rows.append([planned.label, state, day, desk.link(MoveDate, planned.key, label=_("Move"))])
    if not rows:
        todo = _("The calendar is published with the call.")
        return {"title": _("Calendar"), "empty": {"says": _("No dates yet."), "todo": todo}}
    columns = [_("Date"), _("State"), _("Day"), _("Next")]
    return {"title": _("Calendar"), "table": table(_("Calendar"), columns, rows), "buttons": desk.button(SetDate)}
