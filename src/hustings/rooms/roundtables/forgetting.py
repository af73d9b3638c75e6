"""An erasure reaches this room: its tables forget the words."""

from hustings.ground.forgetting import Wanted, forget_in
from hustings.rooms.roundtables import models


def forget(*, cycle: str, wanted: Wanted, dry: bool = False) -> int:
    """Black the words out in every table of the room; the answer is in how many rows. `dry`: only count."""
    return forget_in(models, cycle=cycle, wanted=wanted, dry=dry)
