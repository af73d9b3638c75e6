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
