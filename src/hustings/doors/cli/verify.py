"""`hustings verify`: check a bundle, offline. Needs no Django and no database."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from json import dumps
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, TaskID

from hustings.core.ballots.engines import ENGINE
from hustings.core.errors import Refusal
from hustings.core.findings import Check, Result
from hustings.core.verify import Report, Watch
from hustings.core.verify import verify as judge

app = typer.Typer()

NOT_A_BUNDLE = 2
MARKS = {Result.HOLDS: "holds  ", Result.FAILS: "FAILS  ", Result.NOT_RUN: "not run"}


class BundleUnreadable(Refusal):
    """A file that cannot be opened."""

    code = "bundle-unreadable"
    says = "{file} cannot be read: {why}."
    todo = "Check the path and that it is a file you may open."


class HeadMalformed(Refusal):
    """A head that no record can have."""

    code = "head-malformed"
    says = "{head} is not a head: a head is 64 digits and letters from a to f."
    todo = "Copy the whole head from a publication or a release."


@app.command()
def verify(
    bundle: Annotated[Path, typer.Argument(metavar="BUNDLE", help="The .zip file that was published.")],
    head: Annotated[str | None, typer.Option(metavar="HEX", help="The head that its record must have.")] = None,
    extends: Annotated[
        Path | None, typer.Option(metavar="OLD_BUNDLE", help="An older bundle that this one must continue.")
    ] = None,
    voices: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="A file of voices: work out the order of members' questions anew."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Check everything in a bundle, from its digests to every proof of its polls. Nothing leaves this computer.

    Exit status: 0 all checks hold, 1 something fails (it says which), 2 this is not a bundle.
    """
    try:
        report = _judged(bundle, head, extends, voices or [], quiet=json)
    except Refusal as refusal:
        _refuse(refusal, json)
        raise typer.Exit(NOT_A_BUNDLE) from refusal
    typer.echo(_json(report) if json else "\n".join(_lines(report)))
    raise typer.Exit(report.exit_status)


def _judged(bundle: Path, head: str | None, extends: Path | None, voices: list[Path], *, quiet: bool) -> Report:
    wanted = _head(head)
    data = _read(bundle)
    older = _read(extends) if extends else None
    files = [_read(each) for each in voices]
    with _progress(quiet) as watch:
        return judge(
            data, coins=secrets.token_bytes, engine=ENGINE, head=wanted, extends=older, voices=files, watch=watch
        )


def _head(text: str | None) -> str:
    head = (text or "").strip().lower()
    if text is not None and (len(head) != 64 or head.strip("0123456789abcdef")):
        raise HeadMalformed(head=text, where="--head")
    return head


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BundleUnreadable(file=str(path), why=error.strerror or type(error).__name__) from error


@contextmanager
def _progress(quiet: bool) -> Iterator[Watch | None]:
    """A bar for each poll on standard error, where somebody is there to see it."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield None
        return
    with Progress(console=console, transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def watch(poll: str, done: int, total: int) -> None:
            if poll not in tasks:
                tasks[poll] = bar.add_task(f"every proof of {poll}", total=total)
            bar.update(tasks[poll], completed=done)

        yield watch


def _refuse(refusal: Refusal, as_json: bool) -> None:
    if as_json:
        typer.echo(dumps({"refused": refusal.as_json()}, ensure_ascii=False, indent=2))
    else:
        typer.echo(f"Refused: {refusal}", err=True)


def _json(report: Report) -> str:
    return dumps(report.as_json(), ensure_ascii=False, indent=2)


def _lines(report: Report) -> Iterator[str]:
    yield _kind(report)
    yield f"{report.title} ({report.cycle})" if report.title else "The record cannot be read."
    yield ""
    width = max(len(check.name) for check in report.checks)
    yield from (_line(check, width) for check in report.checks)
    yield ""
    yield f"head {report.head}" if report.head else "no head: the record does not hold"
    failing = [check.name for check in report.checks if check.result is Result.FAILS]
    yield f"FAILS: {', '.join(failing)}" if failing else "Every check holds."


def _kind(report: Report) -> str:
    if report.rehearsal is None:
        return "Whether this is a rehearsal cannot be read."
    if report.rehearsal:
        return "REHEARSAL: everything in this bundle was made by a program."
    said = {"reported": "Not a rehearsal: a cycle retold from named sources."}
    return said.get(report.kind, "Not a rehearsal: acts of the organisation itself.")


def _line(check: Check, width: int) -> str:
    return f"{MARKS[check.result]}  {check.name:{width}}  {check.finding}"
