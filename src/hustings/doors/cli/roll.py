"""`hustings roll`: make an invented roll, import a real one, freeze it on the record date, show what it holds."""

import csv
import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from hustings.core.values import Kind
from hustings.credentials.roll import Electorate, write_electorate
from hustings.doors.cli.ballot_files import make_folder, write_new
from hustings.doors.cli.ballot_office import actor_of
from hustings.ground.access.actions import SYSTEM
from hustings.ground.clock import now
from hustings.ground.record.queries import now_in
from hustings.rooms.cycles.queries import cycle_of
from hustings.rooms.roll.actions import EligibilityRule, freeze_snapshot, import_roll
from hustings.rooms.roll.columns import Status
from hustings.rooms.roll.generator import AS_OF, MOST, make_roll
from hustings.rooms.roll.queries import SnapshotView, check_roll, counts, hand_over, snapshot_of

app = typer.Typer(no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Day = typer.Option(
    formats=["%Y-%m-%d"], help=f"Day around which dues are paid: near the record date. [default: {AS_OF}]"
)


@app.command()
def make(
    members: Annotated[int, typer.Option(help=f"How many members, 1 to {MOST:,}.")],
    seed: Annotated[int, typer.Option(help="The same seed makes the same files.")],
    out: Annotated[Path, typer.Option(help="File of members; the locals go beside it, as NAME-locals.csv.")],
    as_of: Annotated[datetime | None, Day] = None,
    as_json: AsJson = False,
) -> None:
    """Write an invented roll over the sizes and places of real locals. Nobody in it is real."""
    made = make_roll(n_members=members, seed=seed, out=out, as_of=as_of.date() if as_of else AS_OF)
    shown = {
        "locals_csv": str(made.locals_csv),
        "members_csv": str(made.members_csv),
        "n_locals": made.n_locals,
        "n_members": made.n_members,
    }
    told = f"{made.n_members:,} invented members of {made.n_locals} locals: {made.locals_csv} and {made.members_csv}"
    _tell(told, shown, as_json)


@app.command("import")
def import_files(
    locals_csv: Annotated[Path, typer.Argument(help="The locals, all of them.")],
    members_csv: Annotated[Path, typer.Argument(help="The members, all of them.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check both files and change nothing.")] = False,
    errors: Annotated[Path | None, typer.Option(help="Write every problem to this new CSV file.")] = None,
    may_leave: Annotated[
        int | None, typer.Option(min=0, help="How many present members may be missing (default: a tenth).")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Make the roll equal to two CSV files. It happens whole, or not at all."""
    if dry_run:
        found = check_roll(
            locals_csv=locals_csv, members_csv=members_csv, may_leave=may_leave, errors=errors, actor=SYSTEM
        )
        told = f"Both files are sound. Nothing changed. {found.n_new:,} would be new, {found.n_left:,} would leave."
        _tell(told, asdict(found), as_json)
        return
    done = import_roll(
        locals_csv=locals_csv, members_csv=members_csv, may_leave=may_leave, errors=errors, actor=SYSTEM, at=now()
    )
    told = (
        f"{done.code}: the roll has {done.n_members:,} members of {done.n_locals:,} locals. "
        f"{done.n_new:,} new, {done.n_changed:,} changed, {done.n_left:,} left."
    )
    _tell(told, asdict(done), as_json)


@app.command()
def freeze(
    cycle: Annotated[str, typer.Argument(help="Code of the cycle.")],
    status: Annotated[list[Status] | None, typer.Option(help="Who may vote; again for each. [default: active]")] = None,
    paid_up: Annotated[bool, typer.Option(help="Whether dues must be paid up to the record date.")] = True,
    days_member: Annotated[int, typer.Option(min=0, help="Days of membership needed before the record date.")] = 0,
    as_json: AsJson = False,
) -> None:
    """Freeze the roll on the rulebook's record date: who may vote, and for everybody else why not."""
    rule = EligibilityRule(statuses=status or (Status.ACTIVE,), paid_up=paid_up, n_days_member=days_member)
    freeze_snapshot(cycle=cycle, rule=rule, actor=SYSTEM, at=now_in(cycle=cycle))
    _tell_snapshot(snapshot_of(cycle=cycle), as_json)


@app.command()
def export(
    cycle: Annotated[str, typer.Argument(help="Code of the cycle.")],
    account: Annotated[str, typer.Option(help="Sign-in name of the election officer's account.")],
    out: Annotated[Path, typer.Option(help="New or empty folder for the two files.")],
) -> None:
    """Write who may vote, for the credential office: number, local and e-mail, and the file to check them by."""
    handed = hand_over(cycle=cycle, actor=actor_of(account=account, cycle=cycle))
    whose = cycle_of(cycle=cycle)
    about = Electorate(
        cycle=cycle,
        title=whose.title,
        organisation=whose.organisation,
        rehearsal=whose.kind == Kind.REHEARSAL,
        snapshot=handed.snapshot,
        salt=handed.salt,
        digest=handed.digest,
    )
    make_folder(out, empty=True)
    write_new(out / "electorate.json", write_electorate(about), private=True)
    write_new(out / "roll.csv", b"", private=True)
    with (out / "roll.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["member", "local", "email"])
        rows.writerows(handed.electors)
    typer.echo(f"{out}/roll.csv and {out}/electorate.json: hand both to the credential office, then delete them.")
    typer.echo(f"digest {handed.digest}\n  The office looks it up on the public record by itself.")


@app.command()
def show(
    cycle: Annotated[str, typer.Option(help="Show this cycle's snapshot instead of the roll itself.")] = "",
    as_json: AsJson = False,
) -> None:
    """Show how many members the roll, or a cycle's snapshot, holds. Nobody is listed."""
    if cycle:
        _tell_snapshot(snapshot_of(cycle=cycle), as_json)
        return
    held = counts(actor=SYSTEM)
    lines = [f"{held.n_members:,} members of {held.n_locals:,} locals"]
    lines += [f"  {status:12} {number:>9,}" for status, number in held.by_status.items()]
    _tell("\n".join(lines), asdict(held), as_json)


def _tell_snapshot(seen: SnapshotView, as_json: bool) -> None:
    lines = [
        f"{seen.code}: {seen.n_eligible:,} of {seen.n_members:,} members may vote, as of {seen.record_on.isoformat()}",
        *(f"  {reason:16} {number:>9,}" for reason, number in seen.n_not_eligible.items()),
        f"  digest {seen.digest}",
    ]
    _tell("\n".join(lines), asdict(seen) | {"record_on": seen.record_on.isoformat()}, as_json)


def _tell(told: str, shown: dict[str, object], as_json: bool) -> None:
    typer.echo(json.dumps(shown, indent=2) if as_json else told)
