"""What a trustee opens of a closed poll: decided from the archives themselves, and from what was fixed before.

    to_open(archives, head=…, plan=…, minimum=…)   → the sums that may be opened, as groups of archives
    Opened                                         → what was opened with one key before: no unit is opened twice

Nobody tells the trustee what to decrypt. Every unit's archive must be here, verified; together they must be the poll
whose closing head is on the public record; and which sums are opened follows from the counts alone (`units.may_open`).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from hustings.core.ballots import trustees
from hustings.core.ballots.belenios_v1 import chain, text
from hustings.core.ballots.belenios_v1.trail import Trail
from hustings.core.ballots.engine import ArchiveReport, Setup, TrusteeGroup, digest
from hustings.core.ballots.refusals import HeadDiffers, NothingToDecrypt, OutcomeRefused, PollRefused, WrongKey
from hustings.core.ballots.units import everybody, may_open, poll_head
from hustings.core.ballots.units_file import PlannedUnits

FORMAT = "hustings-trustee-opened/1"

_READY = (chain.ENCRYPTED_TALLY, chain.PARTIAL_DECRYPTION)


class NotOfThePoll(OutcomeRefused):
    """An archive that is not one of the units which were fixed before the poll opened."""

    code = "trustee-not-of-the-poll"
    says = "This archive is not one of the poll's units: {reason}."
    todo = "Decrypt nothing. Ask the election officer for the archives of all units, and for the file of units."


class GroupNotInPoll(OutcomeRefused):
    """A declared poll does not have the group of trustees that made its key."""

    code = "trustee-group-not-in-poll"
    says = "The key of this poll was not made by your group."
    todo = "Ask the election officer which group it has, before anybody votes. If it is not yours, say so in public."


class UnitsMissing(OutcomeRefused):
    """Not every unit's archive is here."""

    code = "trustee-units-missing"
    says = "The archives of these units are not here: {units}."
    todo = "Get the archives of all units: what may be opened depends on the numbers of every one of them."


class MinimumTooSmall(OutcomeRefused):
    """The poll would open smaller sums than the trustee is willing to."""

    code = "trustee-minimum"
    says = "This poll opens sums of {declared} ballots or more; you decrypt none of fewer than {wanted}."
    todo = "Decrypt nothing before all trustees agree. The minimum was fixed before the poll opened."


class TooFewToOpen(OutcomeRefused):
    """The whole poll has fewer ballots than may be opened."""

    code = "trustee-too-few"
    says = "{n_counted} ballots count in the whole poll, fewer than the minimum of {minimum}."
    todo = "Nothing is opened. Tell the election officer so."


class OpenedBefore(OutcomeRefused):
    """Another sum of the same unit was decrypted with this key before."""

    code = "trustee-opened-before"
    says = "You have decrypted another sum of this unit before."
    todo = "Decrypt nothing. Two sums of one unit may show a single vote: call the other trustees."


class LedgerUnreadable(OutcomeRefused):
    """The list of what was opened with a key is spoilt."""

    code = "trustee-ledger"
    says = "The list of what you have decrypted is not readable."
    todo = "Get it back from a copy. Without it nobody can see whether you are asked twice."


@dataclass(frozen=True)
class Closed:
    """A closed archive that was verified, and its head at the close."""

    report: ArchiveReport
    head: str

    @property
    def uuid(self) -> str:
        """The name of the archive's election."""
        return self.report.expect_setup().election.uuid

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the archive's election."""
        return self.report.expect_setup().election.fingerprint


@dataclass(frozen=True)
class Sum:
    """What is opened together: one unit's tally, or the product of several."""

    units: tuple[str, ...]
    archives: tuple[Closed, ...]

    @property
    def n_counted(self) -> int:
        """How many ballots it has."""
        return sum(each.report.n_counted for each in self.archives)

    def owner_of(self, private_key: str) -> int:
        """The number, from 1, of the trustee who has this key."""
        owners = trustees.owners(self.archives[0].report.expect_setup().trustees)
        return owners.index(trustees.public_key(private_key)) + 1


def require_group(group: TrusteeGroup, setup: Setup) -> int:
    """Check that a poll's key was made by a group, or by it together with others; how many others.

    Raises: GroupNotInPoll.
    """
    if group not in setup.trustees:
        raise GroupNotInPoll(where=setup.election.name)
    return len(trustees.owners(setup.trustees)) - len(group.certs)


def closing_head(archive: BinaryIO) -> str:
    """The head of an archive at its close, which is that of its encrypted tally; empty if it is not closed.

    Raises: HeaderWrong, RecordHashWrong, EventLinkWrong.
    """
    return next((passed.name for passed in Trail().follow(archive) if passed.type == chain.ENCRYPTED_TALLY), "")


