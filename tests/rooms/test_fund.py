"""The fund: a gift is proposed, approved by a vote, held against its limit, paid; or refused, with the reason."""

from datetime import date
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from hustings.core.limits import Gift, GiftDetailMissing, LimitCheck, NoLimitKnown, check_gift
from hustings.core.phases import AFTER_CALL, OPEN, Phase
from hustings.core.shapes import WrongShape
from hustings.core.typed import TextMissing, TextTooLong
from hustings.core.values import STAFF, Kind, NotADay, Role
from hustings.ground.record.models import Chain
from hustings.ground.record.queries import chain_of
from hustings.ground.record.refusals import NotAllowed, SourceMissing
from hustings.rooms.cycles.actions import adopt_rulebook, open_cycle
from hustings.rooms.fund.actions import (
    check_limit,
    note_approval,
    note_payment,
    propose_gift,
    refuse_gift,
    report_gift,
)
from hustings.rooms.fund.models import Gift as GiftRow
from hustings.rooms.fund.queries import earlier_gifts, gifts_of, limits_table
from hustings.rooms.fund.refusals import GiftState, NoSuchGift, NotApproved, OverLimit
from tests.databases import FreshDatabase
from tests.rooms.conftest import RULES
from tests.rooms.harbor import GAZETTE, bodies, open_reported, payloads
from tests.rooms.motions import FOUR_TO_ONE, TWO_TO_THREE, put_approval, roll
from tests.rooms.races import AT, DIRECTOR, at_once, open_harbor
from tests.rooms.refused import holding, only, refuses

TREASURER = holding(Role.TREASURER)
LIMIT = 4_500_000  # $45,000 a calendar year to one convention account, from a multicandidate committee
ACCOUNT = "convention account"
SPRING = date(2026, 3, 1)
GIFT: dict[str, Any] = {
    "donor_kind": "multicandidate_pac",
    "recipient": "Harbor Party",
    "recipient_kind": "national_party_additional_account",
    "account": ACCOUNT,
    "given_on": SPRING,
    "purpose": "The convention of 2026",
}
propose = partial(propose_gift, cents=LIMIT, actor=TREASURER, at=AT, **GIFT)
approve = partial(note_approval, actor=TREASURER, at=AT)
check = partial(check_limit, actor=TREASURER, at=AT)
refuse = partial(refuse_gift, reason="The board said no.", actor=TREASURER, at=AT)
pay = partial(note_payment, on=SPRING, actor=TREASURER, at=AT)
report = partial(
    report_gift,
    donor_kind="multicandidate_pac",
    recipient="Harbor Party",
    recipient_kind="national_party_additional_account",
    account=ACCOUNT,
    cents=LIMIT,
    what="The fund gives $45,000 to the convention.",
    approved=[("2026-01", "The spokesperson says January.", GAZETTE)],
    paid=[("2026-01-25", "The filing says 25 January.", GAZETTE), ("2026-01-31", "Another says 31 January.", GAZETTE)],
    check_on=date(2026, 1, 25),
    actor=TREASURER,
    at=AT,
)


def approved(cycle: str, **told: Any) -> str:
    """A gift that a roll call approved."""
    gift = propose(cycle=cycle, **told)
    roll(cycle=cycle, motion=put_approval(cycle, gift))
    approve(cycle=cycle, gift=gift)
    return gift


def paid(cycle: str, **told: Any) -> str:
    gift = approved(cycle, **told)
    check(cycle=cycle, gift=gift)
    pay(cycle=cycle, gift=gift)
    return gift


def states(cycle: str) -> list[str]:
    return [view.state for view in gifts_of(cycle=cycle, actor=TREASURER)]


