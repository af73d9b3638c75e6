"""Making one ballot, and checking one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hustings.core.ballots import credentials, group
from hustings.core.ballots.belenios_v1 import ballot_form
from hustings.core.ballots.belenios_v1.ballot_form import SUM, AnswerForm, BallotForm
from hustings.core.ballots.engine import (
    CheckedBallot,
    Choices,
    Ciphertext,
    Draw,
    Election,
    Proof,
    Question,
    fingerprint,
)
from hustings.core.ballots.group import NEUTRAL, Point, Q, add
from hustings.core.ballots.proofs import (
    Disjunction,
    Opening,
    challenge,
    draw_scalar,
    knowledge_commitment,
    prove_knowledge,
)
from hustings.core.ballots.refusals import (
    BallotMalformed,
    BallotProofWrong,
    BallotSignatureWrong,
    ChoiceNotAllowed,
    RecordRefused,
)
from hustings.core.ballots.tables import FixedBase, base_table, key_table

LARGEST = 4 * 2**20


# making


@dataclass(frozen=True)
class _Sealed:
    """An answer encrypted, its proofs committed to but not yet answered."""

    question: Question
    choices: list[tuple[Point, Point]]
    product: tuple[Point, Point]
    proofs: list[Disjunction]

    def points(self) -> Iterator[Point]:
        for alpha, beta in [*self.choices, self.product]:
            yield from (alpha, beta)
        for proof in self.proofs:
            yield from proof.points


def choices_hold(question: Question, choices: tuple[int, ...]) -> None:
    """Raises: ChoiceNotAllowed unless the numbers are a vote that the question allows."""
    where = question.question
    if len(choices) != question.n_choices or any(type(m) is not int or m not in (0, 1) for m in choices):
        reason = f"{question.n_choices} numbers, each 0 or 1, are wanted"
        raise ChoiceNotAllowed(question=where, reason=reason)
    chosen = sum(choices[1:] if question.blank else choices)
    if question.blank and choices[0]:
        if chosen:
            raise ChoiceNotAllowed(question=where, reason="a blank vote chooses no answer")
    elif not question.at_least <= chosen <= question.at_most:
        reason = f"{question.at_least} to {question.at_most} answers may be chosen, not {chosen}"
        raise ChoiceNotAllowed(question=where, reason=reason)


def votes_of(election: Election, choices: Choices) -> list[tuple[Question, tuple[int, ...]]]:
    """Each question with its vote. Raises: ChoiceNotAllowed."""
    if len(choices) != len(election.questions):
        raise ChoiceNotAllowed(question=election.name, reason=f"{len(election.questions)} questions are to be answered")
    votes = [(question, tuple(row)) for question, row in zip(election.questions, choices, strict=True)]
    for question, row in votes:
        choices_hold(question, row)
    return votes


def _seal(question: Question, choices: tuple[int, ...], *, key: FixedBase, draw: Draw) -> _Sealed:
    secrets = [draw_scalar(draw) for _ in choices]
    encrypted = [_encrypt(r, m, key) for r, m in zip(secrets, choices, strict=True)]
    known = dict(enumerate(zip(secrets, choices, strict=True)))
    first = 1 if question.blank else 0
    known[SUM] = (sum(secrets[first:]) % Q, sum(choices[first:]))
    proofs = []
    for branches in ballot_form.statements(question):
        openings = [Opening(r=known[source][0], excess=known[source][1] - value) for source, value in branches]
        true = next(index for index, opening in enumerate(openings) if opening.excess == 0)
        proofs.append(Disjunction(key=key, branches=openings, true=true, draw=draw))
    return _Sealed(question=question, choices=encrypted, product=_product(encrypted[first:]), proofs=proofs)


def _encrypt(r: int, m: int, key: FixedBase) -> tuple[Point, Point]:
    return base_table().times(r), key.times(r, start=group.BASE if m else NEUTRAL)


def _product(pairs: list[tuple[Point, Point]]) -> tuple[Point, Point]:
    return group.total(alpha for alpha, _ in pairs), group.total(beta for _, beta in pairs)


def _answer(sealed: _Sealed, texts: Iterator[str], *, voter: str) -> AnswerForm:
    """Answer the proofs of a sealed vote. `texts` gives the text forms of `_Sealed.points`, in order."""
    pairs = [Ciphertext(alpha=next(texts), beta=next(texts)) for _ in range(len(sealed.choices) + 1)]
    choices = tuple(pairs[:-1])
    prefixes = ballot_form.prefixes(sealed.question, voter=voter, choices=choices, product=pairs[-1])
    proofs = [
        tuple(proof.answer(challenge(prefix, [next(texts) for _ in proof.points])))
        for prefix, proof in zip(prefixes, sealed.proofs, strict=True)
    ]
    return AnswerForm(choices=choices, proofs=tuple(proofs))


def make_ballot(*, election: Election, credential: str, choices: Choices, draw: Draw) -> bytes:
    """Encrypt and sign a vote: the exact bytes to cast.

    Shapes: `choices` has one row per question, each one 0 or 1 per answer; with a blank vote allowed, a first number
    says whether the vote is blank.

    Raises: ChoiceNotAllowed, CredentialRefused.
    """
    votes = votes_of(election, choices)
    secret = credentials.private_key(uuid=election.uuid, secret=credential)
    public = group.encode(base_table().times(secret))
    key = key_table(election.public_key)
    sealed = [_seal(question, row, key=key, draw=draw) for question, row in votes]
    texts = iter(group.encode_all([point for part in sealed for point in part.points()]))
    voter = ballot_form.voter_text(election, public)
    answers = [_answer(part, texts, voter=voter) for part in sealed]
    form, hashed = ballot_form.write_ballot(election, credential=public, answers=answers)
    proof = prove_knowledge(ballot_form.signature_prefix(hashed), secret, draw)
    return ballot_form.write_signature(form, hashed=hashed, proof=proof)


# checking


@dataclass(frozen=True)
class _Recomputed:
    """One answer's product and the commitments of its proofs, as the checker finds them."""

    product: tuple[Point, Point]
    commitments: list[list[Point]]

    def points(self) -> Iterator[Point]:
        yield from self.product
        for commitment in self.commitments:
            yield from commitment


