"""What can be asked about the members' questions. No answer joins a question or a voice to a member."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from hustings.core.canonical import sha256_hex
from hustings.core.phases import FIELDING
from hustings.core.questions import alike
from hustings.core.values import STAFF, Actor, Role
from hustings.ground.record.declared import query
from hustings.ground.record.queries import chain_of
from hustings.rooms.questions.families import Families
from hustings.rooms.questions.models import MERGED, PUBLISHED, Collection, Proposal, Question, Support, Table
from hustings.rooms.questions.refusals import NoCollection, NoOrder
from hustings.rooms.questions.voices import voice_of

DESK_AND_BOARD = STAFF | {Role.BOARD, Role.SYSTEM}
CHECKERS = frozenset({Role.SECRETARY, Role.ELECTION_OFFICER, Role.OBSERVER})
"""Who may work an order out anew from the file of voices."""


@dataclass(frozen=True, slots=True)
class CollectionView:
    """Until when questions are taken, how many each member may propose, and of which statuses of the roll."""

    cycle: str
    opened_at: datetime
    closes_at: datetime
    n_each: int
    statuses: tuple[str, ...]
    closed_at: datetime | None
    phase: str

    def taking(self, at: datetime) -> bool:
        """Whether questions are taken at that moment."""
        return self.closed_at is None and at < self.closes_at and self.phase in FIELDING


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question as it stands. `asked_by` is what the member wrote to be shown, usually empty.

    `state` is waiting, published, declined or merged; `because` why it was declined or merged; `into` and `merged` are
    codes; `chosen_for` the roundtables at which it is put.
    """

    code: str
    number: int
    text: str
    asked_by: str
    state: str
    because: str
    into: str
    merged: tuple[str, ...]
    chosen_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A question in the list of a member: whether she supports it, and the texts that were merged into it."""

    code: str
    text: str
    asked_by: str
    supported: bool
    merged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Own:
    """A member's own proposal and what became of it; `into` is the code of the question it was merged into."""

    code: str
    text: str
    asked_by: str
    state: str
    because: str
    into: str


@dataclass(frozen=True, slots=True)
class MemberList:
    """What one member sees. `n_left`: how many questions she may still propose."""

    listed: tuple[Listed, ...]
    own: tuple[Own, ...]
    n_left: int


@dataclass(frozen=True, slots=True)
class PlacedView:
    """A question's place in the order for a roundtable, from 1; see `core.questions.Placed`."""

    place: int
    code: str
    text: str
    n_supporters: int
    n_unheard: int
    load: str


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """A question that is put at a roundtable; `outcome` is empty until it is noted."""

    code: str
    text: str
    number: int
    outcome: str
    minute: str
    link: str


@dataclass(frozen=True, slots=True)
class TableView:
    """The order fixed for a roundtable and what was chosen from it."""

    roundtable: str
    candidate: str
    n_voices: int
    fixed_at: datetime
    placed: tuple[PlacedView, ...]
    chosen: tuple[ChoiceView, ...]
    departs_because: str


@query()
def collection_of(*, cycle: str) -> CollectionView:
    """Until when questions are taken and from whom. Raises: NoSuchCycle, NoCollection."""
    phase = chain_of(cycle=cycle).phase
    row = Collection.objects.filter(cycle=cycle).first()
    if row is None:
        raise NoCollection(cycle=cycle)
    statuses = tuple(row.statuses)
    return CollectionView(row.cycle_id, row.opened_at, row.closes_at, row.n_each, statuses, row.closed_at, phase)


@query(may=DESK_AND_BOARD)
def questions_of(*, cycle: str, actor: Actor) -> tuple[QuestionView, ...]:
    """Every question by number, those that wait, were declined or merged too. Raises: NotAllowed."""
    return tuple(_view(row) for row in _rows(cycle))


@query(may=DESK_AND_BOARD)
def question_of(*, cycle: str, question: str, actor: Actor) -> QuestionView:
    """One question. Raises: NotAllowed, NoSuchQuestion."""
    return _view(Families(cycle).the(question))


