"""The second verifier's check of what was drawn by lot, written from docs/spec/bundle.md and lottery.md."""

import hashlib
import json
from collections import Counter
from typing import Any

from tests.core.lottery import second_replay
from tests.core.lottery.second_replay import canonical, off, rank


def lotteries(entries: list[dict[str, Any]], files: dict[str, bytes]) -> bool:
    """Whether every draw and every seed on the record holds."""
    told = [entry["payload"] for entry in entries if "payload" in entry]
    checks = {"lottery.drawn": drawn, "lottery.invited": invited, "lottery.slots-drawn": slots}
    try:
        return all(
            checks[one["verb"]](one["body"], told[:place], told[place:], files)
            for place, one in enumerate(told)
            if one["verb"] in checks
        )
    except (KeyError, ValueError, IndexError, TypeError):
        return False


def last(before: list[dict[str, Any]], key: str, value: str, *verbs: str) -> dict[str, Any]:
    body: dict[str, Any] = [one["body"] for one in before if one["verb"] in verbs and one["body"].get(key) == value][-1]
    return body


def drawn(body: dict[str, Any], before: list[Any], after: list[Any], files: dict[str, bytes]) -> bool:
    transcript = json.loads(files[f"files/{body['transcript_digest']}.json"])
    second_replay.replay(transcript)
    plan, code = transcript["fixed"], body["lottery"]
    said = last(before, "lottery", code, "lottery.fixed")
    stated = last(before, "lottery", code, "lottery.opened", "lottery.quotas-changed")
    times = Counter(index for panel in plan["panels"] for index in panel)
    held = Counter(times[index] for index in range(len(plan["people"])))
    wanted = {key: plan[key] for key in ("operator", "outside", "contributors", "last_draw")}
    wanted |= {"n_people": len(plan["people"]), "n_panels": len(plan["panels"]), "n_barred": len(plan["barred"])}
    wanted |= {"digest": transcript["digest"], "chances": [[n, held[n]] for n in sorted(held)]}
    passed = [one["body"] for one in after if one["verb"] == "lottery.seat-passed" and one["body"]["lottery"] == code]
    return (
        all(said[key] == value for key, value in wanted.items())
        and all(stated[key] == plan[key] for key in ("seats", "quotas", "caps"))
        and all(body[key] == transcript[key] for key in ("digest", "opened", "seed", "number", "panel"))
        and follow(plan, transcript, passed)
    )


def follow(plan: dict[str, Any], transcript: dict[str, Any], passed: list[dict[str, Any]]) -> bool:
    codes = [one["code"] for one in plan["people"]]
    seated, gone, seed = {codes.index(code) for code in transcript["panel"]}, set(), bytes.fromhex(transcript["seed"])
    for one in passed:
        leaves = codes.index(one["leaves"])
        seated.remove(leaves)
        gone.add(leaves)
        free = [index for index in range(len(codes)) if index not in seated | gone]
        offers = [(off(plan, [*seated, index]), rank(codes[index], seed, "stand-in"), index) for index in free]
        amount, _, comes = min(offers, default=(off(plan, [*seated]), "", -1))
        if (one["comes"], one["off"]) != (codes[comes] if comes >= 0 else "", amount):
            return False
        seated |= {comes} - {-1}
    return True


def invited(body: dict[str, Any], before: list[Any], _after: list[Any], _files: dict[str, bytes]) -> bool:
    return seeded(body, last(before, "lottery", body["lottery"], "lottery.opened")["invitations"])


def slots(body: dict[str, Any], before: list[Any], after: list[Any], _files: dict[str, bytes]) -> bool:
    sworn = last(before, "offer", body["offer"], "lottery.slots-fixed")
    plans = [one["body"] for one in after if one["verb"] == "slots.drawn" and one["body"]["offer"] == body["offer"]]
    fixed = {"format": "hustings-slots/1", "cycle": before[0]["body"]["chain"], "offer": body["offer"]}
    fixed |= {"operator": sworn["operator"], "outside": {"kind": "figure", "name": sworn["outside"]}}
    fixed["wishes"] = sorted(plans[0]["wishes"], key=lambda wish: str(wish["candidate"]))
    digest = hashlib.sha256(canonical(fixed)).hexdigest()
    return digest == body["digest"] and seeded(body, sworn) and all(one["seed"] == body["seed"] for one in plans)


def seeded(body: dict[str, Any], sworn: dict[str, Any]) -> bool:
    told = {"format": "hustings-lottery-seed/1", "fixed": body["digest"]} | body["opened"]
    commitment = hashlib.sha256(body["opened"]["secret"].encode()).hexdigest()
    right = hashlib.sha256(canonical(told)).hexdigest() == body["seed"]
    return right and (sworn["digest"], sworn["operator"]) == (body["digest"], commitment)
