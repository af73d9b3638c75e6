"""What the lottery's room refuses. What a plan or a draw in itself refuses stands in `core.lottery.refusals`."""

from hustings.core.errors import Refusal


class NoSuchLottery(Refusal):
    code = "no-such-lottery"
    says = "There is no lottery {lottery} here."
    todo = "Choose one of the list."


class LotteryExists(Refusal):
    code = "lottery-exists"
    says = "The members' seats at {roundtable} are drawn by {lottery} already."
    todo = "Go on with that one, or cancel it with a reason."


class ClosesOutside(Refusal):
    code = "lottery-closes-outside"
    says = "{closes} does not lie between now and the roundtable, which begins {starts}."
    todo = "Choose a time that leaves the members a while to answer, and yourselves one to draw."


class StatusNotOnRoll(Refusal):
    code = "lottery-status-unknown"
    says = "“{status}” is no status of the roll."
    todo = "Name at least one of: {known}."


class NobodyListed(Refusal):
    code = "lottery-list-empty"
    says = "Nobody on the roll may be drawn: it holds no member with the status {statuses}."
    todo = "Import the roll, or choose other statuses."


class FeatureUnknown(Refusal):
    code = "lottery-feature-unknown"
    says = "The roll has no {feature} by which seats could be shared out."
    todo = "Use one of: {known}."


class QuotasDoNotFit(Refusal):
    code = "lottery-quotas-do-not-fit"
    says = "The quotas of {feature} ask for at least {low} and at most {high} of {seats} seats."
    todo = "Let the least numbers add up to no more than the seats, and the most to no fewer."


class OutsideMissing(Refusal):
    code = "lottery-outside-missing"
    says = "Nothing outside this house would decide who is invited."
    todo = "Name a figure that somebody else will publish, or the round of a public beacon."


class OutsideUnclear(Refusal):
    code = "lottery-outside-unclear"
    says = "The outside value is not described as it must be: {why}."
    todo = "Name a figure in words; or a beacon's network, its group key of 192 hex digits, and a round from 1."


class NotDueYet(Refusal):
    code = "lottery-not-due"
    says = "{lottery} is {state}; this can be done only when it is {wanted}."
    todo = "Look at the lottery first; somebody may have been faster."


class AlreadyFixed(Refusal):
    code = "lottery-already-fixed"
    says = "{lottery} is fixed already; its digest is {digest}."
    todo = "Draw it. What was fixed is never fixed anew; a lottery can only be cancelled, with a reason."


class NotFixed(Refusal):
    code = "lottery-not-fixed"
    says = "{lottery} cannot be drawn before everything is fixed and its digest is on the record."
    todo = "Fix it first."


class AlreadyDrawn(Refusal):
    code = "lottery-already-drawn"
    says = "{lottery} is drawn; there is no second draw."
    todo = "Read the panel; where somebody cannot come, call the stand-in."


class VolunteersStillAsked(Refusal):
    code = "lottery-still-open"
    says = "Members may volunteer until {closes}."
    todo = "Fix the lottery after that."


class VolunteeringClosed(Refusal):
    code = "lottery-volunteering-closed"
    says = "Members could volunteer until {closes}."
    todo = "Nothing can be changed now. Who was drawn and cannot come gives the seat up on this page after the draw."


class NotAmongInvited(Refusal):
    code = "lottery-not-invited"
    says = "You were not drawn to be invited to this roundtable."
    todo = "Every member had the same chance of an invitation. Watch for the next roundtable."


class NotOnTheList(Refusal):
    code = "lottery-not-on-the-list"
    says = "These seats are for members whose status is: {statuses}. The roll says of you: {status}."
    todo = "If the roll is wrong, write to your local."


class AnsweredAlready(Refusal):
    code = "lottery-answered-already"
    says = "That is your answer already."
    todo = "Nothing needs to be done."


class VolunteersChanged(Refusal):
    code = "lottery-volunteers-changed"
    says = "Something that the panels of {lottery} depend on changed while they were worked out."
    todo = "Work them out again."


class NoSeatHeld(Refusal):
    code = "lottery-no-seat"
    says = "There is no seat of {lottery} that could be given up here."
    todo = "Look at the panel as it stands now."


class QuotasFrozen(Refusal):
    code = "lottery-quotas-frozen"
    says = "The quotas of {lottery} were fixed and published."
    todo = "Draw it as it is, or cancel it with a reason and open another."


class WishesNotFixed(Refusal):
    code = "lottery-wishes-not-fixed"
    says = "The wishes for {offer} are not fixed yet, so no value could decide about them."
    todo = "Fix them first; their digest goes on the record, then the value may be known."


class WishesFixed(Refusal):
    code = "lottery-wishes-fixed"
    says = "The wishes for {offer} are fixed already; their digest is {digest}."
    todo = "Enter the public value when it is known."


class SlotSeedDiffers(Refusal):
    code = "lottery-slot-value-differs"
    says = "The value for {offer} was “{outside}”; there is one value only, also after the field has changed."
    todo = "Enter the same value again; the plan is worked out anew from the same seed."