@query(may=Role.MEMBER)
def list_for(*, cycle: str, actor: Actor, at: datetime) -> MemberList:
    """What the member who asks may support, what she supports, and what became of her own, while questions are taken.

    The list stands in another order for each member, always the same for her, so that none gains by standing first.

    Raises: NotAllowed, and what `voice_of` raises.
    """
    voice = voice_of(cycle=cycle, actor=actor, at=at)
    supported = set(Support.objects.filter(question__cycle=cycle, voice=voice).values_list("question", flat=True))
    known = Families(cycle)
    listed = []
    for row in known.rows.values():
        if row.state == PUBLISHED:
            mine = any(each.pk in supported for each in known.with_merged(row))
            merged = tuple(each.text for each in known.merged(row))
            listed.append(Listed(row.code, row.text, row.asked_by, mine, merged))
    listed.sort(key=lambda each: sha256_hex(f"{voice} {each.code}".encode()))
    proposed = Proposal.objects.filter(cycle=cycle, voice=voice).order_by("question__number")
    own = tuple(_own(known, known.rows[key]) for key in proposed.values_list("question", flat=True))
    n_each = collection_of(cycle=cycle).n_each
    return MemberList(tuple(listed), own, max(n_each - len(own), 0))


@query(may=Role.MEMBER)
def similar_to(*, cycle: str, text: str, actor: Actor) -> tuple[tuple[str, str], ...]:
    """Published questions that are like `text`, as (code, text), the likest first; a merged one gives its root.

    Raises: NotAllowed.
    """
    known = Families(cycle)
    seen = [(row.code, row.text) for row in known.rows.values() if row.state in (PUBLISHED, MERGED)]
    found = [known.root(known.the(code)) for code, _ in alike(text, seen)]
    return tuple(dict.fromkeys((row.code, row.text) for row in found if row.state == PUBLISHED))


@query(may=DESK_AND_BOARD | {Role.OBSERVER})
def tables_of(*, cycle: str, actor: Actor) -> tuple[TableView, ...]:
    """Every order that was fixed, with the choice, oldest first. Raises: NotAllowed."""
    return tuple(_table(row) for row in Table.objects.filter(cycle=cycle).order_by("pk"))


@query(may=DESK_AND_BOARD | {Role.OBSERVER})
def table_of(*, cycle: str, roundtable: str, actor: Actor) -> TableView:
    """The order for one roundtable. Raises: NotAllowed, NoOrder."""
    return _table(table_row(cycle, roundtable))


@query(may=CHECKERS)
def voices_file_of(*, cycle: str, roundtable: str, actor: Actor) -> bytes:
    """The file from which an order can be worked out anew; its SHA-256 is on the record.

    Raises: NotAllowed, NoOrder.
    """
    return table_row(cycle, roundtable).voices_file.encode()


def table_row(cycle: str, roundtable: str) -> Table:
    """For this room's own actions. Raises: NoOrder."""
    row = Table.objects.filter(cycle=cycle, roundtable=roundtable).first()
    if row is None:
        raise NoOrder(roundtable=roundtable, where=cycle)
    return row


def _rows(cycle: str) -> QuerySet[Question]:
    return Question.objects.filter(cycle=cycle).select_related("merged_into").order_by("number")


def _view(row: Question) -> QuestionView:
    return QuestionView(
        code=row.code,
        number=row.number,
        text=row.text,
        asked_by=row.asked_by,
        state=row.state,
        because=row.because,
        into=row.merged_into.code if row.merged_into else "",
        merged=_codes(row.merged.filter(state=MERGED).order_by("number")),
        chosen_for=tuple(row.choices.order_by("pk").values_list("table__roundtable", flat=True)),
    )


def _codes(rows: Iterable[Question]) -> tuple[str, ...]:
    return tuple(row.code for row in rows)


def _own(known: Families, row: Question) -> Own:
    into = known.root(row).code if row.state == MERGED else ""
    return Own(row.code, row.text, row.asked_by, row.state, row.because, into)


def _table(row: Table) -> TableView:
    texts = {each.code: each.text for each in _rows(row.cycle_id)}
    placed = tuple(
        PlacedView(place, code, texts[code], n_supporters, n_unheard, load)
        for place, (code, n_supporters, n_unheard, load) in enumerate(row.placed, start=1)
    )
    chosen = tuple(
        ChoiceView(each.question.code, each.question.text, each.number, each.outcome, each.minute, each.link)
        for each in row.choices.select_related("question").order_by("number")
    )
    told = (row.roundtable, row.candidate, row.n_voices, row.fixed_at)
    return TableView(*told, placed, chosen, row.departs_because)
