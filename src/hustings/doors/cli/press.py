"""`hustings press …`: read news texts into sourced facts. Needs no database; the reader is loaded when it is called."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hustings.core.errors import Refusal
from hustings.doors.cli.press_files import Document, Unreadable, bytes_of, documents_of
from hustings.doors.cli.press_regressions import regressions
from hustings.doors.cli.press_watch import watch

if TYPE_CHECKING:
    from hustings.core.reading import Gazetteer, Reading
    from hustings.core.reading.facts import Fact

app = typer.Typer(no_args_is_help=True, help="Read news texts into sourced facts.")
app.command()(regressions)
app.command()(watch)


@app.callback()
def press() -> None:
    """Read news texts into sourced facts."""


@app.command()
def read(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="Articles: UTF-8 text, saved pages (HTML, MHTML), feeds (RSS, Atom)."),
    ],
    gazetteer: Annotated[
        Path | None, typer.Option(help="Who may be named: a JSON file of persons and organizations.")
    ] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="When the articles appeared, where their text does not say it.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print predictions, one for each file name without suffix.")
    ] = False,
    charset: Annotated[str, typer.Option(metavar="NAME", help="How the files are encoded, if not as UTF-8.")] = "",
    texts: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Write there the text of each document, as offsets count it.")
    ] = None,
    parser: Annotated[
        bool,
        typer.Option("--parser", help="Ask the optional parser for a second opinion on some facts."),
    ] = False,
) -> None:
    """Read articles and print the dated, sourced facts found in them. Nothing is stored or published.

    Exit status 2 when a file, the gazetteer or the date cannot be read; then nothing is printed.
    """
    try:
        documents = documents_of(files, charset=charset)
        readings = _read_documents(documents, gazetteer, published)
        readings = _doubled(documents, readings) if parser else readings
        if texts is not None:
            _keep_texts(documents, texts)
    except Refusal as refusal:
        typer.echo(f"Refused: {refusal}", err=True)
        raise typer.Exit(2) from refusal
    if as_json:
        _print_predictions(documents, readings)
        return
    for one, reading in zip(documents, readings, strict=True):
        typer.echo(_page(reading, one.notes))


def _print_predictions(documents: "list[Document]", readings: "list[Reading]") -> None:
    """The predictions as JSON; what was noticed on the way in goes to standard error."""
    for one in documents:
        for note in one.notes:
            typer.echo(f"{one.name}: {_flat(note)}", err=True)
    predictions = {reading.document: reading.as_prediction() for reading in readings}
    sys.stdout.write(json.dumps(predictions, ensure_ascii=False, indent=1) + "\n")


def _read_documents(documents: "list[Document]", gazetteer: Path | None, published: str | None) -> "list[Reading]":
    from hustings.core.reading import Gazetteer, Published  # noqa: PLC0415  loaded only when something is read
    from hustings.core.reading import read as read_text  # noqa: PLC0415

    known = _gazetteer(gazetteer) if gazetteer else Gazetteer(entities=())
    given = Published.parse(published, where="--published") if published else None
    days = [given or (Published.parse(one.published) if one.published else None) for one in documents]
    return [
        read_text(one.text, gazetteer=known, published=day, document=one.name)
        for one, day in zip(documents, days, strict=True)
    ]


def _doubled(documents: "list[Document]", readings: "list[Reading]") -> "list[Reading]":
    """The readings with the parser's opinion; where no parser is installed, one line says so and nothing changes."""
    from hustings.rooms.press.parser import ABSENT, model_folder, with_opinion  # noqa: PLC0415

    if model_folder() is None:
        typer.echo(ABSENT, err=True)
        return readings
    return [with_opinion(one.text, reading) for one, reading in zip(documents, readings, strict=True)]


def _gazetteer(file: Path) -> "Gazetteer":
    from hustings.core.reading import Gazetteer, decode  # noqa: PLC0415
    from hustings.core.reading.text import MAX_BYTES  # noqa: PLC0415

    return Gazetteer.from_json(decode(bytes_of(file, most=MAX_BYTES), where=str(file)), where=str(file))


def _keep_texts(documents: "list[Document]", folder: Path) -> None:
    """Write every document's canonical text, in which the offsets count."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for one in documents:
            (folder / f"{one.name}.txt").write_bytes(one.text.encode())
    except OSError as error:
        raise Unreadable(file=folder, why=(error.strerror or "it cannot be written").lower()) from error


def _page(reading: "Reading", notes: tuple[str, ...]) -> str:
    """One document for the eye: its date, then every fact in the order of the text."""
    day = reading.published
    value = day.interval.value if day.interval else "not known"
    lines = [f"{reading.document}", f"  published {value} ({day.basis})", f"  sha256 {reading.sha256}"]
    lines.extend(f"  note {_flat(note)}" for note in notes)
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
    if fact.parser:
        lines.append(_row("parser", fact.parser))
    if fact.withhold:
        lines.append(_row("withhold", f"about {fact.withhold}; never offered for publication"))
    return lines


def _row(name: str, value: str) -> str:
    return f"    {name:9}{value}"


def _flat(text: str) -> str:
    """White space as single blanks, and nothing that a terminal would obey."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
