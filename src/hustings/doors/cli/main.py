"""`hustings …`: every command, each loaded only when it is called."""

import os
import sys
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from hustings import __version__
from hustings.core.errors import Refusal


@dataclass(frozen=True, slots=True)
class Place:
    """Where a command lives, and whether it works on the configured database."""

    module: str
    summary: str
    database: bool = True


COMMANDS = {
    "demo": Place("demo", "See a whole cycle run: one retold from public sources, one rehearsed.", database=False),
    "verify": Place("verify", "Check a bundle, offline.", database=False),
    "press": Place("press", "Read news texts into sourced facts.", database=False),
    "ballots": Place("ballots", "Cast and verify ballots of a secret poll.", database=False),
    "trustee": Place("trustee", "Make a part of a poll's key, and open its sums together.", database=False),
    "credentials": Place("credentials", "Give each member a secret code to vote with, and forget who.", database=False),
    "questionnaires": Place("questionnaires", "Keys to sealed answers, and proofs of them.", database=False),
    "lottery": Place("lottery", "Draw members' seats by lot, and replay a draw.", database=False),
    "init": Place("init", "Found an empty house: the organisation and its first officer."),
    "serve": Place("serve", "Serve the pages."),
    "check": Place("check", "Check settings, database and every record."),
    "tick": Place("tick", "Send waiting letters; run this every minute."),
    "notices": Place("notices", "Read what mail servers sent back."),
    "roll": Place("roll", "Make, import and freeze the roll of members."),
    "actions": Place("actions", "Print who may do what in which phase."),
}


class Commands(TyperGroup):
    """Lists every command by its summary and loads the one that was asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        place = COMMANDS.get(cmd_name)
        if place is None:
            return None
        if ctx.resilient_parsing or {"--help", "-h"} & set(sys.argv[1:2]):
            return _named_only(cmd_name, place)
        if place.database:
            start_django()
        command = typer.main.get_command(import_module(f"hustings.doors.cli.{place.module}").app)
        command.name = cmd_name
        return command


def _named_only(name: str, place: Place) -> Any:
    """A command that only has its name and summary: the list of commands needs no more."""
    listed = typer.Typer()
    listed.command(name, help=place.summary)(lambda: None)
    return typer.main.get_command(listed)


def start_django() -> None:
    """Read the settings and load every room, once."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hustings.project.settings")
    import_module("django").setup()


app = typer.Typer(cls=Commands, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback(invoke_without_command=True)
def hustings(version: bool = typer.Option(False, "--version", help="Print the version.")) -> None:
    """Hustings runs the endorsement cycle of a membership organisation, and lets any member check it."""
    if version:
        typer.echo(f"hustings {__version__}")
        raise typer.Exit


def main() -> None:
    """Run a command. A refusal is one clear line on standard error and exit status 1; wrong usage is 2."""
    try:
        app()
    except Refusal as refusal:
        typer.echo(f"Refused: {refusal}", err=True)
        sys.exit(1)
