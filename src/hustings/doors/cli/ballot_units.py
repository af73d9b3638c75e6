"""`hustings ballots units`: who is counted together, made from the frozen roll before anything else of a poll."""

from pathlib import Path
from typing import Annotated

import typer

from hustings.core.ballots.units import LEAST_ELIGIBLE
from hustings.doors.cli import ballot_files as files
from hustings.doors.cli.main import start_django


def units(
    cycle: Annotated[str, typer.Option(help="Code of the cycle.")],
    account: Annotated[str, typer.Option(help="Sign-in name of the election officer's account.")],
    out: Annotated[Path, typer.Option(help="New file, for the credential office, the trustees and “ballots declare”.")],
    least: Annotated[int, typer.Option(min=1, help="How many may vote in a unit at least.")] = LEAST_ELIGIBLE,
) -> None:
    """Make the reporting units of a poll from the frozen roll: small locals are joined, before anybody votes."""
    start_django()
    # Loaded only where there is a house with its database.
    from hustings.core.ballots.units_file import write_units  # noqa: PLC0415
    from hustings.doors.cli.ballot_office import plan_units  # noqa: PLC0415

    planned = plan_units(cycle=cycle, account=account, least=least)
    files.write_new(out, write_units(planned))
    width = max(len(unit.name) for unit in planned.units)
    for unit in planned.units:
        beside = f", beside {unit.neighbour}" if unit.neighbour else ""
        typer.echo(f"{unit.code}  {unit.name:{width}}  {unit.n_eligible:>9,} may vote{beside}")
    typer.echo(f"A unit with fewer than {planned.minimum} ballots is opened only together with the one beside it.")
    typer.echo(f"Give this file to the credential office: {out}")
