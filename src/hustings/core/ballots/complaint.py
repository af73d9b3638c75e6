"""A complaint about a share: the recipient opens that one share to everybody, who then see who of the two is at fault.

The recipient publishes K, the element that opens the envelope, with a proof that it belongs to the certificate:

    PREFIX = "hustings-trustee-complaint/1|SHARES|j|E|SEALED|Y|K|"         random w
    C = SHA-256( PREFIX g^w,E^w ) mod q        R = w - dk·C mod q          check: the same with g^R·Y^C and E^R·K^C

A group with a complaint is never used, whoever is at fault, so the opened share protects nothing any more.
"""

from hustings.core.ballots import group, trustee_seed
from hustings.core.ballots.ceremony import Contribution, Roster, opened_share
from hustings.core.ballots.ceremony_messages import Complaint
from hustings.core.ballots.ceremony_refusals import ComplaintWrong, GroupsMixed, ShareWrong
from hustings.core.ballots.engine import Draw
from hustings.core.ballots.share_sealing import Envelope, prove_shared, shared_holds, shared_secret


def complaint_about(contribution: Contribution, *, seed: str, roster: Roster, draw: Draw) -> Complaint:
    """A member's complaint about the share that it was given. Raises: NotAMember."""
    index = roster.place_of(seed)
    envelope = contribution.message.envelopes[index - 1]
    opening = trustee_seed.opening_key(seed)
    shares = contribution.message.digest
    shared = shared_secret(envelope, opening=opening)
    prefix = _prefix(shares, index, envelope=envelope, to=roster.encryption[index - 1], shared=shared)
    return Complaint(
        certs=roster.digest,
        index=index,
        about=contribution.message.index,
        shares=shares,
        shared=shared,
        proof=prove_shared(envelope, prefix=prefix, opening=opening, draw=draw),
    )


def at_fault(complaint: Complaint, *, contribution: Contribution, roster: Roster) -> int:
    """The number of the member who is at fault: whoever made the share, or whoever complains about a right one.

    Raises: GroupsMixed; ComplaintWrong, RecordRefused if the complaint proves nothing.
    """
    index, where = complaint.index, f"complaint of trustee {complaint.index}"
    if complaint.certs != roster.digest or index > roster.size:
        raise GroupsMixed(member=index, where=where)
    message = contribution.message
    if (complaint.about, complaint.shares) != (message.index, message.digest):
        raise ComplaintWrong(member=index, reason="it is about another message than the one here", where=where)
    envelope, to = message.envelopes[index - 1], roster.encryption[index - 1]
    shared = group.element(complaint.shared, where=where)
    prefix = _prefix(complaint.shares, index, envelope=envelope, to=to, shared=complaint.shared)
    if not shared_holds(envelope, prefix=prefix, to=group.decode(to), shared=shared, proof=complaint.proof):
        raise ComplaintWrong(member=index, reason="its proof is wrong", where=where)
    try:
        opened_share(contribution, shared=complaint.shared, index=index, roster=roster)
    except ShareWrong:
        return message.index
    return index


def _prefix(shares: str, index: int, *, envelope: Envelope, to: str, shared: str) -> str:
    said = ("hustings-trustee-complaint/1", shares, str(index), envelope.ephemeral, envelope.sealed, to, shared)
    return "|".join(said) + "|"
