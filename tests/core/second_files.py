"""The second verifier's check of pictures and files, written from docs/spec/bundle.md, 3.4."""

import hashlib
import re
from typing import Any

NAMED = r"files/[0-9a-f]{64}\.(pdf|png|jpg|txt|json|bin)"
ENDINGS = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg", "text/plain": "txt"}


def named(entries: list[dict[str, Any]], files: dict[str, bytes]) -> bool:
    """Whether the files there are those that the record names, with their digests."""
    told = [entry["payload"] for entry in entries if "payload" in entry]
    pictures = {one["body"]["candidate"]: one["body"] for one in told if one["verb"] == "candidate.pictured"}
    wanted = list(pictures.values())
    for one in told:
        if one["verb"] == "answers.published":
            said = [answer for side in one["body"]["answers"].values() for answer in side["said"].values()]
            wanted += [answer["file"] for answer in said if answer.get("file")]
        if one["verb"] == "roundtable.filed" and one["body"].get("shown") is True:
            wanted.append(one["body"]["file"])
    names = {f"files/{one['digest']}.{ENDINGS.get(one['type'], 'bin')}": one["digest"] for one in wanted}
    drawn: dict[str, str] = {}
    for one in told:
        if one["verb"] in ("lottery.fixed", "lottery.drawn"):
            drawn[one["body"]["lottery"]] = one["body"].get("transcript_digest") or one["body"]["digest"]
    names |= {f"files/{digest}.json": digest for digest in drawn.values()}
    there = {name: hashlib.sha256(data).hexdigest() for name, data in files.items() if re.fullmatch(NAMED, name)}
    return names == there
