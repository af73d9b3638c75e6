"""Who said it: a speaker is a place in the text first, a known person second, and nobody rather than the wrong one."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hustings.core.reading.facts import CLEAR, LOOK, reference
from hustings.core.reading.lexicon import CUES, NAMING, PARTICIPLES
from hustings.core.reading.quotations import Fragment
from hustings.core.reading.references import Reference
from hustings.core.reading.shadow import Item, Shadow, rule
from hustings.core.reading.spans import Span, cut
from hustings.core.reading.subjects import main_subject, subject
from hustings.core.reading.voices import ON_A_THING, Found, beside, told, turns_to


@dataclass(frozen=True, slots=True)
class Quote:
    """One fragment with its speaker. `group` ties the fragments of one quotation; `kind`: direct, partial or term."""

    fragment: Fragment
    kind: str
    group: str
    entity: str | None = None
    speaker: Span | None = None
    cue: Span | None = None
    tier: str = LOOK
    how: str = ""

    def as_json(self) -> dict[str, object]:
        """Everything the review desk shows of a quotation."""
        return {
            "id": self.group,
            "kind": self.kind,
            "fragment": self.fragment.span.as_json(),
            "closed": self.fragment.closed,
            "speaker": self.entity,
            "speaker_span": self.speaker.as_json() if self.speaker else None,
            "cue": self.cue.as_json() if self.cue else None,
            "tier": self.tier,
            "how": self.how,
        }


@dataclass(frozen=True, slots=True)
class _Voice:
    """A speaker found for one fragment: an item or bare words, the cue, and how it was found."""

    entity: str | None
    speaker: Span
    cue: Span
    how: str
    sure: bool
    office: bool = False


_CUE = "|".join(sorted(CUES, key=len, reverse=True))
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
    rf"^,? ?{_SOME_OF}(?:(?!(?:{_CUE})\b)[a-z'-]+ ){{0,2}}?{_HIS_OWN}{_STYLED}(?P<who><A>)(?: (?:for|of|from|at|"
    rf"with) (?:[a-z]+ )?<A>)?(?:,(?! and| but)[^,;.]{{1,120}},| \([^)]{{1,60}}\))? (?:<AUX>)(?P<cue>{_CUE}|"
    r"continued|went on|put it)\b"
)
_AFTER_INVERTED = rule(rf"^,? ?(?P<cue>{_CUE}) (?:[a-z]+ ){{0,3}}?{_HIS_OWN}(?P<who><A>){_NOT_OWNER}(?! {_SERVANT})")
_STRANGER_AFTER = re.compile(
    rf"^,? ?(?P<who>(?:[A-ZÀ-Þ][\w.'-]+ ){{1,4}})(?P<cue>{_CUE})\b|^,? ?(?P<cue2>said|says|added|asked|"
    r"wrote) (?P<who2>(?:[A-ZÀ-Þ][\w.'-]+(?: |$|(?=[,.]))){1,4})"
)
_PRONE = re.compile(
    r"^,? ?(?P<who>(?:[Oo]ne|[Aa]n?|[Tt]he|[Mm]any|[Ss]ome)(?: [\w'-]+){1,5}?) (?P<cue>said|says|asked|wrote|added)\b"
)
_CUE_LEFT = re.compile(
    rf"(?<![\w'-])(?P<cue>{_CUE})(?![\w'-])|(?<![\w'-])(?P<part>{_PART})(?![\w'-])|\b(?P<who>[Aa]ccording to|"
    r"[Ii]n the words of)\b"
)
_ACCORDING = rule(rf"^(?:,)? ?(?P<cue>according to|in the words of) {_HIS_OWN}(?P<who><A>){_NOT_OWNER}")
_TERM_BEFORE = re.compile(
    r"\b(?:so-called|known as|billed as|dubbed|nicknamed|titled|entitled|headlined|named|labeled|called|"
    r"the (?:words?|term|phrase|slogan|motto|name|book|film|song|movie))"
    r"(?: (?:an?|the))?[ ,:]*$"
)
_JUDGED_AS = re.compile(
    r"(?<![\w'-])(?P<cue>dismissed|derided|ridiculed|celebrated|rejected|condemned|welcomed|characteri[sz]ed|portrayed|"
    r"mocked|denounced|hailed|described|praised|criticised|criticized|blasted|slammed|defended|summed up|cast)\b"
    r"(?! by\b)[^;:]{1,120}? as (?:an? |the |only |merely |simply |just )?$"
)
_COLON = re.compile(r":\s*$")
_NOT_CUE_BEFORE = re.compile(r"\b(?:is|are|was|were|been|being|be) (?:\w+ly )?$")
_ARTICLE = re.compile(r" (?:an? |the )?")
_BARE_CUES_AS_NOUN = re.compile(r"\b(?:the|a|an|his|her|its|their|of|to|in) $")


def _voice(item: Item, cue: Span, how: str) -> _Voice:
    one: Reference = reference(item)
    known = one.entity if one.kind in ("P", "C", "O") and one.part in ("", "board", "leaders") else None
    sure = known is not None and one.how == "name" and how in ("after", "before")
    office = one.kind == "O" and one.part == "leaders" and _ONE_OFFICE.search(one.span.text) is not None
    return _Voice(known, one.span, cue, how, sure and not office, office)


_ONE_OFFICE = re.compile(r"\b(?:president|secretary|leader|chair\w*|treasurer|director|head|chief)$")
_OFFICER = rule(r"(?P<office>'s? (?:[a-z-]+ ){0,3}[a-z]+)?, (?P<who>[\ue000\ue001])(?=[,.;]|$| )")


def _officer(shadow: Shadow, item: Item) -> Item:
    """ "The union's president, X, said": X says it."""
    if item.kind != "O":
        return item
    at = next((place for place, one in shadow.items.items() if one is item), None)
    named = _OFFICER.match(shadow.text, at + 1) if at is not None else None
    its = named and (named.group("office") or reference(item).part == "leaders")
    return shadow.items.get(named.start("who"), item) if named and its else item


def _after(shadow: Shadow, at: int, text: str) -> _Voice | None:
    """ "…," X said — and "…," said X."""
    right = shadow.text[at + 1 : at + 260]
    for pattern in (_AFTER, _AFTER_INVERTED, _ACCORDING):
        match = pattern.match(right)
        if match:
            items = shadow.at(at + 1 + match.start("who"), at + 1 + match.end("who"))
            cue = cut(text, *shadow.source(at + 1 + match.start("cue"), at + 1 + match.end("cue")))
            return _voice(items[0], cue, "after")
    for stranger in (_STRANGER_AFTER, _PRONE):
        match = stranger.match(right)
        if match:
            second = "" if match.groupdict().get("who") else "2"
            who = cut(text, *shadow.source(at + 1 + match.start(f"who{second}"), at + 1 + match.end(f"who{second}")))
            cue = cut(text, *shadow.source(at + 1 + match.start(f"cue{second}"), at + 1 + match.end(f"cue{second}")))
            return _Voice(None, who, cue, "after", False)
    return None


def _before(shadow: Shadow, at: int, floor: int, text: str) -> _Voice | None:
    """X said "…": the last cue on the left of the quotation, with its subject."""
    left = shadow.text[:at]
    if ON_A_THING.match(shadow.text, at + 1):
        return None
    if _TERM_BEFORE.search(left) and not (
        re.search(r"<?\b(?:called|labeled|dubbed) [^ ]", left[-40:])
        or _NAMED_BY.match(shadow.text, at + 1)
        or _WHAT_CALLED.search(left)
    ):
        return None
    judged = _JUDGED_AS.search(left, floor)
    who = subject(shadow, _aux_start(left, judged.start())) if judged else None
    if judged and who is not None and who.items:
        return _voice(who.items[0], cut(text, *shadow.source(*judged.span("cue"))), "before")
    for match in reversed(list(_CUE_LEFT.finditer(left, floor))):
        if ";" in left[match.end() :] or (
            _BARE_CUES_AS_NOUN.search(left[: match.start()]) and match.group("part") is None
        ):
            continue
        voice = _of_cue(shadow, match, at, text)
        if voice:
            return voice
    return (_opening(shadow, at, text) if floor == 0 else None) or _behind_colon(shadow, at, text)


def _behind_colon(shadow: Shadow, at: int, text: str) -> _Voice | None:
    """ "X thanked them: "…"": the subject of the sentence."""
    left = shadow.text[:at]
    if _COLON.search(left):
        main = main_subject(shadow)
        if main and main.start < at and main.items:
            return _voice(_officer(shadow, main.items[0]), cut(text, *shadow.source(at - 1, at)), "colon")
    return None


_BY_WHOM = rule(r"(?: as)?(?: <Q>)? by (?P<who><A>)")
_NAMED_BY = rule(r" by <A>")
_WHAT_CALLED = rule(r"\b[Ww]hat <A> (?:<AUX>)(?:called|dubbed|labeled|labelled) (?:an? |the )?$")
_WHAT = rule(r"\b[Ww]hat <A> (?:<AUX>)$")
_OPENING = re.compile(r"(?:" + "|".join(word.capitalize() for word in PARTICIPLES) + r")\b")
_THEN_WHO = rule(r"^[^;]{0,80}?,? (?P<who><A>)(?!')")


def _opening(shadow: Shadow, at: int, text: str) -> _Voice | None:
    """ "Calling it "…," X left": whoever acts next."""
    cue = _OPENING.match(shadow.text)
    who = _THEN_WHO.match(shadow.text[at + 1 :]) if cue and at < 120 else None
    if cue is None or who is None:
        return None
    item = shadow.at(at + 1 + who.start("who"), at + 1 + who.end("who"))[0]
    return _voice(item, cut(text, *shadow.source(*cue.span())), "participle")


def _of_cue(shadow: Shadow, match: re.Match[str], at: int, text: str) -> _Voice | None:
    left = shadow.text
    cue = cut(text, *shadow.source(match.start(), match.end()))
    if match.group("who"):
        named = shadow.at(match.end(), min(at, match.end() + 3), "PNROC")
        return _voice(named[0], cue, "before") if named else None
    if match.group("part"):
        who = main_subject(shadow)
        fits = who is not None and who.start < match.start()
        return _voice(who.items[0], cue, "participle") if who and fits and who.items else None
    passive = _BY_WHOM.match(left, match.end())
    if passive and match.group("cue") in NAMING and _NOT_CUE_BEFORE.search(left[: match.start()]):
        return _voice(shadow.at(*passive.span("who"))[0], cue, "before")
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
        return _voice(item, cue, "before" if who.how != "shared" else "shared")
    stranger = re.search(r"(?:^|[,;] |\bthat )(?P<who>(?:[A-ZÀ-Þ][\w'-]+ ){1,3})$", left[:start])
    if stranger and not re.match(r"(?:It|They|That|This|There|But|And)\b", stranger.group("who")):
        return _Voice(None, cut(text, *shadow.source(stranger.start("who"), stranger.end("who"))), cue, "before", False)
    return None


_AUX_LEFT = rule(r"(?<![\w'-])(?:<AUX>)$")


def _aux_start(text: str, at: int) -> int:
    window = max(0, at - 80)
    found = _AUX_LEFT.search(text[window:at])
    return window + found.start() if found else at


def _quotes_of(shadow: Shadow) -> list[tuple[int, Fragment]]:
    return [(at, i.what) for at, i in shadow.items.items() if i.kind == "Q" and isinstance(i.what, Fragment)]


def _alone(shadow: Shadow) -> bool:
    """Whether a sentence is nothing but quotations."""
    return not re.sub(r"[\ue009\s.,!?—–-]", "", shadow.text)


class _Desk:
    """Attributes fragments in order and carries a speaker on where the text does."""

    def __init__(self, text: str, leaders: Mapping[str, str]) -> None:
        self.text = text
        self._leaders = leaders
        self._pending: _Voice | None = None
        self.quotes: list[Quote] = []
        self._paragraph = -1
        self._last: Quote | None = None
        self._told = -1  # the paragraph of the last sentence that is more than a quotation
        self._group = 0

    def sentence(self, shadow: Shadow) -> None:
        found = _quotes_of(shadow)
        previous = -1
        spoken: list[Quote | None] = []
        for at, fragment in found:
            voice = self._find(shadow, at, previous, spoken)
            quote = self._quote(shadow, fragment, voice) if voice else self._carry(shadow, at, fragment, found)
            self.quotes.append(quote)
            spoken.append(quote)
            if quote.speaker is not None:
                self._last, self._paragraph = quote, shadow.paragraph
            previous = at
        if not _alone(shadow):
            self._told = shadow.paragraph
            self._pending = None if found and not shadow.text.rstrip().endswith(":") else self._promised(shadow)
        if found and _alone(shadow) and spoken[-1] is not None and spoken[-1].speaker is None:
            self._last = None

    def _find(self, shadow: Shadow, at: int, previous: int, spoken: Sequence[Quote | None]) -> _Voice | None:
        after = _after(shadow, at, self.text)
        if after is not None and after.speaker.start >= shadow.source(at, at + 1)[1]:
            return after
        before = _before(shadow, at, previous + 1, self.text)
        if before is not None or after is not None:
            return before
        fragment = shadow.items[at].what
        words = fragment.span.text if isinstance(fragment, Fragment) else ""
        dash = shadow.text[at + 1 : at + 4].strip()[:1] in ("—", "–", "-")
        found = beside(shadow, at, ends_open=words.endswith(",") or dash)
        if found is not None:
            return self._heard(shadow, found)
        waits = self._pending if _alone(shadow) and _is_full(words) else None
        if waits is not None and (waits.how == "colon" or self._told == shadow.paragraph):
            self._pending = None
            return waits
        return None

    def _heard(self, shadow: Shadow, found: Found) -> _Voice:
        return _voice(found.item, cut(self.text, *shadow.source(*found.cue)), found.how)

    def _promised(self, shadow: Shadow) -> _Voice | None:
        """Whose words a bare quotation behind this sentence would be."""
        found = turns_to(shadow) or told(shadow)
        return self._heard(shadow, found) if found is not None else None

    def _in_office(self, voice: _Voice) -> _Voice:
        """ "The union's president" is whoever the text says that is, and not the union."""
        known = [person for person, body in self._leaders.items() if body == voice.entity]
        return replace(voice, entity=known[0] if len(known) == 1 else None)

    def _quote(self, shadow: Shadow, fragment: Fragment, voice: _Voice) -> Quote:
        voice = self._in_office(voice) if voice.office else voice
        last = self._last
        same = (
            last is not None
            and self._paragraph == shadow.paragraph
            and last.entity == voice.entity
            and voice.entity is not None
        )
        near = last is not None and self._paragraph == shadow.paragraph and last.how in ("after", "before")
        if near and last is not None and _same_person(voice, last):
            voice = replace(voice, entity=last.entity)
        full = _is_full(fragment.span.text)
        joined = last is not None and same and last.kind == "direct" and full and voice.how == "after"
        group = last.group if joined and last is not None else self._next()
        kind = "direct" if full else "partial"
        tier = CLEAR if voice.sure and fragment.closed else LOOK
        return Quote(fragment, kind, group, voice.entity, voice.speaker, voice.cue, tier, voice.how)

    def _carry(self, shadow: Shadow, at: int, fragment: Fragment, found: Sequence[tuple[int, Fragment]]) -> Quote:
        """A quotation without words of attribution: the rest of one that was split, or carried over paragraphs."""
        last = self._last
        text = fragment.span.text
        if last is None or not self._follows(shadow, at, fragment, found):
            return Quote(fragment, "term" if not _alone(shadow) else "direct", self._next())
        near = shadow.paragraph == self._paragraph
        how = "carried on" if near or fragment.carries_on else "carried over"
        tier = last.tier if near else LOOK
        return Quote(
            fragment,
            "direct" if _is_full(text) or near else "partial",
            last.group,
            last.entity,
            last.speaker,
            last.cue,
            tier,
            how,
        )

    def _follows(self, shadow: Shadow, at: int, fragment: Fragment, found: Sequence[tuple[int, Fragment]]) -> bool:
        if fragment.carries_on:
            return True
        if shadow.paragraph == self._paragraph:
            term = _TERM_BEFORE.search(shadow.text[:at])
            split = any(other < at for other, _ in found) and _joins(shadow, at) and not term
            return split or _alone(shadow)
        last = self._last
        if self._told == shadow.paragraph:  # somebody else may have begun to speak there
            return False
        alone = _alone(shadow) and _is_full(fragment.span.text) and last is not None and last.kind == "direct"
        return alone and shadow.paragraph - self._paragraph <= 2

    def _next(self) -> str:
        self._group += 1
        return f"q{self._group}"


def _same_person(voice: _Voice, last: Quote) -> bool:
    """Whether a pronoun that points nowhere is the speaker just heard: called so before, and never a body."""
    said = voice.speaker.text.lower()
    before = last.speaker.text.lower() if last.speaker else ""
    return voice.entity is None and said in ("he", "she") and before == said


def _joins(shadow: Shadow, at: int) -> bool:
    """Whether a fragment goes on after "X said,": a comma or the cue directly before it."""
    left = shadow.text[:at].rstrip()
    return left.endswith((",", "—", "--")) or re.search(rf"\b(?:{_CUE})[^,;]{{0,60}}[.,]?$", left) is not None


def _is_full(text: str) -> bool:
    """Whether a fragment can be a whole utterance rather than words out of one."""
    words = text.split()
    starts = text[0].isupper() or text[0] in "…“‘'[("
    return (len(words) >= 3 and starts) or (len(words) >= 2 and text[-1] in "?!")


def attribute(text: str, shadows: Sequence[Shadow], *, leaders: Mapping[str, str] | None = None) -> list[Quote]:
    """Every fragment with its speaker, in the order of the text. `leaders`: which body a person speaks for."""
    desk = _Desk(text, leaders or {})
    for shadow in shadows:
        desk.sentence(shadow)
    return desk.quotes
