"""Voters at their machines, as one process: ballots that were made before, handed in over HTTP by many at a time.

    python -m tests.bench.intake_clients PORT PATH BALLOTS FIRST STEP N_AT_A_TIME

Whoever gets no receipt sends the very same ballot again until there is one. Prints, as JSON, the receipts, how often a
request failed, the seconds by the clock and those of the processor.
"""

import json
import resource
import socket
import struct
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

PAUSE_S = 0.05
TAKEN = (200, 201)


def append_ballots(file: BinaryIO, ballots: list[bytes]) -> None:
    """Ballots one after the other, each behind its length in four bytes."""
    file.write(b"".join(struct.pack("<I", len(ballot)) + ballot for ballot in ballots))


def read_ballots(path: Path) -> Iterator[bytes]:
    """The ballots of such a file, one at a time."""
    with path.open("rb") as file:
        while length := file.read(4):
            (n,) = struct.unpack("<I", length)
            yield file.read(n)


@dataclass
class Voters:
    """Threads that share a list of ballots; each keeps one connection as long as it lasts."""

    port: int
    path: str
    waiting: Iterator[bytes]
    receipts: list[tuple[str, str]] = field(default_factory=list)
    failed: Counter[str] = field(default_factory=Counter)

    def run(self) -> None:
        """Hand in ballots until none are left."""
        connection: socket.socket | None = None
        for ballot in self.waiting:
            head = f"POST {self.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(ballot)}\r\n\r\n"
            request = head.encode() + ballot
            while True:
                try:
                    connection = connection or socket.create_connection(("127.0.0.1", self.port), timeout=30)
                    connection.sendall(request)
                    status, body = _answer(connection)
                except OSError as problem:
                    self.failed[type(problem).__name__] += 1
                    connection = None
                    time.sleep(PAUSE_S)
                    continue
                if status in TAKEN:
                    told = json.loads(body)
                    self.receipts.append((told["tracker"], told["head"]))
                    break
                self.failed[str(status)] += 1
                connection.close()
                connection = None
                time.sleep(PAUSE_S)


def _answer(connection: socket.socket) -> tuple[int, bytes]:
    """Status and body. Raises: OSError."""
    read = b""
    while b"\r\n\r\n" not in read:
        read += _piece(connection)
    head, _, body = read.partition(b"\r\n\r\n")
    length = int(next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))[15:])
    while len(body) < length:
        body += _piece(connection)
    return int(head[9:12]), body


def _piece(connection: socket.socket) -> bytes:
    piece = connection.recv(65536)
    if not piece:
        raise ConnectionResetError
    return piece


def main() -> None:
    port, path, file, first, step, n_at_a_time = sys.argv[1:]
    mine = iter(list(read_ballots(Path(file)))[int(first) :: int(step)])
    lock = threading.Lock()

    def shared() -> Iterator[bytes]:
        while True:
            with lock:
                ballot = next(mine, None)
            if ballot is None:
                return
            yield ballot

    parts = [Voters(int(port), path, shared()) for _ in range(int(n_at_a_time))]
    threads = [threading.Thread(target=part.run) for part in parts]
    before, began = resource.getrusage(resource.RUSAGE_SELF), time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    after = resource.getrusage(resource.RUSAGE_SELF)
    told = {
        "receipts": [receipt for part in parts for receipt in part.receipts],
        "failed": dict(sum((part.failed for part in parts), Counter())),
        "seconds": time.monotonic() - began,
        "processor": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
    }
    print(json.dumps(told))  # noqa: T201  for whoever started it


if __name__ == "__main__":
    main()
