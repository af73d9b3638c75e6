"""A reading: while one page is made, the same question is asked of the database once.

Queries return frozen values, so an answer may be given twice. A reading begins with a page that only reads; the first
action inside it forgets every answer.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar, cast

T = TypeVar("T")

_answers: ContextVar[dict[Hashable, Any] | None] = ContextVar("answers", default=None)


@contextmanager
def reading() -> Iterator[None]:
    """Inside it, `answered` remembers."""
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def answered(question: Callable[..., T], args: tuple[Any, ...], facts: Mapping[str, Any]) -> T:
    """The answer: inside a reading, the one that was given before, unless it is one that is read off bit by bit."""
    known = _answers.get()
    key = (question, args, tuple(facts.items()))
    if known is None or not _is_hashable(key):
        return question(*args, **facts)
    if key in known:
        return cast(T, known[key])
    answer = question(*args, **facts)
    if not isinstance(answer, Iterator):
        known[key] = answer
    return answer


def forget() -> None:
    """Something was done: what was answered may no longer hold."""
    known = _answers.get()
    if known is not None:
        known.clear()


def _is_hashable(key: object) -> bool:
    try:
        hash(key)
    except TypeError:
        return False
    return True
