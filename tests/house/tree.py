"""The files that the checks of the house look at: those git keeps or would keep."""

import subprocess

from tests.conftest import CHECKOUT


def kept_files(*suffixes: str) -> list[str]:
    """Paths, from the checkout on, of committed and new files that git does not ignore; all, or those with a suffix."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=CHECKOUT, check=True, capture_output=True, text=True).stdout
    names = sorted({name for name in listed.split("\0") if name and (CHECKOUT / name).is_file()})
    return [name for name in names if not suffixes or name.endswith(suffixes)]


def text_of(name: str) -> str:
    """The text of a file; empty if it is not text."""
    data = (CHECKOUT / name).read_bytes()
    return "" if b"\0" in data[:8192] else data.decode("utf-8", "replace")
