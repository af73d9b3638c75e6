"""The regression file of a cycle, among the organisation's private files: always what the table of rejections says."""

import fcntl
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

from hustings.core.reading import Gazetteer
from hustings.rooms.press.models import Fact, Rejection
from hustings.rooms.press.regressions import line_of, written
from hustings.rooms.press.texts import text_behind


def remember(row: Fact, *, cycle: str, reason: str, gazetteer: Gazetteer) -> None:
    """Keep what a rejected fact teaches, in the transaction of its rejection."""
    found: Mapping[str, Any] = row.found
    line = line_of(
        fact=f"{cycle}/{row.article.code}.{row.code}",
        text=text_behind(row),
        published=row.article.published,
        found=found,
        reason=reason,
        gazetteer=gazetteer,
    )
    Rejection.objects.create(fact=row, line=line)


def lines_in_tables(cycle: str = "") -> str:
    """The file as the tables have it, for one cycle or for all, in the order of the rejections."""
    rows = Rejection.objects.order_by("pk")
    if cycle:
        rows = rows.filter(fact__article__cycle=cycle)
    return written(rows.values_list("line", flat=True))


def place_of(cycle: str) -> Path:
    """Where the regression file of a cycle lies."""
    folder: Path = settings.CONFIG.files / "press"
    return folder / f"{cycle}-rejected.jsonl"


def write(cycle: str) -> None:
    """Write the file anew from the tables. One writer at a time; whoever reads it sees the old file or the new one."""
    place = place_of(cycle)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with place.with_suffix(".lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        save(place, lines_in_tables(cycle))


def save(place: Path, text: str) -> None:
    """Write a file that only its owner may read, whole or not at all. Raises: OSError."""
    fresh = place.with_name(f"{place.name}.new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    fresh.replace(place)
