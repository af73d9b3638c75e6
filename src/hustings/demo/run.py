"""The main job: play both cycles, write their bundles, verify them, and say what to look at."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.management import call_command

from hustings.core.ballots.engines import ENGINE
from hustings.core.reading import decode
from hustings.core.values import Role
from hustings.core.verify import Report, verify
from hustings.demo import reported
from hustings.demo.rehearsal import closing, hearings, opening, people, polls, trying
from hustings.ground.access.actions import SYSTEM, found_house, issue_link, issue_sign_in
from hustings.ground.clock import now
from hustings.rooms.press.actions.articles import take_in_article
from hustings.rooms.publication.bundles import bundle_of
from hustings.rooms.publication.queries import published
from hustings.rooms.roll.queries import all_locals, eligible_numbers

DAY = timedelta(days=1)

Step = Callable[[int], None]
Track = Callable[[str, int], Any]
"""Begins a step with its name and its size; used as a context manager that gives a `Step`."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for on the command line. `booth`: leave a poll open for whoever tries the booth."""

    n_members: int
    n_ballots: int
    articles: Path | None
    out: Path
    booth: bool = False


@dataclass(slots=True)
class Shown:
    """What the demonstration ends with."""

    outcome: str = ""
    explanation: tuple[str, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    bundles: dict[Path, Report] = field(default_factory=dict)
    sign_ins: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    n_articles: int = 0


def run(wanted: Wanted, track: Track) -> Shown:
    """Play, publish, verify. `track(name, total)` is a context manager that gives a function to report progress."""
    shown = Shown()
    with track("Making a database of its own", 1) as step:
        call_command("migrate", verbosity=0)
        found_house(organisation=people.UNION, at=people.START)
        step(1)
    with track("Reported cycle: telling what was published", 1) as step:
        reported.tell(now())
        step(1)
    if wanted.articles is not None:
        shown.n_articles = _read_articles(wanted.articles, track)
    stage = _rehearse(wanted, shown, track)
    for cycle in (reported.CYCLE, people.CYCLE):
        _bundle(cycle, wanted.out, shown, track)
    moment = now()
    for name, account in stage.accounts.items():
        shown.sign_ins[name] = issue_sign_in(account=account, lasts=DAY, actor=SYSTEM, at=moment)
    shown.links = _private_links(stage)
    if wanted.booth:
        shown.links["voting booth"] = trying.open_booth(stage, at=moment)
    return shown


def _private_links(stage: people.Stage) -> dict[str, str]:
    """Paths of private links, for one day, to a campaign's, a member's and a teller's pages of the rehearsal."""
    officer = stage["election-officer"]
    doors = {
        "campaign": (Role.CAMPAIGN, "CAND-1"),
        "member": (Role.MEMBER, eligible_numbers(cycle=people.CYCLE, actor=officer)[0]),
        "officials": (Role.TELLER, all_locals(actor=officer)[0].code),
    }
    return {
        door: f"{door}/{issue_link(cycle=people.CYCLE, role=role, scope=scope, lasts=DAY, actor=SYSTEM, at=now())}/"
        for door, (role, scope) in doors.items()
    }


def _rehearse(wanted: Wanted, shown: Shown, track: Track) -> people.Stage:
    with track("Rehearsal: call, candidates, invitations", 1) as step:
        stage = people.hire(people.START)
        opening.play(stage)
        step(1)
    with track(f"Rehearsal: roll of {wanted.n_members:,} members", 1) as step:
        members = polls.take_the_roll(stage, n_members=wanted.n_members, folder=wanted.out)
        step(1)
    with track("Rehearsal: questions, roundtables, press, releases", 1) as step:
        hearings.play(stage, members)
        step(1)
    with track("Rehearsal: straw polls in the locals", 1) as step:
        polls.hold_straw_polls(stage)
        step(1)
    with track("Rehearsal: trustees, credentials, ballot box", 1) as step:
        poll = polls.declare(stage, folder=wanted.out)
        step(1)
    with track(f"Rehearsal: {wanted.n_ballots:,} encrypted ballots", wanted.n_ballots) as step:
        polls.vote(stage, poll, n_ballots=wanted.n_ballots, step=step)
    with track("Rehearsal: close, decrypt, count, give, decide", 1) as step:
        gifts = closing.propose(stage)
        shown.counts = polls.count(stage, poll)
        polls.forget(stage, poll)
        motion = closing.move(stage)
        closing.give(stage, gifts)
        shown.outcome, shown.explanation = closing.decide(stage, motion)
        closing.close(stage)
        step(1)
    return stage


def _read_articles(folder: Path, track: Track) -> int:
    """Take articles into the reported cycle's private press file; their facts wait there for a person."""
    paths = sorted(path for path in folder.iterdir() if path.suffix == ".txt")
    texts: dict[str, str] = {}
    for path in paths:  # the same text under two names is one article
        texts.setdefault(decode(path.read_bytes(), where=path.name), path.stem)
    with track("Reported cycle: reading articles into the press file", len(texts)) as step:
        for text, outlet in texts.items():
            take_in_article(cycle=reported.CYCLE, outlet=outlet, text=text, actor=reported.TELLER, at=now())
            step(1)
    return len(texts)


def _bundle(cycle: str, out: Path, shown: Shown, track: Track) -> None:
    made = bundle_of(shown=published(cycle=cycle))
    path = out / made.name
    path.write_bytes(made.data)
    with track(f"Verifying {made.name}", 1) as step:
        shown.bundles[path] = verify(made.data, coins=secrets.token_bytes, engine=ENGINE)
        step(1)
