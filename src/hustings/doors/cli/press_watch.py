"""`hustings press watch`: look at feeds as they fall due. Django and the network are loaded when it is called."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hustings.core.errors import Refusal

if TYPE_CHECKING:
    from hustings.rooms.press.tasks import Looked

LONGEST_SLEEP_S = 60


class NotAFeedList(Refusal):
    """A file of feeds that cannot be used."""

    code = "press-feed-list"
    says = "{file} cannot be used as a list of feeds: {why}."
    todo = "Write one feed a line: its address, a blank, and the outlet's name."


class CycleNeeded(Refusal):
    """Feeds are entered for one cycle."""

    code = "press-cycle-needed"
    says = "The feeds of a file belong to one cycle, and it is not said which."
    todo = "Give --cycle CODE as well."


def watch(
    cycle: Annotated[str, typer.Option(metavar="CODE", help="Only the feeds of this cycle.")] = "",
    feeds: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Enter these feeds first: an address and an outlet a line.")
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="Look once at what is due, and end.")] = False,
    every: Annotated[int, typer.Option(metavar="MINUTES", help="How often the feeds of --feeds are looked at.")] = 60,
) -> None:
    """Look at feeds as they fall due, take in what is new once, and say what came. Nothing of it is public.

    Exit status 1 with --once if a feed could not be read; always if there is no such cycle.
    """
    from hustings.doors.cli.main import start_django  # noqa: PLC0415

    start_django()
    from hustings.ground.record.queries import chain_of  # noqa: PLC0415
    from hustings.rooms.press.tasks import look_at_due_feeds  # noqa: PLC0415

    if cycle:
        chain_of(cycle=cycle)
    if feeds is not None:
        _enter(feeds, cycle, every)
    n_wrong = 0
    try:
        while True:
            for looked in look_at_due_feeds(cycle=cycle):
                n_wrong += looked.refusal is not None
                typer.echo(told(looked))
            if once:
                break
            time.sleep(_until_next(cycle))
    except KeyboardInterrupt:
        typer.echo("Stopped.")
    if once and n_wrong:
        raise typer.Exit(1)


def told(looked: "Looked") -> str:
    """One line about one look."""
    if looked.refusal is not None:
        return f"{looked.feed} {looked.outlet}: {looked.refusal}"
    later = f", {looked.n_later} left for the next look" if looked.n_later else ""
    return f"{looked.feed} {looked.outlet}: {looked.n_new or 'nothing'} new{later}"


def _until_next(cycle: str) -> float:
    from hustings.ground.clock import now  # noqa: PLC0415
    from hustings.rooms.press.tasks import next_look_at  # noqa: PLC0415

    at = next_look_at(cycle=cycle)
    return LONGEST_SLEEP_S if at is None else min(max(1.0, (at - now()).total_seconds()), LONGEST_SLEEP_S)


def _enter(file: Path, cycle: str, minutes: int) -> None:
    """Enter the feeds that are not entered yet. Raises: CycleNeeded, NotAFeedList, and what `enter_feed` refuses."""
    from hustings.ground.access.actions import SYSTEM  # noqa: PLC0415
    from hustings.ground.record.queries import now_in  # noqa: PLC0415
    from hustings.rooms.press.actions.feeds import enter_feed  # noqa: PLC0415
    from hustings.rooms.press.refusals import FeedKnown  # noqa: PLC0415

    if not cycle:
        raise CycleNeeded
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise NotAFeedList(file=file, why="it cannot be read as text") from error
    for number, line in enumerate(lines, start=1):
        address, _blank, outlet = line.strip().partition(" ")
        if not address or address.startswith("#"):
            continue
        if not outlet.strip():
            raise NotAFeedList(file=file, why=f"line {number} names no outlet", where=f"line {number}")
        name, at = outlet.strip(), now_in(cycle=cycle)
        try:
            code = enter_feed(cycle=cycle, address=address, outlet=name, minutes=minutes, actor=SYSTEM, at=at)
        except FeedKnown:
            continue
        typer.echo(f"{code} {name}: entered")
