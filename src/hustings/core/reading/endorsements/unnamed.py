"""An endorsement by a union that is only described, and named in the next sentence: "The A announced it"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from hustings.core.reading.endorsements.doubts import Said, in_doubt, may_give
from hustings.core.reading.endorsements.fact import endorsement
from hustings.core.reading.facts import LOOK, Fact, Page, Participant, dated, reference
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
_WHAT_ELSE = re.compile(r" (?:on|about|of) (?!an endorsement\b|whom?\b|the (?:race|endorsement)\b|[\ue000\ue006])")


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
