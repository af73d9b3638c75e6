"""What the check of an archive found, for people and for programs."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from hustings.core.ballots.advice import advice_for_checker, told_to_checker
from hustings.core.ballots.engine import ArchiveReport
from hustings.core.errors import Refusal

MARKS = {"holds": "holds  ", "fails": "FAILS  ", "not-run": "not run"}


def lines(path: Path, report: ArchiveReport) -> Iterator[str]:
    """A report in lines for people."""
    yield str(path) + (f": {report.setup.election.name}" if report.setup else "")
    for finding in report.findings:
        said = f"{finding.says} ({finding.n:,})" if finding.state == "holds" else finding.says
        yield f"{MARKS[finding.state]}  {finding.check:11}  {said}"
    yield f"{report.n_ballots:,} ballots, {report.n_counted:,} count"
    yield from counted(report, report.results)
    yield f"head {report.head}"
    yield f"FAILS: {told_to_checker(report.refusal)}" if report.refusal else "Every check holds."


def counted(report: ArchiveReport, results: Sequence[Sequence[int]]) -> Iterator[str]:
    """Results of the questions in an archive, answer by answer."""
    if report.setup and results:
        for question, counts in zip(report.setup.election.questions, results, strict=True):
            yield from (f"  {number:>9,}  {label}" for label, number in zip(question.labels, counts, strict=True))


def as_plain(path: Path, report: ArchiveReport) -> dict[str, Any]:
    """A report as plain values."""
    return {
        "archive": str(path),
        "holds": report.holds,
        "refused": report.refusal.as_json() | {"todo": advice_for_checker(report.refusal)} if report.refusal else None,
        "head": report.head,
        "n_events": report.n_events,
        "n_ballots": report.n_ballots,
        "n_counted": report.n_counted,
        "n_hinted": report.n_hinted,
        "results": [list(counts) for counts in report.results],
        "checks": [{"check": f.check, "state": f.state, "says": f.says, "n": f.n} for f in report.findings],
    }


class Together:
    """What the check of a merged tally with its archives found."""

    def __init__(self, file: Path, data: bytes, reports: Sequence[ArchiveReport]) -> None:
        self._file, self._reports = file, reports
        self._refusal: Refusal | None = None
        self._results: tuple[tuple[int, ...], ...] = ()
        # Loaded only for archives that are opened together: it takes as long as twenty ballots.
        from hustings.core.ballots.merged import merged_holds, sealed_unit  # noqa: PLC0415

        try:
            self._results = merged_holds(data, [sealed_unit(report) for report in reports])
        except Refusal as refusal:
            self._refusal = refusal

    @property
    def holds(self) -> bool:
        """Whether every claim in the file is right."""
        return self._refusal is None

    def lines(self) -> Iterator[str]:
        """For people."""
        yield f"{self._file}: the archives above, opened only together"
        yield from counted(self._reports[0], self._results)
        yield f"FAILS: {told_to_checker(self._refusal)}" if self._refusal else "Every check of it holds."

    def as_plain(self) -> dict[str, Any]:
        """As plain values."""
        refused = self._refusal
        return {
            "merged": str(self._file),
            "holds": self.holds,
            "refused": refused.as_json() | {"todo": advice_for_checker(refused)} if refused else None,
            "results": [list(counts) for counts in self._results],
        }
