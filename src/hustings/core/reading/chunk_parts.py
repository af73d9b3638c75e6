"""What chunks are made of: the chunk itself, and the parts of a body that English names beside it."""

from dataclasses import dataclass

from hustings.core.reading.late import Late
from hustings.core.reading.spans import Span


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of a sentence that points at somebody, before it is known whom.

    `kind`: P, N, R, O, C or G. `head`: the noun of a described body. `of`: the body inside a title.
    """

    kind: str
    span: Span
    how: str
    entity: str | None = None
    title: str = ""
    part: str = ""
    of: str | None = None
    possessive: bool = False
    gender: str = ""
    head: str = ""
    label: str = ""
    role: str = ""


PARTS = {
    "leaders": (
        r"leadership|leaders|officials|president|officers|presidents|top brass|"
        r"(?:political|screening|endorsements?|candidate|legislative|steering|vetting|negotiating|leadership) "
        r"(?:committee|panel|council|team|subcommittee)"
    ),
    "board": (
        r"(?:general )?executive (?:board|council|committee)|general board|"
        r"executive(?! (?:director|officer|secretary|vice|president|chair))|board|"
        r"governing (?:council|board|body)|"
        r"general (?:council|committee)|ruling (?:council|body)|"
        r"national (?:executive|committee|council)(?: committee)?|endorsement committee|"
        r"delegates|convention|conference|congress"
    ),
    "members": (
        r"[Mm]embers|[Mm]embership|rank and file|rank-and-file(?: members)?|workers|voters|retirees|activists|"
        r"households|families|drivers"
    ),
    "fund": r"political (?:fund|action committee|arm)|fund|PAC|super PAC|political program",
    "local": (
        r"Locals?\b(?: \d+)?|Joint Council(?: \d+)?|Branch(?: \d+)?|District(?: Council)?(?: \d+)?|"
        r"Lodge(?: \d+)?|Chapter(?: \d+)?|local(?:s| \d+)?|branch(?:es)?|chapters?|caucus|Caucus|Conference|"
        r"(?:western|eastern|northern|southern|central|state|regional|district|county|city) "
        r"(?:conference|council|division|region|branch|board|committee|affiliate)s?|affiliates?|division|wing|faction"
    ),
}
PART_RIGHT = Late(
    r"(?:['’]s?)?\s(?:(?:own|top|national|international|General|rank-and-file|ruling|central|governing|"
    r"\d+-member|state|powerful|"
    r"policy-making|full)\s)*(?:" + "|".join(f"(?P<{name}>{body})" for name, body in PARTS.items()) + r")(?![\w-])"
)


def span_in(sentence: Span, start: int, end: int) -> Span:
    """A stretch of a sentence, with its place in the text."""
    return Span(sentence.start + start, sentence.start + end, sentence.text[start:end])
