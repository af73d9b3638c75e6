"""Calendar mails to a campaign: set, moved, called off, in words and for the calendar."""

from datetime import datetime

import pytest
import vobject

from hustings.core.calendars import Party
from hustings.core.hearings import Press
from hustings.rooms.roundtables.actions.meetings import Outcome, cancel_roundtable, hold_roundtable, move_roundtable
from hustings.rooms.roundtables.calendars import calendar_of
from hustings.rooms.roundtables.mails import CalendarMail, calendar_mail
from hustings.rooms.roundtables.queries import roundtable_of, roundtables_of
from hustings.rooms.roundtables.refusals import NotScheduled
from tests.rooms.harbor import DAY
from tests.rooms.races import AT, DIRECTOR
from tests.rooms.test_roundtable_calendars import EVENING, address, scheduled  # noqa: F401 - a fixture


def mail_about(cycle: str) -> CalendarMail:
    view = roundtable_of(cycle=cycle, roundtable="RT-1", actor=DIRECTOR)
    dana = Party("Scheduling desk", "dana@campaign.example")
    return calendar_mail(view, attendee=dana, sender="endorse@harbor-workers.example", address=address("RT-1"))


def move(cycle: str, at: datetime = AT + DAY) -> None:
    move_roundtable(cycle=cycle, roundtable="RT-1", to=EVENING + 7 * DAY, reason="Storm.", actor=DIRECTOR, at=at)


def test_a_set_roundtable_asks_in_words_and_in_the_calendar(scheduled: str) -> None:  # noqa: F811
    mail = mail_about(scheduled)
    assert mail.subject == "REHEARSAL: Roundtable: 9 April 2031, 21:00 (America/New York)"
    assert mail.text == (
        "This is a rehearsal: nothing in it is real.\n\n"
        "To the campaign of Dana Reyes\n\n"
        "The roundtable is set. Please put it into your calendar.\n\n"
        "When: 9 April 2031, 21:00 (America/New York), 90 minutes\n"
        "Where: Union hall, large room\n"
        "Topics: pensions, port automation\n"
        "Audience: restricted class. Press: questions afterwards.\n\n"
        "The attached calendar file puts it into your calendar; if it moves, we send the change.\n\n"
        "United Harbor Workers\nReference: RT-1\n"
    )
    read = vobject.readOne(mail.calendar)
    assert (read.method.value, read.vevent.sequence.value) == ("REQUEST", "0")
    assert read.vevent.organizer.value == "mailto:endorse@harbor-workers.example"
    assert read.vevent.attendee.value == "mailto:dana@campaign.example"


def test_a_move_and_an_end_follow_under_the_same_uid_as_the_feed(scheduled: str) -> None:  # noqa: F811
    first = mail_about(scheduled)
    move(scheduled)
    moved = mail_about(scheduled)
    assert moved.subject == "REHEARSAL: Roundtable moved: 16 April 2031, 21:00 (America/New York)"
    before = "The roundtable is moved. Before: 9 April 2031, 21:00 (America/New York), Union hall, large room."
    assert f"{before} Reason: Storm." in moved.text
    cancel_roundtable(cycle=scheduled, roundtable="RT-1", reason="She withdrew.", actor=DIRECTOR, at=AT + 2 * DAY)
    ended = mail_about(scheduled)
    assert ended.subject == "REHEARSAL: Roundtable called off: 16 April 2031, 21:00 (America/New York)"
    assert "The roundtable is called off. Reason: She withdrew." in ended.text
    read = [vobject.readOne(mail.calendar) for mail in (first, moved, ended)]
    assert [(one.method.value, one.vevent.sequence.value) for one in read] == [
        ("REQUEST", "0"), ("REQUEST", "1"), ("CANCEL", "2"),
    ]  # fmt: skip
    feed = calendar_of(roundtables_of(cycle=scheduled, actor=DIRECTOR), cycle=scheduled, address=address)
    assert {one.vevent.uid.value for one in read} == {vobject.readOne(feed.decode()).vevent.uid.value}


def test_about_a_roundtable_that_was_held_no_letter_is_written(scheduled: str) -> None:  # noqa: F811
    outcome = Outcome(60, 2, 20, 5, ["pensions"], Press.NONE, "She spoke.", "Minutes.")
    hold_roundtable(cycle=scheduled, roundtable="RT-1", outcome=outcome, actor=DIRECTOR, at=EVENING + DAY)
    with pytest.raises(NotScheduled):
        mail_about(scheduled)
