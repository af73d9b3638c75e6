"""What can be asked about published polls."""

from dataclasses import dataclass

from hustings.ground.record.declared import query
from hustings.rooms.estimates.models import ReportedPoll


@dataclass(frozen=True, slots=True)
class ReportedPollView:
    """A poll as it was published; `results` are pairs of option and share in per cent."""

    code: str
    name: str
    method: str
    n: int | None
    results: tuple[tuple[str, str], ...]


@query()
def reported_polls_of(*, cycle: str) -> tuple[ReportedPollView, ...]:
    """Every poll entered, in the order of entry."""
    return tuple(
        ReportedPollView(
            row.code, row.name, row.method, row.n, tuple((one["option"], one["percent"]) for one in row.results)
        )
        for row in ReportedPoll.objects.filter(cycle=cycle).order_by("pk")
    )
