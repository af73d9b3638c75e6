"""The second factor: a pass that says “its bearer was signed in as a member who may vote”, and nothing else.

Where the rulebook asks for it (`poll_pass`), a ballot is only taken with a pass, which a member fetches with her
private link. **The pass of an hour is the same for everybody**, and no list is made of who fetched one: so whatever is
kept, a pass joins no member to a ballot. It holds for its hour and the next.

It keeps out whoever found or stole a credential and has no member's link. It cannot say whose credential is used:
nobody here knows who holds which.
"""

from datetime import datetime, timedelta

from django.utils.crypto import constant_time_compare, salted_hmac

from hustings.core.errors import Refusal
from hustings.ground.clock import iso

PASS_HEADER = "Hustings-Pass"
LASTS = timedelta(hours=1)


class PassWanted(Refusal):
    code = "pass-wanted"
    says = "This poll takes a ballot only from members who are signed in, and this one came without a valid pass."
    todo = "Open your own page by the link that you were sent, go to the booth from there, and cast the ballot again."


def pass_of(*, cycle: str, poll: str, at: datetime) -> tuple[str, datetime]:
    """The pass of this hour, and until when it holds."""
    began = at.replace(minute=0, second=0, microsecond=0)
    return _made(cycle, poll, began), began + 2 * LASTS


def require_pass(*, cycle: str, poll: str, given: str, at: datetime) -> None:
    """Refuse what is neither this hour's pass nor the last one's. Raises: PassWanted."""
    passes = [pass_of(cycle=cycle, poll=poll, at=moment)[0] for moment in (at, at - LASTS)]
    if not any(constant_time_compare(given, each) for each in passes):
        raise PassWanted(where=poll)


def _made(cycle: str, poll: str, began: datetime) -> str:
    return salted_hmac("hustings.poll-pass", f"{cycle}|{poll}|{iso(began)}", algorithm="sha256").hexdigest()[:32]
