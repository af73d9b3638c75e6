"""What the straw polls refuse."""

from hustings.core.errors import Refusal


class OptionsUnclear(Refusal):
    code = "options-unclear"
    says = "A straw poll needs a question and at least two different options, none of them empty."
    todo = "Write the question and the options as they will be read out."


class DaysInverted(Refusal):
    code = "days-inverted"
    says = "The straw poll would close on {closes_on}, before it opens on {opens_on}."
    todo = "Give a last day that is not before the first."


class NoSuchPoll(Refusal):
    code = "no-such-poll"
    says = "The cycle has no straw poll “{poll}”."
    todo = "Check the code on the list of polls."


class NoSuchSheet(Refusal):
    code = "no-such-sheet"
    says = "There is no return sheet “{sheet}”."
    todo = "Check the code on the list of sheets."


class NotYourLocal(Refusal):
    code = "not-your-local"
    says = "Your link is for another local than {local}."
    todo = "Enter the sheet of your own local, or ask the election officer for a link to this one."


class PollClosed(Refusal):
    code = "poll-closed"
    says = "The straw poll {poll} is closed; its totals are on the record."
    todo = "Tell the election officer; what was closed changes only by a correction in the open."


class PollNotOver(Refusal):
    code = "poll-not-over"
    says = "The straw poll {poll} runs until {closes_on}."
    todo = "Close it on that day or later."


class SheetAlreadyEntered(Refusal):
    code = "sheet-already-entered"
    says = "The sheet of {local} was already entered as {sheet}."
    todo = "A second teller confirms it; if a figure is wrong, correct it with a reason."


class HeldOutside(Refusal):
    code = "held-outside-the-poll"
    says = "The meeting cannot have been on {held_on}: it must be from {first} to {last}."
    todo = "Check the day on the sheet; a meeting outside these days does not count."


class FiguresIncomplete(Refusal):
    code = "figures-incomplete"
    says = "The sheet needs one figure for each option. Missing: {missing}. Not an option: {unknown}."
    todo = "Write 0 where nobody chose an option."


class NotACount(Refusal):
    code = "not-a-count"
    says = "The figure for “{option}” is not a number of people."
    todo = "Write a whole number from 0 to a million."


class MoreVotesThanPresent(Refusal):
    code = "more-votes-than-present"
    says = "{n_votes} votes were counted, but {n_present} members were present."
    todo = "Count again; nobody may have voted twice."


class MorePresentThanMembers(Refusal):
    code = "more-present-than-members"
    says = "{n_present} members cannot have been present: {local} has {n_members} on the roll."
    todo = "Check the figure. If the roll is out of date, the election officer imports the present one first."


class SameTeller(Refusal):
    code = "same-teller"
    says = "The sheet {sheet} was entered by you; a second teller must confirm it."
    todo = "Ask the local's other teller to enter the same figures from the paper."


class SheetsDiffer(Refusal):
    code = "sheets-differ"
    says = (
        "Your figure for “{option}” is not the one that the first teller entered. The sheet {sheet} stays unconfirmed."
    )
    todo = "Look at the paper together: either you try again, or the sheet is corrected with a reason."


class AlreadyConfirmed(Refusal):
    code = "already-confirmed"
    says = "The sheet {sheet} is confirmed."
    todo = "Nothing needs to be done."


class NoChange(Refusal):
    code = "figure-unchanged"
    says = "The figure is already {now}."
    todo = "Nothing needs to be done."


class ReasonMissing(Refusal):
    code = "correction-without-reason"
    says = "A sheet changes only with a reason, which everybody can read."
    todo = "Say in one sentence why."


class RecountOpen(Refusal):
    code = "recount-open"
    says = "Confirmed sheets were corrected and wait to be confirmed again: {sheets}."
    todo = "A second teller confirms the corrected figures; then close the poll."
