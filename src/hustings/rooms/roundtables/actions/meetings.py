"""A roundtable: set, move, cancel, hold, report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from hustings.core.calendars import zone_of
from hustings.core.canonical import sha256_hex
from hustings.core.hearings import Audience, Press, check_reported_status
from hustings.core.phases import FIELDING, OPEN
from hustings.core.typed import count, one_line, paragraphs
from hustings.core.values import Actor, Days, Kind, Source, Visibility, cited
from hustings.ground.clock import iso
from hustings.ground.record.declared import Done, action
from hustings.rooms.candidates.queries import candidacy, standing
from hustings.rooms.cycles.queries import cycle_of
from hustings.rooms.cycles.refusals import NoChange
from hustings.rooms.invitations.refusals import AlreadyEntered, NotAReportedCycle, NothingDiffers
from hustings.rooms.roundtables.actions.rows import DESK, KEEPERS, become, reason_of, scheduled
from hustings.rooms.roundtables.models import (
    CANCELLED,
    HELD,
    SCHEDULED,
    Cancellation,
    Hearing,
    Move,
    Report,
    Roundtable,
    Slot,
)
from hustings.rooms.roundtables.refusals import (
    DoubleBooking,
    MovedIntoThePast,
    NoSuchRoundtable,
    NotYetStarted,
    PressDiffers,
    SlotUnknown,
)

MAX_MINUTES = 600


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a roundtable.

    Units: `minutes` given to the candidate; `n_leaders` and `n_members` of the organisation present; questions asked.
    `topics` as really discussed, `press` as really admitted; `minutes_text` stays private.
    """

    minutes: int
    n_leaders: int
    n_members: int
    n_questions: int
    topics: Sequence[str]
    press: Press
    summary: str
    minutes_text: str


@action(may=DESK, phases=FIELDING, records="roundtable.set", visibility=Visibility.PUBLIC)
def set_roundtable(
    *,
    cycle: str,
    candidate: str,
    starts_at: datetime,
    zone: str,
    minutes: int,
    place: str,
    topics: Sequence[str],
    audience: Audience,
    press: Press,
    press_because: str = "",
    slot: int | None = None,
    actor: Actor,
    at: datetime,
) -> Done[str]:
    """Set a roundtable with a candidate who stands; the answer is the code, as in `RT-1`. `zone` is an IANA name.

    `slot`: the number of the offered slot that it takes up, if it takes one. `press_because`: the published reason
    why reporters are let in otherwise than at another roundtable of the cycle that was not cancelled.

    Raises: NoSuchCandidate, CandidateOut, ZoneUnknown, DoubleBooking, SlotUnknown, PressDiffers, NothingDiffers,
    TextMissing, NumberOutOfRange.
    """
    standing(cycle=cycle, candidate=candidate)
    row = Roundtable(
        cycle_id=cycle,
        code=_next_code(cycle),
        candidate=candidate,
        starts_at=_to_the_second(starts_at),
        zone=zone_of(zone).key,
        minutes=count(minutes, field="minutes", least=1, most=MAX_MINUTES),
        place=one_line(place, field="place"),
        topics=_topics(topics),
        audience=audience,
        press=press,
        press_because=paragraphs(press_because, field="press_because", required=False),
        slot=slot,
        set_at=at,
    )
    _check_press(row)
    _check_slot(row)
    _check_free(row)
    row.save()
    named = {"roundtable": row.code, "candidate": candidate}
    return Done(row.code, subject=row.code, body=named | _terms(row))


