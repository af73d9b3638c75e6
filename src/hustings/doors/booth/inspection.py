"""Whether a booth's page runs nothing but the published scripts, judged from what its server sends. No Django.

A server may send one page to whoever checks and another to a voter: that is why many should check, from many places.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin

from hustings.doors.booth.files import PAGE, hashes, integrity
from hustings.doors.booth.policy import BUILT, NOTHING, WORKER

FOREIGN = frozenset({"base", "embed", "frame", "iframe", "object", "portal"})
STRICT = {"default-src": "'none'", "base-uri": "'none'", "frame-ancestors": "'none'"}


@dataclass(frozen=True)
class Answer:
    """What a server sent: headers by their lower-case names, and the content."""

    headers: Mapping[str, str]
    body: bytes


Get = Callable[[str], Answer]


class _Tags(HTMLParser):
    """Every tag of a page with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep it."""
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def faults(address: str, *, get: Get, digest: Callable[[bytes], str]) -> Iterator[str]:
    """What is wrong with the booth at this address, in words; nothing if it is the published one.

    `get` fetches an address; `digest` gives SHA-256 in hexadecimal digits. Raises: BoothNotBuilt.
    """
    page = get(address)
    tags = _Tags(page.body.decode("utf-8", "replace")).found
    scripts = [given for tag, given in tags if tag == "script" and given.get("type") != "application/json"]
    yield from _tag_faults(tags)
    if len(scripts) != 1 or scripts[0].get("integrity") != integrity(BUILT + PAGE):
        yield "the page does not run the one published script, and it alone"
        return
    script = urljoin(address, scripts[0].get("src", ""))
    if not script.endswith(BUILT + PAGE):
        yield f"the script lies at {script}"
        return
    root = script.removesuffix(BUILT + PAGE)
    yield from _policy_faults(page.headers, root + BUILT)
    for name, published in hashes().items():
        sent = get(root + name)
        if digest(sent.body) != published:
            yield f"{name} is not the published file"
        if name == BUILT + WORKER and sent.headers.get("content-security-policy") != NOTHING:
            yield f"{name} may reach other places: its content policy is not “{NOTHING}”"


def _tag_faults(tags: list[tuple[str, dict[str, str]]]) -> Iterator[str]:
    for tag, given in tags:
        if tag in FOREIGN:
            yield f"the page holds a <{tag}>"
        for name in given:
            if name.startswith("on"):
                yield f"a <{tag}> of the page runs a script of its own ({name})"


def _policy_faults(headers: Mapping[str, str], scripts: str) -> Iterator[str]:
    policy = dict(part.strip().partition(" ")[::2] for part in headers.get("content-security-policy", "").split(";"))
    wanted = STRICT | {"script-src": scripts, "worker-src": scripts}
    for name, value in wanted.items():
        if policy.get(name) != value:
            yield f"the page’s content policy has {name} “{policy.get(name, 'nothing')}”, not “{value}”"
