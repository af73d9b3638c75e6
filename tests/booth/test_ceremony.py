"""The trustees' scripts and the trustees' command understand each other, to the last check."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from hustings.core.ballots import ceremony, trustee_seed
from hustings.core.ballots.ceremony_messages import Message, read_message, write_message
from hustings.core.ballots.complaint import at_fault, complaint_about
from hustings.doors.cli.trustee_files import write_group
from tests.booth.maker import Maker
from tests.conftest import CHECKOUT
from tests.core.ballots.ceremonies import Ceremony, held, resigned
from tests.core.ballots.making import source

CEREMONY = CHECKOUT / "tests" / "booth" / "ceremony.mjs"


@pytest.fixture(scope="module")
def scripts() -> Iterator[Maker]:
    started = Maker.start(CEREMONY)
    yield started
    started.stop()


@pytest.fixture(scope="module")
def made() -> Ceremony:
    return held(2, 3)


def files(messages: list[Any]) -> list[str]:
    return [write_message(message).decode() for message in messages]


def read(told: dict[str, Any]) -> Any:
    return read_message(told["file"].encode(), where="script")


def test_a_group_is_made_by_two_scripts_and_one_command(scripts: Maker) -> None:
    seeds = [scripts.asked(deed="seed")["seed"] for _ in range(3)]
    place = {"threshold": 2, "size": 3}
    draw = source("command")
    certificates: list[Message] = [
        read(scripts.asked(deed="certificate", seed=seed, index=index, **place))
        for index, seed in enumerate(seeds[:2], start=1)
    ]
    certificates.append(ceremony.make_certificate(seed=seeds[2], index=3, draw=draw, **place))
    roster = ceremony.roster_of(certificates)
    told = [scripts.asked(deed="shares", seed=seed, certificates=files(certificates)) for seed in seeds[:2]]
    assert {each["digest"] for each in told} == {roster.digest}
    shares = [*map(read, told), ceremony.make_shares(seed=seeds[2], roster=roster, draw=draw)]
    contributions = ceremony.contributions_of(shares, roster=roster)
    given = {"certificates": files(certificates), "shares": files(shares)}
    finished = [scripts.asked(deed="finish", seed=seed, **given) for seed in seeds]
    ours = [ceremony.finish(seed=seed, roster=roster, contributions=contributions, draw=draw) for seed in seeds]
    assert [each["privateKey"] for each in finished] == [f'"{each.private_key}"' for each in ours]
    keys = [*map(read, finished[:2]), ours[2].message]
    group = ceremony.assemble(roster=roster, contributions=contributions, messages=keys)
    assert scripts.asked(deed="assemble", keys=files(keys), **given)["group"] == write_group(group).decode()


def test_the_script_finds_a_false_share_and_its_complaint_is_proof(scripts: Maker, made: Ceremony) -> None:
    honest = made.shares[1]
    lying = resigned(replace(honest, envelopes=(honest.envelopes[1], *honest.envelopes[1:])), seed=made.seeds[1])
    shares = [made.shares[0], lying, made.shares[2]]
    given = {"certificates": files(made.certificates), "shares": files(shares)}
    told = scripts.asked(deed="finish", seed=made.seeds[0], **given)
    assert (told["refused"], told["member"]) == ("share", 2)
    complaint = read({"file": told["complaint"]})
    contribution = ceremony.check_shares(lying, roster=made.roster)
    assert at_fault(complaint, contribution=contribution, roster=made.roster) == 2
    assert scripts.asked(deed="fault", complaint=told["complaint"], **given)["fault"] == 2


def test_the_script_judges_complaints_as_the_command_does(scripts: Maker, made: Ceremony) -> None:
    unfounded = complaint_about(
        made.contributions[1], seed=made.seeds[2], roster=made.roster, draw=source("an unfounded complaint")
    )
    given = {"certificates": files(made.certificates), "shares": files(made.shares)}
    assert scripts.asked(deed="fault", complaint=files([unfounded])[0], **given)["fault"] == 3
    for wrong in (replace(unfounded, about=1), replace(unfounded, shared=made.shares[0].envelopes[0].ephemeral)):
        assert scripts.asked(deed="fault", complaint=files([wrong])[0], **given)["refused"] == "complaint"


def test_the_script_refuses_what_the_command_refuses(scripts: Maker, made: Ceremony) -> None:
    certificates, shares, keys = files(made.certificates), files(made.shares), files(made.keys)
    given: dict[str, Any] = {"deed": "assemble", "certificates": certificates, "shares": shares, "keys": keys}
    spoilt = shares[1].replace('"envelopes":[{"ephemeral":"', '"envelopes":[{"ephemeral":"0', 1)
    swapped = resigned(replace(made.keys[1], shares=made.keys[1].shares[::-1]), seed=made.seeds[1])
    alien = resigned(replace(made.keys[1], key=made.keys[0].key), seed=made.seeds[1])
    unsigned = replace(made.shares[1], signature=made.shares[0].signature)
    cases = {
        "missing": {"keys": keys[:2]},
        "mixed": {"certificates": [*certificates[:2], *files(held(3, 4).certificates[2:3])]},
        "message": {"shares": [shares[0], spoilt, shares[2]]},
        "signature": {"shares": [shares[0], *files([unsigned]), shares[2]]},
        "views": {"keys": [keys[0], *files([swapped]), keys[2]]},
        "key": {"keys": [keys[0], *files([alien]), keys[2]]},
        "twice": {"keys": [*keys, *files([swapped])]},
    }
    assert {case: scripts.asked(**given | changed)["refused"] for case, changed in cases.items()} == {
        case: case for case in cases
    }
    stranger = trustee_seed.make_seed(draw=source("stranger"))
    assert scripts.asked(deed="shares", seed=stranger, certificates=certificates)["refused"] == "stranger"
