"""What the candidates refuse."""

from hustings.core.errors import Refusal


class NoSuchCandidate(Refusal):
    code = "no-such-candidate"
    says = "The cycle “{cycle}” has no candidate {candidate}."
    todo = "Choose one of the cycle's candidates, or add this one first."


class AlreadyAdded(Refusal):
    code = "already-added"
    says = "“{name}” is already a candidate of this cycle: {candidate}."
    todo = "Change that candidate's status instead; for another person of the same name, add what tells them apart."


class AlreadyOfStatus(Refusal):
    code = "already-of-status"
    says = "{name} is already “{status}” since {on}."
    todo = "Nothing needs to be done; a wrong day is corrected on the record, in the open."


class StatusOutOfOrder(Refusal):
    code = "status-out-of-order"
    says = "{name} became “{status}” on {on}, later than {day}."
    todo = "Check the day. If the earlier entry is wrong, correct it on the record, in the open."


class NotAReplacement(Refusal):
    code = "not-a-replacement"
    says = "“{replaced_by}” cannot be the replacement: only a replaced candidate has one, and it is another candidate."
    todo = "Set the status “replaced” and name another candidate of this cycle, or leave the replacement out."


class NotAnAddress(Refusal):
    code = "not-an-address"
    says = "“{email}” is not an e-mail address that letters of this cycle may go to."
    todo = "Write a full address; in a rehearsal it must end in .example, so that nothing reaches a real person."


class LanguageUnknown(Refusal):
    code = "language-unknown"
    says = "“{language}” is not a language in which letters are wanted here."
    todo = "Choose one of: {known}."


class PictureRefused(Refusal):
    code = "picture-refused"
    says = "The file “{name}” cannot be a candidate's picture: {problem}."
    todo = "Take a PNG or JPEG of at most 2 megabytes."


class ContactExists(Refusal):
    code = "contact-exists"
    says = "This address is already a contact of {candidate}."
    todo = "Nothing needs to be done."


class NoSuchContact(Refusal):
    code = "no-such-contact"
    says = "{candidate} has no such contact."
    todo = "Look at the list of contacts again; somebody may have removed it."


class CandidateOut(Refusal):
    """Raised by the rooms above: what is new is offered only to those who stand."""

    code = "candidate-out"
    says = "{name} no longer stands: “{status}” since {on}."
    todo = "What was agreed stays on the record; cancel what lies ahead. If the status is wrong, change it first."


class StillStands(Refusal):
    code = "still-stands"
    says = "{name} stands; there is nothing to walk through."
    todo = "The list of what is touched begins when a candidate withdraws or is replaced."


class NoSuchStep(Refusal):
    code = "no-such-step"
    says = "{name} going touches no open step “{step} {thing}”."
    todo = "Look at the list again; it shows every step that is touched."


class StepSettled(Refusal):
    code = "step-settled"
    says = "The step “{step} {thing}” is settled already."
    todo = "Nothing needs to be done; somebody else may have settled it a moment ago."
