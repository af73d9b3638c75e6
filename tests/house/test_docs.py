"""Every command, setting, room and refusal has its place in the documentation, and every link leads somewhere."""

import dataclasses
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from hustings.core import verify
from hustings.core.bundle import RECORD, open_bundle
from hustings.doors.cli import ballots, roll, trustee
from hustings.doors.cli.main import COMMANDS
from hustings.project.config import read_config
from hustings.project.settings import ROOMS
from tests.conftest import CHECKOUT
from tests.core.bundles import plain
from tests.house.refusals import page, rows
from tests.house.tree import kept_files

DOCS = CHECKOUT / "docs"
PAGES = [CHECKOUT / name for name in kept_files(".md") if "/data/" not in name and "CHANGELOG" not in name]
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
GROUND = ("record", "access", "notices")


def text_of(name: str) -> str:
    return (DOCS / name).read_text()


def anchors(path: Path) -> set[str]:
    """The anchors of a page's headings, as they are made from their words."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_command_stands_in_the_table_of_commands() -> None:
    listed = re.findall(r"^\| `hustings ([a-z-]+)` \|", text_of("run.md"), re.MULTILINE)
    assert sorted(listed) == sorted(COMMANDS)


@pytest.mark.parametrize(("app", "name"), [(ballots.app, "ballots"), (roll.app, "roll"), (trustee.app, "trustee")])
def test_every_part_of_a_command_is_shown_somewhere(app: typer.Typer, name: str) -> None:
    told = "".join(path.read_text() for path in PAGES)
    parts = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    assert [part for part in parts if f"hustings {name} {part}" not in told] == []


def test_every_setting_is_listed_with_its_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith("HUSTINGS_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    made = dataclasses.asdict(read_config())
    shown = dict(re.findall(r"^\| `HUSTINGS_([A-Z_]+)` \| ([^|]+?) \|", text_of("run.md"), re.MULTILINE))
    assert shown.pop("SECRET_KEY") == "made once, kept in `HOME/secret-key`"
    assert (tmp_path / "var" / "secret-key").read_text() == made.pop("secret_key")
    assert made.pop("home") == tmp_path / shown.pop("HOME").strip("`")
    assert {name.lower(): words.strip("`") for name, words in shown.items()} == {
        name: default_words(value, tmp_path / "var") for name, value in made.items()
    }


def default_words(value: object, home: Path) -> str:
    """A default as the page writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return ",".join(value) or "empty"
    return str(value).replace(str(home), "HOME") or "empty"


@pytest.mark.parametrize("room", [*ROOMS, *GROUND])
def test_every_room_has_a_page_with_its_actions_and_it_is_in_the_index(room: str) -> None:
    told = text_of(f"rooms/{room}.md")
    assert f"(rooms/{room}.md)" in text_of("index.md")
    declared = re.findall(rf"`(?:rooms|ground)\.{room}\.([a-z_]+)` \|[^|]*\|[^|]*\| `", text_of("actions.md"))
    assert declared
    assert [action for action in declared if f"`{action}`" not in told] == []


def test_every_code_on_a_page_of_a_room_is_that_of_a_refusal() -> None:
    codes = {code for code, _, _ in rows()}
    for path in (DOCS / "rooms").glob("*.md"):
        table = [line for line in path.read_text().splitlines() if re.match(r"\| `[a-z_]+`", line)]
        told = {code for line in table for code in re.findall(r"`([a-z]+(?:-[a-z]+)+)`", line.rpartition(" | ")[2])}
        assert told - codes == set(), path


def test_the_page_of_refusals_is_whole() -> None:
    assert text_of("refusals.md") == page(), "write it anew: python -m tests.house.refusals > docs/refusals.md"


def test_every_refusal_has_a_plain_code_a_sentence_and_advice() -> None:
    assert all(re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", code) for code, _, _ in rows())
    assert all(says and todo for _, says, todo in rows())


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(CHECKOUT)))
def test_every_link_of_a_page_leads_somewhere(path: Path) -> None:
    broken = []
    for link in LINK.findall(path.read_text()):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = (path.parent / name) if name else path
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


def test_every_page_is_reached_from_the_index() -> None:
    reached, waiting = set(), [DOCS / "index.md"]
    while waiting:
        path = waiting.pop().resolve()
        if path in reached or path.suffix != ".md":
            continue
        reached.add(path)
        links = (link.partition("#")[0] for link in LINK.findall(path.read_text()))
        waiting += [path.parent / link for link in links if link and not re.match(r"[a-z]+:", link)]
    pages = {path for path in PAGES if path.is_relative_to(DOCS) and path.parent.name != "decisions"}
    assert {str(path) for path in pages - reached} == set()


def test_every_check_of_a_bundle_is_specified() -> None:
    told = text_of("spec/bundle.md")
    pairs = [value for value in vars(verify).values() if isinstance(value, tuple) and len(value) == 2]
    names = [name for name, compared in pairs if isinstance(name, str) and isinstance(compared, str)]
    assert "decisions" in names
    assert [name for name in names if f"| {name} |" not in told] == []


def test_the_program_for_checking_by_hand_finds_the_head_and_the_first_fault(tmp_path: Path) -> None:
    (program,) = re.findall(r"```python\n(.+?)```", text_of("verify.md"), re.DOTALL)
    record = open_bundle(plain()).files[RECORD]
    (tmp_path / "chain.py").write_text(program)

    def run(data: bytes) -> subprocess.CompletedProcess[str]:
        (tmp_path / "record.jsonl").write_bytes(data)
        command = [sys.executable, "-I", "chain.py", "record.jsonl"]
        return subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True)

    head = re.search(rb'"head":"([0-9a-f]{64})"', open_bundle(plain()).manifest or b"")
    assert head
    assert run(record).stdout == f"{head[1].decode()}\n"
    assert "the payload" in run(record.replace(b"three fifths", b"four fifths", 1)).stderr
    lines = record.splitlines(keepends=True)
    assert "entry 3: the link" in run(b"".join(lines[:3] + lines[4:])).stderr
