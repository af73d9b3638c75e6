"""What the trustees' page opens, and what it refuses: the same as the command, to the last byte of every part."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.core.ballots.engines import ENGINE
from hustings.core.ballots.merged import decrypt_product, sealed_unit
from hustings.core.ballots.trustee_part import decrypt_tally
from hustings.core.ballots.trustee_sums import Closed, Opened, to_open
from hustings.core.ballots.trustees import make_trustee_key, write_private_key
from hustings.core.ballots.units import Unit, may_open, poll_head, unit_code
from hustings.core.ballots.units_file import PlannedUnits, write_units
from hustings.doors.booth.opening_words import REFUSALS
from hustings.doors.cli.ballot_files import write_decryption
from tests.booth.maker import MOST_DRAWN, Maker, reading
from tests.conftest import CHECKOUT
from tests.core.ballots.ceremonies import closed_archive, planned
from tests.core.ballots.making import make_setup, play, source
from tests.core.ballots.tampering import THIRTEEN
from tests.core.ballots.tampering_further import FURTHER
from tests.core.ballots.threshold import Plan

OPENING = CHECKOUT / "tests" / "booth" / "opening.mjs"
DRAWN = source("drawn")(MOST_DRAWN)
KEY = make_trustee_key(draw=source("trustee"))
SAYS = {each.code: each.says for each in REFUSALS}
ADA, BEN = [[1, 0, 0, 0]], [[0, 1, 0, 0]]


@pytest.fixture(scope="module")
def page() -> Iterator[Maker]:
    started = Maker.start(OPENING)
    yield started
    started.stop()


@dataclass(frozen=True)
class Halls:
    """The closed archives of a poll's units, as files and as the command sees them."""

    paths: list[str]
    closed: list[Closed]

    @property
    def head(self) -> str:
        """Of the whole poll."""
        return poll_head((unit_code(number), each.head) for number, each in enumerate(self.closed, start=1))

    @property
    def plan(self) -> PlannedUnits:
        """Sums of two ballots or more, each unit with the next as its neighbour."""
        return planned([each.uuid for each in self.closed])

    def asked(self, **changes: Any) -> dict[str, Any]:
        """What the page is given."""
        given = {"archives": self.paths, "head": self.head, "units": write_units(self.plan).decode(), "minimum": 2}
        return given | {"key": write_private_key(KEY.private_key).decode(), "drawn": DRAWN.hex()} | changes


@pytest.fixture(scope="module")
def halls(tmp_path_factory: pytest.TempPathFactory) -> Halls:
    """Three units with two, one and two ballots of members; in the first one of them voted again."""
    at = tmp_path_factory.mktemp("halls")
    votes = ([(0, ADA), (1, ADA), (0, BEN)], [(0, ADA)], [(0, BEN), (1, ADA)])
    made = [make_setup(seed=f"hall {number}", n_voters=2, keys=([KEY.trustee], [])) for number in range(3)]
    archives = [closed_archive(each, cast) for each, cast in zip(made, votes, strict=True)]
    paths = [at / f"{number}.bel" for number in range(3)]
    for path, archive in zip(paths, archives, strict=True):
        path.write_bytes(archive)
    reports = [ENGINE.verify_archive(archive, coins=source("coins"), finished=False) for archive in archives]
    return Halls([str(path) for path in paths], [Closed(report=each, head=each.head) for each in reports])


def test_a_part_made_in_the_page_is_that_of_the_command_to_the_last_byte(page: Maker, tmp_path: Path) -> None:
    group, keys = Plan(k=2, n=3, draw=source("group")).build()
    made = make_setup(n_voters=2, keys=([group], []), weights=[1, 2])
    archive = closed_archive(made, [(0, ADA), (1, BEN)])
    (tmp_path / "poll.bel").write_bytes(archive)
    report = ENGINE.verify_archive(archive, coins=source("coins"), finished=False)
    key = keys[1]
    told = page.asked(
        archives=[str(tmp_path / "poll.bel")], head=report.head, minimum=2, key=f'"{key}"\n', drawn=DRAWN.hex()
    )
    part = decrypt_tally(report=report, private_key=key, draw=reading(DRAWN))
    assert told["parts"] == [write_decryption(part).decode()]
    assert told["sums"] == [["U01"]]


