"""A poll that is open now, in a database of its own, with ballots ready to be cast.

    python -m tests.bench.intake_poll N_BALLOTS FILE

The settings come from the environment (`HUSTINGS_HOME`, `HUSTINGS_DATABASE_URL`). One voter in fifty votes twice.
"""

import os
import secrets
import sys
from datetime import timedelta
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hustings.project.settings")
django.setup()

# ruff: noqa: E402  the tables exist only now
from django.core.management import call_command

from hustings.core.ballots.credentials import make_uuid
from hustings.core.ballots.native import ENGINE
from hustings.core.ballots.trustees import make_trustee_key
from hustings.core.values import Kind
from hustings.doors.cli.ballot_files import read_setup
from hustings.ground.clock import now
from hustings.rooms.ballots.actions import declare_poll
from hustings.rooms.ballots.box import box_path
from hustings.rooms.ballots.declaring import undivided
from hustings.rooms.cycles.actions import adopt_rulebook, publish_call
from tests.bench.intake_clients import append_ballots
from tests.doors.house import ALL, CYCLE, START, drafting
from tests.rooms.conftest import RULES

DRAW = secrets.token_bytes
ANSWERS = ("Alma Reyes", "Bo Lindqvist", "Cleo Marsh", "No endorsement")
TWICE = 50


def main() -> None:
    n, file = int(sys.argv[1]), Path(sys.argv[2])
    call_command("migrate", verbosity=0)
    drafting(Kind.LIVE)
    adopt_rulebook(cycle=CYCLE, rules=RULES, actor=ALL, at=START)
    publish_call(cycle=CYCLE, text="Every candidate is invited.", calendar=[], actor=ALL, at=START)
    uuid = make_uuid(draw=DRAW)
    n_voters = n - n // TWICE
    voters = ENGINE.make_credentials(uuid=uuid, n=n_voters, draw=DRAW)
    poll = declare_poll(
        cycle=CYCLE,
        question="Whom should we endorse?",
        answers=ANSWERS,
        opens_at=now() - timedelta(hours=1),
        closes_at=now() + timedelta(days=1),
        trustees=[make_trustee_key(draw=DRAW).trustee for _ in range(3)],
        units=undivided(uuid=uuid, credentials=[each.public for each in voters]),
        actor=ALL,
        at=now() - timedelta(hours=1),
    )
    path = box_path(cycle=CYCLE, poll=poll, unit="U01")
    with path.open("rb") as archive:
        election = read_setup(archive, coins=DRAW, proven=True).election
    choices = [[[int(place == chosen) for place in range(4)]] for chosen in range(4)]
    votes = [(voters[index % n_voters].secret, choices[index % 4]) for index in range(n)]
    with file.open("wb") as out:
        for start in range(0, n, 1000):
            append_ballots(out, ENGINE.make_ballots(election=election, votes=votes[start : start + 1000], draw=DRAW))
    print(f"/poll/{CYCLE}/{poll}/U01/ballots {path}")  # noqa: T201  for whoever started it


if __name__ == "__main__":
    main()
