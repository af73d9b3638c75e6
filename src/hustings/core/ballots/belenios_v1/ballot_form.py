"""The record of one ballot, and what its proofs state.

A statement is a list of branches (source, value): one of the ciphertexts named hides its value. The source is the
position of a choice, or `SUM`, the product of the choices that count answers. Maker and checker both work from
`statements` and `prefixes`, so they cannot disagree about them.
"""

from dataclasses import dataclass

from hustings.core.ballots.belenios_v1 import records, text
from hustings.core.ballots.engine import Ciphertext, Election, Proof, Question, fingerprint
from hustings.core.ballots.refusals import BallotMalformed, RecordRefused, WrongElection

SUM = -1
Branches = list[tuple[int, int]]

_BALLOT = ("election_uuid", "election_hash", "credential", "answers", "signature")


@dataclass(frozen=True)
class AnswerForm:
    """The vote on one question. `proofs`: one per choice, the overall one, and the blank one if there is one."""

    choices: tuple[Ciphertext, ...]
    proofs: tuple[tuple[Proof, ...], ...]


@dataclass(frozen=True)
class BallotForm:
    """A ballot whose form is right. `hash` is the one it ought to state."""

    credential: str
    answers: tuple[AnswerForm, ...]
    hash: str
    stated_hash: str
    signature: Proof


def statements(question: Question) -> list[Branches]:
    """What the proofs of one answer state, in the order of `AnswerForm.proofs`."""
    each: list[Branches] = [[(index, 0), (index, 1)] for index in range(question.n_choices)]
    allowed = [(SUM, value) for value in range(question.at_least, question.at_most + 1)]
    if question.blank:
        return [*each, [(0, 1), *allowed], [(0, 0), (SUM, 0)]]
    return [*each, allowed]


def prefixes(question: Question, *, voter: str, choices: tuple[Ciphertext, ...], product: Ciphertext) -> list[str]:
    """What each proof of one answer hashes before its commitments. `voter` is the fingerprint and the credential."""
    each = [f"prove|{voter}|{choice.alpha},{choice.beta}|" for choice in choices]
    vote = f"{voter}|" + ",".join(f"{choice.alpha},{choice.beta}" for choice in choices)
    if question.blank:
        return [*each, f"bproof1|{vote}|", f"bproof0|{vote}|"]
    return [*each, f"prove|{vote}|{product.alpha},{product.beta}|"]


def proof_name(question: Question, index: int) -> str:
    """For people: what proof number `index` of an answer is about."""
    n = question.n_choices
    return f"choice {index + 1}" if index < n else ("how many answers are chosen", "blank or not")[index - n]


def voter_text(election: Election, credential: str) -> str:
    """What ties every proof to this election and this voter."""
    return f"{election.fingerprint}|{credential}"


def write_ballot(election: Election, *, credential: str, answers: list[AnswerForm]) -> tuple[dict[str, object], str]:
    """The ballot without its signature, and the hash that is to be signed."""
    form: dict[str, object] = {
        "election_uuid": election.uuid,
        "election_hash": election.fingerprint,
        "credential": credential,
        "answers": [
            _answer_form(question, answer) for question, answer in zip(election.questions, answers, strict=True)
        ],
    }
    return form, fingerprint(text.dump(form))


def write_signature(form: dict[str, object], *, hashed: str, proof: Proof) -> bytes:
    """The complete ballot."""
    return text.dump(form | {"signature": {"hash": hashed, "proof": records.proof_form(proof)}})


def signature_prefix(hashed: str) -> str:
    """What a ballot's signature hashes."""
    return f"sig|{hashed}|"


def _answer_form(question: Question, answer: AnswerForm) -> dict[str, object]:
    n = question.n_choices
    pairs = [[records.proof_form(pair) for pair in proof] for proof in answer.proofs]
    form: dict[str, object] = {
        "choices": [records.ciphertext_form(choice) for choice in answer.choices],
        "individual_proofs": pairs[:n],
        "overall_proof": pairs[n],
    }
    return form | {"blank_proof": pairs[n + 1]} if question.blank else form


def read_ballot(body: bytes, *, election: Election) -> BallotForm:
    """A ballot of this election from its bytes. Raises: BallotMalformed, WrongElection."""
    try:
        return _read(body, election)
    except RecordRefused as problem:
        raise BallotMalformed(reason=problem.message, where=problem.where) from problem


def _read(body: bytes, election: Election) -> BallotForm:
    found = text.fields(text.load(body, where="ballot"), where="ballot", names=_BALLOT)
    if (found["election_uuid"], found["election_hash"]) != (election.uuid, election.fingerprint):
        raise WrongElection
    signature = text.fields(found["signature"], where="signature", names=("hash", "proof"))
    credential = text.hexadecimal(found["credential"], "credential")
    texts = text.items(found["answers"], lambda answer, _: answer, where="answers", n=len(election.questions))
    answers = tuple(
        _read_answer(answer, question=question, where=f"answers[{index}]")
        for index, (answer, question) in enumerate(zip(texts, election.questions, strict=True))
    )
    unsigned = {name: value for name, value in found.items() if name != "signature"}
    return BallotForm(
        credential=credential,
        answers=answers,
        hash=fingerprint(text.dump(unsigned)),
        stated_hash=text.string(signature["hash"], "signature.hash"),
        signature=records.read_proof(signature["proof"], "signature.proof"),
    )


def _read_answer(value: object, *, question: Question, where: str) -> AnswerForm:
    names: tuple[str, ...] = ("choices", "individual_proofs", "overall_proof")
    names += ("blank_proof",) if question.blank else ()
    found = text.fields(value, where=where, names=names)
    n = question.n_choices
    individual = text.items(
        found["individual_proofs"],
        lambda proof, place: text.items(proof, records.read_proof, where=place, n=2),
        where=f"{where}.individual_proofs",
        n=n,
    )
    stated = statements(question)[n:]
    rest = [
        text.items(found[name], records.read_proof, where=f"{where}.{name}", n=len(branches))
        for name, branches in zip(names[2:], stated, strict=True)
    ]
    choices = text.items(found["choices"], records.read_ciphertext, where=f"{where}.choices", n=n)
    return AnswerForm(choices=choices, proofs=(*individual, *rest))
