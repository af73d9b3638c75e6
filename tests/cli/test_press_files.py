"""`hustings press read` takes whatever an article comes as, and says how it took it."""

import json
from pathlib import Path

import pytest

from tests.cli.test_press import KNOWN, TEXT, run
from tests.rooms.outlets import rss

ARTICLE = TEXT.read_text(encoding="utf-8")
HEAD = "<html><head><title>T</title><meta property='article:published_time' content='2029-01-09'></head>"
PAGE = HEAD + "<body><article>{}</article></body></html>"
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in ARTICLE.splitlines() if line.strip())


def predictions(out: str) -> dict:
    return json.loads(out)


def test_a_saved_page_is_read_like_its_text_whatever_its_name(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text(PAGE.format(PARAGRAPHS), encoding="utf-8")
    status, out, err = run(str(file), *KNOWN, "--json", "--texts", str(tmp_path / "texts"))
    assert (status, err) == (0, "")
    text = (tmp_path / "texts" / "page.txt").read_bytes().decode()
    _, plain, _ = run(str(tmp_path / "texts" / "page.txt"), *KNOWN, "--json")
    assert predictions(out) == predictions(plain)
    first = predictions(out)["page"]["mentions"][0]
    assert text[first["start"] : first["end"]] == "Elin Marlow"


def test_a_page_gives_the_day_that_nobody_else_gives(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(PAGE.format(PARAGRAPHS), encoding="utf-8")
    _, out, _ = run(str(file))
    assert "published 2029-01-09 (metadata)" in out


def test_of_a_feed_every_item_is_a_document(tmp_path: Path) -> None:
    file = tmp_path / "news.xml"
    told = "<title>Talks</title><guid>{}</guid><description>Elin Marlow met with the Cooks Union, day {}.</description>"
    file.write_bytes(rss(told.format(1, 1), told.format(2, 2)))
    status, out, _ = run(str(file), *KNOWN, "--json")
    assert (status, sorted(predictions(out))) == (0, ["news-1", "news-2"])


def test_a_text_in_another_encoding_is_read_when_it_says_so_itself_or_somebody_does(tmp_path: Path) -> None:
    words = "Elin Marlow met with the Cooks Union at the café on Tuesday."
    (tmp_path / "wide.txt").write_bytes(words.encode("utf-16"))
    (tmp_path / "narrow.txt").write_bytes(words.encode("cp1252"))
    (tmp_path / "plain.txt").write_text(words, encoding="utf-8")
    texts = tmp_path / "texts"
    assert run(str(tmp_path / "wide.txt"), "--texts", str(texts))[0] == 0
    status, _, err = run(str(tmp_path / "narrow.txt"), "--json", "--charset", "windows-1252", "--texts", str(texts))
    assert (status, err) == (0, "narrow: It was read as windows-1252 (declared with it).\n")
    assert {(texts / name).read_text() for name in ("wide.txt", "narrow.txt")} == {words}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"%PDF-1.7 ...", "press-not-an-article"),
        (b"<html><body></body></html>", "press-no-article-found"),
        (b"\xff\xfeE", "press-unknown-encoding"),
        (b"<rss version='2.0'", "press-not-a-feed"),
        (b"<html>" + b" " * (10 * 1024 * 1024), "press-page-too-long"),
    ],
)
def test_what_is_no_article_is_refused_with_the_name_of_the_file(content: bytes, code: str, tmp_path: Path) -> None:
    file = tmp_path / "thing.html"
    file.write_bytes(content)
    status, out, err = run(str(TEXT), str(file), "--json")
    assert (status, out) == (2, "")
    assert f"[{code}]" in err
    assert "thing.html" in err


def test_a_paywall_is_noted_beside_the_facts(tmp_path: Path) -> None:
    file = tmp_path / "stub.html"
    file.write_text(PAGE.format(f"{PARAGRAPHS[:600]}</p><p>Subscribe to continue reading</p>"), encoding="utf-8")
    _, out, _ = run(str(file), *KNOWN)
    assert "note Only the beginning seems to be here" in out
