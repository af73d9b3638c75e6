"""What the cycles refuse."""

from hustings.core.errors import Refusal


class RulebookFrozen(Refusal):
    code = "rulebook-frozen"
    says = "The rulebook is frozen since the call was published."
    todo = "Correct the record in the open, or open a new cycle."


class NoRulebook(Refusal):
    code = "no-rulebook"
    says = "The cycle “{cycle}” has no rulebook yet."
    todo = "Adopt a rulebook first."


class NoSuchDate(Refusal):
    code = "no-such-date"
    says = "The calendar has no date “{key}”."
    todo = "Choose one of the calendar's dates, or set it first."


class ReasonMissing(Refusal):
    code = "reason-missing"
    says = "A published date, or a step back, changes only with a reason."
    todo = "Say in one sentence why; both dates stay visible."


class NoChange(Refusal):
    code = "no-change"
    says = "This is already so: {what}."
    todo = "Nothing needs to be done."


class NotARulebook(Refusal):
    code = "not-a-rulebook"
    says = "The rulebook lacks or misstates “{field}”."
    todo = "Give that field in the form which the documentation of rulebooks shows."


class NotACode(Refusal):
    code = "not-a-code"
    says = "“{text}” cannot be a code: letters without accents, digits and hyphens, at most {most}."
    todo = "Write it as in harbor-2031."
