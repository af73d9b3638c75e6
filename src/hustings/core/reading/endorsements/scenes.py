"""Endorsements told in more than one breath: a second candidate, a second year, a candidate in the sentence before."""

import re
from collections.abc import Iterator
from dataclasses import replace

from hustings.core.reading.dates import DateExpression
from hustings.core.reading.endorsements.doubts import Said
from hustings.core.reading.facts import Page, reference, span_of
from hustings.core.reading.late import Late
from hustings.core.reading.lexicon import HE_NAMES, SHE_NAMES
from hustings.core.reading.modality import status_of
from hustings.core.reading.shadow import Item, Shadow, rule
from hustings.core.reading.subjects import Subject, subject


def meant(page: Page, shadow: Shadow, giver: Item, said: Said) -> Iterator[Item]:
    """The endorsees. A pronoun that was taken for the endorser or its own president points at a candidate before."""
    finite = said.how in ("direct", "relative") and not said.verb.endswith("ing")
    for taker in said.endorsees:
        one, mine = reference(taker), reference(giver).entity
        if one.role == "leader" and one.how != "pronoun" and page.affiliations.get(one.entity or "") == mine:
            continue  # a body does not endorse its own president
        if (
            taker.kind != "P"
            or one.how != "pronoun"
            or mine not in (one.entity, page.affiliations.get(one.entity or ""))
        ):
            yield taker
            continue
        if not finite:
            continue
        fits = (
            SHE_NAMES if one.span.text.lower() == "her" else HE_NAMES if one.span.text.lower() == "him" else frozenset()
        )
        for before in page.shadows[max(0, shadow.number - 3) : shadow.number][::-1]:
            named = [item for item in before.items.values() if item.kind == "P" and _may_be(item, fits, page, mine)]
            if len({reference(item).entity for item in named}) == 1:
                yield replace(taker, what=replace(reference(named[0]), span=one.span, how="pronoun", possessive=False))
            if named:
                break


def _may_be(item: Item, fits: frozenset[str], page: Page, giver: str | None) -> bool:
    """Whether a person may be meant: a candidate, not the endorser's own, and of that kind of first name."""
    one = reference(item)
    other = HE_NAMES if fits is SHE_NAMES else SHE_NAMES
    first = one.label.lower().split()[0] if one.label else ""
    own = giver in (one.entity, page.affiliations.get(one.entity or ""))
    return bool(one.entity) and one.role == "candidate" and not own and bool(fits) and first not in other


_FOR_WHAT = r"(?: (?:for|in|over) (?:the |his |her |its |an? )?[\w' -]{3,30}?)"
_AND_ANOTHER = rule(
    rf"{_FOR_WHAT}?(?:,? (?:in |on )?<D>)?,? and (?:then |later )?(?P<obj><P>)"
    r"(?= (?:for|in) (?:the |his |her )?[a-z]|,? (?:in |on )?<D>)(?! (?:in|for) (?:turn|response))"
)
_AND_AGAIN = rule(
    rf"(?:'s [a-z]+)?{_FOR_WHAT}? (?:in |on )?(?:both )?(?P<one><D>)(?:, (?:in )?(?P<mid><D>))?,? and "
    r"(?:then |later )?(?:again )?(?:in |on )?(?P<two><D>)"
)


def _day(shadow: Shadow, at: tuple[int, int]) -> DateExpression | None:
    found = [item.what for item in shadow.at(*at, "D")]
    one = found[0] if found else None
    return one if isinstance(one, DateExpression) and one.interval else None


def also(shadow: Shadow, said: Said) -> Iterator[Said]:
    """ "endorsed X in 2021 and Y in 2025", "backed X in 2021 and again in 2025": what one verb tells besides."""
    again = _AND_AGAIN.match(shadow.text, said.end)
    if again is not None:
        for name in ("mid", "two"):
            day = _day(shadow, again.span(name)) if again.group(name) else None
            if day is not None and day.kind in ("event", "open", "race"):
                yield replace(said, time=day)
        return
    another = _AND_ANOTHER.match(shadow.text, said.end)
    if another is not None:
        people = tuple(shadow.at(*another.span("obj"), "P"))
        yield replace(
            said,
            endorsees=people,
            how="shared",
            trigger=said.trigger,
            end=another.end(),
            time=_next_day(shadow, another),
        )


_DAY_AFTER = rule(r"[^,;]{0,30}?(?P<day><D>)")


def _next_day(shadow: Shadow, another: re.Match[str]) -> DateExpression | None:
    found = _DAY_AFTER.match(shadow.text, another.end())
    return _day(shadow, found.span("day")) if found else None


_HOLDER = Late(
    r"(?:\b(?:[Ss]ome|[Mm]any|[Ff]ew|[Mm]ost|[Ss]everal|[Hh]alf|[Cc]ertain) $)|"
    r"\b(?:secretary|president|leader|head|chair\w*|boss|chief|director|treasurer) (?:of|at|for) (?:the )?$|"
    r"(?:\b(?:[Ss]ome|[Mm]any|[Ff]ew|[Mm]ost|[Ss]everal|[Hh]alf|[Oo]ne|[Tt]wo|[Tt]hree|[Tt]hose) (?:of|in|at|"
    r"within|inside|"
    r"from|among) (?:the )?$)|\b(?:represented|employed|organi[sz]ed|led|run|funded|paid) by (?:the )?$|"
    r"(?:\b(?:that|which|who|whose) (?:[a-z]+ ){0,2}?(?:includ\w+|represent\w*|cover\w*|unit\w+|link\w*|compris\w+|"
    r"contain\w*|oversee\w*|speaks? for|rival\w*|split from|left|quit|founded|funds?|funded|advis\w+|owns?|oppos\w+|"
    r"belongs? to|broke (?:away )?from|works? (?:for|with))|"
    r"\b(?:[Aa]n?|[Oo]ne|[Aa]nother|[Ss]ome|[Mm]any|[Ff]ew|[Mm]ost|[Ss]everal|[Hh]alf|[Ff]ormer|[Rr]etired|[Tt]wo|"
    r"[Tt]hree) "
    r"(?:[\w-]+ ){0,4}?[a-z]+ (?:of|for|from|to|with|within|inside|in|at|against)) (?:the )?$"
)


