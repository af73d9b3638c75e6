"""Two published cycles: a rehearsal from the invitation to the decision, and one retold from sources."""

import pytest

from tests.core.story import entries
from tests.doors.public.kept import keep, make_public
from tests.doors.public.reported import reported_entries


@pytest.fixture
def rehearsal(db: None) -> str:
    """The whole story, published as PUB-1 (in its own words, entry by entry) and PUB-2."""
    cycle = keep(entries())
    make_public(cycle, "2031-09-05", "Everything so far")
    return cycle


@pytest.fixture
def reported(db: None) -> str:
    """A cycle retold from sources, published once."""
    cycle = keep(reported_entries())
    make_public(cycle, "2025-01-10")
    return cycle
