"""The votes: a roll call by seat, or a tally where votes are secret; and the bases counted from them.

Specification: docs/spec/decision.md, sections 3 and 4.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from hustings.core.decision.motion import ABSENT, ABSTAIN, RECUSED, Motion
from hustings.core.decision.refusals import (
    AbsentAway,
    LineTwice,
    SeatTwice,
    VoteNotOnBallot,
    WeightNotAllowed,
    WeightWithoutSeats,
)
from hustings.core.decision.rule import Base, QuorumCounts, Rule, Weights
from hustings.core.shapes import Fields, JsonObject, WrongShape, whole, words


@dataclass(frozen=True, slots=True)
class SeatVote:
    """One eligible seat and what it did: yes, no, the code of an option, abstain, recused or absent.

    `away`: not in the room, for instance a vote by letter. Raises: AbsentAway, WrongShape.
    """

    seat: str
    vote: str
    weight: int = 1
    away: bool = False

    def __post_init__(self) -> None:
        words(self.seat, name="seat", where="vote.seat")
        words(self.vote, name="vote", where="vote.vote")
        whole(self.weight, name="weight", where="vote.weight")
        if self.away and self.vote == ABSENT:
            raise AbsentAway(whose=self.seat, where="vote.away")

    @classmethod
    def from_json(cls, value: object, *, where: str = "vote") -> "SeatVote":
        fields = Fields(value, where=where)
        seat, vote = fields.text("seat"), fields.text("vote")
        entry = cls(seat=seat, vote=vote, weight=fields.whole("weight"), away=fields.flag("away"))
        fields.done()
        return entry

    def as_json(self) -> JsonObject:
        return {"seat": self.seat, "vote": self.vote, "weight": self.weight, "away": self.away}


@dataclass(frozen=True, slots=True)
class TallyLine:
    """All seats that did the same thing: how many they are and what they weigh together.

    Raises: AbsentAway, WeightWithoutSeats, WrongShape.
    """

    vote: str
    n_seats: int
    weight: int
    away: bool = False

    def __post_init__(self) -> None:
        words(self.vote, name="vote", where="line.vote")
        whole(self.n_seats, name="n_seats", where="line.n_seats")
        whole(self.weight, name="weight", where="line.weight")
        if self.away and self.vote == ABSENT:
            raise AbsentAway(whose="A line of the tally", where="line.away")
        if self.weight and not self.n_seats:
            raise WeightWithoutSeats(vote=self.vote, where="line.n_seats")

    @classmethod
    def from_json(cls, value: object, *, where: str = "line") -> "TallyLine":
        fields = Fields(value, where=where)
        vote, n_seats = fields.text("vote"), fields.whole("n_seats")
        line = cls(vote=vote, n_seats=n_seats, weight=fields.whole("weight"), away=fields.flag("away"))
        fields.done()
        return line

    def as_json(self) -> JsonObject:
        return {"vote": self.vote, "n_seats": self.n_seats, "weight": self.weight, "away": self.away}


@dataclass(frozen=True, slots=True)
class Tally:
    """The votes added up, one line per vote and presence. Every eligible seat is in one of the lines.

    `casting` is the answer of a casting vote, empty when none was given. Raises: LineTwice, WrongShape.
    """

    taken_on: date
    lines: tuple[TallyLine, ...]
    casting: str = ""

    def __post_init__(self) -> None:
        words(self.casting, name="casting", empty=True, where="tally.casting")
        seen: set[tuple[str, bool]] = set()
        for line in self.lines:
            if (line.vote, line.away) in seen:
                raise LineTwice(vote=line.vote, where="tally.lines")
            seen.add((line.vote, line.away))

    def tally(self) -> "Tally":
        """Itself; roll calls and tallies are asked alike."""
        return self

    def check(self, *, motion: Motion, rule: Rule) -> None:
        """Refuse votes that the motion does not offer or the rule does not weigh so.

        Raises: VoteNotOnBallot, WeightNotAllowed.
        """
        offered = {*motion.answers, ABSTAIN, RECUSED, ABSENT}
        for line in self.lines:
            if line.vote not in offered:
                raise VoteNotOnBallot(vote=line.vote, where="votes")
            if rule.weights is Weights.ONE_EACH and line.weight != line.n_seats:
                raise WeightNotAllowed(vote=line.vote, weight=line.weight, n_seats=line.n_seats, where="votes")
        if self.casting and self.casting not in motion.answers:
            raise VoteNotOnBallot(vote=self.casting, where="votes.casting")

    @classmethod
    def from_json(cls, value: object, *, where: str = "tally") -> "Tally":
        """The tally from its JSON form. Raises: the refusals of shapes and of this class."""
        fields = Fields(value, where=where)
        _form(fields, "tally")
        lines = tuple(TallyLine.from_json(item, where=place) for item, place in fields.list("lines"))
        tally = cls(taken_on=fields.day("taken_on"), lines=lines, casting=fields.text("casting", empty=True))
        fields.done()
        return tally

    def as_json(self) -> JsonObject:
        """The tally's only JSON form."""
        return {
            "form": "tally",
            "taken_on": self.taken_on.isoformat(),
            "lines": [line.as_json() for line in self.lines],
            "casting": self.casting,
        }