def is_held(shadow: Shadow, who: Subject) -> bool:
    """ "A rival of the union", "a coalition that includes the union": whoever acts, it is not the union."""
    return who.how != "relative" and _HOLDER.search(shadow.text[: who.start]) is not None


def is_officers(shadow: Shadow, who: Subject) -> bool:
    """ "Its president, X, is backing Y": X is, and not the body."""
    return _ITS_OFFICER.match(shadow.text, who.start + 1) is not None


_ITS_OFFICER = rule(r"'s? (?:[a-z-]+ ){0,3}[a-z]+, <A>, ")


_STATED = Late(
    r"(?:^|[,;:—–(] ?|\b(?:announc\w+|confirm\w*|reaffirm\w*|renew\w*|repeat\w*|reiterat\w*|defend\w*|explain\w*|made|"
    r"makes|making|cast\w*|formali[sz]\w+|declar\w+|celebrat\w+|tout\w+|followed|follows|of|for|with|in|on|to|by|"
    r"from|at|"
    r"after|before|since|about|behind|despite|and|that|when|as|is|was|stand\w* by|stood by|unveil\w+|issu\w+|gave|"
    r"publish\w*|highlight\w*|cit(?:e[sd]?|ing)|welcom\w+)(?: (?:<D>|[a-z]+ly|today|on))*) *$",
    re.I,
)


_OTHERS_ACT = Late(r"^(?:The|Some|Many|Several|Most|Local|Its) (?:[a-z-]+ ){0,3}[a-z]{3,}s(?:,| )[^\ue003]*$")


def is_stated(shadow: Shadow, match: re.Match[str]) -> bool:
    """ "announced its endorsement of X" and not "bungled its endorsement of X": what a body does with its own."""
    givers = shadow.at(*match.span("subj"))
    if not givers or givers[0].kind not in "PO" or reference(givers[0]).how != "pronoun":
        return True
    if _OTHERS_ACT.match(shadow.text[: match.start("subj")]) and givers[0].span.text.lower() == "their":
        return False  # "The cooks reaffirmed their support": of nobody who is named
    return _STATED.search(shadow.text[: match.start("subj")]) is not None


_NEVER_CAME = Late(
    r"[^.;,]{0,60}?\b(?:(?:is|was|are|were|has|had|seems?|appears?|looks?|remains?|may|might|can) (?:all but|not|"
    r"never|still|"
    r"widely|almost|nearly|expected|likely|unlikely|possible|imminent|certain|up (?:for|in)|in (?:doubt|the works|play|"
    r"question)|pending|far from|no\b|under|yet|due|only)|never|failed|"
    r"will be (?:announced|made|unveiled|formal\w*|revealed|confirmed|put)|is to be|are to be|to be announced)\b"
)


def never_came(shadow: Shadow, match: re.Match[str]) -> bool:
    """ "The union's endorsement of X is all but certain": it has not been given."""
    return _NEVER_CAME.match(shadow.text, match.end()) is not None


_THEIRS = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>announced|gave|declared|issued|made|confirmed|offered|lent|threw|unveiled) "
    r"<WHOSE> (?:[a-z]+ ){0,2}?(?:support|endorsements?|backing)"
    r"(?=[.;,]|$| (?:on |in |last |at |earlier |back )|(?: in)? <D>| <D>)(?! (?:of|for|to|behind)\b)"
    r"|(?<![\w'-])(?P<aux2><AUX>)(?P<verb2>(?:came|climbed|jumped|got|clambered) (?:aboard|on board)|signed on)"
    r"(?=[.;,]|$| (?:on|in|last|at) | <D>)"
)


def unaddressed(shadow: Shadow) -> Iterator[Said]:
    """ "The A and the B announced their support in January": to whom stands in the sentence before."""
    for match in _THEIRS.finditer(shadow.text):
        who = subject(shadow, match.start())
        if who is None or who.how not in ("direct", "relative") or is_held(shadow, who):
            continue
        verb = span_of(match, "verb")
        owner, mine = shadow.at(verb[1], match.end(), "OP"), {reference(item).entity for item in who.items}
        itself = bool(owner) and who.how == "relative" and reference(owner[0]).how == "pronoun"
        own = not owner or itself or len(mine) > 1 or reference(owner[0]).entity in mine
        aux = match.group("aux") or match.group("aux2") or ""
        if own and status_of(aux, shadow.text[slice(*verb)]) == "happened":
            yield Said(who.items, (), who.start, verb, "", "announced", match.end(), who.how)


_AMONG_MEMBERS = Late(r"\b(?:in|within|inside|among|at|across) (?:the )?$")


def is_among(match: re.Match[str]) -> bool:
    """ "backed by many in the union": some of its members, not the body."""
    return _AMONG_MEMBERS.search(match.group("fill")) is not None
