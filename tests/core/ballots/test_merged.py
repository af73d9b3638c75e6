"""Two units whose own tallies stay closed: only their product is decrypted, and everything about it can be checked."""

import json
from functools import cache
from typing import Any

import pytest

from hustings.core.ballots.box import Box
from hustings.core.ballots.engines import ENGINE
from hustings.core.ballots.merged import (
    SealedUnit,
    decrypt_product,
    merge,
    merged_holds,
    product_of,
    read_part,
    sealed_unit,
)
from hustings.core.ballots.refusals import DecryptionsMissing, PollRefused, WrongKey
from hustings.core.ballots.trustees import make_trustee_key
from hustings.core.canonical import canonical_bytes
from tests.core.ballots.making import TIMESTAMP, Made, make_setup, play, source, verify
from tests.core.ballots.threshold import Plan

ADA, BEN, NOBODY = [[1, 0, 0, 0]], [[0, 1, 0, 0]], [[0, 0, 0, 1]]


def archive_of(made: Made, *votes: Any) -> bytes:
    """A unit's archive up to its encrypted tally; voter by voter."""
    box, first = Box.open_poll(made.setup, timestamp=TIMESTAMP, engine=ENGINE, coins=made.draw)
    chunks = [first.chunk, *(box.append_ballot(made.ballot(voter, vote)).chunk for voter, vote in enumerate(votes))]
    chunks += [box.end_ballots().chunk, box.append_tally().chunk]
    return b"".join(chunks)


def closed(archive: bytes) -> SealedUnit:
    """The archive, verified."""
    return sealed_unit(verify(archive, finished=False))


@cache
def trustees() -> tuple[list[Any], tuple[str, ...]]:
    """A group of which two of three suffice, and the private keys."""
    members, private_keys = Plan(2, 3, source("trustees")).build()
    return [members], tuple(private_keys)


@cache
def archives() -> tuple[bytes, bytes]:
    """Two units under one key: three ballots in all."""
    made = [make_setup(seed=f"unit {number}", n_voters=2, keys=trustees()) for number in (1, 2)]
    return archive_of(made[0], ADA, NOBODY), archive_of(made[1], ADA)


@cache
def poll() -> tuple[tuple[SealedUnit, ...], tuple[str, ...]]:
    """The units, and the trustees' private keys."""
    return tuple(closed(archive) for archive in archives()), trustees()[1]


def parts(*indexes: int) -> list[Any]:
    archives, keys = poll()
    made = [decrypt_product(archives, private_key=keys[index], draw=source(index)) for index in indexes]
    return [read_part(each, archives) for each in made]


@cache
def file() -> bytes:
    return merge(poll()[0], parts(2, 0))


def test_the_sum_of_both_units_is_opened_by_as_many_trustees_as_are_needed() -> None:
    archives, _ = poll()
    assert merged_holds(file(), archives) == ((2, 0, 0, 1),)
    assert merged_holds(file(), archives[::-1]) == ((2, 0, 0, 1),)
    told = json.loads(file())
    assert (told["n_counted"], [part["owner"] for part in told["parts"]]) == (3, [1, 3])
    assert [unit["head"] for unit in told["units"]] == [each.head for each in archives]
    assert product_of(archives)[0][0].alpha not in {archives[0].tally[0][0].alpha, archives[1].tally[0][0].alpha}


def test_one_trustee_of_two_opens_nothing() -> None:
    with pytest.raises(DecryptionsMissing):
        merge(poll()[0], parts(1))


def test_a_stranger_s_key_makes_no_part() -> None:
    stranger = make_trustee_key(draw=source("stranger")).private_key
    with pytest.raises(WrongKey):
        decrypt_product(poll()[0], private_key=stranger, draw=source(1))


def test_an_archive_that_was_opened_by_itself_is_in_no_sum() -> None:
    made = play(make_setup(n_voters=1, n_trustees=2), [(0, ADA)])
    assert code(lambda: sealed_unit(verify(made.archive))) == "merged-tally-wrong"


