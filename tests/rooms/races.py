"""Two people doing the same thing at once, with real threads and a committed database of the test's own."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from typing import Any

from hustings.core.errors import Refusal
from hustings.core.phases import Phase
from hustings.core.values import Actor, Kind, Role
from hustings.ground.record.chains import HOUSE, open_chain
from hustings.ground.record.models import Chain
from hustings.rooms.cycles.actions import open_cycle
from tests.databases import FreshDatabase

AT = datetime(2031, 3, 1, 12, 0, tzinfo=UTC)
DIRECTOR = Actor("director-1", frozenset({Role.DIRECTOR}))
COLLEAGUE = Actor("director-2", frozenset({Role.DIRECTOR}))


def open_harbor(phase: Phase) -> str:
    """A house and a rehearsal's cycle in the given phase, committed."""
    open_chain(code=HOUSE, kind=Kind.LIVE, title="House", phase="", body={}, role="system", at=AT)
    cycle = open_cycle(
        code="harbor-2031",
        kind=Kind.REHEARSAL,
        title="Mayor of Harbor City, 2031",
        organisation="United Harbor Workers",
        contest="Mayor of Harbor City",
        election_on=date(2031, 11, 4),
        actor=DIRECTOR,
        at=AT,
    )
    Chain.objects.filter(pk=cycle).update(phase=phase)
    return cycle


def at_once(database: FreshDatabase, *calls: Callable[[], Any]) -> list[Any]:
    """What each call answered, or the code of its refusal, all started together. Anything else that is raised fails."""
    start = threading.Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        start.wait()
        try:
            return call()
        except Refusal as refusal:
            return refusal.code
        finally:
            database.close_connection()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))
