"""`hustings lottery …`: seats for members, drawn by lot. Needs no Django and no database.

Fix everything first and publish its digest; open the secrets; draw; anybody replays.
"""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from json import dumps
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, TaskID

from hustings.core.errors import Refusal
from hustings.core.findings import Check, Result
from hustings.core.lottery.cube_drawing import FORMAT as CUBE_DRAW
from hustings.core.lottery.cube_plan import FORMAT as CUBE_PLAN
from hustings.core.lottery.cube_plan import has_format, read_cube_plan
from hustings.core.lottery.cube_replay import replay_cube
from hustings.core.lottery.drawing import draw as make_draw
from hustings.core.lottery.fixed import Fixed, Terms, read_fixed
from hustings.core.lottery.invitations import (
    InvitationPlan,
    invitation_seed,
    invited,
    read_invitation_plan,
    summed,
)
from hustings.core.lottery.people import make_plan
from hustings.core.lottery.replay import lowest, read_transcript
from hustings.core.lottery.replay import replay as replay_panels
from hustings.core.lottery.seed import commitment, make_seed
from hustings.core.lottery.standing_in import stand_ins
from hustings.doors.cli import lottery_cube
from hustings.doors.cli import lottery_files as files
from hustings.doors.cli.lottery_terms import digest_text, observers_of, outside_of

app = typer.Typer(no_args_is_help=True, help="Seats for members, drawn by lot: fix, draw, replay.")

UNREADABLE = 2
MARKS = {Result.HOLDS: "holds  ", Result.FAILS: "FAILS  ", Result.NOT_RUN: "not run"}
FixedFile = Annotated[Path, typer.Argument(metavar="FIXED", help="The file that “fix” or “cube” wrote.")]
Transcript = Annotated[Path, typer.Argument(metavar="TRANSCRIPT", help="The file that “hustings lottery draw” wrote.")]
Given = Annotated[list[str] | None, typer.Option("--part", metavar="WHO=TEXT", help="What an observer opened.")]


@app.callback()
def lottery() -> None:
    """Seats for members, drawn by lot: fix, draw, replay."""


@app.command()
def commit(
    out: Annotated[Path, typer.Option(help="New file for the secret. Show it to nobody before the draw.")],
) -> None:
    """Make a secret and print its commitment: for whoever runs the draw, and for each observer."""
    secret = secrets.token_hex(32)
    files.write_new(out, secret.encode())
    typer.echo(f"Secret:     {out}\n  Keep it to yourself until the draw, and do not lose it.")
    typer.echo(f"Commitment: {commitment(secret)}")


@app.command()
def fix(
    volunteers: Annotated[Path, typer.Argument(help="CSV with a column “code” and one for each feature and cap.")],
    quotas: Annotated[Path, typer.Argument(help="CSV feature,value,min,max or JSON.")],
    seats: Annotated[int, typer.Option(min=1, help="Seats of the panel.")],
    operator: Annotated[str, typer.Option(metavar="HEX", help="Commitment of whoever runs the draw.")],
    out: Annotated[Path, typer.Option(help="New file for the fixed plan.")],
    title: Annotated[str, typer.Option(help="What the seats are for.")] = "",
    cap: Annotated[
        list[str] | None, typer.Option(metavar="COLUMN=N", help="At most N of one household, local…")
    ] = None,
    roll: Annotated[Path | None, typer.Option(help="CSV with a column “member”: features come from here.")] = None,
    beacon: Annotated[str, typer.Option(metavar="NETWORK:KEY:ROUND", help="A pulse of a drand network.")] = "",
    figure: Annotated[str, typer.Option(help="A figure that somebody else will publish, named exactly.")] = "",
    observer: Annotated[list[str] | None, typer.Option(metavar="WHO=HEX", help="An observer's commitment.")] = None,
    dice: Annotated[bool, typer.Option("--dice", help="The last draw is made by hand.")] = False,
    tables: Annotated[int, typer.Option(min=0, help="Divide the panel into so many tables.")] = 0,
    panels: Annotated[int, typer.Option(min=10, max=10_000, help="How many panels are numbered.")] = 1000,
) -> None:
    """Step 1. Fix everything, and print the digest to publish before anybody can know the seed."""
    plan = make_plan(
        seats=seats,
        people=files.read_people(volunteers, roll),
        quotas=files.read_quotas(quotas),
        caps=files.read_caps(cap or ()),
    )
    terms = Terms(
        title=title,
        operator=digest_text(operator, "--operator"),
        outside=outside_of(beacon, figure),
        contributors=observers_of(observer),
        last_draw="dice" if dice else "seed",
        tables=tables,
    )
    with _bar() as watch:
        solving = import_module("hustings.core.lottery.fixing")  # the only part that needs the solver
        fixed: Fixed = solving.fix(plan, terms, n_numbered=panels, watch=watch)
    files.write_new(out, fixed.as_bytes())
    typer.echo("\n".join(_chances(fixed)))
    typer.echo(f"Fixed plan: {out}\nDigest:     {fixed.digest}\nPublish both now, before the seed can be known.")


