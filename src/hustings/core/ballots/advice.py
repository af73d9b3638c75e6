"""What to do about a refusal, for whoever checks a whole poll: the advice of a ballot is for the voter who made it."""

from hustings.core.ballots.refusals import BallotRefused
from hustings.core.errors import Refusal

BAD_BALLOT = (
    "No such ballot may be in the box, so do not rely on the result. Get a fresh copy of the archive and compare its "
    "head with the published one. If the ballot is in that copy, too, give this line to the observers and the election "
    "officer."
)


def advice_for_checker(refusal: Refusal) -> str:
    """What a checker should do. Where a refusal speaks of the archive as a whole, that is its own advice."""
    return BAD_BALLOT if isinstance(refusal, BallotRefused) else refusal.advice


def told_to_checker(refusal: Refusal) -> str:
    """The refusal in one line, with that advice."""
    place = f" ({refusal.where})" if refusal.where else ""
    return f"{refusal.message}{place} {advice_for_checker(refusal)} [{refusal.code}]"
