"""Releases: one person writes, another clears, and what is issued carries the record's head."""

from functools import partial
from typing import Any

import pytest

from hustings.core.phases import AFTER_CALL, Phase
from hustings.core.typed import TextTooLong
from hustings.core.values import STAFF, Role
from hustings.ground.record.queries import chain_of, publishable_entries, staff_entries
from hustings.ground.record.refusals import NotAllowed
from hustings.rooms.releases.actions import clear_release, draft_release
from hustings.rooms.releases.queries import releases_of
from hustings.rooms.releases.refusals import NoSuchRelease, OwnClearance, ReleaseEmpty
from tests.databases import FreshDatabase
from tests.rooms.harbor import bodies
from tests.rooms.races import AT, COLLEAGUE, DIRECTOR, at_once, open_harbor
from tests.rooms.refused import holding, only, refuses

WRITER = holding(Role.COMMUNICATIONS)
draft = partial(
    draft_release,
    audience="members",
    about="MOT-1",
    title="The board has decided",
    text="Four to one.\n\nThe roll call is on the record.",
    actor=WRITER,
    at=AT,
)
clear = partial(clear_release, actor=DIRECTOR, at=AT)


def test_a_draft_is_for_staff_only(called: str) -> None:
    assert draft(cycle=called) == "REL-1"
    assert publishable_entries(cycle=called)[-1].payload is None
    kept = staff_entries(cycle=called, actor=DIRECTOR)[-1]
    assert kept.verb == "release.drafted"
    assert kept.body == {
        "release": "REL-1",
        "audience": "members",
        "about": "MOT-1",
        "title": "The board has decided",
    }


def test_a_cleared_release_is_issued_with_the_head_of_the_record_before_it(called: str) -> None:
    draft(cycle=called)
    head = chain_of(cycle=called).head
    assert clear(cycle=called, release="REL-1") == "REL-1"
    assert bodies(called, "release.issued") == [
        {
            "release": "REL-1",
            "audience": "members",
            "about": "MOT-1",
            "title": "The board has decided",
            "text": "Four to one.\n\nThe roll call is on the record.",
            "head": head,
        }
    ]
    assert publishable_entries(cycle=called)[-1].prev == head
    (view,) = releases_of(cycle=called, actor=WRITER)
    assert view.issued_at == AT


def test_nobody_clears_what_they_wrote(called: str) -> None:
    draft(cycle=called, actor=DIRECTOR)
    refuses(OwnClearance, clear, cycle=called, release="REL-1")
    clear(cycle=called, release="REL-1", actor=COLLEAGUE)


def test_a_release_is_issued_once(called: str) -> None:
    draft(cycle=called)
    clear(cycle=called, release="REL-1")
    refuses(NoSuchRelease, clear, cycle=called, release="REL-1")
    refuses(NoSuchRelease, clear, cycle=called, release="REL-2")


def test_a_corrected_release_is_a_new_one_that_names_the_old(called: str) -> None:
    draft(cycle=called)
    clear(cycle=called, release="REL-1")
    assert draft(cycle=called, about="REL-1", audience="press") == "REL-2"
    clear(cycle=called, release="REL-2")
    assert [body["about"] for body in bodies(called, "release.issued")] == ["MOT-1", "REL-1"]
    assert [view.code for view in releases_of(cycle=called, actor=WRITER)] == ["REL-2", "REL-1"]


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"audience": "donors"}, ReleaseEmpty),
        ({"about": " "}, ReleaseEmpty),
        ({"title": ""}, ReleaseEmpty),
        ({"text": "\n"}, ReleaseEmpty),
        ({"title": "x" * 201}, TextTooLong),
        ({"about": "x" * 81}, TextTooLong),
    ],
)
def test_a_release_has_an_audience_a_subject_a_title_and_a_text(
    called: str, told: dict[str, Any], refusal: Any
) -> None:
    refuses(refusal, draft, cycle=called, **told)


def test_drafts_are_for_staff_to_read(called: str) -> None:
    draft(cycle=called)
    for role in STAFF:
        assert [view.drafted_by for view in releases_of(cycle=called, actor=holding(role))] == [WRITER.id]
    with pytest.raises(NotAllowed):
        releases_of(cycle=called, actor=holding(Role.BOARD))


def test_who_may_do_what_and_when(called: str) -> None:
    only({Role.COMMUNICATIONS, Role.DIRECTOR}, AFTER_CALL, partial(draft, cycle=called), cycle=called)
    draft(cycle=called)
    only({Role.DIRECTOR, Role.OFFICER}, AFTER_CALL, partial(clear, cycle=called, release="REL-1"), cycle=called)


def test_two_who_clear_the_same_release_at_once_issue_it_once(fresh_database: FreshDatabase) -> None:
    cycle = open_harbor(Phase.DECIDED)
    draft(cycle=cycle)
    both = [partial(clear, cycle=cycle, release="REL-1", actor=actor) for actor in (DIRECTOR, COLLEAGUE)]
    assert sorted(at_once(fresh_database, *both)) == ["REL-1", "no-such-release"]
