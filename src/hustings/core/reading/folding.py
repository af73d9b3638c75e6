"""Folding: a sentence with its asides taken out, so that one rule sees who does what however it is wrapped.

"Several unions, including the A and the B — both national bodies — have become the first to back C" is folded into
"the A and the B have back C". Every character keeps its place in the source, and what is left out is still read in
the unfolded shadow.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hustings.core.reading.late import Late
from hustings.core.reading.references import Reference
from hustings.core.reading.shadow import SIGNS, Item, Rule, Shadow, rule

_AGENT_SIGNS = frozenset(SIGNS[kind] for kind in "PNROC")

BODY = (
    r"(?:unions?|groups?|organi[sz]ations?|bod(?:y|ies)|associations?|federations?|affiliates?|brotherhoods?|"
    r"councils?|coalitions?|alliances?|institutions?|allies|endorsers|endorsements|backers|supporters|rivals?|"
    r"opponents?|contenders|candidates?|figures|politicians|lawmakers|leaders|heavyweights|heads|presidents|"
    r"representatives|officials|chiefs|secretaries|employees|bosses|men|women|sides|camps)"
)
_HOW_MANY = (
    r"(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Ss]everal|[Mm]any|[Ss]ome|[Nn]umerous|[Tt]wo|[Tt]hree|[Ff]our|"
    r"[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Oo]ther|[Mm]ore|[Mm]ost|[Aa]ll|[Bb]oth|[Mm]ajor|[Dd]ozens of|"
    r"[Aa]t least|[Oo]ver|[Nn]early|\d{1,3}|<K>|[Ll]abou?r|[Uu]nions?|[Tt]rade|[Oo]rgani[sz]ed|[Gg]roups)"
)
_WORD = r"(?!(?:and|but|that|who|which|than|except|not|no|without|by|from|of|with|for|to)\b)[\w'’-]+"
_VERB = (
    r"(?:(?:publicly|formally|officially|openly|also|already|now|so far) )?(?:endorse[ds]?|endorsing|back(?:s|"
    r"ed|ing)?|"
    r"support(?:s|ed|ing)?|nominat(?:e|es|ed|ing)|throw|thrown|put|come|came|lin(?:e|ed) up|rall(?:y|ied)|give|"
    r"given|gotten|get|sit down|address|speak|visit|swing|swung|declare[ds]?|do so|do the same|meet|met|host|"
    r"hosted|interview|hear|heard|welcome|question|see)\b"
)
_BARE = r"(?:publicly |formally |officially )?(?:endorse|back|support|nominate|throw|put|give|rally|line up)\b"
_UNKNOWN = (
    r"(?:(?:[Tt]he |[Ii]ts |an? |[A-Z][\w.]*['’]s? )?[A-Z][\w&.'’-]*(?: (?:of|and|for|the|&|[A-Z][\w&.'’-]*)){0,7}?|"
    r"the (?:[a-z][\w'’-]* ){1,4}[A-Z]\w+(?=[,.;]|$)|(?:an?|the|some|several) (?:[a-z][\w'’-]* ?){2,6}(?=[.;]|$)|"
    r"(?:the|some|two|three|four|five|six|several|many|a few|most|a number of|dozens of|"
    r"\d+)? ?(?:[a-z][\w'-]* ){0,3}?"
    r"(?:others?|ones?|mayors|lawmakers|senators|governors|politicians|MPs|unions|groups|locals|more|"
    r"organi[sz]ations|councils|workers|associations|affiliates|"
    r"(?:contenders|candidates|rivals|challengers|hopefuls)(?: for [a-z ]{3,30}(?= (?:will|have|had|are|were) ))?))"
)
_ITEM = rf"(?:(?:both |the |an? |its |fellow |former |then |also )*<A>(?:'s (?:leaders|board))?|{_UNKNOWN})"
_ANY_LIST = rf"(?P<list>{_ITEM}(?:[,;] {_ITEM})*(?:[,;]? (?:and|&|plus|as well as|along with) {_ITEM})?)"
_KNOWN_LIST = rf"(?P<list><A>(?:[,;] {_ITEM})*[,;]? (?:and|&|plus) {_ITEM})"
_GLUE = Late(r"\b(?:and|the|an?|its|both|fellow|former|then|also|plus|leaders|board)\b|'s|[\s,;&\ue000-\ue004]")

_Cell = tuple[str, int, Item | None]
_Put = Callable[[Sequence[_Cell], re.Match[str]], list[_Cell] | None]


@dataclass(frozen=True, slots=True)
class _Fold:
    """What is looked for, and what takes its place: None from `put` leaves the words alone."""

    pattern: Rule
    put: _Put
    aside: bool = False


def _signs(cells: Sequence[_Cell]) -> list[_Cell]:
    return [cell for cell in cells if cell[0] in _AGENT_SIGNS]


def _joined(signs: Sequence[_Cell]) -> list[_Cell]:
    """Signs as a plain list: "A, B and C"."""
    row: list[_Cell] = []
    for number, cell in enumerate(signs):
        if number:
            glue = " and " if number == len(signs) - 1 else ", "
            row += [(character, signs[number - 1][1] + 1, None) for character in glue]
        row.append(cell)
    return row


def _words(text: str, cells: Sequence[_Cell]) -> list[_Cell]:
    """Words of our own in the place where the match begins."""
    return [(character, cells[0][1], None) for character in text]


def _listed(cells: Sequence[_Cell], match: re.Match[str]) -> list[_Cell] | None:
    signs = _signs(cells[match.start("list") - match.start() : match.end("list") - match.start()])
    tail = [] if match.string[match.end() : match.end() + 1] in (" ", ".", "", ",", ";") else _words(" ", cells)
    return [*_joined(signs), *tail] if signs else None


def _known_only(cells: Sequence[_Cell], match: re.Match[str]) -> list[_Cell] | None:
    """A list of known and unknown members: the known ones. A list that holds no others is left as it stands."""
    return _joined(_signs(cells)) if _GLUE.sub("", match.group()) else None


def _gone(cells: Sequence[_Cell], match: re.Match[str]) -> list[_Cell] | None:
    kept = match.groupdict().get("keep")
    return list(cells[: len(kept)]) if kept else []


def _as(text: str) -> _Put:
    def put(cells: Sequence[_Cell], match: re.Match[str]) -> list[_Cell] | None:
        signs = cells[match.start("who") - match.start() : match.end("who") - match.start()] if _has_who(match) else []
        return [*signs, *_words(text, cells)]

    return put


def _has_who(match: re.Match[str]) -> bool:
    return match.groupdict().get("who") is not None


def _before_verb(cells: Sequence[_Cell], match: re.Match[str]) -> list[_Cell] | None:
    """The day before the verb, the meeting gone: "decided at a meeting on Tuesday" as "on Tuesday decided"."""
    verb = cells[: match.end("verb") - match.start()]
    day = match.span("day")
    date = [*cells[day[0] - match.start() : day[1] - match.start()], *_words(" ", cells)] if day[0] >= 0 else []
    return [*date, *verb]


def _turned(cells: Sequence[_Cell], match: re.Match[str]) -> list[_Cell] | None:
    """ "The decision to back B was taken by A" as "A decided to back B"."""
    who, what = (cells[match.start(name) - match.start() : match.end(name) - match.start()] for name in ("who", "what"))
    return [*who, *_words(" decided to ", cells), *what]


def _renamed(cells: Sequence[_Cell], match: re.Match[str]) -> list[_Cell] | None:
    """ "the union, the A," is the A, "a spokesman, B," is B; two bodies beside each other are two."""
    first, second = _signs(cells)[:2]
    one, other = first[2], second[2]
    if one is None or other is None or not isinstance(one.what, Reference) or not isinstance(other.what, Reference):
        return None
    if one.what.how != "description" or other.what.how != "name" or (one.kind == "O") != (other.kind == "O"):
        return None
    return [second, *_words(" ", cells)]


_MARK = r"(?:,| —| –| --| -|:|;| \()"
_RESUMES = (
    r"(?=(?:<D>|and (?:by |of |from )?(?:(?:the|former|fellow|party|union|state|city|local|retired) ){0,3}<A>|"
    r"(?:[a-z]+ed|[a-z]*[^s\W]s|met|came|gave|won|threw|got|took|put|chose|spoke|held|told|sat|"
    r"went|lent|"
    r"said|spent|will|would|could|may|might|can|did|do|have|had|are|were|on|in|at|to|for|by|with|from|also|both|all|"
    r"each|then|later|now|never|not|back|support|endorse|meet|plan|formally|[a-z]+ly|yesterday)\b))"
)

_AND_WITH = Late(r", and (?:with|by|from|to) ")  # "met X, on Friday, and with Y, on Monday": no aside
_FOLDS: tuple[_Fold, ...] = (
    # a name with its letters, a party and a seat: "(HHU)", "(D-Port Hale)"
    _Fold(
        rule(r"(?P<keep><A>) \((?:<A>|[A-Z][\w.]{0,6}(?:[-–, ][^()]{0,40})?|(?:<K>|\d[\d,.]*)(?: [a-z]+)?)\)"), _gone
    ),
    # "the 41,000-member A"
    _Fold(rule(r"(?:[Tt]he |[Aa]n? )?(?:<K>|\d[\d,.]*)-(?:member|strong) (?P<who><O>)"), _as("")),
    # "the union that B leads, the A, has"; "the A, led by B, has"
    _Fold(rule(r"(?P<keep><O>) (?:(?:that|which) )?<P> (?:leads|heads|runs|chairs|has led)(?=[ ,])"), _gone),
    # "A and his deputy"
    _Fold(
        rule(r"(?P<keep><P>) and <P>'s (?:[a-z]+ ){0,2}(?:deputy|deputies|colleagues?|team|officers|aides?)(?= )"),
        _gone,
    ),
    # "the bank officials' association, the A, has"
    _Fold(rule(rf"<R>(?:'s?)? (?:{_WORD} ){{0,2}}?{BODY}, (?:the )?(?P<who><O>),(?= )"), _as("")),
    # "A's 400 delegates"; "A's former rival B"
    _Fold(rule(r"(?P<keep><O>)'s? (?:<K>|\d[\d,]*) (?:[a-z]+ )?delegates(?= )"), _gone),
    _Fold(
        rule(
            r"<P>'s (?:[\w-]+ ){0,2}(?:rival|opponent|challenger|predecessor|ally|colleague|mentor|deputy|boss)"
            r"(?: (?:for|in) (?:(?!<P>)[^,;.]){3,40}(?=,)| on <D>)?,? (?P<who><P>)(?: of <O>(?=,))?(?:,"
            r"(?= (?:has|have|had|is|was|will|met|[a-z]+ed|sat|spoke|called|gave|came|went)\b))?(?=[ .,;]|$)"
        ),
        _as(""),
    ),
    # "her lone backer in organized labor, the A, has"
    _Fold(
        rule(
            r"<P>'s (?:[\w-]+ ){0,3}?(?:backer|supporter|ally|endorser|union)(?: (?:in|among|from) [a-z ]{3,25})?, "
            r"(?P<who><O>),?(?= (?:has|had|is|was|will|[a-z]+ed|[a-z]+s|withdrew|took)\b)"
        ),
        _as(""),
    ),
    # "several unions, including A, B and others, have"
    _Fold(
        rule(
            rf"(?:(?<![\w'’-]){_HOW_MANY} )(?:{_WORD} ){{0,6}}?{BODY}(?: (?:of|in|from|across|at|"
            rf"on) (?:{_WORD} ?){{1,4}}| "
            rf"{_WORD}){{0,2}}?{_MARK}? ?(?:including|such as|among them(?: are)?|notably|namely|like|"
            rf"which include|they include) (?:both |the likes of |those of )?{_ANY_LIST}"
            r"(?:(?: —| –| --|\))|,(?= (?:[a-z])))?(?![\w])"
        ),
        _listed,
    ),
    # "two of the largest unions in the state, the A and the B, have"
    _Fold(
        rule(
            rf"(?:(?<![\w'’-])(?:[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]everal|[Bb]oth|"
            rf"[Tt]he)(?: of)? )(?:{_WORD} )"
            rf"{{0,6}}?{BODY}(?: (?:of|in|from|across) (?:{_WORD} ?){{1,3}})?{_MARK} "
            rf"(?P<list><A>(?:, {_ITEM})*,? and {_ITEM})(?:,|\)| —| –| -)"
        ),
        _listed,
    ),
    # "the state's largest union, the A, has"; "the union, the A,"
    _Fold(
        rule(
            rf"(?:<A>'s (?:{_WORD} ){{0,6}}?|(?<![\w'’-])(?:[Tt]he|[Ii]ts|[Oo]ne of|[Aa]n?|[Hh]er|[Hh]is|[Aa]nother) "
            rf"(?:the )?(?:{_WORD} ){{1,7}}?){BODY}(?: in (?:the )?{_WORD})?, (?P<list><A>)(?:,| —)?(?=[ .])"
        ),
        _listed,
    ),
    _Fold(rule(r"(?:<O>, <O>|[\ue001\ue002\ue000], [\ue000\ue001])(?:, |(?=[.]| (?!and\b)))"), _renamed),
    # "the classroom union A"; "union giant A"
    _Fold(
        rule(r"(?:<O> |[Tt]he (?:[\w'-]+ )?)(?:union|federation|association|group|network)s? (?P<who><O>)(?=[ ,.])"),
        _as(""),
    ),
    # "A, B and, since October, C"
    _Fold(
        rule(
            r"(?P<keep>,? and), (?:(?:since|as of|from|in|on|until|for|more|most|just|only|as|also|now|then|later|"
            r"recently|lately|this|last|week|month|year|spring|summer|fall|autumn|winter|yesterday|today|<D>) ?){1,4},"
            r"(?= (?:the )?<A>)"
        ),
        _gone,
    ),
    # known and unknown members of one list
    _Fold(rule(_KNOWN_LIST + r"(?![\w'])"), _known_only),
    # "A — which speaks for many — has", "A, the largest union, has", "A, who met B last week, will"
    _Fold(
        rule(
            r"(?P<keep><A>)(?: (?P<dash>—|–|--|-) (?:which|who|whose|the|an?|one|both|all|long|once|now|now)\b"
            r"[^—–]{1,140}? (?P=dash)| \([^()]{1,100}\))(?= )"
        ),
        _gone,
        aside=True,
    ),
    _Fold(
        rule(
            r"(?P<keep><A>),? ?(?:, )(?:(?:an?|the|one of|one|its|his|her|now|longtime|long|once|formerly|then|who|"
            r"which|whose|"
            r"president|leader|general secretary|chair\w*|head|secretary|former|founder|co-\w+|deputy|both|itself|"
            r"himself|herself|[DR]-[A-Z][\w.]*|speaking|representing|citing|of|after|before|having|following|meeting|"
            r"despite|like|unlike|by|for|through|along|acting|"
            r"breaking|joining|ending|defying|in|on|at|with|without)\b|\d{2}\b|<D>|"
            rf"[A-Z][\w ]{{2,20}}(?=, ))(?:[^,;:—.]|\.(?=\w)){{0,140}}?(?:, (?:[^,;:—.]|"
            rf"\.(?=\w)){{0,80}}?)??, {_RESUMES}"
        ),
        lambda cells, match: None if _AND_WITH.search(match.group()) else [cells[0], *_words(" ", cells)],
        aside=True,
    ),
    # "the three candidates - A, B and C - have"
    _Fold(rule(rf"<G>(?: -| —| –|,| \() {_KNOWN_LIST}(?: -| —| –|,|\))(?= )"), _listed),
    # "A and two other contenders for the post will"
    _Fold(
        rule(r"(?P<keep><P>) and <G>(?: (?:for|in) [a-z' ]{3,30}?)?(?= (?:will|have|had|are|were|met|meet|to)\b)"),
        _gone,
    ),
    # "five candidates, A and B among them, on Tuesday"
    _Fold(
        rule(
            rf"(?:<G>|[A-Za-z]+ (?:{_WORD} ){{0,3}}{BODY})(?: (?:in|of|across) (?:{_WORD} ?){{1,3}})?(?:,| —| –) "
            rf"(?:including )?{_KNOWN_LIST},? (?:among (?:them|<O>)|included)(?:,| —| –)?"
        ),
        _listed,
    ),
    _Fold(
        rule(rf"(?:<G>|[a-z]+ (?:{_WORD} ){{0,2}}{BODY}), (?P<list><A>),? (?:among (?:them|<O>)|included),?"), _listed
    ),
    # "a Commons candidate, A, on Tuesday"
    _Fold(
        rule(
            r"(?<![\w'-])(?:an? |the |its |his |her |fellow |(?=<O> ))(?:(?:<O>|[\w'-]+) ){0,4}?(?:candidate|"
            r"challenger|nominee|governor|"
            r"senator|mayor|incumbent|newcomer|lawmaker|congress\w+|rival|outsider|frontrunner|front-runner|"
            r"hopeful), "
            r"(?P<who><P>)(?=[,.;]|$| (?:on|in|for|over|after|as|at|to)\b| <D>)"
        ),
        _as(""),
    ),
    # "A for mayor and B for governor"
    _Fold(rule(r"(?P<keep><P>) for [a-z ]{3,30}(?= and <P> for )"), _gone),
    # "it declined on Tuesday to", "it decided at a meeting to": what stands between goes before
    _Fold(
        rule(
            r"(?P<verb>decided|voted|agreed|opted|chose|declined|refused|is expected|plans|moved)"
            r"(?: (?:unanimously|overwhelmingly|narrowly|(?:at|during|in|by|on|after|with) (?:an? |its |the )?"
            r"(?:<K>|[\w –-]){2,40}?))?(?: (?:on )?(?P<day><D>))?(?= (?:not )?to (?!(?:one|two|three|\d)\b|<K>))"
        ),
        _before_verb,
    ),
    # "it came off the sidelines to back", "it jumped into the race on Tuesday to endorse"
    _Fold(
        rule(
            r"(?P<who><A>) (?:on <D> |<D> )?(?:came|moved|jumped|stepped|broke|went|crossed|defied|bucked|"
            r"switched sides|"
            r"reversed|emerged|waded|entered|weighed|ended|overrode|gathered|convened|met|used|rose|"
            r"assembled)\b(?! close)[^,;:.]{0,60}? to "
            rf"(?={_BARE})"
        ),
        _as(" have "),
    ),
    # "A, along with B, has"; "A, joined by B, has"
    _Fold(
        rule(
            r"(?P<first><AL>)(?:, (?:along with|as well as|together with|joined by|alongside|plus) (?P<second><AL>),|"
            r" (?:along with|as well as|together with|plus) <AL>)(?= )"
        ),
        lambda cells, match: _joined(_signs(cells)),
    ),
    _Fold(rule(r"(?:[Bb]oth|[Aa]ll(?: of)?) (?P<who><A>(?:, <A>)*,? and <A>)"), _as("")),
    # "became the third union to back"; "would be the first union to back"; "are among the unions that have backed"
    _Fold(
        rule(
            r"(?:(?:became|becomes|has become|have become|had become|was|were|is|are)|(?P<inf>become|be|"
            r"becoming|being)) "
            r"(?:only )?(?:<O>|(?:the|one of the|among the|the only|another|an?|among|one of) "
            rf"(?:{_WORD} ){{0,6}}?(?:{BODY}|first|second|third|fourth|fifth|latest|last|biggest|largest|one|"
            rf"ones|person|"
            r"mayors?|governors?|senators?|members?|body))(?: (?!to\b|that\b|who\b|which\b)[\w'’-]+){0,6}?"
            rf"(?: to| (?P<yet>yet to)(?= )| that(?: have| has| had)?| who(?: have| has| had)?| which(?: have|"
            rf" has| had)?)(?: have)? (?={_VERB}|decide|choose|announce)"
        ),
        lambda cells, match: _words(
            "have yet to " if match.group("yet") else "" if match.group("inf") else "have ", cells
        ),
    ),
    # "A's decision to back", "the decision by A to back"
    _Fold(
        rule(
            r"(?P<who><AL>)'s? (?:[a-z]+ ){0,2}?(?:decision|move|choice|vote)(?: (?:on |in |last |late )?<D>)? "
            r"(?P<no>not )?to "
            rf"(?={_VERB}|make an)"
        ),
        lambda cells, match: [
            *cells[: match.end("who") - match.start()],
            *_words(" decided not to " if match.group("no") else " decided to ", cells),
        ],
    ),
    _Fold(
        rule(rf"[Tt]he (?:[a-z]+ )?(?:decision|move) (?:by|of) (?P<who><AL>) to (?={_VERB})"),
        _as(" decided to "),
    ),
    # "the decision to back B was taken by A"
    _Fold(
        rule(
            rf"[Tt]he (?:[a-z]+ )?decision to (?P<what>{_VERB}[^,;.]{{1,80}}?) (?:was|had been|has been) "
            rf"(?:[a-z]+ly )?"
            r"(?:taken|made|reached)(?: <D>| on <D>)? by (?:the )?(?P<who><AL>)"
        ),
        _turned,
    ),
)


def _apply(cells: list[_Cell], fold: _Fold) -> tuple[list[_Cell], bool]:
    text = "".join(cell[0] for cell in cells)
    found: list[_Cell] = []
    at, changed = 0, False
    for match in fold.pattern.finditer(text):
        put = fold.put(cells[match.start() : match.end()], match)
        if put is None or [cell[0] for cell in put] == [cell[0] for cell in cells[match.start() : match.end()]]:
            continue
        found += [*cells[at : match.start()], *put]
        at, changed = match.end(), True
    return [*found, *cells[at:]], changed


def views(shadow: Shadow) -> tuple[Shadow, ...]:
    """The shadow as it stands, folded with its asides, and folded without them; those that differ, in this order."""
    kept = _folded(shadow, asides=False)
    bare = _folded(kept or shadow, asides=True)
    return tuple(view for view in (shadow, kept, bare) if view is not None)


def _folded(shadow: Shadow, *, asides: bool) -> Shadow | None:
    """The shadow folded, or None when nothing in it folds."""
    if not any(sign in shadow.text for sign in _AGENT_SIGNS):
        return None
    cells: list[_Cell] = [
        (sign, origin, shadow.items.get(at))
        for at, (sign, origin) in enumerate(zip(shadow.text, shadow.origin, strict=True))
    ]
    any_changed = False
    for one in _FOLDS:
        if asides or not one.aside:
            cells, changed = _apply(cells, one)
            any_changed = any_changed or changed
    if not any_changed:
        return None
    return Shadow(
        sentence=shadow.sentence,
        paragraph=shadow.paragraph,
        number=shadow.number,
        zone=shadow.zone,
        text="".join(cell[0] for cell in cells),
        items={at: cell[2] for at, cell in enumerate(cells) if cell[2] is not None},
        origin=tuple(cell[1] for cell in cells),
    )
