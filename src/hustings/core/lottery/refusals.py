"""What a lottery refuses: plans that contradict themselves, files that do not hold, draws that are not due."""

from hustings.core.errors import Refusal


class LotteryRefused(Refusal):
    """Anything about a lottery."""

    code = "lottery-refused"


class NoSeats(LotteryRefused):
    code = "lottery-no-seats"
    says = "A panel of {seats} seats cannot be drawn."
    todo = "Say how many seats there are, at least 1."


class NobodyStands(LotteryRefused):
    code = "lottery-nobody"
    says = "Nobody stands in this lottery."
    todo = "Check that the file of volunteers holds rows below its first line."


class NotEnoughPeople(LotteryRefused):
    code = "lottery-not-enough-people"
    says = "{n_people} people stand for {seats} seats."
    todo = "Invite more people, or offer fewer seats."


class PersonTwice(LotteryRefused):
    code = "lottery-person-twice"
    says = "{person} stands twice ({n_twice} codes stand more than once)."
    todo = "Keep one row for each person."


class BoundsCrossed(LotteryRefused):
    code = "lottery-bounds-crossed"
    says = "The quota of {feature} {value} asks for at least {low} and at most {high}."
    todo = "Give two whole numbers from 0, the smaller one first."


class LineTwice(LotteryRefused):
    code = "lottery-line-twice"
    says = "There are two quotas or caps for {column} {value}."
    todo = "Keep one of them."


class CapTooLow(LotteryRefused):
    code = "lottery-cap-too-low"
    says = "A cap of {at_most} on {column} lets nobody in."
    todo = "Give a cap of at least 1, or leave it out."


class ValueMissing(LotteryRefused):
    code = "lottery-value-missing"
    says = "There is no {feature} for {person}, but a quota counts it."
    todo = "Fill it in from the roll, or take the person or the quota out."


class ValueWithoutQuota(LotteryRefused):
    code = "lottery-value-without-quota"
    says = "{person} has the {feature} “{value}”, for which there is no quota."
    todo = "Add a quota for it (from 0 to all seats, if it does not matter), or correct the spelling."


class SolverGaveUp(LotteryRefused):
    code = "lottery-solver-gave-up"
    says = "The solver found no answer within {seconds} seconds ({status})."
    todo = "Ask for fewer quotas or wider bounds, or run it on a faster machine."
