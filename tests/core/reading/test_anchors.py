"""A fact's place is found again when a page has changed, or it is lost; it is never guessed."""

from hypothesis import given
from hypothesis import strategies as st

from hustings.core.reading.anchors import AROUND, Again, Selector

OLD = (
    "HARBOR CITY — Elin Marlow met with the Cooks Union on Tuesday.\n\n"
    "“We had a frank talk,” Marlow said. “Yes,” she said.\n\n"
    "The Dock Clerks endorsed Marlow on Sunday. The Weighers did not.\n"
)


def place(text: str, words: str, *, nth: int = 1) -> Selector:
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return Selector.of(text, start, start + len(words))


def found(text: str, wanted: Selector, *, near: int = 0) -> str | None:
    span = Again(text).find(wanted, near=near)
    return None if span is None else text[span.start : span.end]


def test_a_place_is_found_behind_what_was_put_before_it() -> None:
    wanted = place(OLD, "The Dock Clerks endorsed Marlow on Sunday.")
    new = "Correction: an earlier version named another hall.\n\n" + OLD
    span = Again(new).find(wanted)
    assert span is not None
    assert (span.start, span.text) == (OLD.index("The Dock") + 52, "The Dock Clerks endorsed Marlow on Sunday.")


def test_words_that_were_taken_out_are_lost() -> None:
    wanted = place(OLD, "The Dock Clerks endorsed Marlow on Sunday.")
    assert found(OLD.replace("endorsed", "praised"), wanted) is None


def test_quotation_marks_dashes_and_line_breaks_may_be_reset() -> None:
    wanted = place(OLD, "“We had a frank talk,” Marlow said.")
    new = OLD.replace("“", '"').replace("”", '"').replace("frank talk", "frank\n   talk").replace("—", "-")
    assert found(new, wanted) == '"We had a frank\n   talk," Marlow said.'


def test_of_several_occurrences_the_one_in_the_same_surroundings_is_meant() -> None:
    text = "Reyes met the dockers. Later the weighers met. Marlow met the dockers. Later the clerks met."
    wanted = place(text, "met the dockers", nth=2)
    assert Again("A new line. " + text).find(wanted).start == 12 + text.index("met the dockers", 20)


def test_of_equal_occurrences_the_nearest_is_meant() -> None:
    text = "It met today. " * 20
    wanted = place(text, "met", nth=10)
    assert Again(text).find(wanted, near=9 * 14 + 3).start == 9 * 14 + 3


def test_few_words_in_other_surroundings_are_lost_rather_than_guessed() -> None:
    wanted = place(OLD, "Yes")
    assert found("Yes, the weather will be fine, said the harbor master.", wanted) is None


def test_a_long_sentence_moved_elsewhere_is_found() -> None:
    wanted = place(OLD, "The Dock Clerks endorsed Marlow on Sunday.")
    assert found("Brief news. The Dock Clerks endorsed Marlow on Sunday. More tomorrow.", wanted) is not None


def test_a_selector_is_the_one_of_web_annotations() -> None:
    assert place("a b c", "b").as_json() == {"type": "TextQuoteSelector", "exact": "b", "prefix": "a ", "suffix": " c"}


WORDS = st.lists(st.sampled_from(["Marlow", "met", "the", "“Yes,”", "union", "on\n", "—", "مرحبا"]), max_size=60)


@given(words=WORDS, before=WORDS, cut=st.tuples(st.integers(0, 300), st.integers(1, 40)))
def test_in_an_unchanged_text_every_place_is_where_it_was(words, before, cut) -> None:
    text = " ".join(words)
    start, end = cut[0], cut[0] + cut[1]
    wanted = Selector.of(text, start, end)
    span = Again(text).find(wanted, near=start)
    if wanted.exact.strip():
        assert span is not None
        assert (span.start, span.end) == (start, min(end, len(text))) or span.text.split() == wanted.exact.split()
    longer = " ".join([*before, text])
    moved = Again(longer).find(wanted, near=start + len(longer) - len(text))
    assert moved is None or moved.text.split() == wanted.exact.split()
    assert len(wanted.prefix) <= AROUND
