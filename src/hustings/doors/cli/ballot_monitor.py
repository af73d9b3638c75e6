"""`hustings ballots monitor`: keeps its own copy of a poll's archives, and sees if the board ever changes its past.

Anybody can run it, anywhere. It fetches only what is new, since the chain of events ties what is new to what was kept.
"""

import json
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, BinaryIO
from urllib.parse import urljoin, urlsplit

import typer

from hustings.core.ballots.monitoring import Watched, grown, kept
from hustings.core.ballots.refusals import ArchiveCut, ChainRefused, PollRefused
from hustings.core.errors import Refusal

# What fetches from the web is loaded when it is called: the check of an archive need not wait for it.
# ruff: noqa: PLC0415

SECONDS = 60
PIECE = 2**20
LARGEST = 64 * 2**20
FORMAT = "hustings-board/1"
BOARD = "board.json"
OPEN = "open"
NOTHING_MORE = 416
LONGEST_S = 86_400
FIXED = ("cycle", "poll", "opens_at")
FIXED_OF_UNIT = ("unit", "uuid", "fingerprint", "n_credentials")


class PastChanged(Refusal):
    """What was published before is no longer there, or is another."""

    code = "board-changed-its-past"
    says = "The board has changed its past: {what}."
    todo = "Keep {folder} as it is, for it is the proof. Tell the other observers and the election officer."


class HeadsDiffer(Refusal):
    """A published head that the archive does not hold."""

    code = "board-head-not-in-archive"
    says = "The head of entry {entry} is not in the archive of {unit} with {n_ballots} ballots."
    todo = "Keep {folder} as it is, for it is the proof. Tell the other observers and the election officer."


class BoardUnreadable(Refusal):
    """A board that does not answer, or not as one."""

    code = "board-unreadable"
    says = "{address} cannot be read: {reason}."
    todo = "Check the address of the poll's board, and try again; what was kept stays."


class ReceiptMissing(Refusal):
    """A receipt whose ballot is in none of a closed poll's archives."""

    code = "board-receipt-missing"
    says = "The poll is over, and no archive holds the event {head} of a receipt."
    todo = "Keep the receipt and {folder}: together they are the proof. Tell the observers and the election officer."


class CopyDamaged(Refusal):
    """The monitor's own copy is not what it was."""

    code = "board-copy-damaged"
    says = "Your own copy {file} was changed since it was kept: {reason}."
    todo = "Keep it apart, and begin with an empty folder; compare with the copies of other observers."


def monitor(
    board: Annotated[str, typer.Argument(metavar="ADDRESS", help="Address of the poll's board.")],
    keep: Annotated[
        Path, typer.Option(metavar="FOLDER", file_okay=False, help="Where the copies are kept, from look to look.")
    ],
    receipt: Annotated[
        list[str] | None, typer.Option(metavar="HEX", help="The “head” of a receipt, to be looked for; again for each.")
    ] = None,
    every: Annotated[
        int, typer.Option(min=0, max=LONGEST_S, help="Look again after so many seconds. [default: once]")
    ] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, a line for each look.")] = False,
) -> None:
    """Fetch what is new on a poll's board, and check that its past stands: exit 1 if not, 2 if it cannot be read."""
    while True:
        status = _look(board, keep, receipt or [], as_json=as_json)
        if not every or status == 1:
            raise typer.Exit(status)
        time.sleep(every)


def _look(board: str, folder: Path, receipts: list[str], *, as_json: bool) -> int:
    try:
        told = look(_address(board), folder, receipts)
    except Refusal as refusal:
        typer.echo(json.dumps({"refused": refusal.as_json()}) if as_json else f"REFUSED: {refusal}", err=not as_json)
        return 2 if isinstance(refusal, BoardUnreadable) else 1
    typer.echo(json.dumps(told) if as_json else "\n".join(_lines(told, folder)))
    return 0


