"""What a campaign may answer, and how the answer came."""

from enum import StrEnum


class Answer(StrEnum):
    """ACCEPTED and DECLINED settle the offer; CONDITIONS accepts if something is met; ASKED is a question and settles
    nothing."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    CONDITIONS = "conditions"
    ASKED = "asked"


class Via(StrEnum):
    """By the campaign's own link, or entered by staff from a letter, a call or a mail."""

    LINK = "link"
    STAFF = "staff"


class ContactKind(StrEnum):
    """A private contact with a candidate or the campaign, outside the roundtables."""

    MEETING = "meeting"
    CALL = "call"


NEEDS_WORDS = frozenset({Answer.ASKED, Answer.CONDITIONS})
