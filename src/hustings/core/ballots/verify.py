"""A whole archive, judged from outside.

The findings come in a fixed order. The first failure ends the work; what was not looked at is listed as not run.
"""

from collections.abc import Mapping
from typing import BinaryIO

from hustings.core.ballots.advice import told_to_checker
from hustings.core.ballots.belenios_v1 import chain
from hustings.core.ballots.engine import ArchiveReport, Draw, Engine, Finding
from hustings.core.ballots.poll import Poll
from hustings.core.ballots.refusals import HeadDiffers, NotFinished
from hustings.core.errors import Refusal

HOLDS, FAILS, NOT_RUN = "holds", "fails", "not-run"

CHECKS = {
    "container": "every record: header, padding, name, hash of the content",
    "chain": "every event: its place in the order of a poll, link to the one before, height, records; no record twice",
    "election": "the election: canonical form, questions that can be answered",
    "trustees": "every trustee: proof of the key, signatures, group membership; together they make the election's key",
    "credentials": "every public credential: an element of the group, listed once, nothing but element and weight",
    "ballots": "every ballot: canonical form, this poll, a listed credential, signature, all proofs",
    "tally": "the encrypted tally and its counts, recomputed from the last ballot of each credential",
    "decryptions": "every partial decryption: one per trustee, its proofs",
    "result": "the result: what the trustees decrypted",
    "finished": "the archive ends with the result",
    "head": "the last event is the published one",
}


def verify_archive(
    archive: bytes | BinaryIO,
    *,
    expected_head: str | None = None,
    coins: Draw,
    finished: bool = True,
    engine: Engine,
) -> ArchiveReport:
    """Judge an archive by every check of the protocol.

    `expected_head` is the published hash of the last event: without it nobody can see that events were cut off.
    `finished` False allows an archive that has no result yet. `coins` must not be foreseeable by who made the archive.
    Never raises for what the archive holds: the report says what is wrong, and where.
    """
    poll = Poll(engine=engine, coins=coins)
    poll.doing = "container"
    refusal: Refusal | None = None
    try:
        _, events = chain.open_archive(archive)
        for event in events:
            poll.take(event)
        _end_holds(poll, expected_head=expected_head, finished=finished)
    except Refusal as first:
        refusal = first
    return _report(poll, refusal)


def _end_holds(poll: Poll, *, expected_head: str | None, finished: bool) -> None:
    poll.done |= {"container": poll.chain.n_events, "chain": poll.chain.n_events}
    if poll.chain.last == chain.BALLOT:
        poll.done["ballots"] = poll.n_ballots
    if finished or not poll.has_setup:
        poll.doing = "finished"
        if poll.chain.last != chain.RESULT:
            raise NotFinished(last=poll.chain.last, where=f"event {poll.chain.n_events}")
        poll.done["finished"] = 1
    if expected_head is not None:
        poll.doing = "head"
        if poll.chain.head != expected_head:
            where = f"event {poll.chain.n_events - 1}, {poll.chain.last}"
            raise HeadDiffers(head=poll.chain.head, expected=expected_head, where=where)
        poll.done["head"] = 1


def _report(poll: Poll, refusal: Refusal | None) -> ArchiveReport:
    return ArchiveReport(
        findings=findings(doing=poll.doing, done=poll.done, refusal=refusal),
        refusal=refusal,
        head=poll.chain.head,
        n_events=poll.chain.n_events,
        n_ballots=poll.n_ballots,
        n_counted=poll.n_counted,
        setup=poll.setup if poll.has_setup else None,
        stage=poll.chain.last,
        tally=poll.tally,
        tally_hash=poll.tally_hash,
        decryptions=tuple((owner, payload) for owner, (_, payload) in poll.decryptions.items()),
        results=poll.results,
        total_weight=poll.total_weight,
        recomputed=poll.recomputed_tally() if refusal is None and poll.chain.last == chain.END_BALLOTS else (),
    )


def findings(*, doing: str, done: Mapping[str, int], refusal: Refusal | None) -> tuple[Finding, ...]:
    """One finding per check: `done` names those that hold with what they looked at, `doing` the one that failed."""
    found = []
    for check, says in CHECKS.items():
        if refusal is not None and check == doing:
            found.append(Finding(check=check, state=FAILS, says=told_to_checker(refusal)))
        elif check in done:
            found.append(Finding(check=check, state=HOLDS, says=says, n=done[check]))
        else:
            found.append(Finding(check=check, state=NOT_RUN, says=says))
    return tuple(found)
