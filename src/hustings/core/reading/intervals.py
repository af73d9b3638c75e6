"""Intervals of days: what a date in the news can honestly mean."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Interval:
    """From `start` to `end`, both days included; an open end is None. `value` writes it as EDTF or TIMEX3 would."""

    value: str
    start: date | None
    end: date | None

    def as_json(self) -> dict[str, str | None]:
        """Value, start and end as strings."""
        return {
            "value": self.value,
            "start": self.start.isoformat() if self.start else None,
            "end": self.end.isoformat() if self.end else None,
        }


def on_day(day: date) -> Interval:
    """One day."""
    return Interval(day.isoformat(), day, day)


def in_week(day: date) -> Interval:
    """The week of a day, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    year, week, _ = monday.isocalendar()
    return Interval(f"{year}-W{week:02d}", monday, monday + timedelta(days=6))


def in_month(year: int, month: int) -> Interval:
    """A whole month; `month` may run over or under the year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Interval(f"{year:04d}-{month:02d}", date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def in_year(year: int) -> Interval:
    """A whole year."""
    return Interval(f"{year:04d}", date(year, 1, 1), date(year, 12, 31))


def between(start: date, end: date) -> Interval:
    """From one day to another."""
    return on_day(start) if start == end else Interval(f"{start.isoformat()}/{end.isoformat()}", start, end)


def since(interval: Interval) -> Interval:
    """From the start of an interval on, with no end."""
    return Interval(f"{interval.value}/..", interval.start, None)


def hull(one: Interval, other: Interval) -> Interval:
    """The shortest interval that holds both; the reading of a relative date whose own anchor is not one day."""
    if one == other:
        return one
    if one.start is None or other.start is None or one.end is None or other.end is None:
        start = min((d for d in (one.start, other.start) if d), default=None)
        return Interval(f"{start.isoformat() if start else ''}/..", start, None)
    return between(min(one.start, other.start), max(one.end, other.end))
