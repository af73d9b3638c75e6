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


class NoSuchPage(Refusal):
    code = "no-such-page"
    says = "There is no such page."
    todo = "Start from the first page, or from the list of cycles."
