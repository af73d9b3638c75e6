"""The field of candidates: who stands, since when, and what became of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from hustings.core.projections.statements import Change, Correction, Shown, Statement
from hustings.core.values import Source


@dataclass(frozen=True, slots=True)
class Candidate(Shown):
    """A candidate with the dated history of the status, oldest first; `seq` is the entry that added the candidate.

    `status` is the last word of the history, verbatim. `replaced_by` is another candidate's code or empty.
    """

    code: str
    name: str
    party: str
    status: str
    note: str
    replaced_by: str
    history: tuple[Change, ...]
    sources: tuple[Source, ...]
    corrections: tuple[Correction, ...]
    basis: str
    seq: int


def field_of(read: Iterable[Statement]) -> tuple[Candidate, ...]:
    """Every candidate, by name and then code: an order that does not depend on who was entered first."""
    kept: dict[str, Candidate] = {}
    for entry in read:
        code = entry.text("candidate")
        if entry.verb == "candidate.added":
            kept[code] = _added(entry)
        elif entry.verb == "candidate.status-changed" and code in kept:
            kept[code] = _changed(kept[code], entry)
    return tuple(sorted(kept.values(), key=lambda each: (each.name, each.code)))


def names_of(read: Iterable[Statement]) -> dict[str, str]:
    """The candidates' names by code."""
    return {candidate.code: candidate.name for candidate in field_of(read)}


def _added(entry: Statement) -> Candidate:
    return Candidate(
        code=entry.text("candidate"),
        name=entry.text("name"),
        party=entry.text("party"),
        status=entry.text("status"),
        note=entry.text("note"),
        replaced_by="",
        history=(entry.change(entry.text("status"), entry.text("note")),),
        sources=entry.sources,
        corrections=entry.corrections,
        basis=entry.basis,
        seq=entry.seq,
    )


def _changed(known: Candidate, entry: Statement) -> Candidate:
    return replace(
        known,
        status=entry.text("status"),
        note=entry.text("note"),
        replaced_by=entry.text("replaced_by") or known.replaced_by,
        history=(*known.history, entry.change(entry.text("status"), entry.text("note"))),
        sources=(*known.sources, *(source for source in entry.sources if source not in known.sources)),
        corrections=(*known.corrections, *entry.corrections),
    )
