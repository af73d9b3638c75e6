"""The messages by which trustees make a threshold key together, as files: their content and their bytes.

Each is one JSON object in canonical form with a newline behind it. None holds a secret in the clear; all may be public.

    hustings-trustee-certificate/1   {"format","certificate":SIGNED}
    hustings-trustee-shares/1        {"format","certs":HASH,"index":i,"coefexps":SIGNED,"agreement":PROOF,
                                      "envelopes":[{"ephemeral":ELEMENT,"sealed":96 hexadecimal digits},…],
                                      "signature":PROOF}
    hustings-trustee-member/1        {"format","certs":HASH,"index":j,"shares":[HASH,…],
                                      "key":{"pok":PROOF,"public_key":ELEMENT,"signature":PROOF},"signature":PROOF}
    hustings-trustee-complaint/1     {"format","certs":HASH,"index":j,"about":i,"shares":HASH,
                                      "shared":ELEMENT,"proof":PROOF}

`certs` is the SHA-256 of the list of all certificates in order; `shares` are those of shares messages, without the
newline. Certificates, `coefexps`, `agreement` and `key` go into the poll's archive as they are. `signature` is the
sender's over the object without that field.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hustings.core.ballots.belenios_v1 import records, text
from hustings.core.ballots.ceremony_refusals import MessageUnreadable, PlaceImpossible
from hustings.core.ballots.engine import MemberKey, Proof, Signed, SingleTrustee, digest
from hustings.core.ballots.refusals import PollRefused
from hustings.core.ballots.share_sealing import SEALED_BYTES, Envelope

CERTIFICATE = "hustings-trustee-certificate/1"
SHARES = "hustings-trustee-shares/1"
MEMBER = "hustings-trustee-member/1"
COMPLAINT = "hustings-trustee-complaint/1"

MOST_TRUSTEES = 20
MOST_BYTES = 100_000

_SHARES = ("format", "certs", "index", "coefexps", "agreement", "envelopes", "signature")
_MEMBER = ("format", "certs", "index", "shares", "key", "signature")
_COMPLAINT = ("format", "certs", "index", "about", "shares", "shared", "proof")


@dataclass(frozen=True)
class Certificate:
    """A member's public keys, and the place in the group for which they were made."""

    threshold: int
    size: int
    index: int
    signed: Signed


@dataclass(frozen=True)
class SharesMessage:
    """A member's coefficients, agreement to the certificates, and one sealed share for every member in order."""

    certs: str
    index: int
    coefexps: Signed
    agreement: Proof
    envelopes: tuple[Envelope, ...]
    signature: Proof

    @property
    def unsigned(self) -> dict[str, object]:
        """What the signature signs."""
        return {
            "format": SHARES,
            "certs": self.certs,
            "index": self.index,
            "coefexps": records.signed_form(self.coefexps),
            "agreement": records.proof_form(self.agreement),
            "envelopes": [{"ephemeral": each.ephemeral, "sealed": each.sealed} for each in self.envelopes],
        }

    @property
    def digest(self) -> str:
        """What others name this very message by."""
        return digest(_signed_body(self.unsigned, self.signature))


@dataclass(frozen=True)
class MemberMessage:
    """The key by which a member will decrypt, and the digests of the shares messages that it was made from."""

    certs: str
    index: int
    shares: tuple[str, ...]
    key: MemberKey
    signature: Proof

    @property
    def unsigned(self) -> dict[str, object]:
        """What the signature signs."""
        key = records.single_form(self.key.key) | {"signature": records.proof_form(self.key.signature)}
        return {
            "format": MEMBER,
            "certs": self.certs,
            "index": self.index,
            "shares": list(self.shares),
            "key": key,
        }


@dataclass(frozen=True)
class Complaint:
    """Member `index` opens the one share that member `about` made for it."""

    certs: str
    index: int
    about: int
    shares: str
    shared: str
    proof: Proof


Message = Certificate | SharesMessage | MemberMessage | Complaint


def signing_text(unsigned: dict[str, object]) -> str:
    """The text over which a sender signs a message."""
    return text.dump(unsigned).decode("utf-8")


def write_message(message: Message) -> bytes:
    """The file of a message."""
    if isinstance(message, Certificate):
        body = text.dump({"format": CERTIFICATE, "certificate": records.signed_form(message.signed)})
    elif isinstance(message, Complaint):
        body = text.dump(
            {
                "format": COMPLAINT,
                "certs": message.certs,
                "index": message.index,
                "about": message.about,
                "shares": message.shares,
                "shared": message.shared,
                "proof": records.proof_form(message.proof),
            }
        )
    else:
        body = _signed_body(message.unsigned, message.signature)
    return body + b"\n"


