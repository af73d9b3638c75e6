"""What the booth does with a voting code as people type it, and with the order of the answers."""

from collections.abc import Iterator
from itertools import product

import pytest

from tests.booth.maker import Maker

CODE = "aB1cD-2eF3gH-4iJ5k-6mN7pQ"


@pytest.fixture(scope="module")
def booth() -> Iterator[Maker]:
    started = Maker.start()
    yield started
    started.stop()


@pytest.mark.parametrize(
    "typed", [CODE, CODE.replace("-", ""), f"  {CODE}\n", CODE.replace("-", " – "), " ".join(CODE.replace("-", ""))]
)
def test_hyphens_and_spaces_are_free(booth: Maker, typed: str) -> None:
    assert booth.asked(typed=typed) == {"credential": CODE}


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", {"fault": "empty"}),
        (" - ", {"fault": "empty"}),
        (CODE[:-2], {"fault": "short", "missing": 2}),
        (CODE + "x", {"fault": "long", "extra": 1}),
        (CODE.replace("1", "l").replace("2", "O"), {"fault": "strange", "characters": "l O"}),
        (CODE.replace("a", "<"), {"fault": "strange", "characters": "<"}),
    ],
)
def test_what_cannot_be_a_code_is_named(booth: Maker, typed: str, fault: dict[str, object]) -> None:
    assert booth.asked(typed=typed) == fault


@pytest.mark.parametrize(
    ("fragment", "code", "link"),
    [
        ("", "", ""),
        (CODE, CODE, ""),
        ("link=abc_def-12345678", "", "abc_def-12345678"),
        (f"link=abc_def-12345678&{CODE}", CODE, "abc_def-12345678"),
        (f"{CODE}&utm=1", CODE, ""),
    ],
)
def test_a_link_may_bring_the_code_the_member_s_link_or_both(booth: Maker, fragment: str, code: str, link: str) -> None:
    assert booth.asked(fragment=fragment) == {"code": code, "link": link}


@pytest.mark.parametrize(
    ("link", "token"),
    [
        ("https://poll.example/member/abc_def-12345678/", "abc_def-12345678"),
        (" https://poll.example/member/abc_def-12345678/questions/?lang=es ", "abc_def-12345678"),
        ("abc_def-12345678", "abc_def-12345678"),
        ("https://poll.example/member/", ""),
        ("ask at the desk", ""),
        ("", ""),
    ],
)
def test_a_member_s_token_is_found_in_the_link_as_it_is_pasted(booth: Maker, link: str, token: str) -> None:
    assert booth.asked(link=link) == {"token": token}


def test_every_order_comes_up_once_in_all_draws_and_nothing_is_lost(booth: Maker) -> None:
    orders = [
        tuple(booth.asked(items=["A", "B", "C"], draws=list(draws))["order"])
        for draws in product(*map(range, (3, 2, 1)))
    ]
    assert sorted(orders) == sorted({*orders}) == [
        ("A", "B", "C"), ("A", "C", "B"), ("B", "A", "C"), ("B", "C", "A"), ("C", "A", "B"), ("C", "B", "A")
    ]  # fmt: skip


def test_the_device_s_own_draw_moves_every_answer_to_every_place(booth: Maker) -> None:
    seen = {(place, each) for _ in range(200) for place, each in enumerate(booth.asked(items=[1, 2, 3])["order"])}
    assert seen == set(product(range(3), (1, 2, 3)))
