"""The second verifier's files: what docs/spec/bundle.md, sections 3 to 6, derives from a record.

The tables of sentences and the text of README.txt are read out of the specification itself.
"""

import re
from typing import Any

from tests.core.second_facts import fact_item, facts
from tests.core.second_reader import Statement, days, field, render, roundtables, shown, sources, text
from tests.core.second_table import treatment

CALENDAR = "{label}[, moved from {was:day}: {reason}]."


def derived(spec: str, read: list[Statement], head: str, n_entries: int) -> dict[str, Any]:
    """README.txt as text, the others as values."""
    opened = read[0]
    rehearsal = {"rehearsal": opened.get("rehearsal") is True}
    people, tables = field(read), roundtables(read)
    return {
        "README.txt": readme(spec, opened, head, n_entries),
        "decision.json": rehearsal | decision(read, people),
        "gifts.json": rehearsal | gifts(read),
        "timeline.json": rehearsal | {"items": timeline(spec, read, people, tables)},
        "treatment.json": treatment(read, people, tables, gifts(read)["gifts"], render, shown),
    }


def readme(spec: str, opened: Statement, head: str, n_entries: int) -> str:
    words = re.findall(r"^    ((?:REHEARSAL|REPORTED|RECORDED)\. .*)$", spec, re.M)
    first = words[0 if opened.get("rehearsal") is True else 1 if opened.text("kind") == "reported" else 2]
    filled = re.search(r"```text\n(.*?)```", spec, re.DOTALL)[1]  # type: ignore[index]
    values = {"first": first, "title": opened.text("title"), "organisation": opened.text("organisation"), "head": head}
    return re.sub(r"\{(\w+)\}", lambda match: str((values | {"n_entries": n_entries})[match[1]]), filled)


def timeline(spec: str, read: list[Statement], people: list[Any], tables: list[Any]) -> list[dict[str, Any]]:
    listed = spec.partition("| verb | template | status | day |")[2].partition("\n\n")[0]
    rows = re.findall(r"^\| `([a-z_]+\.[a-z-]+)` \| `(.*)` \| (.*) \| (.*) \|$", listed, re.M)
    sentences = {row[0]: row[1:] for row in rows}
    ends = dict(re.findall(r"^\| (`held`|`cancelled`|`day passed`|any other) \| `(.*)` \|$", spec, re.M))
    latest = max(one.day for one in read)
    names = {each["code"]: each["name"] for each in people}
    items = []
    for one in read:
        if one.verb in sentences:
            items.append(told(one, *sentences[one.verb], read, names))
        if one.verb == "gift.reported":
            items += [
                dated(one, status, number, each)
                for status in ("approved", "paid")
                for number, each in enumerate(one.objects(status), 1)
            ]
    items += [passing(each, latest) for each in planned(read)]
    items += [roundtable(each, ends, names, read, latest) for each in tables if not each["reported"]]
    items += [press(each, spec, latest) for each in facts(read)]
    return sorted(items, key=lambda item: (item["first"], item["last"], item["seq"], item["id"]))


def item(one: Statement, on: str, template: str, values: dict[str, Any], **more: Any) -> dict[str, Any]:
    made = {
        "basis": one.basis,
        "candidate": one.text("candidate"),
        "corrections": one.corrections,
        "differences": [],
        "history": [],
        "id": str(one.seq),
        "planned": False,
        "seq": one.seq,
        "sources": one.sources,
        "subject": one.subject,
        "template": template,
        "values": values,
        "verb": one.verb,
        "what": render(template, values),
        "withheld": "",
    }
    return made | days(on, one.day) | more


def passing(each: dict[str, Any], latest: str) -> dict[str, Any]:
    """A calendar date, with the status that its day gives it."""
    return each | ({"status": "day passed"} if each["last"] < latest else {})


def press(reports: list[Any], spec: str, latest: str) -> dict[str, Any]:
    templates = re.search(r"^(`\{what\}\..*?)`; if .*, followed by `(.*?)`$", spec, re.M)
    plain, past = templates[1].strip("`"), templates[2]  # type: ignore[index]
    one, more = fact_item(reports, (plain, plain + past), latest)
    return item(one, more.pop("on"), more.pop("template"), more.pop("values"), **more)


def told(
    one: Statement, template: str, status: str, day: str, read: list[Statement], names: dict[str, str]
) -> dict[str, Any]:
    values = {name: value(one, name, read, names) for name in re.findall(r"\{([a-z_]+)", template)}
    fields = re.findall("`([a-z_]+)`", day)
    on = "/".join(dict.fromkeys(one.text(key) for key in fields if one.text(key))) or one.day
    word = status.strip("`–")
    said = shown(value(one, word[1:-1], read, names)) if word.startswith("{") else word
    gone = f"{one.text('ground')}: {one.text('reason')}" if one.verb == "record.withheld" else ""
    return item(one, on, template, values, status=said, withheld=gone)


