"""What the roundtables refuse."""

from hustings.core.errors import Refusal


class NoSuchRoundtable(Refusal):
    code = "no-such-roundtable"
    says = "The cycle “{cycle}” has no roundtable {roundtable}."
    todo = "Choose one of the cycle's roundtables, or set it first."


class DoubleBooking(Refusal):
    code = "double-booking"
    says = "At that time {taken} is already taken by {roundtable}, {starts}, {minutes} minutes."
    todo = "Choose another time or place, or move the other roundtable first."


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


class AlreadyNoted(Refusal):
    code = "already-noted"
    says = "This commitment is already noted at {roundtable}."
    todo = "Nothing needs to be done."
