"""The parser's second opinion: on hand-made trees always, on the model's own where it is installed."""

import json
from collections.abc import Sequence

import pytest

from hustings.core.reading import Published, Reading, read
from hustings.core.reading.parser import AGREES, DISAGREES, SILENT, weighed
from hustings.core.reading.tree import Word
from hustings.doors.staff.press.words import OPINIONS
from hustings.rooms.press.parser import parser
from tests.core.reading.invented import GAZETTEER, reading_of
from tests.core.reading.test_vectors import DOCUMENTS, load


def tree(rows: str) -> Sequence[Word]:
    """A parse from "word/tag/relation/number of its head", words one blank apart, heads counted from 1."""
    words: list[Word] = []
    at = 0
    for row in rows.split():
        text, tag, relation, head = row.rsplit("/", 3)
        lemma = {"endorsed": "endorse", "won": "win", "met": "meet"}.get(text, text)
        words.append(Word(at, at + len(text), int(head) - 1, relation, tag, lemma))
        at += len(text) + 1
    return words


def opinions(rows: str) -> tuple[Reading, list[tuple[str, str, str]]]:
    """Type, tier and opinion of every weighed fact of a sentence whose tree is given."""
    parsed = tree(rows)
    text = " ".join(row.rsplit("/", 3)[0] for row in rows.split())
    reading = weighed(text, reading_of(text), lambda _: parsed)
    return reading, [(fact.type, fact.tier, fact.parser) for fact in reading.facts if fact.parser]


ENDORSED = "The/DT/det/3 Cooks/NNP/compound/3 Union/NNP/nsubj/4 endorsed/VBD/ROOT/4 "


def test_it_agrees_where_subject_and_object_are_the_fact_s_two_sides() -> None:
    _, found = opinions(ENDORSED + "Elin/NNP/compound/6 Marlow/NNP/dobj/4 ././punct/4")
    assert found == [("endorsement", "clear", AGREES)]


def test_a_passive_and_a_won_backing_are_read_from_the_other_side() -> None:
    passive = "Marlow/NNP/nsubjpass/3 was/VBD/auxpass/3 endorsed/VBN/ROOT/3 by/IN/agent/3 the/DT/det/7 "
    _, found = opinions(passive + "Cooks/NNP/compound/7 Union/NNP/pobj/4 ././punct/3")
    assert [opinion for *_, opinion in found] == [AGREES]
    won = "Marlow/NNP/nsubj/2 won/VBD/ROOT/2 the/DT/det/4 backing/NN/dobj/2 of/IN/prep/4 the/DT/det/8 "
    _, found = opinions(won + "Cooks/NNP/compound/8 Union/NNP/pobj/5 ././punct/2")
    assert [opinion for *_, opinion in found] == [AGREES]


def test_where_it_reads_the_sentence_otherwise_a_clear_fact_is_lowered() -> None:
    turned = "The/DT/det/3 Cooks/NNP/compound/3 Union/NNP/dobj/4 endorsed/VBD/ROOT/4 Elin/NNP/compound/6 "
    reading, found = opinions(turned + "Marlow/NNP/nsubj/4 ././punct/4")
    assert found == [("endorsement", "look", DISAGREES)]
    (fact,) = (fact for fact in reading.facts if fact.parser)
    assert fact.why == "the parser reads the sentence otherwise"
    whole: dict[str, object] = reading.as_json()["facts"][0]  # type: ignore[index]
    assert whole["parser"] == DISAGREES


def test_where_it_finds_no_grammar_it_has_nothing_to_say_and_nothing_changes() -> None:
    loose = "The/DT/dep/3 Cooks/NNP/dep/3 Union/NNP/ROOT/3 endorsed/VBD/dep/3 Elin/NNP/dep/3 Marlow/NNP/dep/3 ././dep/3"
    _, found = opinions(loose)
    assert found == [("endorsement", "clear", SILENT)]


def test_a_doubtful_fact_stays_in_the_lower_tier_when_it_agrees() -> None:
    rows = "It/PRP/nsubj/2 endorsed/VBD/ROOT/2 Elin/NNP/compound/4 Marlow/NNP/dobj/2 ././punct/2"
    text = "The Cooks Union met on Monday. It endorsed Elin Marlow ."
    parsed = tree(rows)
    reading = weighed(text, read(text, gazetteer=GAZETTEER, published=Published.parse("2029-09-12")), lambda _: parsed)
    found = [(fact.tier, fact.parser) for fact in reading.facts if fact.type == "endorsement"]
    assert found == [("look", AGREES)]


def test_without_a_parser_the_opinion_is_null() -> None:
    text = "The Cooks Union endorsed Elin Marlow."
    assert [fact["parser"] for fact in json.loads(json.dumps(reading_of(text).as_json()))["facts"]] == [None]


def test_the_desk_has_a_line_for_every_opinion() -> None:
    assert list(OPINIONS) == [AGREES, DISAGREES, SILENT]


@pytest.mark.parser
class TestWithTheModel:
    """What spaCy's small model says of the invented texts."""

    def test_it_agrees_with_most_clear_facts_and_contradicts_none_that_is_true(self) -> None:
        parse = parser()
        assert parse is not None
        clear: list[str] = []
        for document in DOCUMENTS:
            text, _, reading = load(document)
            after = weighed(text, reading, parse).facts
            clear += [
                new.parser for new, old in zip(after, reading.facts, strict=True) if new.parser and old.tier == "clear"
            ]
        assert clear.count(AGREES) / len(clear) >= 0.8
        assert clear.count(DISAGREES) / len(clear) <= 0.05

    @pytest.mark.parametrize(
        ("text", "opinion"),
        [
            ("The Cooks Union endorsed Elin Marlow.", AGREES),
            ("The Cooks Union, which represents kitchen workers, voted on Monday to endorse Elin Marlow.", AGREES),
            ("Elin Marlow has been endorsed by the Cooks Union and the Guild of Weavers and Dyers.", AGREES),
            ("Elin Marlow met with the Cooks Union on Tuesday.", AGREES),
            ("The Cooks Union gave $5,000 to the Civic Plank Party.", AGREES),
        ],
    )
    def test_plain_sentences(self, text: str, opinion: str) -> None:
        parse = parser()
        assert parse is not None
        found = {fact.parser for fact in weighed(text, reading_of(text), parse).facts if fact.parser}
        assert found == {opinion}
