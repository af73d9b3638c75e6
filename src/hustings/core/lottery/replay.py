"""Every check of a draw's transcript, as a list of findings. Needs no solver, no database, no network."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from hustings.core.canonical import NotCanonical, parse_canonical
from hustings.core.errors import Refusal
from hustings.core.findings import Check, judged, not_run
from hustings.core.lottery.drawing import FORMAT, Drawn, check_dice, check_outside, drawn
from hustings.core.lottery.fixed import Fixed, fixed_from_json
from hustings.core.lottery.people import broken_lines
from hustings.core.lottery.refusals import NotALottery
from hustings.core.lottery.seed import Opened, check_opened

KEYS = {"format", "fixed", "digest", "opened", "seed", "number", "panel", "stand_ins", "tables"}

DIGEST = ("digest", "the digest of the fixed plan with the one that was published")
PANELS = ("panels", "every numbered panel with seats, quotas and caps")
PROOF = ("certificate", "the lowest chance of each level with its bound, recomputed from the prices")
OPENED = ("secrets", "what was opened with what had been committed")
OUTSIDE = ("outside value", "the beacon's pulse with its group's key, or the named figure")
SEED = ("seed", "the seed with the digest of the plan and the opened parts")
NUMBER = ("last draw", "the number of the panel with the seed, or with the dice")
PANEL = ("panel", "the people with the panel of that number")
STAND_INS = ("stand-ins", "who would come for each with the seed's order and the quotas")
TABLES = ("tables", "the division into tables with the seed's order")


def read_transcript(data: bytes, *, where: str = "") -> tuple[Fixed, Opened, dict[str, Any]]:
    """The fixed plan of a transcript, what was opened, and everything it says. Raises: NotALottery."""
    try:
        body = parse_canonical(data, where=where)
        if body.get("format") != FORMAT or set(body) != KEYS:
            raise ValueError("format or fields differ")
        fixed = fixed_from_json(body["fixed"], where=where)
        return fixed, Opened.from_json(body["opened"]), body
    except NotCanonical as error:
        raise NotALottery(wanted="a transcript of a draw", why=error.facts["reason"], where=where) from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotALottery(wanted="a transcript of a draw", why=str(error), where=where) from error


def replay(data: bytes, *, published: str = "", where: str = "") -> list[Check]:
    """Every check of the transcript `data`; `published`: the digest that was made public before the draw, if known.

    Raises: NotALottery, if it cannot be read at all.
    """
    fixed, opened, body = read_transcript(data, where=where)
    return [
        judged(*DIGEST, _digests(fixed, body, published), f"{fixed.digest}"),
        judged(*PANELS, broken_panels(fixed), f"all {len(fixed.panels)} keep every quota and cap"),
        judged(*PROOF, unfair_levels(fixed), _fairness(fixed)),
        judged(*OPENED, _refused(lambda: _check_secrets(fixed, opened)), "every opened part is the committed one"),
        _outside(fixed, opened),
        *_steps(fixed, opened, body),
    ]


def broken_panels(fixed: Fixed) -> Iterator[str]:
    """What is wrong with numbered panels."""
    lines = fixed.plan.lines()
    for number, panel in enumerate(fixed.panels):
        if len(panel) != fixed.plan.seats or len(set(panel)) != len(panel):
            yield f"panel {number} has {len(set(panel))} people for {fixed.plan.seats} seats"
        for line, count in broken_lines(fixed.plan, lines, panel):
            yield f"panel {number} has {count} with {line.column} {line.value}, not {line.low} to {line.high}"


def unfair_levels(fixed: Fixed) -> Iterator[str]:
    """Levels whose prices do not fit, and people of nobody's level who could be drawn."""
    placed = set(fixed.levels[0].people) if fixed.levels else set()
    if placed | set(fixed.barred) != set(range(len(fixed.plan.people))):
        yield "the first level does not hold everybody"
    if len(fixed.levels) and fixed.bounds[0] < lowest(fixed, 0):
        yield f"the lowest chance {lowest(fixed, 0)} is above its bound {fixed.bounds[0]}"
    for index in fixed.barred:
        if fixed.n_panels_of[index]:
            yield f"{fixed.plan.people[index].code} is said to fit no panel, and stands on one"


