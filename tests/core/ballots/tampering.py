"""Every way of spoiling an archive that we know, each with the code by which it must be refused.

Each archive has one flaw only: what comes after it is made to fit. `THIRTEEN` are the kinds that any acceptance run
must refuse; `FURTHER` are archives that keep the chain and every proof intact and still must not count.
"""

from collections.abc import Callable
from typing import Any

from hustings.core.ballots import credentials, group, setup
from hustings.core.ballots.belenios_v1 import chain, records
from hustings.core.ballots.engine import PublicCredential, Setup, digest
from hustings.core.ballots.group import Q
from tests.core.ballots.making import (
    Made,
    as_bytes,
    as_json,
    close,
    make_setup,
    opened_forge,
    parts_of,
    publish,
    rebuild,
    resigned,
    small_order,
    tally_of,
)

NEUTRAL = "0" * 63 + "1"
Tampering = Callable[[Made], bytes]
THIRTEEN: dict[str, tuple[str, Tampering]] = {}
FURTHER: dict[str, tuple[str, Tampering]] = {}


def _listed(table: dict[str, tuple[str, Tampering]], code: str) -> Callable[[Tampering], Tampering]:
    def enter(tampering: Tampering) -> Tampering:
        table[tampering.__name__.replace("_", " ")] = (code, tampering)
        return tampering

    return enter


def _last_replaced(made: Made, change: Callable[[dict[str, Any]], None], *, can_be_counted: bool = True) -> bytes:
    """The whole poll with the last ballot changed and signed again; still open if the change has no count."""
    ballot = as_json(made.ballots[-1])
    change(ballot)
    spoilt = resigned(ballot, election=made.election, voter=made.voters[-1], draw=made.draw)
    ballots = [*made.ballots[:-1], spoilt]
    if not can_be_counted:
        return opened_forge(made, ballots).archive
    return close(made, opened_forge(made, ballots), ballots).archive


# the thirteen kinds


@_listed(THIRTEEN, "ballot-proof")
def a_wrong_proof(made: Made) -> bytes:
    def change(ballot: dict[str, Any]) -> None:
        pair = ballot["answers"][0]["individual_proofs"][2][1]
        pair["response"] = str((int(pair["response"]) + 1) % Q)

    return _last_replaced(made, change)


@_listed(THIRTEEN, "ballot-signature")
def a_stuffed_ballot(made: Made) -> bytes:
    """The server votes for a listed voter without knowing the credential: it signs with a key of its own."""
    own = credentials.make_credential(uuid=made.election.uuid, draw=made.draw)
    ballot = as_json(made.ballots[-1])
    signed = as_json(resigned(ballot, election=made.election, voter=own, draw=made.draw))
    signature = {"hash": ballot["signature"]["hash"], "proof": signed["signature"]["proof"]}
    ballots = [*made.ballots[:-1], as_bytes(ballot | {"signature": signature})]
    return close(made, opened_forge(made, ballots), ballots).archive


@_listed(THIRTEEN, "ballot-signature")
def a_bad_signature(made: Made) -> bytes:
    ballot = as_json(made.ballots[-1])
    proof = ballot["signature"]["proof"]
    proof["response"] = str((int(proof["response"]) + 1) % Q)
    ballots = [*made.ballots[:-1], as_bytes(ballot)]
    return close(made, opened_forge(made, ballots), ballots).archive


@_listed(THIRTEEN, "ballot-unknown-credential")
def an_unknown_credential(made: Made) -> bytes:
    """A perfect ballot of somebody who is not on the list."""
    stranger = credentials.make_credential(uuid=made.election.uuid, draw=made.draw)
    made.voters.append(stranger)
    ballots = [*made.ballots, made.ballot(-1, [[1, 0, 0, 0]])]
    made.voters.pop()
    return close(made, opened_forge(made, ballots), ballots).archive


@_listed(THIRTEEN, "tally-wrong")
def a_dropped_ballot(made: Made) -> bytes:
    """In the archive, not in the tally; the counts are those of all ballots."""
    counted = made.ballots[1:]
    forge = opened_forge(made, made.ballots).event(chain.END_BALLOTS)
    forge.event(chain.ENCRYPTED_TALLY, *tally_of(made, counted, n_tallied=len(made.ballots)))
    return publish(made, forge, counted).archive


