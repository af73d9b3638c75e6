"""The lottery: how fast fair chances are found, beside another package, and how fast a large roll is drawn from.

    make bench-lottery

The oracle is the package sortition-algorithms, in an environment of its own and as a process of its own.
`HUSTINGS_BENCH_SIZES=300` (numbers with commas) asks for some sizes only.
"""

import csv
import io
import json
import math
import os
import resource
import sqlite3
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path
from random import Random
from typing import Any

from hustings.core.lottery.cube_drawing import draw_cube
from hustings.core.lottery.cube_plan import CubePlan
from hustings.core.lottery.fairness import fair_lottery
from hustings.core.lottery.invitations import Group, invited
from hustings.core.lottery.kinds import kinds_of
from hustings.core.lottery.people import Plan, Quota
from tests.bench.pages import machine, table, write
from tests.conftest import CHECKOUT
from tests.core.lottery.plans import OPENED, SHARES, terms, volunteers

ORACLE = "sortition-algorithms==0.12.15"
ROOM = CHECKOUT / ".stamps" / "sortition"
SEATS = 40
SIZES = (200, 300, 500, 1000)
PATIENCE = 27
"""The oracle is stopped when it has taken so many times as long as ours; the table then says "more than"."""
N_MEMBERS, N_INVITED, N_LOCALS = 1_300_000, 20_000, 300
HEADS = ("people", "kinds", "oracle, s", "ours, s", "times as fast", "lowest chance, oracle", "ours", "ours / bound",
         "lowest of 1,000 panels")  # fmt: skip


def main() -> None:
    sizes = [int(size) for size in os.environ.get("HUSTINGS_BENCH_SIZES", "").split(",") if size] or list(SIZES)
    python = oracle_python()
    rows = [row(size, python) for size in sizes]
    said = f"{machine()}; highspy {version('highspy')}, {ORACLE.replace('==', ' ')}. {SEATS} seats, six features."
    write("lottery", f"{said}\n\n{table(HEADS, rows)}\n\n{large()}")


def row(size: int, python: Path) -> list[str]:
    """One line: the same people and quotas for both."""
    plan = volunteers(size, SEATS, seed=1)
    started = time.process_time()
    kinds = kinds_of(plan)
    lottery = fair_lottery(kinds)
    seconds = time.process_time() - started
    if lottery is None:
        raise LookupError(f"no panel of {SEATS} from {size} people")
    lowest = min(lottery.chances(kinds))
    held = {}
    for panel in lottery.numbered:
        for kind in panel.nonzero()[0]:
            held[int(kind)] = held.get(int(kind), 0) + int(panel[kind])
    numbered = min(held.get(kind, 0) // int(kinds.size[kind]) for kind in range(kinds.n))
    other = asked(plan, python, PATIENCE * seconds)
    bound = lottery.target.levels[0].chance
    ours = [f"{float(lowest):.6f}", f"{float(lowest) / bound:.5f}", str(numbered)]
    if other is None:
        theirs = [f"> {PATIENCE * seconds:.0f}", f"{seconds:.1f}", f"> {PATIENCE}", "–"]
    else:
        least = min(other["chances"].values())
        theirs = [f"{other['seconds']:.1f}", f"{seconds:.1f}", f"{other['seconds'] / seconds:.1f}", f"{least:.6f}"]
    found = [f"{size:,}", f"{kinds.n:,}", *theirs, *ours]
    sys.stderr.write(f"{' | '.join(found)}\n")
    return found


def oracle_python() -> Path:
    """The interpreter of the oracle's own environment, made when it is not there."""
    python = ROOM / "bin" / "python"
    if not python.exists():
        uv = Path(sys.executable).with_name("uv")
        subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, ROOM], check=True)
        subprocess.run([uv, "pip", "install", "--quiet", "--python", python, ORACLE], check=True)
    return python


