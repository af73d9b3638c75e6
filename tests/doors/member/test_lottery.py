"""A member's page of seats drawn by lot: one button for yes or no, her own chance, her seat, and giving it up."""

from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from hustings.core.values import Role
from hustings.rooms.lottery.actions.drawing import draw_lottery, fix_lottery
from hustings.rooms.lottery.actions.opening import open_lottery
from hustings.rooms.lottery.actions.volunteering import invite_members
from hustings.rooms.lottery.queries import invited_numbers, panel_of
from hustings.rooms.publication.actions import publish
from tests.doors import house
from tests.doors.house import CYCLE
from tests.rooms.drawn import CAPS, QUOTAS, TONNAGE, enter_roll, volunteer, work_out

pytestmark = pytest.mark.django_db
CLOSES = datetime(2031, 3, 15, 17, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def seated(tmp_path: Path, settings: Any) -> None:
    settings.CONFIG = replace(settings.CONFIG, files=tmp_path)
    house.hearing()
    enter_roll()
    publish(cycle=CYCLE, actor=house.ALL, at=house.at())


def opened(**more: Any) -> None:
    told = {"roundtable": "RT-1", "seats": 4, "quotas": QUOTAS, "caps": CAPS, "closes_at": CLOSES}
    open_lottery(cycle=CYCLE, **told | more, actor=house.ALL, at=house.at())


def drawn() -> None:
    opened()
    volunteer(CYCLE, *range(1, 13), at=house.at())
    house.set_clock(datetime(2031, 3, 16, tzinfo=UTC))
    worked = work_out(cycle=CYCLE, lottery="LOT-1", outside=TONNAGE)
    fix_lottery(cycle=CYCLE, lottery="LOT-1", fixed=worked, actor=house.ALL, at=house.at())
    draw_lottery(cycle=CYCLE, lottery="LOT-1", outside="4,512", actor=house.ALL, at=house.at())


class Browser:
    """A member with her private link."""

    def __init__(self, number: str) -> None:
        self.home = f"/member/{house.link(Role.MEMBER, number)}/"
        self.url = f"{self.home}lottery/"

    def get(self, url: str = "") -> str:
        return unescape(Client().get(url or self.url).content.decode())

    def post(self, **fields: str) -> HttpResponse:
        response = Client(enforce_csrf_checks=True).post(self.url, fields)
        assert response.headers["Cache-Control"] == "no-store"
        return response


def test_her_first_page_leads_to_the_lottery_and_one_button_answers() -> None:
    her = Browser("0001")
    assert "No seats are drawn by lot now." in her.get()
    assert her.url not in her.get(her.home)
    opened()
    assert "You may volunteer for a seat at a roundtable." in her.get(her.home)
    assert "Roundtable with Dana Reyes" in her.get()
    assert her.post(yes="LOT-1").headers["Location"] == f"{her.url}?done=yes"
    text = her.get()
    assert "you would come" in text
    assert 'name="yes"' not in text
    assert her.post(no="LOT-1").status_code == 303
    again = her.post(no="LOT-1")
    assert (again.status_code, "<code>lottery-answered-already</code>" in again.content.decode()) == (409, True)


def test_who_was_not_drawn_to_be_invited_or_comes_late_is_told_so() -> None:
    opened(n_invited=5, outside=TONNAGE)
    invite_members(cycle=CYCLE, lottery="LOT-1", outside="4,512", actor=house.ALL, at=house.at())
    numbers = invited_numbers(cycle=CYCLE, lottery="LOT-1", actor=house.ALL)
    other = next(number for number in (f"{n:04}" for n in range(1, 30)) if number not in numbers)
    assert "You were not among the members invited by lot." in Browser(other).get()
    assert "<code>lottery-not-invited</code>" in Browser(other).post(yes="LOT-1").content.decode()
    house.set_clock(CLOSES)
    late = Browser(numbers[0])
    assert "The time to volunteer is over." in late.get()
    assert "<code>lottery-volunteering-closed</code>" in late.post(yes="LOT-1").content.decode()


def test_she_sees_her_own_chance_and_who_was_drawn_gives_the_seat_up_in_two_steps() -> None:
    drawn()
    places = panel_of(cycle=CYCLE, lottery="LOT-1", actor=house.ALL)
    her, others = Browser(places[0].number), {place.number for place in places}
    unlucky = Browser(next(f"{n:04}" for n in range(1, 13) if f"{n:04}" not in others))
    assert "You were not drawn; your chance was" in unlucky.get()
    assert "You have a seat at a roundtable." in her.get(her.home)
    assert 'name="give-up"' in her.get()
    asked = unescape(her.post(**{"give-up": "LOT-1"}).content.decode())
    assert ('name="sure"' in asked, "It cannot be taken back." in asked) == (True, True)
    assert her.post(sure="LOT-1").status_code == 303
    assert "You gave your seat up." in her.get()
    assert "<code>lottery-no-seat</code>" in her.post(sure="LOT-1").content.decode()
    assert places[0].code not in {each.code for each in panel_of(cycle=CYCLE, lottery="LOT-1", actor=house.ALL)}
