"""The lottery on the desk: opened from the roll's shares, members invited by letter, fixed in sight, drawn, seated."""

from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from hustings.core.findings import Result
from hustings.core.lottery.replay import replay
from hustings.core.lottery.seed import commitment
from hustings.core.values import Role
from hustings.ground.notices.queries import outbox
from hustings.ground.record.queries import publishable_entries
from hustings.rooms.lottery.actions.drawing import draw_lottery, fix_lottery
from hustings.rooms.lottery.actions.opening import open_lottery
from hustings.rooms.lottery.queries import lottery_of, panel_of, slot_draw_of
from hustings.rooms.roundtables.actions.slots import SlotPlan, offer_slots
from tests.doors import house
from tests.doors.house import CYCLE, done, here, refused, wrong
from tests.rooms.drawn import CAPS, QUOTAS, TONNAGE, enter_roll, volunteer, work_out

pytestmark = pytest.mark.django_db
CLOSES = datetime(2031, 3, 15, 17, 0, tzinfo=UTC)
OPEN = {
    "roundtable": "RT-1", "seats": "4", "features": ["state", "years"], "leeway": "1", "per_local": "2",
    "on": "2031-03-15", "clock": "13:00", "zone": "America/New_York", "statuses": ["active"], "n_tables": "0",
}  # fmt: skip
NAMED = {"figure": "tonnage of 16 March 2031", "last_draw": "seed", "observers": ""}


@pytest.fixture(autouse=True)
def seated(tmp_path: Path, settings: Any) -> None:
    """RT-1 is on 20 March; thirty members are on the roll."""
    settings.CONFIG = replace(settings.CONFIG, files=tmp_path)
    house.hearing()
    enter_roll()


def read(path: str, role: Role = Role.ELECTION_OFFICER) -> str:
    return unescape(house.as_role(role).get(here(path)).content.decode())


def grown(response: Any) -> str:
    """A page that was written as it grew."""
    assert response.status_code == 200
    return unescape(b"".join(response.streaming_content).decode())


def opened(**more: Any) -> None:
    told = {"roundtable": "RT-1", "seats": 4, "quotas": QUOTAS, "caps": CAPS, "closes_at": CLOSES}
    open_lottery(cycle=CYCLE, **told | more, actor=house.ALL, at=house.at())


def ready(n: int = 12) -> None:
    """LOT-1 is open, these volunteered, and the time is over."""
    opened()
    volunteer(CYCLE, *range(1, n + 1), at=house.at())
    house.set_clock(datetime(2031, 3, 16, tzinfo=UTC))


def fixed(**more: Any) -> None:
    ready()
    worked = work_out(cycle=CYCLE, lottery="LOT-1", **{"outside": TONNAGE} | more)
    fix_lottery(cycle=CYCLE, lottery="LOT-1", fixed=worked, actor=house.ALL, at=house.at())


def test_a_lottery_is_opened_with_quotas_that_follow_the_roll() -> None:
    ines = house.as_role(Role.DIRECTOR)
    assert "No seats are drawn by lot yet." in read("lottery/")
    assert "20 or more" in read("lottery/open/")
    assert wrong(ines.send(here("lottery/open/"), OPEN | {"seats": "0", "on": ""}), "seats", "on")
    assert refused(ines.send(here("lottery/open/"), OPEN | {"n_invited": "9"}), "lottery-outside-missing")
    assert done(ines.send(here("lottery/open/"), OPEN), here("lottery/"))
    view = lottery_of(cycle=CYCLE, lottery="LOT-1", actor=house.ALL)
    assert [(each.value, each.low, each.high) for each in view.quotas] == [
        ("OH", 1, 4), ("PA", 0, 3), ("2 to 9", 0, 3), ("20 or more", 1, 4),
    ]  # fmt: skip
    assert view.closes_at == CLOSES
    assert "members answer until the closing" in read("lottery/")


