"""What the questionnaires refuse."""

from hustings.core.errors import Refusal


class NoSuchQuestionnaire(Refusal):
    code = "no-such-questionnaire"
    says = "The cycle “{cycle}” has no questionnaire {questionnaire}."
    todo = "Choose one of the cycle's questionnaires, or draft it first."


class QuestionsFixed(Refusal):
    code = "questions-fixed"
    says = "{questionnaire} is {state}; its questions and keys are fixed."
    todo = "Draft another questionnaire, or cancel this one with a reason and issue a better one to everybody."


class NotIssued(Refusal):
    code = "not-issued"
    says = "{questionnaire} is {state}; this belongs to a questionnaire that is out."
    todo = "Issue it first, or leave it as it is."


class KeysMissing(Refusal):
    code = "keys-missing"
    says = "{n} of at least 2 custodians have given a key for {questionnaire}."
    todo = "Ask two people who do not run the questionnaire to give their keys; a third makes up for a lost one."


class TooManyKeys(Refusal):
    code = "too-many-keys"
    says = "{questionnaire} has {n} keys already."
    todo = "Two are needed and three are enough."


class KeyGiven(Refusal):
    code = "key-given"
    says = "This person, or this key, already stands for {questionnaire}."
    todo = "Each key is kept by another person; ask somebody else."


class KeyUnreadable(Refusal):
    code = "key-unreadable"
    says = "This is not a whole key."
    todo = "Copy all of it, from “hustings-key-1” to the last letter, out of the file that was saved."


class KeyNotFitting(Refusal):
    code = "key-not-fitting"
    says = "This key opens nothing in {questionnaire}, or was already used for it."
    todo = "Look for the file saved for this questionnaire, or ask the other custodian."


class SameHands(Refusal):
    code = "same-hands"
    says = "The first key of {questionnaire} was given by the same person."
    todo = "Ask the other custodian to give the second key."


class SealBroken(Refusal):
    code = "seal-broken"
    says = "A sealed answer cannot be opened: it was damaged or exchanged."
    todo = "Compare with a backup; the campaign has its own copy, which its receipt on the record proves."


class DeadlineAhead(Refusal):
    code = "deadline-ahead"
    says = "The answers are sealed until {deadline}."
    todo = "Come back then. Until then nobody opens them, whoever asks."


class DeadlineTooEarly(Refusal):
    code = "deadline-too-early"
    says = "The deadline {deadline} has passed, or is earlier than the one campaigns were told."
    todo = "Choose a later moment; a deadline that was given is never shortened."


class NotOpened(Refusal):
    code = "not-opened"
    says = "The answers to {questionnaire} are not opened."
    todo = "Two custodians open them after the deadline."


class AnswersClosed(Refusal):
    code = "answers-closed"
    says = "{questionnaire} is {state} and takes no answers."
    todo = "Call the organisation's desk."


class NobodySilent(Refusal):
    code = "nobody-silent"
    says = "Everybody who stands has answered {questionnaire}."
    todo = "Nobody needs a reminder."


class SilentReminded(Refusal):
    code = "silent-reminded"
    says = "Those who have not answered {questionnaire} were reminded on {on} already."
    todo = "Wait until tomorrow; one reminder a day is enough."


class AlreadyHandedIn(Refusal):
    code = "already-handed-in"
    says = "Your answers of {on} stand; the deadline was {deadline}."
    todo = (
        "After the deadline nothing is exchanged. A correction can be entered in the open once answers are published."
    )


class VersionTaken(Refusal):
    code = "version-taken"
    says = "Version {number} of your answers is handed in already."
    todo = "Nothing needs to be done. To hand in other answers, open the page anew."


class NobodyToAsk(Refusal):
    code = "nobody-to-ask"
    says = "No candidate stands whom {questionnaire} could be sent to."
    todo = "Enter the candidates first."


class AlreadyPublished(Refusal):
    code = "already-published"
    says = "This part of {questionnaire} was published on {on}."
    todo = "Nothing needs to be done; what is wrong in it is corrected in the open, on the record."


class NothingScored(Refusal):
    code = "nothing-scored"
    says = "The assessors' sheets of {questionnaire} are not complete: {missing}."
    todo = "Every assessor scores every candidate who answered; then publish."
