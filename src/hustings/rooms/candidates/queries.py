"""What can be asked about the candidates."""

from dataclasses import dataclass

from hustings.core.values import STAFF, Actor, Days, Role, Source
from hustings.core.withdrawal import Checklist, checklist
from hustings.ground.record.declared import query
from hustings.ground.record.queries import staff_entries
from hustings.rooms.candidates.models import Candidacy, Contact, StatusChange
from hustings.rooms.candidates.refusals import CandidateOut, NoSuchCandidate, StillStands
from hustings.rooms.candidates.statuses import OUT, Status

PICTURES = "candidates"
"""The folder of the house's files where pictures are kept."""


@dataclass(frozen=True, slots=True)
class StatusView:
    """A status and the day or interval from which it held. `replaced_by` is a candidate's code or empty."""

    status: Status
    on: Days
    note: str
    replaced_by: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class CandidacyView:
    """A candidate as things stand."""

    cycle: str
    code: str
    name: str
    party: str
    current: StatusView

    @property
    def status(self) -> Status:
        return self.current.status

    @property
    def stands(self) -> bool:
        """Whether the person is still a candidate, or expected to be."""
        return self.current.status not in OUT


@dataclass(frozen=True, slots=True)
class PictureView:
    """The picture that is shown of a candidate: its file's digest, what it shows in words, by whom, on what terms."""

    digest: str
    alt: str
    credit: str
    licence: str


@dataclass(frozen=True, slots=True)
class ContactView:
    """Whom to write to, what for, and in which language (`en`, `es` or `fr`). Private."""

    id: int
    name: str
    email: str
    role: str = ""
    language: str = "en"


@query()
def candidates_of(*, cycle: str) -> tuple[CandidacyView, ...]:
    """Every candidate of a cycle by name, those who withdrew too: an order that does not depend on who came first."""
    rows = Candidacy.objects.filter(cycle=cycle).prefetch_related("changes")
    return tuple(sorted((_view(row) for row in rows), key=lambda view: (view.name, view.code)))


@query()
def candidacy(*, cycle: str, candidate: str) -> CandidacyView:
    """One candidate. Raises: NoSuchCandidate."""
    return _view(_row(cycle, candidate))


@query()
def standing(*, cycle: str, candidate: str) -> CandidacyView:
    """One candidate who still stands. Raises: NoSuchCandidate, CandidateOut."""
    found = _view(_row(cycle, candidate))
    if not found.stands:
        raise CandidateOut(name=found.name, status=found.status, on=found.current.on.text, where=candidate)
    return found


@query()
def history(*, cycle: str, candidate: str) -> tuple[StatusView, ...]:
    """Every status a candidate had, oldest first. Raises: NoSuchCandidate."""
    return tuple(_status(change) for change in _row(cycle, candidate).changes.order_by("pk"))


@query()
def picture_of(*, cycle: str, candidate: str) -> PictureView | None:
    """The picture shown of a candidate, or None. Raises: NoSuchCandidate."""
    row = _row(cycle, candidate).pictures.order_by("pk").last()
    return PictureView(row.digest, row.alt, row.credit, row.licence) if row else None


@query(may=STAFF | {Role.SYSTEM})
def contacts_of(*, cycle: str, candidate: str, actor: Actor) -> tuple[ContactView, ...]:
    """Whom a campaign wants letters sent to, in the order entered. Raises: NotAllowed, NoSuchCandidate."""
    rows = Contact.objects.filter(candidacy=_row(cycle, candidate)).order_by("pk")
    return tuple(ContactView(row.pk, row.name, row.email, row.role, row.language) for row in rows)


@query(may=STAFF | {Role.BOARD, Role.SYSTEM})
def withdrawal_of(*, cycle: str, candidate: str, actor: Actor) -> Checklist:
    """What the going of a candidate touches, from the record. Raises: NotAllowed, NoSuchCandidate, StillStands."""
    person = candidacy(cycle=cycle, candidate=candidate)
    found = checklist(staff_entries(cycle=cycle, actor=actor), candidate)
    if found is None:
        raise StillStands(name=person.name, where=candidate)
    return found


def _row(cycle: str, candidate: str) -> Candidacy:
    row = Candidacy.objects.filter(cycle=cycle, code=candidate).first()
    if row is None:
        raise NoSuchCandidate(cycle=cycle, candidate=candidate or "without a code")
    return row


def _view(row: Candidacy) -> CandidacyView:
    latest = max(row.changes.all(), key=lambda change: change.pk)
    return CandidacyView(row.cycle_id, row.code, row.name, row.party, _status(latest))


def _status(change: StatusChange) -> StatusView:
    sources = tuple(Source.from_json(source) for source in change.sources)
    return StatusView(Status(change.status), Days.parse(change.on), change.note, change.replaced_by, sources)
