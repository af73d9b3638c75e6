"""What a unit of a poll is declared with, and the archive that is made from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hustings.core.ballots.belenios_v1 import opening
from hustings.core.ballots.belenios_v1.records import write_credentials
from hustings.core.ballots.engine import Question, Setup, Trustee
from hustings.core.ballots.setup import ListedElements, make_election
from hustings.core.ballots.units import MINIMUM_BALLOTS, Unit, everybody, require_units
from hustings.core.canonical import sha256_hex
from hustings.core.values import Kind
from hustings.rooms.ballots.box import box_path, make_box
from hustings.rooms.ballots.models import Poll
from hustings.rooms.ballots.refusals import CredentialInTwoUnits, NotToBeReopened, SameAsBefore, TooManyCredentials
from hustings.rooms.cycles.queries import CycleView, rulebook_of
from hustings.rooms.cycles.refusals import NoRulebook


@dataclass(frozen=True, slots=True)
class UnitSetup:
    """A unit with the name of its election and its public credentials, as they came from the credential office."""

    unit: Unit
    uuid: str
    credentials: Sequence[str]


def undivided(*, uuid: str, credentials: Sequence[str], n_eligible: int | None = None) -> tuple[UnitSetup]:
    """A poll without units: one archive for all members. Without `n_eligible`, everybody has a credential."""
    (unit,) = everybody(n_eligible=len(credentials) if n_eligible is None else n_eligible)
    return (UnitSetup(unit, uuid, credentials),)


def require_declarable(units: Sequence[UnitSetup]) -> None:
    """Units that fit together, none with more credentials than members, no election or credential in two of them.

    Raises: UnitsWrong, TooManyCredentials, CredentialInTwoUnits.
    """
    require_units([each.unit for each in units])
    for each in units:
        if len(each.credentials) > each.unit.n_eligible:
            facts = {"n_credentials": len(each.credentials), "n_eligible": each.unit.n_eligible}
            raise TooManyCredentials(unit=each.unit.code, where=each.unit.code, **facts)
    if len(units) > 1:
        together = {element for each in units for element in each.credentials}
        if len(together) < sum(len(set(each.credentials)) for each in units):
            raise CredentialInTwoUnits(where="credentials")
        if len({each.uuid for each in units}) < len(units):
            raise CredentialInTwoUnits(where="uuid")


def require_new(before: Poll, *, answers: Sequence[str], units: Sequence[UnitSetup]) -> None:
    """A poll that takes up another asks with other answers, for credentials that nobody has used.

    Raises: NotToBeReopened, SameAsBefore.
    """
    if before.state != "re-opened" or Poll.objects.filter(cycle=before.cycle, reopens=before.code).exists():
        raise NotToBeReopened(poll=before.code, state=before.state, where=before.code)
    if list(answers) == list(before.answers):
        raise SameAsBefore(what="the answers", poll=before.code, where="answers")
    known = set(before.units.values_list("uuid", flat=True))
    if known & {each.uuid for each in units}:
        raise SameAsBefore(what="an election", poll=before.code, where="uuid")
    used: set[str] = set()
    for code in before.units.values_list("code", flat=True):
        with box_path(cycle=before.cycle, poll=before.code, unit=code).open("rb") as box:
            used.update(entry.partition(",")[0] for entry in opening.shelf(box, ""))
    if any(element in used for each in units for element in each.credentials):
        raise SameAsBefore(what="a credential", poll=before.code, where="credentials")


def minimum_of(cycle: str) -> int:
    """The least number of counted ballots of which a sum may be opened: the rulebook's, or the usual one without it."""
    try:
        minimum: int = rulebook_of(cycle=cycle)["minimum_unit"]
    except NoRulebook:
        return MINIMUM_BALLOTS
    return minimum


def open_boxes(
    row: Poll, *, view: CycleView, trustees: Sequence[Trustee], units: Sequence[UnitSetup]
) -> list[dict[str, Any]]:
    """Open a box for each unit, and keep the unit; the units as the record tells them.

    Raises: SetupRefused, RecordRefused.
    """
    listed = []
    for each in units:
        setup = _setup(row, each, view=view, trustees=trustees, divided=len(units) > 1)
        path = box_path(cycle=row.cycle, poll=row.code, unit=each.unit.code)
        make_box(path, setup, timestamp=int(row.opens_at.timestamp()))
        told = _told(each, setup)
        row.units.create(**{key: value for key, value in told.items() if key != "credentials_digest"})
        listed.append(told)
    return listed


def _setup(row: Poll, declared: UnitSetup, *, view: CycleView, trustees: Sequence[Trustee], divided: bool) -> Setup:
    stamp = "REHEARSAL: " if view.kind is Kind.REHEARSAL else ""
    of_unit = f", {declared.unit.name}" if divided else ""
    election = make_election(
        uuid=declared.uuid,
        name=f"{stamp}{view.title}{of_unit}",
        description=f"Secret poll {row.code} of {view.organisation}",
        questions=[Question(row.question, tuple(row.answers))],
        trustees=trustees,
    )
    return Setup(election, tuple(trustees), ListedElements(declared.credentials))


def _told(declared: UnitSetup, setup: Setup) -> dict[str, Any]:
    unit = declared.unit
    return {
        "code": unit.code,
        "name": unit.name,
        "n_eligible": unit.n_eligible,
        "locals_in": list(unit.locals_in),
        "neighbour": unit.neighbour,
        "uuid": declared.uuid,
        "fingerprint": setup.election.fingerprint,
        "n_credentials": len(setup.credentials),
        "credentials_digest": sha256_hex(write_credentials(setup.credentials)),
    }
