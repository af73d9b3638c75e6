"""`hustings press …`: read news texts into sourced facts. Needs no database; the reader is loaded when it is called."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hustings.core.errors import Refusal
from hustings.doors.cli.press_regressions import regressions

if TYPE_CHECKING:
    from hustings.core.reading import Gazetteer, Reading
    from hustings.core.reading.facts import Fact

app = typer.Typer(no_args_is_help=True, help="Read news texts into sourced facts.")
app.command()(regressions)


class Unreadable(Refusal):
    """A file cannot be opened."""

    code = "press-unreadable-file"
    says = "{file} cannot be read: {why}."
    todo = "Check the path and that it is a file you may open."


class SameName(Refusal):
    """Two files would be one document."""

    code = "press-same-name"
    says = "Two of the files are named {name}, and a document is known by its file's name without suffix."
    todo = "Read them one after the other, or rename one."


@app.callback()
def press() -> None:
    """Read news texts into sourced facts."""


@app.command()
def read(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Articles, UTF-8 text, at most 5 MB each.")],
    gazetteer: Annotated[
        Path | None, typer.Option(help="Who may be named: a JSON file of persons and organizations.")
    ] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="When the articles appeared, where their text does not say it.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print predictions, one for each file name without suffix.")
    ] = False,
) -> None:
    """Read articles and print the dated, sourced facts found in them. Nothing is stored or published.

    Exit status 2 when a file, the gazetteer or the date cannot be read; then nothing is printed.
    """
    try:
        readings = _readings(files, gazetteer, published)
    except Refusal as refusal:
        typer.echo(f"Refused: {refusal}", err=True)
        raise typer.Exit(2) from refusal
    if as_json:
        predictions = {reading.document: reading.as_prediction() for reading in readings}
        sys.stdout.write(json.dumps(predictions, ensure_ascii=False, indent=1) + "\n")
        return
    for reading in readings:
        typer.echo(_page(reading))


def _readings(files: list[Path], gazetteer: Path | None, published: str | None) -> "list[Reading]":
    from hustings.core.reading import Gazetteer, Published, decode  # noqa: PLC0415  loaded only when something is read
    from hustings.core.reading import read as read_text  # noqa: PLC0415

    known = _gazetteer(gazetteer) if gazetteer else Gazetteer(entities=())
    day = Published.parse(published, where="--published") if published else None
    names = [file.stem for file in files]
    for name in names:
        if names.count(name) > 1:
            raise SameName(name=name)
    texts = [(file, decode(_bytes(file), where=str(file))) for file in files]
    return [read_text(text, gazetteer=known, published=day, document=file.stem) for file, text in texts]


def _gazetteer(file: Path) -> "Gazetteer":
    from hustings.core.reading import Gazetteer, decode  # noqa: PLC0415

    return Gazetteer.from_json(decode(_bytes(file), where=str(file)), where=str(file))


def _bytes(file: Path) -> bytes:
    """The file's bytes, never more than one past the limit, so that a giant is refused without being held."""
    from hustings.core.reading.text import MAX_BYTES  # noqa: PLC0415

    try:
        with file.open("rb") as source:
            return source.read(MAX_BYTES + 1)
    except OSError as error:
        raise Unreadable(file=file, why=(error.strerror or "it cannot be opened").lower()) from error


def _page(reading: "Reading") -> str:
    """One document for the eye: its date, then every fact in the order of the text."""
    day = reading.published
    value = day.interval.value if day.interval else "not known"
    lines = [f"{reading.document}", f"  published {value} ({day.basis})", f"  sha256 {reading.sha256}"]
    n_quotes = sum(1 for quote in reading.quotes if quote.kind != "term")
    lines.append(
        f"  {len(reading.mentions)} names, {n_quotes} quoted fragments, {len(reading.amounts)} sums of money, "
        f"{len(reading.facts)} facts ({sum(fact.tier == 'clear' for fact in reading.facts)} clear)"
    )
    for fact in reading.facts:
        lines.extend(["", *_fact(fact, reading)])
    return "\n".join([*lines, ""])


def _fact(fact: "Fact", reading: "Reading") -> list[str]:
    outcome = f", {fact.outcome}" if fact.outcome else ""
    lines = [
        f"  {fact.type}{outcome} · {fact.status.replace('_', ' ')} · {fact.tier}"
        + (f" ({fact.why})" if fact.why else "")
    ]
    lines.extend(
        _row("who", f"{p.entity or '?'} as {p.role}" + (f": “{_flat(p.span.text)}”" if p.span else ""))
        for p in fact.participants
    )
    if fact.time is not None:
        interval = fact.time.interval
        lines.append(
            _row(
                "when", f"{interval.value if interval else '?'}: “{_flat(fact.time.span.text)}”, {fact.time.arithmetic}"
            )
        )
    if fact.amount is not None:
        lines.append(_row("sum", f"{fact.amount.span.text} ({fact.amount.role})"))
    if fact.count is not None:
        lines.append(_row("count", f"{fact.count.value} {fact.count.unit}"))
    spoken = (quote.fragment.span.text for quote in reading.quotes if quote.group in fact.quotes)
    lines.extend(_row("words", f"“{_flat(words)}”") for words in spoken)
    lines.extend(_row("text", f"{span.start}-{span.end}: {_flat(span.text)}") for span in fact.evidence)
    if fact.zone:
        lines.append(_row("zone", fact.zone))
    if fact.withhold:
        lines.append(_row("withhold", f"about {fact.withhold}; never offered for publication"))
    return lines


def _row(name: str, value: str) -> str:
    return f"    {name:9}{value}"


def _flat(text: str) -> str:
    """White space as single blanks, and nothing that a terminal would obey."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
