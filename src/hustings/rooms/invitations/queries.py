"""What can be asked about the invitations. A campaign sees its own thread and nothing else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from hustings.core.canonical import sha256_hex
from hustings.core.hearings import Audience
from hustings.core.values import STAFF, Actor, Days, Role, Source
from hustings.ground.files import read
from hustings.ground.record.declared import query
from hustings.rooms.candidates.queries import CandidacyView, candidacy, candidates_of
from hustings.rooms.cycles.queries import CycleView, cycle_of
from hustings.rooms.invitations.answers import Answer, ContactKind, Via
from hustings.rooms.invitations.models import (
    DeadlineMove,
    LoggedContact,
    Offer,
    Reply,
    ReportedInvitation,
    StandardTerms,
)
from hustings.rooms.invitations.refusals import NoSuchScan, NoTerms, NotInvited

DESK_AND_BOARD = STAFF | {Role.BOARD, Role.SYSTEM}
SCANS = "invitations"
"""The folder of the house's files where letters of campaigns are kept."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a campaign is offered: the letter's text, minutes each, how many slots, the audience, and until when."""

    text: str
    minutes: int
    n_slots: int
    audience: Audience
    deadline_at: datetime

    @property
    def text_digest(self) -> str:
        """SHA-256 of the text in UTF-8: equal digests, equal letters."""
        return sha256_hex(self.text.encode())


@dataclass(frozen=True, slots=True)
class ReplyView:
    """One answer as it came. `late`: received after the deadline and entered by staff.

    `scan_digest` is that of the letter in which it came, empty where none was kept.
    """

    answer: Answer
    words: str
    slot: str
    via: Via
    late: bool
    received_at: datetime
    scan_digest: str = ""


@dataclass(frozen=True, slots=True)
class MoveView:
    """A deadline that changed: both moments and the reason."""

    was_at: datetime
    now_at: datetime
    reason: str
    moved_at: datetime


@dataclass(frozen=True, slots=True)
class ToldView:
    """What the organisation told a campaign about its question or its conditions."""

    words: str
    told_at: datetime


@dataclass(frozen=True, slots=True)
class OfferView:
    """One campaign's invitation with all that belongs to it. `replies`, `told` and `moves` are oldest first."""

    cycle: str
    organisation: str
    contest: str
    code: str
    candidate: str
    name: str
    stands: bool
    terms: Terms
    differs_because: str
    sent_at: datetime
    moves: tuple[MoveView, ...]
    reminded_on: tuple[date, ...]
    replies: tuple[ReplyView, ...]
    told: tuple[ToldView, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether the campaign asked, or named conditions, and has not been told anything since."""
        last = next(reversed(self.replies), None)
        if last is None or not self.stands or last.answer not in (Answer.ASKED, Answer.CONDITIONS):
            return False
        return all(each.told_at < last.received_at for each in self.told)

    @property
    def silent(self) -> bool:
        """Whether nothing at all has come back, from somebody who still stands."""
        return self.stands and not self.replies

    @property
    def reply(self) -> ReplyView | None:
        """The answer that counts: the last one that is not a question; a question where there is nothing else."""
        settled = [reply for reply in self.replies if reply.answer is not Answer.ASKED]
        return next(reversed(settled or self.replies), None)


@dataclass(frozen=True, slots=True)
class LoggedContactView:
    """A private meeting or call."""

    candidate: str
    name: str
    kind: ContactKind
    on: Days
    who: str
    what: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class ReportedInvitationView:
    """What a source says about an invitation; `status` in the source's sense, never guessed."""

    candidate: str
    name: str
    on: Days
    status: str
    what: str
    sources: tuple[Source, ...]


@query(may=DESK_AND_BOARD)
def standard_terms(*, cycle: str, actor: Actor) -> Terms:
    """What every candidate is offered. Raises: NotAllowed, NoTerms."""
    row = StandardTerms.objects.filter(cycle=cycle).order_by("-version").first()
    if row is None:
        raise NoTerms(cycle=cycle)
    return terms_of(row)


@query(may=DESK_AND_BOARD)
def offers_of(*, cycle: str, actor: Actor) -> tuple[OfferView, ...]:
    """Every invitation by the candidate's name. Raises: NotAllowed."""
    return _offers(cycle, Offer.objects.filter(cycle=cycle), candidates_of(cycle=cycle))


@query(may=DESK_AND_BOARD)
def silent(*, cycle: str, actor: Actor) -> tuple[OfferView, ...]:
    """The invitations to which nothing has come back, of candidates who still stand. Raises: NotAllowed."""
    return tuple(offer for offer in offers_of(cycle=cycle, actor=actor) if offer.silent)


@query(may=DESK_AND_BOARD)
def uninvited(*, cycle: str, actor: Actor) -> tuple[CandidacyView, ...]:
    """Candidates who stand and have no invitation yet. Raises: NotAllowed."""
    invited = set(Offer.objects.filter(cycle=cycle).values_list("candidate", flat=True))
    return tuple(view for view in candidates_of(cycle=cycle) if view.stands and view.code not in invited)


@query(may=Role.CAMPAIGN)
def offer_of_campaign(*, cycle: str, actor: Actor) -> OfferView:
    """The invitation of the campaign that asks, and no other. Raises: NotAllowed, NotInvited."""
    rows = Offer.objects.filter(cycle=cycle, candidate=actor.scope)
    if not actor.scope or not rows.exists():
        raise NotInvited(candidate="This campaign")
    (offer,) = _offers(cycle, rows, [candidacy(cycle=cycle, candidate=actor.scope)])
    return offer


@query(may=STAFF)
def scan_of(*, cycle: str, candidate: str, digest: str, actor: Actor) -> tuple[str, bytes]:
    """Media type and bytes of the letter in which a reply came. Raises: NotAllowed, NoSuchScan, FileDamaged."""
    wanted = {"offer__cycle": cycle, "offer__candidate": candidate, "scan_digest": digest}
    row = Reply.objects.filter(**wanted).first() if digest else None
    if row is None:
        raise NoSuchScan(candidate=candidate, where=digest)
    return row.scan_type, read(digest, folder=SCANS)


@query(may=DESK_AND_BOARD)
def logged_contacts(*, cycle: str, actor: Actor) -> tuple[LoggedContactView, ...]:
    """Every private meeting and call, by day. Raises: NotAllowed."""
    names = _names(cycle)
    views = [
        LoggedContactView(
            row.candidate,
            names[row.candidate],
            ContactKind(row.kind),
            Days.parse(row.on),
            row.who,
            row.what,
            _sources(row.sources),
        )
        for row in LoggedContact.objects.filter(cycle=cycle).order_by("pk")
    ]
    return tuple(sorted(views, key=lambda view: view.on))


@query(may=DESK_AND_BOARD)
def reported_invitations(*, cycle: str, actor: Actor) -> tuple[ReportedInvitationView, ...]:
    """What sources say about invitations, by day. Raises: NotAllowed."""
    names = _names(cycle)
    views = [
        ReportedInvitationView(
            row.candidate, names[row.candidate], Days.parse(row.on), row.status, row.what, _sources(row.sources)
        )
        for row in ReportedInvitation.objects.filter(cycle=cycle).order_by("pk")
    ]
    return tuple(sorted(views, key=lambda view: view.on))


def _offers(cycle: str, rows: QuerySet[Offer], known: Iterable[CandidacyView]) -> tuple[OfferView, ...]:
    people = {view.code: view for view in known}
    whose = cycle_of(cycle=cycle)
    moves = tuple(DeadlineMove.objects.filter(cycle=cycle).order_by("pk"))
    views = [
        _offer(row, whose, people[row.candidate], moves)
        for row in rows.prefetch_related("reminders", "replies", "told")
    ]
    return tuple(sorted(views, key=lambda view: (view.name, view.code)))


def _offer(row: Offer, whose: CycleView, person: CandidacyView, moves: Iterable[DeadlineMove]) -> OfferView:
    return OfferView(
        cycle=whose.code,
        organisation=whose.organisation,
        contest=whose.contest,
        code=row.code,
        candidate=row.candidate,
        name=person.name,
        stands=person.stands,
        terms=terms_of(row),
        differs_because=row.differs_because,
        sent_at=row.sent_at,
        moves=tuple(
            MoveView(move.was_at, move.now_at, move.reason, move.moved_at)
            for move in moves
            if row.code in move.invitations
        ),
        reminded_on=tuple(sorted(reminder.on for reminder in row.reminders.all())),
        replies=tuple(
            _reply(reply) for reply in sorted(row.replies.all(), key=lambda reply: (reply.received_at, reply.pk))
        ),
        told=tuple(ToldView(each.words, each.told_at) for each in sorted(row.told.all(), key=lambda each: each.pk)),
    )


def _reply(row: Reply) -> ReplyView:
    told = (Answer(row.answer), row.words, row.slot, Via(row.via), row.late, row.received_at, row.scan_digest)
    return ReplyView(*told)


def terms_of(row: StandardTerms | Offer) -> Terms:
    """The terms that a row holds; for this room's own actions."""
    return Terms(row.text, row.minutes, row.n_slots, Audience(row.audience), row.deadline_at)


def _names(cycle: str) -> Mapping[str, str]:
    return {view.code: view.name for view in candidates_of(cycle=cycle)}


def _sources(kept: Iterable[Mapping[str, str]]) -> tuple[Source, ...]:
    return tuple(Source.from_json(source) for source in kept)
