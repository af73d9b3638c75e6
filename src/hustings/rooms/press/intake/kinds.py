"""What some bytes are, by what is in them; never by the name of a file or by what a server says."""

import re
from enum import StrEnum

from hustings.rooms.press.intake.refusals import NotAnArticle


class Kind(StrEnum):
    """What can be taken in."""

    TEXT = "text"
    HTML = "HTML page"
    ARCHIVE = "page saved as one file"
    FEED = "feed"


_OTHERS = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or a document of an office program"),
    (b"\xd0\xcf\x11\xe0", "a document of an office program"),
    (b"{\\rtf", "a document of an office program"),
    (b"\x89PNG", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"RIFF", "a picture or a sound"),
    (b"ID3", "a sound"),
    (b"\x1f\x8b", "a compressed file"),
    (b"bplist00", "a web archive of Safari"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_HEAD = 8_192
_BEFORE = re.compile(rb"\s+|<\?[^>]*>|<!--.*?-->|<!DOCTYPE\s+(?!html\b)(?:[^\[>]*\[.*?\]\s*>|[^\[>]*>)", re.I | re.S)
_FEED = re.compile(rb"\A<(?:rss|feed|rdf:RDF|channel)[\s>]", re.I)
_HTML = re.compile(
    rb"\A<(?:!DOCTYPE\s+html|html|head|body|meta|title|article|main|div|section|p|h1|script|link)\b", re.I
)
_MAIL = re.compile(rb"\A(?:[!-9;-~]{1,60}:[^\n]{0,900}\r?\n(?:[ \t][^\n]{0,900}\r?\n)*){2,40}", re.I)


def kind_of(data: bytes, *, where: str = "") -> Kind:
    """What the bytes are. Raises: NotAnArticle, if they are a picture, a program, an archive…"""
    for start, name in _OTHERS:
        if data.startswith(start):
            raise NotAnArticle(kind=name, where=where)
    head = _narrow(data[:_HEAD])
    body = _bared(head)
    if _FEED.match(body):
        return Kind.FEED
    if _HTML.match(body):
        return Kind.HTML
    mail = _MAIL.match(head)
    if mail and b"mime-version:" in mail.group().lower() and b"multipart/" in mail.group().lower():
        return Kind.ARCHIVE
    return Kind.TEXT


def _bared(head: bytes) -> bytes:
    """What comes behind white space, declarations and comments: the first element of a page or a feed."""
    at = len(head) - len(head.removeprefix(b"\xef\xbb\xbf"))
    while match := _BEFORE.match(head, at):
        at = match.end()
    return head[at:]


def _narrow(head: bytes) -> bytes:
    """The same signs in one byte each, so that a page in UTF-16 is recognised as well."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or head[1:2] == b"\x00" or head[:1] == b"\x00":
        return head.replace(b"\x00", b"").lstrip(b"\xff\xfe")
    return head
