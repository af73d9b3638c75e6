"""The group: its text forms, its arithmetic, and what is not in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.core.ballots import group
from hustings.core.ballots.group import BASE, NEUTRAL, P, Q
from hustings.core.ballots.refusals import ElementInvalid, ElementNeutral
from hustings.core.ballots.tables import FixedBase, all_in_subgroup, base_table
from tests.core.ballots.making import small_order, source

scalars = st.integers(min_value=0, max_value=Q - 1)


@given(scalars)
def test_decoding_undoes_encoding(scalar: int) -> None:
    point = base_table().times(scalar)
    assert group.equal(group.decode(group.encode(point)), point)


@given(scalars)
def test_a_table_and_the_plain_way_agree(scalar: int) -> None:
    assert group.equal(base_table().times(scalar), group.times(BASE, scalar))


@given(scalars, scalars)
def test_multiples_add_up(a: int, b: int) -> None:
    left, right, both = group.multiples(BASE, [a, b, a + b])
    assert group.equal(group.add(left, right), both)
    assert group.equal(group.add(both, group.negate(right)), left)
    assert group.equal(group.double(left), group.add(left, left))


def test_small_multiples_are_repeated_sums() -> None:
    point = NEUTRAL
    for n in range(40):
        assert group.equal(group.times(BASE, n), point)
        assert group.equal(FixedBase(BASE).times(n) if n == 39 else base_table().times(n), point)
        point = group.add(point, BASE)


def test_text_forms_are_the_bytes_of_rfc_8032_in_reverse() -> None:
    """The public key of the first test of RFC 8032, section 7.1, is on the curve and in the group."""
    rfc = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    text = bytes.fromhex(rfc)[::-1].hex()
    assert group.encode(group.element(text, where="")) == text
    assert group.encode(BASE) == "66" * 31 + "58"
    assert group.encode(NEUTRAL) == "0" * 63 + "1"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "6" * 63 + "8 ",
        "66" * 31 + "5" + "８",
        ("66" * 31 + "5a")[::-1].upper(),
        f"{P + 1:064x}",  # y = 1 written as p + 1
        f"{2**255 + 1:064x}",  # x = 0 with the sign bit
        f"{2:064x}",  # no such x
    ],
)
def test_other_texts_are_not_elements(text: str) -> None:
    with pytest.raises(ElementInvalid):
        group.decode(text)


def test_the_neutral_element_passes_only_where_it_is_allowed() -> None:
    text = "0" * 63 + "1"
    assert group.is_neutral(group.element(text, where="", neutral=True))
    with pytest.raises(ElementNeutral):
        group.element(text, where="")


def test_points_with_a_part_of_small_order_are_refused_singly() -> None:
    text = small_order(group.encode(base_table().times(12345)))
    assert group.decode(text)
    with pytest.raises(ElementInvalid):
        group.element(text, where="")


@pytest.mark.parametrize("n", [3, 200])
def test_one_point_of_small_order_among_many_is_found(n: int) -> None:
    points = [base_table().times(7 * i + 1) for i in range(n)]
    assert all_in_subgroup(points, coins=source("coins"))
    points[n // 2] = group.decode(small_order(group.encode(points[n // 2])))
    assert not all_in_subgroup(points, coins=source("coins"))


def test_two_small_parts_that_cancel_out_are_found() -> None:
    points = [base_table().times(i + 1) for i in range(120)]
    for index in (10, 70):
        points[index] = group.decode(small_order(group.encode(points[index])))
    assert not all_in_subgroup(points, coins=source("coins"))
