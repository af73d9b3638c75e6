"""`hustings questionnaires`: a custodian's key made on a machine of one's own, and a campaign's proof recomputed.

Needs no Django, no database, no network.
"""

import json
import os
from pathlib import Path
from typing import Annotated

import typer

from hustings.core.errors import Refusal
from hustings.core.questionnaires import Submission
from hustings.rooms.questionnaires.sealing import make_key

app = typer.Typer(no_args_is_help=True)


class ProofUnreadable(Refusal):
    code = "proof-unreadable"
    says = "{file} holds no answers with their salts."
    todo = "Use the file that was saved on the page after handing in."


class KeyFileThere(Refusal):
    code = "key-file-there"
    says = "There is already a file {file}; a key never replaces another."
    todo = "Name a new file."


@app.command()
def key(
    label: Annotated[str, typer.Argument(help="The questionnaire's code, such as QNR-1.")],
    out: Annotated[Path, typer.Option(help="New file for the key; keep it where only you find it.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Make a custodian's key: the private half goes into a new file, the public half is printed for the desk's page."""
    made = make_key(label)
    try:
        opened = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise KeyFileThere(file=out.name) from error
    with os.fdopen(opened, "w") as file:
        file.write(made.private + "\n")
    typer.echo(json.dumps({"public": made.public, "file": str(out)}) if as_json else made.public)


@app.command()
def proof(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The campaign's own copy.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Recompute the receipt of what a campaign handed in; compare it with the one on the public record."""
    try:
        digest = Submission.from_json(json.loads(file.read_bytes())).digest
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ProofUnreadable(file=file.name) from error
    typer.echo(json.dumps({"receipt": digest}) if as_json else digest)
