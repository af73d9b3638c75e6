"""What the estimates refuse."""

from hustings.core.errors import Refusal


class NotAShare(Refusal):
    code = "not-a-share"
    says = "“{percent}” is not a share in per cent."
    todo = "Write it as it was published, with a point: 44.3"


class SharesTooMany(Refusal):
    code = "shares-too-many"
    says = "The shares add up to {total} per cent."
    todo = "Check the figures against the source."


class MethodMissing(Refusal):
    code = "method-missing"
    says = "A poll is shown only with its method, its population and at least one result."
    todo = "Say how and whom it asked; where the number of answers is unknown, leave n empty."
