"""An endorsement by a union that is only described, and named in the next sentence: "The A announced it"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from hustings.core.reading.endorsements.doubts import Said, in_doubt, may_give
from hustings.core.reading.endorsements.fact import endorsement
from hustings.core.reading.facts import LOOK, Fact, Page, Participant, dated, reference
from hustings.core.reading.late import Late
from hustings.core.reading.modality import status_of
from hustings.core.reading.shadow import Item, Shadow, rule
from hustings.core.reading.subjects import subject

_UNION = r"\b(?:unions?|federation|association|brotherhood|league|guild|organi[sz]ation|group)\b"
_GAVE = rule(
    r"^(?:(?:[Oo]n )?<D>,? )?(?P<who>(?:One of |An? |The |Another |<A>'s |"
    rf"<R> |<N> )[^,;.]{{0,90}}?{_UNION}(?: [^,;.]{{1,60}}?)?|"
    r"<O> (?:that|which) (?:represents|speaks for|organi[sz]es|covers) [^,;.]{3,70}?)"
    r"(?:,[^,;]{3,80},)? (?P<aux><AUX>)(?P<verb>(?:endorse[sd]|endorsing|nominat(?:ed|es|ing)|back(?:ed|s|ing)|"
    r"support(?:ed|s|ing)|"
    r"(?:threw|throws|thrown|throwing|put|gave|gives|given|swung|lent) <WHOSE> (?:[\w-]+ ){0,2}?(?:support|weight|"
    r"backing|endorsement)(?: behind| to)?|lined up behind|came out for|got behind)) <PRE>(?P<obj><P>)(?!')"
)
_WON = rule(
    r"(?P<obj><P>)(?:,[^,;]{3,80},)? (?P<aux><AUX>)(?P<verb>won|secured|landed|received|earned|got|gained|picked up|"
    r"captured|collected|clinched) (?:the |an? )(?:[\w-]+ )?(?:endorsement|backing|support|nod) (?:of|from) "
    rf"(?P<who>(?:the |one of |an? |<A>'s |<R> |<N> )[^,;.]{{0,90}}?{_UNION})"
)
_DECIDED = rule(
    r"(?<![\w'-])(?:made|took|taken|reached|announced|confirmed|unveiled|delivered|issued)(?: <O>'s| the| that|"
    r" a| this)?"
    r" (?:formal |public |official )?(?:decision|announcement|endorsement|choice|move|vote|recommendation|pick)\b"
)
_WHAT_ELSE = Late(r" (?:on|about|of) (?!an endorsement\b|whom?\b|the (?:race|endorsement)\b|[\ue000\ue006])")


def named_after(page: Page, shadow: Shadow) -> Iterator[Fact]:
    """The body that this sentence says decided, where the sentence before left it without a name."""
    before = page.shadows[shadow.number - 1] if shadow.number else None
    decided = _DECIDED.search(shadow.text) if before is not None and before.zone != "related" else None
    if before is None or decided is None or _WHAT_ELSE.match(shadow.text, decided.end()):
        return
    who = subject(shadow, decided.start())
    givers = [item for item in who.items if item.kind == "O" and may_give(item)] if who and who.how == "direct" else []
    taker = _taker(page, before) if len(givers) == 1 else None
    if taker is None:
        return
    said = Said((givers[0],), (), decided.start(), decided.span(), "", "endorsed", decided.end(), "shared")
    day = dated(before, 0, len(before.text)) or dated(shadow, *decided.span())
    fact = endorsement(page, shadow, said, givers[0], None, "given", "happened", day)
    person = Participant("endorsee", reference(taker).entity, None, "implied")
    why = "the candidate stands in the sentence before"
    yield replace(fact, participants=(*fact.participants, person), tier=LOOK, why=why)


def _taker(page: Page, shadow: Shadow) -> Item | None:
    """Whom a union without a name endorsed in a sentence."""
    for pattern in (_GAVE, _WON):
        match = pattern.search(shadow.text)
        if match is None or any(reference(i).how == "name" for i in shadow.at(*match.span("who"), "O")):
            continue
        taker = shadow.at(*match.span("obj"))[0]
        said = Said(
            (), (taker,), match.start(), match.span("verb"), match.group("aux"), "endorsed", match.end(), "direct"
        )
        done = status_of(match.group("aux"), match.group("verb")) in ("happened", "ongoing")
        if done and reference(taker).entity and not in_doubt(shadow, said, page.affiliations):
            return taker
    return None


_SEVERAL = rule(
    r"^(?:[Oo]n <D>(?:, [^,;]{3,50},|,)? )?(?:[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ss]everal|"
    r"[Aa] (?:pair|trio) of|<K>)(?: of)? (?:[\w'-]+ ){0,5}?"
    r"(?:unions|groups|locals|associations|organi[sz]ations|federations|affiliates|councils|bodies)"
    r"(?:,? (?:that|which) (?:had |have |once |previously ){0,2}(?:backed|supported|endorsed) (?P<old><P>)"
    r"(?: (?:for|in) [\w' -]{3,30}?)?,?)? (?P<aux><AUX>)(?:(?P<verb>endorsed|back(?:ed)?|support(?:ed)?|nominated|"
    r"(?:threw|put|gave|swung|lent|switched|shifted|moved) (?:<WHOSE> )(?:[a-z]+ )?"
    r"(?:support|weight|backing|endorsements?)(?: behind| to)?|"
    r"lined up behind|came out for|got behind|switched to|moved to|went over to|are(?: now)? with|(?:announced|issued|"
    r"made|declared|unveiled)(?: <D>)? (?:(?:<WHOSE>|separate|own) ){0,2}(?:endorsements? of|support for)) "
    r"<PRE>(?P<obj><P>)|"
    r"(?P<verb2>deserted|dropped|ditched|abandoned) (?P<old2><P>) for (?P<obj2><P>))(?!')"
)
_ARE_THEY = rule(
    r"^(?:They|Those|The (?:two|three|four|five|six)|"
    r"(?:The |Those |All )(?:(?:two|three|four|five) )?(?:unions|groups))"
    r"(?:(?: all)? (?:are|were|include|included)(?: the)?:?|,|:| —| –) (?P<list><COMMAS>)"
)
_NAMED_HERE = rule(r"[^;:]{0,60}?(?::| —| –) (?P<list><COMMAS>)(?=[.;]|$)")


_MORE_OF_THEM = rule(
    r"(?P<obj><P>)(?:,[^,;]{3,80},)? (?P<aux><AUX>)(?P<verb>won|secured|landed|received|earned|got|gained|picked up|"
    r"added|captured|collected|clinched|celebrated|welcomed|scored|claimed)(?: <D>| on <D>)? (?:two|three|four|five|"
    r"several|another(?: two| three)?|a pair of|a trio of|<K>)(?: more| new| further| additional)? (?:[a-z-]+ ){0,3}?"
    r"(?:endorsements|nods)\b"
)


def won_several(page: Page, shadow: Shadow) -> str | None:
    """ "X picked up two more union endorsements", in the sentence before the one that says whose."""
    before = page.shadows[shadow.number - 1] if shadow.number else None
    match = (
        _MORE_OF_THEM.search(before.text) if before is not None and before.zone not in ("related", "headline") else None
    )
    if before is None or match is None:
        return None
    taker = before.at(*match.span("obj"))[0]
    said = Said((), (taker,), match.start(), match.span("verb"), match.group("aux"), "won", match.end(), "direct")
    done = status_of(match.group("aux"), match.group("verb")) in ("happened", "ongoing")
    return reference(taker).entity if done and not in_doubt(before, said, page.affiliations) else None


def several_named(page: Page, shadow: Shadow) -> Iterator[Fact]:
    """ "Three unions that had backed X switched to Y." — "They are A, B and C"; or behind a colon."""
    match = _SEVERAL.match(shadow.text)
    here = _NAMED_HERE.match(shadow.text, match.end()) if match else None
    if match is not None and here is not None:
        yield from _each_gave(page, shadow, shadow, match, here.span("list"))
    before = page.shadows[shadow.number - 1] if shadow.number else None
    match = _SEVERAL.match(before.text) if before is not None and before.zone != "related" else None
    named = _ARE_THEY.match(shadow.text)
    if before is not None and match is not None and named is not None:
        yield from _each_gave(page, before, shadow, match, named.span("list"))


def _each_gave(
    page: Page, told: Shadow, shadow: Shadow, match: re.Match[str], names: tuple[int, int]
) -> Iterator[Fact]:
    """What the sentence `told` says of several, of each of those whom `shadow` names."""
    mark = "2" if match.group("verb2") else ""
    taker, old = told.at(*match.span(f"obj{mark}"))[0], told.at(*match.span(f"old{mark}"))
    verb = match.group("verb") or "endorsed"
    span = match.span(f"verb{mark}")
    said = Said((), (taker,), match.start(), span, match.group("aux"), "endorsed", match.end(), "direct")
    done = status_of(match.group("aux"), verb) in ("happened", "ongoing")
    if not done or not reference(taker).entity or in_doubt(told, said, page.affiliations):
        return
    left = re.match(r"switched|shifted|moved|went over|deserted|dropped|ditched|abandoned", match.group(f"verb{mark}"))
    day = dated(told, *span)
    for giver in (item for item in shadow.at(*names, "O") if may_give(item)):
        each = Said((giver,), (), names[0], names, "", "endorsed", names[1], "shared")
        for one, outcome in ((taker, "given"), *((item, "withdrawn") for item in old if left)):
            fact = endorsement(page, shadow, each, giver, None, outcome, "happened", day)
            person = Participant("endorsee", reference(one).entity, None, "implied")
            why = "what they did stands in other words than their names"
            yield replace(fact, participants=(*fact.participants, person), tier=LOOK, why=why)
