"""A second verifier of bundles, written from docs/spec/bundle.md and record.md: it imports nothing of the product.

It leaves out the mathematics of secret polls and the wording of decisions and limit checks; their numbers it computes.
`judge(data)` gives the names of the failing checks, or None where the file is not a bundle.
"""

import hashlib
import json
import re
import zlib
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from tests.core.second_files import NAMED, named
from tests.core.second_lotteries import lotteries
from tests.core.second_paper import paper
from tests.core.second_questions import questions
from tests.core.second_reader import canonical, statements
from tests.core.second_timeline import derived

SPEC = Path(__file__).parents[2] / "docs" / "spec" / "bundle.md"
ALWAYS = {"README.txt", "record.jsonl", "timeline.json", "treatment.json", "decision.json", "gifts.json"}


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def judge(data: bytes) -> list[str] | None:
    """The failing checks in order; None for a file that is not a bundle."""
    if not re.search(rb"PK\x03\x04.{26}manifest\.json|PK\x01\x02.{42}manifest\.json", data, re.DOTALL):
        return None
    files, packed = unpack(data)
    failing = [] if packed else ["packing"]
    manifest = read_manifest(files.pop("manifest.json", b""))
    if manifest is None:
        return [*failing, "manifest"]
    failing += container(files, manifest["files"])
    if failing:
        return failing
    entries = chain(files["record.jsonl"])
    if entries is None:
        return ["record"]
    if not opening(entries, manifest):
        return ["opening"]
    return list(content(files, entries))


def number(data: bytes, place: int, size: int) -> int:
    return int.from_bytes(data[place : place + size], "little")


def unpack(data: bytes) -> tuple[dict[str, bytes], bool]:
    """The files by walking the local headers, and whether packing them again gives the same bytes."""
    files: dict[str, bytes] = {}
    place = 0
    while data[place : place + 4] == b"PK\x03\x04" and len(data) >= place + 30:
        size, length = number(data, place + 22, 4), number(data, place + 26, 2)
        name = data[place + 30 : place + 30 + length].decode("ascii", "replace")
        start = place + 30 + length
        if (
            name in files
            or len(data) < start + size
            or not re.fullmatch(r"[A-Za-z0-9][\w.-]*(/[A-Za-z0-9][\w.-]*)*", name, re.A)
        ):
            return files, False
        files[name] = data[start : start + size]
        place = start + size
    return files, pack(files) == data


def pack(files: dict[str, bytes]) -> bytes:
    def fields(*pairs: tuple[int, int]) -> bytes:
        return b"".join(value.to_bytes(size, "little") for value, size in pairs)

    body, listing = b"", b""
    for name, data in files.items():
        shared = fields(
            (20, 2), (0, 2), (0, 2), (0, 2), (0x21, 2), (zlib.crc32(data), 4), (len(data), 4), (len(data), 4)
        )
        shared += fields((len(name), 2), (0, 2))
        rest = fields((0, 2), (0, 2), (0, 2), (0x81A40000, 4), (len(body), 4))
        listing += b"PK\x01\x02" + fields((0x314, 2)) + shared + rest + name.encode()
        body += b"PK\x03\x04" + shared + name.encode() + data
    end = fields((0, 2), (0, 2), (len(files), 2), (len(files), 2), (len(listing), 4), (len(body), 4), (0, 2))
    return body + listing + b"PK\x05\x06" + end


def strict(data: bytes) -> Any:
    """The value of canonical JSON; raises ValueError for anything else."""
    value = json.loads(data, object_pairs_hook=distinct, parse_float=refuse, parse_constant=refuse)
    if canonical(value) != data:
        raise ValueError("not canonical")
    return value


def distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a key twice")
    return dict(pairs)


def refuse(text: str) -> Any:
    raise ValueError(text)


