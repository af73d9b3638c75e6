"""Archives that must not count, although chain and proofs may be intact: odd forms, odd setups, odd outcomes."""

from collections.abc import Callable
from typing import Any

from hustings.core.ballots import group, setup
from hustings.core.ballots.belenios_v1 import chain, records
from hustings.core.ballots.engine import PublicCredential, Setup, digest
from hustings.core.ballots.group import Q
from tests.core.ballots.making import Made, as_bytes, as_json, close, opened_forge, parts_of, rebuild, small_order
from tests.core.ballots.tampering import Tampering, last_replaced, listed

NEUTRAL = "0" * 63 + "1"
FURTHER: dict[str, tuple[str, Tampering]] = {}


# ballots


@listed(FURTHER, "ballot-malformed")
def an_unknown_field_inside_an_answer(made: Made) -> bytes:
    return last_replaced(made, lambda ballot: ballot["answers"][0].update(note="x"))


@listed(FURTHER, "ballot-malformed")
def an_odd_number_form_inside_an_answer(made: Made) -> bytes:
    def change(ballot: dict[str, Any]) -> None:
        pair = ballot["answers"][0]["overall_proof"][0]
        pair["challenge"] = "0" + pair["challenge"]

    return last_replaced(made, change)


@listed(FURTHER, "ballot-malformed")
def a_number_above_the_order_inside_an_answer(made: Made) -> bytes:
    def change(ballot: dict[str, Any]) -> None:
        pair = ballot["answers"][0]["overall_proof"][0]
        pair["response"] = str(int(pair["response"]) + Q)

    return last_replaced(made, change)


@listed(FURTHER, "ballot-malformed")
def another_field_order_inside_an_answer(made: Made) -> bytes:
    def change(ballot: dict[str, Any]) -> None:
        ballot["answers"] = [dict(reversed(list(answer.items()))) for answer in ballot["answers"]]

    return last_replaced(made, change)


@listed(FURTHER, "ballot-malformed")
def a_neutral_ciphertext(made: Made) -> bytes:
    return last_replaced(
        made, lambda ballot: ballot["answers"][0]["choices"][0].update(alpha=NEUTRAL), can_be_counted=False
    )


@listed(FURTHER, "ballot-malformed")
def a_ciphertext_outside_the_group(made: Made) -> bytes:
    def change(ballot: dict[str, Any]) -> None:
        choice = ballot["answers"][0]["choices"][1]
        choice["beta"] = small_order(choice["beta"])

    return last_replaced(made, change, can_be_counted=False)


@listed(FURTHER, "ballot-signature")
def a_padded_hash_in_the_signature(made: Made) -> bytes:
    ballot = as_json(made.ballots[-1])
    ballot["signature"]["hash"] += "="
    ballots = [*made.ballots[:-1], as_bytes(ballot)]
    return close(made, opened_forge(made, ballots), ballots).archive


@listed(FURTHER, "ballot-wrong-election")
def a_ballot_of_another_poll(made: Made) -> bytes:
    return last_replaced(made, lambda ballot: ballot.update(election_hash="A" * 43))


@listed(FURTHER, "ballot-proof")
def a_ballot_for_two_answers(made: Made) -> bytes:
    """The overall proof of an honest ballot does not cover a second answer."""

    def change(ballot: dict[str, Any]) -> None:
        choices = ballot["answers"][0]["choices"]
        beta = group.decode(choices[1]["beta"])
        choices[1]["beta"] = group.encode(group.add(beta, group.BASE))

    return last_replaced(made, change)


# setup


def set_up_anew(made: Made, **changes: Any) -> bytes:
    """The poll played again with a changed setup, nothing of which is checked. Records may be given as bytes."""
    election, trustees, listed, _ = setup.write_setup(made.setup)
    election = changes.get("election", election)
    trustees, listed = changes.get("trustees", trustees), changes.get("credentials", listed)
    hashes = [digest(body) for body in (election, trustees, listed)]
    links = records.write_setup(election=hashes[0], trustees=hashes[1], credentials=hashes[2])
    return rebuild(
        made.archive,
        lambda kind, data: (election, trustees, listed, changes.get("links", links)) if kind == chain.SETUP else data,
    )


