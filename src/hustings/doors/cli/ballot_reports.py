"""What the check of an archive found, for people and for programs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hustings.core.ballots.advice import advice_for_checker, told_to_checker
from hustings.core.ballots.engine import ArchiveReport

MARKS = {"holds": "holds  ", "fails": "FAILS  ", "not-run": "not run"}


def lines(path: Path, report: ArchiveReport) -> Iterator[str]:
    """A report in lines for people."""
    yield str(path) + (f": {report.setup.election.name}" if report.setup else "")
    for finding in report.findings:
        said = f"{finding.says} ({finding.n:,})" if finding.state == "holds" else finding.says
        yield f"{MARKS[finding.state]}  {finding.check:11}  {said}"
    yield f"{report.n_ballots:,} ballots, {report.n_counted:,} count"
    if report.setup and report.results:
        for question, counts in zip(report.setup.election.questions, report.results, strict=True):
            yield from (f"  {number:>9,}  {label}" for label, number in zip(question.labels, counts, strict=True))
    yield f"head {report.head}"
    yield f"FAILS: {told_to_checker(report.refusal)}" if report.refusal else "Every check holds."


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