def test_a_gift_is_proposed_in_whole_cents_to_one_account(hearing: str) -> None:
    assert propose(cycle=hearing, candidate="CAND-1") == "GIFT-1"
    assert payloads(hearing, "gift.proposed")[0]["role"] == "treasurer"
    assert bodies(hearing, "gift.proposed") == [
        {
            "gift": "GIFT-1",
            "donor_kind": "multicandidate_pac",
            "recipient": "Harbor Party",
            "recipient_kind": "national_party_additional_account",
            "account": "convention account",
            "amount_cents": 4_500_000,
            "purpose": "The convention of 2026",
            "on": "2031-03-01",
            "candidate": "CAND-1",
        }
    ]


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"cents": 0}, WrongShape),
        ({"cents": -1}, WrongShape),
        ({"cents": 450.0}, WrongShape),
        ({"recipient": ""}, WrongShape),
        ({"donor_kind": ""}, WrongShape),
        ({"purpose": " "}, TextMissing),
        ({"purpose": "x" * 201}, TextTooLong),
    ],
)
def test_a_gift_has_an_amount_a_recipient_and_a_purpose(hearing: str, told: dict[str, Any], refusal: Any) -> None:
    refuses(refusal, propose, cycle=hearing, **told)


def test_the_database_refuses_an_amount_of_nothing(hearing: str) -> None:
    row = {"cycle": hearing, "code": "GIFT-1", "details": {}, "purpose": "", "given_on": SPRING, "state": "proposed"}
    with pytest.raises(IntegrityError), transaction.atomic():
        GiftRow.objects.create(cents=0, **row)


def test_a_gift_runs_from_its_proposal_to_its_payment(hearing: str) -> None:
    gift = propose(cycle=hearing)
    roll(cycle=hearing, motion=put_approval(hearing, gift))
    vote = chain_of(cycle=hearing).n_entries - 1
    assert approve(cycle=hearing, gift=gift) == vote
    found = check(cycle=hearing, gift=gift)
    pay(cycle=hearing, gift=gift)
    assert bodies(hearing, "gift.approved") == [
        {"gift": "GIFT-1", "motion": "MOT-1", "on": "2031-09-01", "entry": vote}
    ]
    (checked,) = bodies(hearing, "gift.checked")
    assert (checked["gift"], checked["on"], checked["within"]) == ("GIFT-1", "2031-03-01", True)
    assert checked["check"] == found.as_json()
    details = Gift.from_json(checked["details"])
    assert (details.donor, details.cents, details.given_on) == ("fund", LIMIT, SPRING)
    assert check_gift(details, [], limits_table()) == found
    assert bodies(hearing, "gift.paid") == [
        {
            "gift": "GIFT-1",
            "on": "2026-03-01",
            "amount_cents": 4_500_000,
            "recipient": "Harbor Party",
            "account": "convention account",
        }
    ]
    assert states(hearing) == ["paid"]


def test_a_gift_of_exactly_the_limit_is_within_it(hearing: str) -> None:
    found = check(cycle=hearing, gift=approved(hearing, cents=LIMIT))
    assert (found.within, found.remaining_cents, found.over_cents) == (True, 0, 0)


def test_one_cent_over_the_limit_is_refused_and_can_be_refused_in_the_record(hearing: str) -> None:
    gift = approved(hearing, cents=LIMIT + 1)
    refused = refuses(OverLimit, check, cycle=hearing, gift=gift)
    assert "over the limit by $0.01" in refused.message
    assert states(hearing) == ["approved"]
    found = refuse(cycle=hearing, gift=gift, reason=" It is over the limit. ")
    assert found is not None
    assert found.over_cents == 1
    (body,) = bodies(hearing, "gift.refused")
    assert body == {
        "gift": gift,
        "on": "2031-03-01",
        "reason": "It is over the limit.",
        "check": found.as_json(),
        "details": body["details"],
        "earlier": [],
    }
    assert states(hearing) == ["refused"]


def test_earlier_gifts_to_the_same_account_in_the_same_year_use_the_limit_up(hearing: str) -> None:
    first = paid(hearing, cents=LIMIT - 100)
    found = check(cycle=hearing, gift=approved(hearing, cents=100))
    assert (found.counted, found.remaining_cents) == ((first,), 0)
    assert bodies(hearing, "gift.checked")[-1]["earlier"][0]["code"] == first
    refuses(OverLimit, check, cycle=hearing, gift=approved(hearing, cents=101))


def test_another_account_and_another_year_have_limits_of_their_own(hearing: str) -> None:
    paid(hearing)
    assert check(cycle=hearing, gift=approved(hearing, account="building account")).counted == ()
    assert check(cycle=hearing, gift=approved(hearing, given_on=date(2025, 12, 31))).counted == ()


