"""Keys of trustees: made singly, checked singly or as threshold groups.

Source: Pedersen 1991 (threshold keys without a dealer).
"""

from collections.abc import Sequence
from typing import Any

from hustings.core.ballots import group
from hustings.core.ballots.belenios_v1 import records, text
from hustings.core.ballots.engine import (
    Draw,
    MemberKey,
    Proof,
    Signed,
    SingleTrustee,
    Trustee,
    TrusteeGroup,
    TrusteeKeyPair,
)
from hustings.core.ballots.group import NEUTRAL, Point, add
from hustings.core.ballots.proofs import draw_scalar, key_prefix, knowledge_holds, message_prefix, prove_knowledge
from hustings.core.ballots.refusals import (
    ElectionKeyWrong,
    RecordMalformed,
    TrusteeGroupWrong,
    TrusteeKeyTwice,
    TrusteeProofWrong,
    TrusteeSignatureWrong,
)
from hustings.core.ballots.tables import base_table


def make_trustee_key(*, draw: Draw) -> TrusteeKeyPair:
    """A fresh key of a single trustee, with the proof that its maker knows it."""
    secret = draw_scalar(draw)
    public = group.encode(base_table().times(secret))
    pok = prove_knowledge(key_prefix(public), secret, draw)
    return TrusteeKeyPair(private_key=str(secret), trustee=SingleTrustee(public_key=public, pok=pok))


def write_private_key(private_key: str) -> bytes:
    """The file in which a trustee keeps the secret: a decimal text as JSON."""
    return text.dump(private_key)


def read_private_key(body: bytes) -> str:
    """The secret from a trustee's file. Raises: RecordRefused."""
    return str(text.scalar(text.load(body.rstrip(b"\n"), where="private key"), "private key"))


def public_key(private_key: str) -> str:
    """The public key of a private one."""
    return group.encode(base_table().times(int(private_key)))


def owners(trustees: Sequence[Trustee]) -> tuple[str, ...]:
    """The public key of everyone who decrypts, in order: owner number 1 comes first."""
    keys: list[str] = []
    for trustee in trustees:
        if isinstance(trustee, SingleTrustee):
            keys.append(trustee.public_key)
        else:
            keys += [member.key.public_key for member in trustee.verification_keys]
    return tuple(keys)


def told_of(trustees: Sequence[Trustee]) -> dict[str, Any]:
    """What a record tells of them: how many there are, how many must work together, and who, by their public keys."""
    thresholds = [1 if isinstance(each, SingleTrustee) else each.threshold for each in trustees]
    listed = [
        {"threshold": threshold, "keys": list(owners([each]))}
        for threshold, each in zip(thresholds, trustees, strict=True)
    ]
    return {"n_trustees": len(owners(trustees)), "n_needed": sum(thresholds), "trustees": listed}


def joint_key(trustees: Sequence[Trustee]) -> str:
    """The election key that trustees make together. Their keys must have been checked."""
    return group.encode(group.total(_sub_key(trustee) for trustee in trustees))


def _sub_key(trustee: Trustee) -> Point:
    if isinstance(trustee, SingleTrustee):
        return group.decode(trustee.public_key)
    firsts = [_read_coefficients(signed, trustee.threshold, where="coefexps")[0] for signed in trustee.coefexps]
    return group.total(map(group.decode, firsts))


def trustees_hold(trustees: Sequence[Trustee], *, public_key: str) -> int:
    """Check every key, proof and signature, and that together they make the election's key.

    Returns: the number of owners. Raises: SetupRefused, RecordRefused.
    """
    owner = 1
    for index, trustee in enumerate(trustees):
        where = f"trustees[{index}]"
        if isinstance(trustee, SingleTrustee):
            _key_holds(trustee, owner=owner, where=where)
            owner += 1
        else:
            _group_holds(trustee, first=owner, where=where)
            owner += len(trustee.certs)
    _keys_distinct(trustees)
    group.element(public_key, where="election.public_key")
    if joint_key(trustees) != public_key:
        raise ElectionKeyWrong(where="election.public_key")
    return owner - 1


def _key_holds(trustee: SingleTrustee, *, owner: int, where: str) -> Point:
    public = group.element(trustee.public_key, where=f"{where}.public_key")
    if not knowledge_holds(key_prefix(trustee.public_key), public, trustee.pok):
        raise TrusteeProofWrong(trustee=owner, where=f"{where}.pok")
    return public


def _keys_distinct(trustees: Sequence[Trustee]) -> None:
    signing, encryption = [], []
    for trustee in trustees:
        if isinstance(trustee, TrusteeGroup):
            for index, cert in enumerate(trustee.certs):
                context = {"threshold": trustee.threshold, "size": len(trustee.certs), "index": index + 1}
                keys = read_cert(cert, **context, where="certs")
                signing.append(keys[0])
                encryption.append(keys[1])
    for kind, listed in (("decryption", owners(trustees)), ("verification", signing), ("encryption", encryption)):
        if len(set(listed)) != len(listed):
            raise TrusteeKeyTwice(kind=kind, where="trustees")


# threshold groups


