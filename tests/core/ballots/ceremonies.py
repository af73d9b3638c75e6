"""Threshold keys made as trustees make them, each with nothing but its own seed and the others' messages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from hustings.core.ballots import ceremony, trustee_seed
from hustings.core.ballots.box import Box
from hustings.core.ballots.ceremony import Contribution, Finished, Roster
from hustings.core.ballots.ceremony_messages import (
    Certificate,
    MemberMessage,
    Message,
    SharesMessage,
    read_message,
    signing_text,
    write_message,
)
from hustings.core.ballots.engine import TrusteeGroup
from hustings.core.ballots.engines import ENGINE
from hustings.core.ballots.proofs import message_prefix, prove_knowledge
from hustings.core.ballots.units import Unit, unit_code
from hustings.core.ballots.units_file import PlannedUnits
from tests.core.ballots.making import TIMESTAMP, Made, Votes, make_setup, play, source

DRAW = source("ceremony")


@dataclass
class Ceremony:
    """All that the members of a group sent each other, and what each of them has in the end."""

    seeds: list[str]
    roster: Roster
    contributions: tuple[Contribution, ...]
    finished: list[Finished]

    @property
    def certificates(self) -> list[Certificate]:
        size = len(self.seeds)
        return [
            Certificate(threshold=self.roster.threshold, size=size, index=index, signed=signed)
            for index, signed in enumerate(self.roster.certs, start=1)
        ]

    @property
    def shares(self) -> list[SharesMessage]:
        return [each.message for each in self.contributions]

    @property
    def keys(self) -> list[MemberMessage]:
        return [each.message for each in self.finished]

    def group(self) -> TrusteeGroup:
        return ceremony.assemble(roster=self.roster, contributions=self.contributions, messages=self.keys)


@cache
def held(k: int, n: int) -> Ceremony:
    """The whole ceremony of k of n, every message through its file."""
    seeds = [trustee_seed.make_seed(draw=DRAW) for _ in range(n)]
    certificates = [
        again(ceremony.make_certificate(seed=seed, threshold=k, size=n, index=index, draw=DRAW))
        for index, seed in enumerate(seeds, start=1)
    ]
    roster = ceremony.roster_of(certificates[::-1])
    shares = [again(ceremony.make_shares(seed=seed, roster=roster, draw=DRAW)) for seed in seeds]
    contributions = ceremony.contributions_of(shares[::-1], roster=roster)
    finished = [ceremony.finish(seed=seed, roster=roster, contributions=contributions, draw=DRAW) for seed in seeds]
    return Ceremony(seeds, roster, contributions, [replace(each, message=again(each.message)) for each in finished])


def again(message: Message) -> Any:
    return read_message(write_message(message), where="file")


def resigned(message: Any, *, seed: str) -> Any:
    """A changed message, signed by its sender after all."""
    prefix = message_prefix(signing_text(message.unsigned))
    return replace(message, signature=prove_knowledge(prefix, trustee_seed.signing_key(seed), DRAW))


@cache
def played_by_three_of_five() -> Made:
    """Six ballots of four voters, and the keys of members 5, 2 and 4."""
    made = held(3, 5)
    poll = make_setup(n_voters=4, keys=([made.group()], [each.private_key for each in made.finished]))
    ada, ben, nobody = [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 1]
    votes = [(0, [ada]), (1, [ben]), (0, [ben]), (2, [ben]), (3, [ada]), (1, [nobody])]
    return play(poll, votes, decrypting=[4, 1, 3])


def closed_archive(made: Made, votes: Votes) -> bytes:
    """The archive of a poll with these votes (voter, choices) as trustees get it: up to its encrypted tally."""
    box, first = Box.open_poll(made.setup, timestamp=TIMESTAMP, engine=ENGINE, coins=made.draw)
    chunks = [first.chunk, *(box.append_ballot(made.ballot(voter, choices)).chunk for voter, choices in votes)]
    return b"".join([*chunks, box.end_ballots().chunk, box.append_tally().chunk])


def planned(uuids: Sequence[str], *, minimum: int = 2) -> PlannedUnits:
    """Units of three members each for these elections, every one with the next as its neighbour."""
    codes = [unit_code(number) for number in range(1, len(uuids) + 1)]
    after = [*codes[1:], codes[0]]
    units = tuple(Unit(code, f"Hall {code}", 3, (), next_) for code, next_ in zip(codes, after, strict=True))
    return PlannedUnits("harbor-2031", minimum, None, units, dict(zip(codes, uuids, strict=True)))
