"""Numbers from a seed, commitments, and a beacon's pulse."""

import subprocess
import sys
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.core.lottery.beacon import check_pulse, pulse_value
from hustings.core.lottery.refusals import PulseRefused
from hustings.core.lottery.seed import Opened, below, commitment, make_seed

ROUND = 657413
SIGNATURE = "b713718a38ae728dfd477991af2822e08d2f305e47718cef9f7848ce4050e7be41076862b98fad56e91a6b85b89cd97b"
KEY = (
    "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d106451"
    "0d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a"
)
"""A published pulse of drand's quicknet, and its group's public key."""


def test_a_published_pulse_holds_and_gives_the_published_value() -> None:
    check_pulse(round_number=ROUND, signature=SIGNATURE, group_key=KEY)
    assert pulse_value(SIGNATURE) == "fc1873a13f3545aeade8401532ef5519920652eee6b0d2b19ca12643b87b3587"


@pytest.mark.parametrize(
    ("signature", "key"),
    [("", KEY), ("zz", KEY), (SIGNATURE[:-2], KEY), ("00" * 48, KEY), (SIGNATURE, KEY[:-2]), (SIGNATURE, "00" * 96)],
)
def test_bytes_that_are_no_pulse_are_refused_with_the_round(signature: str, key: str) -> None:
    with pytest.raises(PulseRefused) as refused:
        check_pulse(round_number=ROUND, signature=signature, group_key=key)
    assert refused.value.where == "round 657413"


def test_the_pulse_of_another_round_is_refused() -> None:
    with pytest.raises(PulseRefused) as refused:
        check_pulse(round_number=ROUND + 1, signature=SIGNATURE, group_key=KEY)
    assert refused.value.facts["why"] == "the signature is not the group's"


def test_a_commitment_is_the_sha_256_of_the_text() -> None:
    assert commitment("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_a_seed_by_hand() -> None:
    seed = make_seed(fixed_digest="00", opened=Opened("abc"))
    assert seed == bytes.fromhex(
        commitment('{"fixed":"00","format":"hustings-lottery-seed/1","given":{},"outside":"","secret":"abc"}')
    )


@given(st.integers(1, 10**12), st.binary(min_size=32, max_size=32))
def test_a_number_is_below_its_limit_and_always_the_same(limit: int, seed: bytes) -> None:
    number = below(limit, seed=seed, label="x")
    assert 0 <= number < limit
    assert number == below(limit, seed=seed, label="x")


def test_numbers_are_spread_evenly() -> None:
    seen = Counter(below(10, seed=bytes(32), label=str(n)) for n in range(5000))
    assert all(420 <= seen[digit] <= 580 for digit in range(10))


def test_a_limit_just_above_half_of_all_values_rejects_what_would_favour_low_numbers() -> None:
    limit = 2**255 + 1
    assert all(below(limit, seed=bytes(32), label=str(n)) < limit for n in range(20))


def test_checking_a_pulse_leaves_the_recursion_limit_as_it_was() -> None:
    program = (
        "import sys\nfrom hustings.core.lottery.beacon import PulseRefused, check_pulse\n"
        "before = sys.getrecursionlimit()\n"
        "try:\n    check_pulse(round_number=1, signature='00' * 48, group_key='00' * 96)\n"
        "except PulseRefused:\n    print(sys.getrecursionlimit() - before)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "0\n"
