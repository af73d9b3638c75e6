"""What can be done to the paper channel of a secret poll: announce it, enter a sheet, confirm it, withdraw it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from hustings.core.phases import OPEN
from hustings.core.values import Actor, Role, Visibility
from hustings.ground.clock import iso
from hustings.ground.record.declared import Done, action
from hustings.rooms.ballots.models import PaperChannel, PaperSheet, Poll
from hustings.rooms.ballots.paper_refusals import (
    NoSuchPaperSheet,
    NotAPaperPlace,
    PaperAnnounced,
    PaperConfirmed,
    PaperDoesNotAddUp,
    PaperFiguresIncomplete,
    PaperNotAnnounced,
    PaperNotOver,
    PaperPlacesUnclear,
    PaperPlaceTaken,
    PaperReasonMissing,
    PaperSheetsDiffer,
    PaperTooLate,
    SamePaperTeller,
    TooFewOnPaper,
    TooManyOnPaper,
)
from hustings.rooms.ballots.queries import poll_row

COUNTERS = frozenset({Role.TELLER, Role.ELECTION_OFFICER, Role.SECRETARY})

LEAST = 10
"""A count of fewer ballots would show how single members voted."""

VOTERS, SPOILT = "members who voted", "spoilt ballots"


@action(may=Role.ELECTION_OFFICER, phases=OPEN, records="paper.announced", visibility=Visibility.PUBLIC, sourced=False)
def announce_paper(
    *, cycle: str, poll: str, n_paper: int, places: Sequence[str], actor: Actor, at: datetime
) -> Done[None]:
    """Say before the opening how many members vote on paper, and where: they are on no electronic list.

    The credential office strikes them off before it hands in the public list. Who they are is known to that office and
    to the tellers of their place, never here.

    Raises: NoSuchPoll, PaperTooLate, PaperAnnounced, PaperPlacesUnclear, TooFewOnPaper, TooManyOnPaper.
    """
    row = poll_row(cycle=cycle, poll=poll)
    if at >= row.opens_at:
        raise PaperTooLate(opens_at=iso(row.opens_at), where=poll)
    if PaperChannel.objects.filter(poll=row).exists():
        raise PaperAnnounced(poll=poll, where=poll)
    named = [place.strip() for place in places]
    if not named or "" in named or len(set(named)) < len(named):
        raise PaperPlacesUnclear(where="places")
    if type(n_paper) is not int or n_paper < LEAST:
        raise TooFewOnPaper(n=n_paper, least=LEAST, where="n_paper")
    _require_room(row, n_paper)
    PaperChannel.objects.create(poll=row, n_paper=n_paper, places=named)
    return Done(None, subject=poll, body={"poll": poll, "n_paper": n_paper, "places": named})


@action(may=COUNTERS, phases=OPEN, records="paper.entered", visibility=Visibility.PUBLIC, sourced=False)
def enter_paper_count(
    *,
    cycle: str,
    poll: str,
    place: str,
    counts: Mapping[str, int],
    n_voters: int,
    n_spoilt: int,
    actor: Actor,
    at: datetime,
) -> Done[str]:
    """Enter what was counted in one place, after the close: votes for each answer, members who voted, spoilt ballots.

    It counts once a second teller has entered the same figures.

    Raises: NoSuchPoll, PaperNotAnnounced, PaperNotOver, NotAPaperPlace, PaperPlaceTaken, PaperFiguresIncomplete,
    PaperDoesNotAddUp, TooFewOnPaper, TooManyOnPaper.
    """
    row, channel = _channel(cycle, poll)
    if at < row.closes_at:
        raise PaperNotOver(closes_at=iso(row.closes_at), where=poll)
    _require_place(channel, place, actor)
    kept = _figures(row, counts, n_voters=n_voters, n_spoilt=n_spoilt)
    _require_many(channel, n_voters)
    code = f"PAPER-{PaperSheet.objects.filter(channel__poll__cycle=cycle).count() + 1}"
    told = {"place": place, "counts": kept, "n_voters": n_voters, "n_spoilt": n_spoilt}
    PaperSheet.objects.create(channel=channel, code=code, entered_by=actor.id, entered_at=at, **told)
    return Done(code, subject=code, body={"poll": poll, "sheet": code} | told)


@action(may=COUNTERS, phases=OPEN, records="paper.confirmed", visibility=Visibility.PUBLIC, sourced=False)
def confirm_paper_count(
    *,
    cycle: str,
    sheet: str,
    counts: Mapping[str, int],
    n_voters: int,
    n_spoilt: int,
    actor: Actor,
    at: datetime,
) -> Done[None]:
    """Confirm a sheet as a second teller, by entering the same figures from the paper once more.

    Raises: NoSuchPaperSheet, PaperConfirmed, SamePaperTeller, PaperFiguresIncomplete, PaperDoesNotAddUp,
    PaperSheetsDiffer.
    """
    row = _standing(cycle, sheet)
    if row.confirmed_at is not None:
        raise PaperConfirmed(sheet=sheet, where="sheet")
    if row.entered_by == actor.id:
        raise SamePaperTeller(sheet=sheet, where="sheet")
    entered = _figures(row.channel.poll, counts, n_voters=n_voters, n_spoilt=n_spoilt)
    pairs = [(answer, entered[answer], row.counts[answer]) for answer in row.counts]
    pairs += [(VOTERS, n_voters, row.n_voters), (SPOILT, n_spoilt, row.n_spoilt)]
    differing = [what for what, mine, theirs in pairs if mine != theirs]
    if differing:
        raise PaperSheetsDiffer(what=differing[0], sheet=sheet, where=differing[0])
    row.confirmed_by, row.confirmed_at = actor.id, at
    row.save(update_fields=["confirmed_by", "confirmed_at"])
    return Done(None, subject=sheet, body={"poll": row.channel.poll.code, "sheet": sheet})


@action(may=COUNTERS, phases=OPEN, records="paper.withdrawn", visibility=Visibility.PUBLIC, sourced=False)
def withdraw_paper_count(*, cycle: str, sheet: str, reason: str, actor: Actor, at: datetime) -> Done[None]:
    """Withdraw a sheet with a reason: it counts no more, stays on the record, and the place can be entered again.

    Raises: NoSuchPaperSheet, PaperReasonMissing.
    """
    row = _standing(cycle, sheet)
    if not reason.strip():
        raise PaperReasonMissing(where=sheet)
    row.withdrawn_by, row.withdrawn_at = actor.id, at
    row.save(update_fields=["withdrawn_by", "withdrawn_at"])
    body = {"poll": row.channel.poll.code, "sheet": sheet, "reason": reason.strip()}
    return Done(None, subject=sheet, body=body)


def _channel(cycle: str, poll: str) -> tuple[Poll, PaperChannel]:
    row = poll_row(cycle=cycle, poll=poll)
    channel = PaperChannel.objects.filter(poll=row).first()
    if channel is None:
        raise PaperNotAnnounced(poll=poll, where=poll)
    return row, channel


def _standing(cycle: str, sheet: str) -> PaperSheet:
    found = PaperSheet.objects.filter(channel__poll__cycle=cycle, code=sheet, withdrawn_at=None)
    row = found.select_related("channel__poll").first()
    if row is None:
        raise NoSuchPaperSheet(sheet=sheet, where=cycle)
    return row


def _require_room(row: Poll, n_paper: int) -> None:
    """Both channels together hold no more than may vote, where that number is known from the roll."""
    if row.least_eligible is None:
        return
    units = list(row.units.all())
    left = sum(unit.n_eligible for unit in units) - sum(unit.n_credentials for unit in units)
    if n_paper > left:
        raise TooManyOnPaper(n=n_paper, n_paper=left, where="n_paper")


def _require_place(channel: PaperChannel, place: str, actor: Actor) -> None:
    """The place was announced, waits for its sheet, and is the teller's own where a link is for one place."""
    if place not in channel.places or (
        not actor.roles & {Role.ELECTION_OFFICER, Role.SECRETARY} and actor.scope not in ("", place)
    ):
        raise NotAPaperPlace(place=place, places=", ".join(channel.places), where="place")
    earlier = channel.sheets.filter(place=place, withdrawn_at=None).first()
    if earlier is not None:
        raise PaperPlaceTaken(place=place, sheet=earlier.code, where="place")


