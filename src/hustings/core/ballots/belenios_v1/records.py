"""Every record of the setup and of the outcome: its values and its bytes, both ways.

Elements are checked for their form only; their place in the group is the poll's business.
"""

import re
from collections.abc import Sequence

from hustings.core.ballots.belenios_v1 import text
from hustings.core.ballots.engine import (
    Ciphertext,
    Election,
    MemberKey,
    Proof,
    PublicCredential,
    Question,
    Signed,
    SingleTrustee,
    Trustee,
    TrusteeGroup,
)
from hustings.core.ballots.refusals import ElectionLimitsWrong, RecordMalformed

Tally = tuple[tuple[Ciphertext, ...], ...]

_ELECTION = (
    "version",
    "description",
    "name",
    "group",
    "public_key",
    "questions",
    "uuid",
    "administrator",
    "credential_authority",
)
_GROUP = ("threshold", "certs", "coefexps", "signatures", "verification_keys")
_PIECE = 4096
"""Credentials that are written at once."""
_CREDENTIAL = re.compile(r"([0-9a-f]{64})(?:,([1-9][0-9]{0,17}))?")


def proof_form(proof: Proof) -> dict[str, str]:
    """A proof as it is written."""
    return {"challenge": str(proof.challenge), "response": str(proof.response)}


def read_proof(value: object, where: str) -> Proof:
    """A challenge and a response. Raises: RecordMalformed."""
    found = text.fields(value, where=where, names=("challenge", "response"))
    return Proof(
        challenge=text.scalar(found["challenge"], f"{where}.challenge"),
        response=text.scalar(found["response"], f"{where}.response"),
    )


def ciphertext_form(ciphertext: Ciphertext) -> dict[str, str]:
    """A ciphertext as it is written."""
    return {"alpha": ciphertext.alpha, "beta": ciphertext.beta}


def read_ciphertext(value: object, where: str) -> Ciphertext:
    """A pair of elements. Raises: RecordMalformed."""
    found = text.fields(value, where=where, names=("alpha", "beta"))
    return Ciphertext(
        alpha=text.hexadecimal(found["alpha"], f"{where}.alpha"), beta=text.hexadecimal(found["beta"], f"{where}.beta")
    )


# election


def write_question(question: Question) -> dict[str, object]:
    """A question as it is written."""
    form: dict[str, object] = {"answers": list(question.answers)}
    if question.blank:
        form["blank"] = True
    return form | {"min": question.at_least, "max": question.at_most, "question": question.question}


def _read_question(value: object, where: str) -> Question:
    found = text.fields(value, where=where, names=("answers", "blank", "min", "max", "question"), optional=("blank",))
    if "blank" in found:
        text.constant(found["blank"], True, f"{where}.blank")
    question = Question(
        question=text.string(found["question"], f"{where}.question"),
        answers=text.items(found["answers"], text.string, where=f"{where}.answers", least=1),
        at_least=text.small(found["min"], f"{where}.min"),
        at_most=text.small(found["max"], f"{where}.max"),
        blank="blank" in found,
    )
    limits_hold(question, where=where)
    return question


def limits_hold(question: Question, *, where: str) -> None:
    """Raises: ElectionLimitsWrong unless 0 <= at_least <= at_most <= number of answers."""
    if not 0 <= question.at_least <= question.at_most <= len(question.answers):
        raise ElectionLimitsWrong(
            question=question.question,
            at_least=question.at_least,
            at_most=question.at_most,
            n_answers=len(question.answers),
            where=where,
        )


def read_election(body: bytes, *, where: str = "election") -> Election:
    """An election from its exact bytes. Raises: RecordRefused, ElectionLimitsWrong."""
    found = text.fields(text.load(body, where=where), where=where, names=_ELECTION, optional=_ELECTION[-2:])
    text.constant(found["version"], 1, f"{where}.version")
    text.constant(found["group"], "Ed25519", f"{where}.group")
    office = {name: text.string(found[name], f"{where}.{name}") for name in _ELECTION[-2:] if name in found}
    return Election(
        uuid=text.uuid(found["uuid"], f"{where}.uuid"),
        name=text.string(found["name"], f"{where}.name"),
        description=text.string(found["description"], f"{where}.description"),
        public_key=text.hexadecimal(found["public_key"], f"{where}.public_key"),
        questions=text.items(found["questions"], _read_question, where=f"{where}.questions", least=1),
        administrator=office.get("administrator"),
        credential_authority=office.get("credential_authority"),
        raw=body,
    )


