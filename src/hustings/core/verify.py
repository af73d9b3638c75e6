"""Every check of a bundle, in order, as a list of findings.

Digests come first; after one of them fails, everything that would build on the files is listed as not run. Nothing here
reads a clock or a network. Specification: docs/spec/bundle.md, section 7.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hustings.core.attached import FILE, check_files
from hustings.core.ballots.engine import Draw, Engine
from hustings.core.bundle import (
    ALWAYS,
    DERIVED,
    FORMAT,
    MANIFEST,
    POLL_FILE,
    RECORD,
    Bundle,
    derived,
    open_bundle,
    poll_files_of,
)
from hustings.core.canonical import NotCanonical, parse_canonical, sha256_hex
from hustings.core.chain import FORMAT as RECORD_FORMAT
from hustings.core.chain import ChainBroken, Entry, check_chain, read_lines
from hustings.core.findings import Check, Result, judged, not_run
from hustings.core.projections.statements import Shown
from hustings.core.values import Kind
from hustings.core.verify_answers import check_answers
from hustings.core.verify_lotteries import check_lotteries
from hustings.core.verify_paper import check_paper
from hustings.core.verify_polls import check_polls
from hustings.core.verify_questions import check_questions, check_voices
from hustings.core.verify_record import check_heads, check_limits, check_payments, check_sheets, check_votes

MANIFEST_KEYS = {"cycle", "files", "format", "head", "n_entries", "rehearsal"}

PACKING = ("packing", "the zip's bytes with the one form of docs/spec/bundle.md, section 2")
MANIFEST_CHECK = ("manifest", "manifest.json with its form")
FILES = ("files", "the names in the zip with those in the manifest and those that a bundle needs")
DIGESTS = ("digests", "size and SHA-256 of every file with the manifest")
RECORD_CHECK = ("record", "every line, leaf and link of the chain")
OPENING = ("opening", "cycle, rehearsal, head and number of entries in the manifest with the record")
HEADS = ("published heads", "the heads named by publications and releases with the chain before them")
VOTES = ("decisions", "each vote recomputed from its rule, question and roll call with what was recorded")
LIMITS = ("limits", "each limit check recomputed from the gift, the gifts before it and the limit in force")
PAYMENTS = ("payments", "each payment of a gift with its approval and its limit check")
SHEETS = ("straw polls", "each straw poll's totals with the sum of its confirmed sheets")
ANSWERS = ("answers", "published answers to questionnaires with the commitments recorded when they were handed in")
NAMED = ("attached files", "the pictures and files in the bundle with those that the record names by their digest")
QUESTIONS = (
    "questions",
    "each order of members' questions with its rule and the record, and each choice with its order",
)
LOTTERIES = ("lotteries", "every draw by lot replayed, and what the record said before and after it")
ARCHIVES = ("polls", "the archives in the bundle with those that the record names")
VOICES = ("voices", "the order worked out anew from a file of voices with the one on the record")
HEAD = ("expected head", "the record's head with the one that was given")
EXTENDS = ("extends", "the entries of the older bundle with the first entries of this one")

DIGEST_FAILED = "a check before it failed"
RECORD_FAILED = "the record does not hold"

Watch = Callable[[str, int, int], None]
"""Told what is being checked, how many bytes of it are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Report(Shown):
    """What a verification found. `rehearsal`, `kind`, `title`, `cycle`: what the first entry says, if it can be read.

    `head` is the record's head as recomputed, empty where the chain does not hold.
    """

    rehearsal: bool | None
    kind: str
    title: str
    cycle: str
    head: str
    n_entries: int
    checks: tuple[Check, ...]

    @property
    def holds(self) -> bool:
        """Whether every check that was asked for was run and holds."""
        return all(check.result is Result.HOLDS for check in self.checks)

    @property
    def exit_status(self) -> int:
        """0 if all hold, 1 if something fails. A file that is not a bundle (2) has no report."""
        return 0 if self.holds else 1

    def as_json(self) -> dict[str, Any]:
        """The fields and whether all hold."""
        return Shown.as_json(self) | {"holds": self.holds}


def verify(
    data: bytes,
    *,
    coins: Draw,
    engine: Engine,
    head: str = "",
    extends: bytes | None = None,
    voices: Sequence[bytes] = (),
    watch: Watch | None = None,
) -> Report:
    """Judge a bundle. `head`: the head it must have; `extends`: an older bundle of the same record;
    `voices`: files of voices, from which orders of members' questions are worked out anew.

    `coins` draws bytes that the maker of the bundle cannot foresee. Never raises for what is inside a bundle.

    Raises: NotABundle, also for `extends`.
    """
    bundle = open_bundle(data)
    older = None if extends is None else open_bundle(extends)
    checks = list(_container(bundle))
    entries: tuple[Entry, ...] = ()
    if all(check.result is Result.HOLDS for check in checks):
        entries, check = _record(bundle.files[RECORD])
        checks.append(check)
        work = _Work(bundle, entries, coins, engine, watch or (lambda *_: None))
        checks += _guarded(work) if check.result is Result.HOLDS else _left_out(CONTENT, RECORD_FAILED)
    else:
        entries = _record(bundle.files.get(RECORD, b""))[0]
        checks += _left_out((RECORD_CHECK, *CONTENT), DIGEST_FAILED)
    whole = any(check.name == RECORD_CHECK[0] and check.result is Result.HOLDS for check in checks)
    kept = entries if whole else ()
    checks += _asked(kept, head, older)
    checks += [check_voices(kept, each, *VOICES) if kept else not_run(*VOICES, RECORD_FAILED) for each in voices]
    return _report(entries, whole, tuple(checks))