def read_message(body: bytes, *, where: str) -> Message:
    """A message of any kind, its form checked and nothing else. Raises: MessageUnreadable, PlaceImpossible."""
    if len(body) > MOST_BYTES:
        raise MessageUnreadable(reason=f"it is longer than {MOST_BYTES:,} bytes", where=where)
    try:
        loaded = text.load(body.removesuffix(b"\n"), where=where)
        form = loaded.get("format") if isinstance(loaded, dict) else None
        read = _READERS.get(form) if isinstance(form, str) else None
        if read is None:
            raise MessageUnreadable(reason="it does not say what kind of message it is", where=where)
        return read(loaded, where)
    except PollRefused as problem:
        raise MessageUnreadable(reason=problem.message.rstrip("."), where=problem.where or where) from problem


def place_holds(*, threshold: int, size: int, index: int, where: str) -> None:
    """Check a member's place in a group, of whom at least two are needed. Raises: PlaceImpossible.

    Where one sufficed, all members would hold the same key, and nobody would know who used it.
    """
    if not 2 <= threshold <= size <= MOST_TRUSTEES or not 1 <= index <= size:
        raise PlaceImpossible(index=index, size=size, threshold=threshold, most=MOST_TRUSTEES, where=where)


def digest_of(certs: Sequence[Signed]) -> str:
    """The SHA-256 of the list of all certificates, in order."""
    return digest(text.dump([records.signed_form(cert) for cert in certs]))


def _signed_body(unsigned: dict[str, object], signature: Proof) -> bytes:
    return text.dump(unsigned | {"signature": records.proof_form(signature)})


def _read_certificate(value: object, where: str) -> Certificate:
    found = text.fields(value, where=where, names=("format", "certificate"))
    signed = records.read_signed(found["certificate"], f"{where}.certificate")
    stated = text.load(signed.message.encode("utf-8"), where=where)
    told = text.fields(stated, where=where, names=("context", "verification", "encryption"))
    context = text.fields(told["context"], where=where, names=("group", "size", "threshold", "index"))
    text.constant(context["group"], "Ed25519", f"{where}.group")
    size, threshold, index = (text.small(context[name], f"{where}.{name}") for name in ("size", "threshold", "index"))
    place_holds(threshold=threshold, size=size, index=index, where=where)
    return Certificate(threshold=threshold, size=size, index=index, signed=signed)


def _read_shares(value: object, where: str) -> SharesMessage:
    found = text.fields(value, where=where, names=_SHARES)
    envelopes = text.items(found["envelopes"], _read_envelope, where=f"{where}.envelopes", least=1)
    return SharesMessage(
        certs=text.hexadecimal(found["certs"], f"{where}.certs"),
        index=text.small(found["index"], f"{where}.index", least=1),
        coefexps=records.read_signed(found["coefexps"], f"{where}.coefexps"),
        agreement=records.read_proof(found["agreement"], f"{where}.agreement"),
        envelopes=envelopes,
        signature=records.read_proof(found["signature"], f"{where}.signature"),
    )


def _read_envelope(value: object, where: str) -> Envelope:
    found = text.fields(value, where=where, names=("ephemeral", "sealed"))
    sealed = found["sealed"]
    if not isinstance(sealed, str) or len(sealed) != 2 * SEALED_BYTES or set(sealed) - set("0123456789abcdef"):
        raise MessageUnreadable(reason=f"{2 * SEALED_BYTES} lower-case hexadecimal digits are wanted", where=where)
    return Envelope(ephemeral=text.hexadecimal(found["ephemeral"], f"{where}.ephemeral"), sealed=sealed)


def _read_member(value: object, where: str) -> MemberMessage:
    found = text.fields(value, where=where, names=_MEMBER)
    key = text.fields(found["key"], where=f"{where}.key", names=("pok", "public_key", "signature"))
    single = SingleTrustee(
        public_key=text.hexadecimal(key["public_key"], f"{where}.key.public_key"),
        pok=records.read_proof(key["pok"], f"{where}.key.pok"),
    )
    return MemberMessage(
        certs=text.hexadecimal(found["certs"], f"{where}.certs"),
        index=text.small(found["index"], f"{where}.index", least=1),
        shares=text.items(found["shares"], text.hexadecimal, where=f"{where}.shares", least=1),
        key=MemberKey(key=single, signature=records.read_proof(key["signature"], f"{where}.key.signature")),
        signature=records.read_proof(found["signature"], f"{where}.signature"),
    )


def _read_complaint(value: object, where: str) -> Complaint:
    found = text.fields(value, where=where, names=_COMPLAINT)
    return Complaint(
        certs=text.hexadecimal(found["certs"], f"{where}.certs"),
        index=text.small(found["index"], f"{where}.index", least=1),
        about=text.small(found["about"], f"{where}.about", least=1),
        shares=text.hexadecimal(found["shares"], f"{where}.shares"),
        shared=text.hexadecimal(found["shared"], f"{where}.shared"),
        proof=records.read_proof(found["proof"], f"{where}.proof"),
    )


_READERS: dict[str, Callable[[object, str], Message]] = {
    CERTIFICATE: _read_certificate,
    SHARES: _read_shares,
    MEMBER: _read_member,
    COMPLAINT: _read_complaint,
}
