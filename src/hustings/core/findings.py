"""What a check found: the one form in which every check of a bundle speaks."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from hustings.core.projections.statements import Shown


class Result(StrEnum):
    """How a check ended."""

    HOLDS = "holds"
    FAILS = "fails"
    NOT_RUN = "not run"


@dataclass(frozen=True, slots=True)
class Check(Shown):
    """One check: what was compared with what, what was found, and the result."""

    name: str
    compared: str
    finding: str
    result: Result


def judged(name: str, compared: str, wrong: Iterable[str], good: str) -> Check:
    """A check that fails with the first of `wrong`, and otherwise holds with the finding `good`."""
    faults = tuple(wrong)
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    if faults:
        return Check(name, compared, faults[0] + more, Result.FAILS)
    return Check(name, compared, good, Result.HOLDS)


def not_run(name: str, compared: str, why: str) -> Check:
    """A check that was left out."""
    return Check(name, compared, f"not run: {why}", Result.NOT_RUN)
