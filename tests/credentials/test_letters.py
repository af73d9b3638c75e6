"""Letters and e-mails: what they say, to whom they go, and what is never done with them."""

import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp

from hustings.core.ballots.credentials import check_number
from hustings.core.canonical import sha256_hex
from hustings.credentials.letters import FILES
from hustings.credentials.mailing import Server, send, send_again
from hustings.credentials.making import make
from hustings.credentials.printing import print_again, print_letters
from hustings.credentials.refusals import (
    ByPost,
    LettersMissing,
    LocalUnknown,
    MemberUnknown,
    NoAddress,
    NoServer,
    NotMade,
    NotSaid,
    ServerGone,
    ServerOpen,
    WordsUnclear,
)
from hustings.credentials.roll import take
from hustings.credentials.store import Holder, Office
from hustings.credentials.wording import say
from hustings.doors.cli.credentials import FONTS
from tests.credentials.hand_over import AT, DIGEST, SAID, files_in, founded_in
from tests.ground.mail_servers import MailServer, mail_server_at

NOW = datetime(2031, 8, 2, 9, 0, tzinfo=UTC)
FROM = "Election office <office@harbor.example>"
LINK = "https://vote.harbor.example/poll/harbor-2031/POLL-S1"


@pytest.fixture
def mail_server(tmp_path: Path) -> Iterator[MailServer]:
    with mail_server_at(tmp_path / "mails") as server:
        yield server


def made_in(folder: Path, **how: Any) -> Office:
    office = Office(founded_in(folder, **how))
    make(office, at=AT)
    return office


def pages(path: Path) -> list[str]:
    """The text of each page, in one line."""
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(path)]


def scanned(path: Path) -> list[str]:
    """What a telephone reads from each page as it is printed, at 150 dots an inch."""
    document = pypdfium2.PdfDocument(path)
    return [zxingcpp.read_barcode(page.render(scale=150 / 72).to_pil()).text for page in document]


def test_each_local_has_its_file_and_each_member_a_page_that_a_telephone_can_scan(tmp_path: Path) -> None:
    with made_in(tmp_path) as office:
        told: list[tuple[int, int]] = []
        printed = print_letters(office, fonts=FONTS, at=AT, watch=lambda done, total: told.append((done, total)))
        assert [path.name for path in printed.files] == ["U01-R-001-1.pdf", "U02-R-002-1.pdf", "U02-R-003-1.pdf"]
        assert (office.folder / "letters" / "files.csv").read_text().splitlines()[:2] == [
            "file,letters,sha256", f"U01-R-001-1.pdf,3,{sha256_hex(printed.files[0].read_bytes())}"
        ]  # fmt: skip
        assert (printed.n_letters, told) == (7, [(3, 7), (5, 7), (7, 7)])
        first = office.holder("M1")
        letter = pages(printed.files[0])[0]
        assert scanned(printed.files[0])[0] == f"{LINK}/U01/booth#{first.secret}"
        assert {stat.S_IMODE(path.stat().st_mode) for path in printed.files} == {0o600}
    for words in (
        "United Harbor Workers", "Ada Invented 1 Pier Street HARBOR CITY NY 10001", "R-001 · M1",
        "Your vote: Mayor of Harbor City, 2031", first.secret, f"Check number: {check_number(first.secret)}",
        f"{LINK.removeprefix('https://')}/U01/booth", "Monday, September 15, 2031, 6:00 PM (EDT)",
        "Election office, 555-0100",
    ):  # fmt: skip
        assert words in letter
    assert "REHEARSAL" not in letter


def test_a_letter_has_the_form_of_its_paper_and_the_stamp_of_a_rehearsal(tmp_path: Path) -> None:
    with made_in(tmp_path, rehearsal=True) as office:
        say(office, replace(SAID, paper="a4", sender="12 Pier Street"), at=AT)
        (path,) = print_letters(office, fonts=FONTS, local="R-001", at=AT).files
        document = pypdfium2.PdfDocument(path)
        assert [round(size) for size in document[0].get_size()] == [595, 842]
        stamps = ("REHEARSAL", "ENSAYO", "EXERCICE")  # one letter in each language
        assert [stamp in page for stamp, page in zip(stamps, pages(path), strict=True)] == [True] * 3
        assert all("12 Pier Street" in page for page in pages(path))
        assert "Łucja Zażółć" in pages(path)[1]
        with pytest.raises(LocalUnknown):
            print_letters(office, fonts=FONTS, local="R-009", at=AT)
        with pytest.raises(LettersMissing, match=FILES["letter-plain"]):
            print_letters(office, fonts=tmp_path, at=AT)


def test_long_words_become_smaller_and_stay_on_the_paper(tmp_path: Path) -> None:
    with made_in(tmp_path) as office:
        office.write_facts({"title": "Members of the Board of Estimate, " * 4})
        say(office, replace(SAID, ask="Ask at the hall, " * 11), at=AT)
        page = pypdfium2.PdfDocument(print_again(office, number="M4", fonts=FONTS, at=AT))[0]
        text = page.get_textpage()
        assert "Дана Ωmega" in text.get_text_range()
        assert all(text.get_charbox(place)[2] < page.get_width() - 30 for place in range(text.count_chars()))