# trustees


def _trustee_form(trustee: Trustee) -> list[object]:
    if isinstance(trustee, SingleTrustee):
        return ["Single", single_form(trustee)]
    keys = [single_form(key.key) | {"signature": proof_form(key.signature)} for key in trustee.verification_keys]
    return [
        "Pedersen",
        {
            "threshold": trustee.threshold,
            "certs": [signed_form(cert) for cert in trustee.certs],
            "coefexps": [signed_form(coefexp) for coefexp in trustee.coefexps],
            "signatures": [proof_form(signature) for signature in trustee.signatures],
            "verification_keys": keys,
        },
    ]


def single_form(trustee: SingleTrustee) -> dict[str, object]:
    """A single trustee's key as it is written."""
    return {"pok": proof_form(trustee.pok), "public_key": trustee.public_key}


def signed_form(signed: Signed) -> dict[str, object]:
    """A signed text as it is written."""
    return {"message": signed.message, "signature": proof_form(signed.signature)}


def write_trustees(trustees: tuple[Trustee, ...]) -> bytes:
    """The record of all trustees."""
    return text.dump([_trustee_form(trustee) for trustee in trustees])


def _read_single(value: object, where: str) -> SingleTrustee:
    found = text.fields(value, where=where, names=("pok", "public_key"))
    return SingleTrustee(
        public_key=text.hexadecimal(found["public_key"], f"{where}.public_key"),
        pok=read_proof(found["pok"], f"{where}.pok"),
    )


def read_signed(value: object, where: str) -> Signed:
    """A signed text. Raises: RecordMalformed."""
    found = text.fields(value, where=where, names=("message", "signature"))
    return Signed(
        message=text.string(found["message"], f"{where}.message"),
        signature=read_proof(found["signature"], f"{where}.signature"),
    )


def _read_member_key(value: object, where: str) -> MemberKey:
    found = text.fields(value, where=where, names=("pok", "public_key", "signature"))
    return MemberKey(
        key=_read_single({name: found[name] for name in ("pok", "public_key")}, where),
        signature=read_proof(found["signature"], f"{where}.signature"),
    )


def _read_group(value: object, where: str) -> TrusteeGroup:
    found = text.fields(value, where=where, names=_GROUP)
    certs = text.items(found["certs"], read_signed, where=f"{where}.certs", least=1)
    n = len(certs)
    threshold = text.small(found["threshold"], f"{where}.threshold", least=1)
    if threshold > n:
        raise RecordMalformed(reason=f"a threshold from 1 to {n} is wanted", where=f"{where}.threshold")
    return TrusteeGroup(
        threshold=threshold,
        certs=certs,
        coefexps=text.items(found["coefexps"], read_signed, where=f"{where}.coefexps", n=n),
        signatures=text.items(found["signatures"], read_proof, where=f"{where}.signatures", n=n),
        verification_keys=text.items(
            found["verification_keys"], _read_member_key, where=f"{where}.verification_keys", n=n
        ),
    )


def _read_trustee(value: object, where: str) -> Trustee:
    if not isinstance(value, list) or len(value) != 2 or value[0] not in ("Single", "Pedersen"):
        raise RecordMalformed(reason='["Single",…] or ["Pedersen",…] is wanted', where=where)
    return (_read_single if value[0] == "Single" else _read_group)(value[1], where)


def read_trustees(body: bytes, *, where: str = "trustees") -> tuple[Trustee, ...]:
    """All trustees. Raises: RecordRefused."""
    return text.items(text.load(body, where=where), _read_trustee, where=where, least=1)


# credentials and setup


def write_credentials(credentials: Sequence[PublicCredential]) -> bytes:
    """The list of public credentials: nothing but elements, and weights other than 1.

    Written piece by piece: all at once, the parts of a long list would take several times its own size.
    """
    written = bytearray(b"[")
    for start in range(0, len(credentials), _PIECE):
        piece = credentials[start : start + _PIECE]
        entries = text.dump([c.element if c.weight == 1 else f"{c.element},{c.weight}" for c in piece])
        written += b"," * bool(start) + entries[1:-1]
    return bytes(written + b"]")


