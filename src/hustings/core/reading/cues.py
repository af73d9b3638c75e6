"""Cues: the words beside a quotation that say whose it is, "X said" and its many relatives."""

import re
from dataclasses import dataclass

from hustings.core.reading.facts import reference
from hustings.core.reading.late import Late
from hustings.core.reading.lexicon import CUES, NAMING, PARTICIPLES
from hustings.core.reading.references import Reference
from hustings.core.reading.shadow import Item, Shadow, rule
from hustings.core.reading.spans import Span, cut
from hustings.core.reading.subjects import main_subject, subject
from hustings.core.reading.voices import ON_A_THING


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker found for one fragment: an item or bare words, the cue, and how it was found."""

    entity: str | None
    speaker: Span
    cue: Span
    how: str
    sure: bool
    office: bool = False


_ALSO_AFTER = (
    r"continued|went on|put it|interjected|interrupted|agreed|chimed in|cut in|shot back|fired back|deadpanned|"
    r"retorted|snapped|muttered|mused|volunteered|allowed"
)
CUE = "|".join(sorted(CUES, key=len, reverse=True))
_PART = "|".join(sorted(PARTICIPLES, key=len, reverse=True))
_SERVANT = (
    r"(?:spokes\w+|aides?|advis[eo]rs?|(?:campaign )?manager|press secretary|(?:communications )?director|strategist|"
    r"chief of staff|supporter|ally|lawyer|attorney|counsel)\b"
)
# "the union's business agent, X", "Signalmen President X": it is X who speaks, never the body in the title
_IN_OFFICE = (
    r"(?:(?:<A>'s?|[a-z]+'s|its|the|their|his|her) (?:[a-z-]+ ){0,4}[a-z-]+,? (?=<A>)|"
    r"<O>'s (?=[\ue000\ue001])|"
    r"<O>(?:,| (?:[A-Z][\w'-]+ ){1,3})(?: )?(?=[\ue000\ue001]))"
)
_HIS_OWN = rf"(?:<A>(?:'s)? (?:[a-z]+ ){{0,2}}?{_SERVANT},? (?=<A>)|<O> (?=[\ue000\ue001])|{_IN_OFFICE})?"
_NOT_OWNER = (
    r"(?! [\ue000\ue001])(?!, [\ue000\ue001],? ?(?:[.,;]|$))(?!'s?(?!\w))(?! (?:[A-Z][\w'-]+ ){1,3}[\ue000\ue001])"
)
_SOME_OF = r"(?!(?:one|two|three|some|many|most|several|none|neither|either|both|all|each|another) of\b)"
_STYLED = r"(?:(?:M(?:r|rs|s|x|iss)|Dr|Rev|Sir|Dame|Lord|Lady|Prof(?:essor)?)\.? )?"
_AFTER = rule(
    rf"^,? ?{_SOME_OF}(?:(?!(?:{CUE})\b)[a-z'-]+ ){{0,2}}?{_HIS_OWN}{_STYLED}(?P<who><A>)(?: (?:for|of|from|at|"
    rf"with) (?:[a-z]+ )?<A>)?(?:,(?! and| but)[^,;.]{{1,120}},| \([^)]{{1,60}}\))? (?:<AUX>)(?P<cue>{CUE}|"
    rf"{_ALSO_AFTER})\b(?! to\b)"
)
# "the group's manager, X, told": a description, and then the name
_CALLED = (
    rf"(?:\ue002|\ue003|(?:[Tt]he|an?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Oo]ne of|[Aa]nother|<A>'s?)"
    rf" (?:(?!(?:{CUE})\b)(?:[\w'-]+|\ue003)(?:'s?)? ){{0,7}}?[a-z-]+"
    r"(?: (?:of|for|at|from|in) (?:[a-z]+ ){0,2}<A>)?), "
)
_DESCRIBED_AFTER = rule(
    rf"^,? ?{_CALLED}(?P<who><W>)(?:,| \([^)]{{1,60}}\))?(?: (?:of|from) (?:[a-z]+ )?<A>,)? (?:<AUX>)(?P<cue>{CUE}|"
    rf"{_ALSO_AFTER})\b(?! to\b)"
)
_DESCRIBED_INVERTED = rule(rf"^,? ?(?P<cue>{CUE}) {_CALLED}(?P<who><W>)(?=[.,;]|$| (?:on|in|after|at|who|as|to) )")
_AFTER_INVERTED = rule(rf"^,? ?(?P<cue>{CUE}) (?:[a-z]+ ){{0,3}}?{_HIS_OWN}(?P<who><A>){_NOT_OWNER}(?! {_SERVANT})")
_STRANGER_AFTER = Late(
    rf"^,? ?(?P<who>(?:[A-ZÀ-Þ][\w.'-]+ ){{1,4}})(?P<cue>{CUE})\b|^,? ?(?P<cue2>said|says|added|asked|"
    r"wrote) (?P<who2>(?:[A-ZÀ-Þ][\w.'-]+(?: |$|(?=[,.]))){1,4})"
)
_PRONE = Late(
    r"^,? ?(?P<who>(?:[Oo]ne|[Aa]n?|[Tt]he|[Mm]any|[Ss]ome)(?: [\w'-]+){1,5}?) (?P<cue>said|says|asked|wrote|added)\b"
)
_CUE_LEFT = Late(
    rf"(?<![\w'-])(?P<cue>{CUE})(?![\w'-])|(?<![\w'-])(?P<part>{_PART})(?![\w'-])|\b(?P<who>[Aa]ccording to|"
    r"[Ii]n the words of)\b"
)
_ACCORDING = rule(rf"^(?:,)? ?(?P<cue>according to|in the words of) {_HIS_OWN}(?P<who><A>){_NOT_OWNER}")
TERM_BEFORE = Late(
    r"\b(?:so-called|known as|billed as|dubbed|nicknamed|titled|entitled|headlined|named|labeled|called|"
    r"the (?:words?|term|phrase|slogan|motto|name|book|film|song|movie))"
    r"(?: (?:an?|the))?[ ,:]*$"
)
_JUDGED_AS = Late(
    r"(?<![\w'-])(?P<cue>dismissed|derided|ridiculed|celebrated|rejected|condemned|welcomed|characteri[sz]ed|portrayed|"
    r"mocked|denounced|hailed|described|praised|criticised|criticized|blasted|slammed|defended|summed up|cast)\b"
    r"(?! by\b)[^;:]{1,120}? as (?:an? |the |only |merely |simply |just )?$"
)
_COLON = Late(r":\s*$")
_NOT_CUE_BEFORE = Late(r"\b(?:is|are|was|were|been|being|be) (?:\w+ly )?$")
_ARTICLE = Late(r" (?:an? |the )?")
_BARE_CUES_AS_NOUN = Late(r"\b(?:the|a|an|his|her|its|their|of|to|in) $")


def voice_of(item: Item, cue: Span, how: str) -> Voice:
    one: Reference = reference(item)
    known = one.entity if one.kind in ("P", "C", "O") and one.part in ("", "board", "leaders") else None
    sure = known is not None and one.how == "name" and how in ("after", "before")
    office = one.kind == "O" and one.part == "leaders" and _ONE_OFFICE.search(one.span.text) is not None
    return Voice(known, one.span, cue, how, sure and not office, office)


_ONE_OFFICE = Late(r"\b(?:president|secretary|leader|chair\w*|treasurer|director|head|chief)$")
_OFFICER = rule(r"(?P<office>'s? (?:[a-z-]+ ){0,3}[a-z]+)?, (?P<who>[\ue000\ue001])(?=[,.;]|$| )")
_SOMEBODY = rule(r"(?: (?:for|of|from|at|in|with|to) (?:[a-z]+ ){0,3}<A>)?, (?P<who><W>)(?=,)")


def _officer(shadow: Shadow, item: Item) -> Item:
    """ "The union's president, X, said": X says it."""
    if item.kind not in "OR":
        return item
    at = next((place for place, one in shadow.items.items() if one is item), None)
    named = (_OFFICER if item.kind == "O" else _SOMEBODY).match(shadow.text, at + 1) if at is not None else None
    its = named and (item.kind == "R" or named.group("office") or reference(item).part == "leaders")
    return shadow.items.get(named.start("who"), item) if named and its else item


_IN_A_QUESTION = Late(r"(?:When |If )?(?:[Aa]sked|[Pp]ressed|[Qq]uestioned)\b[^,]*$")


def after_quotation(shadow: Shadow, at: int, text: str) -> Voice | None:
    """ "…," X said — and "…," said X."""
    right = shadow.text[at + 1 : at + 260]
    if _IN_A_QUESTION.match(shadow.text[:at]):
        return None  # "Asked whether he was “in its pocket,” X said no": not X's words
    for pattern in (_DESCRIBED_AFTER, _DESCRIBED_INVERTED, _AFTER, _AFTER_INVERTED, _ACCORDING):
        match = pattern.match(right)
        if match:
            items = shadow.at(at + 1 + match.start("who"), at + 1 + match.end("who"))
            cue = cut(text, *shadow.source(at + 1 + match.start("cue"), at + 1 + match.end("cue")))
            return voice_of(items[0], cue, "after")
    for stranger in (_STRANGER_AFTER, _PRONE):
        match = stranger.match(right)
        if match:
            second = "" if match.groupdict().get("who") else "2"
            who = cut(text, *shadow.source(at + 1 + match.start(f"who{second}"), at + 1 + match.end(f"who{second}")))
            cue = cut(text, *shadow.source(at + 1 + match.start(f"cue{second}"), at + 1 + match.end(f"cue{second}")))
            return Voice(None, who, cue, "after", False)
    return None


def before_quotation(shadow: Shadow, at: int, floor: int, text: str) -> Voice | None:
    """X said "…": the last cue on the left of the quotation, with its subject."""
    left = shadow.text[:at]
    if ON_A_THING.match(shadow.text, at + 1):
        return None
    if TERM_BEFORE.search(left) and not (
        re.search(r"<?\b(?:called|labeled|dubbed) [^ ]", left[-40:])
        or _NAMED_BY.match(shadow.text, at + 1)
        or _WHAT_CALLED.search(left)
    ):
        return None
    judged = _JUDGED_AS.search(left, floor)
    who = subject(shadow, _aux_start(left, judged.start())) if judged else None
    if judged and who is not None and who.items:
        return voice_of(who.items[0], cut(text, *shadow.source(*judged.span("cue"))), "before")
    for match in reversed(list(_CUE_LEFT.finditer(left, floor))):
        if ";" in left[match.end() :] or (
            _BARE_CUES_AS_NOUN.search(left[: match.start()]) and match.group("part") is None
        ):
            continue
        voice = _of_cue(shadow, match, at, text)
        if voice:
            return voice
    return (_opening(shadow, at, text) if floor == 0 else None) or _behind_colon(shadow, at, text)


def _behind_colon(shadow: Shadow, at: int, text: str) -> Voice | None:
    """ "X thanked them: "…"": the subject of the sentence."""
    left = shadow.text[:at]
    if _COLON.search(left):
        main = main_subject(shadow)
        if main and main.start < at and main.items:
            return voice_of(_officer(shadow, main.items[0]), cut(text, *shadow.source(at - 1, at)), "colon")
    return None


_BY_WHOM = rule(r"(?: as)?(?: <Q>)? by (?P<who><A>)")
_NAMED_BY = rule(r" by <A>")
_WHAT_CALLED = rule(r"\b[Ww]hat <A> (?:<AUX>)(?:called|dubbed|labeled|labelled) (?:an? |the )?$")
_WHAT = rule(r"\b[Ww]hat <A> (?:<AUX>)$")
_OPENING = Late(r"(?:" + "|".join(word.capitalize() for word in PARTICIPLES) + r")\b")
_THEN_WHO = rule(r"^[^;]{0,80}?,? (?P<who><A>)(?!')")


def _opening(shadow: Shadow, at: int, text: str) -> Voice | None:
    """ "Calling it "…," X left": whoever acts next."""
    cue = _OPENING.match(shadow.text)
    who = _THEN_WHO.match(shadow.text[at + 1 :]) if cue and at < 120 else None
    if cue is None or who is None:
        return None
    item = shadow.at(at + 1 + who.start("who"), at + 1 + who.end("who"))[0]
    return voice_of(item, cut(text, *shadow.source(*cue.span())), "participle")


def _of_cue(shadow: Shadow, match: re.Match[str], at: int, text: str) -> Voice | None:
    left = shadow.text
    cue = cut(text, *shadow.source(match.start(), match.end()))
    if match.group("who"):
        named = shadow.at(match.end(), min(at, match.end() + 3), "PNROC")
        return voice_of(named[0], cue, "before") if named else None
    if match.group("part"):
        who = main_subject(shadow)
        fits = who is not None and who.start < match.start()
        return voice_of(who.items[0], cue, "participle") if who and fits and who.items else None
    passive = _BY_WHOM.match(left, match.end())
    if passive and match.group("cue") in NAMING and _NOT_CUE_BEFORE.search(left[: match.start()]):
        return voice_of(shadow.at(*passive.span("who"))[0], cue, "before")
    if (
        match.group("cue") in NAMING
        and not _WHAT.search(left[: match.start()])
        and (_NOT_CUE_BEFORE.search(left[: match.start()]) or _ARTICLE.fullmatch(left[match.end() : at]))
    ):
        return None
    if re.search(r"\bnot (?:\w+ )?$|n't $", left[: match.start()]):
        return None
    start = _aux_start(left, match.start())
    who = subject(shadow, start)
    if who is not None and who.items:
        item = who.items[-1] if who.how == "relative" else _officer(shadow, who.items[0])
        return voice_of(item, cue, "before" if who.how != "shared" else "shared")
    stranger = re.search(r"(?:^|[,;] |\bthat )(?P<who>(?:[A-ZÀ-Þ][\w'-]+ ){1,3})$", left[:start])
    if stranger and not re.match(r"(?:It|They|That|This|There|But|And)\b", stranger.group("who")):
        return Voice(None, cut(text, *shadow.source(stranger.start("who"), stranger.end("who"))), cue, "before", False)
    return None


_AUX_LEFT = rule(r"(?<![\w'-])(?:<AUX>)$")


def _aux_start(text: str, at: int) -> int:
    window = max(0, at - 80)
    found = _AUX_LEFT.search(text[window:at])
    return window + found.start() if found else at
