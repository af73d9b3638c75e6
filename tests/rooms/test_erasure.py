"""Erasure: words leave the record, every room and every letter, in one act; the chain still verifies."""

import json
import re
from functools import partial
from importlib import import_module
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from hustings.core.chain import check_chain
from hustings.core.phases import ORDER, Phase
from hustings.core.values import Days, Role
from hustings.ground.forgetting import MARK, blacked, free_fields, wanted_of
from hustings.ground.notices.actions import queue_letter
from hustings.ground.record.actions import correct_entry
from hustings.ground.record.queries import chain_of, publishable_entries, staff_entries
from hustings.rooms.invitations.actions import answer_offer, log_contact, tell_campaign
from hustings.rooms.invitations.answers import Answer, ContactKind
from hustings.rooms.invitations.models import Reply
from hustings.rooms.publication.actions import erase_words
from hustings.rooms.publication.erasing import FORGETTING, NOT_REACHED
from hustings.rooms.publication.queries import places_of
from hustings.rooms.publication.refusals import OpeningTells, ReasonTells, WordsNotFound, WordsTooShort
from tests.rooms.harbor import campaign, invite_both
from tests.rooms.motions import SECRETARY, put
from tests.rooms.races import AT, DIRECTOR
from tests.rooms.refused import only, refuses
from tests.rooms.test_releases import draft

SECRET = "my sister Odalys is in “St. Anne’s”, ward 4"
BROKEN = SECRET.replace("Odalys is", "Odalys\nis")
erase = partial(erase_words, words=SECRET, ground="erasure", reason="She asked for it.", actor=SECRETARY, at=AT)


@pytest.fixture
def told(hearing: str) -> str:
    """The same words in replies, answers, a private contact, a motion, a draft, a letter and a correction."""
    invite_both(hearing)
    who: dict[str, Any] = {"cycle": hearing, "at": AT}
    answer_offer(
        invitation="INV-1", answer=Answer.CONDITIONS, words=f"Not in May: {BROKEN}.", actor=campaign("CAND-1"), **who
    )
    tell_campaign(candidate="CAND-1", words=f"We read that {SECRET.upper()}.", actor=DIRECTOR, **who)
    log_contact(
        candidate="CAND-1",
        kind=ContactKind.CALL,
        on=Days.parse("2031-02-20"),
        who="Director",
        what=SECRET,
        actor=DIRECTOR,
        **who,
    )
    put(cycle=hearing, text=f"Because {SECRET}, the board waits.")
    draft(cycle=hearing, text=f"She says: {SECRET}.")
    queue_letter(to="a@b.example", about="INV-1", subject="Hello", text=f"Dear,\n{SECRET}", actor=DIRECTOR, **who)
    seq = next(each.seq for each in publishable_entries(cycle=hearing) if each.verb == "contact.logged")
    correct_entry(seq=seq, field="what", now=f"{SECRET}, she said", reason="A slip", actor=DIRECTOR, **who)
    return hearing


def everything() -> str:
    """Every text in every table of the database, JSON with its signs as people see them."""
    found: list[str] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - names from the database
            found += [cell for row in cursor.fetchall() for cell in row if isinstance(cell, str)]
    return "\n".join(found + [_plain(text) for text in found if "\\u" in text])


def _plain(text: str) -> str:
    try:
        return json.dumps(json.loads(text), ensure_ascii=False)
    except ValueError:
        return text


def test_after_an_erasure_no_table_of_the_whole_database_holds_the_words(told: str) -> None:
    wanted = wanted_of(SECRET)
    assert len(wanted.pattern.findall(everything().replace("\\n", "\n").replace('\\"', '"'))) > 8
    before = chain_of(cycle=told).n_entries
    places = places_of(cycle=told, words=SECRET, actor=SECRETARY)
    assert (len(places.entries), places.rows) == (
        5, {"invitations": 3, "board": 1, "releases": 1, "notices": 1},
    )  # fmt: skip
    assert erase(cycle=told) == places
    after = everything().replace("\\n", "\n")
    assert not wanted.pattern.search(after)
    for part in ("Odalys", "Anne", "ward 4"):
        assert not re.search(rf"\b{part}\b", after, re.IGNORECASE)
    assert Reply.objects.get(words__startswith="Not in May").words == f"Not in May: {MARK * len(SECRET)}."
    entries = publishable_entries(cycle=told)
    check_chain(entries)
    assert [entries[seq].withheld for seq in places.entries] == ["erasure: She asked for it."] * 5
    assert staff_entries(cycle=told, actor=DIRECTOR)[-1].body == {
        "ground": "erasure", "reason": "She asked for it.", "entries": list(places.entries), "rows": places.rows,
    }  # fmt: skip
    assert chain_of(cycle=told).n_entries == before + 5 + 1


def test_it_is_refused_for_short_unknown_and_opening_words_and_for_a_reason_that_tells_them(told: str) -> None:
    refuses(WordsTooShort, erase, cycle=told, words=" a b ")
    refuses(WordsNotFound, erase, cycle=told, words="nobody ever wrote this")
    refuses(OpeningTells, erase, cycle=told, words="Mayor of Harbor City")
    refuses(ReasonTells, erase, cycle=told, words="ward 4", reason="The Ward  4 is private.")


def test_only_the_secretary_may_in_every_phase(told: str) -> None:
    only({Role.SECRETARY}, ORDER, partial(erase, cycle=told), cycle=told)
    assert Phase.DRAFTING in ORDER


def test_whole_words_are_blacked_out_in_the_same_length_wherever_they_stand() -> None:
    wanted = wanted_of("Ana B")
    assert blacked("Ana B, ANA  B, Diana B, Ana Bo", wanted) == "█████, ██████, Diana B, Ana Bo"
    assert blacked({"Ana B": ["x", {"y": "ana b"}], "n": 4}, wanted) == {"█████": ["x", {"y": "█████"}], "n": 4}


def test_every_room_that_keeps_words_is_reached() -> None:
    rooms = {room for room in settings.ROOMS if _keeps_words(f"hustings.rooms.{room}.models")}
    assert rooms - NOT_REACHED == set(FORGETTING) - {"notices"}


def _keeps_words(module: str) -> bool:
    tables = vars(import_module(module)).values()
    return any(isinstance(each, type) and hasattr(each, "_meta") and free_fields(each) for each in tables)
