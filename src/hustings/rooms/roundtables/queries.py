"""What can be asked about the roundtables."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from hustings.core.hearings import Audience, Kept, Press, Speaker, Standing
from hustings.core.values import STAFF, Actor, Days, Role, Source
from hustings.ground.files import read
from hustings.ground.record.declared import query
from hustings.rooms.candidates.queries import CandidacyView, candidates_of
from hustings.rooms.roundtables.models import Commitment, Hearing, MeetingFile, Report, Roundtable
from hustings.rooms.roundtables.refusals import NoSuchFile, NoSuchRoundtable, NotHeld

FILES = "roundtables"
"""The folder of the house's files that holds recordings and transcripts."""
DESK_AND_BOARD = STAFF | {Role.BOARD, Role.SYSTEM}
MINUTES_KEEPERS = frozenset({Role.DIRECTOR, Role.OFFICER, Role.SECRETARY})


@dataclass(frozen=True, slots=True)
class MoveView:
    """A change of time or place: before, after, why, and when it was decided."""

    was_at: datetime
    now_at: datetime
    place_was: str
    place_now: str
    reason: str
    moved_at: datetime


@dataclass(frozen=True, slots=True)
class HearingView:
    """What came of a roundtable, without the minutes' text."""

    on: date
    minutes: int
    n_leaders: int
    n_members: int
    n_questions: int
    topics: tuple[str, ...]
    press: Press
    summary: str
    minutes_digest: str


@dataclass(frozen=True, slots=True)
class FollowUpView:
    """How a commitment stood as of a day."""

    standing: Standing
    on: Days
    what: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class CommitmentView:
    """What a candidate promised. `number` at its roundtable; `follow_ups` in the order in which they were entered."""

    roundtable: str
    candidate: str
    number: int
    words: str
    topic: str
    follow_ups: tuple[FollowUpView, ...]


@dataclass(frozen=True, slots=True)
class FileView:
    """A recording or transcript. `digest` is empty where only the address is known; `shown`: to everybody."""

    number: int
    kind: Kept
    link: str
    name: str
    media: str
    n_bytes: int
    digest: str
    shown: bool


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item of an agenda."""

    text: str
    minutes: int
    by: Speaker


@dataclass(frozen=True, slots=True)
class AgendaView:
    """The agenda that counts. `minutes_candidate`: the candidate's own minutes in it."""

    version: int
    items: tuple[ItemView, ...]
    minutes_candidate: int
    differs_because: str


@dataclass(frozen=True, slots=True)
class RoundtableView:
    """One roundtable as it stands. `state` is scheduled, held or cancelled; `changed_at`: of its date.

    `slot`: the offered slot that it takes up; `stands`: whether the candidate is still one.
    """

    cycle: str
    code: str
    candidate: str
    name: str
    state: str
    starts_at: datetime
    zone: str
    minutes: int
    place: str
    topics: tuple[str, ...]
    audience: Audience
    press: Press
    press_because: str
    moves: tuple[MoveView, ...]
    cancelled_because: str
    hearing: HearingView | None
    commitments: tuple[CommitmentView, ...]
    files: tuple[FileView, ...]
    agenda: AgendaView | None
    slot: int | None
    stands: bool
    changed_at: datetime

    @property
    def sequence(self) -> int:
        """How often calendars had to be told of a change."""
        return len(self.moves) + (self.state == "cancelled")


@dataclass(frozen=True, slots=True)
class ReportView:
    """What a source says about a roundtable. `status` is the source's word, never guessed; `candidate` may be empty."""

    code: str
    candidate: str
    on: Days
    status: str
    what: str
    place: str
    topics: tuple[str, ...]
    sources: tuple[Source, ...]


@query(may=DESK_AND_BOARD)
def roundtables_of(*, cycle: str, actor: Actor) -> tuple[RoundtableView, ...]:
    """Every roundtable by its time, those cancelled too. Raises: NotAllowed."""
    return _views(cycle, Roundtable.objects.filter(cycle=cycle))


@query(may=DESK_AND_BOARD)
def roundtable_of(*, cycle: str, roundtable: str, actor: Actor) -> RoundtableView:
    """One roundtable. Raises: NotAllowed, NoSuchRoundtable."""
    found = _views(cycle, Roundtable.objects.filter(cycle=cycle, code=roundtable))
    if not found:
        raise NoSuchRoundtable(cycle=cycle, roundtable=roundtable)
    return found[0]


@query(may=Role.CAMPAIGN)
def roundtables_of_campaign(*, cycle: str, actor: Actor) -> tuple[RoundtableView, ...]:
    """The roundtables of the campaign that asks, and no others. Raises: NotAllowed."""
    return _views(cycle, Roundtable.objects.filter(cycle=cycle, candidate=actor.scope).exclude(candidate=""))


@query(may=MINUTES_KEEPERS)
def minutes_of(*, cycle: str, roundtable: str, actor: Actor) -> str:
    """The text of the minutes. Raises: NotAllowed, NotHeld."""
    hearing = Hearing.objects.filter(roundtable__cycle=cycle, roundtable__code=roundtable).first()
    if hearing is None:
        raise NotHeld(roundtable=roundtable)
    return hearing.minutes_text