@_listed(THIRTEEN, "decryption-proof")
def a_wrong_decryption(made: Made) -> bytes:
    def change(kind: str, data: tuple[bytes, ...]) -> Any:
        if kind != chain.PARTIAL_DECRYPTION or as_json(data[1])["owner"] != 2:
            return data
        part = as_json(data[0])
        factors = part["decryption_factors"][0]
        factors[1] = group.encode(group.add(group.decode(factors[1]), group.BASE))
        payload = as_bytes(part)
        return payload, records.write_owned(owner=2, payload=digest(payload))

    return rebuild(made.archive, change)


@_listed(THIRTEEN, "result-wrong")
def a_wrong_result(made: Made) -> bytes:
    def change(kind: str, data: tuple[bytes, ...]) -> Any:
        row = as_json(data[0])["result"][0] if kind == chain.RESULT else []
        return (as_bytes({"result": [[row[0] + 1, row[1] - 1, *row[2:]]]}),) if row else data

    return rebuild(made.archive, change)


@_listed(THIRTEEN, "archive-event-order")
def a_late_ballot(made: Made) -> bytes:
    """Cast after the close, and counted."""
    forge = opened_forge(made, made.ballots[:-1]).event(chain.END_BALLOTS).event(chain.BALLOT, made.ballots[-1])
    forge.event(chain.ENCRYPTED_TALLY, *tally_of(made, made.ballots))
    return publish(made, forge, made.ballots).archive


@_listed(THIRTEEN, "archive-event-order")
def a_second_setup(made: Made) -> bytes:
    """A first run is abandoned, and the poll begins again in the same archive."""
    other = make_setup(seed="second setup", n_voters=len(made.voters))
    ballots = [other.ballot(voter, [[1, 0, 0, 0]]) for voter in range(2)]
    forge = opened_forge(made, made.ballots).event(chain.SETUP, *setup.write_setup(other.setup))
    for ballot in ballots:
        forge.event(chain.BALLOT, ballot)
    return close(other, forge, ballots).archive


@_listed(THIRTEEN, "tally-counts")
def false_counts(made: Made) -> bytes:
    forge = opened_forge(made, made.ballots).event(chain.END_BALLOTS)
    forge.event(chain.ENCRYPTED_TALLY, *tally_of(made, made.ballots, n_tallied=len(made.ballots) + 1))
    return publish(made, forge, made.ballots).archive


@_listed(THIRTEEN, "ballot-malformed")
def odd_spacing(made: Made) -> bytes:
    ballots = [*made.ballots[:-1], made.ballots[-1].replace(b'"answers":[', b'"answers": [')]
    return close(made, opened_forge(made, ballots), ballots).archive


@_listed(THIRTEEN, "archive-record-twice")
def the_same_ballot_twice(made: Made) -> bytes:
    forge = opened_forge(made, [*made.ballots, made.ballots[0]])
    return close(made, forge, made.ballots).archive


@_listed(THIRTEEN, "ballot-proof")
def another_voters_ciphertexts_signed_again(made: Made) -> bytes:
    """A copied vote under the copier's own credential: it would tell the copier how the other voted."""
    copied = resigned(as_json(made.ballots[0]), election=made.election, voter=made.voters[-1], draw=made.draw)
    ballots = [*made.ballots[:-1], copied]
    return close(made, opened_forge(made, ballots), ballots).archive


# further kinds: ballots


@_listed(FURTHER, "ballot-malformed")
def an_unknown_field_inside_an_answer(made: Made) -> bytes:
    return _last_replaced(made, lambda ballot: ballot["answers"][0].update(note="x"))


@_listed(FURTHER, "ballot-malformed")
def an_odd_number_form_inside_an_answer(made: Made) -> bytes:
    def change(ballot: dict[str, Any]) -> None:
        pair = ballot["answers"][0]["overall_proof"][0]
        pair["challenge"] = "0" + pair["challenge"]

    return _last_replaced(made, change)


@_listed(FURTHER, "ballot-malformed")
def a_number_above_the_order_inside_an_answer(made: Made) -> bytes:
    def change(ballot: dict[str, Any]) -> None:
        pair = ballot["answers"][0]["overall_proof"][0]
        pair["response"] = str(int(pair["response"]) + Q)

    return _last_replaced(made, change)


@_listed(FURTHER, "ballot-malformed")
def another_field_order_inside_an_answer(made: Made) -> bytes:
    def change(ballot: dict[str, Any]) -> None:
        ballot["answers"] = [dict(reversed(list(answer.items()))) for answer in ballot["answers"]]

    return _last_replaced(made, change)


