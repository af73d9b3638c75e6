"""Shadows: a sentence in which every reference, date, sum, number and quotation has shrunk to one sign.

Rules are written about the signs: `<P>` a known person, `<N>` another name, `<R>` somebody unnamed, `<O>` a body,
`<C>` a campaign, `<G>` candidates as a group, `<D>` a date, `<M>` money, `<K>` a count, `<Q>` a quotation; `<A>` any
who can act, `<W>` anybody named, `<AL>` a list of those, `<PL>` a list of people, `<AUX>` the small words before a
verb.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from hustings.core.reading.late import Late
from hustings.core.reading.spans import Span

SIGNS = {kind: chr(0xE000 + number) for number, kind in enumerate("PNROCGDMKQ")}
_KINDS = {sign: kind for kind, sign in SIGNS.items()}
_AGENTS = "".join(SIGNS[kind] for kind in "PNROC")
_PEOPLE = "".join(SIGNS[kind] for kind in "PNR")

_AUX_WORDS = (
    r"will|would|shall|should|could|can|cannot|may|might|must|has|have|had|is|are|was|were|be|been|being|do|does|did|"
    r"(?:wo|would|should|could|ca|has|have|had|is|are|was|were|do|does|did)n't|'ve|itself|themselves|himself|"
    r"herself|like|accepted (?:an?|the|its|their) (?:invitation|invite|offer) to|'ll|'d|'re|not|never|yet|to|"
    r"also|still|already|"
    r"last(?= (?:met|spoke|sat|endorsed|backed|supported|appeared))|"
    r"soon|now|since|then|later|again|once|first|both|all|each|instead|just|even|ever|too|quite|long|so far|"
    r"booked|billed|pencill?ed in|down(?= to)|supposed(?= to)|meant(?= to)|"
    r"set|scheduled|slated|due|expected|plann?(?:ing|ed|s)?|hop(?:e|es|ed|ing)|wants?|wanted|seek(?:s|ing)?|"
    r"sought|tr(?:y|ies|ied|ying)|"
    r"agreed|agrees?|refus(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|fail(?:s|ed|ing)?|likely|unlikely|considering|"
    r"appears?|appeared|seems?|"
    r"seemed|going|ready|about|decid(?:e|es|ed|ing)|chose|opted|voted|voting|vote|vow(?:s|ed)|promis(?:e|es|"
    r"ed)|pledg(?:e|es|ed)|threaten(?:s|ed)|"
    r"prepar(?:es|ed|ing)|expects?|intend(?:s|ed|ing)?|mulling|weighing|reluctant|invited|asked|urged|free|"
    r"proud|pleased|delighted|honou?red|excited|thrilled|glad|deeply|able|unable|eager|close|"
    r"near|stopp(?:ed|ing|s) short of|stop short of|opted|elected|moved|poised|yet|more than|(?!only|early|"
    r"weekly|family|reply|rally|apply|ally|july|Italy)[a-z]{2,}ly|"
    rf"(?:{SIGNS['K']}|\d+)(?: to |[-–])(?:{SIGNS['K']}|\d+)|(?:on |in |late |early )?{SIGNS['D']}|"
    r"formally|in turn|privately|publicly|unanimously|narrowly|overwhelmingly|neither|nor|no longer|wholeheartedly"
)
AUX = rf"(?:(?:{_AUX_WORDS}) ){{0,9}}"  # bounded, so that a run of such words stays linear
_FILLER = (
    rf"(?:(?:{SIGNS['K']}-(?:member|strong)|both|then|also|the|former|fellow|party|other|top|senior|several|an?|rivals?|its|two|ex-\w+|onetime|one-time|"
    r"opponents?|colleagues?|ally|"
    r"allies|contenders?|candidates?) ){0,3}"
)
_SIZE = (  # "A, with 46,000 members, and B"
    r"(?:, (?:with|which (?:has|have|represents?|speaks? for)|who (?:have|number)|representing) "
    rf"[^,;:.{_AGENTS}]{{1,50}}(?=, and ))"
)
_LAST = rf",? (?:and|or|&|as well as|along with|plus) (?:by |from |of |that of |those of )?{_FILLER}"


def _list_of(signs: str) -> str:
    """One, or several with "and" before the last: a bare comma joins nothing ("X's endorsement of Y, Z said")."""
    return rf"(?:[{signs}](?:, {_FILLER}[{signs}])*{_LAST})?[{signs}]"


class Rule(Late):
    """A pattern written with the signs' names in angle brackets."""

    def written(self) -> str:
        """The source with the signs in place of their names."""
        table = {f"<{kind}>": sign for kind, sign in SIGNS.items()} | _SHORT
        source = self.source
        for name, body in table.items():
            source = source.replace(name, body)
        return source


