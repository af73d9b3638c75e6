"""A part given a misspelt or missing key refuses at once, because a template would show a gap instead."""

from dataclasses import dataclass
from datetime import date

import pytest

from hustings.doors.parts.contexts import Cell, PartMisused, Source, checked


def test_a_mapping_with_known_keys_passes_unchanged() -> None:
    source = {"outlet": "Harbor Gazette", "published_on": date(2031, 1, 31)}
    assert checked(Source, source) is source


def test_a_missing_key_is_named_with_the_keys_that_are_known() -> None:
    with pytest.raises(PartMisused) as refused:
        checked(Source, {"url": "#"})
    assert (
        str(refused.value) == "Source: missing outlet. Known: outlet, published_on, read_in_copy, standing, title, url."
    )


def test_a_misspelt_key_is_named() -> None:
    with pytest.raises(PartMisused, match="Source: unknown publishd_on"):
        checked(Source, {"outlet": "Harbor Gazette", "publishd_on": date(2031, 1, 31)})


def test_of_a_dataclass_the_known_fields_are_taken() -> None:
    @dataclass(frozen=True)
    class Article:
        outlet: str
        published_on: date
        digest: str

    assert checked(Source, Article("Harbor Gazette", date(2031, 1, 31), "9f2c")) == {
        "outlet": "Harbor Gazette",
        "published_on": date(2031, 1, 31),
    }


def test_text_in_the_place_of_a_mapping_is_refused() -> None:
    with pytest.raises(PartMisused, match="a mapping or a dataclass is needed, not 'Harbor Gazette'"):
        checked(Source, "Harbor Gazette")


def test_a_cell_may_be_empty() -> None:
    assert checked(Cell, {}) == {}