def test_a_small_unit_is_opened_only_with_its_neighbour_and_what_was_opened_is_noted(page: Maker, halls: Halls) -> None:
    told = page.asked(**halls.asked())
    plan, draw = halls.plan, reading(DRAWN)
    sums = to_open(halls.closed, head=halls.head, plan=plan, minimum=2, private_key=KEY.private_key)
    assert told["sums"] == [list(each.units) for each in sums] == [["U01"], ["U02", "U03"]]
    alone = decrypt_tally(report=halls.closed[0].report, private_key=KEY.private_key, draw=draw)
    together = decrypt_product(
        [sealed_unit(each.report) for each in halls.closed[1:]], private_key=KEY.private_key, draw=draw
    )
    assert [part.encode() for part in told["parts"]] == [write_decryption(alone), together]
    opened = Opened()
    for each in sums:
        opened.take(each)
    assert told["opened"].encode() == opened.write()


def test_the_page_opens_the_whole_declared_poll_or_nothing(page: Maker, halls: Halls) -> None:
    first = {"archives": halls.paths[:1], "units": None, "head": halls.closed[0].head}
    other = json.dumps({"format": "hustings-trustee-opened/1", "opened": {halls.closed[0].fingerprint: "0" * 64}})
    cases = {
        "archive-head": {"head": "0" * 64},
        "trustee-units-missing": {"archives": halls.paths[:2]},
        "trustee-not-of-the-poll": {"archives": [*halls.paths, halls.paths[0]]},
        "trustee-minimum": {"minimum": 3},
        "trustee-too-few": first | {"minimum": 3},
        "trustee-key-unknown": first | {"key": '"5"'},
        "trustee-opened-before": first | {"opened": other.replace(", ", ",").replace(": ", ":")},
        "trustee-ledger": first | {"opened": "{}"},
        "units-wrong": {"units": "{}"},
        "record-malformed": first | {"key": "5"},
    }
    told = {case: page.asked(**halls.asked(**changes)).get("refused") for case, changes in cases.items()}
    assert told == {case: case for case in cases}


LATER = {"result-wrong", "decryptions-missing", "archive-not-finished"}
RESULT = {"result numbers as texts"}
SPOILT = {kind: how for kind, how in (THIRTEEN | FURTHER).items() if how[0] not in LATER and kind not in RESULT}


def test_every_spoilt_archive_is_refused_by_its_code_and_its_place(page: Maker, tmp_path: Path) -> None:
    """All that go wrong before a result: a trustee is never given an archive that has one."""
    made = play(make_setup(n_voters=2, n_trustees=2), [(0, ADA), (1, BEN)])
    found = {}
    for kind, (_, spoil) in SPOILT.items():
        (tmp_path / "spoilt.bel").write_bytes(spoil(made))
        told = page.asked(archives=[str(tmp_path / "spoilt.bel")])
        found[kind] = told["refused"]
        assert SAYS[told["refused"]].format(**told["facts"])
        assert told["facts"]["where"], kind
    assert found == {kind: code for kind, (code, _) in SPOILT.items()}
    assert len(found) > 40


def test_an_archive_cut_or_opened_already_is_refused(page: Maker, tmp_path: Path) -> None:
    made = play(make_setup(n_voters=1, n_trustees=1), [])
    told = []
    for body in (made.archive, made.archive[:-1], made.archive[:-512], b"", made.archive + bytes(512)):
        (tmp_path / "poll.bel").write_bytes(body)
        told.append(page.asked(archives=[str(tmp_path / "poll.bel")])["refused"])
    assert told == ["decryption-too-early", "archive-cut", "archive-cut", "archive-cut", "archive-header"]


@st.composite
def plans(draw: st.DrawFn) -> tuple[tuple[Unit, ...], list[int]]:
    n = draw(st.integers(1, 7))
    codes = [unit_code(number) for number in range(1, n + 1)]
    others = [[code for code in codes if code != own] or [""] for own in codes]
    neighbours: Sequence[str] = [draw(st.sampled_from(each)) for each in others]
    units = tuple(Unit(code, code, 9, (), near) for code, near in zip(codes, neighbours, strict=True))
    return units, draw(st.lists(st.integers(0, 9), min_size=n, max_size=n))


@settings(max_examples=25)
@given(plans(), st.integers(1, 12))
def test_page_and_command_join_the_same_units(
    page: Maker, planned: tuple[tuple[Unit, ...], list[int]], least: int
) -> None:
    units, counts = planned
    told = [{"code": unit.code, "neighbour": unit.neighbour} for unit in units]
    groups = may_open(units, counts=dict(zip((unit.code for unit in units), counts, strict=True)), minimum=least)
    found = page.asked(units=told, counts=counts, minimum=least)["groups"]
    assert [[units[place].code for place in group] for group in found] == [list(group) for group in groups]
