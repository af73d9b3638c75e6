"""Where measurements are kept: tables in `docs/benchmarks.md`, each between two markers of its own."""

import os
import platform
import re
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"


def machine() -> str:
    """The machine and the versions that figures hold for, in one line."""
    said = Path("/proc/cpuinfo").read_text(encoding="utf-8") if Path("/proc/cpuinfo").exists() else ""
    model = re.search(r"^model name\s*:\s*(.+)$", said, re.MULTILINE)
    return f"{model[1] if model else platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table in Markdown; the first column is words, the others are figures."""
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


_BEGAN = time.monotonic()


def say(what: str) -> None:
    """What a long measurement does now, on standard error, with the seconds since it began."""
    print(f"{time.monotonic() - _BEGAN:8.1f} s  {what}", file=sys.stderr, flush=True)  # noqa: T201


def write(name: str, body: str) -> None:
    """Print a measurement and put it between its markers of the page.

    Raises: LookupError when the page has no such markers.
    """
    print(body)  # noqa: T201  a measurement is for the eye first
    page = PAGE.read_text(encoding="utf-8")
    between = re.compile(rf"(?<=<!-- {name} -->\n).*?(?=<!-- end of {name} -->)", re.DOTALL)
    if not between.search(page):
        raise LookupError(f"{PAGE} has no markers for {name}")
    PAGE.write_text(between.sub(lambda _: f"\n{body}\n\n", page), encoding="utf-8")
