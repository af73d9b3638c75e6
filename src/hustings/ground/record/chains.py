"""Appending to a chain, inside the transaction of the action that does it."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hustings.core import chain as rules
from hustings.core.canonical import canonical_bytes
from hustings.core.values import Basis, Kind, Visibility
from hustings.ground.clock import iso
from hustings.ground.record.models import Chain, Entry, Payload
from hustings.ground.record.refusals import AlreadyOpened, NoSuchCycle

HOUSE = "house"


def lock_chain(code: str) -> Chain:
    """The chain, locked until the transaction ends, so that one action after another appends.

    Raises: NoSuchCycle.
    """
    try:
        return Chain.objects.select_for_update().get(pk=code)
    except Chain.DoesNotExist as error:
        raise NoSuchCycle(cycle=code) from error


def open_chain(
    *, code: str, kind: Kind, title: str, phase: str, body: Mapping[str, Any], role: str, at: datetime
) -> Chain:
    """Begin a record; its first entry says what it is and whether it is a rehearsal.

    Raises: AlreadyOpened.
    """
    if Chain.objects.filter(pk=code).exists():
        raise AlreadyOpened(cycle=code)
    chain = Chain.objects.create(code=code, kind=kind, title=title, phase=phase)
    opening = {
        "chain": code,
        "format": rules.FORMAT,
        "kind": str(kind),
        "rehearsal": kind is Kind.REHEARSAL,
        "title": title,
    }
    append(
        chain,
        room="record",
        verb="record.opened",
        subject=code,
        body=opening | dict(body),
        visibility=Visibility.PUBLIC,
        role=role,
        at=at,
    )
    return chain


def append(
    chain: Chain,
    *,
    room: str,
    verb: str,
    subject: str,
    body: Mapping[str, Any],
    visibility: Visibility,
    role: str,
    at: datetime,
    basis: Basis | None = None,
) -> Entry:
    """Write the next entry of a locked chain. `verb` is `thing.what-happened`; the body is canonical JSON."""
    last = chain.entries.order_by("-seq").first()
    payload = {
        "at": iso(at),
        "basis": str(basis or Kind(chain.kind).basis),
        "body": dict(body),
        "role": role,
        "room": room,
        "subject": subject,
        "verb": verb,
        "visibility": str(visibility),
    }
    previous = rules.Entry(last.seq, last.prev, last.leaf) if last else None
    made = rules.next_entry(previous, salt=secrets.token_hex(rules.SALT_BYTES), payload=payload)
    entry = Entry.objects.create(chain=chain, seq=made.seq, prev=made.prev, leaf=made.leaf, hash=made.hash)
    text = canonical_bytes(payload).decode()
    Payload.objects.create(entry=entry, salt=made.salt, text=text, verb=verb, subject=subject, visibility=visibility)
    return entry
