"""The whole site on a free port, for the browser: the pages that the database of the test holds."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connections
from playwright.sync_api import Browser, Page

from tests.databases import FreshDatabase

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
FINDINGS = """options => axe.run(options).then(found =>
    found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', ')))"""
EVERYTHING = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"], "resultTypes": ["violations"]}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

TELEPHONE, DESK = (390, 844), (1280, 900)


class Server(ThreadingMixIn, WSGIServer):
    """A thread for each request; each closes its connection to the database when it ends."""

    daemon_threads = True

    def process_request_thread(self, request: object, client_address: object) -> None:
        """Raises: nothing that the test would not see as a failed page."""
        try:
            super().process_request_thread(request, client_address)  # type: ignore[arg-type]
        finally:
            connections["default"].close()


class Silent(WSGIRequestHandler):
    """Pytest's output is for findings."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture
def site(fresh_database: FreshDatabase) -> Iterator[str]:
    """The address of the site, which reads the test's own committed database."""
    server = make_server("127.0.0.1", 0, get_wsgi_application(), Server, Silent)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@cache
def _axe() -> str:
    return AXE.read_text()


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody with a browser: how wide it is, and whether it is dark."""

    page: Page
    site: str

    def opens(self, path: str) -> None:
        """Open a page of the site."""
        self.page.goto(self.site + path)

    def findings(self) -> list[str]:
        """What axe finds; the script is evaluated by the driver, so the page's content policy stays in force."""
        self.page.evaluate(_axe())
        found: list[str] = self.page.evaluate(FINDINGS, EVERYTHING)
        return found

    def flaws(self, *, in_all_looks: bool = False) -> list[str]:
        """What is wrong with the open page at both widths, light and dark: by axe, and by running off the page.

        The page is loaded once and then looked at anew: every rule is asked on a telephone in the light and at a desk
        in the dark. `in_all_looks`: those about colours, the only ones that can differ, also in the other two looks;
        one page of each kind is enough, since all take their colours from the same few. The page is left as it was
        found: a telephone's, light.
        """
        found: list[str] = []
        self.page.evaluate(_axe())
        for size, scheme, other in ((TELEPHONE, "light", "dark"), (DESK, "dark", "light")):
            self._turns(size, scheme)
            found += self._judged(EVERYTHING, size, scheme)
            found += [f"{size[0]} wide: runs off by {self.runs_off()}"] if self.runs_off() else []
            if in_all_looks:
                self._turns(size, other)
                found += self._judged(COLOURS, size, other)
        self._turns(TELEPHONE, "light")
        return found

    def _turns(self, size: tuple[int, int], scheme: str) -> None:
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        # Without motion, since a colour that still fades into the next one is judged as it stands at that moment.
        self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]

    def _judged(self, rules: dict[str, object], size: tuple[int, int], scheme: str) -> list[str]:
        return [f"{size[0]} wide, {scheme}: {each}" for each in self.page.evaluate(FINDINGS, rules)]

    def runs_off(self) -> int:
        """By how many pixels the page is wider than the window."""
        return int(self.page.evaluate(OVERFLOW))


@pytest.fixture
def reader(browser: Browser, site: str) -> Iterator[Reader]:
    """A reader with a telephone."""
    context = browser.new_context(viewport={"width": TELEPHONE[0], "height": TELEPHONE[1]})
    yield Reader(context.new_page(), site)
    context.close()
