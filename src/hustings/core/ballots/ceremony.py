"""A threshold key made by several people, none of whom ever holds it: any k of the n can decrypt together.

    1 certificate   each member makes a seed, and from it a certificate                  (make_certificate)
    2 shares        who has everybody's certificate chooses a secret polynomial, publishes its coefficients in the
                    exponent, agrees to all certificates before seeing anybody else's coefficients, and seals one
                    value of the polynomial for each member                              (make_shares)
    3 member        who has everybody's shares checks each against the sender's coefficients, adds up the values that
                    it was given to its decryption key, and publishes its public form    (finish)
    group           anybody puts the three rounds together and checks all of it          (assemble)

Every message is checked by everybody who reads it. What deviates is refused, by the number of its sender.

Source: Pedersen 1991 (threshold keys without a dealer); Feldman 1987 (checkable shares).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from hustings.core.ballots import group, trustee_seed
from hustings.core.ballots.belenios_v1 import text
from hustings.core.ballots.ceremony_messages import (
    Certificate,
    MemberMessage,
    SharesMessage,
    digest_of,
    place_holds,
    signing_text,
)
from hustings.core.ballots.ceremony_refusals import (
    GroupsMixed,
    MessageMissing,
    MessageTwice,
    MessageUnsigned,
    NotAMember,
    ShareWrong,
    ViewsDiffer,
)
from hustings.core.ballots.engine import Draw, MemberKey, Signed, SingleTrustee, TrusteeGroup
from hustings.core.ballots.group import Point, Q
from hustings.core.ballots.proofs import key_prefix, knowledge_holds, message_prefix, prove_knowledge
from hustings.core.ballots.refusals import TrusteeKeyTwice
from hustings.core.ballots.share_sealing import Route, seal, shared_secret, unseal
from hustings.core.ballots.tables import base_table
from hustings.core.ballots.trustees import (
    added_up,
    agreement,
    cert_context,
    cert_holds,
    coefficients_hold,
    evaluate,
    joint_key,
    member_key_holds,
    read_cert,
    signature_holds,
    trustees_hold,
)

CERTIFICATES, SHARES, KEYS = "certificates", "shares", "keys"

M = TypeVar("M", Certificate, SharesMessage, MemberMessage)
S = TypeVar("S", SharesMessage, MemberMessage)


@dataclass(frozen=True)
class Roster:
    """All certificates of a group, checked. Tuples have one entry per member, in order."""

    threshold: int
    certs: tuple[Signed, ...]
    signers: tuple[Point, ...]
    encryption: tuple[str, ...]
    digest: str

    @property
    def size(self) -> int:
        """How many members the group has."""
        return len(self.certs)

    @property
    def members(self) -> range:
        """The members' numbers, from 1."""
        return range(1, self.size + 1)

    def place_of(self, seed: str) -> int:
        """The number of the member whose seed this is. Raises: NotAMember."""
        signer = base_table().times(trustee_seed.signing_key(seed))
        opener = group.encode(base_table().times(trustee_seed.opening_key(seed)))
        for index in self.members:
            if group.equal(self.signers[index - 1], signer) and self.encryption[index - 1] == opener:
                return index
        raise NotAMember(where="certificates")


@dataclass(frozen=True)
class Contribution:
    """A shares message of which everything has been checked that everybody can check."""

    message: SharesMessage
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Finished:
    """What a member has in the end: the last message, and the private key by which it decrypts."""

    message: MemberMessage
    private_key: str


# first round


def make_certificate(*, seed: str, threshold: int, size: int, index: int, draw: Draw) -> Certificate:
    """The certificate of member `index`, from 1. Raises: PlaceImpossible."""
    place_holds(threshold=threshold, size=size, index=index, where="certificate")
    signing, opening = trustee_seed.signing_key(seed), trustee_seed.opening_key(seed)
    verification, encryption = group.encode_all([base_table().times(signing), base_table().times(opening)])
    context = cert_context(threshold=threshold, size=size, index=index)
    message = text.dump({"context": context, "verification": verification, "encryption": encryption}).decode()
    return Certificate(threshold=threshold, size=size, index=index, signed=_signed(message, signing, draw))