@app.command()
def draw(
    fixed: FixedFile,
    secret: Annotated[Path, typer.Option(help="The operator's secret, as “commit” wrote it.")],
    out: Annotated[Path, typer.Option(help="New file for the transcript.")],
    outside: Annotated[str, typer.Option(help="The figure, or the hex signature of the beacon's pulse.")] = "",
    part: Given = None,
    thrown: Annotated[int | None, typer.Option(min=0, help="The number thrown, where the plan says dice.")] = None,
) -> None:
    """Step 2. Open the secrets, draw the panel, and write the transcript that anybody can replay."""
    data = files.read_bytes(fixed)
    opened = files.opened(secret, outside, part or (), dice=thrown)
    if has_format(data, CUBE_PLAN):
        lottery_cube.draw(read_cube_plan(data, where=str(fixed)), opened, out)
        return
    plan = read_fixed(data, where=str(fixed))
    drawn = make_draw(plan, opened)
    files.write_new(out, drawn.as_bytes())
    typer.echo(f"Seed:  {drawn.seed.hex()}\nPanel: number {drawn.number} of {len(plan.panels)}")
    for code in drawn.panel:
        typer.echo(f"  {code}   if absent: {drawn.stand_ins[code] or 'nobody is left'}")
    for number, table in enumerate(drawn.tables, start=1):
        typer.echo(f"Table {number}: {', '.join(table)}")
    typer.echo(f"Transcript: {out}")


