"""A sentence of our own for a finding, made from its parts alone: the article's words are never in it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hustings.core.reading import Entity
from hustings.core.values import Days, NotADay
from hustings.rooms.press.telling import day_of, status_of

NOBODY = "somebody who is not named"

ACTS: Mapping[str, tuple[str, str, tuple[str, ...], tuple[str, ...]]] = {
    "meeting": ("met", "meet", ("candidate",), ("organization",)),
    "call": ("spoke by telephone with", "speak by telephone with", ("candidate",), ("organization",)),
    "invitation": ("invited", "invite", ("inviter",), ("invitee",)),
    "endorsement": ("endorsed", "endorse", ("endorser",), ("endorsee",)),
    "donation": ("gave {sum} to", "give {sum} to", ("donor",), ("recipient", "beneficiary")),
    "statement": ("spoke about", "speak about", ("speaker",), ("about",)),
    "position": ("took a position", "take a position", ("holder",), ()),
    "vote": ("voted", "vote", ("voter",), ()),
    "poll": ("published a poll about", "publish a poll about", ("organization",), ("subject",)),
}
"""Past, plain form, who acts, upon whom."""

ENDORSED: Mapping[str, tuple[str, str]] = {
    "none": ("decided to endorse nobody", "endorse nobody"),
    "pending": ("had not decided whom to endorse", "decide whom to endorse"),
    "withdrawn": ("withdrew the endorsement of", "withdraw the endorsement of"),
    "superseded": ("had endorsed, in an earlier race,", "endorse"),
}
WITHOUT_OBJECT = frozenset({"none", "pending"})

FRAMES: Mapping[str, str] = {
    "scheduled": "{who} {be} to {plain}",
    "expected": "{who} {be} expected to {plain}",
    "possible": "{who} may {plain}",
    "not_happened": "{who} did not {plain}",
    "denied": "it was denied that {who} {past}",
}

_COMMON_NOUNS = frozenset(
    "union unions workers association council guild committee brotherhood federation conference congress party "
    "alliance society board chamber league campaign clerks drivers nurses teachers firefighters".split()
)


_SIGNS = {"USD": "$", "GBP": "£", "EUR": "€", "CAD": "C$", "AUD": "A$"}


@dataclass(frozen=True, slots=True)
class Parts:
    """What a sentence is made of. `roles`: names by role, as they stand in a sentence; so are `money` and `count`."""

    type: str
    status: str
    outcome: str = ""
    roles: Mapping[str, Sequence[str]] | None = None
    day: str = ""
    money: str = ""
    count: str = ""


def proposed(parts: Parts) -> str:
    """One plain sentence. `status` may be written with blanks or underscores."""
    if parts.type == "headcount":
        said = f"{_listed(_named(parts, ('organization',)))} had {parts.count or 'members whose number is not given'}"
    else:
        said = _act(parts)
    when = in_words(parts.day)
    whole = f"{said} {when}" if when else said
    return f"{whole[0].upper()}{whole[1:]}."


def _act(parts: Parts) -> str:
    past, plain, doers, others = ACTS.get(parts.type, ("took part", "take part", (), ()))
    if parts.type == "endorsement" and parts.outcome in ENDORSED:
        past, plain = ENDORSED[parts.outcome]
    if parts.type in ("endorsement", "vote") and parts.outcome in WITHOUT_OBJECT:
        others = ()
    who = _named(parts, doers)
    upon = _named(parts, others)
    if parts.type == "statement" and not upon:
        past, plain = "made a statement", "make a statement"
    elif others:
        upon = upon or (NOBODY,)
    money = parts.money or "a sum that is not given"
    tail = f" {_listed(upon)}" if upon else ""
    words = {"past": past.format(sum=money) + tail, "plain": plain.format(sum=money) + tail}
    frame = FRAMES.get(parts.status.replace(" ", "_"), "{who} {past}")
    return frame.format(who=_listed(who or (NOBODY,)), be="are" if len(who) > 1 else "is", **words)


def _named(parts: Parts, roles: Sequence[str]) -> tuple[str, ...]:
    """The names in the first of these roles that anybody has."""
    known = parts.roles or {}
    return tuple(dict.fromkeys(next((known[role] for role in roles if known.get(role)), ())))


def with_article(name: str) -> str:
    """The name of a body as it stands in a sentence: one made of common words takes “the”."""
    words = name.lower().split()
    common = len(words) > 1 and words[0] != "the" and bool(_COMMON_NOUNS & set(words))
    return f"the {name}" if common else name


def _listed(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def in_words(day: str) -> str:
    """A day, month, year or interval as it stands at the end of a sentence; nothing where there is none."""
    if not day:
        return ""
    try:
        days = Days.parse(day)
    except NotADay:
        return ""
    if "/" in day:
        return f"between {_day(days.first)} and {_day(days.last)}"
    if len(day) == len("2031-03-05"):
        return f"on {_day(days.first)}"
    return f"in {days.first:%B} {days.first.year}" if len(day) == len("2031-03") else f"in {days.first.year}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def sentence_of(
    found: Mapping[str, Any], known: Mapping[str, Entity], *, status: str = "", outcome: str = "", on: str | None = None
) -> str:
    """The sentence for a finding, were its status, outcome and day these; by default as found."""
    roles: dict[str, list[str]] = {}
    for one in found["participants"]:
        name = name_in(one, known)
        if name:
            roles.setdefault(str(one["role"]), []).append(name)
    count = found["count"]
    parts = Parts(
        type=str(found["type"]),
        status=status or status_of(found),
        outcome=outcome or str(found["outcome"]),
        roles=roles,
        day=day_of(found) if on is None else on,
        money=money_in(found),
        count=f"{count['value']:,} {count['unit']}" if count and count["unit"] != "share" else "",
    )
    return proposed(parts)


def name_in(one: Mapping[str, Any], known: Mapping[str, Entity]) -> str:
    """A name as it stands in a sentence; an unknown person or body by the name that is printed, never by a phrase."""
    entity = known.get(str(one["entity"] or ""))
    if entity is not None:
        return with_article(entity.name) if entity.kind == "Organization" else entity.name
    printed = " ".join(str((one["span"] or {}).get("text", "")).split())
    return with_article(printed) if one["how"] == "name" and printed[:1].isupper() else ""


def money_in(found: Mapping[str, Any]) -> str:
    """The sum of a finding as it is written; empty where there is none."""
    amount = found["amount"]
    if not amount:
        return ""
    value, sign = amount["value"], _SIGNS.get(str(amount["currency"]), f"{amount['currency']} ")
    return f"{sign}{value:,.2f}" if isinstance(value, float) else f"{sign}{value:,}"
