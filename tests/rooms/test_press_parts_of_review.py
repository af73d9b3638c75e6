"""The parts of a review that need no tables: marks in a text, a sentence from parts, names that nobody knows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.core.reading import Entity, Gazetteer
from hustings.rooms.press.marks import KINDS, Mark, excerpt, known_names, marks_of, told_in, window
from hustings.rooms.press.sentences import Parts, proposed, sentence_of
from hustings.rooms.press.unknown import unknown_names
from tests.rooms.press_facts import SENTENCES, TEXT, ten_findings

REYES = Entity("CAND-1", "Person", "Dana Reyes", ("Dana Reyes", "Reyes"), "candidate")
OKAFOR = Entity("CAND-2", "Person", "Ben Okafor", ("Ben Okafor", "Okafor"), "candidate")
MARSH = Entity("CAND-3", "Person", "Lena Marsh", ("Lena Marsh", "Marsh"), "candidate")
GUILD = Entity("guild", "Organization", "Dock Clerks Guild", ("Dock Clerks Guild",), "union")
PILOTS = Entity("pilots", "Organization", "Harbor Pilots Association", ("Harbor Pilots Association",), "union")
KNOWN = {one.id: one for one in (REYES, OKAFOR, MARSH, GUILD, PILOTS)}


def test_a_sentence_is_made_from_the_parts_alone():
    assert [sentence_of(found, KNOWN) for found in ten_findings()] == [
        "Dana Reyes met the Dock Clerks Guild on 3 March 2031.",
        "The Dock Clerks Guild endorsed Dana Reyes on 4 March 2031.",
        "Ben Okafor met the Harbor Pilots Association in February 2031.",
        "The Harbor Pilots Association had not decided whom to endorse.",
        "Lena Marsh is to meet the Dock Clerks Guild between 10 March 2031 and 16 March 2031.",
        "The Harbor Pilots Association gave $4,500 to Ben Okafor.",
        "Dana Reyes made a statement on 3 March 2031.",
        "The Crane Operators Brotherhood invited Lena Marsh.",
        "Ben Okafor took a position.",
        "Ben Okafor met the Harbor Pilots Association in February 2031.",
    ]


@pytest.mark.parametrize(
    ("status", "outcome", "says"),
    [
        ("not happened", "given", "The Guild did not endorse Dana Reyes."),
        ("possible", "given", "The Guild may endorse Dana Reyes."),
        ("expected", "given", "The Guild is expected to endorse Dana Reyes."),
        ("denied", "given", "It was denied that the Guild endorsed Dana Reyes."),
        ("happened", "none", "The Guild decided to endorse nobody."),
        ("happened", "withdrawn", "The Guild withdrew the endorsement of Dana Reyes."),
    ],
)
def test_plans_negatives_and_denials_are_said_as_such(status, outcome, says):
    roles = {"endorser": ["the Guild"], "endorsee": ["Dana Reyes"]}
    assert proposed(Parts("endorsement", status, outcome, roles)) == says


def test_who_is_not_named_is_not_invented():
    assert proposed(Parts("meeting", "happened")) == "Somebody who is not named met somebody who is not named."


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9), st.sampled_from(KINDS)), max_size=8),
    st.integers(0, 60),
    st.integers(0, 20),
)
def test_the_pieces_joined_are_the_text_whatever_is_marked(text, places, start, length):
    marks = [Mark(a, a + n, kind) for a, n, kind in places]
    told = [(min(start, len(text)), min(start + length, len(text)))]
    pieces = excerpt(text, marks, told, (0, len(text))).pieces
    assert "".join(piece.text for piece in pieces) == text
    assert sum(len(piece.text) for piece in pieces if piece.told) == told[0][1] - told[0][0]


def test_the_marks_of_a_fact_win_over_names_that_are_only_known():
    found = ten_findings()[0]
    shown = window(TEXT, found["evidence"][0]["start"], found["evidence"][0]["end"], around=32)
    known = known_names(TEXT, *shown, Gazetteer(tuple(KNOWN.values())))
    marks = [*marks_of(found), *(Mark(one.span.start, one.span.end, "known") for one in known)]
    pieces = excerpt(TEXT, marks, told_in(found), shown).pieces
    assert [(piece.text, piece.kind, piece.label) for piece in pieces if piece.kind] == [
        ("Dana Reyes", "who", "candidate"),
        ("met", "trigger", ""),
        ("Dock Clerks Guild", "who", "organization"),
        ("Monday", "when", ""),
        ("Dock Clerks Guild", "known", ""),
    ]
    assert "".join(piece.text for piece in pieces if piece.told) == SENTENCES[0]


def test_a_window_is_cut_between_words_and_says_what_is_left_out():
    text = "alpha beta gamma delta epsilon"
    assert window(text, 11, 16, around=3) == (11, 16)
    assert window(text, 11, 16, around=8) == (6, 22)
    assert excerpt(text, (), (), (6, 22)).before == 6


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("On Monday the Dock Clerks' Gild met Dana Reyes.", [("Dock Clerks' Gild", ["guild"])]),
        (
            "The Northern Conference of Dock Clerks Guild met.",
            [("Northern Conference of Dock Clerks Guild", ["guild"])],
        ),
        ("HARBOR CITY - Mayor Dana Reyes met the HPA.", [("HPA", ["pilots"])]),
        ("Yesterday President Nora Quist said so.", [("Nora Quist", [])]),
        ("Dana Reyes met the Dock Clerks Guild in March.", []),
    ],
)
def test_names_that_nobody_knows_are_found_with_whom_they_may_mean(text, found):
    entities = tuple(KNOWN.values())
    known = known_names(text, 0, len(text), Gazetteer(entities))
    names = unknown_names(text, [(0, len(text))], known, entities)
    assert [(one.words, [guess.key for guess in one.guesses]) for one in names] == found
