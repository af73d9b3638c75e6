"""The items of a feed (RSS or Atom), each known by a key. A feed is one document: no link in it is followed."""

import hashlib
from dataclasses import dataclass

from hustings.core.reading.text import EmptyText
from hustings.rooms.press.intake.bounded import BOUNDS, Bounds, run_bounded
from hustings.rooms.press.intake.decoding import decode_bytes
from hustings.rooms.press.intake.findings import Finding
from hustings.rooms.press.intake.kinds import Kind
from hustings.rooms.press.intake.language import about_language
from hustings.rooms.press.intake.pages import MOST_BYTES, Page, web_address
from hustings.rooms.press.intake.refusals import NotAFeed, PageTooLong


@dataclass(frozen=True, slots=True)
class Item:
    """One item. `key` is the digest of its own name, else of its link, else of its words."""

    key: str
    title: str
    link: str
    day: str
    text: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What a feed holds now, each item once."""

    title: str
    items: tuple[Item, ...]
    findings: tuple[Finding, ...]


def contents_of(
    data: bytes, *, charset: str = "", link: str = "", bounds: Bounds = BOUNDS, where: str = ""
) -> Contents:
    """The items of a feed, in its order. Raises: PageTooLong, UnknownEncoding, NotAFeed, PageTooHeavy."""
    if len(data) > MOST_BYTES:
        raise PageTooLong(limit=MOST_BYTES, where=where)
    decoded = decode_bytes(data, declared=charset, where=where)
    told = run_bounded("feed", {"text": _undeclared(decoded.text), "url": link}, bounds=bounds, where=where)
    if not told["kind"]:
        raise NotAFeed(why=told["why"] or "it has no channel and no items", where=where)
    items: dict[str, Item] = {}
    for one in told["items"]:
        key = _key(one)
        items.setdefault(key, Item(key, one["title"][:300], web_address(one["link"]), one["day"], one["text"]))
    findings = list(decoded.findings)
    if told["why"]:
        findings.append(Finding("feed-broken", {"why": told["why"]}))
    if told["n_items"] > len(told["items"]):
        findings.append(Finding("feed-cut", {"n_items": told["n_items"], "most": len(told["items"])}))
    if told["goes_on"]:
        findings.append(Finding("feed-pages"))
    return Contents(told["title"][:200], tuple(items.values()), tuple(findings))


def _key(item: dict[str, str]) -> str:
    name = item["guid"] or item["link"] or f"{item['title']}\n{item['text']}"
    return hashlib.sha256(name.encode()).hexdigest()


def _undeclared(text: str) -> str:
    """The text without a declaration of its former encoding: it is UTF-8 from here on."""
    head, sign, rest = text.lstrip("\ufeff \r\n\t").partition("?>")
    return rest if sign and head.startswith("<?xml") else text


def page_of_item(item: Item) -> Page:
    """What a feed itself says of an article: its headline and its own text. Raises: EmptyText."""
    text = "\n\n".join(part for part in (item.title, item.text) if part.strip())
    if not text:
        raise EmptyText(where=item.link)
    source = text.encode()
    return Page(
        text,
        source,
        hashlib.sha256(source).hexdigest(),
        Kind.FEED,
        "utf-8",
        title=item.title,
        link=item.link,
        published=item.day,
        findings=about_language(text),
    )
