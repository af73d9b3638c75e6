"""Words taken out of tables for good: an erasure blacks them out wherever a room keeps them.

A room calls `forget_in` with its own tables; nobody else touches them. Black marks are as long as the words, so that
places counted in letters stay right, and no text outgrows its column.
"""

import functools
import operator
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from django.db.models import CharField, Field, ForeignKey, JSONField, Model, Q, QuerySet, TextField

MARK = "█"
FREE = 80
"""Columns shorter than this hold codes, states and digests, no words of people."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be forgotten: whole words, in small or large letters, however their lines are broken."""

    first: str
    pattern: re.Pattern[str]


def wanted_of(words: str) -> Wanted:
    """What finds these words, of which there must be one at least."""
    parts = words.split()
    between = r"\s+".join(re.escape(part) for part in parts)
    return Wanted(parts[0], re.compile(rf"(?<!\w){between}(?!\w)", re.IGNORECASE))


def holds(value: Any, wanted: Wanted) -> bool:
    """Whether the words stand in a text, or anywhere in JSON."""
    return bool(blacked(value, wanted) != value)


def blacked(value: Any, wanted: Wanted) -> Any:
    """A text, or whatever JSON holds, with the words blacked out."""
    if isinstance(value, str):
        return wanted.pattern.sub(lambda found: MARK * len(found.group()), value)
    if isinstance(value, list):
        return [blacked(each, wanted) for each in value]
    if isinstance(value, dict):
        return {blacked(key, wanted): blacked(each, wanted) for key, each in value.items()}
    return value


def forget_in(
    tables: ModuleType,
    *,
    cycle: str,
    wanted: Wanted,
    dry: bool,
    root: type[Model] | None = None,
    but: Collection[type[Model]] = (),
) -> int:
    """Black the words out in every row of these tables that belongs to the cycle; the answer is in how many rows.

    `dry`: only count. `root` is the table of the cycles themselves, where it is among them; `but`: tables left alone.
    """
    reached = [table for table in _tables(tables) if table not in but and free_fields(table)]
    return sum(_forget(table, _way(table, root), cycle, wanted, dry) for table in reached)


def free_fields(table: type[Model]) -> "list[Field[Any, Any]]":
    """The columns of a table in which people's words can stand."""
    return [each for each in _columns(table) if _is_free(each)]


def _columns(table: type[Model]) -> "Iterable[Field[Any, Any]]":
    return table._meta.concrete_fields  # noqa: SLF001 - Django's own way to ask for them


def _is_free(each: "Field[Any, Any]") -> bool:
    if isinstance(each, JSONField):
        return True
    return isinstance(each, CharField | TextField) and (each.max_length is None or each.max_length >= FREE)


def _tables(tables: ModuleType) -> Iterator[type[Model]]:
    for table in vars(tables).values():
        if isinstance(table, type) and issubclass(table, Model) and table.__module__ == tables.__name__:
            yield table


def _way(table: type[Model], root: type[Model] | None) -> str:
    """Raises: LookupError, for a table that leads to no cycle."""
    if table is root:
        return "pk"
    fields = {each.name: each for each in _columns(table)}
    if "cycle" in fields:
        return "cycle"
    for name, each in fields.items():
        if isinstance(each, ForeignKey) and each.related_model is not table and isinstance(each.related_model, type):
            return f"{name}__{_way(each.related_model, root)}"
    raise LookupError(table.__name__)


def _forget(table: type[Model], way: str, cycle: str, wanted: Wanted, dry: bool) -> int:
    n_rows = 0
    for key, told in _candidates(table, way, cycle, wanted):
        changed = {name: after for name, before in told.items() if (after := blacked(before, wanted)) != before}
        n_rows += bool(changed)
        if changed and not dry:
            QuerySet(table).filter(pk=key).update(**changed)
    return n_rows


def _candidates(table: type[Model], way: str, cycle: str, wanted: Wanted) -> Iterator[tuple[Any, dict[str, Any]]]:
    """The rows that may hold the words: in texts the database looks for the first word; JSON is read whole."""
    fields = free_fields(table)
    rows: QuerySet[Any] = QuerySet(table).filter(**{way: cycle})
    if not any(isinstance(each, JSONField) for each in fields):
        some = (Q(**{f"{each.name}__icontains": wanted.first}) for each in fields)
        rows = rows.filter(functools.reduce(operator.or_, some))
    names = [each.name for each in fields]
    for key, *values in list(rows.values_list("pk", *names)):
        yield key, dict(zip(names, values, strict=True))
