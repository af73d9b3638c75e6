"""Quotations: where the words begin and end, and who said them."""

import pytest

from tests.core.reading.invented import reading_of


def quoted(text: str) -> list[tuple[str, str | None]]:
    """Each fragment with the entity of its speaker."""
    return [(quote.fragment.span.text, quote.entity) for quote in reading_of(text).quotes]


SPOKEN = [
    ('"We will see," Elin Marlow said.', [("We will see,", "marlow")]),
    ("“We will see,” said Elin Marlow.", [("We will see,", "marlow")]),
    ("‘We will see,’ Elin Marlow said.", [("We will see,", "marlow")]),
    ("'We won't wait,' said Elin Marlow.", [("We won't wait,", "marlow")]),
    ("«We will see,» Elin Marlow said.", [("We will see,", "marlow")]),
    ("Elin Marlow called it “a waste.”", [("a waste.", "marlow")]),
    ("Elin Marlow, the former mayor, called Tomas Birchall a “tourist.”", [("tourist.", "marlow")]),
    ("“Yes,” Elin Marlow said, “and soon.”", [("Yes,", "marlow"), ("and soon.", "marlow")]),
    ("“Yes,” Elin Marlow said. “It is time to begin.”", [("Yes,", "marlow"), ("It is time to begin.", "marlow")]),
    ("“Will they come?” Elin Marlow asked.", [("Will they come?", "marlow")]),
    ("Elin Marlow met Tomas Birchall. “Fine,” she said.", [("Fine,", "marlow")]),
    ("Tomas Birchall, who last week called Elin Marlow a “clerk,” was silent.", [("clerk,", "birchall")]),
    ("According to Elin Marlow, the talks were “dull.”", [("dull.", "marlow")]),
    ("“Not us,” the Marlow campaign said.", [("Not us,", "marlow-campaign")]),
    ("“Not us,” a spokesman for Elin Marlow said.", [("Not us,", None)]),
    ("“Not us,” a Marlow campaign aide said.", [("Not us,", None)]),
    ("“Not us,” said Hilde Brack, an aide to Elin Marlow.", [("Not us,", None)]),
    ("“Not us,” Brack said of Elin Marlow.", [("Not us,", None)]),
]


@pytest.mark.parametrize(("text", "fragments"), SPOKEN)
def test_words_go_to_the_one_who_said_them_and_to_nobody_unknown(text: str, fragments: list[tuple[str, str]]) -> None:
    assert quoted(text) == fragments


@pytest.mark.parametrize(
    "text",
    [
        "Elin Marlow was invited to a “members’ hearing” with the HHU.",
        "The so-called “glove speech” hurt Elin Marlow.",
        "Elin Marlow rejected the plan, since it hands Tomas Birchall “a gift.”",
        "The bill, known as “Open Gates,” is backed by Elin Marlow.",
    ],
)
def test_a_term_in_marks_is_nobodys_statement(text: str) -> None:
    reading = reading_of(text)
    assert [(quote.kind, quote.entity) for quote in reading.quotes] == [("term", None)]
    assert [fact for fact in reading.facts if fact.quotes] == []


def test_a_missing_closing_mark_ends_with_its_paragraph_and_leaves_the_rest_alone() -> None:
    text = "Elin Marlow called them “fine hosts.\n\n“I mean it,” she said.\n\nTomas Birchall was silent."
    assert quoted(text) == [("fine hosts.", "marlow"), ("I mean it,", "marlow")]
    assert [quote.fragment.closed for quote in reading_of(text).quotes] == [False, True]


def test_a_quotation_carried_over_paragraphs_keeps_its_speaker_and_is_one_quotation() -> None:
    text = "“We asked them all,” Bridget Oakenfull said. “We waited.\n\n“Then we asked again.”"
    quotes = reading_of(text).quotes
    assert [quote.entity for quote in quotes] == ["oakenfull"] * 3
    assert {quote.group for quote in quotes} == {"q1"}


def test_a_possessive_and_a_dropped_letter_are_no_quotation_marks() -> None:
    assert quoted("The workers' hall on '29 Street is Elin Marlow's, rock 'n' roll apart.") == []


def test_inches_are_no_quotation() -> None:
    assert quoted('The 30" banner of Elin Marlow hung there. "Nice," she said.') == [("Nice,", "marlow")]


def test_an_unknown_speaker_has_a_place_in_the_text_and_no_name_of_somebody_else() -> None:
    (quote,) = reading_of("Elin Marlow left early. “It was a long day,” said Hilde Brack.").quotes
    assert (quote.entity, quote.speaker and quote.speaker.text) == (None, "Hilde Brack")