def to_open(
    archives: Iterable[Closed], *, head: str, plan: PlannedUnits | None, minimum: int, private_key: str
) -> tuple[Sum, ...]:
    """The sums that a trustee may decrypt, in the order of the units.

    `head` is the poll's closing head on the public record. `plan` is the file of units that was public before the poll
    opened; None for a poll that is not divided. `minimum` is the trustee's own.

    Raises: the reports' own Refusals; OutcomeRefused.
    """
    by_unit = _by_unit([_ready(each) for each in archives], plan)
    found = poll_head((unit, each.head) for unit, each in by_unit.items())
    if found != head:
        raise HeadDiffers(head=found, expected=head, where="closing head of the poll")
    _same_trustees(by_unit.values(), private_key)
    declared = plan.minimum if plan else minimum
    if declared < minimum:
        raise MinimumTooSmall(declared=declared, wanted=minimum, where="units")
    units = plan.units if plan else everybody(n_eligible=len(_only(by_unit).report.expect_setup().credentials))
    counts = {unit: each.report.n_counted for unit, each in by_unit.items()}
    groups = may_open(units, counts=counts, minimum=declared)
    if not groups:
        raise TooFewToOpen(n_counted=sum(counts.values()), minimum=declared, where="poll")
    return tuple(Sum(group, tuple(by_unit[unit] for unit in group)) for group in groups)


def _ready(archive: Closed) -> Closed:
    stage = archive.report.or_raise().stage
    if stage not in _READY:
        raise NothingToDecrypt(reason=f"an archive ends with {stage}")
    return archive


def _by_unit(archives: Sequence[Closed], plan: PlannedUnits | None) -> dict[str, Closed]:
    if plan is None:
        if len(archives) != 1:
            raise NotOfThePoll(reason="an undivided poll has one archive", where="archives")
        return {"U01": archives[0]}
    units = {uuid: unit for unit, uuid in plan.uuids.items()}
    found: dict[str, Closed] = {}
    for archive in archives:
        if archive.uuid not in units:
            raise NotOfThePoll(reason="the file of units does not name its election", where=archive.uuid)
        if units[archive.uuid] in found:
            raise NotOfThePoll(reason="there are two archives of one unit", where=units[archive.uuid])
        found[units[archive.uuid]] = archive
    return _as_planned(found, plan)


def _as_planned(found: Mapping[str, Closed], plan: PlannedUnits) -> dict[str, Closed]:
    missing = [unit.code for unit in plan.units if unit.code not in found]
    if missing:
        raise UnitsMissing(units=", ".join(missing), where="archives")
    for unit in plan.units:
        if len(found[unit.code].report.expect_setup().credentials) > unit.n_eligible:
            raise NotOfThePoll(reason="it has more credentials than members who may vote", where=unit.code)
    return {unit.code: found[unit.code] for unit in plan.units}


def _only(by_unit: Mapping[str, Closed]) -> Closed:
    return next(iter(by_unit.values()))


def _same_trustees(archives: Iterable[Closed], private_key: str) -> None:
    """Every unit has the same trustees and the same questions, and the key belongs to one of them."""
    setups = [each.report.expect_setup() for each in archives]
    if any(setup.trustees != setups[0].trustees for setup in setups):
        raise NotOfThePoll(reason="its trustees are not those of the other units", where="trustees")
    if any(setup.election.questions != setups[0].election.questions for setup in setups):
        raise NotOfThePoll(reason="its questions are not those of the other units", where="election")
    if trustees.public_key(private_key) not in trustees.owners(setups[0].trustees):
        raise WrongKey


class Opened:
    """What was opened with one key, election by election: `hustings-trustee-opened/1`.

    {"format":…,"opened":{FINGERPRINT:SUM,…}}, where SUM is the SHA-256 of the hashes of the sum's tallies.
    """

    def __init__(self, opened: Mapping[str, str] | None = None) -> None:
        self._opened = dict(opened or {})

    def take(self, wanted: Sum) -> None:
        """Note a sum that is about to be opened. Raises: OpenedBefore for another sum of a unit in it."""
        name = digest(",".join(each.report.tally_hash for each in wanted.archives).encode())
        for unit, each in zip(wanted.units, wanted.archives, strict=True):
            if self._opened.setdefault(each.fingerprint, name) != name:
                raise OpenedBefore(where=unit)

    def write(self) -> bytes:
        """The file."""
        return text.dump({"format": FORMAT, "opened": dict(sorted(self._opened.items()))}) + b"\n"

    @classmethod
    def read(cls, body: bytes) -> "Opened":
        """From the file. Raises: LedgerUnreadable."""
        try:
            found = text.fields(json.loads(body.decode()), where="opened", names=("format", "opened"))
            text.constant(found["format"], FORMAT, "format")
            opened = found["opened"]
            if not isinstance(opened, dict):
                raise LedgerUnreadable
            return cls({text.string(key, "opened"): text.hexadecimal(value, key) for key, value in opened.items()})
        except (ValueError, RecursionError, PollRefused) as problem:
            raise LedgerUnreadable(where="opened") from problem