@dataclass(frozen=True, slots=True)
class RollCall:
    """The votes by seat. Every eligible seat is in it once, the absent too; their order does not matter.

    `casting` is the answer of a casting vote, empty when none was given. Raises: SeatTwice, WrongShape.
    """

    taken_on: date
    votes: tuple[SeatVote, ...]
    casting: str = ""

    def __post_init__(self) -> None:
        words(self.casting, name="casting", empty=True, where="roll call.casting")
        seen: set[str] = set()
        for entry in self.votes:
            if entry.seat in seen:
                raise SeatTwice(seat=entry.seat, where="roll call.votes")
            seen.add(entry.seat)

    def tally(self) -> Tally:
        """The roll call without its seats."""
        sums: dict[tuple[str, bool], tuple[int, int]] = {}
        for entry in self.votes:
            n_seats, weight = sums.get((entry.vote, entry.away), (0, 0))
            sums[entry.vote, entry.away] = (n_seats + 1, weight + entry.weight)
        lines = (TallyLine(vote, n_seats, weight, away) for (vote, away), (n_seats, weight) in sorted(sums.items()))
        return Tally(taken_on=self.taken_on, lines=tuple(lines), casting=self.casting)

    def check(self, *, motion: Motion, rule: Rule) -> None:
        """Refuse, with the seat, a vote that the motion does not offer or the rule does not weigh so.

        Raises: VoteNotOnBallot, WeightNotAllowed.
        """
        offered = {*motion.answers, ABSTAIN, RECUSED, ABSENT}
        for entry in self.votes:
            if entry.vote not in offered:
                raise VoteNotOnBallot(vote=entry.vote, where=f"seat {entry.seat}")
            if rule.weights is Weights.ONE_EACH and entry.weight != 1:
                where = f"seat {entry.seat}"
                raise WeightNotAllowed(vote=entry.vote, weight=entry.weight, n_seats=1, where=where)
        self.tally().check(motion=motion, rule=rule)

    @classmethod
    def from_json(cls, value: object, *, where: str = "roll call") -> "RollCall":
        """The roll call from its JSON form. Raises: the refusals of shapes and of this class."""
        fields = Fields(value, where=where)
        _form(fields, "roll call")
        votes = tuple(SeatVote.from_json(item, where=place) for item, place in fields.list("votes"))
        roll_call = cls(taken_on=fields.day("taken_on"), votes=votes, casting=fields.text("casting", empty=True))
        fields.done()
        return roll_call

    def as_json(self) -> JsonObject:
        """The roll call's only JSON form."""
        return {
            "form": "roll call",
            "taken_on": self.taken_on.isoformat(),
            "votes": [entry.as_json() for entry in self.votes],
            "casting": self.casting,
        }


Votes = RollCall | Tally


def votes_from_json(value: object, *, where: str = "votes") -> Votes:
    """A roll call or a tally, by its field `form`. Raises: the refusals of shapes and of both classes."""
    form = Fields(value, where=where).text("form")
    if form == "tally":
        return Tally.from_json(value, where=where)
    return RollCall.from_json(value, where=where)


def _form(fields: Fields, wanted: str) -> None:
    if fields.text("form") != wanted:
        raise WrongShape(name="form", wanted=f"the words {wanted!r}", where=fields.place("form"))


def _weight(lines: Iterable[TallyLine]) -> int:
    return sum(line.weight for line in lines)


_BELONGS: dict[Base, Callable[[TallyLine], bool]] = {
    Base.CAST: lambda line: line.vote not in (RECUSED, ABSENT),
    Base.CAST_WITHOUT_ABSTENTIONS: lambda line: line.vote not in (RECUSED, ABSENT, ABSTAIN),
    Base.PRESENT_AND_VOTING: lambda line: line.vote not in (RECUSED, ABSENT, ABSTAIN) and not line.away,
    Base.PRESENT: lambda line: line.vote != ABSENT and not line.away,
    Base.ELIGIBLE: lambda line: True,
    Base.ELIGIBLE_WITHOUT_RECUSED: lambda line: line.vote != RECUSED,
}


def base_size(tally: Tally, base: Base) -> int:
    """The weight of the base, by section 4 of the specification."""
    return _weight(line for line in tally.lines if _BELONGS[base](line))


def votes_for(tally: Tally, answer: str, base: Base) -> int:
    """The weight of the votes for `answer` that count with this base."""
    return _weight(line for line in tally.lines if line.vote == answer and not (line.away and base.in_room_only))


def taking_part(tally: Tally, base: Base, counts: QuorumCounts) -> int:
    """How much takes part: everybody in the room, and votes from outside it where the base lets them count."""
    lines = [line for line in tally.lines if line.vote != ABSENT]
    there = [line for line in lines if not line.away or (line.vote != RECUSED and not base.in_room_only)]
    return sum(_measure(line, counts) for line in there)


def eligible(tally: Tally, counts: QuorumCounts) -> int:
    """All seats of the vote, or their weight."""
    return sum(_measure(line, counts) for line in tally.lines)


def _measure(line: TallyLine, counts: QuorumCounts) -> int:
    return line.n_seats if counts is QuorumCounts.SEATS else line.weight
