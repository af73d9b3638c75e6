"""`hustings actions`: the table role × verb × phase, from the declarations themselves."""

import json
from importlib import import_module
from pkgutil import iter_modules

import typer
from django.apps import apps

from hustings.core.phases import ORDER
from hustings.ground.record.declared import REGISTRY, Declared

app = typer.Typer()

OURS = ("hustings.ground.", "hustings.rooms.")


@app.command()
def actions(as_json: bool = typer.Option(False, "--json", help="Print JSON.")) -> None:
    """Print every action and query: who may, in which phases, and what goes on the record."""
    rows = declared()
    if as_json:
        typer.echo(json.dumps([_as_json(row) for row in rows], indent=2))
        return
    typer.echo(as_markdown(rows))


def declared() -> list[Declared]:
    """Every declaration of every room, by kind and name."""
    for config in apps.get_app_configs():
        if config.name.startswith(OURS):
            for package, path in ((config.name, config.path), (f"{config.name}.actions", f"{config.path}/actions")):
                for part in iter_modules([path]):
                    if not part.ispkg:
                        import_module(f"{package}.{part.name}")
    ours = (row for row in REGISTRY.values() if row.module.startswith(OURS))
    return sorted(ours, key=lambda row: (row.kind, row.name))


def as_markdown(rows: list[Declared]) -> str:
    """The table as a page of the documentation."""
    lines = ["| action or query | who may | phases | record | what it does |", "| --- | --- | --- | --- | --- |"]
    for row in rows:
        shown = _as_json(row)
        entry = f"`{row.records}` ({row.visibility})" if row.records else "–"
        lines.append(f"| `{row.name}` | {shown['may']} | {shown['phases']} | {entry} | {row.summary} |")
    return "\n".join(lines)


def _as_json(row: Declared) -> dict[str, str]:
    phases = "any" if row.phases is None else ", ".join(phase for phase in ORDER if phase in row.phases)
    may = ", ".join(sorted(row.may)) or "anyone"
    return {
        "name": row.name,
        "kind": row.kind,
        "may": may,
        "phases": phases if row.kind == "action" else "–",
        "records": row.records,
        "visibility": row.visibility,
        "summary": row.summary,
    }
