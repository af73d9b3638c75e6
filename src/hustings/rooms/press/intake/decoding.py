"""From bytes to text, and how that was done. No sign is ever dropped or replaced: what does not decode is refused.

Order, after the Encoding Standard of the WHATWG: byte order mark; valid UTF-8 (other text is almost never valid UTF-8
by chance, so a declaration that says otherwise is wrong); the server's declaration; the page's own; a guess.
"""

import codecs
import re
from dataclasses import dataclass

from hustings.rooms.press.intake.findings import Finding
from hustings.rooms.press.intake.refusals import UnknownEncoding

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_IN_PAGE = re.compile(rb"<meta[^>]{1,400}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
_IN_XML = re.compile(rb"^\s*<\?xml[^>]{1,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.I)
_LOOKED_AT = 4_096
_GUESSED_FROM = 200_000

# What browsers mean by these names; everything else is Python's codec of that name, if it is one of the known ones.
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
_MEANT |= {"shift_jis": "cp932", "euc_kr": "cp949", "tis-620": "cp874", "utf-16": "utf-16-le", "utf-8-sig": "utf-8"}
_GUESSED = "cp1252 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 koi8_r cp932 euc_jp gb18030 big5 cp949".split()
_KNOWN = frozenset(
    "utf-8 utf-16-le utf-16-be utf-32-le utf-32-be cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 "
    "cp866 cp874 cp932 cp949 gb18030 big5 big5hkscs euc_jp iso2022_jp koi8-r koi8-u mac-roman mac-cyrillic hz "
    "iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-10 iso8859-13 iso8859-14 "
    "iso8859-15 iso8859-16".split()
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the name of its encoding, how that was known, and what a reviewer must know about it."""

    text: str
    charset: str
    basis: str
    findings: tuple[Finding, ...] = ()


def decode_bytes(data: bytes, *, declared: str = "", where: str = "") -> Decoded:
    """The text of some bytes. `declared` is what the server, the mail or the person says; it may be wrong or empty.

    Raises: UnknownEncoding.
    """
    for mark, charset in _MARKS:
        if data.startswith(mark):
            text = _tried(data[len(mark) :], charset)
            if text is None:
                raise UnknownEncoding(where=where)
            return Decoded(text, _name(charset), "byte order mark", _differing(declared, charset))
    wide = _wide(data)
    named = [_codec(declared), _codec(_own(data))]
    stateful = [name for name in named if name in ("iso2022_jp", "hz")]
    for charset, basis in [(wide, "its bytes"), *((name, "declared") for name in stateful), ("utf-8", "its bytes")]:
        text = _tried(data, charset) if charset else None
        if text is not None:
            return Decoded(
                text, _name(charset), basis, () if data.isascii() else _differing(declared or _own(data), charset)
            )
    for charset, basis in zip(named, ("declared with it", "declared in it"), strict=True):
        text = _tried(data, charset) if charset else None
        if text is not None:
            said = declared if basis == "declared in it" else ""
            findings = (
                *_differing(said, charset),
                Finding("charset-read", {"charset": _name(charset), "basis": basis}),
            )
            return Decoded(text, _name(charset), basis, findings)
    return _guessed(data, declared or _own(data), where)


def _guessed(data: bytes, declared: str, where: str) -> Decoded:
    from charset_normalizer import from_bytes  # noqa: PLC0415  seldom needed, and slow to load

    best = from_bytes(data[:_GUESSED_FROM], cp_isolation=_GUESSED).best()
    charset = _codec(best.encoding) if best is not None else ""
    text = _tried(data, charset) if charset else None
    if text is None:
        raise UnknownEncoding(where=where)
    if declared:
        return Decoded(text, _name(charset), "guessed", _differing(declared, charset))
    return Decoded(text, _name(charset), "guessed", (Finding("charset-guessed", {"charset": _name(charset)}),))


def _differing(declared: str, charset: str) -> tuple[Finding, ...]:
    if not declared or _codec(declared) == charset or (charset[:6] == _codec(declared)[:6] == "utf-16"):
        return ()
    return (Finding("charset-differs", {"declared": declared[:40], "charset": _name(charset)}),)


def _name(charset: str) -> str:
    """The name that people know."""
    return charset.replace("cp125", "windows-125")


def _own(data: bytes) -> str:
    """What a page or a feed says about itself."""
    head = data[:_LOOKED_AT]
    match = _IN_XML.search(head) or _IN_PAGE.search(head)
    return match.group(1).decode("ascii", "ignore") if match else ""


def _codec(label: str) -> str:
    """The codec that a label means, or nothing: only encodings of text, never one that runs or unpacks."""
    try:
        name = codecs.lookup(label.strip()).name if label.strip() else ""
    except (LookupError, ValueError):
        return ""
    name = _MEANT.get(name, name)
    return name if name in _KNOWN else ""


def _wide(data: bytes) -> str:
    """UTF-16 without a mark shows itself by its zeros: English has one in every pair of bytes."""
    head = data[:_LOOKED_AT]
    if len(head) < 4 or not head.count(0):
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > len(head) // 5 and even < odd // 20 + 1:
        return "utf-16-le"
    if even > len(head) // 5 and odd < even // 20 + 1:
        return "utf-16-be"
    return ""


def _tried(data: bytes, charset: str) -> str | None:
    try:
        text = data.decode(charset)
    except (UnicodeDecodeError, LookupError):
        return None
    return None if "\x00" in text else text
