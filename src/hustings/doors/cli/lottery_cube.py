"""`hustings lottery cube …`: a panel straight from the roll, every member with the same chance. Needs no Django."""

from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from hustings.core.lottery.cube_drawing import CubeDrawn, draw_cube
from hustings.core.lottery.cube_plan import CubePlan
from hustings.core.lottery.cube_replay import read_cube_transcript
from hustings.core.lottery.fixed import Terms
from hustings.core.lottery.invitations import summed
from hustings.core.lottery.people import Quota
from hustings.core.lottery.seed import Opened
from hustings.doors.cli import lottery_files as files
from hustings.doors.cli.lottery_terms import digest_text, observers_of, outside_of


def cube(
    roll: Annotated[Path, typer.Argument(help="CSV with a column “member” and one for each feature.")],
    quotas: Annotated[Path, typer.Argument(help="CSV feature,value,min,max or JSON.")],
    seats: Annotated[int, typer.Option(min=1, help="Seats of the panel.")],
    operator: Annotated[str, typer.Option(metavar="HEX", help="Commitment of whoever runs the draw.")],
    out: Annotated[Path, typer.Option(help="New file for the fixed plan.")],
    title: Annotated[str, typer.Option(help="What the seats are for.")] = "",
    beacon: Annotated[str, typer.Option(metavar="NETWORK:KEY:ROUND", help="A pulse of a drand network.")] = "",
    figure: Annotated[str, typer.Option(help="A figure that somebody else will publish, named exactly.")] = "",
    observer: Annotated[list[str] | None, typer.Option(metavar="WHO=HEX", help="An observer's commitment.")] = None,
) -> None:
    """Step 1, straight from the roll: fix kinds of members, seats and quotas, and print the digest to publish."""
    asked = tuple(sorted(files.read_quotas(quotas), key=_place))
    by = tuple(sorted({quota.feature for quota in asked}))
    terms = Terms(title, digest_text(operator, "--operator"), outside_of(beacon, figure), observers_of(observer))
    members = files.read_roll(roll, by)
    files.check_members(roll, [number for _, number in members])
    plan = CubePlan(terms, files.digest_of(roll), seats, asked, summed(members))
    import_module("hustings.core.lottery.cube_fixing").check_cube(plan)  # the only part that needs the solver
    files.write_new(out, plan.as_bytes())
    alone = sum(group.n_members == 1 for group in plan.groups)
    typer.echo(f"{plan.n_members:,} members of {len(plan.groups):,} kinds; {_chance(plan)}")
    if alone:
        typer.echo(f"{alone:,} kinds are one member each: the published plan shows their values, though no name.")
    typer.echo(f"Fixed plan: {out}\nDigest:     {plan.digest}\nPublish both now, before the seed can be known.")


def draw(plan: CubePlan, opened: Opened, out: Path) -> None:
    """Step 2 for such a plan: walk, and write the transcript."""
    if opened.dice is not None:
        raise typer.BadParameter("A panel straight from the roll is not thrown with dice.")
    drawn = draw_cube(plan, opened)
    files.write_new(out, drawn.as_bytes())
    typer.echo(f"Seed:  {drawn.seed.hex()}\nPanel: {plan.seats} seats; {_chance(plan)}\n{_end(drawn)}")
    for one in drawn.panel:
        values = ", ".join(f"{name} {value}" for name, value in plan.values(one.kind).items())
        typer.echo(f"  {len(one.places)} of {plan.groups[one.kind].n_members:,}   {values}")
    typer.echo(f"Transcript: {out}\nWho they are: hustings lottery members {out} ROLL --out FILE")


def members(
    transcript: Annotated[
        Path, typer.Argument(metavar="TRANSCRIPT", help="What “draw” wrote for a panel straight from the roll.")
    ],
    roll: Annotated[Path, typer.Argument(help="The same roll, unchanged.")],
    out: Annotated[
        Path, typer.Option(help="New file for the numbers of those on the panel and of those who stand in.")
    ],
) -> None:
    """Name the members on a panel straight from the roll, and who stands in, in order. Keep this file private."""
    plan, _, body = read_cube_transcript(files.read_bytes(transcript), where=str(transcript))
    files.check_digest(roll, plan.roll)
    held = files.read_roll(roll, plan.by)
    before = [0]
    for group in plan.groups:
        before.append(before[-1] + group.n_members)
    rows = [
        f"{held[before[kind] + place][1]},{role},{kind},{turn}"
        for kind, places, stand_ins in body["panel"]
        for role, those in (("panel", places), ("stand-in", stand_ins))
        for turn, place in enumerate(those, start=1)
    ]
    files.write_new(out, "".join(f"{row}\n" for row in ["member,role,kind,turn", *rows]).encode())
    typer.echo(f"{plan.seats} on the panel and {len(rows) - plan.seats} who stand in, in {out}")


def _place(quota: Quota) -> tuple[str, str]:
    return quota.feature, quota.value


def _chance(plan: CubePlan) -> str:
    return f"chance of each {plan.seats} in {plan.n_members:,}"


def _end(drawn: CubeDrawn) -> str:
    if not drawn.off:
        return "The walk ended in whole seats: no step changed a chance."
    return f"The end of the walk moved shares by {float(drawn.off):.3f} seats, added up over all kinds."
