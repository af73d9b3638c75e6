"""What must not stand in the repository: registry addresses, paths of one machine, files without a subject."""

import json
import re
from pathlib import PurePath

import pytest

from tests.conftest import CHECKOUT
from tests.house.tree import kept_files, text_of

VAGUE_NAMES = {"utils", "util", "helpers", "helper", "misc", "common", "signals", "stuff"}
UNFINISHED = ("TO" + "DO", "FIX" + "ME", "XX" + "X", "NotImplemented" + "Error")

# Put together here, so that this file does not find itself.
REGISTRIES = (
    "pypi" + ".org", "python" + "hosted", "registry.npm" + "js", "deb.debian" + ".org", "crates" + ".io",
    "proxy.golang" + ".org", "repo1.maven" + ".org", "npm" + "js.org", "npm" + "js.com",
)  # fmt: skip
LOCAL_PATH = re.compile(r"(?<![\w.$/~}-])/(?:work|root|home/\w+|Users/\w+|mnt)/(?=[\w.])")


def occurrences(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{number}: {match.group()}"
        for name in kept_files()
        if name != "LICENSE"
        for number, line in enumerate(text_of(name).splitlines(), start=1)
        for match in pattern.finditer(line)
    ]


def test_no_file_names_a_package_registry() -> None:
    """`Cargo.lock` is as cargo writes it, and cargo writes where a crate comes from."""
    found = occurrences(re.compile("|".join(re.escape(host) for host in REGISTRIES), re.IGNORECASE))
    assert [each for each in found if "Cargo.lock:" not in each] == []


def test_no_file_names_a_path_of_one_machine() -> None:
    assert occurrences(LOCAL_PATH) == []


def test_nothing_is_left_unfinished() -> None:
    assert [
        found for found in occurrences(re.compile(rf"\b(?:{'|'.join(UNFINISHED)})\b")) if "/data/" not in found
    ] == []


def test_every_file_name_says_what_is_in_it() -> None:
    assert [name for name in kept_files() if PurePath(name).stem.lower() in VAGUE_NAMES] == []


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements-dev.txt", "requirements-parser.txt", "requirements-cluster.txt"]
)
def test_a_python_lock_file_has_versions_and_hashes_and_no_addresses(name: str) -> None:
    lines = (CHECKOUT / name).read_text().splitlines()
    package = re.compile(r"[a-z0-9][a-z0-9._-]*(?:\[[a-z0-9,-]+\])?==\S+(?: ; [^\\]+)? \\")
    digest = re.compile(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?")
    assert [line for line in lines if not package.fullmatch(line) and not digest.fullmatch(line)] == []
    assert sum(bool(package.fullmatch(line)) for line in lines) > 10


def test_the_pages_lock_file_has_digests_and_no_addresses() -> None:
    packages = json.loads((CHECKOUT / "package-lock.json").read_text())["packages"]
    third_party = {name: entry for name, entry in packages.items() if name}
    assert [name for name, entry in third_party.items() if "resolved" in entry] == []
    assert [name for name, entry in third_party.items() if not entry["integrity"].startswith("sha512-")] == []


@pytest.mark.parametrize("name", ["requirements", "requirements-dev", "requirements-parser"])
def test_every_requirement_is_locked(name: str) -> None:
    wanted = [line for line in (CHECKOUT / f"{name}.in").read_text().splitlines() if line and line[0] not in "-#"]
    names = {re.split(r"[\[~=<>! ]", line)[0].lower() for line in wanted}
    locked = set(re.findall(r"^([a-z0-9._-]+)", (CHECKOUT / f"{name}.txt").read_text(), re.MULTILINE))
    assert names - locked == set()


def test_the_run_time_lock_is_part_of_the_development_lock() -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^\S+==\S+", (CHECKOUT / name).read_text(), re.MULTILINE))

    assert pins("requirements.txt") - pins("requirements-dev.txt") == set()


def test_what_the_parser_shares_with_the_rest_has_one_version() -> None:
    def pins(name: str) -> dict[str, str]:
        return dict(re.findall(r"^(\S+)==(\S+)", (CHECKOUT / name).read_text(), re.MULTILINE))

    parser, development = pins("requirements-parser.txt"), pins("requirements-dev.txt")
    assert {name: version for name, version in parser.items() if development.get(name, version) != version} == {}


@pytest.mark.parametrize("text", ["/{}/main", "see /{}/x", "'/{}/.cache'", "[/{}/a]"])
@pytest.mark.parametrize("folder", ["root", "home/anna", "work"])
def test_a_path_of_one_machine_is_seen(text: str, folder: str) -> None:
    assert LOCAL_PATH.search(text.format(folder))


@pytest.mark.parametrize("text", ["/usr/lib/postgresql", "$HOME/{}/x", "a/{}/b", "/{}ers/", "/{}/"])
def test_other_paths_are_not_taken_for_one(text: str) -> None:
    assert not LOCAL_PATH.search(text.format("root"))
