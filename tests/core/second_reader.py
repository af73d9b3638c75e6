"""The second verifier's reading of a record: statements, words, days (docs/spec/bundle.md, 3.3, 4.1, 4.2)."""

import calendar
import json
import re
from typing import Any

MONTHS = [calendar.month_name[month] for month in range(13)]


class Statement:
    """A visible entry, corrected."""

    def __init__(self, seq: int, payload: dict[str, Any]) -> None:
        self.seq, self.body = seq, payload["body"]
        self.verb, self.basis, self.subject, self.day = (
            payload["verb"],
            payload["basis"],
            payload["subject"],
            payload["at"][:10],
        )
        self.at: str = payload["at"]
        self.corrections: list[dict[str, Any]] = []

    def get(self, key: str) -> Any:
        return self.body.get(key)

    def text(self, key: str) -> str:
        return text(self.body, key)

    def objects(self, key: str) -> list[dict[str, Any]]:
        return [one for one in self.items(key) if isinstance(one, dict)]

    def texts(self, key: str) -> list[str]:
        return [one for one in self.items(key) if isinstance(one, str)]

    def items(self, key: str) -> list[Any]:
        return self.body[key] if isinstance(self.body.get(key), list) else []

    def object(self, key: str) -> dict[str, Any]:
        return self.body[key] if isinstance(self.body.get(key), dict) else {}

    def number(self, key: str) -> int | None:
        return self.body[key] if type(self.body.get(key)) is int else None

    @property
    def on(self) -> str:
        return self.text("on") or self.day

    @property
    def sources(self) -> list[dict[str, str]]:
        return sources(self.body)

    def step(self, status: str, words: str = "", to: str = "") -> dict[str, Any]:
        on = self.day if to else self.on
        return {"on": on, "seq": self.seq, "sources": self.sources, "status": status, "to": to, "words": words}


def text(value: dict[str, Any], key: str) -> str:
    return value[key] if isinstance(value.get(key), str) else ""


def sources(body: dict[str, Any]) -> list[dict[str, str]]:
    listed = body.get("sources") if isinstance(body.get("sources"), list) else []
    keys = ("outlet", "day", "note", "link", "standing")
    return [{key: text(one, key) for key in keys if text(one, key)} for one in listed or [] if isinstance(one, dict)]


def statements(entries: list[dict[str, Any]]) -> list[Statement]:
    read = {entry["seq"]: Statement(entry["seq"], entry["payload"]) for entry in entries if "payload" in entry}
    correcting = [one for one in read.values() if one.verb == "record.corrected"]
    of_corrections = [one for one in correcting if one.number("corrects") in {two.seq for two in correcting}]
    for one in [*reversed(of_corrections), *(one for one in correcting if one not in of_corrections)]:
        target = read.get(one.number("corrects") if one.number("corrects") is not None else -1)
        path = one.text("field").split(".")
        fixed = target is not None and target.seq == 0 and path[0] in ("chain", "format", "kind", "rehearsal")
        if target is None or target.seq >= one.seq or fixed:
            continue
        body = json.loads(json.dumps(target.body))
        inner = body
        for key in path[:-1]:
            inner = inner.get(key) if isinstance(inner, dict) else None
        if isinstance(inner, dict) and path[-1] in inner:
            inner[path[-1]] = one.get("now")
            target.body = body
            note = {key: one.get(key) for key in ("now", "was")} | {
                "field": one.text("field"),
                "reason": one.text("reason"),
            }
            target.corrections = sorted(
                [*target.corrections, note | {"on": one.day, "seq": one.seq}], key=lambda each: each["seq"]
            )
    return list(read.values())


def field(read: list[Statement]) -> list[dict[str, Any]]:
    kept: dict[str, dict[str, Any]] = {}
    for one in read:
        code = one.text("candidate")
        if one.verb == "candidate.added":
            kept[code] = {"code": code, "name": one.text("name"), "history": []}
        if one.verb in ("candidate.added", "candidate.status-changed") and code in kept:
            kept[code]["history"].append(one.step(one.text("status"), one.text("note")))
    return sorted(kept.values(), key=lambda each: (each["name"], each["code"]))


def roundtables(read: list[Statement]) -> list[dict[str, Any]]:
    kept: dict[str, dict[str, Any]] = {}
    for one in read:
        code, kind = one.text("roundtable"), one.verb.removeprefix("roundtable.")
        if one.verb == "commitment.noted" and code in kept:
            added(kept[code], one)
        if one.verb.startswith("roundtable.") and kind in ("set", "moved", "cancelled", "held", "reported"):
            new = {
                "code": code,
                "candidate": one.text("candidate"),
                "seq": one.seq,
                "basis": one.basis,
                "on": one.on,
                "reported": True,
            }
            empty = {
                "starts_at": "",
                "place": "",
                "press": "",
                "press_because": "",
                "topics": [],
                "summary": "",
                "history": [],
                "sources": [],
                "corrections": [],
            }
            numbers = {"minutes": None, "n_leaders": None, "n_members": None, "questions": None}
            added(kept.setdefault(code, new | empty | numbers), one)
            told(kept[code], kind, one)
    return sorted(kept.values(), key=lambda each: (each["on"], each["code"]))


def added(each: dict[str, Any], one: Statement) -> None:
    each["sources"] += [source for source in one.sources if source not in each["sources"]]
    each["corrections"] += one.corrections


