"""The reported cycle's tables: rows with their sources."""

import csv
from pathlib import Path

from hustings.core.values import Source

DATA = Path(__file__).parent / "data"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of `data/NAME.csv` as texts by column."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sources(text: str) -> tuple[Source, ...]:
    """The sources in a cell: `outlet | day | note | standing`, several parted by semicolons."""
    return tuple(_source(one) for one in text.split(";") if one.strip())


def _source(text: str) -> Source:
    outlet, day, note, standing, *_ = [part.strip() for part in text.split("|")] + ["", "", ""]
    return Source(outlet, day, note, standing=standing)
