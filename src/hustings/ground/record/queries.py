"""Reading the record."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from hustings.core import chain as rules
from hustings.core.values import PUBLISHABLE, STAFF, Actor, Kind, Role, Visibility
from hustings.ground.clock import now
from hustings.ground.forgetting import Wanted, holds
from hustings.ground.record.declared import query
from hustings.ground.record.models import Chain, Entry, Payload
from hustings.ground.record.refusals import NoSuchCycle


@dataclass(frozen=True, slots=True)
class ChainView:
    """A chain as it stands: `head` is 64 hex digits, `n_entries` counts from the first."""

    code: str
    kind: Kind
    title: str
    phase: str
    head: str
    n_entries: int

    @property
    def rehearsal(self) -> bool:
        return self.kind is Kind.REHEARSAL


@dataclass(frozen=True, slots=True)
class Told:
    """An entry's place, its moment and its body."""

    seq: int
    at: datetime
    body: Mapping[str, Any]


@query()
def chain_of(*, cycle: str) -> ChainView:
    """What a chain is and where it stands. Raises: NoSuchCycle."""
    try:
        chain = Chain.objects.get(pk=cycle)
    except Chain.DoesNotExist as error:
        raise NoSuchCycle(cycle=cycle) from error
    last = Entry.objects.filter(chain=chain).order_by("-seq").first()
    head, n_entries = (last.hash, last.seq + 1) if last else (rules.GENESIS, 0)
    return ChainView(chain.code, Kind(chain.kind), chain.title, chain.phase, head, n_entries)


@query()
def chains() -> tuple[ChainView, ...]:
    """Every cycle's chain (not the house's), by code."""
    codes = Chain.objects.exclude(pk="house").order_by("code").values_list("code", flat=True)
    return tuple(chain_of(cycle=code) for code in codes)


@query()
def publishable_entries(*, cycle: str, up_to: int | None = None) -> tuple[rules.Entry, ...]:
    """The whole chain as everybody may see it: public and campaign payloads shown, the others only as leaves.

    `up_to` is the number of entries to give (None: all).
    """
    return _entries(cycle, frozenset(PUBLISHABLE), up_to)


@query()
def n_publishable(*, cycle: str, after: int = 0) -> int:
    """How many entries with a payload that everybody may see came after the first `after` of a chain."""
    rows = Payload.objects.filter(entry__chain=cycle, entry__seq__gte=after, visibility__in=PUBLISHABLE)
    return rows.exclude(entry__withholding__isnull=False).count()


@query()
def told_in_public(*, cycle: str, verb: str, subject: str, last: int | None = None) -> tuple[Told, ...]:
    """What the record tells everybody about one thing under one verb, the oldest first; nothing that was withheld.

    `last` is the number of entries to give, the newest (None: all).
    """
    rows = Payload.objects.filter(entry__chain=cycle, verb=verb, subject=subject, visibility__in=PUBLISHABLE)
    rows = rows.exclude(entry__withholding__isnull=False).order_by("-entry__seq")
    told = (rows if last is None else rows[:last]).values_list("entry__seq", "text")
    return tuple(_told(seq, json.loads(text)) for seq, text in reversed(told))


@query()
def n_withheld(*, cycle: str) -> int:
    """How many payloads of a chain were taken away since they were entered."""
    return Entry.objects.filter(chain=cycle, withholding__isnull=False).count()


@query(may={Role.SECRETARY, Role.SYSTEM})
def entries_holding(*, cycle: str, wanted: Wanted, actor: Actor) -> tuple[int, ...]:
    """The places of all entries, sealed ones too, in whose body the words stand. Raises: NotAllowed."""
    rows = Payload.objects.filter(entry__chain=cycle).order_by("entry__seq").values_list("entry__seq", "text")
    return tuple(seq for seq, text in rows.iterator() if holds(json.loads(text)["body"], wanted))


@query(may=STAFF | {Role.BOARD, Role.SYSTEM})
def staff_entries(*, cycle: str, actor: Actor) -> tuple[rules.Entry, ...]:
    """The whole chain as staff may see it: everything but sealed payloads."""
    return _entries(cycle, frozenset(Visibility) - {Visibility.SEALED}, None)


@query()
def now_in(*, cycle: str) -> datetime:
    """The present moment of a cycle: a rehearsal's clock may be shifted."""
    shift = Chain.objects.filter(pk=cycle).values_list("shift_s", flat=True).first()
    return now() + timedelta(seconds=shift or 0)


def _told(seq: int, payload: Mapping[str, Any]) -> Told:
    return Told(seq, datetime.fromisoformat(payload["at"]), payload["body"])


def _entries(cycle: str, seen: frozenset[Visibility], up_to: int | None) -> tuple[rules.Entry, ...]:
    rows = Entry.objects.filter(chain=cycle).select_related("payload", "withholding").order_by("seq")
    return tuple(_shown(row, seen) for row in (rows if up_to is None else rows[:up_to]))


def _shown(row: Entry, seen: frozenset[Visibility]) -> rules.Entry:
    bare = rules.Entry(row.seq, row.prev, row.leaf)
    if hasattr(row, "withholding"):
        return bare.without_payload(row.withholding.reason)
    if hasattr(row, "payload") and row.payload.visibility in seen:
        return rules.Entry(row.seq, row.prev, row.leaf, row.payload.salt, json.loads(row.payload.text))
    return bare


@query()
def house_entries() -> tuple[rules.Entry, ...]:
    """The house's own chain, without its payloads: enough to check it and to publish its head."""
    return _entries("house", frozenset(), None)


@query()
def house_title() -> str:
    """The organisation's name as its house was founded; empty before that."""
    return Chain.objects.filter(pk="house").values_list("title", flat=True).first() or ""