@dataclass(frozen=True, slots=True)
class _Work:
    bundle: Bundle
    entries: tuple[Entry, ...]
    coins: Draw
    engine: Engine
    watch: Watch


def _container(bundle: Bundle) -> Iterator[Check]:
    """Packing, manifest, names and digests; each needs the ones before it."""
    wrong = [f"{bundle.wrong.message} ({bundle.wrong.where})"] if bundle.wrong else []
    yield judged(*PACKING, wrong, f"{len(bundle.files) + 1} files")
    manifest, fault = _manifest(bundle.manifest)
    yield judged(*MANIFEST_CHECK, [fault] if fault else [], FORMAT)
    if manifest is None:
        yield from _left_out((FILES, DIGESTS), DIGEST_FAILED)
        return
    listed: Mapping[str, Any] = manifest["files"]
    yield judged(*FILES, _names(bundle, listed), f"{len(listed)} files listed")
    yield judged(*DIGESTS, _digests(bundle, listed), "every byte is as listed")


def _manifest(data: bytes | None) -> tuple[dict[str, Any] | None, str]:
    if data is None:
        return None, f"{MANIFEST} cannot be read"
    try:
        value = parse_canonical(data, where=MANIFEST)
    except NotCanonical as error:
        return None, error.message
    except RecursionError:
        return None, "it is nested too deeply"
    if not isinstance(value, dict) or value.keys() != MANIFEST_KEYS:
        return None, "it does not have exactly the fields of a manifest"
    if value["format"] != FORMAT:
        return None, f"the format is not {FORMAT}"
    if not isinstance(value["files"], dict) or not all(_is_listing(each) for each in value["files"].values()):
        return None, "the list of files has another form"
    return value, ""


def _is_listing(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() == {"sha256", "size"}
        and isinstance(value["sha256"], str)
        and type(value["size"]) is int
    )


def _names(bundle: Bundle, listed: Mapping[str, Any]) -> Iterator[str]:
    there, wanted = set(bundle.files), set(listed)
    yield from (f"{name} is listed, and it is not there" for name in sorted(wanted - there))
    yield from (f"{name} is there, and it is not listed" for name in sorted(there - wanted))
    yield from (f"{name} is missing" for name in sorted(ALWAYS - there))
    others = sorted(there - ALWAYS)
    yield from (f"{name} does not belong in a bundle" for name in others if not _may_lie_there(name))
    if list(bundle.files) != sorted(bundle.files):
        yield "the files do not stand in the order of their names"


def _may_lie_there(name: str) -> bool:
    return bool(POLL_FILE.fullmatch(name) or FILE.fullmatch(name))


def _digests(bundle: Bundle, listed: Mapping[str, Any]) -> Iterator[str]:
    for name, said in listed.items():
        data = bundle.files.get(name)
        if data is None:
            yield f"{name} is not there"
        elif len(data) != said["size"] or sha256_hex(data) != said["sha256"]:
            yield f"{name} is not the file that was listed"


def _record(data: bytes) -> tuple[tuple[Entry, ...], Check]:
    entries: list[Entry] = []
    try:
        entries.extend(read_lines(data))
        head = check_chain(entries)
    except ChainBroken as error:
        return tuple(entries), judged(*RECORD_CHECK, [f"{error.message} ({error.where})"], "")
    except RecursionError:
        return tuple(entries), judged(*RECORD_CHECK, ["an entry is nested too deeply"], "")
    hidden = sum(entry.payload is None for entry in entries)
    return tuple(entries), judged(*RECORD_CHECK, [], f"{len(entries)} entries, {hidden} without payload, head {head}")


CONTENT = (OPENING, *((name, f"{name} with what the record gives") for name in DERIVED))
CONTENT = (*CONTENT, HEADS, VOTES, LIMITS, PAYMENTS, SHEETS, ANSWERS, QUESTIONS, NAMED, LOTTERIES, ARCHIVES)


def _guarded(work: _Work) -> list[Check]:
    """The checks of the content; a record nested so deeply that it cannot be worked with fails."""
    try:
        return list(_content(work))
    except RecursionError:
        return [judged(*OPENING, ["an entry is nested too deeply"], ""), *_left_out(CONTENT[1:], RECORD_FAILED)]


