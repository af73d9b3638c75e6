"""One article from some bytes, whatever they are: a text, an HTML page, a page saved as one file."""

import email
import email.policy
import hashlib
import re
from dataclasses import dataclass, replace
from email.message import EmailMessage
from typing import Any

from hustings.core.reading.text import EmptyText
from hustings.rooms.press.intake.bounded import BOUNDS, Bounds, run_bounded
from hustings.rooms.press.intake.decoding import Decoded, decode_bytes
from hustings.rooms.press.intake.findings import Finding
from hustings.rooms.press.intake.kinds import Kind, kind_of
from hustings.rooms.press.intake.language import about_language
from hustings.rooms.press.intake.refusals import NoArticleFound, NotAnArticle, PageTooLong

MOST_BYTES = 10 * 1024 * 1024
MOST_READ = 300_000
"""Characters of one text in which facts are looked for: some seconds' work, and more than any article has."""

SHORT = 1_200
"""An article of fewer signs that ends in the middle, or beside an offer to subscribe, is a beginning only."""

LOOKED_AT = 500_000

_NOT_FREE = re.compile(r"[\"']isAccessibleForFree[\"']\s*:\s*[\"']?false", re.I)
_OFFER = re.compile(
    r"subscri(?:be|bers?|ption)\W+(?:\w+\W+){0,4}?(?:to (?:continue|read|keep)|only|now)|to (?:continue|keep) reading|"
    r"(?:log|sign) in to (?:read|continue)|already a subscriber|create (?:a free|an) account|"
    r"this (?:article|story|content) is (?:for|reserved|exclusive|available)\b",
    re.I,
)
_BROKEN_OFF = re.compile(r"(?:…|\.\.\.|\[\u2026\]|\[\.\.\.\])\s*\Z")


@dataclass(frozen=True, slots=True)
class Page:
    """An article as it came in. `text` is its canonical text: every offset counts there.

    `source` are the bytes it came from and `sha256` their digest; `published` is a day, or empty.
    """

    text: str
    source: bytes
    sha256: str
    kind: Kind
    charset: str
    title: str = ""
    outlet: str = ""
    link: str = ""
    published: str = ""
    findings: tuple[Finding, ...] = ()

    def dated(self, day: str) -> "Page":
        """The same page with a day that is known better; then nothing is said about a missing one."""
        kept = tuple(finding for finding in self.findings if not finding.code.startswith("date-"))
        return replace(self, published=day, findings=kept) if day else self


def page_of(data: bytes, *, charset: str = "", link: str = "", bounds: Bounds = BOUNDS, where: str = "") -> Page:
    """The article in some bytes. `charset` is what came with them as their encoding, `link` where they are from.

    Raises: PageTooLong, NotAnArticle, UnknownEncoding, EmptyText, NoArticleFound, PageTooHeavy.
    """
    if len(data) > MOST_BYTES:
        raise PageTooLong(limit=MOST_BYTES, where=where)
    kind = kind_of(data, where=where)
    if kind is Kind.FEED:
        raise NotAnArticle(kind="a feed of many", where=where)
    html, said, place = _unpacked(data, where) if kind is Kind.ARCHIVE else (data, charset, link)
    decoded = decode_bytes(html, declared=said, where=where)
    if not decoded.text.strip("\ufeff \t\r\n\u00a0"):
        raise EmptyText(where=where)
    if kind is Kind.TEXT:
        found = about_language(decoded.text) + _about_length(decoded.text)
        return Page(
            decoded.text, data, _digest(data), kind, decoded.charset, link=link, findings=decoded.findings + found
        )
    told = run_bounded("page", {"html": decoded.text, "url": place or link}, bounds=bounds, where=where)
    return _extracted(data, decoded, kind, told | {"from": place or link}, where)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _extracted(data: bytes, decoded: Decoded, kind: Kind, told: dict[str, Any], where: str) -> Page:
    text = told["text"].strip().replace("\n", "\n\n")
    if not text:
        raise NoArticleFound(where=where)
    findings = (
        *decoded.findings,
        *beginning_only(text, decoded.text),
        *about_language(text),
        *_about_length(text),
        *_dating(told),
    )
    if told["cut"]:
        findings += (Finding("page-cut", {"n_characters": len(text)}),)
    return Page(
        text=text,
        source=data,
        sha256=_digest(data),
        kind=kind,
        charset=decoded.charset,
        title=told["title"][:300],
        outlet=told["outlet"][:120],
        link=_own_address(told["link"], told["from"]),
        published=told["published"] or told["guessed"],
        findings=findings,
    )


def head_of(text: str) -> str:
    """The part of a text in which facts are looked for: all of it, or of a giant the first whole paragraphs."""
    if len(text) <= MOST_READ:
        return text
    end = max(text.rfind("\n", 0, MOST_READ), text.rfind(" ", 0, MOST_READ) if "\n" not in text[:MOST_READ] else -1)
    return text[: end if end > 0 else MOST_READ]


def _about_length(text: str) -> tuple[Finding, ...]:
    n_read = len(head_of(text))
    return (Finding("text-long", {"n_characters": len(text), "n_read": n_read}),) if n_read < len(text) else ()


def web_address(link: str) -> str:
    """A link, if it is one of the web and short enough to be kept."""
    return link if link.startswith(("http://", "https://")) and len(link) <= 400 else ""


def _own_address(own: str, link: str) -> str:
    """The address that a page gives itself, unless it is only that of the outlet's front page."""
    return web_address(own if own.count("/") > 3 or not link else link)


def _dating(told: dict[str, str]) -> tuple[Finding, ...]:
    if told["published"]:
        return ()
    return (Finding("date-guessed", {"day": told["guessed"]}) if told["guessed"] else Finding("date-missing"),)


def beginning_only(text: str, page: str) -> tuple[Finding, ...]:
    """Whether only the beginning of an article is here, and how that shows."""
    why, page = "", page[:LOOKED_AT]
    if _NOT_FREE.search(page) and len(text) < 3 * SHORT:
        why = "The page says that it is not free to read."
    elif len(text) < SHORT and _BROKEN_OFF.search(text):
        why = "It breaks off in the middle."
    elif len(text) < SHORT and (_OFFER.search(text[-400:]) or _OFFER.search(re.sub(r"<[^>]*>", " ", page))):
        why = "It is short, and an offer to subscribe stands beside it."
    return (Finding("beginning-only", {"why": why}),) if why else ()


def _unpacked(data: bytes, where: str) -> tuple[bytes, str, str]:
    """The page in an MHTML file, its declared encoding, and the address it was saved from."""
    message = email.message_from_bytes(data, EmailMessage, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            body = part.get_payload(decode=True)
            link = str(part.get("Content-Location") or message.get("Snapshot-Content-Location") or "")
            return (body if isinstance(body, bytes) else b""), part.get_content_charset() or "", web_address(link)
    raise NoArticleFound(where=where)
