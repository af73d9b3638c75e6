"""What the secret poll refuses, beside what its engine refuses."""

from hustings.core.errors import Refusal


class NoSuchPoll(Refusal):
    code = "no-such-poll"
    says = "There is no secret poll “{poll}” in this cycle."
    todo = "Check the poll's code."


class NoSuchUnit(Refusal):
    code = "no-such-unit"
    says = "The poll {poll} has no unit “{unit}”."
    todo = "Check the unit's code: the poll's page lists them."


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


class DeclaredTooLate(Refusal):
    code = "poll-declared-too-late"
    says = "The poll opens at {opens_at}, and its units must be public before."
    todo = "Let it open later: declare it first, so that everybody can see who is counted together."


class TooManyCredentials(Refusal):
    code = "too-many-credentials"
    says = "{unit} has {n_credentials} credentials for {n_eligible} members who may vote."
    todo = "Ask the credential office for the list that belongs to this unit and this roll."


class CredentialInTwoUnits(Refusal):
    code = "credential-in-two-units"
    says = "Two units share a credential or the name of their election."
    todo = "Ask the credential office for one list for each unit, each made for its own election."


class UnitSealed(Refusal):
    code = "unit-sealed"
    says = "The tally of {unit} is not opened by itself: it, or a unit beside it, has fewer than {minimum} ballots."
    todo = "The poll's page says with which other units it is opened; decrypt their sum."


class TooFewBallots(Refusal):
    code = "too-few-ballots"
    says = "The whole poll has fewer than {minimum} ballots, the least of which the rulebook lets a sum be opened."
    todo = "Nothing is opened. The archives stay, so that everybody can find the own ballot in them."


class EnoughBallots(Refusal):
    code = "enough-ballots"
    says = "The poll has {minimum} ballots or more: its sums are opened."
    todo = "Ask the trustees for their parts, and count it."


class NotToBeReopened(Refusal):
    code = "poll-not-to-be-reopened"
    says = "The poll {poll} is not waiting for another that takes it up; it is {state}."
    todo = "Put on the record first that its field changed and that it is opened again. It is taken up once."


class SameAsBefore(Refusal):
    code = "poll-same-as-before"
    says = "The new poll repeats {what} of {poll}."
    todo = "Leave out the answer that is gone, and have the credential office make new credentials for new elections."


class ListIsDestroyed(Refusal):
    code = "list-is-destroyed"
    says = "The record says already that the list of this poll was destroyed, on {destroyed_on}."
    todo = "Nothing needs to be done; a list is destroyed once."


class StatementDiffers(Refusal):
    code = "statement-differs"
    says = "The statement is not about the credentials of {poll}: cycle, elections, numbers or digests differ."
    todo = "Take the statement of the office that made this poll's credentials. If it is that one, tell the director."
