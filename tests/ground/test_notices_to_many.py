"""A letter to many: one wave, one entry, for each an address to stop it, none for who stopped such letters."""

from typing import Any

import pytest

from hustings.core.values import Kind
from hustings.ground.access.actions import SYSTEM
from hustings.ground.notices.actions import AT_ONCE, stop_letters, write_to_many
from hustings.ground.notices.models import Letter
from hustings.ground.notices.queries import waiting, wave_of
from hustings.ground.notices.refusals import RealAddressInRehearsal
from hustings.ground.record.queries import chain_of, staff_entries
from tests.ground.conftest import AT, DIRECTOR, open_record

TOLD: dict[str, Any] = {
    "about": "REL-1", "kind": "statement", "subject": "The board has decided", "text": "Four to one.",
    "stop_page": "https://hustings.example/letters/TOKEN/", "per_minute": 60, "actor": DIRECTOR, "at": AT,
}  # fmt: skip


def test_one_wave_and_one_entry_hold_them_all_and_nothing_leaves_before_it_is_started(words: str) -> None:
    before = chain_of(cycle=words).n_entries
    to = (f"m{n}@members.example" for n in range(AT_ONCE + 1))
    assert write_to_many(cycle=words, to=to, **TOLD) == ("WAVE-1", AT_ONCE + 1)
    assert wave_of(cycle=words, wave="WAVE-1", actor=DIRECTOR).n_waiting == AT_ONCE + 1
    assert waiting(at=AT, actor=SYSTEM) == ()
    assert Letter.objects.values("stop_digest").distinct().count() == AT_ONCE + 1
    opened, written = staff_entries(cycle=words, actor=DIRECTOR)[before:]
    assert (opened.verb, written.verb) == ("wave.opened", "letters.written")
    assert written.body["n_letters"] == AT_ONCE + 1
    assert "members.example" not in str(written.body)


def test_who_stopped_such_letters_gets_none_however_the_address_is_written(words: str) -> None:
    write_to_many(cycle=words, to=["m1@members.example", "m2@members.example"], **TOLD)
    token = Letter.objects.get(to="m1@members.example").stop_page.rstrip("/").rpartition("/")[2]
    stop_letters(cycle=words, token=token, actor=SYSTEM, at=AT)
    again = write_to_many(cycle=words, to=["M1@Members.example", "m2@members.example"], **TOLD)
    assert again == ("WAVE-2", 1)


def test_in_a_rehearsal_one_real_address_stops_them_all(words: str) -> None:
    cycle = open_record("trial", Kind.REHEARSAL)
    with pytest.raises(RealAddressInRehearsal):
        write_to_many(cycle=cycle, to=["m1@members.example", "m2@members.org"], **TOLD)
    assert not Letter.objects.exists()
    assert write_to_many(cycle=cycle, to=["m1@members.example"], **TOLD) == ("WAVE-1", 1)
    assert Letter.objects.get().subject == "REHEARSAL: The board has decided"