def _require_many(channel: PaperChannel, n_voters: int) -> None:
    """Enough ballots on the sheet, or no other place at all; and no more voters than were struck off."""
    standing = channel.sheets.filter(withdrawn_at=None)
    if n_voters < LEAST and len(channel.places) > 1:
        raise TooFewOnPaper(n=n_voters, least=LEAST, where=VOTERS)
    together = n_voters + sum(sheet.n_voters for sheet in standing)
    if together > channel.n_paper:
        raise TooManyOnPaper(n=together, n_paper=channel.n_paper, where=VOTERS)


def _figures(row: Poll, counts: Mapping[str, int], *, n_voters: int, n_spoilt: int) -> dict[str, int]:
    """The votes in the order of the answers, if each is a count and together with the spoilt ones they are all."""
    wrong = [answer for answer in row.answers if not _is_count(counts.get(answer))]
    wrong += [answer for answer in counts if answer not in row.answers]
    wrong += [name for name, figure in ((VOTERS, n_voters), (SPOILT, n_spoilt)) if not _is_count(figure)]
    if wrong:
        raise PaperFiguresIncomplete(which=", ".join(wrong), where=wrong[0])
    n_votes = sum(counts.values())
    if n_votes + n_spoilt != n_voters:
        raise PaperDoesNotAddUp(n_votes=n_votes, n_spoilt=n_spoilt, n_voters=n_voters, where=VOTERS)
    return {answer: counts[answer] for answer in row.answers}


def _is_count(figure: object) -> bool:
    return type(figure) is int and 0 <= figure < 10_000_000