@action(may=DESK, phases=FIELDING, records="roundtable.moved", visibility=Visibility.PUBLIC)
def move_roundtable(
    *, cycle: str, roundtable: str, to: datetime, place: str = "", reason: str, actor: Actor, at: datetime
) -> Done[datetime]:
    """Move a roundtable to another time, another place (empty: the same) or both; before, after and why stay visible.

    Raises: NoSuchRoundtable, NotScheduled, ReasonMissing, NoChange, MovedIntoThePast, CandidateOut, DoubleBooking.
    """
    row = scheduled(cycle, roundtable)
    standing(cycle=cycle, candidate=row.candidate)
    because = reason_of(reason, where=roundtable)
    was_at, place_was = row.starts_at, row.place
    row.starts_at = _to_the_second(to)
    row.place = one_line(place, field="place", required=False) or place_was
    if (row.starts_at, row.place) == (was_at, place_was):
        raise NoChange(what=f"{roundtable} is at {iso(was_at)}, {place_was}", where=roundtable)
    if row.starts_at <= at:
        raise MovedIntoThePast(starts=iso(row.starts_at), where=roundtable)
    _check_free(row)
    freed = _free(row)
    row.save(update_fields=["starts_at", "place", "slot"])
    Move.objects.create(
        roundtable=row,
        was_at=was_at,
        now_at=row.starts_at,
        place_was=place_was,
        place_now=row.place,
        reason=because,
        moved_at=at,
    )
    body = {"roundtable": roundtable, "candidate": row.candidate, "reason": because}
    times = {"was": iso(was_at), "now": iso(row.starts_at), "on": _day(row)}
    places = {"place_was": place_was, "place": row.place} if row.place != place_was else {}
    return Done(row.starts_at, subject=roundtable, body=body | times | places | freed)


@action(may=DESK, phases=OPEN, records="roundtable.cancelled", visibility=Visibility.PUBLIC)
def cancel_roundtable(*, cycle: str, roundtable: str, reason: str, actor: Actor, at: datetime) -> Done[None]:
    """Call a roundtable off. It stays visible as cancelled, with the reason; a slot that it took is free again.

    Raises: NoSuchRoundtable, NotScheduled, ReasonMissing.
    """
    row = scheduled(cycle, roundtable)
    because = reason_of(reason, where=roundtable)
    Cancellation.objects.create(roundtable=row, reason=because, cancelled_at=at)
    freed = _free(row)
    row.save(update_fields=["slot"])
    become(row, CANCELLED)
    body = {"roundtable": roundtable, "candidate": row.candidate, "reason": because}
    return Done(None, subject=roundtable, body=body | freed)


@action(may=KEEPERS, phases=OPEN, records="roundtable.held", visibility=Visibility.PUBLIC)
def hold_roundtable(*, cycle: str, roundtable: str, outcome: Outcome, actor: Actor, at: datetime) -> Done[str]:
    """Enter that a roundtable was held; the answer is the digest of the minutes, SHA-256 of their text in UTF-8.

    Raises: NoSuchRoundtable, NotScheduled, NotYetStarted, TextMissing, NumberOutOfRange.
    """
    row = scheduled(cycle, roundtable)
    if at < row.starts_at:
        raise NotYetStarted(roundtable=roundtable, starts=iso(row.starts_at))
    minutes_text = paragraphs(outcome.minutes_text, field="minutes_text", most=1_000_000)
    said = {
        "minutes": count(outcome.minutes, field="minutes", least=1, most=MAX_MINUTES),
        "n_leaders": count(outcome.n_leaders, field="n_leaders"),
        "n_members": count(outcome.n_members, field="n_members"),
        "topics": _topics(outcome.topics),
        "press": str(outcome.press),
        "summary": paragraphs(outcome.summary, field="summary"),
        "minutes_digest": sha256_hex(minutes_text.encode()),
    }
    n_questions = count(outcome.n_questions, field="n_questions")
    Hearing.objects.create(
        roundtable=row, on=_day(row), n_questions=n_questions, minutes_text=minutes_text, held_at=at, **said
    )
    become(row, HELD)
    body = {"roundtable": roundtable, "candidate": row.candidate, "on": _day(row), "questions": n_questions}
    return Done(str(said["minutes_digest"]), subject=roundtable, body=body | said)


