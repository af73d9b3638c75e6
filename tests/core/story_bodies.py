"""The bodies of the story's entries: rules, letters, votes, gifts of an invented union."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from hustings.core.canonical import sha256_hex
from hustings.core.decision import Motion, RollCall, Rule, SeatVote, decide
from hustings.core.limits import Gift, LimitRow, Period, check_gift

CYCLE = "harbor-2031"
RULE = {
    "threshold": {"share": "3/5", "compare": "at least", "base": "votes cast without abstentions"},
    "special": [],
    "quorum": {"kind": "share", "share": "1/2", "compare": "at least", "counts": "seats"},
    "notice": {"days": 7},
    "weights": "one each",
    "tie": "fails",
    "power": "decides",
    "max_candidates": 1,
}
RULEBOOK = {
    "version": 1,
    "decision": RULE,
    "options": ["endorse", "no endorsement"],
    "notice_days": 7,
    "record_on": "2031-05-01",
    "poll_effect": "advisory",
    "audience": "restricted class",
    "minimum_unit": 2,
    "text": "The board decides by three fifths of the votes cast.",
}
CALENDAR = [
    {"key": "deadline", "label": "Replies due", "on": "2031-04-01"},
    {"key": "decision", "label": "The board decides", "on": "2031-09-01"},
]
LETTER = "Dear candidate, we invite you to a roundtable with our members."
SEATS = ("President", "Vice President", "Trustee East", "Trustee West", "Trustee Harbor")
LIMIT = LimitRow(
    donor="multicandidate_pac",
    recipient="candidate",
    limit_cents=500000,
    period=Period.ELECTION,
    effective_from=date(2021, 1, 1),
    effective_to=None,
    indexed=False,
    source="An invented law of Harbor City",
)


def opening(title: str = "Mayor of Harbor City, 2031", kind: str = "rehearsal") -> dict[str, Any]:
    """The body of a first entry."""
    return {
        "chain": CYCLE,
        "contest": "Mayor of Harbor City",
        "election_on": "2031-11-04",
        "format": "hustings-record/1",
        "kind": kind,
        "organisation": "United Harbor Workers",
        "rehearsal": kind == "rehearsal",
        "title": title,
    }


def invitation(number: int, candidate: str, deadline: str, **differs: Any) -> dict[str, Any]:
    """The body of an invitation on the usual terms; `differs` overrides them."""
    text = differs.pop("text", LETTER)
    terms = {"minutes": 60, "n_slots": 3, "audience": "restricted class"} | differs.pop("terms", {})
    body = {
        "invitation": f"INV-{number}",
        "candidate": candidate,
        "text": text,
        "text_digest": sha256_hex(text.encode()),
    }
    return body | {"terms": terms, "deadline_at": f"{deadline}T21:00:00Z", "sent_on": "2031-03-10"} | differs


def vote(motion: Motion, taken_on: date, votes: Sequence[str]) -> dict[str, Any]:
    """The body of a recorded roll call, the seats in order; its decision is computed by the rule engine."""
    seats = tuple(SeatVote(seat, said) for seat, said in zip(SEATS, votes, strict=True))
    roll_call = RollCall(taken_on, seats)
    decision = decide(motion, Rule.from_json(RULE), roll_call)
    return {
        "motion": motion.code,
        "rule": RULE,
        "question": motion.as_json(),
        "roll_call": roll_call.as_json(),
        "decision": decision.as_json(),
        "outcome": decision.outcome.value,
        "passes": decision.passed,
        "explanation": list(decision.explanation),
        "on": taken_on.isoformat(),
    }


def put(code: str, title: str, outcome: str, notice_on: str, meeting_on: str, **more: str) -> dict[str, Any]:
    """The body of a motion."""
    seats = [{"seat": seat, "weight": 1} for seat in SEATS]
    body = {"motion": code, "title": title, "text": f"The board is asked: {title}", "outcome": outcome, "seats": seats}
    return body | {"notice_on": notice_on, "meeting_on": meeting_on} | more


def gift(code: str, cents: int, given_on: date) -> Gift:
    """A gift of the fund to the campaign of Ada Quill."""
    return Gift(
        code=code,
        donor="FUND",
        donor_kind="multicandidate_pac",
        recipient="Quill for Mayor",
        recipient_kind="candidate",
        cents=cents,
        given_on=given_on,
        account="main",
        election="2031 general",
    )


def proposed(made: Gift, purpose: str) -> dict[str, Any]:
    """The body of a proposed gift."""
    return {
        "gift": made.code,
        "donor_kind": made.donor_kind,
        "recipient": made.recipient,
        "recipient_kind": made.recipient_kind,
        "account": made.account,
        "amount_cents": made.cents,
        "purpose": purpose,
        "candidate": "CAND-1",
        "on": made.given_on.isoformat(),
    }


def checked(made: Gift, earlier: Sequence[Gift], on: str) -> dict[str, Any]:
    """The body of a limit check, computed by the limits."""
    check = check_gift(made, earlier, [LIMIT])
    inputs = {"details": made.as_json(), "earlier": [each.as_json() for each in earlier]}
    return {"gift": made.code, "on": on, "check": check.as_json(), "within": check.within} | inputs