def test_a_limit_knows_no_cycles_but_a_rehearsal_uses_nothing_up(house: str, hearing: str) -> None:
    real = {"title": "Harbor", "organisation": "United Harbor Workers", "contest": "Mayor", "election_on": SPRING}
    for code in ("harbor-a", "harbor-b"):
        open_cycle(code=code, kind=Kind.LIVE, actor=DIRECTOR, at=AT, **real)
    given = Gift("GIFT-1", "fund", "multicandidate_pac", "Harbor Party", "pac", 100, SPRING)
    for cycle in ("harbor-a", hearing):
        GiftRow.objects.create(
            cycle=cycle, code="GIFT-1", details=given.as_json(), purpose="x", cents=100, given_on=SPRING, state="paid"
        )
    assert [one.code for one in earlier_gifts(cycle="harbor-b", but="GIFT-1")] == ["harbor-a/GIFT-1"]
    assert [one.code for one in earlier_gifts(cycle="harbor-a", but="GIFT-9")] == ["GIFT-1"]
    assert earlier_gifts(cycle=hearing, but="GIFT-1") == ()


def test_what_was_only_proposed_uses_nothing_up(hearing: str) -> None:
    approved(hearing)
    assert earlier_gifts(cycle=hearing, but="") == ()
    assert check(cycle=hearing, gift=approved(hearing)).within


def test_two_gifts_that_were_both_checked_are_not_both_paid(hearing: str) -> None:
    one, other = approved(hearing), approved(hearing)
    check(cycle=hearing, gift=one)
    check(cycle=hearing, gift=other)
    pay(cycle=hearing, gift=one)
    refuses(OverLimit, pay, cycle=hearing, gift=other)
    assert states(hearing) == ["paid", "checked"]


def test_a_payment_in_another_year_is_held_against_the_limit_of_that_year(hearing: str) -> None:
    paid(hearing)
    later = approved(hearing, given_on=date(2025, 12, 31))
    check(cycle=hearing, gift=later)
    refuses(OverLimit, pay, cycle=hearing, gift=later, on=date(2026, 1, 2))
    pay(cycle=hearing, gift=later, on=date(2025, 12, 30))
    assert [view.given_on for view in gifts_of(cycle=hearing, actor=TREASURER)] == [SPRING, date(2025, 12, 30)]


def test_nothing_is_approved_without_a_vote_that_passed_on_this_gift(hearing: str) -> None:
    gift = propose(cycle=hearing)
    refuses(NotApproved, approve, cycle=hearing, gift=gift)
    motion = put_approval(hearing, gift)
    refuses(NotApproved, approve, cycle=hearing, gift=gift)
    roll(cycle=hearing, motion=motion, votes=TWO_TO_THREE)
    refuses(NotApproved, approve, cycle=hearing, gift=gift)
    roll(cycle=hearing, motion=put_approval(hearing, "GIFT-7"))
    refuses(NotApproved, approve, cycle=hearing, gift=gift)
    roll(cycle=hearing, motion=put_approval(hearing, gift), votes=FOUR_TO_ONE)
    approve(cycle=hearing, gift=gift)
    assert bodies(hearing, "gift.approved")[0]["motion"] == "MOT-3"


@pytest.mark.parametrize(
    ("until", "acts"),
    [
        ("proposed", (check, pay)),
        ("approved", (approve, pay)),
        ("checked", (approve, check)),
        ("paid", (approve, check, pay, refuse)),
        ("refused", (approve, check, pay, refuse)),
    ],
)
def test_every_step_has_its_place(hearing: str, until: str, acts: tuple[Any, ...]) -> None:
    gift = propose(cycle=hearing)
    GiftRow.objects.filter(code=gift).update(state=until)
    for act in acts:
        assert refuses(GiftState, act, cycle=hearing, gift=gift).facts == {"gift": gift, "state": until}


def test_a_gift_that_is_not_there_is_refused_everywhere(hearing: str) -> None:
    for act in (approve, check, refuse, pay):
        refuses(NoSuchGift, act, cycle=hearing, gift="GIFT-9")


def test_a_year_without_a_known_limit_is_not_guessed(hearing: str) -> None:
    gift = approved(hearing, given_on=date(2031, 10, 1))
    refuses(NoLimitKnown, check, cycle=hearing, gift=gift)
    assert refuse(cycle=hearing, gift=gift) is None
    assert bodies(hearing, "gift.refused") == [{"gift": gift, "on": "2031-03-01", "reason": "The board said no."}]


