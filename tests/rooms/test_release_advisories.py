"""Media advisories and announcements: the same words for every candidate, from the record's facts."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from hustings.core.hearings import Press
from hustings.core.phases import AFTER_CALL, Phase
from hustings.core.values import Role
from hustings.ground.record.models import Chain
from hustings.rooms.invitations.refusals import NothingDiffers
from hustings.rooms.releases.actions import (
    adopt_press_terms,
    clear_release,
    draft_about_roundtable,
    drop_release,
    revise_release,
)
from hustings.rooms.releases.queries import press_terms_of, releases_of
from hustings.rooms.releases.refusals import (
    AlreadyDrafted,
    NoPressTerms,
    NoSuchRelease,
    NothingNew,
    OwnClearance,
    PressTermsFixed,
    ReleaseEmpty,
    WordsDiffer,
)
from hustings.rooms.releases.wording import About, words_about
from hustings.rooms.roundtables.actions.meetings import cancel_roundtable, move_roundtable, set_roundtable
from tests.rooms.harbor import DAY, EVENING, ROUNDTABLE, bodies, enter_candidates
from tests.rooms.races import AT, DIRECTOR
from tests.rooms.refused import holding, only, refuses

WRITER, OFFICER = holding(Role.COMMUNICATIONS), holding(Role.OFFICER)
TERMS: dict[str, Any] = {
    "register": "Write to press@harbor.example; bring a press card.",
    "hours_before": 24,
    "contact": "The press office, 555 0100",
    "notes": "Cameras are set up from one hour before.",
}
ADVISORY = """This is a rehearsal: nothing in it is real.

United Harbor Workers meets Dana Reyes (Mayor of Harbor City) for a roundtable with leaders and members.

When: 9 April 2031, 21:00 (America/New York), 90 minutes
Where: Union hall
Topics: pensions, port automation
Who attends: members of United Harbor Workers, its staff and their families

Reporters: the meeting is closed to them; afterwards they may ask questions. Every news organisation that asks is let \
in, on the same terms.

How to register: Write to press@harbor.example; bring a press card.
Register until: 8 April 2031, 21:00 (America/New York)
For every roundtable: Cameras are set up from one hour before.
Contact for the press: The press office, 555 0100

