"""The file of a poll's units, `hustings-units/1`: who is counted together, made before anything else of the poll.

The election officer makes it from the frozen roll; the credential office makes each unit's credentials for the election
that it names, and trustees read from it what may be opened. Canonical JSON:

    {"cycle":TEXT,"format":"hustings-units/1","least_eligible":N or null,"minimum":N,"units":[
      {"code":"U01","locals_in":[CODE…],"n_eligible":N,"name":TEXT,"neighbour":CODE or "","uuid":TEXT}…]}
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hustings.core.ballots.belenios_v1 import text
from hustings.core.ballots.refusals import PollRefused
from hustings.core.ballots.units import Unit, UnitsWrong, require_units
from hustings.core.canonical import NotCanonical, canonical_bytes, parse_canonical

FORMAT = "hustings-units/1"
_FIELDS = {"cycle", "format", "least_eligible", "minimum", "units"}
_UNIT_FIELDS = {"code", "locals_in", "n_eligible", "name", "neighbour", "uuid"}


@dataclass(frozen=True, slots=True)
class PlannedUnits:
    """The units of a poll to come. `uuids`: the name of each unit's election, by the unit's code."""

    cycle: str
    minimum: int
    least_eligible: int | None
    units: tuple[Unit, ...]
    uuids: Mapping[str, str]


def write_units(planned: PlannedUnits) -> bytes:
    """The file's bytes."""
    units = [
        {
            "code": each.code,
            "locals_in": list(each.locals_in),
            "n_eligible": each.n_eligible,
            "name": each.name,
            "neighbour": each.neighbour,
            "uuid": planned.uuids[each.code],
        }
        for each in planned.units
    ]
    told = {"cycle": planned.cycle, "least_eligible": planned.least_eligible, "minimum": planned.minimum}
    return canonical_bytes({"format": FORMAT, "units": units} | told)


def read_units(data: bytes) -> PlannedUnits:
    """The units in a file. Raises: UnitsWrong."""
    try:
        value = parse_canonical(data)
    except NotCanonical as refusal:
        raise UnitsWrong(reason=f"the file cannot be read: {refusal.message}", where="units") from refusal
    if not isinstance(value, dict) or value.keys() != _FIELDS or value["format"] != FORMAT:
        raise UnitsWrong(reason=f"the file is not of the format {FORMAT}", where="units")
    listed, least = value["units"], value["least_eligible"]
    right = _texts(value, "cycle") and _whole(value["minimum"]) and (least is None or _whole(least))
    if not right or not isinstance(listed, list) or not all(_is_unit(each) for each in listed):
        raise UnitsWrong(reason="a field of the file has another form", where="units")
    units = tuple(_unit(each) for each in listed)
    require_units(units)
    uuids = {each["code"]: each["uuid"] for each in listed}
    if len(set(uuids.values())) < len(uuids):
        raise UnitsWrong(reason="two units have the same election", where="units")
    return PlannedUnits(value["cycle"], value["minimum"], least, units, uuids)


def _unit(told: Mapping[str, Any]) -> Unit:
    return Unit(told["code"], told["name"], told["n_eligible"], tuple(told["locals_in"]), told["neighbour"])


def _is_unit(value: Any) -> bool:
    if not isinstance(value, dict) or value.keys() != _UNIT_FIELDS or not _texts(value, "code", "name", "neighbour"):
        return False
    places: Sequence[Any] = value["locals_in"] if isinstance(value["locals_in"], list) else [None]
    try:
        text.uuid(value["uuid"], "uuid")
    except PollRefused:
        return False
    return _whole(value["n_eligible"]) and all(isinstance(each, str) for each in places)


def _whole(value: Any) -> bool:
    return type(value) is int and value >= 0


def _texts(value: Mapping[str, Any], *names: str) -> bool:
    return all(isinstance(value[name], str) for name in names)
