"""From the tables of a lottery to the values of `core.lottery`: terms, plan, what is drawn. Not for other rooms."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from hustings.core.lottery.fixed import Fixed, Terms, read_fixed
from hustings.core.lottery.invitations import InvitationPlan, read_invitation_plan
from hustings.core.lottery.people import Cap, Person, Plan, Quota, make_plan
from hustings.core.lottery.refusals import LineTwice
from hustings.core.lottery.replay import read_transcript
from hustings.core.lottery.seed import commitment
from hustings.ground.files import keep, read
from hustings.rooms.lottery.features import CAPPED, FEATURES, LOCAL, Listed, read_list, values_of
from hustings.rooms.lottery.models import Lottery
from hustings.rooms.lottery.refusals import FeatureUnknown, OutsideUnclear, QuotasDoNotFit

FOLDER = "lottery"
ALPHABET = "23456789CDFGHJKMNPQRTVWXY"
"""No vowels, and nothing that looks like something else."""
CODE_LETTERS = 6
HEX = set("0123456789abcdef")
KEY_DIGITS = 192
BY = (LOCAL,)


def new_code() -> str:
    """A random code for a volunteer."""
    return "V-" + "".join(secrets.choice(ALPHABET) for _ in range(CODE_LETTERS))


def figure(name: str) -> dict[str, Any]:
    """An outside value: a figure that somebody else will publish. Raises: OutsideUnclear."""
    said = " ".join(name.split())
    if not said:
        raise OutsideUnclear(why="the figure has no name", where="outside")
    return {"kind": "figure", "name": said}


def beacon(*, network: str, key: str, round_number: int) -> dict[str, Any]:
    """An outside value: a round of a public beacon of the drand kind. Raises: OutsideUnclear."""
    digits = key.strip().lower()
    if not network.strip() or len(digits) != KEY_DIGITS or set(digits) - HEX:
        raise OutsideUnclear(why="network or group key of the beacon are not complete", where="outside")
    if round_number < 1:
        raise OutsideUnclear(why="the beacon's rounds begin with 1", where="outside")
    return {"kind": "beacon", "network": network.strip(), "key": digits, "round": round_number}


def check_bounds(seats: int, quotas: Sequence[Quota], caps: Sequence[Cap]) -> None:
    """Raises: FeatureUnknown, QuotasDoNotFit; LineTwice."""
    for names, known in (({one.feature for one in quotas}, FEATURES), ({one.column for one in caps}, CAPPED)):
        for name in sorted(names - set(known)):
            raise FeatureUnknown(feature=name, known=", ".join(known), where=name)
    for name in sorted({one.feature for one in quotas}):
        mine = [one for one in quotas if one.feature == name]
        values = [one.value for one in mine]
        if len(set(values)) < len(values):
            raise LineTwice(column=name, value=max(values, key=values.count), where=name)
        low, high = sum(one.low for one in mine), sum(one.high for one in mine)
        if not low <= seats <= high:
            raise QuotasDoNotFit(feature=name, low=low, high=high, seats=seats, where=name)


def quotas_as_json(quotas: Sequence[Quota]) -> list[dict[str, Any]]:
    """Quotas for a table or a body, in their one order."""
    ordered = sorted(quotas, key=lambda one: (one.feature, one.value))
    return [{"feature": one.feature, "value": one.value, "low": one.low, "high": one.high} for one in ordered]


def caps_as_json(caps: Sequence[Cap]) -> list[dict[str, Any]]:
    """Caps for a table or a body, in their one order."""
    return [{"column": one.column, "at_most": one.at_most} for one in sorted(caps, key=lambda one: one.column)]


def quotas_of(row: Lottery) -> tuple[Quota, ...]:
    return tuple(Quota(**one) for one in row.quotas)


def caps_of(row: Lottery) -> tuple[Cap, ...]:
    return tuple(Cap(**one) for one in row.caps)


def title_of(row: Lottery) -> str:
    """The title of every file of a lottery."""
    return f"{row.cycle_id} {row.code}: members' seats at {row.roundtable}"


def terms_of(
    row: Lottery, *, outside: Mapping[str, Any], contributors: Sequence[Mapping[str, str]] = (), last_draw: str = "seed"
) -> Terms:
    """The terms of the draw of a panel. Raises: OperatorAlone."""
    sworn = tuple({"who": one["who"], "commitment": one["commitment"]} for one in contributors)
    return Terms(title_of(row), commitment(row.secret), outside, sworn, last_draw, row.n_tables)


def invite_terms_of(row: Lottery, outside: Mapping[str, Any]) -> Terms:
    """The terms of the draw of invitations."""
    return Terms(f"{title_of(row)}: invitations", commitment(row.invite_secret), outside)


def list_of(row: Lottery) -> Iterator[Listed]:
    """The frozen list. Raises: FileDamaged."""
    return read_list(read(row.list_digest, folder=FOLDER))


def on_list(row: Lottery, number: str) -> bool:
    """Whether a member stands on the frozen list. Raises: FileDamaged."""
    return f"\n{number},".encode() in read(row.list_digest, folder=FOLDER)


def plan_of(row: Lottery) -> Plan:
    """Everybody who volunteers, by code, with what the list says of them, and what every panel keeps.

    Values of capped columns are renamed, so that the plan does not tell anybody's local.
    Raises: NobodyStands, NotEnoughPeople, ValueWithoutQuota, NoSeats, BoundsCrossed, CapTooLow.
    """
    codes = dict(row.volunteers.filter(comes=True).values_list("number", "code"))
    quotas, caps = quotas_of(row), caps_of(row)
    named: dict[str, set[str]] = {}
    for one in quotas:
        named.setdefault(one.feature, set()).add(one.value)
    mine = [each for each in list_of(row) if each.member in codes]
    renamed = _renamed(row, {each.local for each in mine})
    people = [Person(codes[each.member], values_of(each, named) | {LOCAL: renamed[each.local]}) for each in mine]
    return make_plan(seats=row.seats, people=people, quotas=quotas, caps=caps)


def keep_file(data: bytes) -> str:
    """Keep a file of a lottery; the answer is its SHA-256."""
    return keep(data, folder=FOLDER)


def fixed_of(row: Lottery) -> Fixed:
    """The fixed plan. Raises: FileDamaged."""
    return read_fixed(read(row.fixed_digest, folder=FOLDER), where=row.code)


def drawn_panel(row: Lottery) -> tuple[bytes, Fixed, tuple[str, ...], dict[str, Any]]:
    """Seed, fixed plan, the panel as drawn, and the whole transcript. Raises: FileDamaged."""
    fixed, _opened, body = read_transcript(read(row.transcript_digest, folder=FOLDER), where=row.code)
    return bytes.fromhex(body["seed"]), fixed, tuple(body["panel"]), body


def panel_now(row: Lottery) -> tuple[str, ...]:
    """The codes of the panel after everybody who left and came, as drawn and then as they came."""
    _seed, _fixed, panel, _body = drawn_panel(row)
    seated = list(panel)
    for passing in row.passings.order_by("number"):
        seated.remove(passing.leaves)
        if passing.comes:
            seated.append(passing.comes)
    return tuple(seated)


def invitation_plan_of(row: Lottery) -> InvitationPlan:
    """The plan of invitations. Raises: FileDamaged."""
    return read_invitation_plan(read(row.plan_digest, folder=FOLDER), where=row.code)


def _renamed(row: Lottery, values: set[str]) -> dict[str, str]:
    """Each value of a capped column by a number that tells nothing of it."""
    order = sorted(values, key=lambda value: sha256(f"{row.salt}{value}".encode()).digest())
    return {value: f"group {number:03}" for number, value in enumerate(order, start=1)}
