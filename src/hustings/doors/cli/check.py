"""`hustings check`: settings, database and every record."""

import dataclasses
import json

import typer
from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.core.management import call_command
from django.core.management.base import CommandError

from hustings.core.chain import ChainBroken, check_chain
from hustings.ground.record.queries import chains, house_entries, publishable_entries

app = typer.Typer()


@app.command()
def check(as_json: bool = typer.Option(False, "--json", help="Print JSON.")) -> None:
    """Check settings (printed without secrets), the database and the chain of every record.

    Exit 1 if anything fails.
    """
    secret = {field.name for field in dataclasses.fields(settings.CONFIG) if not field.repr}
    config = {key: str(value) for key, value in dataclasses.asdict(settings.CONFIG).items() if key not in secret}
    found = run_checks(include_deployment_checks=settings.CONFIG.secure)
    problems = [str(one) for one in found if one.level >= ERROR] + _unmigrated()
    records: dict[str, str] = {} if problems else _records(problems)
    if as_json:
        typer.echo(json.dumps({"settings": config, "records": records, "problems": problems}, indent=2))
    else:
        _print({"Settings": config, "Records": records}, problems)
    raise typer.Exit(1 if problems else 0)


def _print(tables: dict[str, dict[str, str]], problems: list[str]) -> None:
    for title, pairs in tables.items():
        typer.echo(title)
        for key, value in pairs.items():
            typer.echo(f"  {key:16} {value}")
    typer.echo("\n".join(f"FAILS  {problem}" for problem in problems) or "Everything holds.")


def _unmigrated() -> list[str]:
    try:
        call_command("migrate", check_unapplied=True, verbosity=0)
    except (SystemExit, CommandError):
        return ["the database lacks tables: run hustings init, or hustings serve, which brings it up to date"]
    return []


def _records(problems: list[str]) -> dict[str, str]:
    heads = {}
    lists = {"house": house_entries()} | {one.code: publishable_entries(cycle=one.code) for one in chains()}
    for code, entries in lists.items():
        try:
            heads[code] = f"{len(entries)} entries, head {check_chain(entries)}"
        except ChainBroken as error:
            problems.append(f"record {code}: {error}")
    return heads
