"""Every check of the transcript of a draw straight from the roll. Needs no solver, no database, no network."""

from collections.abc import Iterator
from typing import Any

from hustings.core.canonical import NotCanonical, parse_canonical
from hustings.core.errors import Refusal
from hustings.core.findings import Check, judged, not_run
from hustings.core.lottery.cube_drawing import FORMAT, cube_drawn
from hustings.core.lottery.cube_plan import CubePlan, cube_plan_from_json
from hustings.core.lottery.drawing import check_outside
from hustings.core.lottery.refusals import NotALottery
from hustings.core.lottery.seed import Opened, check_opened, make_seed

KEYS = {"format", "fixed", "digest", "opened", "seed", "chance", "attempt", "off", "panel"}

DIGEST = ("digest", "the digest of the fixed plan with the one that was published")
CHANCE = ("chance", "the chance of each member with seats and members, and each quota with its share of the seats")
OPENED = ("secrets", "what was opened with what had been committed")
OUTSIDE = ("outside value", "the beacon's pulse with its group's key, or the named figure")
SEED = ("seed", "the seed with the digest of the plan and the opened parts")
KEPT = ("quotas", "the panel with seats and quotas, and nobody twice")
WALK = ("walk", "the panel with a walk from the seed, step by step in fractions")


def read_cube_transcript(data: bytes, *, where: str = "") -> tuple[CubePlan, Opened, dict[str, Any]]:
    """The fixed plan of a transcript, what was opened, and everything it says. Raises: NotALottery."""
    wanted = "a transcript of a draw"
    try:
        body = parse_canonical(data, where=where)
        if body.get("format") != FORMAT or set(body) != KEYS:
            raise ValueError("format or fields differ")
        fixed = cube_plan_from_json(body["fixed"], where=where)
        _check_panel(fixed, body["panel"])
        return fixed, Opened.from_json(body["opened"]), body
    except NotCanonical as error:
        raise NotALottery(wanted=wanted, why=error.facts["reason"], where=where) from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotALottery(wanted=wanted, why=str(error), where=where) from error


def _check_panel(fixed: CubePlan, panel: Any) -> None:
    """Raises: ValueError, TypeError."""
    for kind, places, stand_ins in panel:
        if not 0 <= kind < len(fixed.groups):
            raise ValueError(f"there is no kind {kind}")
        if not all(0 <= place < fixed.groups[kind].n_members for place in [*places, *stand_ins]):
            raise ValueError(f"a place is not among those of kind {kind}")


def replay_cube(data: bytes, *, published: str = "", where: str = "") -> list[Check]:
    """Every check of the transcript `data`; `published`: the digest that was made public before the draw, if known.

    Raises: NotALottery, if it cannot be read at all.
    """
    fixed, opened, body = read_cube_transcript(data, where=where)
    seed = make_seed(fixed_digest=fixed.digest, opened=opened).hex()
    return [
        judged(*DIGEST, _digests(fixed, body, published), fixed.digest),
        judged(*CHANCE, _chances(fixed, body), f"{fixed.seats} in {fixed.n_members:,} for every member"),
        judged(*OPENED, _secrets(fixed, opened), "every opened part is the committed one"),
        _outside(fixed, opened),
        judged(*SEED, () if body["seed"] == seed else [f"the seed is {seed}, not {body['seed']}"], seed),
        judged(*KEPT, _broken(fixed, body["panel"]), f"{fixed.seats} seats, all {len(fixed.lines)} quotas kept"),
        _walk(fixed, opened, body),
    ]


def _digests(fixed: CubePlan, body: dict[str, Any], published: str) -> Iterator[str]:
    for who, digest in (("the transcript says", body["digest"]), ("published was", published or fixed.digest)):
        if digest != fixed.digest:
            yield f"the plan's digest is {fixed.digest}, {who} {digest}"


def _chances(fixed: CubePlan, body: dict[str, Any]) -> Iterator[str]:
    if body["chance"] != [fixed.chance.numerator, fixed.chance.denominator]:
        yield f"the chance is {fixed.chance}, the transcript says {body['chance']}"
    for line, low, high in fixed.unfit():
        yield f"equal chances need {low} to {high} with {line.column} {line.value}, not {line.low} to {line.high}"


def _secrets(fixed: CubePlan, opened: Opened) -> list[str]:
    try:
        check_opened(operator=fixed.terms.operator, contributors=fixed.terms.contributors, opened=opened)
    except Refusal as refusal:
        return [refusal.message]
    return []


def _outside(fixed: CubePlan, opened: Opened) -> Check:
    outside = fixed.terms.outside
    try:
        check_outside(fixed.terms, opened)
    except Refusal as refusal:
        return judged(*OUTSIDE, [refusal.message], "")
    if outside and outside["kind"] == "figure":
        return not_run(*OUTSIDE, f"compare “{opened.outside}” yourself with {outside['name']}")
    return judged(*OUTSIDE, (), "it is signed by the named group" if outside else "the plan names none")


def _broken(fixed: CubePlan, panel: list[Any]) -> Iterator[str]:
    held = [0] * len(fixed.lines)
    for kind, places, stand_ins in panel:
        if len({*places, *stand_ins}) != len(places) + len(stand_ins):
            yield f"somebody of kind {kind} is there twice"
        for line in fixed.kinds.line[kind]:
            held[line] += len(places)
    n_seats = sum(len(places) for _, places, _ in panel)
    if n_seats != fixed.seats or len({kind for kind, _, _ in panel}) != len(panel):
        yield f"{n_seats} seats are taken of {fixed.seats}, or a kind is there twice"
    for line, count in zip(fixed.lines, held, strict=True):
        if not line.low <= count <= line.high:
            yield f"{count} with {line.column} {line.value}, not {line.low} to {line.high}"


def _walk(fixed: CubePlan, opened: Opened, body: dict[str, Any]) -> Check:
    if fixed.unfit():
        return not_run(*WALK, "equal chances do not keep the quotas, so there is no walk")
    try:
        again = cube_drawn(fixed, opened)
    except Refusal as refusal:
        return judged(*WALK, [refusal.message], "")
    differing = [name for name in ("attempt", "off", "panel") if body[name] != again.body[name]]
    found = "its end changed no chance" if not again.off else f"its end moved shares by {again.off} seats, added up"
    return judged(*WALK, [f"the seed gives another {name}" for name in differing], found)
