"""From a finding to what is published of it, and to what can be compared with other reports.

Works on the reader's own words for a finding (`Fact.found`), on the body of a published fact and on a gazetteer; asks
nothing of the tables.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from hustings.core.reading.gazetteer import Entity
from hustings.core.reading.merging import Telling
from hustings.core.reading.source_class import ACTORS, GAINERS, Standing, standing
from hustings.core.reports import Report
from hustings.core.values import Days, NotADay

Found = Mapping[str, Any]
Known = Mapping[str, Entity]

SOME_DAY = Days(date.min, date.max, "")
"""The day of a report that nobody knows."""


def who_of(found: Found, known: Known, candidates: Iterable[str]) -> list[dict[str, str]]:
    """Who takes part by role, each once: `role`, `name`, and `candidate` (the code) for the cycle's candidates.

    Those whom the text does not name are left out.
    """
    codes = frozenset(candidates)
    parts: list[dict[str, str]] = []
    for one in found["participants"]:
        name = _name(one, known)
        if name:
            code = str(one["entity"] or "")
            part = {"role": str(one["role"]), "name": name} | ({"candidate": code} if code in codes else {})
            if part not in parts:
                parts.append(part)
    return parts


def figures_of(found: Found) -> dict[str, Any]:
    """The sum in cents with its currency, and the number of people with its unit, where the finding has them."""
    figures: dict[str, Any] = {}
    amount, count = found.get("amount"), found.get("count")
    if amount:
        figures |= {"amount_cents": round(amount["value"] * 100), "currency": str(amount["currency"])}
    if count and isinstance(count["value"], int):
        figures |= {"number": count["value"], "unit": str(count["unit"])}
    return figures


def day_of(found: Found) -> str:
    """The day, month or interval that a finding has, as `Days` reads it; empty where the text gives none."""
    time = found.get("time") or {}
    if time.get("kind") == "race":
        return ""
    value, first, last = (str(time.get(key) or "") for key in ("value", "start", "end"))
    for text in (value, f"{first}/{last}"):
        try:
            return Days.parse(text).text
        except NotADay:
            continue
    return ""


def race_of(found: Found) -> str:
    """The year of the race that an endorsement is for, where the text says it; otherwise empty."""
    time = found.get("time") or {}
    return str(time.get("value") or "") if time.get("kind") == "race" else ""


def status_of(found: Found) -> str:
    """The status as a word of the record: `not happened` for `not_happened`."""
    return str(found["status"]).replace("_", " ")


def standing_of(found: Found, sentence: str, outlet: str, known: Known) -> Standing:
    """How near the source of a finding is: by its outlet and by whom its sentence has it from."""
    behind = [entity for entity in known.values() if outlet.casefold() in {name.casefold() for name in names(entity)}]
    return standing(
        outlet=[outlet, *(name for entity in behind for name in names(entity))],
        sentence=sentence,
        actors=_names_in(found, ACTORS, known),
        gainers=_names_in(found, GAINERS, known),
    )


def telling_of(found: Found, *, key: str, sentence: str, published: str, known: Known) -> Telling:
    """A finding as it is compared with others."""
    figures = figures_of(found)
    report = Report(
        key=key,
        reported=days(published) or SOME_DAY,
        status=status_of(found),
        on=days(day_of(found)),
        outcome=str(found["outcome"]),
        cents=figures.get("amount_cents"),
        currency=str(figures.get("currency", "")),
        number=figures.get("number"),
    )
    who = who_of(found, known, ())
    return Telling(report, str(found["type"]), _who(who, known), sentence, race_of(found))


def telling_from(body: Found, *, type_: str, who: Sequence[Found], known: Known) -> Telling:
    """A report that is published, by what the record says of it; `type_` and `who` are those of the published fact."""
    reported = next((days(str(each.get("day", ""))) for each in body.get("sources", [])), None)
    report = Report(
        key=str(body.get("report", body["fact"])),
        reported=reported or SOME_DAY,
        status=str(body["status"]),
        on=days(str(body.get("on", ""))),
        outcome=str(body.get("outcome", "")),
        cents=body.get("amount_cents"),
        currency=str(body.get("currency", "")),
        number=body.get("number"),
        speaker=str(body.get("speaker", "")),
    )
    words = str(body.get("quotation") or body.get("what", ""))
    return Telling(report, type_, _who(who, known), words, str(body.get("race", "")))


def days(text: str) -> Days | None:
    """The interval that a text names, or None."""
    try:
        return Days.parse(text)
    except NotADay:
        return None


def _who(who: Iterable[Found], known: Known) -> tuple[tuple[str, str, str], ...]:
    """Role, key and name of each participant; a name that the gazetteer does not know is its own key."""
    keys = {name.casefold(): entity.id for entity in known.values() for name in names(entity)}
    return tuple(
        (str(one["role"]), keys.get(str(one["name"]).casefold(), str(one["name"]).casefold()), str(one["name"]))
        for one in who
    )


def names(entity: Entity) -> Sequence[str]:
    """The ways to write an entity."""
    return (entity.name, *entity.aliases)


def _names_in(found: Found, roles: Iterable[str], known: Known) -> list[str]:
    kept = [str(one["entity"]) for one in found["participants"] if one["role"] in roles and one["entity"]]
    return [name for key in kept if key in known for name in names(known[key])]


def _name(one: Mapping[str, Any], known: Known) -> str:
    entity = known.get(str(one["entity"] or ""))
    if entity is not None:
        return entity.name
    span = one.get("span") or {}
    return " ".join(str(span.get("text", "")).split()) if one.get("how") == "name" else ""
