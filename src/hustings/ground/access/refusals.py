"""What access refuses. A refusal never tells whether an account or a person exists."""

from hustings.core.errors import Refusal


class LinkUnknown(Refusal):
    code = "link-unknown"
    says = "This link is not known here."
    todo = "Check that the whole address was copied, or ask the sender for a new link."


class LinkExpired(Refusal):
    code = "link-expired"
    says = "This link was good until {until}."
    todo = "Ask the sender for a new link; nothing you entered before is lost."


class LinkUsed(Refusal):
    code = "link-used"
    says = "This link works once, and it has been used."
    todo = "Sign in with your password and code, or ask for a new link."


class HouseExists(Refusal):
    code = "house-exists"
    says = "This house has been founded already."
    todo = "Sign in with the officer's account, or choose another database."


class NoSuchAccount(Refusal):
    code = "no-such-account"
    says = "There is no such account or role to change."
    todo = "Check the name on the list of accounts."


class WeakPassword(Refusal):
    code = "weak-password"
    says = "That password will not do: {reasons}"
    todo = "Choose a longer one that nobody could guess."


class OwnReset(Refusal):
    code = "own-reset"
    says = "Nobody asks for the reset of their own second factor, or agrees to it."
    todo = "Ask two others who may: an officer, the secretary, the director."


class SameOfficer(Refusal):
    code = "same-officer"
    says = "Whoever asked for a reset does not agree to it as well."
    todo = "Ask another officer, the secretary or the director to agree."


class NoSuchReset(Refusal):
    code = "no-such-reset"
    says = "There is no such request, or it was not agreed to in time."
    todo = "Ask for the reset again; it waits for a week."


class ResetWaits(Refusal):
    code = "reset-waits"
    says = "A reset of this account waits already for somebody's agreement."
    todo = "Ask a second person to agree to it."