@app.command()
def replay(
    transcript: Transcript,
    digest: Annotated[str, typer.Option(metavar="HEX", help="The digest that was published before the draw.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Check a draw from beginning to end. Nothing leaves this computer.

    Exit status: 0 all checks hold, 1 something fails (it says which), 2 the file cannot be read.
    """
    try:
        published = digest_text(digest, "--digest") if digest else ""
        data = files.read_bytes(transcript)
        judge = replay_cube if has_format(data, CUBE_DRAW) else replay_panels
        checks = judge(data, published=published, where=str(transcript))
    except Refusal as refusal:
        said = dumps({"refused": refusal.as_json()}, ensure_ascii=False, indent=2) if as_json else f"Refused: {refusal}"
        typer.echo(said, err=not as_json)
        raise typer.Exit(UNREADABLE) from refusal
    failing = [check.name for check in checks if check.result is Result.FAILS]
    typer.echo(dumps([check.as_json() for check in checks], ensure_ascii=False, indent=2) if as_json else _told(checks))
    if not as_json:
        typer.echo(f"FAILS: {', '.join(failing)}" if failing else "Every check holds.")
    raise typer.Exit(1 if failing else 0)


@app.command()
def chance(
    fixed: FixedFile,
    code: Annotated[str | None, typer.Argument(help="A volunteer's code. [default: the range for all]")] = None,
) -> None:
    """Show a volunteer's own chance, or the range of all chances, from the fixed plan."""
    plan = read_fixed(files.read_bytes(fixed), where=str(fixed))
    if code is None:
        typer.echo("\n".join(_chances(plan)))
        return
    found = [index for index, person in enumerate(plan.plan.people) if person.code == code]
    if not found:
        raise typer.BadParameter(f"{code} does not stand in this lottery.")
    numbers = [str(number) for number, panel in enumerate(plan.panels) if found[0] in panel]
    typer.echo(f"{code} stands on {len(numbers)} of {len(plan.panels)} panels: {', '.join(numbers) or 'none'}")


@app.command()
def stand_in(
    transcript: Transcript,
    leaving: Annotated[list[str], typer.Argument(metavar="CODE...", help="Who cannot come, in order.")],
) -> None:
    """Name who comes for people of the panel who cannot, by the same rules and the same seed."""
    fixed, opened, body = read_transcript(files.read_bytes(transcript), where=str(transcript))
    seed = make_seed(fixed_digest=fixed.digest, opened=opened)
    for one in stand_ins(fixed.plan, seed=seed, panel=body["panel"], leaving=leaving):
        note = "" if not one.off else f"   (the panel is then {one.off} off its quotas and caps)"
        typer.echo(f"{one.leaves} leaves, {one.comes or 'nobody is left to come'}{' comes' if one.comes else ''}{note}")


@app.command()
def fix_invitations(
    roll: Annotated[Path, typer.Argument(help="CSV with a column “member” and those named by --by.")],
    number: Annotated[int, typer.Option(min=1, help="How many members are invited.")],
    operator: Annotated[str, typer.Option(metavar="HEX", help="Commitment of whoever runs the draw.")],
    out: Annotated[Path, typer.Option(help="New file for the plan.")],
    by: Annotated[list[str] | None, typer.Option(help="A column that groups the roll, such as local.")] = None,
    title: Annotated[str, typer.Option(help="What the invitations are for.")] = "",
    beacon: Annotated[str, typer.Option(metavar="NETWORK:KEY:ROUND", help="A pulse of a drand network.")] = "",
    figure: Annotated[str, typer.Option(help="A figure that somebody else will publish, named exactly.")] = "",
    observer: Annotated[list[str] | None, typer.Option(metavar="WHO=HEX", help="An observer's commitment.")] = None,
) -> None:
    """Before the panel: fix who may be invited and how many, and print the digest to publish."""
    columns = tuple(by or ())
    members = files.read_roll(roll, columns)
    terms = Terms(title, digest_text(operator, "--operator"), outside_of(beacon, figure), observers_of(observer))
    plan = InvitationPlan(terms, files.digest_of(roll), columns, summed(members), number)
    files.write_new(out, plan.as_bytes())
    typer.echo(f"{number:,} of {plan.n_members:,} members in {len(plan.groups):,} groups; chance of each the same")
    typer.echo(f"Plan:   {out}\nDigest: {plan.digest}\nPublish both now, before the seed can be known.")


@app.command()
def invite(
    plan: Annotated[
        Path, typer.Argument(metavar="PLAN", help="The file that “hustings lottery fix-invitations” wrote.")
    ],
    roll: Annotated[Path, typer.Argument(help="The same roll, unchanged.")],
    secret: Annotated[Path, typer.Option(help="The operator's secret, as “commit” wrote it.")],
    out: Annotated[Path, typer.Option(help="New file for the numbers of those who are invited.")],
    outside: Annotated[str, typer.Option(help="The figure, or the hex signature of the beacon's pulse.")] = "",
    part: Given = None,
) -> None:
    """Draw who is invited. The same plan, roll and opened parts always give the same list."""
    fixed = read_invitation_plan(files.read_bytes(plan), where=str(plan))
    files.check_digest(roll, fixed.roll)
    seed = invitation_seed(fixed, files.opened(secret, outside, part or ()))
    members = files.read_roll(roll, fixed.by)
    numbers = sorted(invited(members, fixed.groups, fixed.n_invited, seed=seed))
    files.write_new(out, "".join(f"{number}\n" for number in ["member", *numbers]).encode())
    typer.echo(f"Seed:    {seed.hex()}\nInvited: {len(numbers):,}, in {out}")


def _chances(fixed: Fixed) -> Iterator[str]:
    n_panels = len(fixed.panels)
    counts = [fixed.n_panels_of[index] for index in range(len(fixed.plan.people))]
    yield f"{len(counts)} people, {fixed.plan.seats} seats, {n_panels} numbered panels of equal chance"
    yield f"Chances from {min(counts)} to {max(counts)} in {n_panels}"
    if fixed.levels:
        least, most = float(lowest(fixed, 0)), float(fixed.bounds[0])
        yield f"Lowest chance {least:.4f}; no lottery can give everybody more than {most:.4f}"
    if fixed.barred:
        yield f"{len(fixed.barred)} people fit no panel that keeps every quota: {_codes(fixed)}"


def _codes(fixed: Fixed) -> str:
    return ", ".join(fixed.plan.people[index].code for index in fixed.barred[:20])


def _told(checks: list[Check]) -> str:
    width = max(len(check.name) for check in checks)
    return "\n".join(f"{MARKS[check.result]}  {check.name:{width}}  {check.finding}" for check in checks)


app.command()(lottery_cube.cube)
app.command()(lottery_cube.members)


@contextmanager
def _bar() -> Iterator[Callable[[str, int, int], None] | None]:
    """A bar for each step on standard error, where somebody is there to see it."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    with Progress(console=console, transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def watch(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done)

        yield watch
