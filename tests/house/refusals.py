"""Every refusal of the software, as a page: `python -m tests.house.refusals > docs/refusals.md`."""

import pkgutil
import sys
from collections.abc import Iterator
from importlib import import_module

import hustings
from hustings.core.errors import Refusal

HEADING = """# Refusals

Every refusal has a code that never changes, says what happened, and says what to do. The command line prints all three;
pages show the same. Words in braces are filled in. This page is written by `python -m tests.house.refusals`.

| code | what it says | what to do |
| --- | --- | --- |
"""


def page() -> str:
    """The whole page."""
    return HEADING + "".join(f"| `{code}` | {' '.join(says.split())} | {todo} |\n" for code, says, todo in rows())


def rows() -> list[tuple[str, str, str]]:
    """Code, what it says, what to do; of every class that has a code of its own."""
    for module in pkgutil.walk_packages(hustings.__path__, "hustings."):
        if not module.name.startswith(("hustings.project.wsgi", "hustings.doors.cli.serve")):
            import_module(module.name)
    ours = [kind for kind in kinds(Refusal) if kind.__module__.startswith("hustings.")]
    return sorted({(kind.code, kind.says, kind.todo) for kind in ours if "code" in vars(kind)})


def kinds(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    """A class and all that are made from it."""
    yield kind
    for below in kind.__subclasses__():
        yield from kinds(below)


def main() -> None:
    """Print the page."""
    import_module("hustings.doors.cli.main").start_django()
    sys.stdout.write(page())


if __name__ == "__main__":
    main()
