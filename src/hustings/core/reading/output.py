"""The two ways out of a reading: the scorer's prediction, and everything for the review desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hustings.core.reading.facts import Fact
    from hustings.core.reading.reader import Reading

_PAIRS = {
    "meeting": ("candidate", "organization"),
    "call": ("candidate", "organization"),
    "invitation": ("inviter", "invitee"),
    "endorsement": ("endorser", "endorsee"),
    "donation": ("donor", "recipient"),
    "headcount": ("organization", ""),
}


def _roles(fact: Fact) -> dict[str, str | None]:
    first, second = _PAIRS.get(fact.type, ("", ""))
    if not first:
        return {p.role: p.entity for p in reversed(fact.participants)}
    roles = {first: fact.role(first)}
    if second and not (fact.type == "endorsement" and fact.outcome in ("none", "pending")):
        roles[second] = fact.role(second) or (fact.role("beneficiary") if fact.type == "donation" else None)
    return roles


def _counts(fact: Fact) -> bool:
    """Whether a fact is one that the scorer's sets hold: with known participants, and for gifts not taken back."""
    if fact.type in ("meeting", "call"):
        return fact.role("candidate") is not None and fact.role("organization") is not None
    if fact.type == "invitation":
        return fact.status == "happened"
    if fact.type == "donation":
        return (
            fact.amount is not None and fact.status not in ("denied", "not_happened") and fact.role("donor") is not None
        )
    return True


def _fact(fact: Fact) -> dict[str, object]:
    row: dict[str, object] = {
        "type": "meeting" if fact.type == "call" else fact.type,
        "roles": _roles(fact),
        "status": fact.status,
        "tier": fact.tier,
        "start": fact.start,
        "end": max(span.end for span in fact.evidence),
    }
    if fact.outcome:
        row["outcome"] = fact.outcome
    if fact.amount:
        row["amount"] = fact.amount.value
    if fact.count:
        row["value"] = fact.count.value
    interval = fact.time.interval if fact.time else None
    if interval and interval.start:
        row["times"] = [[interval.start.isoformat(), interval.end.isoformat() if interval.end else None]]
    if fact.withhold:
        row["withhold"] = fact.withhold
    return row


def prediction(reading: Reading) -> dict[str, object]:
    """The prediction of one document. A speaker whom the gazetteer does not know is null, never a guess."""
    return {
        "mentions": [{"entity": m.entity.id, "start": m.span.start, "end": m.span.end} for m in reading.mentions],
        "quotes": [
            {"start": q.fragment.span.start, "end": q.fragment.span.end, "speaker": q.entity} for q in reading.quotes
        ],
        "times": [
            {
                "start": d.span.start,
                "end": d.span.end,
                "from": d.interval.start.isoformat() if d.interval and d.interval.start else None,
                "to": d.interval.end.isoformat() if d.interval and d.interval.end else None,
            }
            for d in reading.dates
        ],
        "amounts": [
            {"start": a.span.start, "end": a.span.end, "value": a.value, "role": a.role} for a in reading.amounts
        ],
        "facts": [_fact(fact) for fact in reading.facts if _counts(fact)],
    }


def _full(fact: Fact) -> dict[str, object]:
    return {
        "type": fact.type,
        "status": fact.status,
        "tier": fact.tier,
        "why": fact.why,
        "parser": fact.parser or None,
        "withhold": fact.withhold,
        "outcome": fact.outcome,
        "participants": [p.as_json() for p in fact.participants],
        "time": fact.time.as_json() if fact.time else None,
        "amount": fact.amount.as_json() if fact.amount else None,
        "count": fact.count.as_json() if fact.count else None,
        "quotes": list(fact.quotes),
        "topics": [span.as_json() for span in fact.topics],
        "kind": fact.kind,
        "stance": fact.stance,
        "place": fact.place.as_json() if fact.place else None,
        "attribution": [a.as_json() for a in fact.attribution],
        "trigger": fact.trigger.as_json(),
        "evidence": [span.as_json() for span in fact.evidence],
        "zone": fact.zone,
        "event": fact.event,
    }


def everything(reading: Reading) -> dict[str, object]:
    """Every finding with every span."""
    return {
        "document": reading.document,
        "sha256": reading.sha256,
        "n_characters": reading.n_characters,
        "published": reading.published.as_json(),
        "zones": [{"kind": zone.kind, **zone.span.as_json()} for zone in reading.zones],
        "mentions": [{"entity": m.entity.id, "name": m.entity.name, **m.span.as_json()} for m in reading.mentions],
        "quotes": [quote.as_json() for quote in reading.quotes],
        "dates": [date.as_json() for date in reading.dates],
        "amounts": [amount.as_json() for amount in reading.amounts],
        "facts": [_full(fact) for fact in reading.facts],
    }
