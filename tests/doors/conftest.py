"""Which tests of pages run on PostgreSQL, too. All of them run on SQLite.

Pages hold no tables; what they ask and do is tested on both databases with the rooms.
"""

from pathlib import Path

import pytest
from django.db import connection

HERE = Path(__file__).parent

ON_BOTH = {
    # Every page is opened.
    "staff/test_permissions.py",
    "staff/test_rooms_show.py",
    "public/test_pages.py",
    "public/test_files.py",
    "member/test_home.py",
    "campaign/test_rivals.py",
    "test_calendar_feeds.py",
    # People, or a page and a program, meet in the database.
    "officials/test_sheets.py",
    "staff/test_lost_codes.py",
    "booth/test_board.py",
    "booth/test_intake.py",
    "booth/test_secrecy_of_intake.py",
}


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """On PostgreSQL: whether this file is none of those."""
    if connection.vendor == "sqlite" or not collection_path.match("test_*.py"):
        return None
    return collection_path.relative_to(HERE).as_posix() not in ON_BOTH or None
