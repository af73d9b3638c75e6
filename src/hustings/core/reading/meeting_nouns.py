"""Meetings told by a noun: who is tied to it by its owner, its prepositions or the verb that carries it."""

import re
from collections.abc import Iterator

from hustings.core.reading.facts import reference
from hustings.core.reading.late import Late
from hustings.core.reading.meeting_rules import EVENT, FILL, HYPOTHETICAL
from hustings.core.reading.meeting_scenes import Met
from hustings.core.reading.modality import status_of
from hustings.core.reading.shadow import Item, Shadow, rule
from hustings.core.reading.subjects import subject

_PLACE = (
    r"(?:'s? (?:[a-z-]+ ){0,3}?(?:headquarters|hall|offices?|convention|conference|congress|assembly|delegates|"
    r"members|"
    r"leaders(?:hip)?|officers|school|picnic|club|depot))?"
)
_WHEN = r"(?: (?:on |in |at |for |from |late |early |earlier )?<D>(?: at [\w. ]{1,9})?)?"
_TIE = r"(?:with|between|of|by|before|to|at|for|from|hosted by|held by|called by|organi[sz]ed by|run by|featuring)"
_NOUN = (
    rf"(?:{EVENT}|visits?|phone calls?|video calls?|telephone calls?|calls?|chats?|conferences? call|briefings?|"
    r"candidates?['’]s? (?:night|evening|forum)|question time|Q&A|screenings?|grillings?|tours?|stops?|walkabouts?|"
    r"gatherings?|receptions?|fund-?raisers?|barbecues?|picnics?|address(?:es)?|remarks|keynotes?|appointments?|encounters?|"
    r"drinks)"
)
TOLD = rule(
    rf"(?P<own>[\ue000-\ue003](?:'s?|, whose) )?(?P<adj>(?:(?:[a-z0-9-]+|[A-Z][\w-]+|<D>(?:'s)?|<K>|\d+|<Q>),? "
    rf"){{0,4}}?)"
    rf"(?<![\w'-])(?P<verb>(?i:{_NOUN}))(?![\w'-])(?P<ties>(?:{_WHEN}(?: (?:here|there|in private|behind closed "
    rf"doors|"
    rf"in (?:the )?[A-Z]\w+(?: [A-Z]\w+)?))?,? {_TIE} {FILL}<AL>{_PLACE}){{0,3}})(?P<day>{_WHEN})"
)
_ONE_TIE = rule(rf"(?P<tie>{_TIE}) {FILL}(?P<who><AL>)(?P<place>{_PLACE})")