@_listed(FURTHER, "ballot-malformed")
def a_neutral_ciphertext(made: Made) -> bytes:
    return _last_replaced(
        made, lambda ballot: ballot["answers"][0]["choices"][0].update(alpha=NEUTRAL), can_be_counted=False
    )


@_listed(FURTHER, "ballot-malformed")
def a_ciphertext_outside_the_group(made: Made) -> bytes:
    def change(ballot: dict[str, Any]) -> None:
        choice = ballot["answers"][0]["choices"][1]
        choice["beta"] = small_order(choice["beta"])

    return _last_replaced(made, change, can_be_counted=False)


@_listed(FURTHER, "ballot-signature")
def a_padded_hash_in_the_signature(made: Made) -> bytes:
    ballot = as_json(made.ballots[-1])
    ballot["signature"]["hash"] += "="
    ballots = [*made.ballots[:-1], as_bytes(ballot)]
    return close(made, opened_forge(made, ballots), ballots).archive


@_listed(FURTHER, "ballot-wrong-election")
def a_ballot_of_another_poll(made: Made) -> bytes:
    return _last_replaced(made, lambda ballot: ballot.update(election_hash="A" * 43))


@_listed(FURTHER, "ballot-proof")
def a_ballot_for_two_answers(made: Made) -> bytes:
    """The overall proof of an honest ballot does not cover a second answer."""

    def change(ballot: dict[str, Any]) -> None:
        choices = ballot["answers"][0]["choices"]
        beta = group.decode(choices[1]["beta"])
        choices[1]["beta"] = group.encode(group.add(beta, group.BASE))

    return _last_replaced(made, change)


# further kinds: setup


def _set_up_anew(made: Made, **changes: Any) -> bytes:
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


@_listed(FURTHER, "record-malformed")
def a_login_in_the_credentials(made: Made) -> bytes:
    return _set_up_anew(made, credentials=_credentials(made, lambda entry: entry + ",,ada"))


@_listed(FURTHER, "record-malformed")
def a_weight_of_one_written_out(made: Made) -> bytes:
    return _set_up_anew(made, credentials=_credentials(made, lambda entry: entry + ",1"))


@_listed(FURTHER, "record-malformed")
def a_weight_of_nothing(made: Made) -> bytes:
    return _set_up_anew(made, credentials=_credentials(made, lambda entry: entry + ",0"))


@_listed(FURTHER, "record-malformed")
def a_weight_with_a_leading_zero(made: Made) -> bytes:
    return _set_up_anew(made, credentials=_credentials(made, lambda entry: entry + ",02"))


@_listed(FURTHER, "element-neutral")
def a_neutral_credential(made: Made) -> bytes:
    return _set_up_anew(made, credentials=_credentials(made, lambda entry: NEUTRAL))


@_listed(FURTHER, "element-invalid")
def a_credential_outside_the_group(made: Made) -> bytes:
    return _set_up_anew(made, credentials=_credentials(made, small_order))


@_listed(FURTHER, "credential-twice")
def a_credential_listed_twice(made: Made) -> bytes:
    listed = (*made.setup.credentials, PublicCredential(element=made.setup.credentials[0].element, weight=2))
    return _set_up_anew(made, credentials=records.write_credentials(listed))


@_listed(FURTHER, "election-limits")
def more_answers_asked_for_than_there_are(made: Made) -> bytes:
    question = as_json(made.election.raw)["questions"][0] | {"max": 5}
    return _set_up_anew(made, election=_election(made, questions=[question]))


@_listed(FURTHER, "election-limits")
def a_minimum_above_the_maximum(made: Made) -> bytes:
    question = as_json(made.election.raw)["questions"][0] | {"min": 2}
    return _set_up_anew(made, election=_election(made, questions=[question]))


@_listed(FURTHER, "record-malformed")
def a_ranked_question(made: Made) -> bytes:
    question = {"type": "NonHomomorphic", "value": {"answers": ["Ada", "Ben"], "question": "Rank them."}}
    return _set_up_anew(made, election=_election(made, questions=[question]))


@_listed(FURTHER, "record-malformed")
def an_unknown_field_in_the_election(made: Made) -> bytes:
    return _set_up_anew(made, election=_election(made, note="x"))


