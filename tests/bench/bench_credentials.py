"""The credential office: taking members in, making credentials, letters, destroying.

    make bench-credentials

`HUSTINGS_BENCH_MEMBERS=1300000` measures a whole membership; letters are measured on `HUSTINGS_BENCH_LETTERS` members.
"""

import csv
import os
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from hustings.core.ballots.credentials import make_uuid
from hustings.core.ballots.engines import engine_named
from hustings.core.ballots.units import Unit
from hustings.core.ballots.units_file import PlannedUnits, write_units
from hustings.credentials.destruction import destroy
from hustings.credentials.making import make
from hustings.credentials.printing import print_letters
from hustings.credentials.roll import Electorate, Files, digest_of, take, write_electorate
from hustings.credentials.store import Office
from hustings.credentials.wording import Said, say
from hustings.doors.cli.credentials import FONTS
from tests.bench.pages import machine, table, write

MEMBERS = int(os.environ.get("HUSTINGS_BENCH_MEMBERS", "50000"))
LETTERS = int(os.environ.get("HUSTINGS_BENCH_LETTERS", "2000"))
UNITS = 2
LOCALS = 20
AT = "2031-08-01T12:00:00Z"
SALT = "00112233445566778899aabbccddeeff"
SAID = Said(
    house="https://vote.harbor.example",
    poll="POLL-S1",
    closes_at="2031-09-15T18:00",
    zone="America/New_York",
    ask="Election office, 12 Pier Street, Harbor City, 555-0100",
)
MADE, PRINTED = "credentials and public lists", "letters, each square read back"
HEADS = ("step", "number", "seconds", "processor seconds", "a second", "wanted")
WHOLE, IN_SECONDS, LETTERS_WANTED = 1_300_000, 120, 200


@dataclass
class Clock:
    """How long each step took: by the clock, and on all processors. Units: seconds."""

    rows: list[tuple[str, int, float, float]] = field(default_factory=list)

    @contextmanager
    def step(self, name: str, n: int) -> Iterator[None]:
        began, used = time.monotonic(), time.process_time()
        yield
        self.rows.append((name, n, time.monotonic() - began, time.process_time() - used))


def main() -> None:
    """Measure an office with all members, and letters of as many as are asked for."""
    clock = Clock()
    with tempfile.TemporaryDirectory() as folder:
        measure_office(Path(folder), clock)
    with tempfile.TemporaryDirectory() as folder:
        measure_letters(Path(folder), clock)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    said = (
        f"{machine()}; {engine_named().name} engine, {UNITS} units, at most {most:,} MB. Letters are made on one core."
    )
    write("credentials", f"{said}\n\n{table(HEADS, rows(clock))}")


def measure_office(folder: Path, clock: Clock) -> None:
    """All but the letters."""
    files, published = handed_over(folder, MEMBERS)
    with clock.step("members taken in and checked", MEMBERS):
        take(folder=folder / "office", files=files, published=published, by_email=False, at=AT)
    with clock.step(MADE, MEMBERS), Office(folder / "office") as office:
        make(office, at=AT)
    with clock.step("list overwritten and deleted", MEMBERS):
        destroy(folder / "office", on=AT[:10])


def measure_letters(folder: Path, clock: Clock) -> None:
    """The letters of a smaller office."""
    files, published = handed_over(folder, LETTERS)
    take(folder=folder / "office", files=files, published=published, by_email=False, at=AT)
    with Office(folder / "office") as office:
        make(office, at=AT)
        say(office, SAID, at=AT)
        with clock.step(PRINTED, LETTERS):
            print_letters(office, fonts=FONTS, at=AT)


def handed_over(folder: Path, n: int) -> tuple[Files, str]:
    """The three files of a house with so many members, and the published digest."""
    numbers = [f"M{number:07}" for number in range(n)]
    places = [f"R-{place:03}" for place in range(LOCALS)]
    with (folder / "roll.csv").open("w", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(["member", "local", "name", "address_1", "address_2"])
        for place, number in enumerate(numbers):
            local = places[place * LOCALS // n]
            lines.writerow([number, local, "Invented Member", f"{place} Pier Street", "HARBOR CITY NY 10001"])
    (folder / "units.json").write_bytes(write_units(planned(n, places)))
    digest = digest_of(SALT, numbers)
    about = Electorate("harbor-2031", "Mayor of Harbor City, 2031", "Harbor Workers", False, "SNAP-1", SALT, digest)
    (folder / "electorate.json").write_bytes(write_electorate(about))
    return Files(*(folder / name for name in ("roll.csv", "units.json", "electorate.json"))), digest


def planned(n: int, places: list[str]) -> PlannedUnits:
    """Two units of ten locals each."""
    half = LOCALS // UNITS
    first = sum(place * LOCALS // n < half for place in range(n))
    units = (
        Unit("U01", "North", first, tuple(places[:half]), "U02"),
        Unit("U02", "South", n - first, tuple(places[half:]), "U01"),
    )
    uuids = {unit.code: make_uuid(draw=os.urandom) for unit in units}
    return PlannedUnits("harbor-2031", 30, None, units, uuids)


def rows(clock: Clock) -> list[list[str]]:
    """The lines of the table."""
    wanted = {
        MADE: f"{WHOLE / IN_SECONDS:,.0f}",
        PRINTED: f"{LETTERS_WANTED}",
    }
    return [
        [name, f"{n:,}", f"{seconds:.2f}", f"{used:.2f}", f"{n / seconds:,.0f}", wanted.get(name, "")]
        for name, n, seconds, used in clock.rows
    ]


if __name__ == "__main__":
    main()
