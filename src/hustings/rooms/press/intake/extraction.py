"""The process in which pages and feeds are taken apart: `python -m … page` or `… feed`, JSON in, JSON out.

It bounds itself before it loads a parser. Exit status 9, or a signal, means that a bound was met; 1 that a parser
failed.
"""

import json
import os
import resource
import sys
from collections.abc import Iterator
from typing import Any

LATEST = "2199-12-31"  # a rehearsal's articles come from its own, later time
QUICK_FROM = 1_000_000
MOST_ITEMS = 200
BOUND_MET = 9

_BLOCKS = frozenset(
    "p div li h1 h2 h3 h4 h5 h6 blockquote br tr td figure figcaption section article ul ol pre".split()
)
_SILENT = frozenset("script style template noscript iframe svg form nav".split())


def bound() -> None:
    """Give the kernel the limits of this process."""
    seconds, megabytes = (int(os.environ[name]) for name in ("HUSTINGS_SECONDS", "HUSTINGS_MEGABYTES"))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def page(given: dict[str, Any]) -> dict[str, Any]:
    """The article of a page, with what the page says about itself. `text` is empty where there is none."""
    from trafilatura import bare_extraction  # noqa: PLC0415  loaded under the limits

    html, url = given["html"], given["url"] or None
    cut = _cut(html)
    dating = {"original_date": True, "extensive_search": False, "max_date": LATEST}
    found: Any = bare_extraction(
        html, url=url, include_comments=False, with_metadata=True, fast=len(html) > QUICK_FROM,
        date_extraction_params=dating,
    )  # fmt: skip
    if found is None:
        return {"text": ""}
    guessed = "" if found.date or len(html) > QUICK_FROM else _dated(html, url)
    return {
        "text": found.text or "",
        "title": found.title or "",
        "outlet": found.sitename or found.hostname or "",
        "link": found.url or "",
        "published": found.date or "",
        "guessed": guessed,
        "cut": cut,
    }


def _cut(html: str) -> bool:
    """Whether the parser gives up on the page before its end, because it is nested too deeply.

    Asked first: here a lack of memory shows, which the extractor takes for a page without an article.
    """
    from lxml.html import HTMLParser, document_fromstring  # type: ignore[import-untyped]  # noqa: PLC0415

    parser = HTMLParser()
    document_fromstring(html.encode(), parser=parser)
    return any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)


def _dated(html: str, url: str | None) -> str:
    """A date from anywhere on the page: less sure than one in its own data."""
    from htmldate import find_date  # noqa: PLC0415

    return find_date(html, original_date=True, url=url, max_date=LATEST) or ""


def feed(given: dict[str, Any]) -> dict[str, Any]:
    """The items of a feed, the first of them first."""
    import feedparser  # noqa: PLC0415

    headers = {"content-location": given["url"], "content-type": "application/xml; charset=utf-8"}
    told = feedparser.parse(given["text"].encode(), response_headers=headers)
    links = told.feed.get("links", [])
    return {
        "kind": told.version,
        "title": told.feed.get("title", ""),
        "why": str(told.get("bozo_exception", ""))[:200] if told.bozo else "",
        "goes_on": any(link.get("rel") == "next" for link in links),
        "n_items": len(told.entries),
        "items": [_item(entry) for entry in told.entries[:MOST_ITEMS]],
    }


def _item(entry: Any) -> dict[str, str]:
    parts = [part.get("value", "") for part in entry.get("content", [])]
    body = max([*parts, entry.get("summary", "")], key=len)
    day = entry.get("published_parsed") or entry.get("updated_parsed")
    return {
        "guid": entry.get("id", "")[:1_000],
        "link": entry.get("link", "")[:2_000],
        "title": plain(entry.get("title", "")).strip(),
        "day": f"{day.tm_year:04}-{day.tm_mon:02}-{day.tm_mday:02}" if day else "",
        "text": plain(body),
    }


def plain(html: str) -> str:
    """The text of a piece of HTML, a blank line between its blocks."""
    from lxml.html import fragment_fromstring  # noqa: PLC0415

    if "<" not in html and "&" not in html:
        return html
    tree = fragment_fromstring(html, create_parent="div")
    lines = ("".join(_texts(tree))).split("\x1e")
    return "\n\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def _texts(tree: Any) -> Iterator[str]:
    """The words of a tree in order, a mark before and behind every block."""
    stack = [(tree, False)]
    while stack:
        node, closed = stack.pop()
        name = node.tag if isinstance(node.tag, str) else "script"
        if name in _BLOCKS:
            yield "\x1e"
        if closed or name in _SILENT:
            yield node.tail or ""
            continue
        yield node.text or ""
        stack.append((node, True))
        stack.extend((child, False) for child in reversed(node))


JOBS = {"page": page, "feed": feed}


def main() -> int:
    """Do one job."""
    bound()
    try:
        answer = JOBS[sys.argv[1]](json.load(sys.stdin))
    except (MemoryError, RecursionError):
        return BOUND_MET
    sys.stdout.write(json.dumps(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main())
