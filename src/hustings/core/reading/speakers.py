"""Who said it: a speaker is a place in the text first, a known person second, and nobody rather than the wrong one."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hustings.core.reading.cues import CUE, TERM_BEFORE, Voice, after_quotation, before_quotation, voice_of
from hustings.core.reading.facts import CLEAR, LOOK
from hustings.core.reading.quotations import Fragment
from hustings.core.reading.shadow import Shadow
from hustings.core.reading.spans import Span, cut
from hustings.core.reading.voices import Found, beside, told, turns_to


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
        self._pending: Voice | None = None
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

    def _find(self, shadow: Shadow, at: int, previous: int, spoken: Sequence[Quote | None]) -> Voice | None:
        after = after_quotation(shadow, at, self.text)
        if after is not None and after.speaker.start >= shadow.source(at, at + 1)[1]:
            return after
        before = before_quotation(shadow, at, previous + 1, self.text)
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

    def _heard(self, shadow: Shadow, found: Found) -> Voice:
        return voice_of(found.item, cut(self.text, *shadow.source(*found.cue)), found.how)

    def _promised(self, shadow: Shadow) -> Voice | None:
        """Whose words a bare quotation behind this sentence would be."""
        found = turns_to(shadow) or told(shadow)
        return self._heard(shadow, found) if found is not None else None

    def _in_office(self, voice: Voice) -> Voice:
        """ "The union's president" is whoever the text says that is, and not the union."""
        known = [person for person, body in self._leaders.items() if body == voice.entity]
        return replace(voice, entity=known[0] if len(known) == 1 else None)

    def _quote(self, shadow: Shadow, fragment: Fragment, voice: Voice) -> Quote:
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
            term = TERM_BEFORE.search(shadow.text[:at])
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


def _same_person(voice: Voice, last: Quote) -> bool:
    """Whether a pronoun that points nowhere is the speaker just heard: called so before, and never a body."""
    said = voice.speaker.text.lower()
    before = last.speaker.text.lower() if last.speaker else ""
    return voice.entity is None and said in ("he", "she") and before == said


def _joins(shadow: Shadow, at: int) -> bool:
    """Whether a fragment goes on after "X said,": a comma or the cue directly before it."""
    left = shadow.text[:at].rstrip()
    return left.endswith((",", "—", "--")) or re.search(rf"\b(?:{CUE})[^,;]{{0,60}}[.,]?$", left) is not None


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
