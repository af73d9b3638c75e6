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


class NoPanelPossible(LotteryRefused):
    code = "lottery-no-panel"
    says = "No panel of {seats} from these people keeps every quota and cap. The smallest change that helps: {changes}."
    todo = "Change these bounds, invite more people of the scarce groups, or offer another number of seats."


class SecretDiffers(LotteryRefused):
    code = "lottery-secret-differs"
    says = "What {who} opened is not what was committed before the draw."
    todo = "Open exactly the text whose digest was published."


class SeedIncomplete(LotteryRefused):
    code = "lottery-seed-incomplete"
    says = "The seed is not complete: {what}."
    todo = "Give every part that the fixed plan names, and no other."


class PulseRefused(LotteryRefused):
    code = "lottery-pulse-refused"
    says = "The pulse of round {round} does not hold: {why}."
    todo = "Copy signature and group key exactly as the beacon publishes them."


class NotALottery(LotteryRefused):
    code = "lottery-not-a-file"
    says = "This is not {wanted}: {why}."
    todo = "Use the file exactly as “hustings lottery” wrote it."


class OperatorAlone(LotteryRefused):
    code = "lottery-operator-alone"
    says = "The seed would depend on the operator alone."
    todo = "Name a beacon's round or a public figure, let observers commit to a part, or throw dice for the last draw."


class DrawDiffers(LotteryRefused):
    code = "lottery-draw-differs"
    says = "The transcript says something else than the seed gives: {what}."
    todo = "Trust none of it until whoever drew has explained the difference."


class NotOnPanel(LotteryRefused):
    code = "lottery-not-on-panel"
    says = "{person} is not on the panel."
    todo = "Give the codes of panel members who cannot come, in the order in which they said so."


class RollOutOfOrder(LotteryRefused):
    code = "lottery-roll-out-of-order"
    says = "The list of members is not the one that was summed: {why}."
    todo = "Draw from the frozen list, ordered by group and then by number."


class TooManyInvited(LotteryRefused):
    code = "lottery-too-many-invited"
    says = "{n_invited} of {n_members} members cannot be invited."
    todo = "Invite at least one and at most everybody."


class CubeStuck(LotteryRefused):
    code = "lottery-cube-stuck"
    says = "The last {n_left} shares of seats cannot be settled within the quotas."
    todo = "Widen the narrowest quotas by one seat, fix the plan anew, and draw with a new seed."


class EqualChanceImpossible(LotteryRefused):
    code = "lottery-equal-chance-impossible"
    says = "With the same chance for everybody not every quota is kept. The smallest change that helps: {changes}."
    todo = "Change these bounds, or fix a lottery with numbered panels, which gives up equal chances for the quotas."
