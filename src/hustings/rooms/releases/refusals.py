"""What the releases refuse."""

from hustings.core.errors import Refusal


class NoSuchRelease(Refusal):
    code = "no-such-release"
    says = "There is no release “{release}” that waits for clearance."
    todo = "Look at the list of releases."


class ReleaseEmpty(Refusal):
    code = "release-empty"
    says = "A release needs a title, a text, what it is about, and members or the press as its audience."
    todo = "Fill in what is missing."


class OwnClearance(Refusal):
    code = "own-clearance"
    says = "Whoever wrote a release does not clear it."
    todo = "Ask a second person."


class NotForLetters(Refusal):
    code = "not-for-letters"
    says = "{release} cannot go to the members by letter: {why}."
    todo = "Only an issued statement to the members goes out by letter, and once; write another one to say more."


class NoAddresses(Refusal):
    code = "no-addresses"
    says = "The roll knows no address of such members, or none of them wants statements by letter."
    todo = "Choose other members, or import a roll with addresses."


class NoPressTerms(Refusal):
    code = "no-press-terms"
    says = "The cycle “{cycle}” does not say yet how reporters register."
    todo = "Write the press terms first, once for every roundtable; the advisory then takes them over."


class PressTermsFixed(Refusal):
    code = "press-terms-fixed"
    says = "Reporters were already told how they register, in {release}."
    todo = "Write why it changes now; the reason is published."


class AlreadyDrafted(Refusal):
    code = "already-drafted"
    says = "{release} says this already, and waits to be cleared."
    todo = "Revise that draft, or ask a second person to clear it."


class NothingNew(Refusal):
    code = "nothing-new"
    says = "{release} was issued with exactly these words; nothing has changed since."
    todo = "Nothing needs to be done."


class WordsDiffer(Refusal):
    code = "words-differ"
    says = "These are not the words that {about} gets from the record, as every other candidate's roundtable does."
    todo = "Take the words anew from the record, or write why they differ; the reason is published."
