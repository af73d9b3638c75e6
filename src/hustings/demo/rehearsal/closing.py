"""The fund's gifts, the board's decision, the statements, the last publication."""

from datetime import date

from hustings.core.decision import Option, Outcome
from hustings.core.phases import Phase
from hustings.demo.rehearsal.people import CYCLE, SEATS, Stage, day
from hustings.rooms.board.actions import call_the_roll, put_motion
from hustings.rooms.candidates.queries import candidates_of
from hustings.rooms.cycles.actions import move_to_phase
from hustings.rooms.fund.actions import check_limit, note_approval, note_payment, propose_gift, refuse_gift
from hustings.rooms.fund.refusals import OverLimit
from hustings.rooms.publication.actions import publish
from hustings.rooms.releases.actions import clear_release, draft_release

AT_LIMIT = 4_500_000


def give(stage: Stage) -> None:
    """A gift at exactly the limit is approved, checked and paid; one a cent over it is approved and then refused."""
    for account, cents in (("convention", AT_LIMIT), ("headquarters", AT_LIMIT + 1)):
        gift = propose_gift(
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
        _approve(stage, gift, account)
        note_approval(cycle=CYCLE, gift=gift, actor=stage["treasurer"], at=day(8, 11))
        try:
            check_limit(cycle=CYCLE, gift=gift, actor=stage["treasurer"], at=day(8, 12))
        except OverLimit:
            reason = "One cent over the limit for that account; it is not made."
            refuse_gift(cycle=CYCLE, gift=gift, reason=reason, actor=stage["treasurer"], at=day(8, 12))
        else:
            note_payment(cycle=CYCLE, gift=gift, on=date(2026, 8, 18), actor=stage["treasurer"], at=day(8, 18))


def _approve(stage: Stage, gift: str, account: str) -> None:
    motion = put_motion(
        cycle=CYCLE,
        title=f"Gift to the {account} account",
        text=f"That the fund make the gift {gift} to the {account} account.",
        options=[Option("gift", "the gift", Outcome.APPROVE)],
        seats=SEATS,
        noticed_on=date(2026, 7, 28),
        meeting_on=date(2026, 8, 11),
        about=gift,
        actor=stage["secretary"],
        at=day(7, 28),
    )
    votes = _votes(yes=10, no=7, abstain=1)
    call_the_roll(
        cycle=CYCLE, motion=motion, votes=votes, on=date(2026, 8, 11), actor=stage["secretary"], at=day(8, 11)
    )


def decide(stage: Stage) -> tuple[str, tuple[str, ...]]:
    """Put the motion to endorse, call the roll. Gives the outcome and its explanation."""
    move_to_phase(cycle=CYCLE, phase=Phase.DECIDING, actor=stage["director"], at=day(8, 10))
    leading = next(one for one in candidates_of(cycle=CYCLE) if one.name == "Alma Reyes")
    motion = put_motion(
        cycle=CYCLE,
        title=f"Endorse {leading.name}",
        text=f"That the union endorse {leading.name} for President of the Commonwealth.",
        options=[Option("endorse", f"endorsing {leading.name}", Outcome.ENDORSE, (leading.code,))],
        seats=SEATS,
        noticed_on=date(2026, 8, 10),
        meeting_on=date(2026, 8, 20),
        actor=stage["secretary"],
        at=day(8, 10, 16),
    )
    votes = _votes(yes=11, no=5, abstain=2)
    outcome = call_the_roll(
        cycle=CYCLE, motion=motion, votes=votes, on=date(2026, 8, 20), actor=stage["secretary"], at=day(8, 20)
    )
    move_to_phase(cycle=CYCLE, phase=Phase.DECIDED, actor=stage["director"], at=day(8, 20, 16))
    _state(stage, motion, leading.name)
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
        clear_release(cycle=CYCLE, release=release, actor=stage["director"], at=day(8, 20, 18))


def close(stage: Stage) -> None:
    """Publish the whole cycle."""
    publish(cycle=CYCLE, note="After the decision.", actor=stage["communications"], at=day(8, 21))
