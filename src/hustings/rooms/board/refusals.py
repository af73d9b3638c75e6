"""What the board refuses, beside what the rule engine refuses."""

from hustings.core.errors import Refusal


class NoSuchMotion(Refusal):
    code = "no-such-motion"
    says = "There is no motion “{motion}” in this cycle."
    todo = "Look at the list of motions."


class AlreadyDecided(Refusal):
    code = "already-decided"
    says = "The roll was called on {motion}; it came to: {outcome}."
    todo = "Put a new motion to reaffirm or rescind it."


class SeatsDiffer(Refusal):
    code = "seats-differ"
    says = "The roll call does not name every seat of the motion exactly once: {which}."
    todo = "Enter one vote for every seat; whoever was not there is absent."


class NoSeats(Refusal):
    code = "no-seats"
    says = "A motion needs the seats that may vote on it, each once, and a meeting not before its notice."
    todo = "List every seat of the deciding body, and check the two days."