def asked(plan: Plan, python: Path, limit: float) -> dict[str, Any] | None:
    """What the oracle says of a plan: its seconds and chances; None where it takes longer than `limit` seconds."""
    features, people = io.StringIO(), io.StringIO()
    csv.writer(features).writerows(
        [("feature", "value", "min", "max"), *((one.feature, one.value, one.low, one.high) for one in plan.quotas)]
    )
    csv.writer(people).writerows(
        [("code", *plan.features), *((one.code, *(one.values[name] for name in plan.features)) for one in plan.people)]
    )
    question = {"features": features.getvalue(), "people": people.getvalue(), "seats": plan.seats}
    script = Path(__file__).with_name("sortition_oracle.py")
    try:
        done = subprocess.run(
            [python, script], input=json.dumps(question), capture_output=True, text=True, check=True, timeout=limit
        )
    except subprocess.TimeoutExpired:
        return None
    return json.loads(done.stdout.splitlines()[-1])  # before it the package says what it does


def large() -> str:
    """Invitations, and a panel, out of a roll of 1.3 million, beside one GROUP BY of it."""
    data = large_roll()
    started = time.process_time()
    query = "SELECT local, industry, count(*) FROM roll GROUP BY local, industry ORDER BY local, industry"
    groups = [Group((local, industry), n) for local, industry, n in data.execute(query)]
    summed = time.process_time() - started
    query = "SELECT member, local, industry FROM roll ORDER BY local, industry, member"
    ordered = [((local, industry), member) for member, local, industry in data.execute(query)]
    started = time.process_time()
    found = list(invited(ordered, groups, N_INVITED, seed=bytes(32)))
    drawn = time.process_time() - started
    if len(set(found)) != N_INVITED:
        raise LookupError("somebody was invited twice")
    started = time.process_time()
    plan = roll_plan(data)
    summed_whole = time.process_time() - started
    started = time.process_time()
    panel = draw_cube(plan, OPENED).panel
    walked = time.process_time() - started
    if sum(len(one.places) for one in panel) != SEATS:
        raise LookupError("a seat is missing")
    heads = (f"draw from {N_MEMBERS:,} members", "s", "times one GROUP BY")
    rows = [
        (f"one GROUP BY into {len(groups):,} groups", f"{summed:.2f}", "1.0"),
        (f"{N_INVITED:,} invitations, the ordered list read once", f"{drawn:.2f}", f"{drawn / summed:.1f}"),
        (f"one GROUP BY into {len(plan.groups):,} kinds of people, and the plan", f"{summed_whole:.2f}", "1.0"),
        (f"{SEATS} seats straight from the roll (cube)", f"{walked:.2f}", f"{walked / summed_whole:.1f}"),
    ]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return f"{table(heads, rows)}\n\nPeak memory of the whole run {peak:,} MB, the list itself included."


def large_roll() -> sqlite3.Connection:
    """An invented roll in memory: member, local, and a column for each feature."""
    random = Random(1)
    data = sqlite3.connect(":memory:")
    data.execute(f"CREATE TABLE roll (member TEXT, local TEXT, {', '.join(f'{name} TEXT' for name in SHARES)})")
    columns = [random.choices(range(N_LOCALS), [1 / (place + 3) for place in range(N_LOCALS)], k=N_MEMBERS)]
    columns += [random.choices(range(len(shares)), shares, k=N_MEMBERS) for shares in SHARES.values()]
    rows = (
        (f"M{number:07}", f"L{values[0]:03}", *(f"{value:02}" for value in values[1:]))
        for number, values in enumerate(zip(*columns, strict=True))
    )
    data.executemany(f"INSERT INTO roll VALUES ({', '.join('?' * (len(SHARES) + 2))})", rows)  # noqa: S608
    return data


def roll_plan(data: sqlite3.Connection) -> CubePlan:
    """The kinds of people of the roll, and quotas about the shares of its features, fixed for a draw."""
    names = sorted(SHARES)
    columns = ", ".join(names)
    found = data.execute(f"SELECT {columns}, count(*) FROM roll GROUP BY {columns} ORDER BY {columns}").fetchall()  # noqa: S608
    groups = tuple(Group(tuple(values), n) for *values, n in found)
    quotas = tuple(
        Quota(name, f"{value:02}", max(0, math.floor(share * SEATS) - 1), math.ceil(share * SEATS) + 1)
        for name in names
        for value, share in enumerate(SHARES[name])
    )
    return CubePlan(terms(), "0" * 64, SEATS, quotas, groups)


if __name__ == "__main__":
    main()
