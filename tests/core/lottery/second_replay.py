"""A second replay of a draw, written from docs/spec/lottery.md alone: standard library only, nothing of Hustings.

`replay(transcript)` gives the panel, or raises with the name of what is wrong. The tables are in `second_tables`.
"""

import json
from collections import Counter
from fractions import Fraction
from hashlib import sha256


def replay(transcript: dict) -> list[str]:
    fixed, opened = transcript["fixed"], transcript["opened"]
    digest = sha256(canonical(fixed)).hexdigest()
    agree("digest", digest == transcript["digest"])
    agree("panels", all(off(fixed, panel) == 0 for panel in fixed["panels"]))
    agree("panels", all(len(set(panel)) == fixed["seats"] == len(panel) for panel in fixed["panels"]))
    agree("certificate", lowest(fixed) <= first_bound(fixed))
    committed = {one["who"]: one["commitment"] for one in fixed["contributors"]}
    agree("secrets", sha256(opened["secret"].encode()).hexdigest() == fixed["operator"])
    agree("secrets", all(sha256(part.encode()).hexdigest() == committed[w] for w, part in opened["given"].items()))
    seed = sha256(canonical({"format": "hustings-lottery-seed/1", "fixed": digest, **opened})).digest()
    agree("seed", seed.hex() == transcript["seed"])
    number = opened["dice"] if "dice" in opened else below(len(fixed["panels"]), seed, "panel")
    panel = fixed["panels"][number]
    codes = [one["code"] for one in fixed["people"]]
    agree("last draw", number == transcript["number"])
    agree("panel", [codes[i] for i in panel] == transcript["panel"])
    for seat in panel:
        rest = [i for i in panel if i != seat]
        offers = ((off(fixed, [*rest, i]), rank(codes[i], seed, "stand-in"), codes[i]) for i in range(len(codes)))
        best = min((one for one in offers if one[2] not in transcript["panel"]), default=(0, "", ""))
        agree("stand-ins", best[2] == transcript["stand_ins"][codes[seat]])
    return transcript["panel"]


def agree(name: str, holds: bool) -> None:
    if not holds:
        raise ValueError(name)


def canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def below(n: int, seed: bytes, label: str, counter: int = 0) -> int:
    v = int.from_bytes(sha256(seed + label.encode() + counter.to_bytes(8, "big")).digest(), "big")
    return v % n if v < 2**256 // n * n else below(n, seed, label, counter + 1)


def rank(code: str, seed: bytes, label: str) -> str:
    return sha256(seed + label.encode() + b"\0" + code.encode()).hexdigest()


def lines_of(fixed: dict) -> list[tuple[str, str, int, int]]:
    lines = [(q["feature"], q["value"], q["low"], q["high"]) for q in fixed["quotas"]]
    for cap in fixed["caps"]:
        held = Counter(one["values"][cap["column"]] for one in fixed["people"])
        lines += [(cap["column"], v, 0, cap["at_most"]) for v in sorted(held) if v and held[v] > cap["at_most"]]
    return lines


def off(fixed: dict, panel: list[int]) -> int:
    held = Counter(pair for i in panel for pair in fixed["people"][i]["values"].items())
    return sum(max(low - held[c, v], 0, held[c, v] - high) for c, v, low, high in lines_of(fixed))


def lowest(fixed: dict) -> Fraction:
    times = Counter(i for panel in fixed["panels"] for i in panel)
    return Fraction(min(times[i] for i in fixed["levels"][0]["people"]), len(fixed["panels"]))


def first_bound(fixed: dict) -> Fraction:
    level, lines = fixed["levels"][0], lines_of(fixed)
    weight, price = dict(level["weights"]), {(c, v): p for p, (c, v, _, _) in zip(level["lines"], lines, strict=True)}
    most = fixed["seats"] * level["seat"]
    most += sum(price[c, v] * (high if price[c, v] > 0 else low) for c, v, low, high in lines)
    for i, one in enumerate(fixed["people"]):
        most += max(weight.get(i, 0) - level["seat"] - sum(price.get(p, 0) for p in one["values"].items()), 0)
    return min(Fraction(most, sum(weight.get(i, 0) for i in level["people"])), Fraction(1))