def test_a_letter_that_was_lost_is_made_again_with_the_same_credential(tmp_path: Path) -> None:
    with made_in(tmp_path) as office:
        secret = office.holder("M5").secret
        for number in (1, 2):
            again = print_again(office, number="M5", fonts=FONTS, at=AT)
            assert (again.name, scanned(again)) == (f"again-000{number}.pdf", [f"{LINK}/U02/booth#{secret}"])
        with pytest.raises(MemberUnknown):
            print_again(office, number="M9", fonts=FONTS, at=AT)


def test_by_e_mail_go_those_with_an_address_and_the_rest_get_letters(tmp_path: Path, mail_server: MailServer) -> None:
    mail_server.answers |= {"m3@members.example": "550 no such mailbox", "m4@members.example": "450 come back later"}
    server = Server(f"smtp://127.0.0.1:{mail_server.port}", FROM)
    with made_in(tmp_path, by_email=True) as office:
        sent = send(office, server=server, at=NOW)
        assert (sent.n_sent, sent.n_refused) == (2, 1)
        mail_server.answers.clear()
        assert send(office, server=server, at=NOW).n_sent == 1
        assert office.n_by_mail() == {"refused": 1, "sent": 3}
        assert print_letters(office, fonts=FONTS, at=AT).n_letters == 4
        (file,) = print_letters(office, fonts=FONTS, refused=True, at=AT).files
        assert (file.name, ["Cem Invented" in page for page in pages(file)]) == ("refused-U01-R-001-1.pdf", [True])
        send_again(office, number="M1", server=server, at=NOW)
        with pytest.raises(NoAddress):
            send_again(office, number="M2", server=server, at=NOW)
        came = sorted(mail_server.received(), key=lambda mail: str(mail["To"]))
        assert [mail["To"] for mail in came] == [f"m{number}@members.example" for number in (1, 1, 4, 6)]
        assert came[0].get_content() == came[1].get_content()
        assert_is_the_letter_of(office.holder("M4"), came[2])


def assert_is_the_letter_of(holder: Holder, mail: Any) -> None:
    lines = mail.get_content().splitlines()
    assert {f"{LINK}/{holder.unit}/booth#{holder.secret}", holder.secret} <= set(lines)
    assert (mail["From"], mail["Subject"]) == (FROM, "Your vote: Mayor of Harbor City, 2031")
    assert mail.get_content_type() == "text/plain"


def test_a_server_that_goes_away_leaves_the_rest_waiting(tmp_path: Path) -> None:
    with mail_server_at(tmp_path / "mails") as mail_server:
        server = Server(f"smtp://127.0.0.1:{mail_server.port}", FROM)
    with made_in(tmp_path, by_email=True) as office:
        with pytest.raises(ServerGone, match="0 letters are sent, 4 wait"):
            send(office, server=server, at=NOW)
        for url, refusal in (("", NoServer), ("imap://mail", NoServer), ("smtp://mail.example", ServerOpen)):
            with pytest.raises(refusal):
                send(office, server=Server(url, FROM), at=NOW)


def test_in_a_rehearsal_nothing_is_sent(tmp_path: Path) -> None:
    with made_in(tmp_path, by_email=True, rehearsal=True) as office:
        assert send(office, server=Server("", ""), at=NOW).n_sent == 4
        files = sorted((office.folder / "outbox").iterdir())
        assert [file.name for file in files] == [f"REHEARSAL-000000{number}.eml" for number in range(1, 5)]
        assert b"Subject: REHEARSAL: Your vote" in files[0].read_bytes()
        assert send(office, server=Server("", ""), at=NOW).n_sent == 0


def test_by_post_means_no_e_mail(tmp_path: Path) -> None:
    with made_in(tmp_path) as office:
        for sending in (lambda: send(office, server=Server("", ""), at=NOW),
                        lambda: send_again(office, number="M1", server=Server("", ""), at=NOW)):  # fmt: skip
            with pytest.raises(ByPost):
                sending()


def test_without_credentials_or_words_there_are_no_letters(tmp_path: Path) -> None:
    with Office(founded_in(tmp_path)) as office, pytest.raises(NotMade):
        print_letters(office, fonts=FONTS, at=AT)
    files = files_in(tmp_path)
    take(folder=tmp_path / "silent", files=files, published=DIGEST, by_email=False, at=AT)
    with Office(tmp_path / "silent") as office:
        make(office, at=AT)
        with pytest.raises(NotSaid):
            print_letters(office, fonts=FONTS, at=AT)


@pytest.mark.parametrize(
    "wrong",
    [
        {"house": "http://vote.harbor.example"},
        {"house": "https://vote.harbor.example/?a"},
        {"poll": "POLL S1"},
        {"closes_at": "2031-09-15T18:00Z"},
        {"closes_at": "soon"},
        {"zone": "Harbor/City"},
        {"ask": ""},
        {"sender": "two\nlines"},
        {"paper": "a5"},
    ],
)
def test_what_letters_cannot_say_is_refused(tmp_path: Path, wrong: dict[str, str]) -> None:
    with Office(founded_in(tmp_path)) as office, pytest.raises(WordsUnclear):
        say(office, replace(SAID, **wrong), at=AT)
