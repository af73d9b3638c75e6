"""What can be asked about secret polls."""

import json
from dataclasses import dataclass
from datetime import datetime

from hustings.core.canonical import canonical_bytes
from hustings.ground.record.declared import query
from hustings.rooms.ballots.box import box_path
from hustings.rooms.ballots.models import Poll
from hustings.rooms.ballots.refusals import NoSuchPoll

PROOFS_FORMAT = "hustings-decryption-proofs/1"


@dataclass(frozen=True, slots=True)
class PollView:
    """A secret poll as it stands."""

    cycle: str
    code: str
    question: str
    answers: tuple[str, ...]
    opens_at: datetime
    closes_at: datetime
    state: str
    uuid: str
    fingerprint: str
    n_credentials: int


def poll_row(*, cycle: str, poll: str) -> Poll:
    """The row, for this room's own actions. Raises: NoSuchPoll."""
    row = Poll.objects.filter(cycle=cycle, code=poll).first()
    if row is None:
        raise NoSuchPoll(poll=poll, where=cycle)
    return row


@query()
def poll_of(*, cycle: str, poll: str) -> PollView:
    """One poll. Raises: NoSuchPoll."""
    return _view(poll_row(cycle=cycle, poll=poll))


@query()
def polls_of(*, cycle: str) -> tuple[PollView, ...]:
    """The secret polls of a cycle in the order of declaration."""
    return tuple(_view(row) for row in Poll.objects.filter(cycle=cycle).order_by("pk"))


@query()
def archive_of(*, cycle: str, poll: str) -> bytes:
    """The box's bytes as they stand: everybody may have them. Raises: NoSuchPoll."""
    return box_path(cycle=cycle, poll=poll_row(cycle=cycle, poll=poll).code).read_bytes()


@query()
def public_files(*, cycle: str, poll: str) -> dict[str, bytes]:
    """A counted poll's files for the bundle: the archive, and the trustees' second proofs. Raises: NoSuchPoll."""
    row = poll_row(cycle=cycle, poll=poll)
    proofs = {str(proof.owner): json.loads(proof.text) for proof in row.proofs.order_by("owner")}
    listed = canonical_bytes({"format": PROOFS_FORMAT, "proofs": proofs})
    return {f"polls/{poll}.bel": archive_of(cycle=cycle, poll=poll), f"polls/{poll}.proofs.json": listed}


def _view(row: Poll) -> PollView:
    return PollView(
        row.cycle,
        row.code,
        row.question,
        tuple(row.answers),
        row.opens_at,
        row.closes_at,
        row.state,
        row.uuid,
        row.fingerprint,
        row.n_credentials,
    )