What every candidate was offered and given stands side by side on the public record."""
terms = partial(adopt_press_terms, actor=WRITER, at=AT)
draft = partial(draft_about_roundtable, actor=WRITER, at=AT)
revise = partial(revise_release, actor=WRITER, at=AT)
clear = partial(clear_release, actor=OFFICER, at=AT)


@pytest.fixture
def tables(called: str) -> str:
    """RT-1 with Dana Reyes and, a day later, RT-2 with Ben Okafor; how reporters register is said."""
    Chain.objects.filter(pk=called).update(phase=Phase.HEARING)
    enter_candidates(called)
    set_roundtable(cycle=called, **ROUNDTABLE)
    set_roundtable(cycle=called, **ROUNDTABLE | {"candidate": "CAND-2", "starts_at": EVENING + DAY})
    terms(cycle=called, **TERMS)
    return called


def text_of(cycle: str, release: str) -> str:
    return next(view.text for view in releases_of(cycle=cycle, actor=WRITER) if view.code == release)


def test_an_advisory_says_who_where_when_what_is_open_and_how_to_register(tables: str) -> None:
    assert draft(cycle=tables, roundtable="RT-1", kind=About.ADVISORY) == "REL-1"
    (view,) = releases_of(cycle=tables, actor=WRITER)
    assert view.title == "Media advisory: roundtable with Dana Reyes, 9 April 2031"
    assert view.text == ADVISORY


def test_two_candidates_get_the_same_words_but_for_name_and_day(tables: str) -> None:
    words = partial(words_about, cycle=tables, kind=About.ADVISORY, actor=WRITER)
    hers, his = words(roundtable="RT-1").text, words(roundtable="RT-2").text
    for of_his, of_hers in (("Ben Okafor", "Dana Reyes"), ("9 April", "8 April"), ("10 April", "9 April")):
        his = his.replace(of_his, of_hers)
    assert his == hers


def test_an_advisory_needs_the_press_terms_unless_nobody_is_let_in(called: str) -> None:
    Chain.objects.filter(pk=called).update(phase=Phase.HEARING)
    enter_candidates(called)
    set_roundtable(cycle=called, **ROUNDTABLE)
    closed = {"candidate": "CAND-2", "starts_at": EVENING + DAY, "press": Press.NONE, "press_because": "A wake."}
    set_roundtable(cycle=called, **ROUNDTABLE | closed)
    refuses(NoPressTerms, draft, cycle=called, roundtable="RT-1", kind=About.ADVISORY)
    refuses(ReleaseEmpty, draft, cycle=called, roundtable="RT-1", kind=About.ADVISORY, audience="members")
    assert draft(cycle=called, roundtable="RT-1", kind=About.ANNOUNCEMENT, audience="members") == "REL-1"
    assert "Reporters" not in text_of(called, "REL-1")
    draft(cycle=called, roundtable="RT-2", kind=About.ADVISORY)
    assert "none is let in, from any news organisation" in text_of(called, "REL-2")


def test_other_words_need_a_reason_and_it_is_published(tables: str) -> None:
    draft(cycle=tables, roundtable="RT-1", kind=About.ADVISORY)
    standard = words_about(cycle=tables, roundtable="RT-1", kind=About.ADVISORY, actor=WRITER)
    longer = {"cycle": tables, "release": "REL-1", "title": standard.title, "text": f"{standard.text}\n\nCome early."}
    refuses(WordsDiffer, revise, **longer)
    same = {"cycle": tables, "release": "REL-1", "title": standard.title, "text": standard.text}
    refuses(NothingDiffers, revise, **same, differs_because="A strike next door.")
    revise(**longer, differs_because="A strike next door.")
    clear(cycle=tables, release="REL-1")
    (issued,) = bodies(tables, "release.issued")
    assert issued["kind"] == "media advisory"
    assert issued["differs_because"] == "A strike next door."


def test_whoever_wrote_at_a_draft_does_not_clear_it(tables: str) -> None:
    draft(cycle=tables, roundtable="RT-1", kind=About.ADVISORY)
    words = words_about(cycle=tables, roundtable="RT-1", kind=About.ADVISORY, actor=WRITER)
    revise(cycle=tables, release="REL-1", title=words.title, text=words.text, actor=DIRECTOR)
    refuses(OwnClearance, clear, cycle=tables, release="REL-1", actor=DIRECTOR)
    assert clear(cycle=tables, release="REL-1") == "REL-1"


def test_a_draft_whose_facts_have_changed_is_not_cleared(tables: str) -> None:
    draft(cycle=tables, roundtable="RT-1", kind=About.ADVISORY)
    moved = {"cycle": tables, "roundtable": "RT-1", "to": EVENING + timedelta(hours=2), "reason": "A fire drill."}
    move_roundtable(**moved, actor=DIRECTOR, at=AT)
    refuses(WordsDiffer, clear, cycle=tables, release="REL-1")
    words = words_about(cycle=tables, roundtable="RT-1", kind=About.ADVISORY, actor=WRITER)
    assert (
        "It is moved. Before: 9 April 2031, 21:00 (America/New York), Union hall. Reason: A fire drill." in words.text
    )
    revise(cycle=tables, release="REL-1", title=words.title, text=words.text)
    clear(cycle=tables, release="REL-1")


def test_it_is_drafted_once_and_again_only_when_there_is_news(tables: str) -> None:
    about = {"cycle": tables, "roundtable": "RT-1", "kind": About.ANNOUNCEMENT}
    draft(**about)
    refuses(AlreadyDrafted, draft, **about)
    clear(cycle=tables, release="REL-1")
    refuses(NothingNew, draft, **about)
    cancel_roundtable(cycle=tables, roundtable="RT-1", reason="She withdrew.", actor=DIRECTOR, at=AT)
    assert draft(**about) == "REL-2"
    assert "It is called off. Reason: She withdrew." in text_of(tables, "REL-2")
    assert draft(cycle=tables, roundtable="RT-1", kind=About.ANNOUNCEMENT, audience="members") == "REL-3"


def test_a_draft_is_given_up_for_a_reason_and_may_be_drafted_anew(tables: str) -> None:
    about = {"cycle": tables, "roundtable": "RT-1", "kind": About.ADVISORY}
    draft(**about)
    drop_release(cycle=tables, release="REL-1", reason="The hall burnt down.", actor=WRITER, at=AT)
    refuses(NoSuchRelease, clear, cycle=tables, release="REL-1")
    assert [view.waits for view in releases_of(cycle=tables, actor=WRITER)] == [False]
    assert draft(**about) == "REL-2"


def test_press_terms_change_freely_until_reporters_were_told_and_then_with_a_reason(tables: str) -> None:
    assert terms(cycle=tables, **TERMS | {"hours_before": 12}) == 2
    draft(cycle=tables, roundtable="RT-1", kind=About.ADVISORY)
    clear(cycle=tables, release="REL-1")
    refuses(PressTermsFixed, terms, cycle=tables, **TERMS)
    assert terms(cycle=tables, **TERMS, reason="The press office moved.") == 3
    assert bodies(tables, "press_terms.adopted")[-1] == {"version": 3, "reason": "The press office moved."} | TERMS
    told = press_terms_of(cycle=tables, actor=WRITER)
    assert told is not None
    assert (told.version, told.hours_before) == (3, 24)


def test_who_may_do_what_and_when(tables: str) -> None:
    writers = {Role.COMMUNICATIONS, Role.DIRECTOR}
    about = partial(draft, cycle=tables, roundtable="RT-1", kind=About.ANNOUNCEMENT)
    only(writers, AFTER_CALL, about, cycle=tables)
    about()
    words = partial(revise, cycle=tables, release="REL-1", title="A", text="B", differs_because="C")
    only(writers, AFTER_CALL, words, cycle=tables)
    only(writers, AFTER_CALL, partial(terms, cycle=tables, **TERMS), cycle=tables)
    drop = partial(drop_release, cycle=tables, release="REL-1", reason="No.", at=AT)
    only(writers | {Role.OFFICER}, AFTER_CALL, drop, cycle=tables)
