"""Every way of spoiling an archive that we know, each with the code by which it must be refused.

Each archive has one flaw only: what comes after it is made to fit. `THIRTEEN` are the kinds that any acceptance run
must refuse; `tampering_further` has the others.
"""

from collections.abc import Callable
from typing import Any

from hustings.core.ballots import credentials, group, setup
from hustings.core.ballots.belenios_v1 import chain, records
from hustings.core.ballots.engine import digest
from hustings.core.ballots.group import Q
from tests.core.ballots.making import (
    Made,
    as_bytes,
    as_json,
    close,
    make_setup,
    opened_forge,
    publish,
    rebuild,
    resigned,
    tally_of,
)

Tampering = Callable[[Made], bytes]
THIRTEEN: dict[str, tuple[str, Tampering]] = {}


def listed(table: dict[str, tuple[str, Tampering]], code: str) -> Callable[[Tampering], Tampering]:
    """Enter a function into a table, by its name in words, with the code that must answer it."""

    def enter(tampering: Tampering) -> Tampering:
        table[tampering.__name__.replace("_", " ")] = (code, tampering)
        return tampering

    return enter


def last_replaced(made: Made, change: Callable[[dict[str, Any]], None], *, can_be_counted: bool = True) -> bytes:
    """The whole poll with the last ballot changed and signed again; still open if the change has no count."""
    ballot = as_json(made.ballots[-1])
    change(ballot)
    spoilt = resigned(ballot, election=made.election, voter=made.voters[-1], draw=made.draw)
    ballots = [*made.ballots[:-1], spoilt]
    if not can_be_counted:
        return opened_forge(made, ballots).archive
    return close(made, opened_forge(made, ballots), ballots).archive


# the thirteen kinds


@listed(THIRTEEN, "ballot-proof")
def a_wrong_proof(made: Made) -> bytes:
    def change(ballot: dict[str, Any]) -> None:
        pair = ballot["answers"][0]["individual_proofs"][2][1]
        pair["response"] = str((int(pair["response"]) + 1) % Q)

    return last_replaced(made, change)


@listed(THIRTEEN, "ballot-signature")
def a_stuffed_ballot(made: Made) -> bytes:
    """The server votes for a listed voter without knowing the credential: it signs with a key of its own."""
    own = credentials.make_credential(uuid=made.election.uuid, draw=made.draw)
    ballot = as_json(made.ballots[-1])
    signed = as_json(resigned(ballot, election=made.election, voter=own, draw=made.draw))
    signature = {"hash": ballot["signature"]["hash"], "proof": signed["signature"]["proof"]}
    ballots = [*made.ballots[:-1], as_bytes(ballot | {"signature": signature})]
    return close(made, opened_forge(made, ballots), ballots).archive


@listed(THIRTEEN, "ballot-signature")
def a_bad_signature(made: Made) -> bytes:
    ballot = as_json(made.ballots[-1])
    proof = ballot["signature"]["proof"]
    proof["response"] = str((int(proof["response"]) + 1) % Q)
    ballots = [*made.ballots[:-1], as_bytes(ballot)]
    return close(made, opened_forge(made, ballots), ballots).archive


@listed(THIRTEEN, "ballot-unknown-credential")
def an_unknown_credential(made: Made) -> bytes:
    """A perfect ballot of somebody who is not on the list."""
    stranger = credentials.make_credential(uuid=made.election.uuid, draw=made.draw)
    made.voters.append(stranger)
    ballots = [*made.ballots, made.ballot(-1, [[1, 0, 0, 0]])]
    made.voters.pop()
    return close(made, opened_forge(made, ballots), ballots).archive


@listed(THIRTEEN, "tally-wrong")
def a_dropped_ballot(made: Made) -> bytes:
    """In the archive, not in the tally; the counts are those of all ballots."""
    counted = made.ballots[1:]
    forge = opened_forge(made, made.ballots).event(chain.END_BALLOTS)
    forge.event(chain.ENCRYPTED_TALLY, *tally_of(made, counted, n_tallied=len(made.ballots)))
    return publish(made, forge, counted).archive


@listed(THIRTEEN, "decryption-proof")
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


@listed(THIRTEEN, "result-wrong")
def a_wrong_result(made: Made) -> bytes:
    def change(kind: str, data: tuple[bytes, ...]) -> Any:
        row = as_json(data[0])["result"][0] if kind == chain.RESULT else []
        return (as_bytes({"result": [[row[0] + 1, row[1] - 1, *row[2:]]]}),) if row else data

    return rebuild(made.archive, change)


@listed(THIRTEEN, "archive-event-order")
def a_late_ballot(made: Made) -> bytes:
    """Cast after the close, and counted."""
    forge = opened_forge(made, made.ballots[:-1]).event(chain.END_BALLOTS).event(chain.BALLOT, made.ballots[-1])
    forge.event(chain.ENCRYPTED_TALLY, *tally_of(made, made.ballots))
    return publish(made, forge, made.ballots).archive


@listed(THIRTEEN, "archive-event-order")
def a_second_setup(made: Made) -> bytes:
    """A first run is abandoned, and the poll begins again in the same archive."""
    other = make_setup(seed="second setup", n_voters=len(made.voters))
    ballots = [other.ballot(voter, [[1, 0, 0, 0]]) for voter in range(2)]
    forge = opened_forge(made, made.ballots).event(chain.SETUP, *setup.write_setup(other.setup))
    for ballot in ballots:
        forge.event(chain.BALLOT, ballot)
    return close(other, forge, ballots).archive


@listed(THIRTEEN, "tally-counts")
def false_counts(made: Made) -> bytes:
    forge = opened_forge(made, made.ballots).event(chain.END_BALLOTS)
    forge.event(chain.ENCRYPTED_TALLY, *tally_of(made, made.ballots, n_tallied=len(made.ballots) + 1))
    return publish(made, forge, made.ballots).archive


@listed(THIRTEEN, "ballot-malformed")
def odd_spacing(made: Made) -> bytes:
    ballots = [*made.ballots[:-1], made.ballots[-1].replace(b'"answers":[', b'"answers": [')]
    return close(made, opened_forge(made, ballots), ballots).archive


@listed(THIRTEEN, "archive-record-twice")
def the_same_ballot_twice(made: Made) -> bytes:
    forge = opened_forge(made, [*made.ballots, made.ballots[0]])
    return close(made, forge, made.ballots).archive


@listed(THIRTEEN, "ballot-proof")
def another_voters_ciphertexts_signed_again(made: Made) -> bytes:
    """A copied vote under the copier's own credential: it would tell the copier how the other voted."""
    copied = resigned(as_json(made.ballots[0]), election=made.election, voter=made.voters[-1], draw=made.draw)
    ballots = [*made.ballots[:-1], copied]
    return close(made, opened_forge(made, ballots), ballots).archive