def _read_credential(value: object, where: str) -> PublicCredential:
    match = _CREDENTIAL.fullmatch(value) if isinstance(value, str) else None
    if match is None or match[2] == "1":
        raise RecordMalformed(reason="an element, or an element and a weight above 1, is wanted", where=where)
    return PublicCredential(element=match[1], weight=int(match[2] or 1))


def read_credentials(body: bytes, *, where: str = "credentials") -> tuple[PublicCredential, ...]:
    """The list of public credentials. Raises: RecordRefused."""
    return text.items(text.load(body, where=where, longest=len(body)), _read_credential, where=where)


def write_setup(*, election: str, trustees: str, credentials: str) -> bytes:
    """The setup data: three hashes."""
    return text.dump({"election": election, "trustees": trustees, "credentials": credentials})


def read_setup(body: bytes, *, where: str = "setup") -> dict[str, str]:
    """The three hashes by name. Raises: RecordRefused."""
    found = text.fields(text.load(body, where=where), where=where, names=("election", "trustees", "credentials"))
    return {name: text.hexadecimal(value, f"{where}.{name}") for name, value in found.items()}


# outcome


def write_tally(tally: Tally) -> bytes:
    """The encrypted tally."""
    return text.dump([[ciphertext_form(ciphertext) for ciphertext in row] for row in tally])


def read_tally(body: bytes, *, shape: tuple[int, ...], where: str = "encrypted tally") -> Tally:
    """The encrypted tally, with as many choices per question as `shape` says. Raises: RecordRefused."""
    rows = text.items(text.load(body, where=where), lambda row, _: row, where=where, n=len(shape))
    return tuple(
        text.items(row, read_ciphertext, where=f"{where}[{index}]", n=shape[index]) for index, row in enumerate(rows)
    )


def write_sized_tally(*, n_tallied: int, total_weight: int, encrypted_tally: str) -> bytes:
    """The counts beside the encrypted tally, and its hash."""
    weight = text.count_form(total_weight)
    return text.dump({"num_tallied": n_tallied, "total_weight": weight, "encrypted_tally": encrypted_tally})


def read_sized_tally(body: bytes, *, where: str = "sized tally") -> tuple[int, int, str]:
    """Number of ballots counted, their weight, hash of the encrypted tally. Raises: RecordRefused."""
    names = ("num_tallied", "total_weight", "encrypted_tally")
    found = text.fields(text.load(body, where=where), where=where, names=names)
    return (
        text.small(found["num_tallied"], f"{where}.num_tallied"),
        text.count(found["total_weight"], f"{where}.total_weight"),
        text.hexadecimal(found["encrypted_tally"], f"{where}.encrypted_tally"),
    )


def write_owned(*, owner: int, payload: str) -> bytes:
    """The reference from a trustee to the partial decryption."""
    return text.dump({"owner": owner, "payload": payload})


def read_owned(body: bytes, *, where: str = "owned reference") -> tuple[int, str]:
    """Owner, counted from 1, and hash of the partial decryption. Raises: RecordRefused."""
    found = text.fields(text.load(body, where=where), where=where, names=("owner", "payload"))
    return text.small(found["owner"], f"{where}.owner"), text.hexadecimal(found["payload"], f"{where}.payload")


def write_result(results: tuple[tuple[int, ...], ...]) -> bytes:
    """The result."""
    return text.dump({"result": [[text.count_form(number) for number in row] for row in results]})


def read_result(body: bytes, *, shape: tuple[int, ...], where: str = "result") -> tuple[tuple[int, ...], ...]:
    """One number per choice and question. Shapes: one row per entry of `shape`. Raises: RecordRefused."""
    found = text.fields(text.load(body, where=where), where=where, names=("result",))
    rows = text.items(found["result"], lambda row, _: row, where=f"{where}.result", n=len(shape))
    return tuple(
        text.items(row, text.count, where=f"{where}.result[{index}]", n=shape[index]) for index, row in enumerate(rows)
    )
