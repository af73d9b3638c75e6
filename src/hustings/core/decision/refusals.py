"""What the rule engine refuses: rules, motions and votes that contradict themselves or each other.

A vote that the rule leaves undecided is not refused; it has an outcome that says so.
"""

from hustings.core.errors import Refusal


class ThresholdImpossible(Refusal):
    code = "threshold-impossible"
    says = "A threshold of {compare} {share} can never be used: it is always or never reached."
    todo = "Take a share above 0 and up to 1 for 'at least', from 0 and below 1 for 'more than'."


class QuorumImpossible(Refusal):
    code = "quorum-impossible"
    says = "This quorum is always or never met."
    todo = "Take a number of at least 1, or a share that some attendance reaches and some does not."


class SpecialTwice(Refusal):
    code = "special-threshold-twice"
    says = "The rule holds two special thresholds for {outcome!r}."
    todo = "Keep one of them."


class OutcomeNotAsked(Refusal):
    code = "outcome-not-asked"
    says = "A motion cannot ask for {outcome!r}: that is what remains when a vote decides otherwise or not at all."
    todo = "Ask for an outcome that a body can vote for."


class CandidatesDoNotFit(Refusal):
    code = "candidates-do-not-fit"
    says = "The option {option} asks for {outcome!r} and names {n_candidates} candidates; it needs {wanted}."
    todo = "Correct the candidates that the option names, or what it asks for."


class TooManyCandidates(Refusal):
    code = "too-many-candidates"
    says = "The option {option} endorses {n_candidates} candidates; the rule allows {n_allowed}."
    todo = "Put a motion within the rule, or adopt another rule first."


class OptionsDoNotFit(Refusal):
    code = "options-do-not-fit"
    says = "A motion of the kind {kind!r} needs {wanted}, not {n_options} options."
    todo = "Correct the options of the motion."


class OptionTwice(Refusal):
    code = "option-twice"
    says = "Two options of the motion have the code {option}."
    todo = "Give each option its own code."


class WordTaken(Refusal):
    code = "word-taken"
    says = "{option!r} already means a vote and cannot be the code of an option."
    todo = "Choose another code."


class SeatTwice(Refusal):
    code = "seat-twice"
    says = "The seat {seat} is in the roll call more than once."
    todo = "Keep the one entry that was cast."


class LineTwice(Refusal):
    code = "tally-line-twice"
    says = "The tally has two lines for {vote!r} with the same presence."
    todo = "Add the two lines up."


class WeightWithoutSeats(Refusal):
    code = "weight-without-seats"
    says = "The tally gives {vote!r} weight but no seats."
    todo = "Enter how many seats cast these votes."


class AbsentAway(Refusal):
    code = "absent-and-away"
    says = "{whose} is absent and also marked as voting from outside the room."
    todo = "Leave out the mark for those who were absent."


class VoteNotOnBallot(Refusal):
    code = "vote-not-on-ballot"
    says = "{vote!r} is not a vote that this motion offers."
    todo = "Correct the vote, or put a motion that offers it."


class WeightNotAllowed(Refusal):
    code = "weight-not-allowed"
    says = "The rule gives each seat one vote; the votes for {vote!r} weigh {weight} with {n_seats} seats."
    todo = "Enter one vote per seat, or adopt a rule with weights."


class NoticeAfterVote(Refusal):
    code = "notice-after-vote"
    says = "Notice is dated {noticed_on}, after the vote of {taken_on}."
    todo = "Correct the day of the notice or of the vote."


class BodyTwice(Refusal):
    code = "body-twice"
    says = "The chain names the body {body} more than once."
    todo = "Give each body one place in the chain."


class BodyUnknown(Refusal):
    code = "body-unknown"
    says = "A vote was handed in for the body {body}, which the chain does not name."
    todo = "Correct the body of the vote, or the chain."


class ChainMalformed(Refusal):
    code = "chain-malformed"
    says = "A chain needs {wanted}."
    todo = "Correct the chain."


class RoundNotDue(Refusal):
    code = "round-not-due"
    says = "Round {number} was not due: round {last} ended the vote."
    todo = "Leave out the votes taken after the end."