def roster_of(certificates: Iterable[Certificate]) -> Roster:
    """Check that everybody's certificate is here, once, for one group; all keys, signatures and places.

    Raises: CeremonyRefused, SetupRefused, RecordRefused.
    """
    given = tuple(certificates)
    if not given:
        raise MessageMissing(what=CERTIFICATES, members="all", where=CERTIFICATES)
    # Whoever differs from most of the others is named.
    threshold, size = Counter((each.threshold, each.size) for each in given).most_common(1)[0][0]
    for each in given:
        if (each.threshold, each.size) != (threshold, size):
            raise GroupsMixed(member=each.index, where=_place("certificate", each.index))
    listed = _in_order(given, size=size, what=CERTIFICATES)
    signers = [_cert_holds(each) for each in listed]
    keys = [_keys_of(each) for each in listed]
    for kind, place in (("verification", 0), ("encryption", 1)):
        if len({pair[place] for pair in keys}) != len(keys):
            raise TrusteeKeyTwice(kind=kind, where=CERTIFICATES)
    certs = tuple(each.signed for each in listed)
    return Roster(
        threshold=threshold,
        certs=certs,
        signers=tuple(signers),
        encryption=tuple(encryption for _, encryption in keys),
        digest=digest_of(certs),
    )


def _cert_holds(cert: Certificate) -> Point:
    context = {"threshold": cert.threshold, "size": cert.size, "index": cert.index}
    where = _place("certificate", cert.index)
    return cert_holds(cert.signed, **context, owner=cert.index, where=where)[0]


def _keys_of(cert: Certificate) -> tuple[str, str]:
    context = {"threshold": cert.threshold, "size": cert.size, "index": cert.index}
    return read_cert(cert.signed, **context, where=_place("certificate", cert.index))


# second round


def make_shares(*, seed: str, roster: Roster, draw: Draw) -> SharesMessage:
    """A member's coefficients, agreement and sealed shares. Raises: NotAMember."""
    index = roster.place_of(seed)
    signing = trustee_seed.signing_key(seed)
    polynomial = trustee_seed.coefficients(seed, certs_digest=roster.digest, threshold=roster.threshold)
    public = group.encode_all([base_table().times(coefficient) for coefficient in polynomial])
    envelopes = [
        seal(
            trustee_seed.share_of(polynomial, member=member),
            route=Route(certs=roster.digest, sender=index, recipient=member),
            to=roster.encryption[member - 1],
            draw=draw,
        )
        for member in roster.members
    ]
    agreed = prove_knowledge(message_prefix(agreement(roster.certs, public)), signing, draw)
    unsigned = SharesMessage(
        certs=roster.digest,
        index=index,
        coefexps=_signed(text.dump({"coefexps": public}).decode(), signing, draw),
        agreement=agreed,
        envelopes=tuple(envelopes),
        signature=agreed,
    )
    return _with_signature(unsigned, signing, draw)


def check_shares(message: SharesMessage, *, roster: Roster) -> Contribution:
    """Check coefficients, agreement and signature of a member's shares; whether they fit, each recipient finds out.

    Raises: CeremonyRefused, SetupRefused, RecordRefused.
    """
    index, where = message.index, _place("shares", message.index)
    signer = _sender(message, roster=roster, what=SHARES)
    if len(message.envelopes) != roster.size:
        raise GroupsMixed(member=index, where=where)
    for envelope in message.envelopes:
        group.element(envelope.ephemeral, where=where)
    texts, points = coefficients_hold(
        message.coefexps, threshold=roster.threshold, signer=signer, owner=index, where=where
    )
    signature_holds(agreement(roster.certs, texts), message.agreement, signer, owner=index, where=where)
    return Contribution(message=message, points=tuple(points))


def contributions_of(messages: Iterable[SharesMessage], *, roster: Roster) -> tuple[Contribution, ...]:
    """Check everybody's shares, in order. Raises: CeremonyRefused, SetupRefused, RecordRefused."""
    listed = _in_order(tuple(messages), size=roster.size, what=SHARES)
    return tuple(check_shares(message, roster=roster) for message in listed)


# third round


def finish(*, seed: str, roster: Roster, contributions: Sequence[Contribution], draw: Draw) -> Finished:
    """Check the shares that a member was given, and make its decryption key of them.

    With the seed and the messages of the first two rounds, the same key comes out at any time.

    Raises: NotAMember; ShareWrong, naming the first member whose share does not fit.
    """
    index = roster.place_of(seed)
    shares = [own_share(each, seed=seed, index=index, roster=roster) for each in contributions]
    secret, signing = sum(shares) % Q, trustee_seed.signing_key(seed)
    public = group.encode(base_table().times(secret))
    key = SingleTrustee(public_key=public, pok=prove_knowledge(key_prefix(public), secret, draw))
    signature = prove_knowledge(message_prefix(public), signing, draw)
    unsigned = MemberMessage(
        certs=roster.digest,
        index=index,
        shares=tuple(each.message.digest for each in contributions),
        key=MemberKey(key=key, signature=signature),
        signature=signature,
    )
    return Finished(message=_with_signature(unsigned, signing, draw), private_key=str(secret))


