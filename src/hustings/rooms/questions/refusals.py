"""What the questions refuse."""

from hustings.core.errors import Refusal


class NoCollection(Refusal):
    code = "no-collection"
    says = "The cycle “{cycle}” takes no questions from members yet."
    todo = "Open the collection first: until when, and how many questions each member may propose."


class CollectionExists(Refusal):
    code = "collection-exists"
    says = "Questions are already collected in this cycle, until {closes}."
    todo = "Move the closing time with a reason, if it should be another."


class CollectionClosed(Refusal):
    code = "questions-closed"
    says = "Questions were taken until {closes}."
    todo = "Read what was asked, and what was answered, on the public page of the questions."


class ClosesTooEarly(Refusal):
    code = "closes-too-early"
    says = "{closes} has already passed."
    todo = "Choose a time that lies ahead."


class StatusUnknown(Refusal):
    code = "status-unknown"
    says = "“{status}” is no status of the roll."
    todo = "Name at least one of: {known}."


class NotAMember(Refusal):
    code = "not-a-member"
    says = "The roll, as it was last imported, does not have the member for whom this address was made."
    todo = "Ask your local whether the roll has you under another number."


class NoVoice(Refusal):
    code = "no-voice"
    says = "Questions are for members whose status is: {statuses}. The roll says of you: {status}."
    todo = "If the roll is wrong, write to your local."


class VoiceKeyMissing(Refusal):
    code = "voice-key-missing"
    says = "The key that tells one voice from another is not on this machine."
    todo = "Put {file} back into the folder of files from its backup; without it nobody's voice can be taken."


class NoSuchQuestion(Refusal):
    code = "no-such-question"
    says = "There is no question {question} here."
    todo = "Choose one of the list."


class TooManyProposals(Refusal):
    code = "too-many-proposals"
    says = "You have proposed {n_each} questions; that is as many as each member may."
    todo = "Support questions of others; as many as you like."


class TooLike(Refusal):
    code = "too-like-another"
    says = "This question stands in the list already, as {question}: “{text}”"
    todo = "Support that one; it counts the same as asking it yourself."


class AlreadyWaiting(Refusal):
    code = "already-waiting"
    says = "Somebody sent the same question, and it is waiting to be read."
    todo = "Come back when it is in the list, and support it."


class AlreadySupported(Refusal):
    code = "already-supported"
    says = "You support {question} already."
    todo = "Nothing needs to be done; every member has one voice for each question."


class NotSupported(Refusal):
    code = "not-supported"
    says = "You do not support {question}."
    todo = "Nothing needs to be done."


class NotOpenTo(Refusal):
    code = "question-state"
    says = "{question} is {state}; this can be done only with a question that is {wanted}."
    todo = "Look at the question first; somebody may have been faster."


class MergedWithItself(Refusal):
    code = "merged-with-itself"
    says = "{question} cannot be merged into itself."
    todo = "Choose another question."


class ChosenAlready(Refusal):
    code = "chosen-already"
    says = "{question} is chosen for {roundtable}."
    todo = "Choose the questions for that table anew without it, or leave it as it is."


class OrderFixed(Refusal):
    code = "order-fixed"
    says = "The order for {roundtable} is fixed already."
    todo = "Choose the questions for the table from it."


class NoOrder(Refusal):
    code = "no-order"
    says = "The order for {roundtable} is not fixed yet."
    todo = "Fix the order first; it is published with the number of supporters of each question."


class NothingToOrder(Refusal):
    code = "nothing-to-order"
    says = "No question is in the list that a member supports and that this candidate has not answered."
    todo = "Read the questions that wait, and wait for the members."


class NotInTheOrder(Refusal):
    code = "not-in-the-order"
    says = "{question} has no place in the order for {roundtable}."
    todo = "Choose from the order as it was fixed."


class DepartureUnexplained(Refusal):
    code = "departure-unexplained"
    says = "The choice departs from the order: next in it stands {question}."
    todo = "Choose the first ones in their order, or say why not; the reason is published."


class NothingDeparts(Refusal):
    code = "nothing-departs"
    says = "A reason for departing from the order was given, but these are its first questions."
    todo = "Leave the reason out, or check the choice."


class NotChosen(Refusal):
    code = "not-chosen"
    says = "{question} was not chosen for {roundtable}."
    todo = "Note answers to the questions that were chosen for the table."