def _lines(told: dict[str, Any], folder: Path) -> Iterator[str]:
    for unit in told["units"]:
        new = f"{unit['n_new']:,} new events" if unit["n_new"] else "nothing new"
        yield f"{told['poll']} {unit['unit']}: {new}, {unit['n_ballots']:,} ballots in all\n  head {unit['head']}"
    yield f"{told['n_heads']} published heads, every one of them in the chain. The past stands."
    for head, unit in told["receipts"].items():
        found = f"in the archive of {unit}" if unit else "not shown yet; look again after the next published head"
        yield f"Receipt {head[:12]}…: {found}."
    first = told["units"][0]["unit"]
    yield f"Whether the ballots hold: hustings ballots verify {folder / first}.bel --unfinished"


def look(address: str, folder: Path, receipts: Sequence[str] = ()) -> dict[str, Any]:
    """One look at a board.

    Raises: PastChanged, HeadsDiffer, ReceiptMissing, BoardUnreadable, CopyDamaged, PollRefused.
    """
    board = _read_board(address)
    folder.mkdir(parents=True, exist_ok=True)
    before = folder / BOARD
    if before.exists():
        require_same_past(_kept_board(before), board, folder)
    found: dict[str, str] = dict.fromkeys(receipts, "")
    units = [_look_at_unit(address, board, unit, folder, found) for unit in board["units"]]
    _write(before, json.dumps(board, indent=1).encode() + b"\n")
    missing = next((head for head, unit in found.items() if not unit), None)
    if missing is not None and board["state"] != OPEN:
        raise ReceiptMissing(head=missing, folder=folder)
    return {"poll": board["poll"], "n_heads": len(board["heads"]), "units": units, "receipts": found}


