"""What the invitations refuse."""

from hustings.core.errors import Refusal


class NoTerms(Refusal):
    code = "no-terms"
    says = "The cycle “{cycle}” has no terms for its invitations yet."
    todo = "Adopt the terms first: text, minutes, slots, audience and deadline, the same for every candidate."


class TermsFrozen(Refusal):
    code = "terms-frozen"
    says = "The terms are fixed since the first invitation was sent."
    todo = "Move the deadline for everybody, or give one offer other terms with a reason that everybody can read."


class TermsDiffer(Refusal):
    code = "terms-differ"
    says = "This offer differs from everybody else's in: {fields}."
    todo = "Send the standard terms, or write the reason; it is published in the treatment table."


class NothingDiffers(Refusal):
    code = "nothing-differs"
    says = "A reason for a difference was given, but these are the standard terms."
    todo = "Leave the reason out, or change the terms it is meant for."


class DeadlineInThePast(Refusal):
    code = "deadline-in-the-past"
    says = "The deadline {deadline} has already passed."
    todo = "Set a later one: move it for everybody, or give a late candidate a later one with a reason."


class DeadlineShortened(Refusal):
    code = "deadline-shortened"
    says = "Campaigns were told {was}; a deadline that was given is not shortened to {now}."
    todo = "Choose a later moment."


class AlreadyInvited(Refusal):
    code = "already-invited"
    says = "{name} was invited on {on} ({invitation})."
    todo = "Nothing needs to be done; remind the campaign if it is silent."


class NotInvited(Refusal):
    code = "not-invited"
    says = "{candidate} has no invitation in this cycle."
    todo = "Send the invitation first."


class NotSilent(Refusal):
    code = "not-silent"
    says = "{name} has already replied ({answer})."
    todo = "Only those who have not replied are reminded."


class RemindedToday(Refusal):
    code = "reminded-today"
    says = "{name} was already reminded on {on}."
    todo = "Wait a day before reminding again."


class TooLateToRemind(Refusal):
    code = "too-late-to-remind"
    says = "The deadline {deadline} has passed; the link no longer takes an answer."
    todo = "Move the deadline for everybody, or call the campaign and enter its late reply."


class NotYours(Refusal):
    code = "not-yours"
    says = "This link does not belong to that invitation."
    todo = "Use the link in your own invitation, or ask the desk for a new one."


class DeadlinePassed(Refusal):
    code = "deadline-passed"
    says = "The deadline for replies was {deadline}."
    todo = "Call the organisation's desk: it can still enter your reply, marked as late."


class ReplyUnchanged(Refusal):
    code = "reply-unchanged"
    says = "This reply is already on the record: {answer}."
    todo = "Nothing needs to be done."


class ReceivedOutside(Refusal):
    code = "received-outside"
    says = "A reply to the invitation of {sent} cannot have been received on {received}."
    todo = "Check the day and time at which it came."


class NotYetHappened(Refusal):
    code = "not-yet-happened"
    says = "{on} still lies ahead."
    todo = "Enter it once it has happened."


class AlreadyEntered(Refusal):
    code = "already-entered"
    says = "Exactly this is already on the record."
    todo = "Nothing needs to be done; somebody else may have entered it a moment ago."


class NotAReportedCycle(Refusal):
    code = "not-a-reported-cycle"
    says = "“{cycle}” is not a cycle retold from sources; what happens in it is recorded when it is done."
    todo = "Use the action itself: send, enter a reply, set or hold."


class NoSuchScan(Refusal):
    code = "no-such-scan"
    says = "No such letter is kept with the replies of {candidate}."
    todo = "Open it from the thread of that campaign."


class NothingAsked(Refusal):
    code = "nothing-asked"
    says = "{name} has asked nothing and named no conditions."
    todo = "What every campaign should know goes to all of them alike; a private talk is logged as a contact."
