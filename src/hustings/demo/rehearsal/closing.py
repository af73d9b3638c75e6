"""The fund's gifts, the board's decision, the statements, the last publication."""

from datetime import date

from hustings.core.decision import Option, Outcome
from hustings.core.phases import Phase
from hustings.demo.rehearsal.people import CYCLE, SEATS, Stage, day
from hustings.rooms.board.actions import call_the_roll, put_motion
from hustings.rooms.candidates.queries import candidates_of
from hustings.rooms.cycles.actions import move_to_phase
from hustings.rooms.fund.actions import check_limit, note_approval, note_payment, propose_gift, refuse_gift
from hustings.rooms.fund.queries import gifts_of
from hustings.rooms.fund.refusals import OverLimit
from hustings.rooms.publication.actions import publish
from hustings.rooms.releases.actions import clear_release, draft_release

AT_LIMIT = 4_500_000
ENDORSED = "Alma Reyes"


def propose(stage: Stage) -> dict[str, str]:
    """Propose two gifts and put a motion for each. Gives the motions by gift."""
    gifts = [_proposed(stage, "convention", AT_LIMIT), _proposed(stage, "headquarters", AT_LIMIT + 1)]
    return {gift: _put(stage, gift) for gift in gifts}


def _proposed(stage: Stage, account: str, cents: int) -> str:
    return propose_gift(
        cycle=CYCLE,
        donor_kind="multicandidate_pac",
        recipient="Commonwealth Union National Committee",
        recipient_kind="national_party_additional_account",
        account=account,
        cents=cents,
        given_on=date(2026, 8, 18),
        purpose=f"Gift to the {account} account",
        actor=stage["treasurer"],
        at=day(7, 20),
    )


def _put(stage: Stage, gift: str) -> str:
    purpose = next(one.purpose for one in gifts_of(cycle=CYCLE, actor=stage["treasurer"]) if one.code == gift)
    return put_motion(
        cycle=CYCLE,
        title=purpose,
        text=f"That the fund make the gift {gift}.",
        options=[Option("gift", "the gift", Outcome.APPROVE)],
        seats=SEATS,
        noticed_on=date(2026, 7, 28),
        meeting_on=date(2026, 8, 11),
        about=gift,
        actor=stage["secretary"],
        at=day(7, 28),
    )


def move(stage: Stage) -> str:
    """Give notice of the motion to endorse. Gives its code."""
    move_to_phase(cycle=CYCLE, phase=Phase.DECIDING, actor=stage["director"], at=day(8, 10))
    leading = next(one for one in candidates_of(cycle=CYCLE) if one.name == ENDORSED)
    return put_motion(
        cycle=CYCLE,
        title=f"Endorse {ENDORSED}",
        text=f"That the union endorse {ENDORSED} for President of the Commonwealth.",
        options=[Option("endorse", f"endorsing {ENDORSED}", Outcome.ENDORSE, (leading.code,))],
        seats=SEATS,
        noticed_on=date(2026, 8, 10),
        meeting_on=date(2026, 8, 20),
        actor=stage["secretary"],
        at=day(8, 10, 16),
    )


def give(stage: Stage, motions: dict[str, str]) -> None:
    """A gift of exactly the limit is approved, checked and paid; one a cent over it is approved and then refused."""
    treasurer = stage["treasurer"]
    for motion in motions.values():
        votes = _votes(yes=10, no=7, abstain=1)
        on = date(2026, 8, 11)
        call_the_roll(cycle=CYCLE, motion=motion, votes=votes, on=on, actor=stage["secretary"], at=day(8, 11))
    for gift in motions:
        note_approval(cycle=CYCLE, gift=gift, actor=treasurer, at=day(8, 11, 18))
    within = []
    for gift in motions:
        try:
            check_limit(cycle=CYCLE, gift=gift, actor=treasurer, at=day(8, 12))
        except OverLimit:
            reason = "One cent over the limit for that account; it is not made."
            refuse_gift(cycle=CYCLE, gift=gift, reason=reason, actor=treasurer, at=day(8, 12))
        else:
            within.append(gift)
    for gift in within:
        note_payment(cycle=CYCLE, gift=gift, on=date(2026, 8, 18), actor=treasurer, at=day(8, 18))


def decide(stage: Stage, motion: str) -> tuple[str, tuple[str, ...]]:
    """Call the roll on the motion to endorse, and state the outcome. Gives the outcome and its explanation."""
    votes = _votes(yes=11, no=5, abstain=2)
    outcome = call_the_roll(
        cycle=CYCLE, motion=motion, votes=votes, on=date(2026, 8, 20), actor=stage["secretary"], at=day(8, 20)
    )
    move_to_phase(cycle=CYCLE, phase=Phase.DECIDED, actor=stage["director"], at=day(8, 20, 16))
    _state(stage, motion, ENDORSED)
    return outcome


def _votes(*, yes: int, no: int, abstain: int) -> dict[str, str]:
    told = ["yes"] * yes + ["no"] * no + ["abstain"] * abstain
    return dict(zip(SEATS, told + ["absent"] * (len(SEATS) - len(told)), strict=True))


def _state(stage: Stage, motion: str, name: str) -> None:
    for audience, text in (
        (
            "members",
            f"The board endorsed {name}. The roll call, the polls and every step before them can be checked by anyone.",
        ),
        ("press", f"The board endorsed {name} today. The record of the whole cycle is published with this statement."),
    ):
        release = draft_release(
            cycle=CYCLE,
            audience=audience,
            about=motion,
            title=f"The board endorses {name}",
            text=text,
            actor=stage["communications"],
            at=day(8, 20, 17),
        )
        clear_release(cycle=CYCLE, release=release, actor=stage["director"], at=day(8, 20, 17))


def close(stage: Stage) -> None:
    """Publish the whole cycle."""
    publish(cycle=CYCLE, note="After the decision.", actor=stage["communications"], at=day(8, 21))
