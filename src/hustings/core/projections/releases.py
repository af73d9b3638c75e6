"""What was said and published: statements to members and to the press, and the publications of the record."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from hustings.core.projections.statements import Correction, Shown, Statement
from hustings.core.values import Source


@dataclass(frozen=True, slots=True)
class Release(Shown):
    """A statement. `audience` is members or press; `head`: the record's head just before it was issued.

    `kind` is empty, “media advisory” or “announcement”; `differs_because`: why it has other words than the rest.
    `mailed_on`: the day on which it was written to `n_letters` members; empty and None where it was not.
    """

    code: str
    kind: str
    audience: str
    about: str
    title: str
    text: str
    differs_because: str
    head: str
    on: str
    mailed_on: str
    n_letters: int | None
    sources: tuple[Source, ...]
    corrections: tuple[Correction, ...]
    basis: str
    seq: int


@dataclass(frozen=True, slots=True)
class Publication(Shown):
    """A publication of the record: its head and the number of entries just before it."""

    code: str
    head: str
    n_entries: int
    note: str
    on: str
    seq: int


def releases_of(read: Iterable[Statement]) -> tuple[Release, ...]:
    """Every release in the order in which they were issued."""
    kept: dict[str, Release] = {}
    for entry in read:
        code = entry.text("release")
        if entry.verb == "release.issued":
            kept[code] = _release(entry)
        elif entry.verb == "release.mailed" and code in kept:
            kept[code] = replace(kept[code], mailed_on=entry.on, n_letters=entry.number("n_letters"))
    return tuple(kept.values())


def publications_of(read: Iterable[Statement]) -> tuple[Publication, ...]:
    """Every publication, oldest first."""
    return tuple(_publication(entry) for entry in read if entry.verb == "publication.made")


def _release(entry: Statement) -> Release:
    told = {key: entry.text(key) for key in ("kind", "audience", "about", "title", "text", "differs_because", "head")}
    return Release(
        code=entry.text("release"),
        on=entry.on,
        mailed_on="",
        n_letters=None,
        sources=entry.sources,
        corrections=entry.corrections,
        basis=entry.basis,
        seq=entry.seq,
        **told,
    )


def _publication(entry: Statement) -> Publication:
    n_entries = entry.number("n_entries") or 0
    told = {key: entry.text(key) for key in ("head", "note")}
    return Publication(code=entry.text("publication"), n_entries=n_entries, on=entry.on, seq=entry.seq, **told)