def read_cert(cert: Signed, *, threshold: int, size: int, index: int, where: str) -> tuple[str, str]:
    """Verification and encryption key of member `index`, from 1. Raises: RecordRefused, TrusteeGroupWrong."""
    loaded = text.load(cert.message.encode("utf-8"), where=where)
    found = text.fields(loaded, where=where, names=("context", "verification", "encryption"))
    if text.dump(found["context"]) != text.dump(cert_context(threshold=threshold, size=size, index=index)):
        raise TrusteeGroupWrong(reason="a certificate was made for another group or place", where=where)
    verification = text.hexadecimal(found["verification"], f"{where}.verification")
    return verification, text.hexadecimal(found["encryption"], f"{where}.encryption")


def cert_context(*, threshold: int, size: int, index: int) -> dict[str, object]:
    """What a certificate says of the group that it was made for."""
    return {"group": "Ed25519", "size": size, "threshold": threshold, "index": index}


def cert_holds(cert: Signed, *, threshold: int, size: int, index: int, owner: int, where: str) -> tuple[Point, Point]:
    """Check a member's certificate; verification and encryption key. Raises: SetupRefused, RecordRefused."""
    verification, encryption = read_cert(cert, threshold=threshold, size=size, index=index, where=where)
    signer = group.element(verification, where=f"{where}.verification")
    sealed_to = group.element(encryption, where=f"{where}.encryption")
    signature_holds(cert.message, cert.signature, signer, owner=owner, where=where)
    return signer, sealed_to


def coefficients_hold(
    coefexps: Signed, *, threshold: int, signer: Point, owner: int, where: str
) -> tuple[tuple[str, ...], list[Point]]:
    """Check a member's coefficients: their texts and their points. Raises: SetupRefused, RecordRefused."""
    texts = _read_coefficients(coefexps, threshold, where=where)
    points = [group.element(coefficient, where=where) for coefficient in texts]
    signature_holds(coefexps.message, coefexps.signature, signer, owner=owner, where=where)
    return texts, points


def _read_coefficients(signed: Signed, threshold: int, *, where: str) -> tuple[str, ...]:
    loaded = text.load(signed.message.encode("utf-8"), where=where)
    found = text.fields(loaded, where=where, names=("coefexps",))
    try:
        return text.items(found["coefexps"], text.hexadecimal, where=where, n=threshold)
    except RecordMalformed as problem:
        raise TrusteeGroupWrong(reason=f"exactly {threshold} coefficients are wanted", where=where) from problem


def agreement(certs: Sequence[Signed], coefficients: Sequence[str]) -> str:
    """The text by which a member agrees to all certificates, and to nobody's coefficients but its own."""
    form = {"certs": [records.signed_form(cert) for cert in certs], "coefexps": list(coefficients)}
    return "certs_sig|" + text.dump(form).decode("utf-8")


def signature_holds(message: str, signature: Proof, signer: Point, *, owner: int, where: str) -> None:
    """Check a trustee's signature. Raises: TrusteeSignatureWrong."""
    if not knowledge_holds(message_prefix(message), signer, signature):
        raise TrusteeSignatureWrong(trustee=owner, document=where, where=where)


def member_key_holds(
    member: MemberKey, *, columns: Sequence[Point], index: int, signer: Point, owner: int, where: str
) -> None:
    """Check that the key of member `index` follows from the group's coefficients, and its proof and signature.

    `columns` are all members' coefficients added up, degree by degree. Raises: SetupRefused, RecordRefused.
    """
    public = _key_holds(member.key, owner=owner, where=where)
    if not group.equal(public, evaluate(columns, index)):
        raise TrusteeGroupWrong(reason="a member's key does not follow from the coefficients", where=where)
    signature_holds(member.key.public_key, member.signature, signer, owner=owner, where=where)


def evaluate(columns: Sequence[Point], at: int) -> Point:
    """The polynomial with these coefficients at a small whole number."""
    value = NEUTRAL
    for column in reversed(columns):
        value = add(group.times(value, at), column)
    return value


def added_up(rows: Sequence[Sequence[Point]]) -> list[Point]:
    """The coefficients of all members added up, degree by degree."""
    return [group.total(column) for column in zip(*rows, strict=True)]


def _group_holds(of: TrusteeGroup, *, first: int, where: str) -> None:
    signers, rows = [], []
    for index in range(len(of.certs)):
        signer, coefficients = _member_holds(of, index=index, owner=first + index, where=where)
        signers.append(signer)
        rows.append(coefficients)
    columns = added_up(rows)
    for index, (member, signer) in enumerate(zip(of.verification_keys, signers, strict=True)):
        place = f"{where}.verification_keys[{index}]"
        member_key_holds(member, columns=columns, index=index + 1, signer=signer, owner=first + index, where=place)


def _member_holds(of: TrusteeGroup, *, index: int, owner: int, where: str) -> tuple[Point, list[Point]]:
    """One member's certificate, coefficients and agreement; its signing key and coefficients."""
    context = {"threshold": of.threshold, "size": len(of.certs), "index": index + 1}
    signer, _ = cert_holds(of.certs[index], **context, owner=owner, where=f"{where}.certs[{index}]")
    place = f"{where}.coefexps[{index}]"
    texts, points = coefficients_hold(
        of.coefexps[index], threshold=of.threshold, signer=signer, owner=owner, where=place
    )
    place = f"{where}.signatures[{index}]"
    signature_holds(agreement(of.certs, texts), of.signatures[index], signer, owner=owner, where=place)
    return signer, points
