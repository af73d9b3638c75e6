"""The voting booth in Chromium: how long after choosing the ballot is ready, and how large the booth is.

    make bench-booth

A page asks the booth's own worker as the booth does. Choosing comes seconds after the page has opened, so what counts
is the ballot after `begin`; the table also says how long everything takes from nothing, for a very quick member.
"""

import gzip
import json
import statistics
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from playwright.sync_api import sync_playwright

from hustings.core.ballots.engine import Question
from hustings.doors.booth.files import ASSETS, PAGE, content_of
from hustings.doors.booth.policy import BUILT, WORKER
from tests.bench.pages import machine, table, write
from tests.conftest import browser_type_launch_args
from tests.core.ballots.making import make_setup

N_BALLOTS = 20
N_ANSWERS = (4, 8, 16)
ALLOWED_MS = 1500
MEASURE = """async ({ worker, raw, credential, n, times }) => {
    const began = performance.now();
    const maker = new Worker(worker);
    const ask = (deed, what) => new Promise((resolve, reject) => {
        maker.onmessage = ({ data }) => data.problem ? reject(new Error(data.problem)) : resolve(data);
        maker.postMessage({ id: 0, deed, ...what });
    });
    await ask("begin", { raw });
    const ready = performance.now();
    await ask("know", { credential });
    const votes = [Array.from({ length: n }, (_, index) => Number(index === 0))];
    const each = [];
    for (let made = 0; made < times; made++) {
        const from = performance.now();
        await ask("make", { votes });
        each.push(performance.now() - from);
    }
    maker.terminate();
    return { begin: ready - began, each };
}"""


class Quiet(SimpleHTTPRequestHandler):
    """The booth's files, without a word."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


def main() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(ASSETS)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    site = f"http://127.0.0.1:{server.server_port}"
    launch = browser_type_launch_args.__wrapped__()  # type: ignore[attr-defined]
    with sync_playwright() as driver:
        browser = driver.chromium.launch(**launch)
        page = browser.new_page()
        page.goto(f"{site}/css/booth.css")
        rows = [row(page, site, n) for n in N_ANSWERS]
        version = browser.version
        browser.close()
    server.shutdown()
    heads = ("answers", "getting ready, ms", "first ballot, ms", "next, median ms", "slowest, ms", "of 1.5 s")
    sizes = {name: len(gzip.compress(content_of(BUILT + name))) for name in (PAGE, WORKER)}
    told = ", ".join(f"`{name}` {size / 1000:.1f} kB" for name, size in sizes.items())
    write("booth", f"{machine()}; Chromium {version}. Scripts, compressed: {told}.\n\n{table(heads, rows)}")


def row(page: Any, site: str, n: int) -> list[str]:
    """One line: elections with so many answers, of which one is chosen."""
    made = make_setup(n_voters=1, questions=[Question("Whom?", tuple(f"Answer {i}" for i in range(n)))])
    asked = {"worker": f"{site}/{BUILT}{WORKER}", "raw": made.election.raw.decode(), "n": n, "times": N_BALLOTS}
    told = page.evaluate(MEASURE, asked | {"credential": made.voters[0].secret})
    first, *others = told["each"]
    slowest = max(told["each"])
    numbers = (told["begin"], first, statistics.median(others), slowest)
    print(json.dumps({"answers": n, "slowest_ms": round(slowest, 1)}))  # noqa: T201
    return [str(n), *(f"{number:.0f}" for number in numbers), f"{slowest / ALLOWED_MS:.1%}"]


if __name__ == "__main__":
    main()