# Verbs that carry such a noun. What they make of it: h held, s fixed, w wanted, n not.
_CARRY = {
    "h": (
        r"went (?:straight |directly |on )?(?:from [^,;]{3,30} )?(?:in)?to|headed (?:straight |directly )?(?:in)?to|"
        r"had|has had|held|hold(?:s|ing)?|having|attended|attend(?:s|ing)?|joined|opened|closed|addressed|keynoted|"
        r"headlined|left|"
        r"used|us(?:es|ing)|emerged from|came out of|came away from|took part in|sat through|endured|completed|"
        r"finished|"
        r"wrapped up|followed|returned from|hosted|hosts?|staged|convened|organi[sz]ed|conducted|ran|gave|gives|"
        r"delivered|delivers|"
        r"made|makes|paid|pays|got|won|secured|landed|enjoyed|shared|granted|turned up at|showed up at|showed up for|"
        r"arrived at|"
        r"spoke at|speaks at|appeared at|appears at|starred at|dominated|spent"
    ),
    "s": (
        r"lined up|scheduled|set up|arranged|booked|agreed to|accepted|confirmed|announced|slated|fixed|"
        r"put in the diary|pencill?ed in|set"
    ),
    "w": (
        r"planning|plans?|planned|asked for|requested|requests|requesting|sought|seeks|seeking|wants?|wanted|offered|"
        r"proposed|"
        r"hopes? for|hoped for|awaits?|awaiting|demanded|pressing for|trying to (?:arrange|set up|schedule)|"
        r"working on|in talks (?:about|on)|prepar(?:es|ing) for"
    ),
    "n": (
        r"cancell?ed|cancels?|called off|skipped|skips?|missed|misses|ducked|boycotted|dodged|scrapped|"
        r"postponed|put off|"
        r"withdrew from|pulled out of|backed out of|dropped out of|turned down|declined|rejected|refused|ruled out|"
        r"passed up|stayed away from|begged off|cried off|snubbed|spurned|avoided"
    ),
}
CARRIED = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?:"
    + "|".join(f"(?P<{kind}>{words})" for kind, words in _CARRY.items())
    + r")(?: <D>| on <D>)?(?: (?:an?|the|<WHOSE>|another|two|three|separate|several|what was))*"
    r"(?: (?:[a-z-]+|<D>(?:'s)?|<Q>)){0,3} $"
)
OFF = Late(
    r"^[^;.]{0,70}?\b(?:was|were|has been|had been|is|been|got|being)?(?: \w+ly)? ?\b(?:cancell?ed|called off|"
    r"scrapped|"
    r"put off|postponed|abandoned|shelved|snowed out|rained off|ruled out|did not (?:take place|happen|come off)|"
    r"never (?:took place|happened|came off)|fell through|fell apart)\b"
)
_FIXED_AFTER = Late(
    r"^[^;.]{0,40}?\b(?:(?:is|are|was|were|has been|have been|been)(?: now)? (?:planned|scheduled|set|slated|"
    r"due|fixed|"
    r"pencill?ed in|arranged|booked|to (?:be held|take place|follow))|will (?:be|take|follow|come|go|start|begin))\b"
)
_WISHED_AFTER = Late(
    r"^[^;.]{0,40}?\b(?:(?:is|are|was|were) (?:expected|hoped|wanted|being (?:arranged|planned|scheduled|discussed)|"
    r"in the works|possible|still)|yet to|no date)\b"
)
_TOOK_PLACE = Late(
    r"^(?:,[^,]{1,80},)?[^;.,]{0,40}?\b(?:lasted|went|ran|ended|broke up|took place|was held|were held|produced|came|"
    r"focused|"
    r"centred|centered|drew|yielded|turned|concluded|followed|marked|was (?:\w+ ?){1,3}|were|covered|dealt|left|"
    r"began|touched|had|did (?:little|nothing|not)|opened|dragged|got)\b"
)
_NO = Late(r"\b(?:[Nn]o|without|[Nn]ot|never|[Nn]either)\b(?: [\w-]+){0,3} ?$|n't [^,;]{0,30}$")
_AHEAD_OF = Late(
    r"\b(?:[Aa]head of|[Bb]efore|prepar\w+ for|[Ii]n advance of|upcoming|planned|scheduled|next)\b[^,;.]{0,30}$"
)
_IS_ONE = Late(r"\b(?:[Nn]ext up|[Nn]ext|[Ff]irst up|[Ll]ast)\b[^.;]{0,40}\b(?:is|are|comes|will be) (?:an? |the )?$")
_BEHIND = rule(
    r"\b(?:was|were|came|went|travell?ed|flew|drove) (?:in|to) [^,;.]{1,30} for (?:an? |the )?$|"
    r"\b(?:[Aa]fter|[Ff]ollowing|[Aa]t|[Dd]uring|[Ii]n|[Uu]pon|[Ff]resh from|[Ff]resh off|back from|since|out "
    r"of|from|"
    r"[Hh]ours after|with)\b(?: (?:an?|the|<WHOSE>|what|<D>|\w+-\w+|\w+)){0,3} ?$"
)


def by_told_noun(shadow: Shadow) -> Iterator[Met]:
    """ "Talks between A and B broke up", "A has lined up a session with B", "a rally with A, B boarded a bus"."""
    for match in TOLD.finditer(shadow.text):
        met = _of_noun(shadow, match)
        if met is not None:
            yield met