def check_ballot(*, election: Election, ballot: bytes) -> CheckedBallot:
    """Check a ballot's form, elements, proofs and signature. That its credential is on the list is the poll's business.

    The order of each ciphertext is tested exactly, in the chain of doublings that its challenges need anyway.

    Raises: BallotMalformed, WrongElection, BallotProofWrong, BallotSignatureWrong.
    """
    if len(ballot) > LARGEST:
        raise BallotMalformed(reason=f"it is longer than {LARGEST} bytes.")
    form = ballot_form.read_ballot(ballot, election=election)
    if form.stated_hash != form.hash:
        raise BallotSignatureWrong(where="signature.hash")
    try:
        signer = group.decode(form.credential, where="credential")
        recomputed = [
            _recompute(question, answer, key=key_table(election.public_key), where=f"answers[{index}]")
            for index, (question, answer) in enumerate(zip(election.questions, form.answers, strict=True))
        ]
    except RecordRefused as problem:
        raise BallotMalformed(reason=problem.message, where=problem.where) from problem
    points = [knowledge_commitment(signer, form.signature)]
    points += [point for part in recomputed for point in part.points()]
    texts = iter(group.encode_all(points))
    if challenge(ballot_form.signature_prefix(form.hash), [next(texts)]) != form.signature.challenge:
        raise BallotSignatureWrong(where="signature.proof")
    _proofs_hold(election, form, recomputed, texts)
    return CheckedBallot(
        credential=form.credential,
        tracker=fingerprint(ballot),
        ciphertexts=tuple(answer.choices for answer in form.answers),
    )