@query(may=STAFF)
def recording_of(*, cycle: str, roundtable: str, number: int, actor: Actor) -> tuple[FileView, bytes]:
    """A file that the house keeps of a roundtable, and its bytes. Raises: NotAllowed, NoSuchFile, FileDamaged."""
    rows = MeetingFile.objects.filter(roundtable__cycle=cycle, roundtable__code=roundtable, number=number)
    kept = rows.exclude(digest="").first()
    if kept is None:
        raise NoSuchFile(roundtable=roundtable, number=number, where=roundtable)
    return _file(kept), read(kept.digest, folder=FILES)


@query(may=DESK_AND_BOARD)
def commitments_of(*, cycle: str, actor: Actor) -> tuple[CommitmentView, ...]:
    """Every commitment, in the order in which they were noted. Raises: NotAllowed."""
    rows = (
        Commitment.objects.filter(roundtable__cycle=cycle)
        .select_related("roundtable")
        .prefetch_related("follow_ups")
        .order_by("pk")
    )
    return tuple(_commitment(row, row.roundtable) for row in rows)


@query(may=DESK_AND_BOARD)
def reports_of(*, cycle: str, actor: Actor) -> tuple[ReportView, ...]:
    """What sources say about roundtables, by day. Raises: NotAllowed."""
    views = [
        ReportView(
            code=row.code,
            candidate=row.candidate,
            on=Days.parse(row.on),
            status=row.status,
            what=row.what,
            place=row.place,
            topics=tuple(row.topics),
            sources=tuple(Source.from_json(source) for source in row.sources),
        )
        for row in Report.objects.filter(cycle=cycle).order_by("pk")
    ]
    return tuple(sorted(views, key=lambda view: view.on))


def _views(cycle: str, rows: QuerySet[Roundtable]) -> tuple[RoundtableView, ...]:
    people = {view.code: view for view in candidates_of(cycle=cycle)}
    linked = ("moves", "commitments__follow_ups", "agendas", "files")
    found = rows.select_related("hearing", "cancellation").prefetch_related(*linked)
    return tuple(_view(row, people[row.candidate]) for row in found.order_by("starts_at", "pk"))


def _view(row: Roundtable, person: CandidacyView) -> RoundtableView:
    moves = tuple(_moves(row))
    cancellation = getattr(row, "cancellation", None)
    decided = [row.set_at, *(move.moved_at for move in moves)]
    return RoundtableView(
        cycle=row.cycle_id,
        code=row.code,
        candidate=row.candidate,
        name=person.name,
        state=row.state,
        starts_at=row.starts_at,
        zone=row.zone,
        minutes=row.minutes,
        place=row.place,
        topics=tuple(row.topics),
        audience=Audience(row.audience),
        press=Press(row.press),
        press_because=row.press_because,
        moves=moves,
        cancelled_because=cancellation.reason if cancellation else "",
        hearing=_hearing(row),
        commitments=tuple(
            _commitment(commitment, row)
            for commitment in sorted(row.commitments.all(), key=lambda commitment: commitment.number)
        ),
        files=tuple(_file(kept) for kept in sorted(row.files.all(), key=lambda kept: kept.number)),
        agenda=_agenda(row),
        slot=row.slot,
        stands=person.stands,
        changed_at=cancellation.cancelled_at if cancellation else decided[-1],
    )


def _moves(row: Roundtable) -> Iterable[MoveView]:
    for move in sorted(row.moves.all(), key=lambda move: move.pk):
        yield MoveView(move.was_at, move.now_at, move.place_was, move.place_now, move.reason, move.moved_at)


def _hearing(row: Roundtable) -> HearingView | None:
    hearing: Hearing | None = getattr(row, "hearing", None)
    if hearing is None:
        return None
    return HearingView(
        on=hearing.on,
        minutes=hearing.minutes,
        n_leaders=hearing.n_leaders,
        n_members=hearing.n_members,
        n_questions=hearing.n_questions,
        topics=tuple(hearing.topics),
        press=Press(hearing.press),
        summary=hearing.summary,
        minutes_digest=hearing.minutes_digest,
    )


def _commitment(commitment: Commitment, row: Roundtable) -> CommitmentView:
    follow_ups = tuple(
        FollowUpView(
            Standing(each.standing),
            Days.parse(each.on),
            each.what,
            tuple(Source.from_json(source) for source in each.sources),
        )
        for each in sorted(commitment.follow_ups.all(), key=lambda each: each.pk)
    )
    return CommitmentView(row.code, row.candidate, commitment.number, commitment.words, commitment.topic, follow_ups)


def _file(kept: MeetingFile) -> FileView:
    about = (kept.name, kept.media, kept.n_bytes, kept.digest, kept.shown)
    return FileView(kept.number, Kept(kept.kind), kept.link, *about)


def _agenda(row: Roundtable) -> AgendaView | None:
    adopted = max(row.agendas.all(), key=lambda agenda: agenda.version, default=None)
    if adopted is None:
        return None
    items = tuple(ItemView(item["text"], item["minutes"], Speaker(item["by"])) for item in adopted.items)
    return AgendaView(adopted.version, items, adopted.minutes_candidate, adopted.differs_because)
