"""The checks of what a record claims about itself: decisions, limits, payments, totals, published heads."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hustings.core.bundle import checks_of
from hustings.core.chain import Entry
from hustings.core.decision import Motion, Rule, decide, votes_from_json
from hustings.core.errors import Refusal
from hustings.core.findings import Check, judged
from hustings.core.limits import Gift, LimitRow, check_gift
from hustings.core.projections.polls import StrawPoll, polls_of
from hustings.core.projections.statements import Statement, statements


def check_heads(entries: Sequence[Entry], name: str, compared: str) -> Check:
    """Every publication and release names the head before it; a publication also the number of entries."""
    published = [each for each in statements(entries) if each.verb in ("publication.made", "release.issued")]
    return judged(name, compared, _heads(entries, published), f"{len(published)} heads")


def _heads(entries: Sequence[Entry], published: Sequence[Statement]) -> Iterator[str]:
    for each in published:
        if each.text("head") != entries[each.seq].prev:
            yield f"entry {each.seq} names another head than that of the record before it"
        if each.verb == "publication.made" and each.number("n_entries") != each.seq:
            yield f"entry {each.seq} names {each.number('n_entries')} entries; {each.seq} were before it"


def check_votes(entries: Sequence[Entry], name: str, compared: str) -> Check:
    """Every recorded vote follows from its rule, its question and its roll call."""
    read = statements(entries)
    votes = [each for each in read if each.verb == "roll_call.recorded"]
    wrong = (f"entry {vote.seq}: {fault}" for vote in votes for fault in _vote(vote, read))
    return judged(name, compared, wrong, f"{len(votes)} votes" if votes else "no vote was recorded")


def _vote(vote: Statement, read: Sequence[Statement]) -> Iterator[str]:
    try:
        rule = Rule.from_json(vote.object("rule"))
        question = Motion.from_json(vote.object("question"))
        roll_call = votes_from_json(vote.object("roll_call"))
        decision = decide(question, rule, roll_call)
    except Refusal as refusal:
        yield f"it cannot be recomputed: {refusal}"
        return
    if decision.as_json() != vote.object("decision"):
        yield f"the roll call makes “{decision.outcome}”, not the decision that was recorded"
    if vote.flag("passes") is not decision.passed:
        yield "whether it passes is not what the decision says"
    if vote.text("outcome") != decision.outcome.value:
        yield "the outcome is not that of the decision"
    if vote.texts("explanation") != decision.explanation:
        yield "the explanation is not that of the decision"
    yield from _motion(vote, question, read)


def _motion(vote: Statement, question: Motion, read: Sequence[Statement]) -> Iterator[str]:
    """The vote is on a motion that was put, with its notice, its seats and the rule in force."""
    code = vote.text("motion")
    before = [each for each in read if each.seq < vote.seq]
    put = next((each for each in reversed(before) if each.verb == "motion.put" and each.text("motion") == code), None)
    if put is None or question.code != code:
        yield f"no motion {code} was put before"
        return
    noticed_on = question.noticed_on.isoformat() if question.noticed_on else ""
    if noticed_on != put.text("notice_on"):
        yield "the notice has another day than in the motion"
    rulebook = next((each for each in reversed(before) if each.verb == "rulebook.adopted"), None)
    if rulebook and not put.text("about") and rulebook.object("decision") != vote.object("rule"):
        yield "the rule is not that of the rulebook in force"
    seats = {str(each.get("seat")): each.get("weight") for each in put.objects("seats")}
    called = {str(each.get("seat")): each.get("weight") for each in _votes(vote)}
    if seats and called and seats != called:
        yield "the roll call has other seats or weights than the motion"


def _votes(vote: Statement) -> Sequence[Mapping[str, Any]]:
    votes = vote.object("roll_call").get("votes")
    return [each for each in votes if isinstance(each, dict)] if isinstance(votes, list) else []


def check_limits(entries: Sequence[Entry], name: str, compared: str) -> Check:
    """Every limit check follows from the gift, the gifts before it and the limit that it names."""
    read = statements(entries)
    checks = checks_of(entries)
    wrong = (f"entry {each['seq']}: {fault}" for each in checks for fault in _limit(each, read))
    return judged(name, compared, wrong, f"{len(checks)} checks" if checks else "no gift was checked")


def _limit(check: Mapping[str, Any], read: Sequence[Statement]) -> Iterator[str]:
    entry = next(each for each in read if each.seq == check["seq"])
    try:
        gift = Gift.from_json(check["details"])
        earlier = tuple(Gift.from_json(each) for each in check["earlier"])
        limit = LimitRow.from_json(check["check"].get("limit"))
        made = check_gift(gift, earlier, [limit])
    except Refusal as refusal:
        yield f"it cannot be recomputed: {refusal}"
        return
    if made.as_json() != check["check"]:
        yield "the gifts make another check than the one that was recorded"
    if entry.verb == "gift.checked" and entry.flag("within") is not made.within:
        yield "whether it is within the limit is not what the check says"
    yield from _details(gift, check["gift"], read)
    listed = {other.code: other.cents for other in earlier}
    for paid in (each for each in read if each.verb == "gift.paid" and each.seq < entry.seq):
        same = (paid.text("recipient"), paid.text("account"), paid.on[:4])
        if same != (gift.recipient, gift.account, f"{gift.given_on.year:04}") or paid.text("gift") == gift.code:
            continue
        if listed.get(paid.text("gift")) != paid.number("amount_cents"):
            yield f"the earlier gift {paid.text('gift')} was left out"


def _details(gift: Gift, code: str, read: Sequence[Statement]) -> Iterator[str]:
    """What is checked is the gift that was proposed or reported."""
    opened = ("gift.proposed", "gift.reported")
    proposed = next((each for each in read if each.verb in opened and each.text("gift") == code), None)
    if proposed is None or gift.code != code:
        yield f"no gift {code} was proposed"
        return
    if proposed.number("amount_cents") != gift.cents:
        yield "the amount is not the one that was proposed"
    for key in ("donor_kind", "recipient", "recipient_kind", "account"):
        if proposed.text(key) != getattr(gift, key):
            yield f"{key} is not the one that was proposed"


def check_payments(entries: Sequence[Entry], name: str, compared: str) -> Check:
    """Nothing was paid without an approval that passed and a check within the limit."""
    read = statements(entries)
    paid = [each for each in read if each.verb == "gift.paid"]
    wrong = (f"entry {each.seq}: {fault}" for each in paid for fault in _payment(each, read))
    return judged(name, compared, wrong, f"{len(paid)} payments" if paid else "nothing was paid")


def _payment(paid: Statement, read: Sequence[Statement]) -> Iterator[str]:
    code = paid.text("gift")
    before = {each.seq: each for each in read if each.seq < paid.seq}
    about = [each for each in before.values() if each.text("gift") == code]
    proposed = next((each for each in about if each.verb == "gift.proposed"), None)
    if proposed is None or proposed.number("amount_cents") != paid.number("amount_cents"):
        yield f"{code} was not proposed with this amount"
    if not any(each.verb == "gift.checked" and each.flag("within") for each in about):
        yield f"{code} was not found within the limit before"
    approvals = [before.get(each.number("entry") or -1) for each in about if each.verb == "gift.approved"]
    if not any(each and each.verb == "roll_call.recorded" and each.flag("passes") for each in approvals):
        yield f"{code} was not approved by a vote that passed"


def check_sheets(entries: Sequence[Entry], name: str, compared: str) -> Check:
    """The totals of a closed straw poll are the sums of its confirmed sheets."""
    closed = [poll for poll in polls_of(statements(entries)).straw if poll.status == "closed"]
    wrong = (f"{poll.code}: {fault}" for poll in closed for fault in _totals(poll))
    return judged(name, compared, wrong, f"{len(closed)} straw polls" if closed else "no straw poll was closed")


def _totals(poll: StrawPoll) -> Iterator[str]:
    counted = [sheet for sheet in poll.sheets if sheet.confirmed]
    options = {*poll.totals, *(option for sheet in counted for option in sheet.counts)}
    for option in sorted(options):
        found = sum(sheet.counts.get(option, 0) for sheet in counted)
        if found != poll.totals.get(option, 0):
            yield f"the sheets make {found} for {option}, not {poll.totals.get(option, 0)}"
    if poll.n_sheets != len(counted):
        yield f"{len(counted)} sheets are confirmed, not {poll.n_sheets}"
