"""What the endorsements refuse."""

from hustings.core.errors import Refusal


class AlreadyEntered(Refusal):
    code = "already-entered"
    says = "This act of {endorser} is entered already."
    todo = "Add the source to the entry that is there."


class NotAnEndorsement(Refusal):
    code = "not-an-endorsement"
    says = "“{value}” is not one of: {known}."
    todo = "Choose one of these words."


class EndorserMissing(Refusal):
    code = "endorser-missing"
    says = "An endorsement needs the body that gave it, a sentence, and for “endorsed” the candidate."
    todo = "Fill in who, whom and what."
