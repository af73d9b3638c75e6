"""How near a source is to what it tells: the endorser's own release, a named outlet, unnamed sources, or who gains.

Computed from who published the text and from whom it says it has it; a person corrects it. The word of whoever gains by
a fact is not enough, and the word of the body that acted prevails over everybody else's.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum

from hustings.core.errors import Refusal
from hustings.core.reading.late import Late


class Standing(StrEnum):
    """The four standings of a source."""

    OWN = "own release"
    OUTLET = "named outlet"
    UNNAMED = "unnamed sources"
    GAINS = "who gains"


class NoSuchStanding(Refusal):
    """A word that is none of the four."""

    code = "no-such-standing"
    says = "“{standing}” is no standing of a source."
    todo = "Choose one of: own release, named outlet, unnamed sources, who gains."


ACTORS = frozenset({"endorser", "organization", "donor", "inviter", "speaker", "voter", "holder", "pollster"})
"""Roles whose own word on a fact is the first-hand word."""

GAINERS = frozenset({"endorsee", "recipient", "beneficiary"})
"""Roles that gain by a fact: what only they say is a claim."""

_UNNAMED = Late(
    r"\b(?:(?:sources?|officials?|aides?|insiders?|people|persons?|members?|leaders?)"
    r" (?:who (?:spoke|asked|requested|declined|were not|was not)|familiar|close to|briefed|said"
    r"|with (?:direct )?knowledge)"
    r"|(?:on|under) condition of anonymity|anonymous(?:ly)?|not authori[sz]ed to|according to (?:\w+ ){0,3}?"
    r"(?:sources?|people|officials?|aides?|insiders?|persons?)|unnamed|it is understood)\b",
    re.I,
)
_OWN_SIDE = Late(
    r"\b(?:(?:his|her|their|the) (?:campaign|team|office|spokes\w+)|campaign (?:manager|aide|official|spokes\w+))"
    r"(?: \w+){0,3}? (?:said|says|announced|told|confirmed|claimed|added|wrote|tweeted|posted)\b"
    r"|\baccording to (?:his|her|their|the) (?:campaign|team|office|spokes\w+)\b",
    re.I,
)
_SAYS = r"(?:said|says|announced|claimed|claims|told|confirmed|wrote|tweeted|posted|boasted)"


def standing(
    *,
    outlet: Iterable[str],
    sentence: str,
    actors: Collection[str],
    gainers: Collection[str],
) -> Standing:
    """The standing of one report. All names are as written in texts.

    `outlet`: the outlet's name and the names of the body behind it; `sentence`: where the fact stands; `actors`,
    `gainers`: names of those who acted and of those who gain.
    """
    behind = {_plain(name) for name in outlet}
    if behind & {_plain(name) for name in actors}:
        return Standing.OWN
    gaining = sorted({name for name in gainers if name}, key=len, reverse=True)
    if behind & {_plain(name) for name in gaining} or _claims(sentence, gaining):
        return Standing.GAINS
    return Standing.UNNAMED if _UNNAMED.search(sentence) else Standing.OUTLET


def checked(word: str) -> Standing:
    """The standing that a word names. Raises: NoSuchStanding."""
    if word not in tuple(Standing):
        raise NoSuchStanding(standing=word)
    return Standing(word)


def _claims(sentence: str, gaining: Sequence[str]) -> bool:
    """Whether the sentence has it from those who gain."""
    if not gaining:
        return False
    names = "|".join(re.escape(name) for name in gaining)
    own = rf"\b(?:{names})(?:['’]s (?:campaign|team|office|spokes\w+))?(?: campaign)?(?: \w+){{0,2}}? {_SAYS}\b"
    other = rf"\b(?i:according to) (?:\w+ ){{0,3}}?(?:{names})\b|\b(?:said|says|claims|claimed|announced) (?:{names})\b"
    return bool(_OWN_SIDE.search(sentence) or re.search(f"{own}|{other}", sentence))


def _plain(name: str) -> str:
    return " ".join(name.casefold().removeprefix("the ").split())
