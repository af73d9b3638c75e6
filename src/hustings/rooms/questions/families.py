"""A question and those merged into it: together they are one, and a voice that supports any of them counts once."""

from collections.abc import Iterable

from hustings.rooms.questions.models import MERGED, Question, Support
from hustings.rooms.questions.refusals import NoSuchQuestion


class Families:
    """The questions of a cycle, by number, and what was merged into what."""

    def __init__(self, cycle: str) -> None:
        self.cycle = cycle
        self.rows = {row.pk: row for row in Question.objects.filter(cycle=cycle).order_by("number")}
        self._merged: dict[int, list[Question]] = {}
        for row in self.rows.values():
            if row.state == MERGED:
                self._merged.setdefault(self.root(row).pk, []).append(row)

    def the(self, question: str) -> Question:
        """The row of a code such as `Q-7`. Raises: NoSuchQuestion."""
        for row in self.rows.values():
            if row.code == question:
                return row
        raise NoSuchQuestion(question=question, where=self.cycle)

    def root(self, question: Question) -> Question:
        """The question that a merged one was merged into in the end; otherwise itself."""
        while question.state == MERGED and question.merged_into_id is not None:
            question = self.rows[question.merged_into_id]
        return question

    def merged(self, root: Question) -> tuple[Question, ...]:
        """Everything that was merged into a question in the end."""
        return tuple(self._merged.get(root.pk, ()))

    def with_merged(self, root: Question) -> tuple[Question, ...]:
        """A question, first, and everything that was merged into it."""
        return (root, *self.merged(root))

    def supporters(self, wanted: Iterable[Question]) -> dict[str, set[str]]:
        """The voices that support each of the wanted questions or one merged into it, by code."""
        found: dict[int, set[str]] = {row.pk: set() for row in wanted}
        for key, voice in Support.objects.filter(question__cycle=self.cycle).values_list("question", "voice"):
            found.get(self.root(self.rows[key]).pk, set()).add(voice)
        return {self.rows[key].code: voices for key, voices in found.items()}
