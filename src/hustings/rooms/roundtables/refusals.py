"""What the roundtables refuse."""

from hustings.core.errors import Refusal


class NoSuchRoundtable(Refusal):
    code = "no-such-roundtable"
    says = "The cycle “{cycle}” has no roundtable {roundtable}."
    todo = "Choose one of the cycle's roundtables, or set it first."


class DoubleBooking(Refusal):
    code = "double-booking"
    says = "{taken} is booked then: {roundtable} with {name} begins at {starts} and takes {minutes} minutes."
    todo = "Choose another time or place; or move or cancel {roundtable} first, with the reason."


class PressDiffers(Refusal):
    code = "press-differs"
    says = "Reporters would be let in otherwise than at {other}: “{press}” here, “{others}” there."
    todo = "Choose the same for every candidate, or write the reason; it is published."


class NotScheduled(Refusal):
    code = "not-scheduled"
    says = "{roundtable} is already {state}."
    todo = "What was held or cancelled stays so; set a new roundtable if there is to be another."


class NotYetStarted(Refusal):
    code = "not-yet-started"
    says = "{roundtable} begins at {starts}; it cannot have been held yet."
    todo = "Enter it afterwards; if it took place at another time, move it first, with the reason."


class MovedIntoThePast(Refusal):
    code = "moved-into-the-past"
    says = "{starts} has already passed."
    todo = "Choose a time that still lies ahead, or cancel the roundtable."


class NotHeld(Refusal):
    code = "not-held"
    says = "{roundtable} has not been held."
    todo = "Enter that it was held, with its minutes; then note what was promised."


class NothingKept(Refusal):
    code = "nothing-kept"
    says = "Neither a file nor the address of a {kind} was given."
    todo = "Give the file, or the address at which it stands, or both."


class NoSuchFile(Refusal):
    code = "no-such-file"
    says = "{roundtable} has no file {number}."
    todo = "Look at the page of the roundtable."


class AlreadyNoted(Refusal):
    code = "already-noted"
    says = "This commitment is already noted at {roundtable}."
    todo = "Nothing needs to be done."


class NoSuchCommitment(Refusal):
    code = "no-such-commitment"
    says = "{roundtable} has no commitment {number}."
    todo = "Choose one of those noted, or note it first."


class FollowUpUnsourced(Refusal):
    code = "follow-up-unsourced"
    says = "That commitment {number} of {roundtable} is “{standing}” needs a source."
    todo = "Name who published it and when; without a source it stays open."


class AgendaEmpty(Refusal):
    code = "agenda-empty"
    says = "The agenda gives the candidate no minutes."
    todo = "Add an item that is the candidate's time."


class AgendaTooLong(Refusal):
    code = "agenda-too-long"
    says = "The items take {total} minutes; the roundtable has {minutes}."
    todo = "Shorten an item."


class AgendaDiffers(Refusal):
    code = "agenda-differs"
    says = "This agenda gives the candidate {minutes} minutes; that of {other} gives {others}."
    todo = "Give every candidate the same, or write the reason; it is published."


class NoSuchSlots(Refusal):
    code = "no-such-slots"
    says = "The cycle “{cycle}” has made no offer of slots {offer}."
    todo = "Offer slots first, or choose an offer that was made."


class SlotsOpen(Refusal):
    code = "slots-open"
    says = "An offer of slots is still open; its plan is not drawn yet."
    todo = "Draw its plan first; then offer further slots to those left without one."


class SlotsMissing(Refusal):
    code = "slots-missing"
    says = "No slot is named, or too many are."
    todo = "Name from 1 to 60 slots."


class SlotsClash(Refusal):
    code = "slots-clash"
    says = "Two slots in “{room}” overlap: one begins at {starts} before the other ends at {ends}."
    todo = "Move one of them, or choose another room."


class SlotsUnequal(Refusal):
    code = "slots-unequal"
    says = "The slots are not equally long: {minutes} minutes."
    todo = "Give every slot the same number of minutes, so that whichever a campaign gets, it gets the same."


class SlotsTooEarly(Refusal):
    code = "slots-too-early"
    says = "Wishes would close at {closes}, and the first slot begins at {starts}."
    todo = "Let wishes close after now and before the first slot begins."


class SlotUnknown(Refusal):
    code = "slot-unknown"
    says = "Slot {slot} is not among those offered in {offer}."
    todo = "Choose among the slots that were offered."


class WishUnclear(Refusal):
    code = "wish-unclear"
    says = "A slot is ranked twice, or ranked and called impossible."
    todo = "Give each slot one place at most."


class WishesClosed(Refusal):
    code = "wishes-closed"
    says = "Wishes were taken until {closes}."
    todo = (
        "A later wish does not count; where none came in time, every slot counts as equally good. If the slot that the "
        "plan gives cannot be, the desk can move the roundtable, with a published reason."
    )


class OfferClosed(Refusal):
    code = "offer-closed"
    says = "Wishes about {offer} were taken until {closes}; its slots can be offered to nobody else."
    todo = "Draw its plan. Then offer further slots, to one candidate alone if need be, with the reason."


class WishesStillOpen(Refusal):
    code = "wishes-still-open"
    says = "Campaigns may say their wishes until {closes}."
    todo = "Draw the plan afterwards."


class AlreadyDrawn(Refusal):
    code = "already-drawn"
    says = "The plan of {offer} is drawn, with the value “{seed}”."
    todo = "Nothing needs to be done. It is worked out anew only if the field changes, and then from the same value."


class NotDrawn(Refusal):
    code = "not-drawn"
    says = "The plan of {offer} is not drawn yet."
    todo = "Enter the public value that settles it first."


class PlanAccepted(Refusal):
    code = "plan-accepted"
    says = "The plan of {offer} is accepted; its roundtables are set."
    todo = "Move or cancel a roundtable, or offer further slots."


class PlanNotAccepted(Refusal):
    code = "plan-not-accepted"
    says = "The plan of {offer} is not accepted yet; no slot has become free."
    todo = "Draw the plan and accept it. If the field changes before that, draw it again from the same value."


class SlotTaken(Refusal):
    code = "slot-taken"
    says = "Slot {slot} is taken by {roundtable}."
    todo = "Cancel or move that roundtable first, with the reason; then the slot is free."


class NotWaiting(Refusal):
    code = "not-waiting"
    says = "{name} does not wait for slot {slot}: {why}."
    todo = "Choose among those who wait, or set a roundtable at another time."


class OutOfTurn(Refusal):
    code = "out-of-turn"
    says = "{next} comes first in the lottery's order for slot {slot}."
    todo = "Give it to whoever comes first, or write the reason; it is published."


class FieldChanged(Refusal):
    code = "field-changed"
    says = "Since the plan of {offer} was drawn, somebody withdrew, declined or got a roundtable otherwise."
    todo = "Draw it again with the same value, “{seed}”; a slot that became free goes to somebody else."
