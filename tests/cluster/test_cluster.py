"""Archives judged on a real scheduler with two worker processes: the same report, also when a worker is killed."""

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from hustings.core.ballots.shards import Range
from hustings.doors.cli.ballot_cluster import (
    ClusterUnreachable,
    Handed,
    Share,
    WorkerWithoutFile,
    cluster_at,
    shares_of,
)
from hustings.doors.cli.ballot_engine import judged
from hustings.doors.cli.ballot_judging import Asked, judged_all
from hustings.doors.cli.ballot_reports import as_plain
from hustings.doors.cli.ballots import app
from tests.core.ballots.making import Made, make_setup, play
from tests.core.ballots.tampering import THIRTEEN

pytestmark = pytest.mark.cluster

VOTES = [(voter, [[1, 0, 0, 0]]) for voter in range(6)] * 2


@pytest.fixture(scope="module")
def made() -> Made:
    return play(make_setup(n_voters=6), VOTES)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as found:
        yield found


def verified(*arguments: object) -> tuple[int, Any]:
    done = CliRunner().invoke(app, ["verify", *map(str, arguments), "--json"])
    return done.exit_code, json.loads(done.stdout)


def judged_in_shares_of_five(paths: list[Path], scheduler: str) -> list[Any]:
    asked = Asked(per=5)
    reports = judged_all(paths, scheduler=scheduler, head=None, finished=True, quiet=True, asked=asked)
    return json.loads(json.dumps([as_plain(path, report) for path, report in reports.items()]))


def test_the_command_gives_the_same_report_for_every_archive(made: Made, cluster: Any, tmp_path: Path) -> None:
    archives = []
    for name, archive in [("good", made.archive)] + [(kind, spoil(made)) for kind, (_, spoil) in THIRTEEN.items()]:
        archives.append(tmp_path / f"{name}.bel")
        archives[-1].write_bytes(archive)
    alone = verified(*archives)
    assert (alone[0], [each["holds"] for each in alone[1]]) == (1, [True] + [False] * len(THIRTEEN))
    assert verified(*archives, "--scheduler", cluster.scheduler_address) == alone
    assert judged_in_shares_of_five(archives, cluster.scheduler_address) == alone[1]
    assert verified(archives[0], "--scheduler", cluster.scheduler_address)[0] == 0


def test_a_worker_killed_in_the_middle_changes_nothing(made: Made, cluster: Any, tmp_path: Path) -> None:
    path = tmp_path / "poll.bel"
    path.write_bytes(made.archive)
    with cluster.get_client() as client:
        answers = Handed(client, shares_of([(path, None)], per=1)).answers(0)
        asked = iter(range(len(VOTES)))

        def killing() -> bytes | None:
            if next(asked) == 3:
                os.kill(next(iter(client.run(os.getpid).values())), signal.SIGKILL)
            return answers()

        report = judged(path.open("rb"), head=None, finished=True, per=1, answers=killing)
    alone = judged(path.open("rb"), head=None, finished=True)
    assert next(asked, None) is None
    assert (report.findings, report.results, report.head) == (alone.findings, alone.results, alone.head)
    assert report.or_raise().results == ((6, 0, 0, 0),)


def test_a_worker_that_cannot_read_the_file_is_named(cluster: Any, tmp_path: Path) -> None:
    share = Share(0, tmp_path / "only here.bel", None, Range(at=2048, n=1, before=0))
    with cluster.get_client() as client:
        answers = Handed(client, [share]).answers(0)
        with pytest.raises(WorkerWithoutFile, match="no such file"):
            answers()


def test_an_address_where_nobody_listens_is_said_so(made: Made, tmp_path: Path) -> None:
    with pytest.raises(ClusterUnreachable), cluster_at("tcp://127.0.0.1:9", patience_s=1):
        pass
    path = tmp_path / "poll.bel"
    path.write_bytes(made.archive)
    status, said = verified(path, "--scheduler", "tcp://nowhere")
    assert (status, said["refused"]["code"]) == (2, "ballots-cluster-unreachable")
