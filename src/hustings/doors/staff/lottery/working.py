"""A page that shows how far slow work is while it runs: written to the browser as it grows, without a script.

The work itself runs beside the request and touches no database; what it found is entered by the request itself.
"""

from collections.abc import Callable, Generator, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any

from django.http import StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from hustings.core.errors import Refusal
from hustings.doors.private import told
from hustings.doors.staff.desk import Desk
from hustings.doors.staff.pages import page

HERE = "<!-- here the page grows -->"
STEPS = 10
"""Of one kind of work, at most about so many lines are written."""

KINDS: dict[str, Any] = {
    "panels": gettext_lazy("Panels found: %(done)s of %(total)s"),
    "prices": gettext_lazy("Making chances equal: round %(done)s"),
    "letters": gettext_lazy("Letters written: %(done)s of %(total)s"),
}

Watch = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


Step = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be done: something `beside` the request, if at all; then the request itself `enter`s what it found.

    `enter` yields steps and, last, the sentence that is shown at the end. `then` and `back` are addresses; `mended`
    says, by a refusal's code, where to go instead of back: words and an address.
    """

    title: str
    enter: Callable[[Any], Iterator[Step | str]]
    then: str
    back: str
    beside: Callable[[Watch], Any] | None = None
    mended: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def working(desk: Desk, work: Work) -> StreamingHttpResponse:
    """The page of a work: its head at once, a line for each step, the outcome or the refusal at the end."""
    whole = page(desk, title=work.title, room="lottery", template="staff/working.html").content.decode()
    head, _mark, foot = whole.partition(HERE)
    response = StreamingHttpResponse(_grown(head, foot, work, get_language() or "en"))
    response.headers["X-Accel-Buffering"] = "no"
    return response


def _grown(head: str, foot: str, work: Work, language: str) -> Iterator[str]:
    yield head
    with override(language):
        try:
            found = None if work.beside is None else (yield from _beside(work.beside))
            yield from _entered(work, found)
        except Refusal as refusal:
            label, url = work.mended.get(refusal.code, (_("Go back"), work.back))
            yield render_to_string("staff/worked.html", {"refusal": told(refusal, url=url, label=label)})
    yield foot


def _beside(act: Callable[[Watch], Any]) -> Generator[str, None, Any]:
    """Lines while `act` runs in a thread of its own; the value is what it found. Raises: what it raised."""
    steps: SimpleQueue[Step | None] = SimpleQueue()
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(act, _few(steps))
        future.add_done_callback(lambda _done: steps.put(None))
        while (step := steps.get()) is not None:
            yield _line(*step)
        return future.result()


def _entered(work: Work, found: Any) -> Iterator[str]:
    for step in work.enter(found):
        if isinstance(step, str):
            yield render_to_string("staff/worked.html", {"done": step, "url": work.then})
        else:
            yield _line(*step)


def _few(steps: SimpleQueue[Step | None]) -> Watch:
    """Hands on only so many steps of each kind."""
    last: dict[str, int] = {}

    def watch(what: str, done: int, total: int) -> None:
        step = done * STEPS // max(total, 1)
        if last.get(what) != step:
            last[what] = step
            steps.put((what, done, total))

    return watch


def _line(what: str, done: int, total: int) -> str:
    words = str(KINDS.get(what, what))
    return format_html("<li>{}</li>\n", words % {"done": done, "total": total} if "%(" in words else words)
