"""The statement that a list of who holds which credential is destroyed, `hustings-credentials-destroyed/1`.

The credential office writes it, the election officer puts it on the record. Canonical JSON and a newline:

    {"cycle":TEXT,"destroyed_on":DAY,"format":"hustings-credentials-destroyed/1","list_digest":HEX,"n_credentials":N,
     "title":TEXT,"units":[{"code":TEXT,"credentials_digest":HEX,"n_credentials":N,"uuid":TEXT}…],"words":TEXT}

`list_digest` is the SHA-256 of the destroyed list: for each member, sorted by number, “number,credential”, newline.
Should a copy come to light, anybody can tell whether it is that list.
"""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from hustings.core.ballots.belenios_v1 import text
from hustings.core.ballots.refusals import PollRefused
from hustings.core.canonical import NotCanonical, canonical_bytes, parse_canonical
from hustings.core.errors import Refusal

FORMAT = "hustings-credentials-destroyed/1"
WORDS = (
    "On {destroyed_on} the credential office overwrote and deleted the list of who holds which of the {n_credentials} "
    "credentials of {title}. It keeps no copy. From now on nobody can join a member to a ballot by it."
)
_FIELDS = {"cycle", "destroyed_on", "format", "list_digest", "n_credentials", "title", "units", "words"}
_UNIT_FIELDS = {"code", "credentials_digest", "n_credentials", "uuid"}


class StatementUnclear(Refusal):
    """A file that is no statement of a destroyed list."""

    code = "destroyed-list-unclear"
    says = "This is not the statement of a destroyed list: {reason}."
    todo = "Ask the credential office for the file destroyed.json, unchanged."


@dataclass(frozen=True, slots=True)
class DestroyedUnit:
    """A reporting unit's part: its public list by digest, and how many credentials were on it."""

    code: str
    uuid: str
    n_credentials: int
    credentials_digest: str


@dataclass(frozen=True, slots=True)
class DestroyedList:
    """What was destroyed, and when. `destroyed_on` is a day, 2031-10-01."""

    cycle: str
    title: str
    destroyed_on: str
    list_digest: str
    units: tuple[DestroyedUnit, ...]

    @property
    def n_credentials(self) -> int:
        """In all units."""
        return sum(unit.n_credentials for unit in self.units)

    @property
    def words(self) -> str:
        """The statement in words, as it stands on the record."""
        return WORDS.format(destroyed_on=self.destroyed_on, n_credentials=self.n_credentials, title=self.title)


def write_statement(statement: DestroyedList) -> bytes:
    """The file's bytes."""
    told = {"format": FORMAT, "n_credentials": statement.n_credentials, "words": statement.words}
    return canonical_bytes(asdict(statement) | told) + b"\n"


def read_statement(data: bytes) -> DestroyedList:
    """A statement from its file. Raises: StatementUnclear."""
    try:
        value = parse_canonical(data.removesuffix(b"\n"))
        statement = _statement(value)
    except NotCanonical as refusal:
        raise StatementUnclear(reason=refusal.message) from refusal
    except (PollRefused, ValueError) as problem:
        raise StatementUnclear(reason=str(problem)) from problem
    if write_statement(statement) != data:
        raise StatementUnclear(reason="its number or its words do not follow from the rest")
    return statement


def _statement(value: Any) -> DestroyedList:
    if not isinstance(value, dict) or value.keys() != _FIELDS or value["format"] != FORMAT:
        raise ValueError(f"it is not of the format {FORMAT}")
    units = text.items(value["units"], _unit, where="units", least=1)
    if len({unit.code for unit in units}) < len(units):
        raise ValueError("a unit stands in it twice")
    day = text.string(value["destroyed_on"], "destroyed_on")
    if date.fromisoformat(day).isoformat() != day:
        raise ValueError("the day is not written 2031-10-01")
    cycle, title = (text.string(value[name], name) for name in ("cycle", "title"))
    return DestroyedList(cycle, title, day, text.hexadecimal(value["list_digest"], "list_digest"), units)


def _unit(value: object, where: str) -> DestroyedUnit:
    if not isinstance(value, dict) or value.keys() != _UNIT_FIELDS:
        raise ValueError(f"{where} has other fields")
    return DestroyedUnit(
        code=text.string(value["code"], f"{where}.code"),
        uuid=text.uuid(value["uuid"], f"{where}.uuid"),
        n_credentials=text.small(value["n_credentials"], f"{where}.n_credentials", least=1),
        credentials_digest=text.hexadecimal(value["credentials_digest"], f"{where}.credentials_digest"),
    )
