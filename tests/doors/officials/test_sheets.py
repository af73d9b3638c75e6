"""A teller's pages: one teller enters the sheet, another confirms it without seeing the figures."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from hustings.core.values import Role
from hustings.rooms.straw_polls.actions import close_straw_poll
from hustings.rooms.straw_polls.queries import sheet_of
from tests.doors import house
from tests.doors.house import CYCLE

pytestmark = pytest.mark.django_db

RIGHT = {"votes-0": "2", "votes-1": "0", "votes-2": "1", "n_present": "3"}
FIRST = RIGHT | {"held_on": "2031-03-10", "step": "enter"}
SECOND = RIGHT | {"step": "confirm"}


@pytest.fixture
def tellers(tmp_path) -> tuple[str, str]:
    """The addresses of the two tellers of L-1 for POLL-L1."""
    house.polled(tmp_path)
    house.set_clock(datetime(2031, 3, 12, 12, tzinfo=UTC))
    return tuple(f"/officials/{house.link(Role.TELLER, 'L-1')}/POLL-L1/" for _ in range(2))  # type: ignore[return-value]


def sent(address: str, fields: dict[str, str]):
    return Client(enforce_csrf_checks=True).post(address, fields)


def text_of(address: str) -> str:
    return Client().get(address).content.decode()


def refused(answer, code: str, kept: str = "") -> bool:
    text = answer.content.decode()
    return answer.status_code in (404, 409) and f"<code>{code}</code>" in text and kept in text


def test_one_enters_another_confirms(tellers):
    anna, bert = tellers
    assert sent(anna, FIRST).status_code == 303
    assert "You entered it. The other teller confirms it" in text_of(anna)
    assert "<form" not in text_of(anna).partition("<footer")[0]
    blind = text_of(bert)
    assert "A first teller entered it." in blind
    assert 'value="2"' not in blind
    assert sent(bert, SECOND).status_code == 303
    assert sheet_of(cycle=CYCLE, poll="POLL-L1", local="L-1", actor=house.ALL).confirmed
    for address in tellers:
        assert "The sheet is confirmed by two tellers." in text_of(address)


def test_who_entered_cannot_confirm(tellers):
    anna, _bert = tellers
    sent(anna, FIRST)
    assert refused(sent(anna, SECOND), "same-teller")


def test_a_mismatch_is_told_in_words_without_telling_the_figure(tellers):
    anna, bert = tellers
    sent(anna, FIRST)
    differing = sent(bert, SECOND | {"votes-0": "1", "votes-2": "2"})
    assert refused(differing, "sheets-differ")
    assert "Your figure for “Dana Reyes” is not the one that the first teller entered." in differing.content.decode()
    assert 'name="votes-0" value="1"' in differing.content.decode()
    assert not sheet_of(cycle=CYCLE, poll="POLL-L1", local="L-1", actor=house.ALL).confirmed
    assert sent(bert, SECOND).status_code == 303


def test_a_second_sheet_for_one_local_is_refused_and_keeps_what_was_typed(tellers):
    anna, bert = tellers
    assert 'name="held_on"' in text_of(bert)
    sent(anna, FIRST)
    assert refused(sent(bert, FIRST | {"n_present": "77"}), "sheet-already-entered", kept='value="77"')


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"n_present": "2"}, "more-votes-than-present"),
        ({"n_present": "400"}, "more-present-than-members"),
        ({"held_on": "2031-02-01"}, "held-outside-the-poll"),
    ],
)
def test_figures_that_cannot_be_are_refused(tellers, fields: dict[str, str], code: str):
    assert refused(sent(tellers[0], FIRST | fields), code)


def test_a_missing_figure_needs_another_look(tellers):
    answer = sent(tellers[0], FIRST | {"votes-1": ""})
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"votes-1"})


def test_the_first_page_says_where_each_poll_stands(tellers):
    anna, bert = (address.removesuffix("POLL-L1/") for address in tellers)
    assert "Enter the figures of the paper sheet after the meeting." in text_of(anna)
    sent(tellers[0], FIRST)
    assert "Type the figures from the paper once more" in text_of(bert)
    assert "Dock Workers, Harbor City, OH" in text_of(anna)


def test_a_teller_reaches_no_other_local_and_no_other_poll(tellers):
    other = f"/officials/{house.link(Role.TELLER, 'L-2')}/POLL-L1/"
    sent(tellers[0], FIRST)
    assert "SHEET-1" not in text_of(other)
    assert refused(Client().get(tellers[0].replace("POLL-L1", "POLL-L9")), "no-such-poll")


def test_after_closing_nothing_is_taken(tellers):
    house.set_clock(datetime(2031, 3, 26, tzinfo=UTC))
    close_straw_poll(cycle=CYCLE, poll="POLL-L1", actor=house.ALL, at=house.at())
    assert refused(sent(tellers[0], FIRST), "poll-closed")
    assert "The straw poll is closed." in text_of(tellers[0])


def test_the_pages_are_private_and_stamped(tellers):
    answer = Client().get(tellers[0])
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.cookies == {}
    assert '<p class="stamp"><strong>REHEARSAL</strong>' in answer.content.decode()
