"""What can be done to a straw poll: open it, enter and confirm a local's sheet, correct a figure, close it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from hustings.core.phases import Phase
from hustings.core.values import Actor, Role, Source, Visibility, cited
from hustings.ground.record.declared import Done, action
from hustings.ground.record.models import Payload
from hustings.rooms.roll.queries import all_locals, local_of
from hustings.rooms.straw_polls.models import Sheet, StrawPoll
from hustings.rooms.straw_polls.queries import poll_row, require_own_local
from hustings.rooms.straw_polls.refusals import (
    AlreadyConfirmed,
    DaysInverted,
    FiguresIncomplete,
    HeldOutside,
    MorePresentThanMembers,
    MoreVotesThanPresent,
    NoChange,
    NoSuchSheet,
    NotACount,
    OptionsUnclear,
    PollClosed,
    PollNotOver,
    ReasonMissing,
    RecountOpen,
    SameTeller,
    SheetAlreadyEntered,
    SheetsDiffer,
)

LEADERS = frozenset({Role.DIRECTOR, Role.ELECTION_OFFICER})
COUNTERS = frozenset({Role.TELLER, Role.ELECTION_OFFICER})
ASKING = frozenset({Phase.INVITING, Phase.HEARING, Phase.CONSULTING})
COUNTING = ASKING | {Phase.DECIDING}
PRESENT = "members present"
MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class Totals:
    """What closing a poll found: votes by option over the confirmed sheets, and how many locals returned one."""

    totals: Mapping[str, int]
    n_sheets: int
    n_unconfirmed: int
    n_locals: int


@action(may=LEADERS, phases=ASKING, records="straw_poll.opened", visibility=Visibility.PUBLIC)
def open_straw_poll(
    *,
    cycle: str,
    question: str,
    options: Sequence[str],
    opens_on: date,
    closes_on: date,
    sources: Sequence[Source] = (),
    actor: Actor,
    at: datetime,
) -> Done[str]:
    """Ask the locals one question, from the first to the last day on which their meetings count.

    Raises: OptionsUnclear, DaysInverted.
    """
    named = [option.strip() for option in options]
    if not question.strip() or len(named) < 2 or "" in named or len(set(named)) < len(named):
        raise OptionsUnclear(where="options")
    if closes_on < opens_on:
        raise DaysInverted(opens_on=opens_on.isoformat(), closes_on=closes_on.isoformat(), where="closes_on")
    code = f"POLL-L{StrawPoll.objects.filter(cycle=cycle).count() + 1}"
    told = {"question": question.strip(), "options": named}
    StrawPoll.objects.create(cycle=cycle, code=code, opens_on=opens_on, closes_on=closes_on, **told)
    days = {"opens_on": opens_on.isoformat(), "closes_on": closes_on.isoformat()}
    return Done(code, subject=code, body={"poll": code} | told | days | cited(sources))


@action(may=COUNTERS, phases=COUNTING, records="sheet.entered", visibility=Visibility.PUBLIC)
def enter_sheet(
    *,
    cycle: str,
    poll: str,
    local: str,
    counts: Mapping[str, int],
    n_present: int,
    held_on: date,
    sources: Sequence[Source] = (),
    actor: Actor,
    at: datetime,
) -> Done[str]:
    """Enter the return sheet of a local: votes for each option, members present, the day of the meeting.

    A teller's link is for one local. The sheet counts once a second teller has entered the same figures.

    Raises: NotYourLocal, NoSuchPoll, PollClosed, NoSuchLocal, SheetAlreadyEntered, HeldOutside, FiguresIncomplete,
    NotACount, MoreVotesThanPresent, MorePresentThanMembers.
    """
    require_own_local(actor, local, frozenset({Role.ELECTION_OFFICER}))
    asked = _open_poll(cycle, poll)
    place = local_of(local=local, actor=actor).place
    earlier = asked.sheets.filter(local=local).first()
    if earlier is not None:
        raise SheetAlreadyEntered(local=local, sheet=earlier.code, where="local")
    _require_held_inside(asked, held_on, at)
    kept = _figures(asked, counts, n_present)
    _require_room(local, n_present, actor)
    code = f"SHEET-{Sheet.objects.filter(cycle=cycle).count() + 1}"
    told = {"local": local, "place": place, "counts": kept, "n_present": n_present}
    Sheet.objects.create(
        poll=asked, cycle=cycle, code=code, held_on=held_on, entered_by=actor.id, entered_at=at, **told
    )
    body = {"poll": poll, "sheet": code, "held_on": held_on.isoformat()} | told | cited(sources)
    return Done(code, subject=code, body=body)


@action(may=COUNTERS, phases=COUNTING, records="sheet.confirmed", visibility=Visibility.PUBLIC)
def confirm_sheet(
    *,
    cycle: str,
    sheet: str,
    counts: Mapping[str, int],
    n_present: int,
    sources: Sequence[Source] = (),
    actor: Actor,
    at: datetime,
) -> Done[None]:
    """Confirm a sheet as a second teller, by entering the same figures from the paper once more.

    Raises: NoSuchSheet, NotYourLocal, PollClosed, AlreadyConfirmed, SameTeller, FiguresIncomplete, NotACount,
    MoreVotesThanPresent, SheetsDiffer.
    """
    row = _sheet_in_open_poll(cycle, sheet, actor)
    if row.confirmed_at is not None:
        raise AlreadyConfirmed(sheet=sheet, where="sheet")
    if row.entered_by == actor.id:
        raise SameTeller(sheet=sheet, where="sheet")
    entered = _figures(row.poll, counts, n_present)
    differing = [option for option in row.poll.options if entered[option] != row.counts[option]]
    differing += [PRESENT] if n_present != row.n_present else []
    if differing:
        raise SheetsDiffer(option=differing[0], sheet=sheet, where=differing[0])
    row.confirmed_by, row.confirmed_at = actor.id, at
    row.save(update_fields=["confirmed_by", "confirmed_at"])
    body = {"poll": row.poll.code, "sheet": sheet, "local": row.local} | cited(sources)
    return Done(None, subject=sheet, body=body)


@action(may=COUNTERS, phases=COUNTING, records="record.corrected", visibility=Visibility.PUBLIC, sourced=False)
def correct_sheet(
    *, cycle: str, sheet: str, option: str = "", now: int, reason: str, actor: Actor, at: datetime
) -> Done[None]:
    """Correct one figure of a sheet in the open: votes for `option`, or the number present where none is named.

    The old figure and the reason stay on the record. Afterwards a teller other than the one who corrected confirms it,
    also where it was confirmed before.

    Raises: NoSuchSheet, NotYourLocal, PollClosed, ReasonMissing, FiguresIncomplete, NotACount, NoChange,
    MoreVotesThanPresent, MorePresentThanMembers.
    """
    row = _sheet_in_open_poll(cycle, sheet, actor)
    if not reason.strip():
        raise ReasonMissing(where=sheet)
    if option and option not in row.counts:
        raise FiguresIncomplete(missing="none", unknown=option, where=option)
    was = row.counts[option] if option else row.n_present
    if was == now:
        raise NoChange(now=now, where=option or PRESENT)
    counts = row.counts | ({option: now} if option else {})
    n_present = row.n_present if option else now
    row.counts, row.n_present = _figures(row.poll, counts, n_present), n_present
    _require_room(row.local, n_present, actor)
    row.recount = row.recount or row.confirmed_at is not None
    row.entered_by, row.confirmed_by, row.confirmed_at = actor.id, "", None
    row.save()
    entry = Payload.objects.get(entry__chain=cycle, verb="sheet.entered", subject=sheet).entry
    change = _corrected_field(option, row.counts, was, now)
    return Done(None, subject=sheet, body={"corrects": entry.seq, "reason": reason.strip()} | change)


@action(may=LEADERS, phases=COUNTING, records="straw_poll.closed", visibility=Visibility.PUBLIC)
def close_straw_poll(
    *, cycle: str, poll: str, sources: Sequence[Source] = (), actor: Actor, at: datetime
) -> Done[Totals]:
    """Close a poll: the sums of the confirmed sheets, and how many of how many locals returned one.

    Raises: NoSuchPoll, PollClosed, PollNotOver, RecountOpen.
    """
    asked = _open_poll(cycle, poll)
    if at.date() < asked.closes_on:
        raise PollNotOver(poll=poll, closes_on=asked.closes_on.isoformat(), where=poll)
    waiting = asked.sheets.filter(recount=True, confirmed_at=None).order_by("pk").values_list("code", flat=True)
    if waiting:
        raise RecountOpen(sheets=", ".join(waiting), where=poll)
    found = _totals(asked, actor)
    asked.closed_at = at
    asked.save(update_fields=["closed_at"])
    body = {
        "poll": poll,
        "totals": dict(found.totals),
        "n_sheets": found.n_sheets,
        "n_unconfirmed": found.n_unconfirmed,
        "n_locals": found.n_locals,
    }
    return Done(found, subject=poll, body=body | cited(sources))


def _totals(asked: StrawPoll, actor: Actor) -> Totals:
    counted = list(asked.sheets.exclude(confirmed_at=None))
    sums = {option: sum(sheet.counts[option] for sheet in counted) for option in asked.options}
    n_unconfirmed = asked.sheets.filter(confirmed_at=None).count()
    return Totals(sums, len(counted), n_unconfirmed, len(all_locals(actor=actor)))


def _open_poll(cycle: str, poll: str) -> StrawPoll:
    row = poll_row(cycle, poll)
    if row.closed_at is not None:
        raise PollClosed(poll=poll, where=poll)
    return row


def _sheet_in_open_poll(cycle: str, sheet: str, actor: Actor) -> Sheet:
    row = Sheet.objects.filter(cycle=cycle, code=sheet).select_related("poll").first()
    if row is None:
        raise NoSuchSheet(sheet=sheet, where=cycle)
    require_own_local(actor, row.local, frozenset({Role.ELECTION_OFFICER}))
    if row.poll.closed_at is not None:
        raise PollClosed(poll=row.poll.code, where=row.poll.code)
    return row


def _figures(asked: StrawPoll, counts: Mapping[str, int], n_present: int) -> dict[str, int]:
    """The votes in the order of the options, if each is a count and they are no more than those present."""
    missing = [option for option in asked.options if option not in counts]
    unknown = [option for option in counts if option not in asked.options]
    if missing or unknown:
        words = {"missing": ", ".join(missing) or "none", "unknown": ", ".join(unknown) or "none"}
        raise FiguresIncomplete(where=(missing + unknown)[0], **words)
    for name, figure in [*counts.items(), (PRESENT, n_present)]:
        if type(figure) is not int or not 0 <= figure <= MOST:
            raise NotACount(option=name, where=name)
    n_votes = sum(counts.values())
    if n_votes > n_present:
        raise MoreVotesThanPresent(n_votes=n_votes, n_present=n_present, where=PRESENT)
    return {option: counts[option] for option in asked.options}


def _require_room(local: str, n_present: int, actor: Actor) -> None:
    n_members = local_of(local=local, actor=actor).n_members
    if n_present > n_members:
        raise MorePresentThanMembers(n_present=n_present, local=local, n_members=n_members, where=PRESENT)


def _require_held_inside(asked: StrawPoll, held_on: date, at: datetime) -> None:
    last = min(asked.closes_on, at.date())
    if not asked.opens_on <= held_on <= last:
        days = {"held_on": held_on, "first": asked.opens_on, "last": last}
        raise HeldOutside(where="held_on", **{key: day.isoformat() for key, day in days.items()})


def _corrected_field(option: str, counts: Mapping[str, int], was: int, now: int) -> dict[str, object]:
    """The correction as the record writes it. A point in an option would read as a path: then all counts are given."""
    if "." in option:
        return {"field": "counts", "was": dict(counts) | {option: was}, "now": dict(counts)}
    return {"field": f"counts.{option}" if option else "n_present", "was": was, "now": now}
