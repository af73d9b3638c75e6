"""The making of a threshold key: what comes out, and what is refused by whom."""

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.core.ballots import ceremony, trustee_seed
from hustings.core.ballots.ceremony import Contribution
from hustings.core.ballots.ceremony_messages import (
    MOST_BYTES,
    Certificate,
    MemberMessage,
    Message,
    SharesMessage,
    read_message,
    write_message,
)
from hustings.core.ballots.ceremony_refusals import (
    BackupUnreadable,
    CeremonyRefused,
    ComplaintWrong,
    GroupsMixed,
    MessageMissing,
    MessageTwice,
    MessageUnreadable,
    MessageUnsigned,
    NotAMember,
    PlaceImpossible,
    ShareWrong,
    ViewsDiffer,
)
from hustings.core.ballots.complaint import at_fault, complaint_about
from hustings.core.ballots.engine import Proof, TrusteeGroup
from hustings.core.ballots.refusals import (
    ElementInvalid,
    TrusteeGroupWrong,
    TrusteeKeyTwice,
    TrusteeSignatureWrong,
)
from hustings.core.ballots.share_sealing import Route, seal
from hustings.core.ballots.trustees import make_trustee_key, told_of
from hustings.core.errors import Refusal
from tests.core.ballots.ceremonies import DRAW, Ceremony, again, held, resigned
from tests.core.ballots.making import make_setup, play, small_order, source, verify

SEED = "cA4xeevEhZsUN7mhHMV21m"


@pytest.fixture(scope="module")
def two_of_three() -> Ceremony:
    return held(2, 3)


# what comes out


@settings(max_examples=2)
@given(st.integers(2, 4).flatmap(lambda n: st.tuples(st.integers(2, n), st.just(n))), st.randoms())
def test_any_k_of_n_members_decrypt_a_poll_and_every_engine_accepts_it(place: tuple[int, int], chance: Random) -> None:
    k, n = place
    made = held(k, n)
    keys = [each.private_key for each in made.finished]
    chosen = sorted(range(n), key=lambda _: chance.random())[:k]
    poll = make_setup(n_voters=1, keys=([made.group()], keys))
    assert verify(play(poll, [(0, [[0, 1, 0, 0]])], decrypting=chosen).archive).or_raise().results == ((0, 1, 0, 0),)


def test_a_record_tells_how_many_are_needed_beside_a_trustee_whom_nobody_can_replace(two_of_three: Ceremony) -> None:
    group, alone = two_of_three.group(), make_trustee_key(draw=DRAW).trustee
    keys = [member.key.public_key for member in group.verification_keys]
    assert told_of([group, alone]) == {
        "n_trustees": 4,
        "n_needed": 3,
        "trustees": [{"threshold": 2, "keys": keys}, {"threshold": 1, "keys": [alone.public_key]}],
    }


def test_the_seed_is_the_whole_backup(two_of_three: Ceremony) -> None:
    for seed, first in zip(two_of_three.seeds, two_of_three.finished, strict=True):
        typed = f" {trustee_seed.as_written(seed)}\n"
        recovered = ceremony.finish(
            seed=trustee_seed.read_seed(typed),
            roster=two_of_three.roster,
            contributions=two_of_three.contributions,
            draw=source("years later"),
        )
        assert recovered.private_key == first.private_key


def test_the_certificate_of_a_seed_is_the_one_that_others_programs_make() -> None:
    made = ceremony.make_certificate(seed=SEED, threshold=2, size=3, index=1, draw=DRAW)
    assert made.signed.message == (
        '{"context":{"group":"Ed25519","size":3,"threshold":2,"index":1},'
        '"verification":"f681a8000a2b79eb5a74fc66b004454a87472004aeed6c50ccd00e1bf8afa95b",'
        '"encryption":"46ac499fe1b7b8fdca1706961f1c9877399848ffe730e7610cb56bb835d3231c"}'
    )


def test_another_certificate_in_the_group_gives_another_polynomial() -> None:
    seed = trustee_seed.make_seed(draw=DRAW)
    first = trustee_seed.coefficients(seed, certs_digest="0" * 64, threshold=3)
    assert first == trustee_seed.coefficients(seed, certs_digest="0" * 64, threshold=3)
    assert not set(first) & set(trustee_seed.coefficients(seed, certs_digest="1" * 64, threshold=3))


@pytest.mark.parametrize("typed", ["", "abc", SEED[:-1], SEED + "m", SEED.replace("c", "0"), SEED.replace("m", "é")])
def test_a_mistyped_backup_is_refused(typed: str) -> None:
    with pytest.raises(BackupUnreadable):
        trustee_seed.read_seed(typed)


# what is refused, and who is named


def second_shares(made: Ceremony, **changed: Any) -> SharesMessage:
    """Member 2's shares with some fields changed, signed by member 2."""
    return resigned(replace(made.shares[1], **changed), seed=made.seeds[1])


