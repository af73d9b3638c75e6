"""An erasure reaches the outbox: its letters forget the words."""

from hustings.ground.forgetting import Wanted, forget_in
from hustings.ground.notices import models


def forget(*, cycle: str, wanted: Wanted, dry: bool = False) -> int:
    """Black the words out in every letter and wave; the answer is in how many rows. `dry`: only count.

    Who stopped letters stays known by the address: otherwise they would start again.
    """
    return forget_in(models, cycle=cycle, wanted=wanted, dry=dry, but={models.Stopped})
