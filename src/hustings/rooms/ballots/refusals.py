"""What the secret poll refuses, beside what its engine refuses."""

from hustings.core.errors import Refusal


class NoSuchPoll(Refusal):
    code = "no-such-poll"
    says = "There is no secret poll “{poll}” in this cycle."
    todo = "Check the poll's code."


class PollNotOpen(Refusal):
    code = "poll-not-open"
    says = "The poll takes ballots from {opens_at} to {closes_at}."
    todo = "Come back in that time; a ballot cast before stays in the box."


class PollState(Refusal):
    code = "poll-state"
    says = "The poll is {state}; this is not its time."
    todo = "Follow the order: declare, close, decrypt, count."


class TooFewTrustees(Refusal):
    code = "too-few-trustees"
    says = "A secret poll needs the keys of at least {least} trustees."
    todo = "Ask every trustee for the public key that their own program made."


class NotAField(Refusal):
    code = "not-a-field-rule"
    says = "A poll whose field changes is voided, kept for the record or re-opened; not “{rule}”."
    todo = "Choose void, keep or re-open, as the rulebook says."


class BoxNotReady(Refusal):
    code = "box-not-ready"
    says = "The ballot box cannot be written at this moment. Your ballot may not be in it."
    todo = "Send the very same ballot again in a minute: it is taken once, and you get its receipt."
