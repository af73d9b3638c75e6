"""The style guide in Chromium: axe finds nothing, nothing runs off the page, the content policy holds."""

import threading
from collections.abc import Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from django.test import override_settings
from playwright.sync_api import Browser, Page

AXE = Path(__file__).parents[3] / "node_modules" / "axe-core" / "axe.min.js"
PAGES = ["/", "/desk/", "/refused/"]
FINDINGS = """() => axe.run({rules: {'target-size': {enabled: true}}}).then(found =>
    found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', ')))"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

pytestmark = pytest.mark.journey


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing: pytest's output is for findings."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The style guide on a free port. It reads no database, so no test database is needed."""
    with override_settings(ROOT_URLCONF="hustings.doors.parts.urls", DEBUG=True, ALLOWED_HOSTS=["127.0.0.1"]):
        application = StaticFilesHandler(get_wsgi_application())
        server = make_server("127.0.0.1", 0, application, _Server, _Silent)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        server.server_close()
        thread.join()


def opened(browser: Browser, **options: object) -> Page:
    return browser.new_context(**options).new_page()  # type: ignore[arg-type]


def findings(page: Page) -> list[str]:
    """What axe finds; the script is evaluated by the driver, so the page's content policy stays in force."""
    page.evaluate(AXE.read_text())
    found: list[str] = page.evaluate(FINDINGS)
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_runs_off_the_page(browser: Browser, site: str, width: int, scheme: str) -> None:
    page = opened(browser, viewport={"width": width, "height": 800}, color_scheme=scheme)
    for path in PAGES:
        page.goto(site + path)
        assert findings(page) == [], path
        assert page.evaluate(OVERFLOW) == 0, path
    page.context.close()


def test_axe_finds_nothing_in_forced_colours(browser: Browser, site: str) -> None:
    page = opened(browser, viewport={"width": 390, "height": 800}, forced_colors="active")
    for path in PAGES:
        page.goto(site + path)
        assert findings(page) == [], path
    page.context.close()


def test_text_twice_as_large_still_fits(browser: Browser, site: str) -> None:
    page = opened(browser, viewport={"width": 640, "height": 800})
    for path in PAGES:
        page.goto(site + path)
        page.evaluate("document.documentElement.style.fontSize = '225%'")
        assert page.evaluate(OVERFLOW) == 0, path
    page.context.close()


def test_the_content_policy_is_kept_and_the_faces_are_served_by_us(browser: Browser, site: str) -> None:
    page = opened(browser)
    complaints: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site + "/", wait_until="networkidle")
    assert complaints == []
    assert [url for url in asked if not url.startswith(site)] == []
    assert page.evaluate("[...document.fonts].filter(f => f.status == 'loaded').map(f => f.family).sort()") == [
        "Public Sans",
        "Public Sans",
        "Source Serif 4",
    ]
    page.context.close()


def test_a_table_becomes_cards_on_a_telephone_and_keeps_its_labels(browser: Browser, site: str) -> None:
    page = opened(browser, viewport={"width": 390, "height": 800})
    page.goto(site + "/")
    cell = page.locator('.sheet-many td[data-label="Votes (valid)"]').first
    assert cell.evaluate("e => getComputedStyle(e).display") == "grid"
    assert cell.evaluate("e => getComputedStyle(e, '::before').content") == '"Votes (valid)" / ""'
    assert page.get_by_role("rowheader", name="Coast").count() == 1
    page.set_viewport_size({"width": 1280, "height": 800})
    assert cell.evaluate("e => getComputedStyle(e).display") == "table-cell"
    page.context.close()


def test_main_controls_are_at_least_44_pixels_high(browser: Browser, site: str) -> None:
    page = opened(browser, viewport={"width": 390, "height": 800})
    page.goto(site + "/")
    heights = page.evaluate(
        """() => [...document.querySelectorAll('.button:not(.button-small), input:not([type=checkbox], [type=radio]),'
            + ' select, .contents > summary')].map(e => e.getBoundingClientRect().height)"""
    )
    assert len(heights) > 10
    assert min(heights) >= 44
    page.context.close()


def test_the_focus_is_seen_on_every_kind_of_control(browser: Browser, site: str) -> None:
    page = opened(browser)
    page.goto(site + "/")
    for selector in ("main a", ".button", "input", "summary"):
        page.keyboard.press("Tab")
        page.locator(selector).locator("visible=true").first.focus()
        style = page.evaluate("getComputedStyle(document.activeElement).outline")
        assert "solid 3px" in style, selector
    page.context.close()


def test_the_error_summary_takes_the_focus(browser: Browser, site: str) -> None:
    page = opened(browser)
    page.goto(site + "/")
    assert page.evaluate("document.activeElement.className") == "errors"
    page.context.close()


def test_without_script_nothing_is_missing(browser: Browser, site: str) -> None:
    page = opened(browser, java_script_enabled=False)
    page.goto(site + "/")
    assert page.get_by_role("link", name="Treatment", exact=True).is_visible()
    assert page.get_by_text("kT7w 2mQz").is_visible()
    assert not page.get_by_role("button", name="Print this page").is_visible()
    page.context.close()


def test_nothing_moves_where_less_motion_is_asked_for(browser: Browser, site: str) -> None:
    page = opened(browser, reduced_motion="reduce")
    page.goto(site + "/")
    durations = page.evaluate(
        "[...new Set([...document.querySelectorAll('*')].flatMap(e => { const s = getComputedStyle(e);"
        " return [s.transitionDuration, s.animationDuration]; }))]"
    )
    assert durations == ["0s"]
    page.context.close()


def test_on_paper_the_stamp_stays_the_tables_unfold_and_buttons_go(browser: Browser, site: str) -> None:
    page = opened(browser)
    page.goto(site + "/")
    page.emulate_media(media="print")
    assert page.locator(".stamp").is_visible()
    assert page.get_by_text("Votes by option", exact=True).is_visible()
    assert page.locator(".button").locator("visible=true").count() == 0
    assert page.locator(".masthead").evaluate("e => getComputedStyle(e).display") == "table-header-group"
    page.context.close()
