"""What people type into a form or a file: tidied, bounded, and refused by the name of its field."""

import re
import unicodedata

from hustings.core.errors import Refusal

LINE = 200
PAGES = 100_000
COUNT = 10_000_000
ADDRESS = 500
_WEB = re.compile(r"https?://[^\s/?#]+(?:[/?#]\S*)?")


class TextMissing(Refusal):
    code = "text-missing"
    says = "“{field}” is empty."
    todo = "Fill it in."


class TextTooLong(Refusal):
    code = "text-too-long"
    says = "“{field}” has {n_letters} letters; {n_most} fit."
    todo = "Shorten it."


class TextUnreadable(Refusal):
    code = "text-unreadable"
    says = "“{field}” holds a sign that cannot be written (number {sign})."
    todo = "Type that place anew; such signs come along when text is copied from other programs."


class NumberOutOfRange(Refusal):
    code = "number-out-of-range"
    says = "“{field}” is {found}; it must be from {least} to {most}."
    todo = "Check the number."


class NotAWebAddress(Refusal):
    code = "not-a-web-address"
    says = "“{link}” is no address of a page."
    todo = "Give an address that begins with https://, or leave it out."


def one_line(text: str, *, field: str, most: int = LINE, required: bool = True) -> str:
    """`text` on one line, with single blanks. Raises: TextMissing, TextTooLong, TextUnreadable."""
    return _bounded(" ".join(text.split()), field, most, required)


def paragraphs(text: str, *, field: str, most: int = PAGES, required: bool = True) -> str:
    """`text` with its lines kept and its ends trimmed. Raises: TextMissing, TextTooLong, TextUnreadable."""
    return _bounded("\n".join(line.rstrip() for line in text.strip().splitlines()), field, most, required)


def web_address(text: str, *, field: str) -> str:
    """The address of a page, or nothing. Raises: NotAWebAddress, TextTooLong, TextUnreadable."""
    said = one_line(text, field=field, most=ADDRESS, required=False)
    if said and not _WEB.fullmatch(said):
        raise NotAWebAddress(link=said, where=field)
    return said


def count(number: int, *, field: str, least: int = 0, most: int = COUNT) -> int:
    """`number`, if it is in the range. Raises: NumberOutOfRange."""
    if not least <= number <= most:
        raise NumberOutOfRange(field=field, found=number, least=least, most=most)
    return number


def _bounded(text: str, field: str, most: int, required: bool) -> str:
    if required and not text:
        raise TextMissing(field=field)
    if len(text) > most:
        raise TextTooLong(field=field, n_letters=len(text), n_most=most)
    for sign in text:
        if unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t":
            raise TextUnreadable(field=field, sign=ord(sign))
    return text
