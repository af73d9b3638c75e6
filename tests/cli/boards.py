"""A board of a poll at an address of its own, honest or not: what it shows is what a test says."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PLACE = "/poll/harbor-2031/POLL-S1"


@dataclass
class Site:
    """What is shown: the archive of the one unit, and the heads that were published. `fetched`: bytes sent of it."""

    archive: bytes = b""
    heads: list[dict[str, Any]] = field(default_factory=list)
    unit: dict[str, Any] = field(default_factory=dict)
    address: str = ""
    state: str = "open"
    breaks_off_at: int | None = None
    fetched: list[int] = field(default_factory=list)

    def publish(self, archive: bytes, head: str, n_ballots: int) -> None:
        """Show this archive, and its head as published."""
        units = [{"unit": "U01", "head": head, "n_ballots": n_ballots}]
        told = {"entry": 10 + len(self.heads), "at": "2031-03-01T12:00:00Z", "moment": "running"}
        self.heads.append(told | {"head": head, "n_ballots": n_ballots, "units": units})
        self.show(archive, head, n_ballots)

    def show(self, archive: bytes, head: str, n_ballots: int) -> None:
        self.archive = archive
        self.unit |= {"length": len(archive), "head": head, "n_ballots": n_ballots}

    def board(self) -> dict[str, Any]:
        fixed = {"unit": "U01", "name": "All members", "uuid": "u", "fingerprint": "f", "n_credentials": 3}
        times = {"opens_at": "2031-03-01T12:00:00Z", "closes_at": "2031-03-15T12:00:00Z"}
        unit = fixed | {"archive": f"{PLACE}/U01/archive.bel"} | self.unit
        told = {"format": "hustings-board/1", "cycle": "harbor-2031", "poll": "POLL-S1", "state": self.state}
        return told | times | {"units": [unit], "heads": self.heads}


@contextmanager
def board() -> Iterator[Site]:
    """A board that answers."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == f"{PLACE}/board.json":
                return self.give(200, json.dumps(site.board()).encode())
            if self.path != f"{PLACE}/U01/archive.bel":
                return self.give(404, b"")
            asked = self.headers.get("Range", "bytes=0-")
            first = int(asked.removeprefix("bytes=").removesuffix("-"))
            if first and first >= len(site.archive):
                return self.give(416, b"")
            part = site.archive[first:]
            site.fetched.append(len(part))
            return self.give(206 if first else 200, part, f"bytes {first}-{len(site.archive) - 1}/{len(site.archive)}")

        def give(self, status: int, body: bytes, of: str = "") -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            if of:
                self.send_header("Content-Range", of)
            self.end_headers()
            self.wfile.write(body if not of else body[: site.breaks_off_at])

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing is said."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.address = f"http://127.0.0.1:{server.server_address[1]}{PLACE}/board"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
