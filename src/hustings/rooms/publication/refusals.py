"""What publication refuses."""

from hustings.core.errors import Refusal


class NotPublished(Refusal):
    code = "not-published"
    says = "Nothing of this cycle was published {when}."
    todo = "Look at the list of cycles, choose another day, or come back after the next publication."


class NothingNew(Refusal):
    code = "nothing-new"
    says = "Nothing was entered since {code}."
    todo = "Publish again when the record has grown."


class WordsTooShort(Refusal):
    code = "words-too-short"
    says = "“{words}” is too short to be looked for everywhere."
    todo = "Give the words as they were written, at least {least} letters."


class WordsNotFound(Refusal):
    code = "words-not-found"
    says = "Neither the record nor any room of this cycle holds these words."
    todo = "Give the words exactly as they stand in the entry, or a shorter part of them."


class ReasonTells(Refusal):
    code = "reason-tells"
    says = "The reason holds the words that are to be erased, and it is published."
    todo = "Say why in other words."


class OpeningTells(Refusal):
    code = "opening-tells"
    says = "The words stand in the first entry of the record, which cannot be taken away."
    todo = "Give a longer part of the words, one that does not stand there."


class NoSuchPage(Refusal):
    code = "no-such-page"
    says = "There is no such page."
    todo = "Start from the first page, or from the list of cycles."
