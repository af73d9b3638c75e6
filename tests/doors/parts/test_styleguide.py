"""The style guide: for staff and developers only, every part in it, nothing that the content policy forbids."""

import re
from pathlib import Path

import pytest
from django.http import Http404
from django.template import engines
from django.test import Client, RequestFactory, override_settings

import hustings.doors.parts
from hustings.doors.parts import styleguide
from hustings.doors.parts.templatetags import parts

TEMPLATES = Path(hustings.doors.parts.__file__).parent / "templates" / "parts"
PAGES = ["/", "/desk/", "/refused/"]

pytestmark = pytest.mark.filterwarnings("ignore:No directory at")


@pytest.fixture
def pages() -> dict[str, str]:
    """The three pages of the style guide as a developer gets them."""
    with override_settings(ROOT_URLCONF="hustings.doors.parts.urls", DEBUG=True):
        return {path: Client().get(path).content.decode() for path in PAGES}


def test_a_stranger_does_not_get_the_style_guide() -> None:
    with pytest.raises(Http404):
        styleguide.styleguide(RequestFactory().get("/style/"))


def test_a_refusal_is_a_page_with_a_status_of_its_own() -> None:
    with override_settings(ROOT_URLCONF="hustings.doors.parts.urls", DEBUG=True):
        assert Client().get("/refused/").status_code == 409


def test_no_page_holds_inline_script_or_inline_style(pages: dict[str, str]) -> None:
    for html in pages.values():
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", html)
        assert re.findall(r"<script[^>]*>[^<]", html) == []


def test_no_two_elements_of_a_page_share_an_id(pages: dict[str, str]) -> None:
    for html in pages.values():
        ids = re.findall(r'\sid="([^"]+)"', html)
        assert len(ids) == len(set(ids))


def test_every_part_stands_in_the_style_guide() -> None:
    """Every template is reached from the three pages, so none is without its picture."""
    sources = {path.stem: path.read_text() for path in TEMPLATES.glob("*.html")}
    seen, ahead = set(), {"styleguide", "styleguide_desk", "refused"}
    while ahead:
        name = ahead.pop()
        seen.add(name)
        named = set(re.findall(r'"parts/(\w+)\.html"', sources[name])) | set(re.findall(r"{% (\w+)", sources[name]))
        ahead |= (named & set(sources)) - seen
    assert set(sources) - seen == set()


def test_every_sentence_of_a_template_can_be_translated() -> None:
    """Without tags, markup and values only punctuation is left; the style guide's own specimen of text is exempt."""
    for path in set(TEMPLATES.glob("*.html")) - {TEMPLATES / "styleguide.html"}:
        bare = re.sub(r"{% block body_class %}.*?{% endblock %}", "", path.read_text())
        bare = re.sub(r"{% blocktranslate.*?endblocktranslate %}", "", bare, flags=re.S)
        bare = re.sub(r"{[{%].*?[}%]}", "", bare, flags=re.S)
        bare = re.sub(r"<[^>]*>", "", bare)
        assert not re.search(r"[A-Za-z]{2,}", bare), (path.name, bare.split())


def test_every_template_compiles() -> None:
    for path in TEMPLATES.glob("*.html"):
        engines["django"].get_template(f"parts/{path.name}")


def test_every_tag_is_described_in_the_documentation() -> None:
    documentation = (Path(__file__).parents[3] / "docs" / "look.md").read_text()
    named = {*parts.register.tags, *parts.register.filters}
    assert {name for name in named if not re.search(rf"`({{% )?{name}\b", documentation)} == set()
