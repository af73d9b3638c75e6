"""What may stand in an address: a moment, the name of a table."""

from datetime import date


class Pinned:
    """A day such as 2031-09-03, or the code of a publication such as PUB-3."""

    regex = r"[0-9]{4}-[0-9]{2}-[0-9]{2}|PUB-[0-9]+"

    def to_python(self, value: str) -> str:
        """Raises: ValueError, for a day that no calendar has."""
        if not value.startswith("PUB-"):
            date.fromisoformat(value)
        return value

    def to_url(self, value: str) -> str:
        return value


class TableName:
    """The name of a table that can be had as CSV and JSON; whether there is one, the page decides."""

    regex = r"[a-z][a-z-]*"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