def test_a_limit_that_several_recipients_share_needs_their_group(hearing: str) -> None:
    state: dict[str, Any] = {"recipient_kind": "state_district_local_party", "account": "", "cents": 500_000}
    alone = approved(hearing, recipient="Harbor County Party", **state)
    refuses(GiftDetailMissing, check, cycle=hearing, gift=alone)
    assert refuse(cycle=hearing, gift=alone) is None
    together = state | {"combined_with": "parties of the state of Harbor"}
    paid(hearing, recipient="Harbor State Party", **together)
    refuses(OverLimit, check, cycle=hearing, gift=approved(hearing, recipient="Harbor County Party", **together))


def test_a_refusal_has_a_reason(hearing: str) -> None:
    refuses(TextMissing, refuse, cycle=hearing, gift=propose(cycle=hearing), reason=" ")


def test_a_reported_gift_keeps_every_date_that_was_published(house: str) -> None:
    told = open_reported()
    refuses(SourceMissing, report, cycle=told, sources=[])
    assert report(cycle=told, sources=[GAZETTE]) == "GIFT-1"
    (body,) = bodies(told, "gift.reported")
    cited = [GAZETTE.as_json()]
    assert body["approved"] == [{"on": "2026-01", "what": "The spokesperson says January.", "sources": cited}]
    assert [one["on"] for one in body["paid"]] == ["2026-01-25", "2026-01-31"]
    assert (body["gift"], body["amount_cents"], body["account"]) == ("GIFT-1", LIMIT, ACCOUNT)
    assert (body["what"], body["sources"]) == ("The fund gives $45,000 to the convention.", cited)
    assert LimitCheck.from_json(body["check"]).within
    assert (body["details"]["given_on"], body["earlier"]) == ("2026-01-25", [])
    report(cycle=told, sources=[GAZETTE])
    second = bodies(told, "gift.reported")[1]
    assert [one["code"] for one in second["earlier"]] == ["GIFT-1"]
    assert LimitCheck.from_json(second["check"]).over_cents == LIMIT


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"approved": [("soon", "", GAZETTE)]}, NotADay),
        ({"what": ""}, TextMissing),
        ({"what": "x" * 201}, TextTooLong),
        ({"cents": 0}, WrongShape),
        ({"check_on": date(1999, 1, 1)}, NoLimitKnown),
    ],
)
def test_a_reported_gift_is_whole(hearing: str, told: dict[str, Any], refusal: Any) -> None:
    refuses(refusal, report, cycle=hearing, sources=[GAZETTE], **told)


def test_gifts_are_for_staff_and_the_board_to_read(hearing: str) -> None:
    propose(cycle=hearing)
    for role in STAFF | {Role.BOARD}:
        (view,) = gifts_of(cycle=hearing, actor=holding(role))
        assert (view.code, view.cents, view.state) == ("GIFT-1", LIMIT, "proposed")
    with pytest.raises(NotAllowed):
        gifts_of(cycle=hearing, actor=holding(Role.TRUSTEE))


def test_who_may_do_what_and_when(hearing: str) -> None:
    propose(cycle=hearing)
    for act in (partial(propose), *(partial(act, gift="GIFT-1") for act in (approve, check, refuse, pay))):
        only({Role.TREASURER}, AFTER_CALL, partial(act, cycle=hearing), cycle=hearing)
    only({Role.TREASURER}, OPEN, partial(report, cycle=hearing, sources=[GAZETTE]), cycle=hearing)


def test_two_payments_of_one_gift_at_once_are_one(fresh_database: FreshDatabase) -> None:
    cycle = open_harbor(Phase.DRAFTING)
    adopt_rulebook(cycle=cycle, rules=RULES, actor=DIRECTOR, at=AT)
    Chain.objects.filter(pk=cycle).update(phase=Phase.DECIDING)
    gift = approved(cycle)
    check(cycle=cycle, gift=gift)
    twice = [partial(pay, cycle=cycle, gift=gift)] * 2
    assert sorted(at_once(fresh_database, *twice), key=str) == [None, "gift-state"]
    assert len(bodies(cycle, "gift.paid")) == 1