def _election(made: Made, **changes: Any) -> bytes:
    return as_bytes(as_json(made.election.raw) | changes)


def _credentials(made: Made, change: Callable[[str], str]) -> bytes:
    entries = as_json(records.write_credentials(made.setup.credentials))
    return as_bytes([*entries[:-1], change(entries[-1])])


@listed(FURTHER, "record-malformed")
def a_login_in_the_credentials(made: Made) -> bytes:
    return set_up_anew(made, credentials=_credentials(made, lambda entry: entry + ",,ada"))


@listed(FURTHER, "record-malformed")
def a_weight_of_one_written_out(made: Made) -> bytes:
    return set_up_anew(made, credentials=_credentials(made, lambda entry: entry + ",1"))


@listed(FURTHER, "record-malformed")
def a_weight_of_nothing(made: Made) -> bytes:
    return set_up_anew(made, credentials=_credentials(made, lambda entry: entry + ",0"))


@listed(FURTHER, "record-malformed")
def a_weight_with_a_leading_zero(made: Made) -> bytes:
    return set_up_anew(made, credentials=_credentials(made, lambda entry: entry + ",02"))


@listed(FURTHER, "element-neutral")
def a_neutral_credential(made: Made) -> bytes:
    return set_up_anew(made, credentials=_credentials(made, lambda entry: NEUTRAL))


@listed(FURTHER, "element-invalid")
def a_credential_outside_the_group(made: Made) -> bytes:
    return set_up_anew(made, credentials=_credentials(made, small_order))


@listed(FURTHER, "credential-twice")
def a_credential_listed_twice(made: Made) -> bytes:
    listed = (*made.setup.credentials, PublicCredential(element=made.setup.credentials[0].element, weight=2))
    return set_up_anew(made, credentials=records.write_credentials(listed))


@listed(FURTHER, "election-limits")
def more_answers_asked_for_than_there_are(made: Made) -> bytes:
    question = as_json(made.election.raw)["questions"][0] | {"max": 5}
    return set_up_anew(made, election=_election(made, questions=[question]))


@listed(FURTHER, "election-limits")
def a_minimum_above_the_maximum(made: Made) -> bytes:
    question = as_json(made.election.raw)["questions"][0] | {"min": 2}
    return set_up_anew(made, election=_election(made, questions=[question]))


@listed(FURTHER, "record-malformed")
def a_ranked_question(made: Made) -> bytes:
    question = {"type": "NonHomomorphic", "value": {"answers": ["Ada", "Ben"], "question": "Rank them."}}
    return set_up_anew(made, election=_election(made, questions=[question]))


@listed(FURTHER, "record-malformed")
def an_unknown_field_in_the_election(made: Made) -> bytes:
    return set_up_anew(made, election=_election(made, note="x"))


@listed(FURTHER, "record-malformed")
def true_in_place_of_one(made: Made) -> bytes:
    return set_up_anew(made, election=_election(made, version=True))


@listed(FURTHER, "record-malformed")
def a_control_character_in_the_name(made: Made) -> bytes:
    return set_up_anew(made, election=_election(made, name="Poll\t1"))


@listed(FURTHER, "record-not-canonical")
def a_field_of_the_election_twice(made: Made) -> bytes:
    return set_up_anew(made, election=made.election.raw.replace(b'"group":', b'"name":"x","group":', 1))


@listed(FURTHER, "election-key")
def an_election_key_of_its_own(made: Made) -> bytes:
    return set_up_anew(made, election=_election(made, public_key=made.voters[0].public))


@listed(FURTHER, "setup-link")
def a_setup_that_names_another_list(made: Made) -> bytes:
    bodies = setup.write_setup(made.setup)
    links = records.write_setup(election=digest(bodies[0]), trustees=digest(bodies[1]), credentials=digest(bodies[0]))
    return set_up_anew(made, links=links)


@listed(FURTHER, "trustee-proof")
def a_trustee_without_a_proof(made: Made) -> bytes:
    trustees = as_json(records.write_trustees(made.setup.trustees))
    trustees[0][1]["pok"] = trustees[1][1]["pok"]
    return set_up_anew(made, trustees=as_bytes(trustees))


# chain and outcome