def read_manifest(data: bytes) -> dict[str, Any] | None:
    try:
        value = strict(data)
    except ValueError:
        return None
    if not isinstance(value, dict) or set(value) != {"cycle", "files", "format", "head", "n_entries", "rehearsal"}:
        return None
    listed = value["files"]
    if not isinstance(listed, dict) or any(
        not isinstance(one, dict) or set(one) != {"sha256", "size"} for one in listed.values()
    ):
        return None
    return value if value["format"] == "hustings-bundle/1" else None


def container(files: dict[str, bytes], listed: dict[str, Any]) -> Iterator[str]:
    others = set(files) - ALWAYS
    poll_file = r"polls/[A-Za-z0-9][A-Za-z0-9_-]*\.(bel|proofs\.json|merged\.json)"
    known = all(re.fullmatch(f"{poll_file}|{NAMED}", name) for name in others)
    if set(files) != set(listed) or not set(files) >= ALWAYS or not known or list(files) != sorted(files):
        yield "files"
    if any(
        name not in files or one != {"sha256": sha(files[name]), "size": len(files[name])}
        for name, one in listed.items()
    ):
        yield "digests"


def chain(data: bytes) -> list[dict[str, Any]] | None:
    """The entries of a record that holds, or None."""
    try:
        entries = [strict(line) for line in data.removesuffix(b"\n").split(b"\n")]
        head = "0" * 64
        for seq, entry in enumerate(entries):
            if not entry_holds(entry, seq, head):
                return None
            head = sha(canonical({"leaf": entry["leaf"], "prev": head, "seq": seq}))
    except (ValueError, KeyError, TypeError):
        return None
    return entries if data.endswith(b"\n") else None


def entry_holds(entry: dict[str, Any], seq: int, head: str) -> bool:
    extra = set(entry) - {"leaf", "prev", "seq"}
    if entry["seq"] != seq or entry["prev"] != head or not re.fullmatch("[0-9a-f]{64}", entry["leaf"]):
        return False
    if extra == {"payload", "salt"}:
        keys = {"at", "basis", "body", "role", "room", "subject", "verb", "visibility"}
        shown = set(entry["payload"]) == keys and re.fullmatch("[0-9a-f]{32}", entry["salt"])
        return bool(shown) and sha(bytes.fromhex(entry["salt"]) + canonical(entry["payload"])) == entry["leaf"]
    return extra in (set(), {"withheld"})


def hash_of(entry: dict[str, Any]) -> str:
    return sha(canonical({key: entry[key] for key in ("leaf", "prev", "seq")}))


def opening(entries: list[dict[str, Any]], manifest: dict[str, Any]) -> bool:
    payload = entries[0].get("payload", {"verb": "", "body": {}})
    body = payload["body"]
    found = {
        "cycle": body.get("chain"),
        "rehearsal": body.get("rehearsal"),
        "n_entries": len(entries),
        "head": hash_of(entries[-1]),
    }
    return (
        payload["verb"] == "record.opened"
        and body.get("format") == "hustings-record/1"
        and body.get("rehearsal") is (body.get("kind") == "rehearsal")
        and all(canonical(manifest[key]) == canonical(value) for key, value in found.items())
    )


def content(files: dict[str, bytes], entries: list[dict[str, Any]]) -> Iterator[str]:
    read = statements(entries)
    head = hash_of(entries[-1])
    for name, value in derived(SPEC.read_text(), read, head, len(entries)).items():
        if files[name] != (value.encode() if isinstance(value, str) else canonical(value)):
            yield name
    checks = {
        "published heads": heads,
        "decisions": decisions,
        "limits": limits,
        "payments": payments,
        "straw polls": sheets,
        "answers": answers,
        "questions": questions,
    }
    for name, holds in checks.items():
        if not holds(read, entries):
            yield name
    if not named(entries, files):
        yield "attached files"
    if not lotteries(entries, files):
        yield "lotteries"
    if not polls(read, files):
        yield "polls"
    yield from paper(read)


