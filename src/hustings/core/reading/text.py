"""The canonical text of an article: decoded and otherwise untouched, with its paragraphs and sentences as spans."""

import re
from collections.abc import Sequence
from statistics import median

from hustings.core.errors import Refusal
from hustings.core.reading.late import Late
from hustings.core.reading.spans import Span, cut

MAX_BYTES = 5 * 1024 * 1024
LONGEST_SENTENCE = 1_200  # a longer run without a full stop is cut at white space, so that every rule stays linear


class NotUtf8(Refusal):
    """The bytes are not UTF-8 text."""

    code = "press-not-utf8"
    says = "This is not UTF-8 text: byte {byte} cannot be read."
    todo = "Save the article as UTF-8 text and read it again."


class EmptyText(Refusal):
    """There is nothing to read."""

    code = "press-empty-text"
    says = "There is no text to read."
    todo = "Check that the article was saved with its text."


class TextTooLong(Refusal):
    """The text is longer than an article can be."""

    code = "press-text-too-long"
    says = "The text has {size} bytes, and at most {limit} are read."
    todo = "Cut the file down to the article."


def decode(data: bytes, *, where: str = "") -> str:
    """The text of a file, as UTF-8, with nothing translated or stripped: its offsets are the offsets of every span.

    Raises: NotUtf8, EmptyText, TextTooLong.
    """
    if len(data) > MAX_BYTES:
        raise TextTooLong(size=len(data), limit=MAX_BYTES, where=where)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotUtf8(byte=error.start, where=where) from error
    if "\x00" in text:
        raise NotUtf8(byte=text.index("\x00"), where=where)
    if not text.strip("\ufeff \t\r\n\u00a0"):
        raise EmptyText(where=where)
    return text


_LINE = Late(r"[^\n]*\n?")


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines were broken at a fixed width, so that a single line break is only white space."""
    lengths = [len(line) for line in lines if line.strip()]
    return len(lengths) > 2 and 45 <= median(lengths) <= 95 and max(lengths) <= 110


def paragraphs(text: str) -> tuple[Span, ...]:
    """Paragraphs in order: blank lines part them; every line break does where lines are not wrapped."""
    wrapped = _is_wrapped(text.split("\n"))
    found: list[Span] = []
    start = end = 0
    for match in _LINE.finditer(text):
        blank = not match.group().strip()
        if blank or not wrapped:
            found.append(cut(text, start, end))
            start = match.start()
        end = match.end()
    found.append(cut(text, start, end))
    return tuple(span for span in found if span.text)


_ABBREVIATIONS = frozenset(
    "sen rep gov sens reps govs gens lt mr mrs ms dr prof st jr sr gen col sgt rev hon pres sec supt capt vs etc no "
    "inc co corp ltd dept u.s "
    "d.c u.k e.g i.e a.m p.m jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thurs fri".split()
)
_STOP = Late(r"(?P<stop>[.!?…]+)(?P<close>[\"”’'»)\]]*)(?=\s+[\"“‘'«(\[]?[A-Z0-9À-ÞØ])|(?<=[:;])\n")
_BEFORE = Late(r"([\w.]+)$")
_SAID_AFTER = Late(
    r"\s+(?:[\w.'’-]+\s+){0,5}?(?:said|says|asked|asks|told|added|adds|wrote|writes|insisted|continued|replied|"
    r"shouted|declared)\b"
)


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    stop, close = match.group("stop"), match.group("close")
    if stop is None:
        return True
    if stop == ".":
        word = _BEFORE.search(text, max(0, match.start() - 30), match.start())
        last = word.group(1).lower() if word else ""
        if last in _ABBREVIATIONS or (len(last) == 1 and last.isalpha() and last != "i"):
            return False
    asked = bool(close) and ("?" in stop or "!" in stop)
    return not (asked and _SAID_AFTER.match(text, match.end(), match.end() + 120))


def _bounded(text: str, start: int, end: int) -> list[Span]:
    pieces: list[Span] = []
    while end - start > LONGEST_SENTENCE:
        space = text.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
        at = space if space > 0 else start + LONGEST_SENTENCE
        pieces.append(cut(text, start, at))
        start = at
    pieces.append(cut(text, start, end))
    return pieces


def sentences(text: str, paragraph: Span, *, closed: Sequence[Span]) -> tuple[Span, ...]:
    """Sentences of one paragraph, in order; a full stop inside one of the `closed` spans (quotations) ends none.

    `closed` must be sorted and must not overlap.
    """
    found: list[Span] = []
    start = paragraph.start
    at = 0
    for match in _STOP.finditer(text, paragraph.start, paragraph.end):
        while at < len(closed) and closed[at].end <= match.start():
            at += 1
        inside = at < len(closed) and closed[at].start <= match.start() and match.end() < closed[at].end
        if not inside and _ends_sentence(text, match):
            found.extend(_bounded(text, start, match.end()))
            start = match.end()
    found.extend(_bounded(text, start, paragraph.end))
    return tuple(span for span in found if span.text)
