"""What can be done to a cycle: open it, adopt rules, publish the call, move dates and phases."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from hustings.core.decision import Rule
from hustings.core.phases import OPEN, Phase, is_forward
from hustings.core.shapes import DayMalformed, day_from_text
from hustings.core.typed import one_line, paragraphs
from hustings.core.values import Actor, Kind, Role, Visibility
from hustings.ground.record.chains import open_chain
from hustings.ground.record.declared import Done, action
from hustings.ground.record.models import Chain
from hustings.rooms.cycles.models import CalendarDate, Cycle, Rulebook
from hustings.rooms.cycles.refusals import (
    NoChange,
    NoRulebook,
    NoSuchDate,
    NotACode,
    NotARulebook,
    ReasonMissing,
    RulebookFrozen,
)

RULEBOOK_FIELDS: Mapping[str, type] = {
    "decision": dict,
    "options": list,
    "notice_days": int,
    "record_on": str,
    "poll_effect": str,
    "audience": str,
    "minimum_unit": int,
    "text": str,
}
MAX_LABEL = 120

_CODE = re.compile(r"[A-Za-z0-9_-]{1,60}", re.ASCII)
_KEY = re.compile(r"[A-Za-z0-9_-]{1,40}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Planned:
    """A date for the calendar: a key for programs, a label for people, the day."""

    key: str
    label: str
    on: date

    def as_json(self) -> dict[str, str]:
        return {"key": self.key, "label": self.label, "on": self.on.isoformat()}


@action(may={Role.DIRECTOR, Role.SYSTEM}, records="cycle.opened", visibility=Visibility.STAFF)
def open_cycle(
    *,
    code: str,
    kind: Kind,
    title: str,
    organisation: str,
    contest: str,
    election_on: date,
    actor: Actor,
    at: datetime,
) -> Done[str]:
    """Open a cycle with a record of its own. Whether it is a rehearsal is fixed here for good.

    Raises: AlreadyOpened, NotACode, TextMissing, TextTooLong.
    """
    if not _CODE.fullmatch(code):
        raise NotACode(text=code, most=60)
    title = one_line(title, field="title")
    organisation = one_line(organisation, field="organisation")
    contest = one_line(contest, field="contest")
    named = {"contest": contest, "election_on": election_on.isoformat(), "organisation": organisation}
    role = actor.role_among(frozenset({Role.DIRECTOR, Role.SYSTEM}))
    open_chain(code=code, kind=kind, title=title, phase=Phase.DRAFTING, body=named, role=str(role), at=at)
    Cycle.objects.create(
        code=code, title=title, organisation=organisation, contest=contest, election_on=election_on, opened_at=at
    )
    return Done(code, subject=code, body={"cycle": code, "kind": str(kind)})


@action(
    may={Role.DIRECTOR, Role.SECRETARY},
    phases=OPEN,
    records="rulebook.adopted",
    visibility=Visibility.PUBLIC,
    sourced=False,
)
def adopt_rulebook(*, cycle: str, rules: Mapping[str, Any], actor: Actor, at: datetime) -> Done[int]:
    """Adopt the rules: who decides by what threshold, the options, notice, record date, what polls bind.

    Raises: RulebookFrozen after the call, NotARulebook, the refusals of the rule engine.
    """
    if Chain.objects.get(pk=cycle).phase != Phase.DRAFTING:
        raise RulebookFrozen(where=cycle)
    _rules_hold(rules, cycle)
    version = Rulebook.objects.filter(cycle=cycle).count() + 1
    kept = {field: rules[field] for field in RULEBOOK_FIELDS}
    withdrawal = paragraphs(str(rules.get("withdrawal", "")), field="withdrawal", required=False)
    kept |= {"withdrawal": withdrawal} if withdrawal else {}
    kept |= {"poll_pass": True} if rules.get("poll_pass") is True else {}
    Rulebook.objects.create(cycle_id=cycle, version=version, rules=kept, adopted_at=at)
    return Done(version, subject=f"RULES-{version}", body={"version": version} | kept)


@action(
    may=Role.DIRECTOR,
    phases={Phase.DRAFTING},
    records="call.published",
    visibility=Visibility.PUBLIC,
    sourced=False,
)
def publish_call(*, cycle: str, text: str, calendar: Sequence[Planned], actor: Actor, at: datetime) -> Done[None]:
    """Publish the call with its calendar; from here on the rulebook is frozen.

    Raises: NoRulebook, TextMissing, NotACode, NoChange (a key of the calendar is there twice).
    """
    text = paragraphs(text, field="call")
    rulebook = Rulebook.objects.filter(cycle=cycle).order_by("-version").first()
    if rulebook is None:
        raise NoRulebook(cycle=cycle)
    announced = [_announce(cycle, planned, at).as_json() for planned in calendar]
    body = {"version": rulebook.version, "text": text, "calendar": announced}
    return Done(None, subject=cycle, body=body, phase=Phase.CALLED)


@action(may=Role.DIRECTOR, phases=OPEN, records="date.set", visibility=Visibility.PUBLIC, sourced=False)
def set_date(*, cycle: str, planned: Planned, actor: Actor, at: datetime) -> Done[None]:
    """Add a date to the calendar. Raises: NoChange, if that key is there already; NotACode, TextMissing."""
    return Done(None, subject=planned.key, body=_announce(cycle, planned, at).as_json())


@action(may=Role.DIRECTOR, phases=OPEN, records="date.moved", visibility=Visibility.PUBLIC, sourced=False)
def move_date(*, cycle: str, key: str, to: date, reason: str, actor: Actor, at: datetime) -> Done[None]:
    """Move a published date: the old day, the new day and the reason stay visible.

    Raises: NoSuchDate, ReasonMissing, NoChange.
    """
    current = CalendarDate.objects.filter(cycle=cycle, key=key).order_by("-pk").first()
    if current is None:
        raise NoSuchDate(key=key)
    if not reason.strip():
        raise ReasonMissing(where=key)
    if current.on == to:
        raise NoChange(what=f"{current.label} is on {to.isoformat()}")
    CalendarDate.objects.create(
        cycle_id=cycle, key=key, label=current.label, on=to, reason=reason.strip(), announced_at=at
    )
    days = {"was": current.on.isoformat(), "now": to.isoformat()}
    return Done(None, subject=key, body={"key": key, "label": current.label, "reason": reason.strip()} | days)


@action(
    may={Role.DIRECTOR, Role.SECRETARY},
    phases=OPEN,
    records="phase.moved",
    visibility=Visibility.PUBLIC,
    sourced=False,
)
def move_to_phase(*, cycle: str, phase: Phase, reason: str = "", actor: Actor, at: datetime) -> Done[Phase]:
    """Move the cycle to another phase. A step back needs a reason.

    Raises: NoChange, ReasonMissing, NoRulebook (a cycle of our own leaves drafting only by its call).
    """
    chain = Chain.objects.get(pk=cycle)
    current = Phase(chain.phase)
    if current is phase:
        raise NoChange(what=f"the cycle is in the phase “{phase}”")
    if Phase.DRAFTING in (current, phase) and chain.kind != Kind.REPORTED:
        raise NoRulebook(cycle=cycle, where="publish the call")
    if not is_forward(current, phase) and not reason.strip():
        raise ReasonMissing(where=str(phase))
    body = {"was": str(current), "now": str(phase)} | ({"reason": reason.strip()} if reason.strip() else {})
    return Done(phase, subject=cycle, body=body, phase=phase)


def _rules_hold(rules: Mapping[str, Any], cycle: str) -> None:
    for field, kind in RULEBOOK_FIELDS.items():
        if type(rules.get(field)) is not kind:
            raise NotARulebook(field=field, where=cycle)
    rule = Rule.from_json(rules["decision"], where="rulebook.decision")
    try:
        day_from_text(rules["record_on"])
    except DayMalformed as error:
        raise NotARulebook(field="record_on", where=cycle) from error
    holds = {
        "notice_days": rules["notice_days"] == rule.notice.days,
        "minimum_unit": rules["minimum_unit"] >= 1,
        "options": bool(rules["options"]) and all(type(option) is str and option for option in rules["options"]),
        "text": bool(rules["text"].strip()),
    }
    for field, right in holds.items():
        if not right:
            raise NotARulebook(field=field, where=cycle)


def _announce(cycle: str, planned: Planned, at: datetime) -> Planned:
    """Keep a date whose key is not on the calendar yet, and give it as it was kept."""
    if not _KEY.fullmatch(planned.key):
        raise NotACode(text=planned.key, most=40, where="calendar")
    label = one_line(planned.label, field="label", most=MAX_LABEL)
    if CalendarDate.objects.filter(cycle=cycle, key=planned.key).exists():
        raise NoChange(what=f"the calendar has the date “{planned.key}”")
    CalendarDate.objects.create(cycle_id=cycle, key=planned.key, label=label, on=planned.on, announced_at=at)
    return Planned(planned.key, label, planned.on)
