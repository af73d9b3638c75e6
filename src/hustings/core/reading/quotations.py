"""Quotation marks: where quoted words begin and end, also when a mark is missing or a quotation runs over paragraphs.

One wrong pairing would invert every later quotation, so marks are paired within a paragraph only, an opening mark
inside an open quotation ends the one before it, and what is still open at the end of a paragraph ends there.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hustings.core.reading.late import Late
from hustings.core.reading.spans import Span, cut


@dataclass(frozen=True, slots=True)
class Fragment:
    """The words between two marks. `outer` includes the marks; `carried` = goes on in the next paragraph.

    `closed` is False where the source has no closing mark.
    """

    span: Span
    outer: Span
    closed: bool
    carried: bool = False
    carries_on: bool = False


_MARK = Late(r"[\"“”„«»‟]|(?:‘|’|')")
_OPENERS, _CLOSERS = "“„«‟", "”»"
_DOUBLE = '"“”„«»‟'
_SINGLE_CLOSE = Late(r"(?<=[\w.,!?…])['’](?=[\s.,;:!?)\]—–-]|$)")


def _opens(text: str, at: int, paragraph: Span) -> bool:
    """Whether a straight mark can open: white space or a bracket before, a word after."""
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    return (before.isspace() or before in "([—–-/:'‘") and not after.isspace()


def _role(text: str, at: int, paragraph: Span, is_open: bool) -> str:
    """open, close or none, for a double mark. A paragraph of one style may use either mark on either side."""
    mark = text[at]
    straight = mark == '"'
    if straight and at > paragraph.start and text[at - 1].isdigit() and not is_open:
        return "none"  # inches
    if mark in _OPENERS and mark != "“":
        return "open"
    can_open = _opens(text, at, paragraph)
    if straight:
        return "open" if can_open and not (is_open and _must_close(text, at, paragraph)) else "close"
    if mark == "“":
        return "close" if is_open and not can_open else "open"
    return "close" if is_open or not can_open else "open"


def _must_close(text: str, at: int, paragraph: Span) -> bool:
    """A straight mark after a dash or at the paragraph's end closes what is open."""
    return at + 1 >= paragraph.end or text[at - 1] in "—–-"


def _double(text: str, paragraph: Span) -> Iterator[tuple[int, int, bool]]:
    """Opening mark, closing mark (or end), and whether it was closed."""
    opened: int | None = None
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        at = match.start()
        if text[at] not in _DOUBLE:
            continue
        role = _role(text, at, paragraph, opened is not None)
        if role == "open":
            if opened is not None:
                yield opened, _unclosed_end(text, opened, at), False
            opened = at
        elif role == "close":
            single = _single_opener(text, paragraph, at) if opened is None else None
            if opened is not None or single is not None:
                yield opened if opened is not None else int(single or 0), at, True
            opened = None
    if opened is not None:
        yield opened, paragraph.end, False


def _unclosed_end(text: str, opened: int, next_open: int) -> int:
    """Where a quotation without its closing mark ends: at the last full stop before the next one opens."""
    stops = [m.end() for m in re.finditer(r"[.!?,](?=\s)", text[opened:next_open])]
    return opened + stops[-1] if stops else next_open


_SINGLE_OPEN = Late(r"(?:(?<=[\s(\[—–])|^)['‘](?=[A-Za-zÀ-ÿ])")


def _single_opener(text: str, paragraph: Span, close: int) -> int | None:
    """A single mark that opens what a double mark closes."""
    start = max(paragraph.start, close - 600)
    if text.rfind("'", start, close) < 0 and text.rfind("‘", start, close) < 0:
        return None
    found = [start + m.start() for m in _SINGLE_OPEN.finditer(text[start:close])]
    return found[-1] if found else None


def _single(text: str, paragraph: Span, taken: Sequence[tuple[int, int, bool]]) -> Iterator[tuple[int, int, bool]]:
    """Quotations in single marks, outside the double ones. A possessive or a dropped letter is none."""
    at = paragraph.start
    index = 0
    ordered = sorted(taken)
    for match in _SINGLE_OPEN.finditer(text, paragraph.start, paragraph.end):
        while index < len(ordered) and ordered[index][1] < match.start():
            index += 1
        inside = index < len(ordered) and ordered[index][0] <= match.start()
        if match.start() < at or inside:
            continue
        limit = min(paragraph.end, ordered[index][0] if index < len(ordered) else paragraph.end, match.start() + 1500)
        close = _single_end(text, match.start(), limit)
        if close is not None and (close - match.start() > 4 or text[close - 1] in ".,!?"):  # not rock 'n' roll
            yield match.start(), close, True
            at = close + 1


def _single_end(text: str, opened: int, limit: int) -> int | None:
    ends = [opened + 1 + m.start() for m in _SINGLE_CLOSE.finditer(text[opened + 1 : limit])]
    sure = [end for end in ends if text[end - 1] in ".,!?…"]
    plain = [
        end for end in ends if text[end - 1] != "s" or text[end + 1 : end + 2] in (".", ",", ";", ":", "!", "?", "")
    ]
    best = next((group[0] for group in (sure, plain) if group), None)
    if best is not None and plain and plain[0] < best and text[opened] == "‘":
        best = plain[0]
    return best if best is not None else (ends[0] if ends and text[opened] == "‘" else None)


def find_fragments(text: str, paragraphs: Sequence[Span]) -> tuple[Fragment, ...]:
    """Every quoted fragment, in order, none overlapping."""
    found: list[Fragment] = []
    open_before = False
    for number, paragraph in enumerate(paragraphs):
        doubles = list(_double(text, paragraph))
        pairs = sorted([*doubles, *_single(text, paragraph, doubles)])
        follower = paragraphs[number + 1].text if number + 1 < len(paragraphs) else ""
        here = [_fragment(text, pair, paragraph, follower, open_before) for pair in pairs]
        here = [one for one in here if one.span.text]
        found.extend(here)
        open_before = bool(here) and here[-1].carried
    return tuple(found)


def _fragment(text: str, pair: tuple[int, int, bool], paragraph: Span, follower: str, open_before: bool) -> Fragment:
    opened, end, closed = pair
    outer = cut(text, opened, end + 1 if closed else end)
    carried = not closed and end == paragraph.end and follower[:1] in _DOUBLE + "‘" and follower[:1] != ""
    continues = open_before and opened == paragraph.start
    return Fragment(cut(text, opened + 1, end), outer, closed, carried, continues)
