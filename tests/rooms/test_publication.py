"""Publication: what is public, from which moment, as of which day; and the bundle that holds without us."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from hustings.core.ballots.reference import ENGINE
from hustings.core.findings import Result
from hustings.core.phases import ORDER, Phase
from hustings.core.typed import TextTooLong
from hustings.core.values import Role
from hustings.core.verify import Report, verify
from hustings.ground.record.actions import withhold_payload
from hustings.ground.record.queries import chain_of
from hustings.ground.record.refusals import NoSuchCycle
from hustings.rooms.cycles.actions import Planned, set_date
from hustings.rooms.publication.actions import publish
from hustings.rooms.publication.bundles import bundle_of
from hustings.rooms.publication.queries import moments, published, published_cycles
from hustings.rooms.publication.refusals import NothingNew, NotPublished
from tests.databases import FreshDatabase
from tests.rooms.harbor import bodies, invite_both, open_reported
from tests.rooms.motions import SECRETARY, put, roll
from tests.rooms.polls import DRAW, hold_poll
from tests.rooms.races import AT, COLLEAGUE, DIRECTOR, at_once, open_harbor
from tests.rooms.refused import only, refuses
from tests.rooms.test_fund import paid
from tests.rooms.test_releases import clear, draft

make_public = partial(publish, actor=DIRECTOR, at=AT)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> None:
    settings.CONFIG = replace(settings.CONFIG, files=tmp_path)


def grow(cycle: str, key: str) -> None:
    """One more public entry."""
    set_date(cycle=cycle, planned=Planned(key, key.title(), date(2031, 9, 1)), actor=DIRECTOR, at=AT)


def judge(cycle: str, **asked: Any) -> Report:
    return verify(bundle_of(shown=published(cycle=cycle)).data, coins=DRAW, engine=ENGINE, **asked)


def test_a_publication_names_the_head_and_the_number_of_entries_before_it(called: str) -> None:
    before = chain_of(cycle=called)
    assert make_public(cycle=called, note=" The call. ") == "PUB-1"
    assert bodies(called, "publication.made") == [
        {"publication": "PUB-1", "head": before.head, "n_entries": before.n_entries, "note": "The call."}
    ]


def test_nothing_is_public_before_the_first_publication(called: str) -> None:
    assert moments(cycle=called) == ()
    assert published_cycles() == ()
    with pytest.raises(NotPublished, match="yet"):
        published(cycle=called)


def test_what_comes_after_a_publication_waits_for_the_next(called: str) -> None:
    make_public(cycle=called)
    grow(called, "later")
    assert published(cycle=called).entries[-1].verb == "publication.made"
    assert make_public(cycle=called) == "PUB-2"
    assert [entry.verb for entry in published(cycle=called).entries[-2:]] == ["date.set", "publication.made"]


def test_nothing_is_published_twice(called: str) -> None:
    make_public(cycle=called)
    assert refuses(NothingNew, make_public, cycle=called).facts == {"code": "PUB-1"}


def test_what_staff_keep_lets_the_record_grow_and_stays_a_leaf(called: str) -> None:
    make_public(cycle=called)
    draft(cycle=called)
    make_public(cycle=called)
    shown = published(cycle=called).entries
    assert shown[-2].payload is None
    assert "The board has decided" not in str(shown)


def test_every_publication_can_be_read_as_of_its_day_and_by_its_code(called: str) -> None:
    make_public(cycle=called, at=AT)
    grow(called, "later")
    make_public(cycle=called, at=AT + DAY)
    first, second = AT.date(), AT.date() + DAY
    as_of = {day: published(cycle=called, as_of=day).moment.code for day in (first, second, date.max)}
    assert as_of == {first: "PUB-1", second: "PUB-2", date.max: "PUB-2"}
    assert [moment.code for moment in moments(cycle=called)] == ["PUB-2", "PUB-1"]
    old = published(cycle=called, publication="PUB-1")
    assert (old.latest, old.moment.n_entries, len(old.entries)) == (False, 4, 4)
    assert published(cycle=called).latest
    with pytest.raises(NotPublished, match="by 2031-02-28"):
        published(cycle=called, as_of=first - DAY)
    with pytest.raises(NotPublished, match="as PUB-3"):
        published(cycle=called, publication="PUB-3")


@pytest.mark.parametrize(("hour", "day"), [((23, 59, 59), 1), ((0, 0, 0), 2)])
def test_a_day_ends_at_midnight_utc(called: str, hour: tuple[int, int, int], day: int) -> None:
    make_public(cycle=called, at=datetime(2031, 3, day, *hour, tzinfo=UTC))
    assert published(cycle=called, as_of=date(2031, 3, day)).moment.code == "PUB-1"
    with pytest.raises(NotPublished):
        published(cycle=called, as_of=date(2031, 3, day) - DAY)


def test_a_payload_taken_away_is_gone_from_old_publications_too(called: str) -> None:
    grow(called, "slip")
    seq = chain_of(cycle=called).n_entries - 1
    make_public(cycle=called)
    withhold_payload(cycle=called, seq=seq, ground="slip", reason="a name", actor=SECRETARY, at=AT)
    old = published(cycle=called, publication="PUB-1")
    assert (old.entries[seq].payload, old.entries[seq].withheld) == (None, "slip: a name")
    assert old.moment.n_withheld == 1


def test_cycles_are_listed_by_their_last_publication(called: str) -> None:
    other = open_reported()
    make_public(cycle=other, at=AT + DAY)
    make_public(cycle=called, at=AT)
    assert [shown.moment.cycle for shown in published_cycles()] == ["reported", "harbor-2031"]


def test_only_a_cycle_is_published_and_its_note_fits(called: str) -> None:
    refuses(NoSuchCycle, make_public, cycle="house")
    refuses(NoSuchCycle, make_public, cycle="nowhere")
    refuses(TextTooLong, make_public, cycle=called, note="x" * 201)


def test_who_may_publish(called: str) -> None:
    desk = {Role.DIRECTOR, Role.COMMUNICATIONS, Role.SECRETARY}
    only(desk, ORDER, partial(make_public, cycle=called), cycle=called)


def test_two_who_publish_at_once_publish_once(fresh_database: FreshDatabase) -> None:
    cycle = open_harbor(Phase.CALLED)
    both = [partial(make_public, cycle=cycle, actor=actor) for actor in (DIRECTOR, COLLEAGUE)]
    assert sorted(at_once(fresh_database, *both)) == ["PUB-1", "nothing-new"]
    assert [moment.n_entries for moment in moments(cycle=cycle)] == [2]


def test_the_bundle_of_a_whole_cycle_verifies_without_us(hearing: str) -> None:
    invite_both(hearing)
    poll = hold_poll(hearing)
    put(cycle=hearing)
    roll(cycle=hearing, motion="MOT-1")
    paid(hearing)
    draft(cycle=hearing)
    clear(cycle=hearing, release="REL-1")
    make_public(cycle=hearing)
    made = bundle_of(shown=published(cycle=hearing))
    assert made.name.startswith("REHEARSAL-")
    report = judge(hearing, head=chain_of(cycle=hearing).head)
    assert [(check.name, check.finding) for check in report.checks if check.result is not Result.HOLDS] == []
    assert (report.rehearsal, report.cycle, report.exit_status) == (True, hearing, 0)
    assert any(poll in check.name for check in report.checks)


def test_a_later_bundle_continues_an_earlier_one_and_the_same_moment_gives_the_same_bytes(called: str) -> None:
    make_public(cycle=called)
    old = bundle_of(shown=published(cycle=called)).data
    grow(called, "later")
    make_public(cycle=called)
    assert bundle_of(shown=published(cycle=called, publication="PUB-1")).data == old
    assert judge(called, extends=old).holds


def test_a_bundle_of_a_poll_that_is_not_counted_holds_no_archive(called: str) -> None:
    make_public(cycle=called)
    assert not any(check.name.startswith("POLL") for check in judge(called).checks)
    assert judge(called).holds