def heads(read: list[Any], entries: list[dict[str, Any]]) -> bool:
    named = [one for one in read if one.verb in ("publication.made", "release.issued")]
    right = all(one.text("head") == entries[one.seq]["prev"] for one in named)
    return right and all(one.get("n_entries") == one.seq for one in named if one.verb == "publication.made")


def decisions(read: list[Any], entries: list[dict[str, Any]]) -> bool:
    return all(
        decided(one, [two for two in read if two.seq < one.seq]) for one in read if one.verb == "roll_call.recorded"
    )


def decided(vote: Any, before: list[Any]) -> bool:
    put = [one for one in before if one.verb == "motion.put" and one.text("motion") == vote.text("motion")]
    rules = [one for one in before if one.verb == "rulebook.adopted"]
    question, called = vote.get("question"), vote.get("roll_call")
    if (
        not put
        or question["code"] != vote.text("motion")
        or question.get("noticed_on", "") != put[-1].text("notice_on")
    ):
        return False
    if rules and not put[-1].text("about") and rules[-1].get("decision") != vote.get("rule"):
        return False
    seats = {one["seat"]: one["weight"] for one in put[-1].get("seats")}
    if seats != {one["seat"]: one["weight"] for one in called["votes"]}:
        return False
    return vote.get("passes") is passes(vote.get("rule"), question, called)


def passes(rule: dict[str, Any], question: dict[str, Any], called: dict[str, Any]) -> bool:
    """Whether a motion with one option is adopted, by decision.md: notice, quorum, threshold; votes in the room."""
    votes, asks = called["votes"], question["options"][0]["outcome"]
    own = [one["threshold"] for one in rule["special"] if one["outcome"] == asks]
    needs = [own[0] if own else rule["threshold"]]
    given = date.fromisoformat(called["taken_on"]) - date.fromisoformat(question.get("noticed_on", called["taken_on"]))
    if given.days < rule["notice"]["days"]:
        if "short" not in rule["notice"]:
            return False
        needs.append(rule["notice"]["short"])
    part = sum(1 for one in votes if one["vote"] != "absent")
    quorum = rule["quorum"]
    wanted = {"none": 0, "number": quorum.get("number", 0), "share": Fraction(quorum.get("share", "0")) * len(votes)}
    return part >= wanted[quorum["kind"]] and all(reached(threshold, votes) for threshold in needs)


def reached(threshold: dict[str, Any], votes: list[dict[str, Any]]) -> bool:
    outside = {"votes cast without abstentions": ("abstain", "recused", "absent"), "votes cast": ("recused", "absent")}
    base = sum(one["weight"] for one in votes if one["vote"] not in outside[threshold["base"]])
    needed = Fraction(threshold["share"]) * base
    got = sum(one["weight"] for one in votes if one["vote"] == "yes")
    return got > 0 and (got > needed if threshold["compare"] == "more than" else got >= needed)


def limits(read: list[Any], entries: list[dict[str, Any]]) -> bool:
    asked = [one for one in read if one.verb in ("gift.checked", "gift.refused", "gift.reported") and one.get("check")]
    return all(within(one, read) for one in asked)


def within(one: Any, read: list[Any]) -> bool:
    """The sums of a limit for one election or account, by limits.md, and the gifts that had to be counted."""
    check, gift, earlier = one.get("check"), one.get("details"), one.get("earlier")
    keys = ("donor", "recipient", "recipient_kind", "account", "election")
    before = sum(other["cents"] for other in earlier if all(other[key] == gift[key] for key in keys))
    after, limit = before + gift["cents"], check["limit"]["limit_cents"]
    sums = (before, after, max(0, limit - after), max(0, after - limit))
    if sums != tuple(check[key] for key in ("used_before_cents", "used_after_cents", "remaining_cents", "over_cents")):
        return False
    opened = [
        two for two in read if two.verb in ("gift.proposed", "gift.reported") and two.text("gift") == gift["code"]
    ]
    if not opened or opened[0].get("amount_cents") != gift["cents"] or gift["code"] != one.text("gift"):
        return False
    listed = {other["code"]: other["cents"] for other in earlier}
    paid = [two for two in read if two.verb == "gift.paid" and two.seq < one.seq and two.text("gift") != gift["code"]]
    same = [two for two in paid if (two.text("recipient"), two.text("account")) == (gift["recipient"], gift["account"])]
    told = [two for two in same if two.on[:4] == gift["given_on"][:4]]
    return all(listed.get(two.text("gift")) == two.get("amount_cents") for two in told) and one.get("within") in (
        None,
        after <= limit,
    )