def _kept_board(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except (ValueError, RecursionError) as problem:
        raise CopyDamaged(file=path, reason="it is no board of a poll") from problem


def require_same_past(before: dict[str, Any], now: dict[str, Any], folder: Path) -> None:
    """What was declared is the same, and every head that was published stands. Raises: PastChanged."""
    if [before[key] for key in FIXED] != [now[key] for key in FIXED]:
        raise PastChanged(what="it is the board of another poll", folder=folder)
    for was, found in zip(before["units"], now["units"], strict=False):
        for key in FIXED_OF_UNIT:
            if was[key] != found[key]:
                raise PastChanged(what=f"{key} of {was['unit']} was {was[key]} and is {found[key]}", folder=folder)
    if len(now["units"]) != len(before["units"]):
        raise PastChanged(what="there are other units than before", folder=folder)
    for was, found in zip(before["heads"], [*now["heads"], *[None] * len(before["heads"])], strict=False):
        if was != found:
            raise PastChanged(what=f"the head of entry {was['entry']} was taken away or exchanged", folder=folder)


def _look_at_unit(
    address: str, board: dict[str, Any], unit: dict[str, Any], folder: Path, receipts: dict[str, str]
) -> dict[str, Any]:
    path = folder / f"{unit['unit']}.bel"
    path.touch()
    published = [(head, each) for head in board["heads"] for each in head["units"] if each["unit"] == unit["unit"]]
    wanted = {each["head"] for _, each in published} | {unit["head"], *receipts}
    with path.open("r+b") as copy:
        watched = _own(copy, path, wanted)
        n_before = watched.trail.n_events
        if unit["length"] < watched.trail.length:
            raise PastChanged(what=f"the archive of {unit['unit']} is shorter than it was", folder=folder)
        _fetch(urljoin(address, unit["archive"]), copy, watched, wanted, unit["unit"], folder)
    receipts.update(dict.fromkeys(receipts.keys() & watched.heads.keys(), unit["unit"]))
    named = [(head["entry"], each) for head, each in published]
    require_heads(watched, [*named, ("of this look", unit)], folder)
    trail = watched.trail
    new = {"n_new": trail.n_events - n_before, "n_ballots": trail.n_ballots, "head": trail.head}
    return {"unit": unit["unit"]} | new


def require_heads(watched: Watched, published: list[tuple[Any, dict[str, Any]]], folder: Path) -> None:
    """Every published head stands in the chain with its number of ballots, in order. Raises: HeadsDiffer."""
    reached = 0
    for entry, each in published:
        n_events, n_ballots = watched.heads.get(each["head"], (0, -1))
        if n_ballots != each["n_ballots"] or n_events < reached:
            raise HeadsDiffer(entry=entry, unit=each["unit"], n_ballots=each["n_ballots"], folder=folder)
        reached = n_events


def _own(copy: BinaryIO, path: Path, wanted: set[str]) -> Watched:
    try:
        watched = kept(copy, wanted=wanted)
    except PollRefused as refusal:
        raise CopyDamaged(file=path, reason=refusal.message) from refusal
    copy.truncate(watched.trail.length)
    return watched


def _fetch(address: str, copy: BinaryIO, watched: Watched, wanted: set[str], unit: str, folder: Path) -> None:
    """Fetch what is new behind the kept part, check it, and keep what holds.

    Raises: PastChanged, BoardUnreadable, PollRefused.
    """
    from tempfile import TemporaryFile

    with TemporaryFile() as more:
        whole = _download(address, watched.trail.length, more)
        more.seek(0)
        holds = 0
        try:
            for reached in grown(watched, more, wanted=wanted):
                holds = reached
        except ArchiveCut as refusal:
            if whole:
                raise PastChanged(what=_broken(unit, refusal), folder=folder) from refusal
        except ChainRefused as refusal:
            raise PastChanged(what=_broken(unit, refusal), folder=folder) from refusal
        finally:
            _append(copy, more, holds)
    if not whole:
        raise BoardUnreadable(address=address, reason="it broke off in the middle")


def _broken(unit: str, refusal: Refusal) -> str:
    return f"the archive of {unit} does not continue what it was ({refusal.message})"


def _append(copy: BinaryIO, more: BinaryIO, length: int) -> None:
    more.seek(0)
    copy.seek(0, os.SEEK_END)
    while length and (piece := more.read(min(PIECE, length))):
        copy.write(piece)
        length -= len(piece)
    copy.flush()
    os.fsync(copy.fileno())


def _download(address: str, first: int, into: BinaryIO) -> bool:
    """Fetch an archive from a byte on; whether all of it came. Raises: BoardUnreadable."""
    with _answer(address, {"Range": f"bytes={first}-"} if first else {}) as response:
        if response is None:
            return True
        wanted = f"bytes {first}-"
        if first and not str(response.headers.get("Content-Range", "")).startswith(wanted):
            raise BoardUnreadable(address=address, reason="it does not send parts of the archive")
        length = int(response.headers.get("Content-Length", "-1"))
        while piece := response.read(PIECE):
            into.write(piece)
        return length in (-1, into.tell())


def _read_board(address: str) -> dict[str, Any]:
    with _answer(address, {}) as response:
        text = response.read(LARGEST) if response is not None else b""
    try:
        board: dict[str, Any] = json.loads(text)
        known = board["format"] == FORMAT and bool(board["units"])
    except (ValueError, KeyError, TypeError, RecursionError) as problem:
        raise BoardUnreadable(address=address, reason="it is no board of a poll") from problem
    if not known:
        raise BoardUnreadable(address=address, reason=f"its format is not {FORMAT}")
    return board


@contextmanager
def _answer(address: str, headers: dict[str, str]) -> Iterator[Any]:
    """The answer; None where there is nothing behind the range that was asked for. Raises: BoardUnreadable."""
    from http.client import HTTPException
    from urllib.error import HTTPError, URLError
    from urllib.request import Request, urlopen

    try:
        with urlopen(Request(address, headers=headers), timeout=SECONDS) as response:  # noqa: S310  see _address
            yield response
    except HTTPError as problem:
        if problem.code != NOTHING_MORE:
            raise BoardUnreadable(address=address, reason=f"the answer is {problem.code} {problem.reason}") from problem
        yield None
    except (URLError, HTTPException, OSError) as problem:
        raise BoardUnreadable(address=address, reason=str(problem)) from problem


def _address(board: str) -> str:
    """The address of the board for programs, from that of the page or of the poll. Raises: BoardUnreadable."""
    parts = urlsplit(board)
    if parts.scheme not in ("https", "http"):
        raise BoardUnreadable(address=board, reason="it is no web address")
    path = parts.path.removesuffix(".json").removesuffix("/board").rstrip("/")
    return parts._replace(path=f"{path}/board.json", query="", fragment="").geturl()


def _write(path: Path, data: bytes) -> None:
    made = path.with_suffix(".new")
    made.write_bytes(data)
    made.replace(path)
