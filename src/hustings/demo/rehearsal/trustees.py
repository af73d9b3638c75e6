"""Five invented trustees who make the poll's key together; any three open the sums. One program plays them all."""

import secrets

from hustings.core.ballots import ceremony, trustee_seed
from hustings.core.ballots.engine import TrusteeGroup

SIZE, NEEDED = 5, 3
PRESENT = (1, 3, 4)
"""Those who decrypt after the close; the others are not needed."""

DRAW = secrets.token_bytes


def make_group() -> tuple[TrusteeGroup, list[str]]:
    """The group, and the private keys of those who will be present."""
    seeds = [trustee_seed.make_seed(draw=DRAW) for _ in range(SIZE)]
    place = {"threshold": NEEDED, "size": SIZE}
    roster = ceremony.roster_of(
        ceremony.make_certificate(seed=seed, index=index, draw=DRAW, **place)
        for index, seed in enumerate(seeds, start=1)
    )
    shares = [ceremony.make_shares(seed=seed, roster=roster, draw=DRAW) for seed in seeds]
    contributions = ceremony.contributions_of(shares, roster=roster)
    finished = [ceremony.finish(seed=seed, roster=roster, contributions=contributions, draw=DRAW) for seed in seeds]
    messages = [each.message for each in finished]
    group = ceremony.assemble(roster=roster, contributions=contributions, messages=messages)
    return group, [finished[number - 1].private_key for number in PRESENT]