@_listed(FURTHER, "record-malformed")
def true_in_place_of_one(made: Made) -> bytes:
    return _set_up_anew(made, election=_election(made, version=True))


@_listed(FURTHER, "record-malformed")
def a_control_character_in_the_name(made: Made) -> bytes:
    return _set_up_anew(made, election=_election(made, name="Poll\t1"))


@_listed(FURTHER, "record-not-canonical")
def a_field_of_the_election_twice(made: Made) -> bytes:
    return _set_up_anew(made, election=made.election.raw.replace(b'"group":', b'"name":"x","group":', 1))


@_listed(FURTHER, "election-key")
def an_election_key_of_its_own(made: Made) -> bytes:
    return _set_up_anew(made, election=_election(made, public_key=made.voters[0].public))


@_listed(FURTHER, "setup-link")
def a_setup_that_names_another_list(made: Made) -> bytes:
    bodies = setup.write_setup(made.setup)
    links = records.write_setup(election=digest(bodies[0]), trustees=digest(bodies[1]), credentials=digest(bodies[0]))
    return _set_up_anew(made, links=links)


@_listed(FURTHER, "trustee-proof")
def a_trustee_without_a_proof(made: Made) -> bytes:
    trustees = as_json(records.write_trustees(made.setup.trustees))
    trustees[0][1]["pok"] = trustees[1][1]["pok"]
    return _set_up_anew(made, trustees=as_bytes(trustees))


# further kinds: chain and outcome


@_listed(FURTHER, "archive-shuffle")
def a_shuffle(made: Made) -> bytes:
    def change(kind: str, data: tuple[bytes, ...]) -> Any:
        if kind != chain.ENCRYPTED_TALLY:
            return data
        return [(kind, data), ("Shuffle", (b"{}", records.write_owned(owner=1, payload=digest(b"{}"))))]

    return rebuild(made.archive, change)


@_listed(FURTHER, "archive-event-data")
def a_record_too_many(made: Made) -> bytes:
    return rebuild(made.archive, lambda kind, data: (b"{}", *data) if kind == chain.RESULT else data)


@_listed(FURTHER, "record-malformed")
def an_unknown_kind_of_event(made: Made) -> bytes:
    return rebuild(made.archive, lambda kind, data: [(kind, data), ("Note", (b"{}",))] if kind == chain.SETUP else data)


@_listed(FURTHER, "decryption-owner-twice")
def two_decryptions_by_one_trustee(made: Made) -> bytes:
    second = parts_of(made, made.ballots)[0]
    return _before_result(made, second.payload, owner=1)


@_listed(FURTHER, "decryption-owner-unknown")
def a_decryption_by_trustee_nought(made: Made) -> bytes:
    return _before_result(made, parts_of(made, made.ballots)[0].payload, owner=0)


def _before_result(made: Made, payload: bytes, *, owner: int) -> bytes:
    extra = (payload, records.write_owned(owner=owner, payload=digest(payload)))
    return rebuild(
        made.archive,
        lambda kind, data: [(chain.PARTIAL_DECRYPTION, extra), (kind, data)] if kind == chain.RESULT else data,
    )


@_listed(FURTHER, "decryptions-missing")
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


@_listed(FURTHER, "record-malformed")
def result_numbers_as_texts(made: Made) -> bytes:
    return _result(made, str)


@_listed(FURTHER, "result-wrong")
def result_numbers_once_around_the_order(made: Made) -> bytes:
    return _result(made, lambda number: str(number + Q))


@_listed(FURTHER, "record-malformed")
def an_unknown_field_beside_the_counts(made: Made) -> bytes:
    def change(kind: str, data: tuple[bytes, ...]) -> Any:
        return (data[0], as_bytes(as_json(data[1]) | {"note": "x"})) if kind == chain.ENCRYPTED_TALLY else data

    return rebuild(made.archive, change)


@_listed(FURTHER, "record-malformed")
def an_unknown_field_in_a_decryption(made: Made) -> bytes:
    def change(kind: str, data: tuple[bytes, ...]) -> Any:
        if kind != chain.PARTIAL_DECRYPTION:
            return data
        payload = as_bytes(as_json(data[0]) | {"note": "x"})
        return payload, records.write_owned(owner=as_json(data[1])["owner"], payload=digest(payload))

    return rebuild(made.archive, change)


@_listed(FURTHER, "archive-not-finished")
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
