"""`hustings ballots credentials-destroyed`: what the credential office states about its list, on the record."""

from pathlib import Path
from typing import Annotated

import typer

from hustings.doors.cli import ballot_files as files
from hustings.doors.cli.main import start_django


def credentials_destroyed(
    statement: Annotated[Path, typer.Argument(metavar="destroyed.json", help="What the credential office wrote.")],
    poll: Annotated[str, typer.Option(help="Code of the poll, as in POLL-S1.")],
    cycle: Annotated[str, typer.Option(help="Code of the cycle.")],
    account: Annotated[str, typer.Option(help="Sign-in name of the election officer's account.")],
) -> None:
    """Put on the record that the list of who holds which credential is destroyed."""
    # Loaded only where it is called, and what follows only where there is a house with its database.
    from hustings.core.ballots.destroyed_list import read_statement  # noqa: PLC0415

    read = read_statement(files.read_file(statement))
    start_django()
    from hustings.doors.cli.ballot_office import actor_of  # noqa: PLC0415
    from hustings.ground.record.queries import now_in  # noqa: PLC0415
    from hustings.rooms.ballots.actions import record_destroyed_list  # noqa: PLC0415

    actor = actor_of(account=account, cycle=cycle)
    record_destroyed_list(cycle=cycle, poll=poll, statement=read, actor=actor, at=now_in(cycle=cycle))
    typer.echo(f"On the record: {read.words}")
