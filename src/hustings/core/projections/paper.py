"""Paper and hall ballots of a secret poll: a channel of their own, beside the archives' count and never mixed with it.

Members who vote on paper are struck off the electronic list before the poll opens. Two tellers count each place: the
first enters the sheet, the second enters the same figures again. A sheet may be withdrawn with a reason.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from hustings.core.projections.statements import Shown, Statement

ENTERED, CONFIRMED, WITHDRAWN = "entered", "confirmed", "withdrawn"


@dataclass(frozen=True, slots=True)
class PaperSheet(Shown):
    """What the tellers of one place counted. `status` is entered, confirmed or withdrawn; only confirmed ones count.

    `n_voters` members voted there, struck off the list of the place; `n_spoilt` of their ballots are not valid.
    """

    code: str
    place: str
    counts: Mapping[str, int]
    n_voters: int | None
    n_spoilt: int | None
    status: str
    reason: str
    seq: int


@dataclass(frozen=True, slots=True)
class PaperChannel(Shown):
    """The paper channel of one poll. `n_paper` members vote on paper and are not on the electronic list."""

    poll: str
    n_paper: int | None
    places: tuple[str, ...]
    sheets: tuple[PaperSheet, ...]
    seq: int

    @property
    def counted(self) -> tuple[PaperSheet, ...]:
        """The sheets that count."""
        return tuple(sheet for sheet in self.sheets if sheet.status == CONFIRMED)

    @property
    def n_voters(self) -> int:
        """Members who voted on paper, by the sheets that count."""
        return sum(sheet.n_voters or 0 for sheet in self.counted)

    @property
    def n_spoilt(self) -> int:
        """Ballots that are not valid, by the sheets that count."""
        return sum(sheet.n_spoilt or 0 for sheet in self.counted)

    def count_of(self, answer: str) -> int:
        """Valid votes for an answer, by the sheets that count."""
        return sum(sheet.counts.get(answer, 0) for sheet in self.counted)


def paper_of(read: Iterable[Statement]) -> dict[str, PaperChannel]:
    """The paper channels by their poll's code; only polls that have one."""
    channels: dict[str, PaperChannel] = {}
    for entry in read:
        poll = entry.text("poll")
        if entry.verb == "paper.announced" and poll not in channels:
            channels[poll] = PaperChannel(poll, entry.number("n_paper"), entry.texts("places"), (), entry.seq)
        elif poll in channels and entry.verb in ("paper.entered", "paper.confirmed", "paper.withdrawn"):
            channels[poll] = _told(channels[poll], entry)
    return channels


def _told(channel: PaperChannel, entry: Statement) -> PaperChannel:
    code = entry.text("sheet")
    if entry.verb == "paper.entered":
        figures = {"n_voters": entry.number("n_voters"), "n_spoilt": entry.number("n_spoilt")}
        told = {"place": entry.text("place"), "counts": entry.numbers("counts")}
        sheet = PaperSheet(code=code, status=ENTERED, reason="", seq=entry.seq, **told, **figures)  # type: ignore[arg-type]
        return replace(channel, sheets=(*channel.sheets, sheet))
    status = CONFIRMED if entry.verb == "paper.confirmed" else WITHDRAWN
    changed = tuple(
        replace(each, status=status, reason=entry.text("reason")) if each.code == code else each
        for each in channel.sheets
    )
    return replace(channel, sheets=changed)
