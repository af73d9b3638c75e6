"""The tables of the members' questions: every question, every place in an order, every answer."""

from collections.abc import Iterator
from typing import Any

from hustings.doors.public.frame import Here

Rows = Iterator[tuple[str, tuple[Any, ...]]]


def question_rows(here: Here) -> Rows:
    """One row for each question."""
    for each in here.page.questions.questions:
        steps = [" ".join(part for part in (step.on, step.status) if part) for step in each.history]
        told = (each.code, each.text, each.asked_by, each.status, each.reason, each.into, list(each.merged))
        yield each.basis, (*told, steps)


def order_rows(here: Here) -> Rows:
    """One row for each place; the load is an exact fraction."""
    kept = here.page.questions
    for order in kept.orders:
        for each in order.places:
            told = (order.roundtable, order.candidate, order.name, order.on, order.n_voices, each.place, each.question)
            chosen = each.question in order.chosen
            numbers = (each.n_supporters, each.n_unheard, each.load)
            yield kept.basis, (*told, *numbers, chosen, order.departs_because, order.voices_digest)


def put_rows(here: Here) -> Rows:
    """One row for each question at each roundtable for which it was chosen."""
    for each in here.page.questions.questions:
        for put in each.put:
            told = (each.code, each.text, put.roundtable, put.candidate, put.name)
            yield each.basis, (*told, put.answer, put.minute, put.link, put.on)