@action(may=DESK, phases=OPEN, records="roundtable.reported", visibility=Visibility.PUBLIC)
def report_roundtable(
    *,
    cycle: str,
    on: Days,
    status: str,
    what: str,
    sources: Sequence[Source],
    candidate: str = "",
    roundtable: str = "",
    place: str = "",
    topics: Sequence[str] = (),
    source_says_declined: bool = False,
    actor: Actor,
    at: datetime,
) -> Done[str]:
    """Restate what a source says about a roundtable, in a cycle retold from sources; the answer is its code.

    `status` is the source's word, such as “held” or “no meeting reported as of 31 January 2024”; nobody is said to have
    declined unless somebody confirms that the source says so. `roundtable` names one that was reported before.

    Raises: NotAReportedCycle, NoSuchCandidate, NoSuchRoundtable, DeclinedNotSaid, AlreadyEntered, SourceMissing.
    """
    if cycle_of(cycle=cycle).kind is not Kind.REPORTED:
        raise NotAReportedCycle(cycle=cycle)
    if candidate:
        candidacy(cycle=cycle, candidate=candidate)
    if roundtable and not Report.objects.filter(cycle=cycle, code=roundtable).exists():
        raise NoSuchRoundtable(cycle=cycle, roundtable=roundtable)
    said = {"on": on.text, "status": one_line(status, field="status"), "what": paragraphs(what, field="what")}
    check_reported_status(said["status"], source_says_declined=source_says_declined, where=candidate)
    if Report.objects.filter(cycle=cycle, candidate=candidate, **said).exists():
        raise AlreadyEntered(where=candidate)
    code = roundtable or _next_code(cycle)
    extra = {"place": one_line(place, field="place", required=False), "topics": _topics(topics)}
    kept = [source.as_json() for source in sources]
    Report.objects.create(cycle_id=cycle, code=code, candidate=candidate, sources=kept, reported_at=at, **said, **extra)
    named = {"roundtable": code} | ({"candidate": candidate} if candidate else {})
    told = {key: value for key, value in extra.items() if value}
    return Done(code, subject=code, body=named | said | told | cited(sources))


def _next_code(cycle: str) -> str:
    n_reported = Report.objects.filter(cycle=cycle).values("code").distinct().count()
    return f"RT-{Roundtable.objects.filter(cycle=cycle).count() + n_reported + 1}"


def _topics(topics: Sequence[str]) -> list[str]:
    return [one_line(topic, field="topic") for topic in topics]


def _to_the_second(moment: datetime) -> datetime:
    return datetime.fromisoformat(iso(moment))


def _day(row: Roundtable) -> str:
    """The day on which a roundtable begins where it takes place."""
    return row.starts_at.astimezone(zone_of(row.zone)).date().isoformat()


def _free(row: Roundtable) -> dict[str, int]:
    """Give back the slot that a roundtable takes up, and say so."""
    freed = {} if row.slot is None else {"frees": row.slot}
    row.slot = None
    return freed


def _terms(row: Roundtable) -> dict[str, object]:
    """What is on the record of a roundtable as it was set."""
    when = {"starts_at": iso(row.starts_at), "zone": row.zone, "on": _day(row), "minutes": row.minutes}
    terms = {"place": row.place, "topics": row.topics, "audience": str(row.audience), "press": str(row.press)}
    extra = {"press_because": row.press_because, "slot": row.slot}
    return when | terms | {key: value for key, value in extra.items() if value}


def _check_press(row: Roundtable) -> None:
    """A reason exactly where reporters are let in otherwise than elsewhere. Raises: PressDiffers, NothingDiffers."""
    kept = Roundtable.objects.filter(cycle=row.cycle_id).exclude(state=CANCELLED)
    other = kept.exclude(press=row.press).order_by("pk").first()
    if other is not None and not row.press_because:
        raise PressDiffers(press=row.press, other=other.code, others=other.press, where=row.code)
    if other is None and row.press_because:
        raise NothingDiffers(where=row.code)


def _check_slot(row: Roundtable) -> None:
    """Raises: SlotUnknown, if the slot was not offered, or begins at another time or in another room."""
    if row.slot is None:
        return
    offered = Slot.objects.filter(offer__cycle=row.cycle_id, number=row.slot).first()
    if offered is None or (offered.starts_at, offered.room) != (row.starts_at, row.place):
        raise SlotUnknown(slot=row.slot, offer=row.cycle_id, where=row.code)


def _check_free(row: Roundtable) -> None:
    """Raises: DoubleBooking, if another scheduled roundtable of the cycle overlaps there or for the candidate."""
    ends_at = row.starts_at + timedelta(minutes=row.minutes)
    others = Roundtable.objects.filter(cycle=row.cycle_id, state=SCHEDULED, starts_at__lt=ends_at).exclude(pk=row.pk)
    for other in others.order_by("starts_at"):
        same_place = other.place.casefold() == row.place.casefold()
        if other.starts_at + timedelta(minutes=other.minutes) <= row.starts_at:
            continue
        if same_place or other.candidate == row.candidate:
            raise DoubleBooking(
                taken=f"“{other.place}”" if same_place else "The candidate",
                roundtable=other.code,
                name=candidacy(cycle=row.cycle_id, candidate=other.candidate).name,
                starts=iso(other.starts_at),
                minutes=other.minutes,
                where=row.place,
            )
