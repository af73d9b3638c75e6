"""The fixed plan: everything a draw depends on, as one canonical file that is published before the seed exists.

Its digest is the SHA-256 of its bytes. Specification: docs/spec/lottery.md, section 2.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from hustings.core.canonical import NotCanonical, canonical_bytes, digest, parse_canonical
from hustings.core.lottery.certificate import LevelProof, bounds
from hustings.core.lottery.people import Cap, Person, Plan, Quota
from hustings.core.lottery.refusals import LotteryRefused, NotALottery, OperatorAlone

FORMAT = "hustings-lottery/1"
KEYS = {
    "format", "title", "seats", "quotas", "caps", "people", "barred", "levels", "panels", "tables", "operator",
    "contributors", "outside", "last_draw",
}  # fmt: skip
LAST_DRAWS = ("seed", "dice")
OUTSIDE_KEYS: dict[str, set[str]] = {"beacon": {"kind", "network", "key", "round"}, "figure": {"kind", "name"}}


@dataclass(frozen=True, slots=True)
class Terms:
    """How the seed will come about, and what is drawn besides the panel.

    operator: the commitment to the operator's secret · contributors: {"who", "commitment"} of each observer · outside:
    {} or {"kind": "beacon", "network", "key", "round"} or {"kind": "figure", "name"} · last_draw: "seed" or "dice".
    Raises: OperatorAlone, where nothing outside the operator's hands goes into the draw.
    """

    title: str
    operator: str
    outside: Mapping[str, Any]
    contributors: tuple[Mapping[str, str], ...] = ()
    last_draw: str = "seed"
    tables: int = 0

    def __post_init__(self) -> None:
        if not self.outside and not self.contributors and self.last_draw != "dice":
            raise OperatorAlone


@dataclass(frozen=True)
class Fixed:
    """A plan with its numbered panels (indices of the plan's people), proofs and terms."""

    plan: Plan
    terms: Terms
    panels: tuple[tuple[int, ...], ...]
    levels: tuple[LevelProof, ...]
    barred: tuple[int, ...] = ()

    @cached_property
    def body(self) -> dict[str, Any]:
        """The file's JSON."""
        plan, terms = self.plan, self.terms
        return {
            "format": FORMAT,
            "seats": plan.seats,
            "quotas": [
                {"feature": one.feature, "value": one.value, "low": one.low, "high": one.high} for one in plan.quotas
            ],
            "caps": [{"column": one.column, "at_most": one.at_most} for one in plan.caps],
            "people": [{"code": one.code, "values": dict(one.values)} for one in plan.people],
            "barred": list(self.barred),
            "levels": [one.as_json() for one in self.levels],
            "panels": [list(panel) for panel in self.panels],
            **terms_body(terms),
        }

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the file's bytes (hex)."""
        return digest(self.body)

    def as_bytes(self) -> bytes:
        """The file."""
        return canonical_bytes(self.body)

    @cached_property
    def n_panels_of(self) -> Counter[int]:
        """On how many of the numbered panels each person stands, by index."""
        return Counter(index for panel in self.panels for index in panel)

    def chance(self, index: int) -> Fraction:
        """The exact chance of a person."""
        return Fraction(self.n_panels_of[index], len(self.panels))

    @cached_property
    def bounds(self) -> list[Fraction]:
        """For each level the proven bound on the lowest chance of its people."""
        return bounds(self.plan, self.levels)


def terms_body(terms: Terms) -> dict[str, Any]:
    """The fields of the terms."""
    return {
        "title": terms.title,
        "operator": terms.operator,
        "outside": dict(terms.outside),
        "contributors": [dict(one) for one in terms.contributors],
        "last_draw": terms.last_draw,
        "tables": terms.tables,
    }


def read_fixed(data: bytes, *, where: str = "") -> Fixed:
    """The fixed plan whose file is `data`. Raises: NotALottery."""
    try:
        body = parse_canonical(data, where=where)
    except NotCanonical as error:
        raise NotALottery(wanted="a fixed plan", why=error.facts["reason"], where=where) from error
    return fixed_from_json(body, where=where)


def fixed_from_json(body: Any, *, where: str = "") -> Fixed:
    """The fixed plan with this JSON. Raises: NotALottery."""
    try:
        return _fixed(body)
    except LotteryRefused as error:
        raise NotALottery(wanted="a fixed plan", why=error.message.rstrip("."), where=error.where or where) from error
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        said = f"its parts are not as they should be ({type(error).__name__}: {error})"
        raise NotALottery(wanted="a fixed plan", why=said, where=where) from error


def _fixed(body: dict[str, Any]) -> Fixed:
    if body.get("format") != FORMAT or set(body) != KEYS:
        raise ValueError("format or fields differ")
    people = tuple(Person(one["code"], dict(one["values"])) for one in body["people"])
    plan = Plan(
        body["seats"],
        people,
        tuple(Quota(one["feature"], one["value"], one["low"], one["high"]) for one in body["quotas"]),
        tuple(Cap(one["column"], one["at_most"]) for one in body["caps"]),
    )
    codes = [one.code for one in people]
    if codes != sorted(codes):
        raise ValueError("people are not in the order of their codes")
    terms = read_terms(body)
    panels = tuple(tuple(panel) for panel in body["panels"])
    if not panels or not all(0 <= index < len(people) for panel in panels for index in panel):
        raise ValueError("a panel names nobody's index")
    levels = tuple(LevelProof.from_json(one) for one in body["levels"])
    fixed = Fixed(plan, terms, panels, levels, tuple(body["barred"]))
    if fixed.body != body:
        raise ValueError("it holds more than the format knows")
    return fixed


def read_terms(body: Mapping[str, Any]) -> Terms:
    """The terms in these fields. Raises: OperatorAlone; ValueError, KeyError, TypeError for another form."""
    outside = body["outside"]
    if outside and set(outside) != OUTSIDE_KEYS.get(outside.get("kind"), set()):
        raise ValueError("the outside value is described in another way")
    if body["last_draw"] not in LAST_DRAWS:
        raise ValueError("the last draw is neither by seed nor by dice")
    given = tuple({"who": one["who"], "commitment": one["commitment"]} for one in body["contributors"])
    return Terms(body["title"], body["operator"], outside, given, body["last_draw"], body["tables"])