def test_quotas_change_with_a_reason_and_a_lottery_is_cancelled_with_one() -> None:
    opened()
    ines = house.as_role(Role.DIRECTOR)
    told = {"seats": "4", "quotas": "state, OH, 2, 4\nstate, other, 0, 2", "per_local": "", "reason": "Wider."}
    assert wrong(ines.post(here("lottery/LOT-1/quotas/"), **told | {"quotas": "state OH 2"}), "quotas")
    assert refused(
        ines.post(here("lottery/LOT-1/quotas/"), **told | {"quotas": "shoe, 44, 0, 4"}), "lottery-feature-unknown"
    )
    assert done(ines.post(here("lottery/LOT-1/quotas/"), **told), here("lottery/LOT-1/"))
    assert done(ines.post(here("lottery/LOT-1/cancel/"), reason="Storm."), here("lottery/LOT-1/"))
    assert "cancelled" in read("lottery/LOT-1/")


def test_members_are_drawn_to_be_invited_and_each_gets_one_letter_with_a_private_page() -> None:
    opened(n_invited=10, outside=TONNAGE)
    eli = house.as_role(Role.ELECTION_OFFICER)
    assert TONNAGE["name"] in read("lottery/LOT-1/invite/")
    assert done(eli.post(here("lottery/LOT-1/invite/"), outside="4,512"), here("lottery/LOT-1/"))
    assert refused(eli.post(here("lottery/LOT-1/invite/"), outside="4,513"), "lottery-not-due")
    text = grown(eli.post(here("lottery/LOT-1/letters/"), per_minute="60"))
    letters = outbox(cycle=CYCLE, actor=house.ALL)
    assert f"{len(letters)} letters are written." in text
    assert 4 <= len(letters) <= 10  # six of the thirty members have no address
    assert {(letter.kind, letter.about) for letter in letters} == {("lottery", "LOT-1")}
    assert "0 letters are written." in grown(eli.post(here("lottery/LOT-1/letters/"), per_minute="60"))
    ines = house.as_role(Role.DIRECTOR)
    assert refused(ines.get(here("lottery/LOT-1/letters/")), "not-allowed")
    assert eli.get(here("lottery/LOT-1/plan.file")).json()["n_invited"] == 10
    assert b"member,local" in eli.get(here("lottery/LOT-1/list.file")).content
    assert refused(ines.get(here("lottery/LOT-1/list.file")), "not-allowed")


def test_everything_is_fixed_on_a_page_that_shows_how_far_it_is() -> None:
    ready()
    eli = house.as_role(Role.ELECTION_OFFICER)
    assert wrong(eli.post(here("lottery/LOT-1/fix/"), **NAMED | {"observers": "Ann: abc"}), "observers")
    assert refused(eli.post(here("lottery/LOT-1/fix/"), **NAMED | {"figure": ""}), "lottery-operator-alone")
    text = grown(eli.post(here("lottery/LOT-1/fix/"), **NAMED))
    view = lottery_of(cycle=CYCLE, lottery="LOT-1", actor=house.ALL)
    assert "Panels found:" in text
    assert f"the digest is {view.fixed_digest}" in text
    assert refused(eli.post(here("lottery/LOT-1/fix/"), **NAMED), "lottery-already-fixed")
    assert "Each of 12 volunteers stands on" in read("lottery/LOT-1/")
    assert eli.get(here("lottery/LOT-1/fixed.file")).json()["seats"] == 4
    assert refused(eli.get(here("lottery/LOT-1/transcript.file")), "lottery-not-due")


def test_quotas_that_nobody_can_keep_name_the_smallest_change_on_the_same_page() -> None:
    opened()
    volunteer(CYCLE, *(n for n in range(1, 13) if n % 3), at=house.at())
    house.set_clock(datetime(2031, 3, 16, tzinfo=UTC))
    text = grown(house.as_role(Role.DIRECTOR).post(here("lottery/LOT-1/fix/"), **NAMED))
    assert "at most 4 instead of 3 with state OH; at least 0 instead of 1 with state other" in text
    assert "<code>lottery-no-panel</code>" in text
    assert f'href="{here("lottery/LOT-1/quotas/")}"' in text