def value(one: Statement, name: str, read: list[Statement], names: dict[str, str]) -> Any:
    put = [two for two in read if two.verb == "motion.put" and two.text("motion") == one.text("motion")]
    if name == "candidate":
        return names.get(one.text("candidate"), one.text("candidate"))
    if name == "title" and one.verb in ("roll_call.recorded", "gift.approved"):
        return put[-1].text("title") if put else one.text("motion")
    if name == "result":
        approved = put and put[-1].text("about") and not one.text("outcome").startswith("not decided")
        return ("passes" if one.get("passes") is True else "fails") if approved else one.text("outcome")
    if name == "finding":
        return "within the limit" if one.get("within") is True else "over the limit"
    if name == "results" and one.verb == "poll.reported":
        return [f"{text(each, 'option')} {text(each, 'percent')} %" for each in one.objects("results")]
    if name == "results":
        return dict(zip(one.texts("answers"), one.items("counts"), strict=False))
    proposed = [two for two in read if two.verb == "gift.proposed" and two.text("gift") == one.text("gift")]
    if name not in one.body and one.verb.startswith("gift.") and proposed:
        return proposed[-1].body.get(name, "")
    return one.body.get(name, "")


def dated(one: Statement, status: str, number: int, each: dict[str, Any]) -> dict[str, Any]:
    more = {"id": f"{one.seq}.{status}-{number}", "status": status, "sources": sources(each) or one.sources}
    return item(one, text(each, "on") or one.day, "{what}.", {"what": text(each, "what")}, **more)


def planned(read: list[Statement]) -> list[dict[str, Any]]:
    kept: dict[str, tuple[Statement, dict[str, str], list[Statement]]] = {}
    for one in read:
        announced = (
            one.objects("calendar") if one.verb == "call.published" else [one.body] if one.verb == "date.set" else []
        )
        for each in announced:
            kept[text(each, "key")] = (one, {key: text(each, key) for key in ("key", "label", "on")}, [])
        if one.verb == "date.moved" and one.text("key") in kept:
            kept[one.text("key")][2].append(one)
    return [calendar_date(*each) for each in kept.values()]


def calendar_date(one: Statement, date: dict[str, str], moves: list[Statement]) -> dict[str, Any]:
    last = moves[-1] if moves else None
    values = {
        "label": date["label"],
        "was": last.text("was") if last else "",
        "reason": last.text("reason") if last else "",
    }
    first = moves[0].text("was") if moves else date["on"]
    history = [one.step("scheduled", to=first) | {"on": one.day, "to": first}]
    history += [
        move.step("moved", move.text("reason")) | {"on": move.day, "to": move.text("now"), "sources": []}
        for move in moves
    ]
    more = {
        "id": f"{one.seq}.{date['key']}",
        "planned": True,
        "verb": "date.set",
        "subject": date["key"],
        "candidate": "",
    }
    more |= {"status": "moved" if moves else "scheduled", "history": history}
    corrections = [*one.corrections, *(note for move in moves for note in move.corrections)]
    return item(one, last.text("now") if last else date["on"], CALENDAR, values, **more, corrections=corrections)


def roundtable(
    each: dict[str, Any], ends: dict[str, str], names: dict[str, str], read: list[Statement], latest: str
) -> dict[str, Any]:
    one = next(two for two in read if two.seq == each["seq"])
    ahead = each["status"] in ("scheduled", "moved")
    status = "day passed" if ahead and days(each["on"], one.day)["last"] < latest else each["status"]
    template = ends.get(f"`{status}`", ends["any other"])
    known = each | {"candidate": names.get(each["candidate"], each["candidate"])}
    known["reason"] = each["history"][-1]["words"] if each["status"] == "cancelled" else ""
    values = {name: known[name] for name in re.findall(r"\{([a-z_]+)", template)}
    more = {key: each[key] for key in ("status", "history", "sources", "corrections", "candidate")} | {
        "subject": each["code"]
    }
    verb = "roundtable.held" if each["status"] == "held" else "roundtable.set"
    return item(one, each["on"], template, values, **more | {"status": status}, verb=verb, planned=ahead)


def decision(read: list[Statement], people: list[Any]) -> dict[str, Any]:
    names = {each["code"]: each["name"] for each in people}
    rulebook, motions, reported = None, {}, []
    for one in read:
        code = one.text("motion")
        if one.verb == "rulebook.adopted":
            rulebook = rules(one)
        elif one.verb == "motion.put":
            motions[code] = motion(one, names)
        elif one.verb == "roll_call.recorded" and code in motions:
            motions[code]["vote"] = vote(one)
        elif one.verb == "decision.reported":
            reported.append(
                {key: one.text(key) for key in ("body", "outcome", "what", "reason")} | origin(one) | {"on": one.on}
            )
    votes = [each["vote"] for each in motions.values() if each["vote"] and not each["about"]]
    settled = [each for each in votes if each["outcome"] and not each["outcome"].startswith("not decided")]
    last = max([*settled, *reported], key=lambda each: each["seq"], default={"outcome": "", "on": ""})
    explained = max(votes, key=lambda each: each["seq"], default={"explanation": []})["explanation"]
    listed = {"motions": list(motions.values()), "reported": reported, "rulebook": rulebook, "explanation": explained}
    return listed | {"outcome": last["outcome"], "on": last["on"]}


