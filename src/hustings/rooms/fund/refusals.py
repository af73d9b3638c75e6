"""What the fund refuses, beside what the limits refuse."""

from hustings.core.errors import Refusal


class NoSuchGift(Refusal):
    code = "no-such-gift"
    says = "There is no gift “{gift}” in this cycle."
    todo = "Look at the list of gifts."


class NotApproved(Refusal):
    code = "not-approved"
    says = "No recorded roll call approves {gift}."
    todo = "Put a motion about it to the board; the gift follows when it has passed."


class OverLimit(Refusal):
    code = "over-limit"
    says = "{sentence}"
    todo = "Lower the gift, choose another year, or refuse it in the record."


class GiftState(Refusal):
    code = "gift-state"
    says = "{gift} is {state}; this is not its time."
    todo = "Follow the order: propose, approve, check, pay."
