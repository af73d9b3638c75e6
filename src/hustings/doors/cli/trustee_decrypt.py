"""`hustings trustee decrypt`: a trustee's part of the count, after finding out alone what may be opened."""

import secrets
from pathlib import Path
from typing import Annotated

import typer

from hustings.core.ballots.engine import ArchiveReport
from hustings.core.ballots.merged import decrypt_product, sealed_unit
from hustings.core.ballots.trustee_part import decrypt_tally
from hustings.core.ballots.trustee_sums import Closed, Opened, Sum, closing_head, to_open
from hustings.core.ballots.trustees import read_private_key
from hustings.core.ballots.units import MINIMUM_BALLOTS
from hustings.core.ballots.units_file import PlannedUnits, read_units
from hustings.doors.cli.ballot_files import make_folder, read_file, write_decryption, write_new
from hustings.doors.cli.ballot_judging import judged_file

DRAW = secrets.token_bytes

Archives = Annotated[list[Path], typer.Argument(metavar="ARCHIVE...", help="The archives of all units, .bel files.")]
Key = Annotated[Path, typer.Option("--key", help="Your decryption key.")]
Head = Annotated[str, typer.Option(metavar="HEX", help="The poll's closing head, from the public record.")]
Units = Annotated[Path | None, typer.Option(help="The file of units that was public before the poll opened.")]
Undivided = Annotated[bool, typer.Option("--undivided", help="Instead: the poll was declared without units.")]
Minimum = Annotated[int, typer.Option(min=1, help="The fewest ballots of which you open a sum.")]
Out = Annotated[Path, typer.Option(help="Folder for your parts, to be given to the election officer.")]


def decrypt(
    archives: Archives,
    key: Key,
    head: Head,
    out: Out,
    units: Units = None,
    undivided: Undivided = False,
    minimum: Minimum = MINIMUM_BALLOTS,
) -> None:
    """Check the whole closed poll, find out what may be opened, and make your part of exactly that.

    No single ballot is ever opened, and no set of ballots that somebody chose after the vote.
    """
    if undivided is (units is not None):
        raise typer.BadParameter("Give the file of units, or say --undivided.")
    private_key = read_private_key(read_file(key))
    plan = read_units(read_file(units)) if units is not None else None
    closed = [_closed(path) for path in archives]
    sums = to_open(closed, head=head.strip().lower(), plan=plan, minimum=minimum, private_key=private_key)
    _note(key, sums)
    make_folder(out)
    _say(closed[0].report, plan)
    for each in sums:
        _open(each, private_key=private_key, out=out)
    typer.echo("Give these files to the election officer. They open sums only, and only with those of other trustees.")


def _closed(path: Path) -> Closed:
    """An archive that was judged whole, and its head at the close."""
    report = judged_file(path, head=None, finished=False).or_raise()
    with path.open("rb") as file:
        return Closed(report=report, head=closing_head(file))


def _say(report: ArchiveReport, plan: PlannedUnits | None) -> None:
    election = report.expect_setup().election
    typer.echo(f"{election.name}: {election.questions[0].question}")
    typer.echo("Every check of every archive holds, and the closing head is the published one.")
    if plan is not None:
        typer.echo(f"{len(plan.units)} units of {plan.cycle}; sums of fewer than {plan.minimum} ballots stay closed.")


def _open(wanted: Sum, *, private_key: str, out: Path) -> None:
    owner, first = wanted.owner_of(private_key), wanted.archives[0].report
    if len(wanted.archives) == 1:
        part = write_decryption(decrypt_tally(report=first, private_key=private_key, draw=DRAW))
    else:
        sealed = [sealed_unit(each.report) for each in wanted.archives]
        part = decrypt_product(sealed, private_key=private_key, draw=DRAW)
    named = " and ".join(wanted.units) + (", only together" if len(wanted.units) > 1 else "")
    path = out / f"part-{owner}-{'-'.join(wanted.units)}.json"
    write_new(path, part)
    typer.echo(f"{named}: {wanted.n_counted} ballots count. Your part, as trustee {owner}: {path}")


def _note(key: Path, sums: tuple[Sum, ...]) -> None:
    """Note beside the key what is about to be opened. Raises: OpenedBefore, LedgerUnreadable, FileUnreadable."""
    path = key.with_name(f"{key.name}.opened")
    opened = Opened.read(read_file(path)) if path.exists() else Opened()
    for each in sums:
        opened.take(each)
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    write_new(fresh, opened.write(), private=True)
    fresh.replace(path)
