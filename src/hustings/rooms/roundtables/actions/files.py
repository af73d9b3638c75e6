"""Recordings and transcripts of a roundtable that was held."""

from datetime import datetime
from typing import Any

from hustings.core.hearings import Kept
from hustings.core.phases import OPEN
from hustings.core.questionnaires import file_answer
from hustings.core.typed import web_address
from hustings.core.values import Actor, Visibility
from hustings.ground.files import keep
from hustings.ground.record.declared import Done, action
from hustings.rooms.invitations.refusals import AlreadyEntered
from hustings.rooms.roundtables.actions.rows import KEEPERS, meeting
from hustings.rooms.roundtables.models import HELD, MeetingFile
from hustings.rooms.roundtables.queries import FILES
from hustings.rooms.roundtables.refusals import NotHeld, NothingKept


@action(may=KEEPERS, phases=OPEN, records="roundtable.filed", visibility=Visibility.PUBLIC)
def file_recording(
    *,
    cycle: str,
    roundtable: str,
    kind: Kept,
    file: tuple[str, bytes] | None = None,
    link: str = "",
    shown: bool = False,
    actor: Actor,
    at: datetime,
) -> Done[int]:
    """Keep a recording or a transcript; the answer is its number at that roundtable.

    `file`: its name and bytes, kept as they are under their digest, which is on the record; `shown`: whether everybody
    may have it. `link`: the web address at which it stands; it is published.

    Raises: NoSuchRoundtable, NotHeld, NothingKept, NotAWebAddress, FileRefused, AlreadyEntered.
    """
    row = meeting(cycle, roundtable)
    if row.state != HELD:
        raise NotHeld(roundtable=roundtable)
    link = web_address(link, field="link")
    if file is None and not link:
        raise NothingKept(kind=kind, where=roundtable)
    about: dict[str, Any] = file_answer(*file) if file else {"name": "", "type": "", "n_bytes": 0, "digest": ""}
    if row.files.filter(kind=str(kind), digest=about["digest"], link=link).exists():
        raise AlreadyEntered(where=roundtable)
    if file:
        keep(file[1], folder=FILES)
    kept = MeetingFile.objects.create(
        roundtable=row, number=row.files.count() + 1, kind=str(kind), link=link, name=about["name"],
        media=about["type"], n_bytes=about["n_bytes"], digest=about["digest"], shown=bool(file) and shown, filed_at=at,
    )  # fmt: skip
    named = {"roundtable": roundtable, "candidate": row.candidate, "number": kept.number, "kind": str(kind)}
    return Done(kept.number, subject=roundtable, body=named | _told(kept))


def _told(kept: MeetingFile) -> dict[str, object]:
    """What the record says of the file; of one that not everybody may have, not its name."""
    told: dict[str, object] = {"link": kept.link} if kept.link else {}
    if not kept.digest:
        return told
    file = {"digest": kept.digest, "type": kept.media, "n_bytes": kept.n_bytes}
    return told | {"file": file | ({"name": kept.name} if kept.shown else {}), "shown": kept.shown}