def _content(work: _Work) -> Iterator[Check]:
    entries = work.entries
    opening = judged(*OPENING, _opening(work), "the same")
    yield opening
    if opening.result is not Result.HOLDS:
        yield from _left_out(CONTENT[1:], RECORD_FAILED)
        return
    computed = derived(entries)
    for name in DERIVED:
        wrong = [] if work.bundle.files[name] == computed[name] else ["the file says something else than the record"]
        yield judged(name, f"{name} with what the record gives", wrong, "byte for byte the same")
    yield check_heads(entries, *HEADS)
    yield check_votes(entries, *VOTES)
    yield check_limits(entries, *LIMITS)
    yield check_payments(entries, *PAYMENTS)
    yield check_sheets(entries, *SHEETS)
    yield check_answers(entries, *ANSWERS)
    yield check_questions(entries, *QUESTIONS)
    yield check_files(work.bundle.files, entries, *NAMED)
    yield check_lotteries(work.bundle.files, entries, *LOTTERIES)
    yield from _polls(work)
    yield from check_paper(entries)


def _opening(work: _Work) -> Iterator[str]:
    entries = work.entries
    manifest, _ = _manifest(work.bundle.manifest)
    first = entries[0]
    if first.verb != "record.opened" or first.body.get("format") != RECORD_FORMAT:
        yield "the first entry does not open a record of this format"
        return
    if first.body.get("rehearsal") is not (first.body.get("kind") == Kind.REHEARSAL):
        yield "the first entry contradicts itself about being a rehearsal"
    found = {
        "cycle": first.body.get("chain"),
        "head": entries[-1].hash,
        "n_entries": len(entries),
        "rehearsal": first.body.get("rehearsal"),
    }
    for key, value in found.items():
        said = manifest[key] if manifest else None
        if type(said) is not type(value) or said != value:
            yield f"the manifest says {key} is {said}, and the record says {value}"


def _polls(work: _Work) -> Iterator[Check]:
    named = poll_files_of(work.entries)
    there = {name for name in work.bundle.files if POLL_FILE.fullmatch(name)}
    proofs = {name for name in there if name.endswith(".proofs.json")}
    beside = {name.removesuffix(".proofs.json") + ".bel" for name in proofs}
    wrong = [f"{name} is named by the record, and it is not there" for name in sorted(named.keys() - there)]
    wrong += [f"{name} is not named by the record" for name in sorted(((there - proofs) | beside) - named.keys())]
    for name in sorted(named.keys() & there):
        if sha256_hex(work.bundle.files[name]) != named[name]:
            wrong.append(f"{name} is not the archive that the record names by its digest")
    yield judged(*ARCHIVES, wrong, f"{len(named)} files" if named else "no poll was counted")
    if wrong:
        return
    yield from check_polls(work.entries, work.bundle.files, coins=work.coins, engine=work.engine, watch=work.watch)


def _asked(entries: tuple[Entry, ...], head: str, older: Bundle | None) -> Iterator[Check]:
    """The checks that only somebody who holds a head or an older bundle can ask for."""
    if head:
        found = entries[-1].hash if entries else ""
        wrong = [] if found == head.strip().lower() else [f"the head is {found}"]
        yield judged(*HEAD, wrong, "the same") if entries else not_run(*HEAD, RECORD_FAILED)
    if older is not None:
        yield judged(*EXTENDS, _extension(entries, older), "the older record is the beginning of this one")


def _extension(entries: tuple[Entry, ...], older: Bundle) -> Iterator[str]:
    if RECORD not in older.files:
        yield "the older bundle holds no record"
        return
    before, check = _record(older.files[RECORD])
    if check.result is not Result.HOLDS:
        yield f"the older bundle: {check.finding}"
        return
    if len(before) > len(entries):
        yield f"the older record has {len(before)} entries, this one {len(entries)}"
    for old, new in zip(before, entries, strict=False):
        if old.hash != new.hash:
            yield f"entry {old.seq} is another one than in the older bundle"
            return
        if old.payload is not None and new.payload is None and not new.withheld:
            yield f"entry {old.seq} was shown in the older bundle and is hidden here without a reason"


def _left_out(names: tuple[tuple[str, str], ...], why: str) -> Iterator[Check]:
    yield from (not_run(name, compared, why) for name, compared in names)


def _report(entries: tuple[Entry, ...], whole: bool, checks: tuple[Check, ...]) -> Report:
    opening = entries[0].body if entries and entries[0].verb == "record.opened" else {}
    rehearsal = opening.get("rehearsal")
    return Report(
        rehearsal=rehearsal if isinstance(rehearsal, bool) else None,
        kind=str(opening.get("kind", "")),
        title=str(opening.get("title", "")),
        cycle=str(opening.get("chain", "")),
        head=entries[-1].hash if whole else "",
        n_entries=len(entries),
        checks=checks,
    )
