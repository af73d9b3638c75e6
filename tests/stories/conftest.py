"""What a whole cycle leaves behind, on either database."""

from typing import Any

import pytest
from django.db import connection

from tests.stories.fixtures import Once
from tests.stories.kept import Kept
from tests.stories.playing import kept_by, play_here


@pytest.fixture(scope="session")
def kept(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any, once: Once) -> Kept:
    """All that a whole cycle leaves behind, on the database that these tests run on.

    On SQLite that is the demonstration's; on PostgreSQL the same cycle is played there.
    """
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            return kept_by(request.getfixturevalue("demo"))
        with request.getfixturevalue("database_store").copy():
            found: Kept = once("kept", play_here)
            return found
