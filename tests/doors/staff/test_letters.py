"""The outbox at the desk: held, looked at, started, paused, called off, written again; and what came back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import vobject
from django.core.files.uploadedfile import SimpleUploadedFile

from hustings.core.values import Kind, Role
from hustings.ground.access.actions import SYSTEM
from hustings.ground.clock import now
from hustings.ground.notices.actions import queue_letter, send_letter
from hustings.ground.notices.models import Letter
from hustings.ground.notices.queries import counts, held, letter_of, outbox, wave_of
from tests.doors import house
from tests.doors.house import CYCLE, Person, done, here, refused, wrong
from tests.doors.staff.test_forms_of_hearings import MEETING
from tests.ground.mail_servers import MailServer, mail_server_at
from tests.ground.test_notices_bounces import report

pytestmark = pytest.mark.django_db

LINK = "https://hustings.example/campaign/kq3_Zm8wT1xYb5nQr7/"
WAVE = {"label": "The call", "per_minute": "2"}


@pytest.fixture
def ines() -> Person:
    house.fielded()
    return house.as_role(Role.DIRECTOR)


def write(n: int = 1, *, kind: str = "invitation") -> list[int]:
    return [
        queue_letter(
            cycle=CYCLE, to=f"desk{i}@campaign.example", about=f"INV-{i}", subject="Come", text=f"Dear {i}\n\n{LINK}",
            kind=kind, actor=house.ALL, at=house.START,
        )
        for i in range(n)
    ]  # fmt: skip


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def server(tmp_path: Path, settings: Any) -> Iterator[MailServer]:
    """A cycle in earnest, and a mail server of this machine."""
    house.drafting(Kind.LIVE)
    with mail_server_at(tmp_path / "box") as server:
        settings.CONFIG = replace(settings.CONFIG, mail_url=f"smtp://127.0.0.1:{server.port}")
        yield server


def test_letters_are_held_looked_at_by_kind_and_started_as_a_wave(ines: Person) -> None:
    assert done(ines.post(here("letters/hold/")), here("letters/"))
    assert held(cycle=CYCLE, actor=house.ALL)
    write(3)
    write(1, kind="statement")
    look = text(ines.get(here("letters/wave/")))
    assert "3 waiting: invitations. One of them:" in look
    assert "1 waiting: statements to members. One of them:" in look
    assert "https://hustings.example/campaign/…/" in look
    assert "kq3_Zm8wT1xYb5nQr7" not in look
    assert wrong(ines.post(here("letters/wave/"), **WAVE | {"per_minute": "0"}), "per_minute")
    assert done(ines.post(here("letters/wave/"), **WAVE), here("letters/"))
    assert done(ines.post(here("letters/waves/WAVE-1/start/")), here("letters/waves/WAVE-1/"))
    page = text(ines.get(here("letters/waves/WAVE-1/")))
    assert "0 of 4 have left" in page
    assert "about 2 minutes" in page
    assert "2 letters a minute" in page


def test_a_wave_is_paused_started_again_and_called_off(ines: Person) -> None:
    write(2)
    ines.post(here("letters/wave/"), **WAVE)
    wave = here("letters/waves/WAVE-1/")
    for step, state in (("start", "running"), ("pause", "paused"), ("start", "running")):
        assert done(ines.post(f"{wave}{step}/"), wave)
        assert wave_of(cycle=CYCLE, wave="WAVE-1", actor=house.ALL).state == state
    assert refused(ines.post(f"{wave}start/"), "wave-not-open")
    assert done(ines.post(f"{wave}call-off/", reason="Wrong day."), wave)
    assert counts(cycle=CYCLE, actor=house.ALL) == {"called off": 2}
    assert refused(ines.get(here("letters/waves/WAVE-9/")), "no-such-wave")


def test_the_html_of_a_waiting_letter_is_shown_alone_and_may_load_nothing(ines: Person) -> None:
    (letter,) = write()
    response = ines.get(here(f"letters/{letter}/html/"))
    assert "<p>Dear 0</p>" in text(response)
    policy = response.headers["Content-Security-Policy"]
    assert "style-src 'unsafe-inline'" in policy
    assert "default-src 'none'" in policy
    assert "style-src 'self'" in ines.get(here(f"letters/{letter}/")).headers["Content-Security-Policy"]


def test_the_list_counts_states_and_shows_one_of_them_alone(ines: Person, tmp_path: Path) -> None:
    first, *_rest = write(3)
    send_letter(cycle=CYCLE, letter=first, folder=tmp_path, actor=SYSTEM, at=now())
    page = text(ines.get(here("letters/")))
    assert f'<a href="{here("letters/")}?state=waiting">2</a>' in page
    assert f'<a href="{here("letters/")}?state=kept">1</a>' in page
    kept = text(ines.get(here("letters/?state=kept")))
    assert ("desk0@campaign.example" in kept, "desk1@campaign.example" in kept) == (True, False)
    one = text(ines.get(here(f"letters/{first}/")))
    assert "Private addresses stand in letters, so the text was forgotten." in one
    assert f"LTR-{first}@" in one
    assert refused(ines.get(here(f"letters/{first}/html/")), "text-forgotten")


def test_a_letter_refused_by_the_server_goes_again_to_a_better_address(server: MailServer) -> None:
    server.answers["desk0@campaign.example"] = "550 No such user"
    (letter,) = write()
    send_letter(cycle=CYCLE, letter=letter, folder=server.folder, actor=SYSTEM, at=now())
    omar = house.as_role(Role.OFFICER)
    assert "550 No such user" in text(omar.get(here(f"letters/{letter}/")))
    assert done(omar.post(here(f"letters/{letter}/again/"), to="right@campaign.example"), here("letters/"))
    assert [each.to for each in outbox(cycle=CYCLE, state="waiting", actor=house.ALL)] == ["right@campaign.example"]
    assert f"LTR-{letter + 1}" in text(omar.get(here(f"letters/{letter}/")))


def test_a_mail_that_says_a_letter_came_back_is_taken_in(server: MailServer) -> None:
    (letter,) = write()
    send_letter(cycle=CYCLE, letter=letter, folder=server.folder, actor=SYSTEM, at=now())
    name = letter_of(cycle=CYCLE, letter=letter, actor=house.ALL).message_id.strip("<>")
    omar = house.as_role(Role.OFFICER)
    path = here("letters/bounces/")
    assert wrong(omar.post(path, file=SimpleUploadedFile("a.eml", report("other@else.example"))), "file")
    assert done(omar.post(path, file=SimpleUploadedFile("a.eml", report(name))), here("letters/"))
    row = letter_of(cycle=CYCLE, letter=letter, actor=house.ALL)
    assert (row.state, row.answer) == ("bounced", "550 5.1.1 No such user here")


def test_the_campaign_is_told_of_its_roundtable_by_calendar_mails_that_follow_it(ines: Person) -> None:
    ines.post(here("roundtables/set/"), **MEETING)
    ines.post(here("roundtables/RT-1/move/"), on="2031-03-28", clock="18:00", place="", reason="Storm.")
    ines.post(here("roundtables/RT-1/cancel/"), reason="She withdrew.")
    letters = Letter.objects.filter(about="RT-1").order_by("pk")
    assert {(letter.to, letter.kind) for letter in letters} == {("dana@campaign.example", "calendar")}
    read = [vobject.readOne(letter.calendar) for letter in letters]
    assert [(one.method.value, one.vevent.sequence.value) for one in read] == [
        ("REQUEST", "0"),
        ("REQUEST", "1"),
        ("CANCEL", "2"),
    ]
    assert len({one.vevent.uid.value for one in read}) == 1
    assert {one.vevent.attendee.value for one in read} == {"mailto:dana@campaign.example"}
    assert read[0].vevent.url.value == f"http://testserver/c/{CYCLE}/roundtables/RT-1/"
    assert all(one.vevent.summary.value.startswith("REHEARSAL: ") for one in read)
