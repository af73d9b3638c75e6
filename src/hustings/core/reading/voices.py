"""Speakers told in other ways than "X said": by a letter, by a colon before the paragraph, by the sentence before."""

import re
from dataclasses import dataclass

from hustings.core.reading.late import Late
from hustings.core.reading.lexicon import CUES
from hustings.core.reading.shadow import Item, Shadow, rule

_CUE = "|".join(sorted(CUES, key=len, reverse=True))
# behind the closing mark: what is written there is nobody's word
ON_A_THING = Late(r" (?:(?:lawn|yard|bumper|window) )?(?:banner|sign|placard|button|poster|sticker|badge|T-shirt)s?\b")
_PAPER = (
    r"(?:statement|letter|release|memo|e-?mail|column|op-ed|post|note|message|advertisement|ad|leaflet|flyer|"
    r"resolution|"
    r"speech|article|essay|tweet|video|circular|bulletin|newsletter|address|remarks|press release|open letter|report|"
    r"mailer|questionnaire|website|web site|reply|answer|motion)"
)
_BY_PAPER = rule(
    rf"(?P<who><A>)(?:'s?|'s executive|'s board) (?:[\w-]+ ){{0,3}}?{_PAPER}(?:,[^,]{{1,60}},| [^,;:]{{0,60}}?)? "
    rf"(?P<cue>{_CUE})\b[^;]{{0,120}}$|"
    rf"\b{_PAPER}(?:, | (?:[a-z-]+ ){{0,6}}?)(?:from|by|(?:co-)?signed by|issued by|written by|sent by) (?P<who2><A>)"
    rf"(?:,[^;:]{{1,80}},|[^;:,]{{0,60}}?),? (?P<cue2>{_CUE})\b[^;]{{0,120}}$"
)
_FOR = rule(r"^(?P<cue>For|To) (?P<who><P>),[^;:]{3,80}\b(?:was|were|is|are|had been|remains?|seemed) (?:\w+ ){0,3}$")
_CALLED_SO = rule(
    r"\b(?:which|whom|what|that) (?P<who><A>) (?:<AUX>)(?P<cue>called|calls|described as|termed|dubbed|branded|"
    r"labell?ed) "
    r"(?:an? |the )?$"
)
_HE_IS_SAID = rule(
    r"^,? ?(?:was|is|were|are) (?:all|how|what|the way|the verdict of|the word from|the answer from|the reply from)"
    r"(?: that)? (?P<who><A>)(?: (?:<AUX>)(?P<cue>say|says|said|put|puts|called|calls|described|describes|offer|"
    r"summed|"
    r"sums|told|saw|sees))?"
)
_VERDICT = rule(
    r"^,? ?(?:was|is) (?P<who><A>)'s (?:[a-z]+ ){0,2}(?:verdict|answer|reply|response|advice|message|view|word|line|"
    r"assessment|judgment|retort|summary|description|promise|warning)\b"
)
_AS_PUT = rule(
    r"\b[Aa]s (?P<who><A>)(?:<APPOS>)? (?:<AUX>)(?P<cue>put|puts|said|says|described|told|wrote|sees|saw|tells)"
    r"(?: (?:it|them|<A>))?(?: (?:on )?<D>)?[,:] $"
)
_BARE = rule(r"^(?:(?: ?(?:—|–|--|-) ?)| )(?P<who><P>)(?=,| \(|\.?$)")
_PAST_TENSE_SPEECH = (
    r"said|says|added|explained|noted|argued|insisted|recalled|warned|wrote|declared|told [^,;.]{2,40}|announced|"
    r"conceded|acknowledged|complained|admitted|maintained|predicted|promised|joked"
)
_TURNS_TO = rule(
    rf"(?P<who><A>)(?:<APPOS>)?,? (?:<AUX>)(?P<cue>{_CUE}|went on|put it)(?: [^.;:]{{0,90}})?:$|"
    r"^(?P<who2><P>)(?:,[^:]{1,90})?(?P<cue2>):$"
)
_TOLD = rule(
    rf"(?P<who><A>),? (?:<AUX>)(?P<cue>{_PAST_TENSE_SPEECH})(?: (?:on |late |in )?<D>| in an? [a-z ]{{3,30}})?\.?$|"
    rf"^(?:(?:But|And|Still|Later|Then),? )?(?P<who2><A>)(?:<APPOS>)? "
    rf"(?:<AUX>)(?P<cue2>{_PAST_TENSE_SPEECH})(?: <D>| on "
    r"<D>)?(?: that)? (?:the|an?|he|she|it|they|his|her|its|their|no|there|members|neither|both|all|[\ue000-\ue009])"
)


@dataclass(frozen=True, slots=True)
class Found:
    """Who speaks, where the cue stands in the shadow, and how it was found."""

    item: Item
    cue: tuple[int, int]
    how: str


def beside(shadow: Shadow, at: int, *, ends_open: bool) -> Found | None:
    """The speaker of the quotation at a place, by the rarer forms. `ends_open`: a comma or dash ends it."""
    right = shadow.text[at + 1 : at + 200]
    said = _HE_IS_SAID.match(right) or _VERDICT.match(right)
    if said:
        start = at + 1 + said.start("who")
        return Found(shadow.at(start, start + 1)[0], (start, start + 1), "after")
    bare = _BARE.match(right) if ends_open else None
    if bare:
        start = at + 1 + bare.start("who")
        return Found(shadow.at(start, start + 1)[0], (start, start + 1), "after")
    for pattern in (_AS_PUT, _CALLED_SO, _FOR, _BY_PAPER):
        match = pattern.search(shadow.text[:at])
        if match:
            mark = "2" if match.groupdict().get("who2") else ""
            return Found(shadow.at(*match.span(f"who{mark}"))[0], match.span(f"cue{mark}"), "before")
    return None


def turns_to(shadow: Shadow) -> Found | None:
    """ "X said:" with nothing behind: the quotation follows in a paragraph of its own."""
    return _first(shadow, _TURNS_TO.search(shadow.text.rstrip()), "colon")


def told(shadow: Shadow) -> Found | None:
    """ "The count was fair, X said." and "X said the count was fair.": a bare quotation behind it is X's."""
    return _first(shadow, _TOLD.search(shadow.text.rstrip()), "told before")


def _first(shadow: Shadow, match: re.Match[str] | None, how: str) -> Found | None:
    if match is None:
        return None
    mark = "2" if match.groupdict().get("who2") else ""
    return Found(shadow.at(*match.span(f"who{mark}"))[0], match.span(f"cue{mark}"), how)
