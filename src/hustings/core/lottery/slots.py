"""The same lottery for slots: what is fixed before the public value is known, and the seed of the plan.

Specification: docs/spec/lottery.md, section 8.
"""

from collections.abc import Mapping, Sequence
from typing import Any

FORMAT = "hustings-slots/1"


def fixed_wishes(
    *, cycle: str, offer: str, wishes: Sequence[Mapping[str, Any]], operator: str, outside: str
) -> dict[str, Any]:
    """What is fixed: its digest goes into the seed. `wishes` as in `slots.drawn` of the record; `outside`: the name."""
    told = [dict(wish) for wish in sorted(wishes, key=lambda wish: str(wish["candidate"]))]
    return {
        "format": FORMAT,
        "cycle": cycle,
        "offer": offer,
        "wishes": told,
        "operator": operator,
        "outside": {"kind": "figure", "name": outside},
    }
