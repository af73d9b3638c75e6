"""While one page is made, the same question is asked of the database once; an action forgets what was answered."""

from collections.abc import Iterator

from hustings.core.values import Actor, Role
from hustings.ground.record.declared import query
from hustings.ground.record.readings import forget, reading

asked: list[str] = []


@query()
def answer_to(*, question: str) -> tuple[str, int]:
    asked.append(question)
    return question, len(asked)


@query()
def pieces_of(*, question: str) -> Iterator[str]:
    return iter(question)


def test_outside_a_reading_every_question_is_asked() -> None:
    assert answer_to(question="who?") != answer_to(question="who?")


def test_inside_a_reading_a_question_is_asked_once_and_another_one_too() -> None:
    with reading():
        assert answer_to(question="who?") is answer_to(question="who?")
        assert answer_to(question="when?")[0] == "when?"
    assert answer_to(question="who?") is not answer_to(question="who?")


def test_what_was_answered_is_forgotten_when_something_was_done() -> None:
    with reading():
        before = answer_to(question="who?")
        forget()
        assert answer_to(question="who?") != before


def test_what_is_read_off_bit_by_bit_is_given_anew() -> None:
    with reading():
        assert list(pieces_of(question="who?")) == list(pieces_of(question="who?")) == ["w", "h", "o", "?"]


def test_each_actor_is_answered_apart() -> None:
    @query(may=Role.DIRECTOR)
    def told(*, actor: Actor) -> str:
        return actor.id

    with reading():
        assert [told(actor=Actor(name, frozenset({Role.DIRECTOR}))) for name in ("ines", "omar")] == ["ines", "omar"]