def _recompute(question: Question, answer: AnswerForm, *, key: FixedBase, where: str) -> _Recomputed:
    sources = {
        index: (_ciphertext_point(choice.alpha, f"{where}.choices[{index}].alpha"),
                _ciphertext_point(choice.beta, f"{where}.choices[{index}].beta"))
        for index, choice in enumerate(answer.choices)
    }  # fmt: skip
    first = 1 if question.blank else 0
    sources[SUM] = _product([sources[index] for index in range(first, len(answer.choices))])
    stated = ballot_form.statements(question)
    raised = _raise_sources(sources, stated, answer.proofs, where=where)
    commitments: list[list[Point]] = []
    for branches, pairs in zip(stated, answer.proofs, strict=True):
        found: list[Point] = []
        for (source, value), pair in zip(branches, pairs, strict=True):
            alpha, beta = next(raised[source])
            found += [base_table().times(pair.response, start=alpha), key.times(pair.response, start=beta)]
            if value:
                found[-1] = base_table().times(-value * pair.challenge, start=found[-1])
        commitments.append(found)
    return _Recomputed(product=sources[SUM], commitments=commitments)


def _ciphertext_point(text: str, where: str) -> Point:
    point = group.decode(text, where=where)
    if group.is_neutral(point):
        raise BallotMalformed(reason="the neutral element is not allowed here.", where=where)
    return point


def _raise_sources(
    sources: dict[int, tuple[Point, Point]],
    stated: list[ballot_form.Branches],
    proofs: tuple[tuple[Proof, ...], ...],
    *,
    where: str,
) -> dict[int, Iterator[tuple[Point, Point]]]:
    """Each ciphertext to the power of its challenges, in the order in which the statements use them.

    The order q rides along, unreduced, as one more exponent: the result must be neutral.
    """
    exponents: dict[int, list[int]] = {source: [] for source in sources}
    for branches, pairs in zip(stated, proofs, strict=True):
        for (source, _), pair in zip(branches, pairs, strict=True):
            exponents[source].append(pair.challenge)
    raised = {}
    for source, (alpha, beta) in sources.items():
        scalars = exponents[source] if source == SUM else [*exponents[source], Q]
        powers = list(zip(group.multiples(alpha, scalars), group.multiples(beta, scalars), strict=True))
        if source != SUM and not all(map(group.is_neutral, powers.pop())):
            raise BallotMalformed(reason="a ciphertext is not in the group.", where=f"{where}.choices[{source}]")
        raised[source] = iter(powers)
    return raised


def _proofs_hold(election: Election, form: BallotForm, recomputed: list[_Recomputed], texts: Iterator[str]) -> None:
    """Raises: BallotProofWrong."""
    voter = ballot_form.voter_text(election, form.credential)
    for place, (question, answer, part) in enumerate(zip(election.questions, form.answers, recomputed, strict=True)):
        product = Ciphertext(alpha=next(texts), beta=next(texts))
        prefixes = ballot_form.prefixes(question, voter=voter, choices=answer.choices, product=product)
        for index, (prefix, pairs) in enumerate(zip(prefixes, answer.proofs, strict=True)):
            hashed = challenge(prefix, [next(texts) for _ in part.commitments[index]])
            if sum(pair.challenge for pair in pairs) % Q != hashed:
                name = ballot_form.proof_name(question, index)
                raise BallotProofWrong(proof=name, where=f"answers[{place}]")


# adding up


def add_up(
    *, election: Election, counted: Iterable[tuple[tuple[tuple[Ciphertext, ...], ...], int]]
) -> tuple[tuple[Ciphertext, ...], ...]:
    """The product of ballots that were checked, each to the power of its weight, choice by choice."""
    sums = [[[NEUTRAL, NEUTRAL] for _ in range(question.n_choices)] for question in election.questions]
    for ciphertexts, weight in counted:
        for row, answer in zip(sums, ciphertexts, strict=True):
            for cell, choice in zip(row, answer, strict=True):
                for side, element in enumerate((choice.alpha, choice.beta)):
                    point = group.decode(element)
                    cell[side] = add(cell[side], point if weight == 1 else group.times(point, weight))
    texts = iter(group.encode_all([point for row in sums for cell in row for point in cell]))
    return tuple(tuple(Ciphertext(alpha=next(texts), beta=next(texts)) for _ in row) for row in sums)
