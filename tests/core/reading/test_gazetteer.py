"""Names: found however they are set, and left alone when they are somebody else's."""

import json

import pytest

from hustings.core.reading import BadGazetteer, Gazetteer
from tests.core.reading.invented import reading_of


def names(text: str) -> list[tuple[str, str]]:
    """Entity and words of each mention."""
    return [(mention.entity.id, mention.span.text) for mention in reading_of(text).mentions]


NAMED = [
    ("Elin\nMarlow spoke.", [("marlow", "Elin\nMarlow")]),
    ("Elin\u00a0Marlow spoke.", [("marlow", "Elin\u00a0Marlow")]),
    ("Luc D'Arbo and Luc D’Arbo", [("d-arbo", "Luc D'Arbo"), ("d-arbo", "Luc D’Arbo")]),
    ("The Marlow campaign spoke.", [("marlow-campaign", "Marlow campaign")]),
    ("Elin MarlowFormer senator: more", [("marlow", "Elin Marlow")]),
    ("MARLOW TO MEET HHU", [("marlow", "MARLOW"), ("hhu", "HHU")]),
    ("Jory Marlow, a brother, spoke to Elin Marlow Jr.", []),
    ("They met at the Stowe Foundation.", []),
    ("Unity is strength.", []),
    ("They joined Unity.", [("unity", "Unity")]),
    ("When Marlow spoke, Asked Marlow", [("marlow", "Marlow"), ("marlow", "Marlow")]),
    ("Elin\n\nMarlow", [("marlow", "Marlow")]),
]


@pytest.mark.parametrize(("text", "found"), NAMED)
def test_a_name_is_found_as_it_is_set(text: str, found: list[tuple[str, str]]) -> None:
    assert names(text) == found


BROKEN = [
    ("{", "it is not JSON"),
    ("[]", "it holds neither"),
    ('{"persons": {}}', "`persons` is not a list"),
    ('{"persons": [{"id": "a"}]}', "persons, entry 1 has no `id` or no `name`"),
    ('{"persons": [{"id": "a", "name": "A", "aliases": "A"}]}', "is not a list of strings"),
    ('{"persons": [{"id": "a", "name": "A"}, {"id": "a", "name": "B"}]}', "stands twice"),
    ('{"persons": [], "doc_cycle": []}', "`doc_cycle` is not a table"),
    ("[" * 100_000, "it is not JSON"),
]


@pytest.mark.parametrize(("source", "why"), BROKEN)
def test_a_gazetteer_of_another_form_is_refused_with_the_reason(source: str, why: str) -> None:
    with pytest.raises(BadGazetteer, match=why):
        Gazetteer.from_json(source)


def test_only_those_of_the_documents_own_cycle_are_known() -> None:
    rows = [{"id": one, "name": "Ada Fen", "cycles": [one]} for one in ("north", "south")]
    gazetteer = Gazetteer.from_json(json.dumps({"persons": rows, "doc_cycle": {"a": "north"}}))
    assert [entity.id for entity in gazetteer.active("a")] == ["north"]
    assert [entity.id for entity in gazetteer.active("b")] == ["north", "south"]
