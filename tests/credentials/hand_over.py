"""What a house hands to the credential office: seven members of three locals in two reporting units; nobody is real."""

import csv
import json
from pathlib import Path
from typing import Any

from hustings.core.ballots.units import Unit
from hustings.core.ballots.units_file import PlannedUnits, write_units
from hustings.credentials.roll import Files, digest_of, take
from hustings.credentials.store import Office
from hustings.credentials.wording import Said, say

AT = "2031-08-01T12:00:00Z"
SALT = "00112233445566778899aabbccddeeff"
UUIDS = {"U01": "3kF9vQx7ZtB2mN", "U02": "8hJ4wRc6YpD5sK"}
NUMBERS = tuple(f"M{number}" for number in range(1, 8))
DIGEST = digest_of(SALT, NUMBERS)
UNITS = PlannedUnits(
    cycle="harbor-2031",
    minimum=30,
    least_eligible=3,
    units=(
        Unit("U01", "Harbor", 3, ("R-001",), "U02"),
        Unit("U02", "River and Lake", 4, ("R-002", "R-003"), "U01"),
    ),
    uuids=UUIDS,
)
ELECTORATE: dict[str, Any] = {
    "format": "hustings-electorate/1",
    "cycle": "harbor-2031",
    "title": "Mayor of Harbor City, 2031",
    "organisation": "United Harbor Workers",
    "rehearsal": False,
    "snapshot": "SNAP-1",
    "salt": SALT,
    "digest": DIGEST,
}
COLUMNS = ("member", "local", "email", "name", "language", "address_1", "address_2")
MEMBERS = (
    ("M1", "R-001", "m1@members.example", "Ada Invented", "", "1 Pier Street", "HARBOR CITY NY 10001"),
    ("M2", "R-001", "", "Łucja Zażółć", "es", "2 Pier Street", "HARBOR CITY NY 10001"),
    ("M3", "R-001", "m3@members.example", "Cem Invented", "fr", "", ""),
    ("M4", "R-002", "m4@members.example", "Дана Ωmega", "", "W" * 80, ""),
    ("M5", "R-002", "", "", "", "", ""),
    ("M6", "R-003", "m6@members.example", "", "", "", ""),
    ("M7", "R-003", "", "", "", "", ""),
)
SAID = Said(
    house="https://vote.harbor.example",
    poll="POLL-S1",
    closes_at="2031-09-15T18:00",
    zone="America/New_York",
    ask="Election office, 555-0100",
)


def files_in(
    folder: Path,
    *,
    members: Any = MEMBERS,
    columns: Any = COLUMNS,
    units: PlannedUnits = UNITS,
    electorate: Any = ELECTORATE,
) -> Files:
    """The three files, written into a folder."""
    with (folder / "roll.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([columns, *members])
    (folder / "units.json").write_bytes(write_units(units))
    (folder / "electorate.json").write_text(json.dumps(electorate))
    return Files(*(folder / name for name in ("roll.csv", "units.json", "electorate.json")))


def founded_in(folder: Path, *, by_email: bool = False, rehearsal: bool = False) -> Path:
    """An office that has taken the members in and knows what its letters say."""
    files = files_in(folder, electorate=ELECTORATE | {"rehearsal": rehearsal})
    take(folder=folder / "office", files=files, published=DIGEST, by_email=by_email, at=AT)
    with Office(folder / "office") as office:
        say(office, SAID, at=AT)
    return folder / "office"
