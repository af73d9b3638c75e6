"""A told record as rows of the database, and its publications: what the public door reads."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from hustings.core.canonical import canonical_bytes
from hustings.core.chain import Entry
from hustings.core.values import Actor, Kind, Role
from hustings.ground.record.models import Chain, Payload, Withholding
from hustings.ground.record.models import Entry as Row
from hustings.rooms.cycles.models import Cycle
from hustings.rooms.publication.actions import publish

SPEAKER = Actor("speaker-1", frozenset({Role.COMMUNICATIONS}))


def keep(entries: Iterable[Entry]) -> str:
    """Write a chain entry by entry as the record keeps it; its code."""
    told = tuple(entries)
    opening = told[0].body
    code = str(opening["chain"])
    phases = [str(each.body["now"]) for each in told if each.verb == "phase.moved"]
    phase = phases[-1] if phases else "drafting"
    chain = Chain.objects.create(code=code, kind=Kind(opening["kind"]), title=opening["title"], phase=phase)
    on = date.fromisoformat(str(opening["election_on"]))
    titles = {name: str(opening[name]) for name in ("title", "organisation", "contest")}
    Cycle.objects.create(code=code, election_on=on, opened_at=datetime.now(UTC), **titles)
    for entry in told:
        row = Row.objects.create(chain=chain, seq=entry.seq, prev=entry.prev, leaf=entry.leaf, hash=entry.hash)
        if entry.withheld:
            Withholding.objects.create(entry=row, reason=entry.withheld)
        if entry.payload is not None:
            Payload.objects.create(
                entry=row,
                salt=entry.salt,
                text=canonical_bytes(dict(entry.payload)).decode(),
                verb=entry.verb,
                subject=str(entry.payload["subject"]),
                visibility=str(entry.payload["visibility"]),
            )
    return code


def make_public(cycle: str, day: str, note: str = "") -> str:
    """Publish what was told so far, at noon of a day."""
    at = datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)
    return publish(cycle=cycle, note=note, actor=SPEAKER, at=at)