@listed(FURTHER, "archive-shuffle")
def a_shuffle(made: Made) -> bytes:
    def change(kind: str, data: tuple[bytes, ...]) -> Any:
        if kind != chain.ENCRYPTED_TALLY:
            return data
        return [(kind, data), ("Shuffle", (b"{}", records.write_owned(owner=1, payload=digest(b"{}"))))]

    return rebuild(made.archive, change)


@listed(FURTHER, "archive-event-data")
def a_record_too_many(made: Made) -> bytes:
    return rebuild(made.archive, lambda kind, data: (b"{}", *data) if kind == chain.RESULT else data)


@listed(FURTHER, "record-malformed")
def an_unknown_kind_of_event(made: Made) -> bytes:
    return rebuild(made.archive, lambda kind, data: [(kind, data), ("Note", (b"{}",))] if kind == chain.SETUP else data)


@listed(FURTHER, "decryption-owner-twice")
def two_decryptions_by_one_trustee(made: Made) -> bytes:
    second = parts_of(made, made.ballots)[0]
    return _before_result(made, second.payload, owner=1)


@listed(FURTHER, "decryption-owner-unknown")
def a_decryption_by_trustee_nought(made: Made) -> bytes:
    return _before_result(made, parts_of(made, made.ballots)[0].payload, owner=0)


def _before_result(made: Made, payload: bytes, *, owner: int) -> bytes:
    extra = (payload, records.write_owned(owner=owner, payload=digest(payload)))
    return rebuild(
        made.archive,
        lambda kind, data: [(chain.PARTIAL_DECRYPTION, extra), (kind, data)] if kind == chain.RESULT else data,
    )


@listed(FURTHER, "decryptions-missing")
def a_result_without_one_trustee(made: Made) -> bytes:
    def change(kind: str, data: tuple[bytes, ...]) -> Any:
        return [] if kind == chain.PARTIAL_DECRYPTION and as_json(data[1])["owner"] == 3 else data

    return rebuild(made.archive, change)


def _result(made: Made, change: Callable[[int], object]) -> bytes:
    def changed(kind: str, data: tuple[bytes, ...]) -> Any:
        if kind != chain.RESULT:
            return data
        return (as_bytes({"result": [[change(number) for number in row] for row in as_json(data[0])["result"]]}),)

    return rebuild(made.archive, changed)


@listed(FURTHER, "record-malformed")
def result_numbers_as_texts(made: Made) -> bytes:
    return _result(made, str)


@listed(FURTHER, "result-wrong")
def result_numbers_once_around_the_order(made: Made) -> bytes:
    return _result(made, lambda number: str(number + Q))


@listed(FURTHER, "record-malformed")
def an_unknown_field_beside_the_counts(made: Made) -> bytes:
    def change(kind: str, data: tuple[bytes, ...]) -> Any:
        return (data[0], as_bytes(as_json(data[1]) | {"note": "x"})) if kind == chain.ENCRYPTED_TALLY else data

    return rebuild(made.archive, change)


@listed(FURTHER, "record-malformed")
def an_unknown_field_in_a_decryption(made: Made) -> bytes:
    def change(kind: str, data: tuple[bytes, ...]) -> Any:
        if kind != chain.PARTIAL_DECRYPTION:
            return data
        payload = as_bytes(as_json(data[0]) | {"note": "x"})
        return payload, records.write_owned(owner=as_json(data[1])["owner"], payload=digest(payload))

    return rebuild(made.archive, change)


@listed(FURTHER, "archive-not-finished")
def an_end_without_result(made: Made) -> bytes:
    return rebuild(made.archive, lambda kind, data: None if kind == chain.RESULT else data)


def zero_trustee_setup(made: Made, trustees: tuple[Any, ...]) -> bytes:
    """The setup of an archive whose trustees are given, with the election key that they make."""
    election = setup.make_election(
        uuid=made.election.uuid,
        name=made.election.name,
        description=made.election.description,
        questions=made.election.questions,
        trustees=trustees,
    )
    changed = Setup(election=election, trustees=trustees, credentials=made.setup.credentials)
    forge = opened_forge(Made(setup=changed, voters=[], private_keys=[], draw=made.draw), [])
    return forge.archive
