"""Bytes from anywhere become the text of an article: nothing is lost silently, and no page can hold the house up."""

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.core.reading.text import EmptyText
from hustings.rooms.press.intake import extraction, pages
from hustings.rooms.press.intake.bounded import Bounds
from hustings.rooms.press.intake.decoding import decode_bytes
from hustings.rooms.press.intake.feeds import contents_of
from hustings.rooms.press.intake.findings import Finding
from hustings.rooms.press.intake.kinds import Kind, kind_of
from hustings.rooms.press.intake.pages import MOST_BYTES, page_of
from hustings.rooms.press.intake.refusals import (
    NoArticleFound,
    NotAnArticle,
    PageBroken,
    PageTooHeavy,
    PageTooLong,
    UnknownEncoding,
)

WORDS = "“Café talks,” Elin Marlow said to the harbor’s weighers."
BODY = "".join(
    f"<p>Elin Marlow met with the Cooks Union on Tuesday, and said that berth {n} would be dredged before winter.</p>"
    for n in range(1, 9)
)
PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>Marlow meets the cooks</title>
<meta property="og:site_name" content="Harbor Daily"><link rel="canonical" href="https://harbor.example/a/1">
<meta property="article:published_time" content="2031-03-04T09:00:00Z"></head>
<body><nav><a href="/">Home</a></nav><article>{BODY}</article><footer>Imprint</footer></body></html>"""
RUSSIAN = "Профсоюз портовых рабочих поддержал кандидата на выборах мэра города, сообщила газета во вторник. " * 8


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


# --- decoding -------------------------------------------------------------------------------------------------------

META = '<html><meta http-equiv="Content-Type" content="text/html; charset={}">'
ENCODED = [
    (WORDS.encode(), "", "utf-8", []),
    (WORDS.encode("utf-8-sig"), "", "utf-8", []),
    (WORDS.encode("utf-16"), "", "utf-16-le", []),
    (b"\xfe\xff" + WORDS.encode("utf-16-be"), "", "utf-16-be", []),
    (WORDS.encode("utf-16-le"), "", "utf-16-le", []),
    (WORDS.encode("cp1252"), "ISO-8859-1", "windows-1252", ["charset-read"]),
    (WORDS.encode("cp1252"), "windows-1252", "windows-1252", ["charset-read"]),
    (WORDS.encode(), "windows-1252", "utf-8", ["charset-differs"]),
    ((META.format("windows-1252") + WORDS).encode("cp1252"), "", "windows-1252", ["charset-read"]),
    (
        (META.format("windows-1252") + WORDS).encode("cp1252"),
        "utf-8",
        "windows-1252",
        ["charset-differs", "charset-read"],
    ),
    ((META.format("utf-16") + WORDS).encode(), "", "utf-8", ["charset-differs"]),
    (RUSSIAN.encode("cp1251"), "", "windows-1251", ["charset-guessed"]),
    (RUSSIAN.encode("cp1251"), "utf-8", "windows-1251", ["charset-differs"]),
]


@pytest.mark.parametrize(("data", "declared", "charset", "found"), ENCODED)
def test_the_encoding_is_told_by_mark_by_bytes_by_declaration_and_last_by_a_guess(
    data, declared, charset, found
) -> None:
    decoded = decode_bytes(data, declared=declared)
    assert (decoded.charset, codes(decoded.findings)) == (charset, found)
    assert decoded.text.endswith((WORDS, RUSSIAN))


@pytest.mark.parametrize("label", ["hex", "unicode_escape", "utf-7", "zip", "../x", "\x00", "undefined"])
def test_a_declaration_never_chooses_a_codec_that_unpacks_or_runs(label) -> None:
    assert decode_bytes(b"+AGE- 61", declared=label).text == "+AGE- 61"


def test_bytes_that_are_no_text_are_refused_rather_than_read_with_signs_missing() -> None:
    with pytest.raises(UnknownEncoding):
        decode_bytes(bytes(range(256)) * 4)


@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=3))
def test_what_is_utf8_comes_out_as_it_went_in(text) -> None:
    assert decode_bytes(b"\xef\xbb\xbf" + text.encode()).text == text
    assert decode_bytes(text.encode("utf-8")).text.removeprefix("\ufeff") == text.removeprefix("\ufeff")


# --- kinds ----------------------------------------------------------------------------------------------------------

KINDS = [
    (b"HARBOR CITY - Elin Marlow met the cooks.", Kind.TEXT),
    (b"Date: Monday\nBy: A. Writer\n\nElin Marlow met the cooks.", Kind.TEXT),
    (b"\n<!-- saved --><!DOCTYPE html><html>", Kind.HTML),
    (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', Kind.HTML),
    ("<html><p>é".encode("utf-16"), Kind.HTML),
    (b'<?xml version="1.0"?><?xml-stylesheet href="a"?>\n<rss version="2.0">', Kind.FEED),
    (b'<feed xmlns="http://www.w3.org/2005/Atom">', Kind.FEED),
    (b'<!DOCTYPE rss [<!ENTITY a "b">]><rss>', Kind.FEED),
    (b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n\r\n", Kind.ARCHIVE),
]


@pytest.mark.parametrize(("data", "kind"), KINDS)
def test_what_bytes_are_is_told_by_what_is_in_them(data, kind) -> None:
    assert kind_of(data) is kind


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"PK\x03\x04word", b"\x89PNG\r\n", b"{\\rtf1", b"\x1f\x8b\x08"])
def test_pictures_archives_and_office_files_are_named_and_refused(data) -> None:
    with pytest.raises(NotAnArticle):
        page_of(data)


# --- pages ----------------------------------------------------------------------------------------------------------


def test_a_saved_page_gives_its_article_outlet_link_and_day_and_keeps_its_bytes() -> None:
    page = page_of(PAGE.encode())
    assert (page.outlet, page.link, page.published) == ("Harbor Daily", "https://harbor.example/a/1", "2031-03-04")
    assert page.title == "Marlow meets the cooks"
    assert page.text.startswith("Elin Marlow met with the Cooks Union on Tuesday, and said that berth 1 ")
    assert page.text.count("\n\n") == 7
    assert "Imprint" not in page.text
    assert (page.source, page.findings) == (PAGE.encode(), ())


def test_a_page_saved_as_one_file_is_unpacked() -> None:
    part = PAGE.replace("=", "=3D").replace('<link rel=3D"canonical" href=3D"https://harbor.example/a/1">', "")
    saved = (
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://harbor.example/a/2\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html\r\n'
        f"Content-Transfer-Encoding: quoted-printable\r\n\r\n{part}\r\n--x--\r\n"
    )
    page = page_of(saved.encode())
    assert (page.kind, page.link, page.published) == (Kind.ARCHIVE, "https://harbor.example/a/2", "2031-03-04")
    assert page.text.startswith("Elin Marlow met with the Cooks Union on Tuesday")


STUB = "<html><body><article><p>Elin Marlow met with the Cooks Union on Tuesday, and the talk took {}</p></article>{}"
STUBS = [
    STUB.format("an hour.", '<script type=\'application/ld+json\'>{"isAccessibleForFree": "False"}</script>'),
    STUB.format("an hour and a …", ""),
    STUB.format("an hour.", "<div>Subscribe to continue reading</div>"),
    STUB.format("an hour.", "<aside>Already a subscriber? <b>Log in</b></aside>"),
]


@pytest.mark.parametrize("stub", STUBS)
def test_a_beginning_before_a_paywall_is_called_so(stub) -> None:
    text = extraction.page({"html": stub, "url": ""})["text"]
    assert codes(pages.beginning_only(text, stub)) == ["beginning-only"]


def test_a_whole_article_beside_an_offer_to_subscribe_is_no_beginning() -> None:
    page = PAGE.replace("<footer>", "<footer>Subscribe now to our letter")
    assert pages.beginning_only(extraction.page({"html": page * 2, "url": ""})["text"] * 2, page) == ()


@pytest.mark.parametrize("data", [b"", b" \n\t", "\ufeff\u00a0".encode()])
def test_nothing_is_called_nothing(data) -> None:
    with pytest.raises(EmptyText):
        page_of(data)


def test_a_page_that_a_program_would_fill_has_no_article() -> None:
    with pytest.raises(NoArticleFound):
        page_of(b"<html><head><title>News</title></head><body><div id=app></div><script>go()</script></body></html>")


def test_a_text_of_five_megabytes_is_taken_in_and_one_page_of_more_than_ten_is_not() -> None:
    text = "Elin Marlow met the cooks, and the weighers met her.\n" * 94_000
    page = page_of(text.encode())
    assert len(page.text) == len(text) > 4_900_000
    assert codes(page.findings) == ["text-long"]
    head = pages.head_of(text)
    assert (text.startswith(head), head[-3:], len(head) < 300_000) == (True, "er.", True)
    with pytest.raises(PageTooLong):
        page_of(b"a" * (MOST_BYTES + 1))


def test_a_text_from_right_to_left_is_kept_whole_and_said_to_be_unreadable() -> None:
    text = "التقت مارلو بنقابة الطباخين يوم الثلاثاء وقالت إن الميناء سيعمق قبل الشتاء. Elin Marlow."
    page = page_of(text.encode())
    assert (page.text, codes(page.findings)) == (text, ["text-right-to-left"])


def test_a_text_in_another_language_is_called_so() -> None:
    text = (
        "Elin Marlow traf am Dienstag die Köche und sprach mit ihnen über den Hafen, der vor dem Winter tiefer wird. "
    )
    assert codes(page_of((text * 6).encode()).findings) == ["text-little-english"]


# --- bombs ----------------------------------------------------------------------------------------------------------


def test_deep_nesting_is_cut_and_said() -> None:
    deep = PAGE.replace("<footer>", "<div>" * 5_000 + "the end" + "</div>" * 5_000)
    page = page_of(deep.encode())
    assert codes(page.findings) == ["page-cut"]
    assert "berth 8" in page.text


def test_a_page_of_a_hundred_thousand_attributes_is_stopped_in_time() -> None:
    attributes = " ".join(f'a{n}="x"' for n in range(100_000))
    with pytest.raises(PageTooHeavy):
        page_of(f"<html><body><p {attributes}>Elin Marlow met the cooks.</p>".encode(), bounds=Bounds(seconds=1))


def test_memory_is_bounded() -> None:
    with pytest.raises((PageTooHeavy, PageBroken)):
        page_of(b"<html><body>" + b"<p>a</p>" * 400_000, bounds=Bounds(megabytes=120))


def test_entities_that_multiply_stay_small() -> None:
    levels = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY b0 "ha">{levels}]>'
    feed = f'{head}<rss version="2.0"><channel><title>&b9;</title>'
    contents = contents_of(f"{feed}<item><guid>1</guid><title>&b9;</title></item></channel></rss>".encode())
    assert len(contents.title) + sum(len(item.title) for item in contents.items) < 100
    assert codes(contents.findings) == ["feed-broken"]


def test_the_process_that_reads_pages_knows_no_secret_and_can_write_no_file(tmp_path) -> None:
    show = "import os,hustings.rooms.press.intake.extraction as e; e.bound(); print(*os.environ); "
    write = show + "os.write(os.open('x', os.O_CREAT | os.O_WRONLY), b'a')"
    bounds = {"HUSTINGS_SECONDS": "5", "HUSTINGS_MEGABYTES": "512"}
    done = subprocess.run(
        [sys.executable, "-I", "-c", write], capture_output=True, env=bounds, cwd=tmp_path, check=False, text=True
    )
    assert "HUSTINGS_SECRET_KEY" in os.environ
    assert "SECRET" not in done.stdout
    assert "File too large" in done.stderr
