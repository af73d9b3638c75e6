"""A process killed at any moment leaves a whole chain and no half action: every word in the table is on the record."""

import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from hustings.core.chain import check_chain
from hustings.ground.access.models import RoleGrant
from hustings.ground.record.chains import HOUSE
from hustings.ground.record.models import Entry, Payload
from hustings.ground.record.queries import house_entries
from tests.conftest import CHECKOUT
from tests.ground.conftest import open_record

WORKER = """
import django; django.setup()
from hustings.core.values import Role
from hustings.ground.access.actions import SYSTEM, grant_role, open_account
from hustings.ground.clock import now
import os

account = open_account(username=f"worker-{os.getpid()}", password=None, actor=SYSTEM, at=now())
print("ready", flush=True)
input()
while True:
    grant_role(account=account, role=Role.TELLER, reason="test", actor=SYSTEM, at=now())
"""


@pytest.mark.parametrize("seed", range(4))
def test_a_kill_at_a_random_moment_leaves_a_whole_chain_and_no_half_action(fresh_database, seed):
    open_record(HOUSE, phase="")
    workers = [_start() for _ in range(2)]
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdout.readline() == b"ready\n"
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write(b"go\n")
        worker.stdin.flush()
    time.sleep(random.Random(seed).uniform(0.05, 0.6))
    for worker in workers:
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
    entries = house_entries()
    assert check_chain(entries) == Entry.objects.filter(chain=HOUSE).order_by("seq").last().hash
    assert Payload.objects.filter(entry__chain=HOUSE).count() == len(entries)
    granted = [json.loads(text) for text in Payload.objects.filter(verb="role.granted").values_list("text", flat=True)]
    assert len(granted) == RoleGrant.objects.count() > 0


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", WORKER], cwd=CHECKOUT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