def test_the_draw_shows_members_to_those_who_let_them_in_and_codes_to_others() -> None:
    fixed(contributors=[{"who": "Ann", "commitment": commitment("seven gulls")}])
    eli = house.as_role(Role.ELECTION_OFFICER)
    assert "What Ann opened" in read("lottery/LOT-1/draw/")
    wrongly = eli.post(here("lottery/LOT-1/draw/"), outside="4,512", part_0="eight gulls")
    assert refused(wrongly, "lottery-secret-differs", kept="eight gulls")
    assert done(eli.post(here("lottery/LOT-1/draw/"), outside="4,512", part_0="seven gulls"), here("lottery/LOT-1/"))
    first = panel_of(cycle=CYCLE, lottery="LOT-1", actor=house.ALL)[0]
    assert f'<span class="cell">{first.number}\n' in read("lottery/LOT-1/")
    others = read("lottery/LOT-1/", Role.OFFICER)
    assert (first.code in others, f'<span class="cell">{first.number}\n' in others) == (True, False)
    checks = replay(eli.get(here("lottery/LOT-1/transcript.file")).content)
    assert [check.name for check in checks if check.result is Result.FAILS] == []
    omar = house.as_role(Role.OFFICER)
    assert done(omar.post(here("lottery/LOT-1/stand-in/"), leaves=first.code), here("lottery/LOT-1/"))
    assert f"in place of {first.code}" in read("lottery/LOT-1/")


def test_three_dice_thrown_on_a_stage_are_entered_digit_by_digit() -> None:
    fixed(outside={}, last_draw="dice", n_numbered=100)
    eli = house.as_role(Role.ELECTION_OFFICER)
    assert "000 to 999 is the number of the panel" in read("lottery/LOT-1/draw/")
    assert wrong(eli.post(here("lottery/LOT-1/draw/"), first="4", second="", third="7"), "second")
    assert done(eli.post(here("lottery/LOT-1/draw/"), first="0", second="4", third="7"))
    (said,) = [entry.body for entry in publishable_entries(cycle=CYCLE) if entry.verb == "lottery.drawn"]
    assert said["number"] == 47


def test_slots_that_two_campaigns_want_are_fixed_by_digest_before_the_value_is_entered() -> None:
    slots = [SlotPlan(datetime(2031, 5, 5, 18, 0, tzinfo=UTC), 60, "Union hall")]
    told: dict[str, Any] = {"slots": slots, "zone": "America/New_York", "closes_at": CLOSES, "seed_from": "a tonnage"}
    offer_slots(cycle=CYCLE, **told, actor=house.ALL, at=house.at())
    house.set_clock(CLOSES)
    ines = house.as_role(Role.DIRECTOR)
    assert here("lottery/slots/SLOTS-1/fix/") in read("roundtables/slots/", Role.DIRECTOR)
    assert done(ines.post(here("lottery/slots/SLOTS-1/fix/")), here("roundtables/slots/"))
    digest, _seed = slot_draw_of(cycle=CYCLE, offer="SLOTS-1", actor=house.ALL)
    assert digest in read("lottery/slots/SLOTS-1/draw/", Role.DIRECTOR)
    assert here("lottery/slots/SLOTS-1/draw/") in read("roundtables/slots/", Role.DIRECTOR)
    assert done(ines.post(here("lottery/slots/SLOTS-1/draw/"), outside="4,512"), here("roundtables/slots/"))
    assert slot_draw_of(cycle=CYCLE, offer="SLOTS-1", actor=house.ALL)[1] in read("roundtables/slots/", Role.DIRECTOR)


def test_what_is_next_waits_on_the_overview_for_who_draws() -> None:
    ready()
    assert "Fix LOT-1 before the draw" in read("")


def test_the_desk_page_of_the_roundtable_leads_to_its_seats_and_knows_how_many_came() -> None:
    assert "Draw members’ seats by lot" in read("roundtables/RT-1/")
    fixed()
    draw_lottery(cycle=CYCLE, lottery="LOT-1", outside="4,512", actor=house.ALL, at=house.at())
    assert here("lottery/LOT-1/") in read("roundtables/RT-1/")
    assert 'name="n_members" value="4"' in read("roundtables/RT-1/hold/", Role.DIRECTOR)