def payments(read: list[Any], entries: list[dict[str, Any]]) -> bool:
    by_seq = {one.seq: one for one in read}
    for paid in (one for one in read if one.verb == "gift.paid"):
        about = [one for one in read if one.seq < paid.seq and one.text("gift") == paid.text("gift")]
        proposed = [one for one in about if one.verb == "gift.proposed"]
        votes = [by_seq.get(one.get("entry")) for one in about if one.verb == "gift.approved"]
        if not proposed or proposed[0].get("amount_cents") != paid.get("amount_cents"):
            return False
        if not any(one.verb == "gift.checked" and one.get("within") is True for one in about):
            return False
        if not any(
            one and one.seq < paid.seq and one.verb == "roll_call.recorded" and one.get("passes") is True
            for one in votes
        ):
            return False
    return True


def sheets(read: list[Any], entries: list[dict[str, Any]]) -> bool:
    for closed in (one for one in read if one.verb == "straw_poll.closed"):
        of_poll = [one for one in read if one.text("poll") == closed.text("poll")]
        confirmed = {one.text("sheet") for one in of_poll if one.verb == "sheet.confirmed"}
        counted = [one for one in of_poll if one.verb == "sheet.entered" and one.text("sheet") in confirmed]
        sums: dict[str, int] = {}
        for sheet in counted:
            for option, votes in sheet.get("counts").items():
                sums[option] = sums.get(option, 0) + votes
        totals = {option: votes for option, votes in closed.get("totals").items() if votes}
        if totals != {option: votes for option, votes in sums.items() if votes} or closed.get("n_sheets") != len(
            counted
        ):
            return False
    return True


def answers(read: list[Any], entries: list[dict[str, Any]]) -> bool:
    told = [
        (entry["seq"], entry["payload"]["verb"], entry["payload"]["body"]) for entry in entries if "payload" in entry
    ]
    for seq, verb, body in told:
        if verb != "answers.published":
            continue
        before = [each for each in told if each[0] < seq and each[2].get("questionnaire") == body["questionnaire"]]
        came = {one["candidate"]: one["digest"] for _, kind, one in before if kind == "answers.handed-in"}
        opened = [one["opened"] for _, kind, one in before if kind == "answers.opened"]
        if set(opened[-1] if opened else []) - set(body["answers"]):
            return False
        for candidate, one in body["answers"].items():
            leaves = dict(one["closed"])
            for key, answer in one["said"].items():
                leaves[key] = sha(bytes.fromhex(one["salts"].get(key, "")) + canonical(answer))
            made = {"candidate": candidate, "leaves": leaves, "questionnaire": body["questionnaire"]}
            if sha(canonical(made)) != came.get(candidate):
                return False
    return True


def polls(read: list[Any], files: dict[str, bytes]) -> bool:
    """The archives by their digests only."""
    ends = [one for one in read if one.verb in ("ballot.counted", "ballot.field-changed", "ballot.kept-closed")]
    named = {unit["archive"]: unit["archive_digest"] for one in ends for unit in one.body.get("units", [])}
    opened = [each for one in ends for each in one.body.get("sums", [])]
    named |= {each["merged"]: each["merged_digest"] for each in opened if "merged" in each}
    there = {name: sha(data) for name, data in files.items() if name.endswith((".bel", ".merged.json"))}
    proofs = {name.removesuffix(".proofs.json") + ".bel" for name in files if name.endswith(".proofs.json")}
    return named == there and proofs <= set(named)