def lying_shares(made: Ceremony, lie: int = 1) -> SharesMessage:
    """Member 2 gives member 3 a share that is not the value of the published polynomial."""
    polynomial = trustee_seed.coefficients(made.seeds[1], certs_digest=made.roster.digest, threshold=2)
    share = trustee_seed.share_of(polynomial, member=3) + lie
    route = Route(certs=made.roster.digest, sender=2, recipient=3)
    envelope = seal(share, route=route, to=made.roster.encryption[2], draw=DRAW)
    return second_shares(made, envelopes=(*made.shares[1].envelopes[:2], envelope))


def checked(made: Ceremony, message: SharesMessage) -> tuple[Contribution, ...]:
    """All contributions, member 2's replaced."""
    first, _, third = made.contributions
    return first, ceremony.check_shares(message, roster=made.roster), third


def assembled(made: Ceremony, second: MemberMessage) -> TrusteeGroup:
    messages = [made.keys[0], second, made.keys[2]]
    return ceremony.assemble(roster=made.roster, contributions=made.contributions, messages=messages)


def certificate(index: int, *, seed: str = SEED, threshold: int = 2, size: int = 3) -> Certificate:
    return ceremony.make_certificate(seed=seed, threshold=threshold, size=size, index=index, draw=DRAW)


def spoilt(proof: Proof) -> Proof:
    return Proof(challenge=proof.challenge, response=proof.response ^ 1)


FIRST_ROUND: dict[str, tuple[Callable[[Ceremony], list[Certificate]], type[Refusal], str]] = {
    "nobody": (lambda made: [], MessageMissing, "all"),
    "one is missing": (lambda made: made.certificates[::2], MessageMissing, "2"),
    "one is there twice": (lambda made: [*made.certificates, certificate(2)], MessageTwice, "trustee 2"),
    "another threshold": (lambda made: [*made.certificates[:2], certificate(3, threshold=3)], GroupsMixed, "trustee 3"),
    "another threshold, read first": (
        lambda made: [certificate(1, threshold=3), *made.certificates[1:]],
        GroupsMixed,
        "trustee 1",
    ),
    "a key of another": (
        lambda made: [*made.certificates[:2], certificate(3, seed=made.seeds[0])],
        TrusteeKeyTwice,
        "verification",
    ),
    "a signature": (
        lambda made: [
            *made.certificates[:2],
            replace(
                made.certificates[2],
                signed=replace(made.certificates[2].signed, signature=spoilt(made.certificates[2].signed.signature)),
            ),
        ],
        TrusteeSignatureWrong,
        "trustee 3",
    ),
}


@pytest.mark.parametrize("kind", FIRST_ROUND)
def test_a_wrong_certificate_is_refused(two_of_three: Ceremony, kind: str) -> None:
    made, refusal, says = FIRST_ROUND[kind]
    with pytest.raises(refusal, match=says):
        ceremony.roster_of(made(two_of_three))


SECOND_ROUND: dict[str, tuple[Callable[[Ceremony], SharesMessage], type[Refusal], str]] = {
    "not signed": (lambda made: replace(lying_shares(made), signature=made.shares[1].signature), MessageUnsigned, "2"),
    "of another group": (lambda made: second_shares(made, certs="0" * 64), GroupsMixed, "trustee 2"),
    "too few shares": (lambda made: second_shares(made, envelopes=made.shares[1].envelopes[:2]), GroupsMixed, "2"),
    "another's coefficients": (
        lambda made: second_shares(made, coefexps=made.shares[0].coefexps),
        TrusteeSignatureWrong,
        "trustee 2",
    ),
    "another's agreement": (
        lambda made: second_shares(made, agreement=made.shares[0].agreement),
        TrusteeSignatureWrong,
        "trustee 2",
    ),
    "an ephemeral key outside the group": (
        lambda made: second_shares(
            made,
            envelopes=(
                replace(made.shares[1].envelopes[0], ephemeral=small_order(made.shares[1].envelopes[0].ephemeral)),
                *made.shares[1].envelopes[1:],
            ),
        ),
        ElementInvalid,
        "shares of trustee 2",
    ),
}


@pytest.mark.parametrize("kind", SECOND_ROUND)
def test_wrong_shares_are_refused_by_everybody(two_of_three: Ceremony, kind: str) -> None:
    made, refusal, says = SECOND_ROUND[kind]
    with pytest.raises(refusal) as refused:
        ceremony.check_shares(made(two_of_three), roster=two_of_three.roster)
    assert says in str(refused.value)


def test_a_false_share_is_found_by_its_recipient_and_a_complaint_shows_who_lied(two_of_three: Ceremony) -> None:
    made = two_of_three
    contributions = checked(made, lying_shares(made))
    give = {"roster": made.roster, "draw": DRAW}
    with pytest.raises(ShareWrong) as refused:
        ceremony.finish(seed=made.seeds[2], contributions=contributions, **give)
    assert (refused.value.facts["member"], refused.value.facts["recipient"]) == (2, 3)
    assert ceremony.finish(seed=made.seeds[0], contributions=contributions, **give).private_key
    complaint = complaint_about(contributions[1], seed=made.seeds[2], **give)
    assert again(complaint) == complaint
    assert at_fault(complaint, contribution=contributions[1], roster=made.roster) == 2