def origin(one: Statement) -> dict[str, Any]:
    return {"sources": one.sources, "corrections": one.corrections, "basis": one.basis, "seq": one.seq}


def rules(one: Statement) -> dict[str, Any]:
    told = {key: one.text(key) for key in ("record_on", "poll_effect", "audience", "text")}
    told |= {key: one.number(key) for key in ("version", "notice_days", "minimum_unit")}
    told |= {"rule": one.object("decision"), "options": one.texts("options"), "on": one.on}
    return told | {"corrections": one.corrections, "seq": one.seq}


def motion(one: Statement, names: dict[str, str]) -> dict[str, Any]:
    keys = ("title", "text", "outcome", "candidate", "about", "notice_on", "meeting_on")
    named = {"code": one.text("motion"), "name": names.get(one.text("candidate"), one.text("candidate"))}
    return {key: one.text(key) for key in keys} | named | origin(one) | {"seats": one.objects("seats"), "vote": None}


def vote(one: Statement) -> dict[str, Any]:
    told = {key: one.object(key) for key in ("rule", "question", "roll_call", "decision")}
    told |= {"on": one.on, "outcome": one.text("outcome"), "explanation": one.texts("explanation")}
    passes = one.get("passes") if isinstance(one.get("passes"), bool) else None
    return told | {"passes": passes, "corrections": one.corrections, "seq": one.seq}


def gifts(read: list[Statement]) -> dict[str, Any]:
    kept: dict[str, dict[str, Any]] = {}
    for one in read:
        code, kind = one.text("gift"), one.verb.removeprefix("gift.")
        if one.verb in ("gift.proposed", "gift.reported"):
            kept[code] = opened(one, kind)
        elif one.verb.startswith("gift.") and kind in ("approved", "checked", "paid", "refused") and code in kept:
            kept[code]["corrections"] = kept[code]["corrections"] + one.corrections
            gift_step(kept[code], one, kind)
    for each in kept.values():
        for key in ("approval", "payment"):
            each[f"{key}_dates_differ"] = len({date["on"] for date in each[f"{key}s"]}) > 1
    asked = [
        one for one in read if one.verb in ("gift.checked", "gift.refused", "gift.reported") and one.object("check")
    ]
    checks = [
        {
            "check": one.object("check"),
            "details": one.object("details"),
            "earlier": one.objects("earlier"),
            "gift": one.text("gift"),
            "seq": one.seq,
        }
        for one in asked
    ]
    return {"checks": checks, "gifts": list(kept.values())}


def dating(
    one: Statement, on: str, what: str = "", motion: str = "", cents: int | None = None, named: Any = None
) -> dict[str, Any]:
    origin = one.sources if named is None else named
    return {"amount_cents": cents, "motion": motion, "on": on, "seq": one.seq, "sources": origin, "what": what}


def opened(one: Statement, kind: str) -> dict[str, Any]:
    keys = ("donor_kind", "recipient", "recipient_kind", "account", "purpose", "what", "candidate")
    within = one.get("within") if isinstance(one.get("within"), bool) else None
    cents = one.number("amount_cents")
    approved = [
        dating(one, text(each, "on"), text(each, "what"), named=sources(each)) for each in one.objects("approved")
    ]
    paid = [
        dating(one, text(each, "on"), text(each, "what"), cents=cents, named=sources(each))
        for each in one.objects("paid")
    ]
    reported = kind == "reported"
    dates = {"approvals": approved if reported else [], "payments": paid if reported else []}
    state = {
        "status": kind,
        "history": [one.step(kind)],
        "proposed_on": "" if reported else one.on,
        "refused_because": "",
    }
    checked = {"check": one.object("check"), "within": within, "amount_cents": cents, "code": one.text("gift")}
    return {key: one.text(key) for key in keys} | dates | state | checked | origin(one)


def gift_step(each: dict[str, Any], one: Statement, kind: str) -> None:
    words = ""
    if kind == "approved":
        each["approvals"] = [*each["approvals"], dating(one, one.on, motion=one.text("motion"))]
    elif kind == "paid":
        each["payments"] = [*each["payments"], dating(one, one.on, cents=one.number("amount_cents"))]
    elif kind == "checked":
        each["within"] = one.get("within") if isinstance(one.get("within"), bool) else None
        each["check"] = one.object("check")
        words = "within the limit" if each["within"] else "over the limit"
    else:
        each["check"] = one.object("check") or each["check"]
        words = each["refused_because"] = one.text("reason")
    each["status"] = each["status"] if kind == "checked" else kind
    each["history"] = [*each["history"], one.step(kind, words)]
