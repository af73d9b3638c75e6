"""A second division into tables, written from docs/spec/lottery.md alone: slow, and plain."""

from itertools import combinations

from tests.core.lottery.second_replay import rank


def tables(transcript: dict) -> list[list[str]]:
    fixed, seed = transcript["fixed"], bytes.fromhex(transcript["seed"])
    n = fixed["tables"]
    values = {one["code"]: one["values"] for one in fixed["people"]}
    names = sorted({(quota["feature"], quota["value"]) for quota in fixed["quotas"]})
    order = sorted(transcript["panel"], key=lambda code: rank(code, seed, "table"))

    def uneven(at: dict[str, int]) -> int:
        whole = {name: sum(values[code][name[0]] == name[1] for code in order) for name in names}
        held = {(name, k): 0 for name in names for k in range(n)}
        for name, k in held:
            held[name, k] = sum(values[code][name[0]] == name[1] for code in at if at[code] == k)
        return sum((n * held[name, k] - whole[name]) ** 2 for name in names for k in range(n))

    at: dict[str, int] = {}
    for code in order:
        room = [k for k in range(n) if list(at.values()).count(k) < len(order) // n + (k < len(order) % n)]
        at[code] = min(room, key=lambda k: (uneven(at | {code: k}), k))
    for _ in range(20):
        before = dict(at)
        for one, two in combinations(order, 2):
            turned = at | {one: at[two], two: at[one]}
            if uneven(turned) < uneven(at):
                at = turned
        if at == before:
            break
    return [[code for code in order if at[code] == k] for k in range(n)]