def own_share(contribution: Contribution, *, seed: str, index: int, roster: Roster) -> int:
    """The share that one member made for member `index`, checked. Raises: ShareWrong."""
    shared = shared_secret(contribution.message.envelopes[index - 1], opening=trustee_seed.opening_key(seed))
    return opened_share(contribution, shared=shared, index=index, roster=roster)


def opened_share(contribution: Contribution, *, shared: str, index: int, roster: Roster) -> int:
    """The same for anybody who knows the element `shared` that opens the envelope. Raises: ShareWrong."""
    sender = contribution.message.index
    share = unseal(
        contribution.message.envelopes[index - 1],
        route=Route(certs=roster.digest, sender=sender, recipient=index),
        to=roster.encryption[index - 1],
        shared=shared,
    )
    if share is None:
        raise _wrong(sender, index, "its envelope does not open")
    if not group.equal(base_table().times(share), evaluate(contribution.points, index)):
        raise _wrong(sender, index, "it does not follow from the published coefficients")
    return share


def check_member(message: MemberMessage, *, roster: Roster, contributions: Sequence[Contribution]) -> None:
    """Check a member's last message against everybody's shares.

    Raises: CeremonyRefused, ViewsDiffer above all; SetupRefused, RecordRefused.
    """
    signer = _sender(message, roster=roster, what=KEYS)
    if len(message.shares) != roster.size:
        raise GroupsMixed(member=message.index, where=_place("key", message.index))
    for seen, contribution in zip(message.shares, contributions, strict=True):
        if seen != contribution.message.digest:
            other = contribution.message.index
            raise ViewsDiffer(member=message.index, other=other, where=_place("key", message.index))
    member_key_holds(
        message.key,
        columns=added_up([each.points for each in contributions]),
        index=message.index,
        signer=signer,
        owner=message.index,
        where=_place("key", message.index),
    )


def assemble(
    *, roster: Roster, contributions: Sequence[Contribution], messages: Iterable[MemberMessage]
) -> TrusteeGroup:
    """The group, as it goes into the setup of a poll. Raises: CeremonyRefused, SetupRefused, RecordRefused."""
    listed = _in_order(tuple(messages), size=roster.size, what=KEYS)
    for message in listed:
        check_member(message, roster=roster, contributions=contributions)
    made = TrusteeGroup(
        threshold=roster.threshold,
        certs=roster.certs,
        coefexps=tuple(each.message.coefexps for each in contributions),
        signatures=tuple(each.message.agreement for each in contributions),
        verification_keys=tuple(message.key for message in listed),
    )
    trustees_hold([made], public_key=joint_key([made]))
    return made


# what all rounds share


def _signed(message: str, secret: int, draw: Draw) -> Signed:
    return Signed(message=message, signature=prove_knowledge(message_prefix(message), secret, draw))


def _with_signature(message: S, secret: int, draw: Draw) -> S:
    signature = prove_knowledge(message_prefix(signing_text(message.unsigned)), secret, draw)
    return replace(message, signature=signature)


def _sender(message: SharesMessage | MemberMessage, *, roster: Roster, what: str) -> Point:
    """The signing key of a message's sender, its signature checked."""
    where = _place(what, message.index)
    if message.certs != roster.digest or message.index > roster.size:
        raise GroupsMixed(member=message.index, where=where)
    signer = roster.signers[message.index - 1]
    if not knowledge_holds(message_prefix(signing_text(message.unsigned)), signer, message.signature):
        raise MessageUnsigned(member=message.index, where=where)
    return signer


def _in_order(messages: Sequence[M], *, size: int, what: str) -> list[M]:
    """One message of each member, in order. Raises: MessageTwice, MessageMissing, GroupsMixed."""
    found: dict[int, M] = {}
    for message in messages:
        if message.index > size:
            raise GroupsMixed(member=message.index, where=_place(what, message.index))
        if found.setdefault(message.index, message) != message:
            raise MessageTwice(what=what, member=message.index, where=what)
    missing = [str(index) for index in range(1, size + 1) if index not in found]
    if missing:
        raise MessageMissing(what=what, members=", ".join(missing), where=what)
    return [found[index] for index in range(1, size + 1)]


def _place(what: str, index: int) -> str:
    return f"{what} of trustee {index}"


def _wrong(sender: int, recipient: int, reason: str) -> ShareWrong:
    return ShareWrong(member=sender, recipient=recipient, reason=reason, where=_place("shares", sender))