def test_an_envelope_that_holds_nothing_is_the_senders_fault(two_of_three: Ceremony) -> None:
    made = two_of_three
    first, second, third = made.shares[1].envelopes
    (_, lying, _) = checked(made, second_shares(made, envelopes=(first, second, replace(third, sealed="0" * 96))))
    complaint = complaint_about(lying, seed=made.seeds[2], roster=made.roster, draw=DRAW)
    assert at_fault(complaint, contribution=lying, roster=made.roster) == 2


def test_who_complains_about_a_right_share_is_at_fault(two_of_three: Ceremony) -> None:
    made = two_of_three
    complaint = complaint_about(made.contributions[1], seed=made.seeds[2], roster=made.roster, draw=DRAW)
    assert at_fault(complaint, contribution=made.contributions[1], roster=made.roster) == 3
    for wrong in (replace(complaint, shared=made.shares[0].envelopes[0].ephemeral), replace(complaint, about=1)):
        with pytest.raises(ComplaintWrong, match="trustee 3"):
            at_fault(wrong, contribution=made.contributions[1], roster=made.roster)
    with pytest.raises(GroupsMixed):
        at_fault(replace(complaint, certs="0" * 64), contribution=made.contributions[1], roster=made.roster)


THIRD_ROUND: dict[str, tuple[Callable[[Ceremony], MemberMessage], type[Refusal], str]] = {
    "not signed": (lambda made: replace(made.keys[1], signature=made.keys[0].signature), MessageUnsigned, "trustee 2"),
    "another's key": (
        lambda made: resigned(replace(made.keys[1], key=made.keys[0].key), seed=made.seeds[1]),
        TrusteeGroupWrong,
        "key of trustee 2",
    ),
    "of other shares": (
        lambda made: resigned(replace(made.keys[1], shares=("0" * 64, *made.keys[1].shares[1:])), seed=made.seeds[1]),
        ViewsDiffer,
        "another message of trustee 1",
    ),
    "a number of shares": (
        lambda made: resigned(replace(made.keys[1], shares=made.keys[1].shares[1:]), seed=made.seeds[1]),
        GroupsMixed,
        "trustee 2",
    ),
    "a signature under the key": (
        lambda made: resigned(
            replace(made.keys[1], key=replace(made.keys[1].key, signature=made.keys[0].key.signature)),
            seed=made.seeds[1],
        ),
        TrusteeSignatureWrong,
        "trustee 2",
    ),
}


@pytest.mark.parametrize("kind", THIRD_ROUND)
def test_a_wrong_key_is_refused(two_of_three: Ceremony, kind: str) -> None:
    made, refusal, says = THIRD_ROUND[kind]
    with pytest.raises(refusal) as refused:
        assembled(two_of_three, made(two_of_three))
    assert says in str(refused.value)


def test_a_stranger_takes_no_part(two_of_three: Ceremony) -> None:
    with pytest.raises(NotAMember):
        ceremony.make_shares(seed=SEED, roster=two_of_three.roster, draw=DRAW)


@pytest.mark.parametrize("place", [(1, 3, 1), (4, 3, 1), (2, 3, 0), (2, 3, 4), (2, 21, 1)])
def test_a_place_outside_of_the_group_is_refused(place: tuple[int, int, int]) -> None:
    threshold, size, index = place
    with pytest.raises(PlaceImpossible):
        certificate(index, threshold=threshold, size=size)


@settings(max_examples=60)
@given(st.data())
def test_no_changed_byte_of_any_message_goes_through(data: st.DataObject) -> None:
    made = held(2, 3)
    body = bytearray(write_message(data.draw(st.sampled_from([made.certificates[1], made.shares[1], made.keys[1]]))))
    body[data.draw(st.integers(0, len(body) - 2))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Refusal):
        taken(made, read_message(bytes(body), where="file"))


def taken(made: Ceremony, message: Message) -> None:
    """Take a message in place of member 2's."""
    if isinstance(message, Certificate):
        ceremony.roster_of([made.certificates[0], message, made.certificates[2]])
    elif isinstance(message, SharesMessage):
        ceremony.contributions_of([made.shares[0], message, made.shares[2]], roster=made.roster)
    elif isinstance(message, MemberMessage):
        assembled(made, message)


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b'{"format":1}', b'{"format":"x"}', b" " * (MOST_BYTES + 1)])
def test_what_is_no_message_is_refused(body: bytes) -> None:
    with pytest.raises(MessageUnreadable):
        read_message(body, where="file")


def test_every_refusal_of_a_message_is_one_of_the_ceremony_or_of_the_setup(two_of_three: Ceremony) -> None:
    whole = write_message(two_of_three.shares[1])
    for cut in range(0, len(whole) - 1, 97):
        with pytest.raises(CeremonyRefused):
            read_message(whole[:cut], where="file")
