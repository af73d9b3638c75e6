"""What may be done to a record besides appending: correct in the open, withhold a payload, move a rehearsal's clock."""

import json
from datetime import datetime
from typing import Any

from hustings.core.values import Actor, Kind, Role, Visibility
from hustings.ground.record.declared import Done, action
from hustings.ground.record.models import Chain, Entry, Payload, Withholding
from hustings.ground.record.refusals import NoSuchEntry

GROUNDS = ("slip", "court order", "erasure")


@action(may={Role.DIRECTOR, Role.SECRETARY}, records="record.corrected", visibility=Visibility.PUBLIC, sourced=False)
def correct_entry(*, cycle: str, seq: int, field: str, now: Any, reason: str, actor: Actor, at: datetime) -> Done[int]:
    """Correct one field of an earlier public entry: the old words stay, the new ones and the reason stand beside them.

    Raises: NoSuchEntry.
    """
    payloads = Payload.objects.filter(
        entry__chain=cycle, entry__seq=seq, visibility__in=(Visibility.PUBLIC, Visibility.CAMPAIGN)
    ).values_list("text", "subject")
    row = payloads.first()
    if row is None or not reason.strip():
        raise NoSuchEntry(cycle=cycle, seq=seq, where="record.corrected")
    was = _field(row[0], field)
    if was is None:
        raise NoSuchEntry(cycle=cycle, seq=seq, where=f"field {field}")
    body = {"corrects": seq, "field": field, "was": was, "now": now, "reason": reason.strip()}
    return Done(seq, subject=row[1], body=body)


@action(may=Role.SECRETARY, records="record.withheld", visibility=Visibility.PUBLIC, sourced=False)
def withhold_payload(*, cycle: str, seq: int, ground: str, reason: str, actor: Actor, at: datetime) -> Done[int]:
    """Take a payload away for good, with a ground and a reason; the chain still verifies.

    Raises: NoSuchEntry, if there is no such payload, it opens the record, or the ground is unknown.
    """
    entry = Entry.objects.filter(chain=cycle, seq=seq, payload__isnull=False).first()
    if entry is None or seq == 0 or ground not in GROUNDS or not reason.strip():
        raise NoSuchEntry(cycle=cycle, seq=seq, where="record.withheld")
    words = f"{ground}: {reason.strip()}"
    Withholding.objects.create(entry=entry, reason=words)
    Payload.objects.filter(entry=entry).delete()
    return Done(seq, subject=str(seq), body={"seq": seq, "ground": ground, "reason": reason.strip()})


@action(may=Role.DIRECTOR, records="record.clock-shifted", visibility=Visibility.STAFF, sourced=False)
def shift_clock(*, cycle: str, seconds: int, actor: Actor, at: datetime) -> Done[int]:
    """Move a rehearsal's clock. Raises: NoSuchEntry, if the cycle is not a rehearsal."""
    if not Chain.objects.filter(pk=cycle, kind=Kind.REHEARSAL).update(shift_s=seconds):
        raise NoSuchEntry(cycle=cycle, seq=0, where="only a rehearsal's clock can be moved")
    return Done(seconds, subject=cycle, body={"seconds": seconds})


def _field(text: str, path: str) -> Any:
    value = json.loads(text)["body"]
    for part in path.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value