_SHORT = {
    "<A>": f"[{_AGENTS}]",
    "<W>": f"[{SIGNS['P']}{SIGNS['N']}]",
    "<AL>": _list_of(_AGENTS),
    "<PL>": _list_of(_PEOPLE),
    "<PG>": _list_of(_PEOPLE + SIGNS["G"]),
    "<OL>": _list_of(SIGNS["O"] + SIGNS["N"] + SIGNS["C"]),
    "<AUX>": AUX,
    "<WHOSE>": rf"(?:[{_AGENTS}]'s?|its|their|his|her)",
    "<COMMAS>": (
        rf"[{_AGENTS}](?:{_SIZE}?,? (?:(?:and|as well as|along with|plus) (?:by |from |of |that of |those of )?)?"
        rf"{_FILLER}[{_AGENTS}])*"
    ),
    "<PRE>": (
        r"(?:(?:the|an?|his|her|its|their|then|fellow|former|incumbent|current|sitting|outgoing|candidates?|"
        r"nominee|both|"
        r"front-?runners?|challenger|rivals?|hopefuls?|contenders?|newcomer|veteran|outsider|embattled|"
        r"longtime|party|city|"
        r"local|left-?wing(?:er)?|right-?wing(?:er)?|moderate|centrist|populist|presidential|gubernatorial|mayoral|"
        r"senatorial|congressional|leadership|shadow|minister|backbencher|colleague|friend|ally|instead|likewise|"
        r"neighbou?r|opposition|deputy|union|front|bench|running|mate|people's|lawmaker|businessman|lawyer|"
        rf"[a-z]+-[a-z]+|[A-Z][\w.'-]*|{SIGNS['O']}(?:'s)?) ){{0,5}}?"
    ),
    "<APPOS>": r"(?:,[^,.;:]{1,140},|,[^.;:]{1,180},| \([^)]{1,80}\)| — [^—]{1,140} —)?",
}


@cache
def rule(source: str, flags: int = 0) -> Rule:
    """A rule written with the signs' names in angle brackets; the same words are the same rule."""
    return Rule(source, flags)


@dataclass(frozen=True, slots=True)
class Item:
    """One sign of a shadow: its kind, where it stands in the source, and what it stands for."""

    kind: str
    span: Span
    what: object


@dataclass(frozen=True)
class Shadow:
    """A sentence as signs and small words. `items`: in order, by offset; `origin[i]`: where character i comes from."""

    sentence: Span
    paragraph: int
    number: int
    zone: str
    text: str
    items: dict[int, Item]
    origin: tuple[int, ...]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the source that a stretch of the shadow stands for."""
        last = self.items.get(end - 1) if end > start else None
        stop = last.span.end if last else (self.origin[end - 1] + 1 if end > start else self.origin[start])
        return self.origin[start], max(stop, self.origin[start])

    def at(self, start: int, end: int, kinds: str = "PNROCGDMKQ") -> list[Item]:
        """The items between two offsets, in order; the count of "a 41,000-member A" only where counts are asked for."""
        found = ((at, item) for at, item in self.items.items() if start <= at < end and item.kind in kinds)
        return [item for at, item in found if item.kind != "K" or kinds == "K" or self.text[at + 1 : at + 2] != "-"]


def cast(
    *, text: str, sentence: Span, paragraph: int, number: int, zone: str, items: Iterable[tuple[Item, bool]]
) -> Shadow:
    """Cast the shadow of a sentence. With each item: is it a possessive pronoun, which becomes sign + 's?"""
    signs: list[str] = []
    origin: list[int] = []
    placed: dict[int, Item] = {}

    def plain(start: int, end: int) -> None:
        for at in range(start, end):
            sign = " " if text[at].isspace() or text[at] in _KINDS else "'" if text[at] in "’ʼ" else text[at]
            if sign == " " and signs and signs[-1] == " ":
                continue
            signs.append(sign)
            origin.append(at)

    at = sentence.start
    for item, possessive in sorted(items, key=lambda pair: (pair[0].span.start, -pair[0].span.end)):
        if item.span.start < at or item.span.end > sentence.end or item.kind not in SIGNS:
            continue
        plain(at, item.span.start)
        placed[len(signs)] = item
        signs.append(SIGNS[item.kind])
        origin.append(item.span.start)
        if possessive:
            signs.extend("'s")
            origin.extend([item.span.end - 1] * 2)
        at = item.span.end
    plain(at, sentence.end)
    return Shadow(sentence, paragraph, number, zone, "".join(signs), placed, tuple(origin))
