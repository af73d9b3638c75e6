"""Who may do what: walked from the declarations themselves, so that no action or query can be forgotten."""

import inspect
import re
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from hustings.core.phases import Phase
from hustings.core.values import Actor, Role, Visibility
from hustings.doors.cli.actions import declared
from hustings.ground.record.declared import Declared
from hustings.ground.record.refusals import NotAllowed
from tests.conftest import CHECKOUT

RECORD = CHECKOUT / "docs" / "spec" / "record.md"
PAGE = CHECKOUT / "docs" / "actions.md"
ROWS = declared()
GUARDED = [row for row in ROWS if row.may]
ACTIONS = [row for row in ROWS if row.kind == "action"]


def named(row: Declared) -> str:
    return row.name


def function_of(row: Declared) -> Callable[..., Any]:
    found: Callable[..., Any] = getattr(import_module(row.module), row.name.rpartition(".")[2])
    return found


def verbs_of_the_record() -> set[str]:
    return set(re.findall(r"^\| `([a-z_]+\.[a-z-]+)` \|", RECORD.read_text(), re.MULTILINE))


def test_there_is_something_to_walk() -> None:
    assert len(ACTIONS) > 40
    assert len({row.name for row in ROWS}) == len(ROWS)
    assert verbs_of_the_record() > {"rulebook.adopted", "roll_call.recorded", "record.withheld"}


@pytest.mark.parametrize("row", GUARDED, ids=named)
def test_whoever_lacks_the_role_is_refused_before_anything_else_is_looked_at(row: Declared) -> None:
    """No database, no arguments: the actor alone decides."""
    for role in set(Role) - row.may:
        with pytest.raises(NotAllowed):
            function_of(row)(actor=Actor("somebody", frozenset({role})))
    with pytest.raises(NotAllowed):
        function_of(row)(actor=Actor("nobody", frozenset()))


@pytest.mark.parametrize("row", ACTIONS, ids=named)
def test_no_action_is_for_everybody_and_every_one_is_keyword_only_with_actor_and_time(row: Declared) -> None:
    assert row.may
    told = inspect.signature(function_of(row)).parameters
    assert all(each.kind is inspect.Parameter.KEYWORD_ONLY for each in told.values())
    assert list(told)[-2:] == ["actor", "at"]
    assert row.phases is None or row.phases <= set(Phase)
    assert row.summary


@pytest.mark.parametrize("row", [row for row in ROWS if row.kind == "query"], ids=named)
def test_a_query_that_asks_for_roles_takes_the_actor_and_says_what_it_gives(row: Declared) -> None:
    assert ("actor" in inspect.signature(function_of(row)).parameters) is bool(row.may)
    assert row.summary


@pytest.mark.parametrize("row", ACTIONS, ids=named)
def test_what_everybody_may_see_is_in_the_catalogue_of_verbs(row: Declared) -> None:
    assert row.records in verbs_of_the_record() or row.visibility in (Visibility.STAFF, Visibility.SEALED)


def test_every_verb_of_the_catalogue_is_written_by_an_action() -> None:
    assert verbs_of_the_record() - {row.records for row in ACTIONS} == set()


def test_money_and_ballots_have_one_pair_of_hands() -> None:
    spending = {row.name for row in ACTIONS if Role.TREASURER in row.may and row.name.startswith("rooms.")}
    assert {name for name in spending if not name.startswith("rooms.fund.")} == set()
    for row in ACTIONS:
        if row.name.startswith("rooms.fund."):
            assert row.may == {Role.TREASURER}
        if row.records.startswith("ballot."):
            assert row.may <= {Role.ELECTION_OFFICER, Role.TRUSTEE, Role.SYSTEM}
        if row.records.startswith("paper."):  # counted by two people who are there
            assert row.may <= {Role.ELECTION_OFFICER, Role.TELLER, Role.SECRETARY}


def test_the_page_of_actions_is_what_the_command_prints(tmp_path: Path) -> None:
    command = Path(sys.executable).with_name("hustings")
    printed = subprocess.run(
        [command, "actions"], check=True, capture_output=True, text=True, env={"HUSTINGS_HOME": str(tmp_path)}
    ).stdout
    heading, _, table = PAGE.read_text().partition("\n\n")
    assert heading == "# Who may do what, and when"
    assert table == printed, "write the page anew: (echo '# Who may do what, and when'; echo; hustings actions)"
