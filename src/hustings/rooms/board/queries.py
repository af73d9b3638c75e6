"""What can be asked about the board."""

from dataclasses import dataclass
from datetime import date

from hustings.core.decision import Motion as Question
from hustings.core.values import STAFF, Actor, Role
from hustings.ground.record.declared import query
from hustings.rooms.board.models import Motion
from hustings.rooms.board.refusals import NoSuchMotion


@dataclass(frozen=True, slots=True)
class MotionView:
    """A motion as it stands; `outcome` is empty until the roll was called and decided."""

    code: str
    title: str
    about: str
    question: Question
    seats: tuple[str, ...]
    meeting_on: date
    outcome: str


@query(may=STAFF | {Role.BOARD})
def motions_of(*, cycle: str, actor: Actor) -> tuple[MotionView, ...]:
    """The motions of a cycle in the order in which they were put."""
    return tuple(_view(row) for row in Motion.objects.filter(cycle=cycle).order_by("pk"))


@query(may=STAFF | {Role.BOARD})
def motion_of(*, cycle: str, motion: str, actor: Actor) -> MotionView:
    """One motion. Raises: NoSuchMotion."""
    row = Motion.objects.filter(cycle=cycle, code=motion).first()
    if row is None:
        raise NoSuchMotion(motion=motion, where=cycle)
    return _view(row)


def _view(row: Motion) -> MotionView:
    seats = tuple(str(seat["seat"]) for seat in row.seats)
    return MotionView(
        row.code, row.title, row.about, Question.from_json(row.question), seats, row.meeting_on, row.outcome
    )