def told(each: dict[str, Any], kind: str, one: Statement) -> None:
    """What one of the five verbs says of a roundtable."""
    each["reported"] = each["reported"] and kind == "reported"
    if kind == "set":
        each["on"] = one.text("on") or one.text("starts_at")[:10] or one.day
        each |= {key: one.text(key) for key in ("starts_at", "place", "press", "press_because")}
        each |= {"topics": one.texts("topics"), "minutes": one.number("minutes")}
        step = one.step("scheduled", to=each["on"])
    elif kind == "moved":
        each |= {"on": one.text("on") or one.text("now")[:10], "starts_at": one.text("now")}
        each["place"] = one.text("place") or each["place"]
        step = one.step("moved", one.text("reason"), to=each["on"])
    elif kind == "cancelled":
        step = one.step("cancelled", one.text("reason"))
    elif kind == "held":
        each |= {key: one.number(key) for key in ("minutes", "n_leaders", "n_members", "questions")}
        each |= {"on": one.on, "summary": one.text("summary"), "topics": one.texts("topics") or each["topics"]}
        each["press"] = one.text("press") or each["press"]
        step = one.step("held")
    else:
        each |= {"on": one.on, "summary": one.text("what"), "place": one.text("place") or each["place"]}
        each["topics"] = one.texts("topics") or each["topics"]
        step = one.step(one.text("status"), one.text("what"))
    each["status"] = step["status"]
    each["history"].append(step)


# --- words (section 4.1) --------------------------------------------------------------------------------------------


def render(template: str, values: dict[str, Any]) -> str:
    return written("", template, values, outer=True).strip()


def written(said: str, template: str, values: dict[str, Any], *, outer: bool) -> str:
    for piece in re.findall(r"\[[^\]]*\]|\{[^}]*\}|[^\[{]+", template):
        if piece[0] == "[" and outer:
            names = re.findall(r"\{([a-z_]+)", piece)
            inside = (
                "" if any(empty(values.get(name)) for name in names) else written("", piece[1:-1], values, outer=False)
            )
        elif piece[0] == "{":
            name, _, kind = piece[1:-1].partition(":")
            inside = shown(values.get(name), kind)
        else:
            inside = piece
        said += inside[1:] if inside.startswith(".") and said.endswith((".", "!", "?", "…")) else inside
    return said


def empty(value: Any) -> bool:
    return value is None or value == "" or value == [] or value == {}


def shown(value: Any, kind: str = "") -> str:
    """A value by its kind."""
    if empty(value):
        return ""
    if kind in ("day", "time") and isinstance(value, str):
        match = re.fullmatch(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\dZ", value, re.A) if kind == "time" else None
        return f"{day_words(match[1])}, {match[2]} UTC" if match else day_words(value)
    if kind == "money" and type(value) is int and value >= 0:
        return f"${value // 100:,}" + (f".{value % 100:02}" if value % 100 else "")
    if kind == "number" and type(value) is int:
        return f"{value:,}"
    if kind in ("list", "lines") and isinstance(value, list):
        return {"list": ", ", "lines": " "}[kind].join(shown(one) for one in value)
    if kind == "counts" and isinstance(value, dict):
        return ", ".join(f"{key} {shown(value[key], 'number')}" for key in sorted(value))
    return plain(value)


def plain(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    return canonical(value).decode()


def canonical(value: Any) -> bytes:
    """RFC 8785 without floats: keys in the order of their UTF-16 form."""
    return json.dumps(ordered(value), ensure_ascii=False, separators=(",", ":")).encode()


def ordered(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: ordered(value[key]) for key in sorted(value, key=lambda key: key.encode("utf-16-be"))}
    return [ordered(one) for one in value] if isinstance(value, list) else value


# --- days (section 4.2) ---------------------------------------------------------------------------------------------


def one_span(part: str) -> tuple[str, str] | None:
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", part, re.A)
    if not match or match[1] == "0000":
        return None
    year, month, day = match[1], match[2], match[3]
    if month is None:
        return f"{year}-01-01", f"{year}-12-31"
    if not 1 <= int(month) <= 12:
        return None
    last = calendar.monthrange(int(year), int(month))[1]
    if day is None:
        return f"{year}-{month}-01", f"{year}-{month}-{last:02}"
    return (part, part) if 1 <= int(day) <= last else None


def span(written_day: str) -> tuple[str, str] | None:
    parts = [one_span(part) for part in written_day.split("/")]
    if len(parts) > 2 or None in parts:
        return None
    first, last = parts[0][0], parts[-1][1]  # type: ignore[index]
    return (first, last) if first <= last and parts[0][0] <= parts[-1][0] + "~" else None  # type: ignore[index]


def day_words(written_day: str) -> str:
    if span(written_day) is None:
        return written_day
    said = []
    for part in written_day.split("/"):
        pieces = [int(piece) for piece in part.split("-")]
        words = [str(pieces[0]), *(MONTHS[month] for month in pieces[1:2]), *(str(day) for day in pieces[2:])]
        said.append(" ".join(reversed(words)))
    return " to ".join(said)


def days(written_day: str, otherwise: str) -> dict[str, str]:
    on = next(one for one in (written_day, otherwise, "0001-01-01") if span(one))
    first, last = span(on)  # type: ignore[misc]
    precision = "interval" if "/" in on else {10: "day", 7: "month", 4: "year"}[len(on)]
    return {"first": first, "last": last, "on": on, "precision": precision}
