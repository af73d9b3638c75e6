"""The second verifier's facts from the press (docs/spec/bundle.md, sections 3.3 and 4)."""

from datetime import date
from typing import Any

from tests.core.second_reader import Statement, span, text

PLANS, NOES = ("possible", "expected", "scheduled"), ("not happened", "denied")
OPEN, UNDONE = ("pending", "announced-later"), ("withdrawn", "superseded")
WORDS = {
    "status": "whether it happened",
    "outcome": "the outcome",
    "day": "the day",
    "sum": "the sum",
    "number": "the number",
    "speaker": "who said it",
}


class Report:
    """One report of a fact."""

    def __init__(self, one: Statement) -> None:
        self.one = one
        named = [source["day"] for source in one.sources if span(source.get("day", ""))]
        self.reported = next(iter([*named, *([one.day] if span(one.day) else [])]), "0001-01-01")
        self.first, self.last = span(self.reported) or ("", "")
        self.on = one.text("on") if span(one.text("on")) else ""
        self.standing = next((source["standing"] for source in one.sources if "standing" in source), "")
        self.status, self.outcome = one.text("status"), one.text("outcome")
        self.plan, self.no = self.status in PLANS, self.status in NOES
        self.yes = not self.plan and not self.no

    @property
    def days(self) -> tuple[str, str]:
        return span(self.on) or ("", "")


def facts(read: list[Statement]) -> list[list[Report]]:
    """The reports of every fact, the one that opened it first."""
    kept: list[list[Report]] = []
    for one in read:
        if one.verb == "fact.published":
            kept.append([Report(one)])
        if one.verb == "fact.reported-again":
            same = [fact for fact in kept if fact[0].one.text("fact") == one.text("fact")]
            for fact in same[-1:]:
                fact.append(Report(one))
    return kept


def counting(told: list[Report]) -> list[Report]:
    of_yes = [one for one in told if one.outcome and one.yes]
    return of_yes or ([] if any(one.no for one in told) else [one for one in told if one.outcome])


def compared_for_day(told: list[Report]) -> list[Report]:
    dated = [one for one in told if one.on]
    return [one for one in dated if one.yes] or [one for one in dated if one.no] or dated


def differing(told: list[Report]) -> dict[str, tuple[list[Report], list[Any]]]:
    """For each field on which the reports differ: which, and what each says."""
    found: dict[str, tuple[list[Report], list[Any]]] = {}
    settled = [one for one in told if not one.plan]
    if any(no.last >= yes.first for no in settled if no.no for yes in settled if yes.yes):
        found["status"] = (settled, [one.status for one in settled])
    ends = [one for one in counting(told) if one.outcome not in OPEN + UNDONE]
    late = [one for one in counting(told) if one.outcome in OPEN and any(one.first > end.last for end in ends)]
    if late or len({one.outcome for one in ends}) > 1:
        found["outcome"] = (ends + late, [one.outcome for one in ends + late])
    dated = compared_for_day(told)
    if any(one.days[0] > two.days[1] for one in dated for two in dated):
        found["day"] = (dated, [one.on for one in dated])
    for field, key in (("sum", "amount_cents"), ("number", "number")):
        named = [one for one in told if one.one.number(key) is not None]
        answers = [money(one.one) if field == "sum" else one.one.number(key) for one in named]
        if len(set(answers)) > 1:
            found[field] = (named, answers)
    spoken = [one for one in told if one.one.text("speaker")]
    names = [one.one.text("speaker") for one in spoken]
    if any(not (a.casefold() in b.casefold() or b.casefold() in a.casefold()) for a in names for b in names):
        found["speaker"] = (spoken, names)
    return found


def money(one: Statement) -> Any:
    cents, currency = one.number("amount_cents") or 0, one.text("currency")
    return cents if currency in ("", "USD") else f"{cents // 100}.{cents % 100:02} {currency}"


def outcome_of(told: list[Report], differ: dict[str, Any]) -> str:
    counted = counting(told)
    own = [one.outcome for one in counted if one.yes and one.standing == "own release" and one.outcome not in OPEN]
    if own or "outcome" in differ:
        return own[-1] if own else ""
    undone = [one.outcome for one in counted if one.outcome in UNDONE]
    ends = [one.outcome for one in counted if one.outcome not in OPEN]
    return (undone or ends or [one.outcome for one in counted] or [""])[-1]


def day_of(told: list[Report], differ: dict[str, Any]) -> str:
    dated = compared_for_day(told)
    own = [one for one in dated if one.standing == "own release"]
    if own or "day" in differ or not dated:
        return (own or dated)[0].on if dated else ""
    return min(dated, key=lambda one: length(one.days)).on


def length(days: tuple[str, str]) -> int:
    return (date.fromisoformat(days[1]) - date.fromisoformat(days[0])).days


def named(reports: list[Report]) -> list[dict[str, str]]:
    """The sources of reports, each once."""
    listed = [source for one in reports for source in one.one.sources]
    return [source for place, source in enumerate(listed) if source not in listed[:place]]


def fact_item(reports: list[Report], templates: tuple[str, str], latest: str) -> tuple[Statement, dict[str, Any]]:
    """The statement that opened a fact, and what its item says: day, template, values and the rest."""
    opened = reports[0].one
    told = sorted(reports, key=lambda one: (one.first, one.last, one.one.seq))
    differ = differing(told)
    settled = [one for one in told if not one.plan]
    own = [one for one in settled if one.standing == "own release"]
    last = (own or settled or told)[-1]
    status = "sources differ" if {"status", "outcome"} & differ.keys() and not own else last.status
    outcome, on = outcome_of(told, differ), day_of(told, differ)
    passed = last.plan and on != "" and (span(on) or ("", ""))[1] < latest
    quoted = last.one if last.one.text("quotation") else opened
    values = {
        "what": last.one.text("what") or opened.text("what"),
        "quotation": quoted.text("quotation"),
        "speaker": quoted.text("speaker"),
        "denial": opened.text("denial"),
        "reported_on": "" if on else told[0].reported,
        "differs": [WORDS[field] for field in differ],
    }
    about = opened.texts("about")
    return opened, {
        "on": on or told[0].reported,
        "template": templates[passed],
        "values": values,
        "status": "day passed" if passed else word(status, outcome, last, settled, opened),
        "candidate": about[0] if len(about) == 1 else "",
        "history": [step(one) for one in told] if len(told) > 1 else [],
        "sources": named(told),
        "corrections": [note for one in reports for note in one.one.corrections],
        "differences": [{"field": field, "said": said(*differ[field])} for field in differ],
    }


def word(status: str, outcome: str, last: Report, settled: list[Report], opened: Statement) -> str:
    if status == "sources differ" or not last.yes:
        return status
    if opened.text("type") == "endorsement" and all(one.standing == "who gains" for one in settled):
        return "claimed"
    return outcome or status


def step(one: Report) -> dict[str, Any]:
    status = one.outcome or one.status if one.yes else one.status
    told = {"on": one.reported, "seq": one.one.seq, "sources": one.one.sources, "status": status}
    return told | {"to": one.on if one.plan else "", "words": text(one.one.body, "what")}


def said(reports: list[Report], answers: list[Any]) -> list[dict[str, Any]]:
    pairs = list(zip(reports, answers, strict=True))
    return [
        {"says": answer, "sources": named([one for one, other in pairs if other == answer])}
        for answer in dict.fromkeys(answers)
    ]
