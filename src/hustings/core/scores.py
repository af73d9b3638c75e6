"""Scores that several assessors give: the mean as an exact fraction, and how far they lie apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from hustings.core.errors import Refusal

MAX_TOP = 100

Sheet = Mapping[str, int]
"""What one assessor gives one candidate: points by question."""


class ScoresIncomplete(Refusal):
    code = "scores-incomplete"
    says = "A sheet has points from 0 to {top} for each of these questions: {questions}."
    todo = "Give every question its points; an answer left open may get 0."


@dataclass(frozen=True, slots=True)
class Spread:
    """Several assessors' points for one thing. Units: points; `n` assessors."""

    n: int
    mean: Fraction
    lowest: int
    highest: int

    @property
    def apart(self) -> int:
        """How far the assessors lie apart."""
        return self.highest - self.lowest


def check_sheet(sheet: Sheet, questions: Sequence[str], top: int) -> None:
    """Raises: ScoresIncomplete, unless every question and nothing else has 0 to `top` points."""
    if set(sheet) != set(questions) or not all(0 <= points <= top for points in sheet.values()):
        raise ScoresIncomplete(top=top, questions=", ".join(questions))


def spread(points: Sequence[int]) -> Spread:
    """Mean, lowest and highest of at least one assessor's points."""
    return Spread(len(points), Fraction(sum(points), len(points)), min(points), max(points))


def spread_by_question(sheets: Sequence[Sheet]) -> dict[str, Spread]:
    """For each question what the assessors gave it; empty without a sheet."""
    keys = list(sheets[0]) if sheets else []
    return {key: spread([sheet[key] for sheet in sheets]) for key in keys}


def spread_of_sums(sheets: Sequence[Sheet]) -> Spread | None:
    """What the assessors gave altogether; None without a sheet."""
    return spread([sum(sheet.values()) for sheet in sheets]) if sheets else None


def share_of_top(total: Spread, n_questions: int, top: int) -> Fraction:
    """The mean sum as a share of the most that could be had."""
    return total.mean / (n_questions * top)
