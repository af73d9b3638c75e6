"""The one clock. Doors call `now()`; everything below them is given `at`."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment in UTC, to the second: finer times would join what should stay apart."""
    return datetime.now(UTC).replace(microsecond=0)


def iso(at: datetime) -> str:
    """`at` as the record writes it: RFC 3339 in UTC, to the second.

    Raises: ValueError, if `at` has no zone.
    """
    if at.tzinfo is None:
        raise ValueError("a time without a zone")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
