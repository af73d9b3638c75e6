"""Contribution limits: by date, by recipient account, to the cent."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.core.canonical import canonical_bytes, parse_canonical
from hustings.core.errors import Refusal
from hustings.core.limits import (
    COLUMNS,
    Gift,
    GiftDetailMissing,
    GiftTwice,
    LimitCheck,
    LimitRow,
    LimitsOverlap,
    NoLimitKnown,
    Period,
    check_gift,
    dollars,
    read_table,
)
from tests.conftest import CHECKOUT, MATERIAL

CSV = (CHECKOUT / "src/hustings/rooms/fund/data/us_federal_limits.csv").read_text(encoding="utf-8")
TABLE = read_table(CSV)
ACCOUNT = Gift(
    code="GIFT-1",
    donor="FUND",
    donor_kind="multicandidate_pac",
    recipient="National Party A",
    recipient_kind="national_party_additional_account",
    cents=45_000_00,
    given_on=date(2024, 1, 25),
    account="convention",
)
MAIN = replace(ACCOUNT, recipient_kind="national_party_main", cents=15_000_00, account="main")
CANDIDATE = replace(
    ACCOUNT,
    recipient="Candidate A for Senate",
    recipient_kind="candidate",
    account="",
    election="general 2024",
    cents=5_000_00,
)
STATE = replace(
    ACCOUNT,
    recipient="State Party A of R",
    recipient_kind="state_district_local_party",
    account="",
    combined_with="Party A in R",
    cents=3_000_00,
)


def test_45_000_to_one_additional_account_is_exactly_the_limit() -> None:
    check = check_gift(ACCOUNT, [], TABLE)
    assert check.within
    assert (check.limit.limit_cents, check.used_before_cents, check.used_after_cents) == (4_500_000, 0, 4_500_000)
    assert (check.remaining_cents, check.over_cents) == (0, 0)
    assert check.source.startswith("https://www.fec.gov/")
    assert check.sentence == (
        "National Party A, account convention, calendar year 2024: $0.00 before and $45,000.00 now make $45,000.00; "
        "the limit of a multicandidate PAC is $45,000.00 per account per calendar year: "
        "within the limit, $0.00 remains."
    )


def test_one_cent_over_fails() -> None:
    check = check_gift(replace(ACCOUNT, cents=45_000_01), [], TABLE)
    assert (check.within, check.over_cents, check.remaining_cents) == (False, 1, 0)
    assert check.sentence.endswith("per account per calendar year: over the limit by $0.01.")


def test_135_000_over_three_accounts_is_within_and_in_one_account_is_not() -> None:
    given = [replace(ACCOUNT, code="GIFT-2", account="headquarters"), replace(ACCOUNT, code="GIFT-3", account="legal")]
    assert check_gift(ACCOUNT, given, TABLE).within
    assert sum(gift.cents for gift in [ACCOUNT, *given]) == 135_000_00
    assert check_gift(replace(ACCOUNT, cents=135_000_00), [], TABLE).over_cents == 90_000_00


def test_the_main_account_and_the_additional_ones_have_limits_of_their_own() -> None:
    check = check_gift(MAIN, [replace(ACCOUNT, code="GIFT-2")], TABLE)
    assert (check.within, check.used_before_cents, check.limit.limit_cents) == (True, 0, 15_000_00)
    second = check_gift(replace(MAIN, code="GIFT-9", cents=1), [MAIN], TABLE)
    assert (second.over_cents, second.counted) == (1, ("GIFT-1",))


def test_a_new_calendar_year_starts_at_nothing() -> None:
    last_year = replace(ACCOUNT, code="GIFT-0", given_on=date(2023, 12, 31))
    same_year = replace(ACCOUNT, code="GIFT-0", given_on=date(2024, 1, 1))
    assert check_gift(ACCOUNT, [last_year], TABLE).used_before_cents == 0
    assert check_gift(ACCOUNT, [same_year], TABLE).over_cents == 45_000_00


def test_gifts_to_a_candidate_count_per_election_across_years() -> None:
    primary = replace(CANDIDATE, code="GIFT-2", election="primary 2024")
    early = replace(CANDIDATE, code="GIFT-3", cents=2_000_00, given_on=date(2023, 5, 1))
    check = check_gift(CANDIDATE, [primary, early], TABLE)
    assert (check.counted, check.used_before_cents, check.over_cents) == (("GIFT-3",), 2_000_00, 2_000_00)
    assert check.scope == "Candidate A for Senate, election general 2024"


def test_the_party_committees_of_one_state_share_a_limit() -> None:
    county = replace(STATE, code="GIFT-2", recipient="County Party A", cents=2_000_01)
    elsewhere = replace(STATE, code="GIFT-3", recipient="State Party A of Q", combined_with="Party A in Q")
    check = check_gift(STATE, [county, elsewhere], TABLE)
    assert (check.counted, check.over_cents) == (("GIFT-2",), 1)


def test_gifts_of_another_donor_do_not_count() -> None:
    assert check_gift(ACCOUNT, [replace(ACCOUNT, code="GIFT-2", donor="OTHER")], TABLE).used_before_cents == 0


@pytest.mark.parametrize(
    ("day", "cents"),
    [
        (date(2022, 11, 8), 2_900_00),
        (date(2022, 11, 9), 3_300_00),
        (date(2024, 11, 5), 3_300_00),
        (date(2024, 11, 6), 3_500_00),
    ],
)
def test_an_indexed_limit_changes_on_its_day(day: date, cents: int) -> None:
    gift = replace(CANDIDATE, donor_kind="individual_or_nonmulticandidate_pac", given_on=day)
    assert check_gift(gift, [], TABLE).limit.limit_cents == cents


def test_a_day_or_kind_without_a_limit_on_file_is_refused_not_passed() -> None:
    with pytest.raises(NoLimitKnown) as refused:
        check_gift(replace(ACCOUNT, given_on=date(2014, 12, 15)), [], TABLE)
    assert refused.value.message == (
        "The table holds no limit of a multicandidate PAC for a national party additional account on 2014-12-15."
    )
    with pytest.raises(NoLimitKnown):
        check_gift(replace(ACCOUNT, recipient_kind="stranger"), [], TABLE)


def test_a_gift_that_does_not_say_what_its_limit_needs_is_refused() -> None:
    with pytest.raises(GiftDetailMissing) as refused:
        check_gift(replace(ACCOUNT, account=""), [], TABLE)
    assert refused.value.message == (
        "The limit counts per account per calendar year, and the gift GIFT-1 does not say its account."
    )
    with pytest.raises(GiftDetailMissing):
        check_gift(CANDIDATE, [replace(CANDIDATE, code="GIFT-2", election="")], TABLE)
    assert check_gift(ACCOUNT, [replace(ACCOUNT, code="GIFT-2", recipient="Another", account="")], TABLE).within


def test_no_gift_counts_twice() -> None:
    with pytest.raises(GiftTwice):
        check_gift(ACCOUNT, [ACCOUNT], TABLE)
    with pytest.raises(GiftTwice):
        check_gift(ACCOUNT, [replace(ACCOUNT, code="GIFT-2"), replace(ACCOUNT, code="GIFT-2")], TABLE)


earlier_gifts = st.lists(
    st.tuples(
        st.integers(1, 60_000_00),
        st.sampled_from(["convention", "headquarters", "legal"]),
        st.dates(date(2023, 1, 1), date(2025, 12, 31)),
    ),
    max_size=6,
).map(
    lambda rows: [replace(ACCOUNT, code=f"E-{i}", cents=c, account=a, given_on=d) for i, (c, a, d) in enumerate(rows)]
)


@given(st.integers(1, 100_000_00), earlier_gifts)
def test_the_sums_always_add_up(cents: int, earlier: list[Gift]) -> None:
    check = check_gift(replace(ACCOUNT, cents=cents), earlier, TABLE)
    shared = [e.cents for e in earlier if e.account == "convention" and e.given_on.year == 2024]
    assert check.used_before_cents == sum(shared)
    assert check.used_after_cents == sum(shared) + cents
    assert check.limit.limit_cents - check.remaining_cents + check.over_cents == check.used_after_cents
    assert check.within is (check.used_after_cents <= 45_000_00)
    assert min(check.remaining_cents, check.over_cents) == 0
    for amount in (check.used_before_cents, cents, check.used_after_cents, check.limit.limit_cents):
        assert dollars(amount) in check.sentence


@given(st.integers(1, 100_000_00), earlier_gifts)
def test_what_remains_may_be_given_to_the_cent_and_no_more(cents: int, earlier: list[Gift]) -> None:
    gift = replace(ACCOUNT, cents=cents)
    check = check_gift(gift, earlier, TABLE)
    then = [*earlier, gift]
    next_gift = replace(ACCOUNT, code="NEXT")
    if check.remaining_cents:
        assert check_gift(replace(next_gift, cents=check.remaining_cents), then, TABLE).within
    assert not check_gift(replace(next_gift, cents=check.remaining_cents + 1), then, TABLE).within


@given(st.integers(1, 100_000_00), earlier_gifts, st.randoms(use_true_random=False))
def test_gift_row_and_check_survive_canonical_json(cents: int, earlier: list[Gift], shuffle: object) -> None:
    gift = replace(ACCOUNT, cents=cents)
    check = check_gift(gift, earlier, TABLE)
    assert Gift.from_json(parse_canonical(canonical_bytes(gift.as_json()))) == gift
    assert LimitCheck.from_json(parse_canonical(canonical_bytes(check.as_json()))) == check
    assert tuple(LimitRow.from_json(parse_canonical(canonical_bytes(row.as_json()))) for row in TABLE) == TABLE


def _table(*rows: str) -> str:
    return "\n".join([",".join(COLUMNS), *rows]) + "\n"


GOOD = "fund,party,100,per calendar year,2024-01-01,,no,https://example.org,"


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ("", "limits-header-wrong", "line 1"),
        ("donor,recipient\n", "limits-header-wrong", "line 1"),
        (_table("fund,party,100"), "limits-row-wrong", "line 2"),
        (_table(GOOD, GOOD.replace("100", "1.00")), "limits-cents-malformed", "line 3"),
        (_table(GOOD.replace("100", "-100")), "limits-cents-malformed", "line 2"),
        (_table(GOOD.replace("100", "0")), "wrong-shape", "line 2"),
        (_table(GOOD.replace("per calendar year", "yearly")), "wrong-shape", "line 2"),
        (_table(GOOD.replace("2024-01-01", "1 Jan 2024")), "day-malformed", "line 2"),
        (_table(GOOD.replace("2024-01-01,", "2024-01-01,2023-12-31")), "limits-days-reversed", "line 2"),
        (_table(GOOD.replace(",no,", ",maybe,")), "wrong-shape", "line 2"),
        (_table(GOOD.replace("https://example.org", "")), "wrong-shape", "line 2"),
        (_table('fund,"party'), "limits-not-csv", "line 2"),
        (_table(GOOD, GOOD.replace("2024-01-01", "2025-06-01")), "limits-overlap", "table of limits"),
    ],
)
def test_a_table_that_is_not_written_as_specified_is_refused(text: str, code: str, where: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_table(text)
    assert (refused.value.code, refused.value.where) == (code, where)


def test_a_limit_ends_on_its_last_day_and_the_next_starts_after_it() -> None:
    first = GOOD.replace("2024-01-01,", "2024-01-01,2024-12-31")
    assert len(read_table(_table(first, GOOD.replace("2024-01-01", "2025-01-01")))) == 2
    with pytest.raises(LimitsOverlap):
        read_table(_table(first, GOOD.replace("2024-01-01", "2024-12-31")))


@pytest.mark.material
def test_our_table_holds_every_amount_and_source_of_the_material() -> None:
    path = Path(MATERIAL) / "data" / "fec_contribution_limits.csv"
    with path.open(encoding="utf-8", newline="") as file:
        theirs = [
            (r["donor_type"], r["recipient_type"], int(r["amount_usd"]) * 100, r["source"])
            for r in csv.DictReader(file)
        ]
    ours = [(row.donor, row.recipient, row.limit_cents, row.source) for row in TABLE]
    assert sorted(ours) == sorted(theirs)
    assert {row.period for row in TABLE} == set(Period)
