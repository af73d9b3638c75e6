"""`hustings press regressions`: rejected facts as a private test of the reader. What is heavy is loaded when called."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hustings.core.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hustings.rooms.press.regressions import Verdict


class NothingAsked(Refusal):
    """Neither a file to write nor one to check."""

    code = "press-nothing-asked"
    says = "Nothing is asked of the regression file."
    todo = "Give --out FILE to write it from the tables, or --check FILE to read each rejected fact again."


class Unwritable(Refusal):
    """The file cannot be read or written."""

    code = "press-regressions-file"
    says = "{file} cannot be used: {why}."
    todo = "Check the path and that you may write or read there."


def regressions(
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the file from the tables. It quotes articles: keep it private."),
    ] = None,
    check: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Read each rejected fact again; needs no database.")
    ] = None,
    cycle: Annotated[str, typer.Option(metavar="C", help="With --out: only this cycle.")] = "",
) -> None:
    """Write or check the regression file: a line of JSON for each rejected fact.

    Exit status 1 when the reader would still find a rejected fact through a fault of its own; 2 when a file cannot be
    used.
    """
    try:
        if out is None and check is None:
            raise NothingAsked
        if out is not None:
            _write(out, cycle)
        if check is not None:
            _check(check)
    except Refusal as refusal:
        typer.echo(f"Refused: {refusal}", err=True)
        raise typer.Exit(2) from refusal


def _write(out: Path, cycle: str) -> None:
    from hustings.doors.cli.main import start_django  # noqa: PLC0415  only this option needs the tables

    start_django()
    from hustings.rooms.press.regression_file import lines_in_tables, save  # noqa: PLC0415

    text = lines_in_tables(cycle)
    try:
        save(out, text)
    except OSError as error:
        raise Unwritable(file=out, why=(error.strerror or "it cannot be opened").lower()) from error
    typer.echo(f"{text.count(chr(10))} rejected facts are written to {out}.")


def _check(file: Path) -> None:
    from hustings.rooms.press.regressions import verdicts  # noqa: PLC0415

    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise Unwritable(file=file, why=why.lower()) from error
    found = list(verdicts(text, file=str(file)))
    again = [one for one in found if one.found and one.fault]
    for one in again:
        typer.echo(f"Still found: {one.fact}, {one.type}. Rejected: {one.reason}\n    {one.sentence}")
    typer.echo(_sum(found, again))
    if again:
        raise typer.Exit(1)


def _sum(found: "Sequence[Verdict]", again: "Sequence[Verdict]") -> str:
    n_right = sum(one.found and not one.fault for one in found)
    told = f"{len(again)} of {len(found)} rejected facts would still be found."
    return (
        f"{told} {n_right} more are found rightly: they were rejected for no fault of the reader." if n_right else told
    )
