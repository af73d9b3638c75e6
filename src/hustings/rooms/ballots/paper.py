"""What can be asked about the paper channel of a secret poll."""

from collections.abc import Mapping
from dataclasses import dataclass

from hustings.core.values import STAFF, Actor, Role
from hustings.ground.record.declared import query
from hustings.rooms.ballots.models import PaperChannel, PaperSheet
from hustings.rooms.ballots.queries import poll_row

INSIDE = STAFF | {Role.BOARD, Role.OBSERVER, Role.TELLER}


@dataclass(frozen=True, slots=True)
class PaperSheetView:
    """A sheet that stands. Its figures are None until it is confirmed, but for who entered it."""

    code: str
    place: str
    confirmed: bool
    mine: bool
    counts: Mapping[str, int] | None
    n_voters: int | None
    n_spoilt: int | None


@dataclass(frozen=True, slots=True)
class PaperView:
    """The paper channel of a poll. `missing`: places without a sheet that is confirmed."""

    poll: str
    n_paper: int
    places: tuple[str, ...]
    sheets: tuple[PaperSheetView, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Places that wait for a sheet, or for its second teller."""
        done = {sheet.place for sheet in self.sheets if sheet.confirmed}
        return tuple(place for place in self.places if place not in done)


@query(may=INSIDE)
def paper_of(*, cycle: str, poll: str, actor: Actor) -> PaperView | None:
    """The paper channel of a poll with its sheets; None if it has none. Raises: NoSuchPoll."""
    row = poll_row(cycle=cycle, poll=poll)
    channel = PaperChannel.objects.filter(poll=row).first()
    if channel is None:
        return None
    sheets = channel.sheets.filter(withdrawn_at=None).order_by("pk")
    return PaperView(poll, channel.n_paper, tuple(channel.places), tuple(_sheet(each, actor) for each in sheets))


def _sheet(row: PaperSheet, actor: Actor) -> PaperSheetView:
    confirmed, mine = row.confirmed_at is not None, row.entered_by == actor.id
    shown = (row.counts, row.n_voters, row.n_spoilt) if confirmed or mine else (None, None, None)
    return PaperSheetView(row.code, row.place, confirmed, mine, *shown)