def _tied(shadow: Shadow, match: re.Match[str]) -> list[Item]:
    items = shadow.at(*match.span("own")) if match.group("own") else []
    start, end = match.span("ties")
    for tie in _ONE_TIE.finditer(shadow.text, start, end):
        for item in shadow.at(*tie.span("who")):
            if item.kind == "P" and tie.group("tie") in ("of", "for", "from", "to", "at"):
                continue  # "talks of B", "a dinner for B" put nobody in the room
            items.append(item)
    return items


def _sides(items: list[Item]) -> tuple[list[Item], list[Item]]:
    people = [i for i in items if i.kind == "P" and reference(i).role in ("candidate", "")]
    return people, [i for i in items if i not in people and i.kind in "OP"]


_THEIR = rule(r"<P>(?:, <P>)*,? and (?:<P>|[a-z ]{3,20}) <AUX>[a-z]+ (?:on |<D> )*$")


def _of_noun(shadow: Shadow, match: re.Match[str]) -> Met | None:
    text, start = shadow.text, match.start("adj") if not match.group("own") else match.start("own")
    if HYPOTHETICAL.search(text[:start]) or not (match.group("own") or match.group("ties")):
        return None
    people, bodies = _sides(_tied(shadow, match))
    if bodies and people == [] and _THEIR.search(text[:start]) and bodies[0].span.text.lower() == "their":
        return None  # "A and B will hold their first debate": theirs, and no body's
    carried = CARRIED.search(text, max(0, match.start() - 120), start) or CARRIED.search(
        text, max(0, match.start() - 120), match.start("verb")
    )
    who = subject(shadow, carried.start()) if carried else None
    if who is not None and not (people and bodies):
        more, others = _sides([i for i in who.items if i.kind in "PO"])
        people, bodies = people or more, bodies or others
    if not people or not bodies or (not carried and not match.group("ties")):
        return None
    status = _status(shadow, match, carried)
    if status is None:
        return None
    kind = "call" if "call" in match.group("verb") else "meeting"
    first = min(start, who.start) if who is not None else start
    span = match.span("verb")
    return Met(tuple(people), tuple(bodies), first, span, match.end("ties"), status, kind, "told by a noun")


_OF_CARRY = {"s": "scheduled", "w": "expected", "n": "not_happened"}


def _status(shadow: Shadow, match: re.Match[str], carried: re.Match[str] | None) -> str | None:
    """What became of it, by the words around; None where nothing says that it was or will be."""
    left, right = shadow.text[: match.start()], shadow.text[match.end() :]
    if OFF.match(right):
        return "not_happened"
    if carried:
        return _of_carried(carried)
    if _NO.search(left + match.group("adj")) or re.match(r"[Nn]o ", match.group("adj")):
        return "not_happened"
    for pattern, status in ((_FIXED_AFTER, "scheduled"), (_WISHED_AFTER, "expected")):
        if pattern.match(right) or pattern.match(match.group("adj")):
            return status
    if _IS_ONE.search(left + match.group("adj")):
        return "scheduled"
    if _AHEAD_OF.search(left + match.group("adj")):
        return "expected"
    return "happened" if _TOOK_PLACE.match(right) or _BEHIND.search(left + match.group("adj")) else None


def _of_carried(carried: re.Match[str]) -> str | None:
    kind = next(name for name in _CARRY if carried.group(name))
    told = status_of(carried.group("aux"), carried.group(kind))
    if kind == "n":
        return "not_happened" if told in ("happened", "ongoing", "decided", "scheduled") else None
    if told == "not_happened":
        return told
    if kind == "h":
        present = told == "ongoing" and not carried.group(kind).endswith("ing")
        return {"decided": "scheduled", "not_yet": "expected", "ongoing": "scheduled" if present else "happened"}.get(
            told, told
        )
    if kind == "s" and told in ("expected", "possible", "not_yet"):
        return "expected"
    return _OF_CARRY[kind]
