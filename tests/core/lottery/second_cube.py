"""A second replay of a draw straight from the roll, written from docs/spec/lottery.md alone: standard library only.

It solves for each direction anew, by elimination, instead of keeping an inverse. Only walks that need no landing are
walked to their end; of others the panel is not judged.
"""

import json
from fractions import Fraction
from hashlib import sha256
from math import ceil, floor


def replay(transcript: dict) -> bool:
    """Whether the walk ended without a landing; raises with the name of what is wrong."""
    plan, opened = transcript["fixed"], transcript["opened"]
    digest = sha256(canonical(plan)).hexdigest()
    agree("digest", digest == transcript["digest"])
    seed = sha256(canonical({"format": "hustings-lottery-seed/1", "fixed": digest, **opened})).digest()
    agree("seed", seed.hex() == transcript["seed"])
    seats, left = walk(plan, seed)
    if left:
        return False
    agree("walk", [[kind, len(places)] for kind, places, _ in transcript["panel"]] == [[k, n] for k, n in seats if n])
    for kind, places, stand_ins in transcript["panel"]:
        order: list[int] = []
        step = 0
        while len(order) < len(places) + len(stand_ins):
            place = below(plan["kinds"][kind][-1], seed, f"cube place {kind} {step}")
            order += [] if place in order else [place]
            step += 1
        agree("places", order == places + stand_ins)
    return True


def walk(plan: dict, seed: bytes) -> tuple[list[tuple[int, int]], list[int]]:
    """The whole seats of kinds in attempt 0, and the kinds that are left."""
    total, quotas = sum(kind[-1] for kind in plan["kinds"]), plan["quotas"]
    features = sorted({quota["feature"] for quota in quotas})
    movers = []
    sums = [Fraction(0)] * len(quotas)
    for *values, count in plan["kinds"]:
        share = Fraction(plan["seats"] * count, total)
        held = set(zip(features, values, strict=True))
        column = [Fraction((quota["feature"], quota["value"]) in held) for quota in quotas]
        sums = [one + share * here for one, here in zip(sums, column, strict=True)]
        movers.append(([*column, Fraction(1)], floor(share), ceil(share), share))
    for line, quota in enumerate(quotas):
        column = [Fraction(-(row == line)) for row in range(len(quotas) + 1)]
        movers.append((column, quota["low"], quota["high"], sums[line]))
    value = [mover[3] for mover in movers]
    held_back: list[int] = []
    n_coins = 0
    for new, (column, low, high, start) in enumerate(movers):
        if start in (low, high):
            continue
        factors = combination([movers[one][0] for one in held_back], column)
        if factors is None:
            held_back.append(new)
            continue
        way = {new: Fraction(1), **{one: -factor for one, factor in zip(held_back, factors, strict=True) if factor}}
        rise = min(((movers[i][2] if s > 0 else movers[i][1]) - value[i]) / s for i, s in way.items())
        fall = min((value[i] - (movers[i][1] if s > 0 else movers[i][2])) / s for i, s in way.items())
        chance = fall / (rise + fall)
        up = below(chance.denominator, seed, f"cube 0 {n_coins}") < chance.numerator
        n_coins += 1
        for i, s in way.items():
            value[i] += s * (rise if up else -fall)
        held_back = [i for i in [*held_back, new] if movers[i][1] < value[i] < movers[i][2]]
    n_kinds = len(plan["kinds"])
    whole = [(kind, int(value[kind])) for kind in range(n_kinds)]
    return whole, [one for one in held_back if one < n_kinds]


def combination(columns: list[list[Fraction]], wanted: list[Fraction]) -> list[Fraction] | None:
    """The factors with which independent columns add up to the wanted one; None where they cannot."""
    rows = [[*(column[row] for column in columns), wanted[row]] for row in range(len(wanted))]
    for place in range(len(columns)):
        pivot = next(row for row in range(place, len(rows)) if rows[row][place])
        rows[place], rows[pivot] = rows[pivot], rows[place]
        rows[place] = [one / rows[place][place] for one in rows[place]]
        for row in range(len(rows)):
            if row != place and rows[row][place]:
                rows[row] = [a - rows[row][place] * b for a, b in zip(rows[row], rows[place], strict=True)]
    return None if any(row[-1] for row in rows[len(columns) :]) else [rows[i][-1] for i in range(len(columns))]


def agree(name: str, holds: bool) -> None:
    if not holds:
        raise ValueError(name)


def canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def below(n: int, seed: bytes, label: str, counter: int = 0) -> int:
    v = int.from_bytes(sha256(seed + label.encode() + counter.to_bytes(8, "big")).digest(), "big")
    return v % n if v < 2**256 // n * n else below(n, seed, label, counter + 1)
