"""The draw that settles what two campaigns want alike: wishes fixed by digest first, then the public value."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from hustings.core.canonical import digest
from hustings.core.lottery.seed import Opened, commitment, make_seed
from hustings.core.lottery.slots import fixed_wishes
from hustings.core.phases import FIELDING
from hustings.core.typed import one_line
from hustings.core.values import Actor, Role, Visibility
from hustings.ground.clock import iso
from hustings.ground.record.declared import Done, action
from hustings.rooms.lottery.actions.opening import SECRET_BYTES
from hustings.rooms.lottery.models import SlotDraw
from hustings.rooms.lottery.refusals import SlotSeedDiffers, WishesFixed, WishesNotFixed
from hustings.rooms.roundtables.actions.slots import draw_slots
from hustings.rooms.roundtables.planning import slot_offer_of
from hustings.rooms.roundtables.refusals import AlreadyDrawn, WishesStillOpen

DESK = frozenset({Role.DIRECTOR, Role.OFFICER})


@action(may=DESK, phases=FIELDING, records="lottery.slots-fixed", visibility=Visibility.PUBLIC)
def fix_wishes(*, cycle: str, offer: str, actor: Actor, at: datetime) -> Done[str]:
    """After the closing, fix all wishes for an offer of slots, and commit to a secret; the answer is the digest.

    What the wishes are stays hidden until the plan is drawn; their digest is on the record before the value is known.

    Raises: NoSuchSlots, WishesStillOpen, WishesFixed, AlreadyDrawn.
    """
    view = slot_offer_of(cycle=cycle, offer=offer, actor=actor)
    if at < view.closes_at:
        raise WishesStillOpen(closes=iso(view.closes_at), where=offer)
    before = SlotDraw.objects.filter(cycle=cycle, offer=offer).first()
    if before is not None:
        raise WishesFixed(offer=offer, digest=before.digest, where=offer)
    if view.seed:
        raise AlreadyDrawn(offer=offer, seed=view.seed, where=offer)
    secret = secrets.token_hex(SECRET_BYTES)
    wishes = [each.wish.as_json() for each in view.offered if each.plays]
    sworn = {"operator": commitment(secret), "outside": view.seed_from}
    found = digest(fixed_wishes(cycle=cycle, offer=offer, wishes=wishes, **sworn))
    SlotDraw.objects.create(cycle_id=cycle, offer=offer, digest=found, secret=secret, fixed_at=at)
    return Done(found, subject=offer, body={"offer": offer, "digest": found} | sworn)


def draw_wishes(*, cycle: str, offer: str, outside: str, actor: Actor, at: datetime) -> Mapping[str, int]:
    """Enter the public value, open the secret, and publish the plan that follows; the answer is everybody's slot.

    Where the field has changed since, the same value gives the plan anew, from the same seed.
    Raises: what `open_slot_seed` and `draw_slots` refuse.
    """
    with transaction.atomic():
        row = _fixed(cycle, offer)
        if not row.seed:
            open_slot_seed(cycle=cycle, offer=offer, outside=outside, actor=actor, at=at)
            row.refresh_from_db()
        elif row.outside != one_line(outside, field="outside"):
            raise SlotSeedDiffers(offer=offer, outside=row.outside, where=offer)
        return draw_slots(cycle=cycle, offer=offer, seed=row.seed, actor=actor, at=at)


@action(may=DESK, phases=FIELDING, records="lottery.slots-drawn", visibility=Visibility.PUBLIC)
def open_slot_seed(*, cycle: str, offer: str, outside: str, actor: Actor, at: datetime) -> Done[str]:
    """Enter the public value that decides about an offer's wishes, and open the secret; the answer is the seed, in hex.

    Raises: WishesNotFixed, SlotSeedDiffers, TextMissing.
    """
    row = _fixed(cycle, offer)
    if row.seed:
        raise SlotSeedDiffers(offer=offer, outside=row.outside, where=offer)
    opened = Opened(row.secret, one_line(outside, field="outside"))
    row.outside, row.seed = opened.outside, make_seed(fixed_digest=row.digest, opened=opened).hex()
    row.save(update_fields=["outside", "seed"])
    body: dict[str, Any] = {"offer": offer, "digest": row.digest, "opened": opened.as_json(), "seed": row.seed}
    return Done(row.seed, subject=offer, body=body)


def _fixed(cycle: str, offer: str) -> SlotDraw:
    """Raises: WishesNotFixed."""
    row = SlotDraw.objects.filter(cycle=cycle, offer=offer).first()
    if row is None:
        raise WishesNotFixed(offer=offer, where=offer)
    return row
