"""Who else endorsed whom: the organisation's own history, its peers and federation, its lower bodies."""

from collections.abc import Iterable
from dataclasses import dataclass

from hustings.core.projections.statements import Correction, Shown, Statement
from hustings.core.values import Source

OWN = frozenset({"own"})
PEERS = frozenset({"national", "federation"})
LOWER = frozenset({"regional", "local", "caucus"})


@dataclass(frozen=True, slots=True)
class Endorsement(Shown):
    """One endorsement (or its refusal) with its day, body and sources. `outcome`: endorsed, no endorsement …"""

    seq: int
    endorser: str
    level: str
    endorsee: str
    outcome: str
    on: str
    by: str
    what: str
    sources: tuple[Source, ...]
    corrections: tuple[Correction, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class Endorsements(Shown):
    """Three lists, each by day and then sequence. Nothing is added up across them."""

    own: tuple[Endorsement, ...]
    peers: tuple[Endorsement, ...]
    lower: tuple[Endorsement, ...]


def endorsements_of(read: Iterable[Statement]) -> Endorsements:
    """The endorsements on the record."""
    found = [_endorsement(entry) for entry in read if entry.verb == "endorsement.entered"]
    found.sort(key=lambda each: (each.on, each.seq))
    own, peers, lower = (tuple(each for each in found if each.level in levels) for levels in (OWN, PEERS, LOWER))
    return Endorsements(own, peers, lower)


def _endorsement(entry: Statement) -> Endorsement:
    told = {key: entry.text(key) for key in ("endorser", "level", "endorsee", "outcome", "by", "what")}
    return Endorsement(
        seq=entry.seq, on=entry.on, sources=entry.sources, corrections=entry.corrections, basis=entry.basis, **told
    )