def code(act: Any) -> str:
    """The code with which something is refused."""
    with pytest.raises(PollRefused) as refused:
        act()
    return refused.value.code


def test_a_part_for_one_sum_is_none_for_another() -> None:
    archives, keys = poll()
    part = decrypt_product(archives, private_key=keys[0], draw=source(1))
    assert code(lambda: read_part(part, archives[::-1])) == "merged-tally-wrong"
    third = closed(archive_of(make_setup(seed="other trustees", n_voters=1, n_trustees=2), ADA))
    assert code(lambda: read_part(part, (archives[0], third))) == "merged-tally-wrong"
    assert code(lambda: product_of((archives[0], third))) == "merged-tally-wrong"
    assert code(lambda: product_of((archives[0], archives[0]))) == "merged-tally-wrong"


def at(path: str, now: Any) -> Any:
    """The file with one field changed."""
    value = json.loads(file())
    *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    inner: Any = value
    for step in way:
        inner = inner[step]
    inner[last] = now(inner[last]) if callable(now) else now
    return value


FORGERIES = {
    "another format": (lambda: at("format", "hustings-merged-tally/2"), "merged-tally-wrong"),
    "an unknown field": (lambda: at("note", "hello"), "merged-tally-wrong"),
    "another head": (lambda: at("units.0.head", "0" * 64), "merged-tally-wrong"),
    "another tally": (lambda: at("units.1.encrypted_tally", "0" * 64), "merged-tally-wrong"),
    "more ballots": (lambda: at("units.0.n_counted", 3), "merged-tally-wrong"),
    "true for one": (lambda: at("units.1.n_counted", True), "merged-tally-wrong"),
    "units exchanged": (lambda: at("units", lambda units: units[::-1]), "decryption-proof"),
    "one unit only": (lambda: at("units", lambda units: units[:1]), "merged-tally-wrong"),
    "another number of ballots": (lambda: at("n_counted", 4), "merged-tally-wrong"),
    "another product": (lambda: at("product.0.0.beta", lambda _: poll()[0][0].tally[0][0].beta), "merged-tally-wrong"),
    "another factor": (lambda: at("parts.0.factors.0.0", lambda _: poll()[0][0].tally[0][0].beta), "decryption-proof"),
    "no element": (lambda: at("parts.0.factors.0.0", "f" * 64), "element-invalid"),
    "too few factors": (lambda: at("parts.0.factors.0", lambda row: row[1:]), "merged-tally-wrong"),
    "another response": (lambda: at("parts.1.response", "5"), "decryption-proof"),
    "a number for a text": (lambda: at("parts.1.response", 5), "merged-tally-wrong"),
    "another owner": (lambda: at("parts.0.owner", 2), "decryption-owner-unknown"),
    "a part twice": (lambda: at("parts", lambda parts: [parts[0], *parts]), "decryption-owner-twice"),
    "parts exchanged": (lambda: at("parts", lambda parts: parts[::-1]), "merged-tally-wrong"),
    "a part left out": (lambda: at("parts", lambda parts: parts[:1]), "decryptions-missing"),
    "another result": (lambda: at("result.0", [1, 1, 0, 1]), "result-wrong"),
    "a result that is no number": (lambda: at("result.0.1", False), "result-wrong"),
    "a result too short": (lambda: at("result.0", [2, 0, 0]), "merged-tally-wrong"),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_every_false_claim_in_the_file_is_refused(forgery: str) -> None:
    make, expected = FORGERIES[forgery]
    assert code(lambda: merged_holds(canonical_bytes(make()), poll()[0])) == expected


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"format":1e3}', lambda: file() + b"\n", lambda: file()[:-1]])
def test_what_is_not_canonical_json_of_this_form_is_refused(data: Any) -> None:
    written = data() if callable(data) else data
    assert code(lambda: merged_holds(written, poll()[0])) == "merged-tally-wrong"
    assert code(lambda: read_part(written, poll()[0])) == "merged-tally-wrong"
