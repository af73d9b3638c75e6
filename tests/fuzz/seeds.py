"""The honest seeds of the fuzzers, made anew: `python -m tests.fuzz.seeds` writes them to rust/fuzz/seeds.

An archive's seed is text, one record a line, as `rust/ballot/tests/targets` reads it: `@` and a kind closes an event,
and `$1` is the hash of the record before. So a fuzzer can change a record, and links, names and headers stay right.
"""

from collections.abc import Iterator
from pathlib import Path

from hustings.core.ballots.belenios_v1 import chain, container
from hustings.core.ballots.engine import Question, digest
from hustings.core.ballots.native import ENGINE
from tests.core.ballots.making import CHOOSE_ONE, TIMESTAMP, WITH_BLANK, Made, make_setup, play, source
from tests.core.ballots.threshold import Plan

FOLDER = Path(__file__).resolve().parents[2] / "rust" / "fuzz" / "seeds"
SHORT = Question(question="Endorse Ada?", answers=("Yes", "No"))

A, B, NOBODY = [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 1]


def polls() -> dict[str, Made]:
    """Three honest polls: single trustees and a changed vote, a threshold group and a blank vote, nobody."""
    single = play(make_setup(seed="single", n_voters=2, n_trustees=2), [(0, [A]), (1, [B]), (0, [NOBODY])])
    group, shares = Plan(k=2, n=3, draw=source("group")).build()
    made = make_setup(seed="threshold", n_voters=1, keys=([group], list(shares)), questions=[WITH_BLANK], weights=[3])
    threshold = play(made, [(0, [A])], decrypting=[2, 0])
    empty = play(make_setup(seed="empty", n_voters=1, n_trustees=1, questions=[SHORT, CHOOSE_ONE]), [])
    return {"single": single, "threshold": threshold, "empty": empty}


def lines_of(archive: bytes) -> bytes:
    """An archive as lines."""
    _, events = chain.open_archive(archive)
    lines = []
    for event in events:
        hashes: list[str] = []
        for body in event.data:
            line = body
            for back, hashed in enumerate(reversed(hashes), start=1):
                line = line.replace(hashed.encode(), b"$%d" % back)
            lines.append(line)
            hashes.append(digest(body))
        lines.append(b"@" + event.type.encode())
    return b"\n".join(lines) + b"\n"


def archive_of(lines: bytes) -> bytes:
    """The archive that such lines stand for, whatever they hold; as `archive_of` in Rust makes it."""
    out = [container.pack_first(timestamp=TIMESTAMP)]
    head, height, hashes = "", 0, []
    for line in filter(None, lines.split(b"\n")):
        if line[:1] not in (b"@", b"!"):
            body = _with_hashes(line, hashes)
            out.append(container.pack_data(body, timestamp=TIMESTAMP))
            hashes.append(digest(body))
            continue
        event = line[1:] if line[:1] == b"!" else _event_of(head, height, line[1:], hashes)
        out.append(container.pack_event(event, timestamp=TIMESTAMP))
        head, height, hashes = digest(event), height + 1, []
    return b"".join(out)


def _with_hashes(line: bytes, hashes: list[str]) -> bytes:
    pieces = line.split(b"$")
    out = [pieces[0]]
    for piece in pieces[1:]:
        back = piece[:1]
        known = back.isdigit() and 0 < int(back) <= len(hashes)
        out.append(hashes[-int(back)].encode() + piece[1:] if known else b"$" + piece)
    return b"".join(out)


def _event_of(head: str, height: int, kind: bytes, hashes: list[str]) -> bytes:
    parent = f'"parent":"{head}",' if height else ""
    payload = f',"payload":"{hashes[-1]}"' if hashes else ""
    named = kind.decode("utf-8", "replace")
    return f'{{{parent}"height":{height},"type":"{named}"{payload}}}'.encode()


def seeds() -> Iterator[tuple[str, bytes]]:
    """Every honest seed by its place in the folder."""
    made = polls()
    for name, poll in made.items():
        yield f"archive/{name}", lines_of(poll.archive)
    for number, ballot in enumerate(made["single"].ballots):
        yield f"ballot/{number}", ballot
    yield "container/empty", made["empty"].archive
    single = made["single"]
    hints = [ENGINE.hints_start(election=single.election)]
    hints += ENGINE.judge_ballots(election=single.election, ballots=single.ballots)
    yield "hints/single", b"".join(hints)
    yield from records(made)


def records(made: dict[str, Made]) -> Iterator[tuple[str, bytes]]:
    """Records, each behind a line with its name."""
    named = {"Setup": ["election", "trustees", "credentials", "setup"], "EncryptedTally": ["tally", "sized"]}
    named |= {"PartialDecryption": ["decryption", "owned"], "Result": ["result"]}
    for poll in ("threshold", "single"):
        _, events = chain.open_archive(made[poll].archive)
        for event in events:
            for name, body in zip(named.get(event.type, []), event.data, strict=False):
                yield f"records/{name}-{poll}", name.encode() + b"\n" + body
    odd = '{"a":[1,-5,1.5,1e+16,"x",true,null],"b":"\\"\\\\\\n\\u0001é","c":{}}'
    yield "records/json", b"json\n" + odd.encode()


def main() -> None:
    """Write them."""
    for place, body in seeds():
        path: Path = FOLDER / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)


if __name__ == "__main__":
    main()