def lowest(fixed: Fixed, level: int) -> Fraction:
    """The lowest chance of a level's people under the numbered panels."""
    return min(fixed.chance(index) for index in fixed.levels[level].people)


def _fairness(fixed: Fixed) -> str:
    least, bound = lowest(fixed, 0), fixed.bounds[0]
    best = int(bound * len(fixed.panels))
    return (
        f"lowest chance {_count(fixed, least)}; no lottery can give more than {float(bound):.6f}, "
        f"so no {len(fixed.panels)} panels more than {best}"
    )


def _count(fixed: Fixed, chance: Fraction) -> str:
    return f"{int(chance * len(fixed.panels))} of {len(fixed.panels)}"


def _digests(fixed: Fixed, body: dict[str, Any], published: str) -> Iterator[str]:
    if body["digest"] != fixed.digest:
        yield f"the plan's digest is {fixed.digest}, the transcript says {body['digest']}"
    if published and published != fixed.digest:
        yield f"the plan's digest is {fixed.digest}, published was {published}"


def _check_secrets(fixed: Fixed, opened: Opened) -> None:
    check_opened(operator=fixed.terms.operator, contributors=fixed.terms.contributors, opened=opened)


def _outside(fixed: Fixed, opened: Opened) -> Check:
    outside = fixed.terms.outside
    n_panels = len(fixed.panels)
    found = [
        *_refused(lambda: check_outside(fixed.terms, opened)),
        *_refused(lambda: check_dice(fixed.terms, opened, n_panels=n_panels)),
    ]
    if found or not outside:
        return judged(*OUTSIDE, found, "the plan names none")
    if outside["kind"] == "figure":
        return not_run(*OUTSIDE, f"compare “{opened.outside}” yourself with {outside['name']}")
    return judged(*OUTSIDE, (), f"round {outside['round']} of {outside['network']} is signed by the named group")


def _steps(fixed: Fixed, opened: Opened, body: dict[str, Any]) -> Iterator[Check]:
    if opened.dice is not None and not 0 <= opened.dice < len(fixed.panels):
        yield from (not_run(*name, "there is no panel of that number") for name in (SEED, NUMBER, PANEL))
        return
    again = drawn(fixed, opened)
    yield judged(*SEED, _differs(body["seed"], again.seed.hex()), again.seed.hex())
    yield judged(*NUMBER, _differs(body["number"], again.number), f"panel {again.number}")
    yield judged(*PANEL, _differs(body["panel"], list(again.panel)), f"{len(again.panel)} people")
    yield judged(*STAND_INS, _unlike(body, again), f"one named for each of {len(again.stand_ins)}")
    yield judged(*TABLES, _differs(body["tables"], [list(one) for one in again.tables]), f"{len(again.tables)} tables")


def _unlike(body: dict[str, Any], again: Drawn) -> Iterator[str]:
    said = body["stand_ins"]
    if said != again.stand_ins:
        code = min(code for code in {*said, *again.stand_ins} if said.get(code) != again.stand_ins.get(code))
        yield f"for {code} the seed gives {again.stand_ins.get(code, 'nobody')}, not {said.get(code, 'nobody')}"


def _differs(said: Any, found: Any) -> Iterator[str]:
    if said == found:
        return
    if isinstance(said, list) and isinstance(found, list):
        pairs = enumerate(zip(said, found, strict=False))
        odd = next((number for number, (one, two) in pairs if one != two), min(len(said), len(found)))
        yield f"place {odd} is not what the seed gives"
    else:
        yield f"the seed gives {found}, the transcript says {said}"


def _refused(act: Callable[[], None]) -> list[str]:
    try:
        act()
    except Refusal as refusal:
        return [refusal.message]
    return []
