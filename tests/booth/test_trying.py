"""The booth that a served demonstration leaves open for visitors."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from django.test import Client

from hustings.core.ballots.credentials import public_credential
from hustings.demo.rehearsal import people, trying
from hustings.ground.access.actions import found_house
from hustings.ground.clock import now
from hustings.rooms.ballots.opening import credentials_from
from hustings.rooms.ballots.queries import poll_of


def test_a_visitor_gets_a_booth_with_a_code_that_is_on_its_list(db: None, settings: Any, tmp_path: Path) -> None:
    settings.CONFIG = replace(settings.CONFIG, files=tmp_path)
    found_house(organisation=people.UNION, at=now())
    path, _, code = trying.open_booth(people.hire(now()), at=now()).partition("#")
    assert path == "poll/try-the-booth/POLL-S1/U01/booth"
    page = Client().get(f"/{path}").content.decode()
    assert "REHEARSAL" in page
    assert "Alma Reyes" in page
    (unit,) = poll_of(cycle=trying.CYCLE, poll="POLL-S1").units
    listed = credentials_from(cycle=trying.CYCLE, poll="POLL-S1", unit="U01", prefix="")
    assert listed == (public_credential(uuid=unit.uuid, secret=code),)
