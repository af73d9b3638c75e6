"""Words about meetings with candidates that several rooms share: audience, press, a source's words on attendance."""

import re
from enum import StrEnum

from hustings.core.errors import Refusal


class Audience(StrEnum):
    """Who may attend. United States law treats the two differently; doors show its consequences with their source.

    Source: 11 CFR 114.3 (restricted class), 11 CFR 114.4 (beyond it).
    """

    RESTRICTED = "restricted class"
    WIDER = "wider"


class Press(StrEnum):
    """Whether reporters are let in. Where any are, every news organisation that asks is let in on the same terms."""

    NONE = "no press"
    AFTERWARDS = "questions afterwards"
    OPEN = "open to the press"


class Standing(StrEnum):
    """What became of a commitment, as far as a named source shows it."""

    OPEN = "open"
    KEPT = "kept"
    PARTLY = "partly kept"
    BROKEN = "broken"


class Kept(StrEnum):
    """What is kept of a meeting beside its minutes."""

    RECORDING = "recording"
    TRANSCRIPT = "transcript"


class Speaker(StrEnum):
    """Whose time an item of an agenda is."""

    CANDIDATE = "candidate"
    MEMBERS = "members"
    CHAIR = "chair"


class DeclinedNotSaid(Refusal):
    """A candidate who is not reported to take part has not, by that, declined."""

    code = "declined-not-said"
    says = "“{status}” may only be said where the source itself says so."
    todo = "Write what the source says, such as “no meeting reported as of 31 January 2024”, or confirm its words."


_DECLINED = re.compile(r"\b(?:declin|refus|reject|turn(?:s|ed|ing)? down)", re.IGNORECASE)


def check_reported_status(status: str, *, source_says_declined: bool, where: str = "") -> None:
    """Raises: DeclinedNotSaid, if `status` says that somebody declined and nobody confirmed that the source does."""
    if _DECLINED.search(status) and not source_says_declined:
        raise DeclinedNotSaid(status=status, where=where)
