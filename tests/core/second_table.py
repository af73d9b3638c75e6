"""The second verifier's treatment table (docs/spec/bundle.md, section 5)."""

from collections.abc import Callable
from typing import Any

ROWS = {
    "status": "Status",
    "offered": "Offered on",
    "text": "Same text",
    "deadline": "Answer due",
    "slots": "Slots offered",
    "minutes-offered": "Minutes offered",
    "audience": "Audience offered",
    "reminders": "Reminders",
    "reply": "Reply",
    "roundtable": "Roundtable",
    "agenda": "Minutes in the agenda",
    "press": "Press access",
    "announced": "Told to the press and members",
    "minutes-given": "Minutes given",
    "questions": "Questions asked",
    "members-questions": "Members’ questions put",
    "questionnaire": "Questionnaire",
    "contacts": "Private contacts",
    "money": "Money given",
}
UNKNOWN = "not in our sources"


class Table:
    """What the cells need."""

    def __init__(
        self,
        read: list[Any],
        tables: list[Any],
        gifts: list[Any],
        render: Callable[..., str],
        shown: Callable[..., str],
    ) -> None:
        self.read, self.tables, self.gifts, self.render, self.shown = read, tables, gifts, render, shown
        self.reported = read[0].text("kind") == "reported"
        self.as_of = max(one.day for one in read)
        self.invitations: dict[str, Any] = {}
        for one in read:
            if one.verb == "invitation.sent":
                self.invitations.setdefault(one.text("candidate"), one)
        self.first = min((one.text("sent_on") for one in self.invitations.values()), default="")

    def of(self, verb: str, code: str) -> list[Any]:
        return [one for one in self.read if one.verb == verb and one.text("candidate") == code]

    def cell(
        self, template: str, values: Any = None, compared: str = "", reason: str = "", entries: Any = ()
    ) -> dict[str, Any]:
        values = values or {}
        words = self.render(template, values)
        return {
            "compared": compared,
            "entries": list(entries),
            "reason": reason,
            "template": template,
            "text": words,
            "values": values,
        }

    def without(self, words: str, compared: str = "", reason: str = "") -> dict[str, Any]:
        """A cell of a candidate about whom there is nothing."""
        return self.cell(UNKNOWN) if self.reported else self.cell(words, None, compared, reason)

    def standard(self) -> str:
        adopted = [one.text("text_digest") for one in self.read if one.verb == "terms.adopted"]
        if adopted:
            return adopted[-1]
        digests = [one.text("text_digest") for one in self.invitations.values()]
        most = [
            each
            for each in set(digests)
            if all(digests.count(each) > digests.count(other) for other in set(digests) - {each})
        ]
        return most[0] if most else ""


def treatment(
    read: list[Any], people: list[Any], tables: list[Any], gifts: list[Any], render: Any, shown: Any
) -> dict[str, Any]:
    table = Table(read, tables, gifts, render, shown)
    rows, differences = [], []
    for key, label in ROWS.items():
        cells = [cell(table, key, person) for person in people]
        difference = differing(key, label, cells, people)
        differences += [difference] if difference else []
        rows.append({"cells": cells, "differs": bool(difference), "key": key, "label": label})
    columns = [{"candidate": person["code"], "name": person["name"]} for person in people]
    opening = {"kind": read[0].text("kind"), "rehearsal": read[0].text("kind") == "rehearsal", "as_of": table.as_of}
    return opening | {"columns": columns, "rows": rows, "differences": differences}


def cell(table: Table, key: str, person: dict[str, Any]) -> dict[str, Any]:
    last = person["history"][-1]
    if key == "status":
        entries = [step["seq"] for step in person["history"]]
        return table.cell("{status}, {on:day}", {"on": last["on"], "status": last["status"]}, entries=entries)
    if key == "slots" and any(one.verb == "slots.offered" for one in table.read):
        return slots(table, person)
    if key in OFFER:
        return offer(table, key, person)
    return OTHERS.get(key, given)(table, key, person)


OFFER = {
    "offered": "{sent_on:day}",
    "text": "",
    "deadline": "{deadline_at:time}",
    "slots": "{n_slots}",
    "minutes-offered": "{minutes}",
    "audience": "{audience}",
    "reminders": "{n}",
}


def slots(table: Table, person: dict[str, Any]) -> dict[str, Any]:
    code, numbers, entries, reason = person["code"], {}, [], ""
    for one in table.read:
        named = [each for each in one.get("candidates") or [] if isinstance(each, str)]
        if one.verb == "slots.offered" and code in named:
            told = [each["slot"] for each in one.get("slots")]
        elif one.verb == "slots.offered-otherwise" and one.text("candidate") == code:
            told = one.get("slots")
        else:
            continue
        numbers[one.text("offer")] = ", ".join(str(each) for each in told)
        entries.append(one.seq)
        reason = one.text("reason") or reason
    if not entries:
        return table.cell("none", None, "none", absence(table, person))
    made = table.cell("{slots:list}", {"slots": [f"{offer}: {told}" for offer, told in numbers.items()]})
    return made | {"compared": made["text"], "reason": reason, "entries": entries}


def offer(table: Table, key: str, person: dict[str, Any]) -> dict[str, Any]:
    code = person["code"]
    sent, reports = table.invitations.get(code), table.of("invitation.reported", code)
    if sent is None and key == "offered" and reports:
        values = {"on": reports[-1].on, "status": reports[-1].text("status")}
        return table.cell("{status}[ (reported {on:day})]", values, entries=[one.seq for one in reports])
    if sent is None:
        return table.without("not invited", "not invited")
    because = sent.text("differs_because")
    added = person["history"][0]["on"]
    late = f"became a candidate on {table.shown(added, 'day')}" if table.first and added > table.first else ""
    if key == "offered":
        return table.cell(
            OFFER[key], {"sent_on": sent.text("sent_on")}, sent.text("sent_on"), because or late, [sent.seq]
        )
    if key == "text":
        words = "same text" if sent.text("text_digest") == table.standard() else "another text"
        return table.cell(words, None, sent.text("text_digest") or words, because, [sent.seq])
    if key == "reminders":
        return reminders(table, code)
    return term(table, key, code, because or (late if key == "deadline" else ""))


def reminders(table: Table, code: str) -> dict[str, Any]:
    sent, replies = table.of("invitation.reminded", code), table.of("reply.received", code)
    reason = f"answered on {table.shown(replies[0].day, 'day')}" if replies else ""
    return table.cell("{n}", {"n": len(sent)}, str(len(sent)), reason, [one.seq for one in sent])


def term(table: Table, key: str, code: str, reason: str) -> dict[str, Any]:
    sent, name = table.invitations[code], OFFER[key].strip("{}").partition(":")[0]
    moves = [one for one in table.read if one.verb == "invitation.deadline-moved" and code in one.texts("candidates")]
    if key == "deadline" and moves:
        values = {"deadline_at": moves[-1].text("now"), "was": moves[-1].text("was")}
        entries = [sent.seq, *(one.seq for one in moves)]
        return table.cell("{deadline_at:time}[, moved from {was:time}]", values, values["deadline_at"], reason, entries)
    value = sent.body[name] if name in sent.body else sent.object("terms").get(name)
    words = table.shown(value)
    return table.cell(OFFER[key] if words else "not said", {name: value}, words or "not said", reason, [sent.seq])


def absence(table: Table, person: dict[str, Any]) -> str:
    replies, last = table.of("reply.received", person["code"]), person["history"][-1]
    if replies and replies[-1].text("answer") == "declined":
        return f"declined on {table.shown(replies[-1].on, 'day')}"
    if last["status"].startswith("withdr"):
        return f"{last['status']} on {table.shown(last['on'], 'day')}"
    mine = [each for each in table.tables if each["candidate"] == person["code"]]
    words = [step["words"] for each in mine for step in each["history"] if step["status"] == "cancelled"]
    return words[-1] if words else ""


def reply(table: Table, key: str, person: dict[str, Any]) -> dict[str, Any]:
    replies = table.of("reply.received", person["code"])
    if not replies:
        return table.without("no answer" if person["code"] in table.invitations else "not invited")
    values = {"answer": replies[-1].text("answer"), "on": replies[-1].on}
    return table.cell("{answer}, {on:day}", values, entries=[one.seq for one in replies])


def roundtable(table: Table, key: str, person: dict[str, Any]) -> dict[str, Any]:
    mine = [each for each in table.tables if each["candidate"] == person["code"]]
    if not mine:
        known = table.cell(
            "no meeting recorded as of {as_of:day}", {"as_of": table.as_of}, "none", absence(table, person)
        )
        return table.cell(UNKNOWN) if table.reported else known
    held = [each for each in mine if each["status"] == "held"]
    last = (held or mine)[-1]
    values = {"on": "" if table.shown(last["on"], "day") in last["status"] else last["on"], "status": last["status"]}
    reason = "" if last["status"] == "held" else absence(table, person)
    entries = [step["seq"] for each in mine for step in each["history"]]
    return table.cell("{status}[, {on:day}]", values, "" if table.reported else last["status"], reason, entries)


def given(table: Table, key: str, person: dict[str, Any]) -> dict[str, Any]:
    """Minutes and questions."""
    mine = [each for each in table.tables if each["candidate"] == person["code"]]
    held = [each for each in mine if each["status"] == "held" and not each["reported"]]
    if not held:
        return table.without("none", "none", absence(table, person))
    total = sum(each["minutes" if key == "minutes-given" else "questions"] or 0 for each in held)
    return table.cell("{n}", {"n": total}, str(total), entries=[each["history"][-1]["seq"] for each in held])


def agenda(table: Table, key: str, person: dict[str, Any]) -> dict[str, Any]:
    kept = [each["code"] for each in mine(table, person) if each["status"] != "cancelled"]
    found = [one for one in table.of("agenda.adopted", person["code"]) if one.text("roundtable") in kept]
    if not found:
        return table.without("none")
    n = found[-1].number("minutes_candidate") or 0
    return table.cell("{n}", {"n": n}, str(n), found[-1].text("differs_because"), [found[-1].seq])


def press(table: Table, key: str, person: dict[str, Any]) -> dict[str, Any]:
    kept = [each for each in mine(table, person) if each["press"] and each["status"] != "cancelled"]
    if not kept:
        return table.without("none")
    last = ([each for each in kept if each["status"] == "held"] or kept)[-1]
    entries = [step["seq"] for step in last["history"]]
    return table.cell("{press}", {"press": last["press"]}, last["press"], last["press_because"], entries)


def announced(table: Table, key: str, person: dict[str, Any]) -> dict[str, Any]:
    codes = [each["code"] for each in mine(table, person)]
    found = [
        one for one in table.read if one.verb == "release.issued" and one.text("kind") and one.text("about") in codes
    ]
    if not found:
        return table.without("none", "none" if codes else "", absence(table, person))
    told = [f"{one.text('kind')}, {table.shown(one.on, 'day')}" for one in found]
    ways = {one.text("kind") + (", other words" if one.text("differs_because") else "") for one in found}
    reason = ""
    for one in found:
        reason = one.text("differs_because") or reason
    return table.cell("{told:list}", {"told": told}, "; ".join(sorted(ways)), reason, [one.seq for one in found])


def members_questions(table: Table, key: str, person: dict[str, Any]) -> dict[str, Any]:
    choices: dict[str, Any] = {}
    for one in table.of("questions.chosen", person["code"]):
        choices[one.text("roundtable")] = one
    if not choices:
        return table.without("none")
    n_chosen = n_put = n_missed = 0
    entries = [one.seq for one in choices.values()]
    for code, choice in choices.items():
        for question in choice.texts("questions"):
            n_chosen += 1
            noted = [
                one
                for one in table.of("question.answered", person["code"])
                if (one.text("roundtable"), one.text("question")) == (code, question)
            ]
            if noted:
                entries.append(noted[-1].seq)
                missed = noted[-1].text("answer") == "not reached"
                n_missed, n_put = n_missed + missed, n_put + (not missed)
    held = any(each["status"] == "held" for each in mine(table, person))
    reason = f"not reached: {n_missed}" if n_missed else ""
    return table.cell("{n} of {chosen}", {"n": n_put, "chosen": n_chosen}, str(n_put) if held else "", reason, entries)


def mine(table: Table, person: dict[str, Any]) -> list[Any]:
    return [each for each in table.tables if each["candidate"] == person["code"]]


def questionnaire(table: Table, key: str, person: dict[str, Any]) -> dict[str, Any]:
    over = [one.text("questionnaire") for one in table.read if one.verb == "questionnaire.cancelled"]
    sent = [one for one in table.read if one.verb == "questionnaire.issued" and one.text("questionnaire") not in over]
    if not sent:
        return table.without("none", "")
    listed, came, n_sent = [], [], 0
    for one in sent:
        asked = person["code"] in one.texts("candidates")
        n_sent += asked
        said = [
            each
            for each in table.of("answers.handed-in", person["code"])
            if each.text("questionnaire") == one.text("questionnaire")
        ]
        words = "no answer" if asked else "not sent"
        if said:
            late = ", late" if said[-1].get("late") is True else ""
            words = f"answered on {table.shown(said[-1].day, 'day')}{late}"
            came.append(said[-1].seq)
        listed.append(f"{one.text('questionnaire')}: {words}")
    added = person["history"][0]["on"]
    reason = f"became a candidate on {table.shown(added, 'day')}" if added > min(one.day for one in sent) else ""
    entries = [one.seq for one in sent] + came
    return table.cell("{questionnaires:list}", {"questionnaires": listed}, str(n_sent), reason, entries)


def contacts(table: Table, key: str, person: dict[str, Any]) -> dict[str, Any]:
    logged = table.of("contact.logged", person["code"])
    if not logged:
        return table.without("none", "0")
    listed = [f"{one.text('kind')}, {table.shown(one.on, 'day')}" for one in logged]
    compared = "" if table.reported else str(len(logged))
    return table.cell(
        "{n}: {contacts:list}", {"contacts": listed, "n": len(logged)}, compared, entries=[one.seq for one in logged]
    )


def money(table: Table, key: str, person: dict[str, Any]) -> dict[str, Any]:
    paid = [gift for gift in table.gifts if gift["candidate"] == person["code"] and gift["payments"]]
    if not paid:
        return table.without("none", "0")
    total = sum(
        (gift["amount_cents"] or 0)
        if gift["status"] == "reported"
        else sum(date["amount_cents"] or 0 for date in gift["payments"])
        for gift in paid
    )
    entries = sorted({date["seq"] for gift in paid for date in gift["payments"]})
    return table.cell(
        "{total_cents:money}", {"total_cents": total}, "" if table.reported else str(total), entries=entries
    )


OTHERS = {
    "agenda": agenda,
    "press": press,
    "announced": announced,
    "members-questions": members_questions,
    "reply": reply,
    "roundtable": roundtable,
    "questionnaire": questionnaire,
    "contacts": contacts,
    "money": money,
}


def differing(key: str, label: str, cells: list[Any], people: list[Any]) -> dict[str, Any] | None:
    groups: dict[str, list[int]] = {}
    for place, one in enumerate(cells):
        if one["compared"]:
            groups.setdefault(one["compared"], []).append(place)
    if len(groups) < 2:
        return None
    says = "; ".join(
        f"{cells[group[0]]['text']} ({', '.join(people[place]['name'] for place in group)})"
        for group in groups.values()
    )
    compared = [place for place, one in enumerate(cells) if one["compared"]]
    reasons = [f"{people[place]['name']}: {cells[place]['reason']}" for place in compared if cells[place]["reason"]]
    explained = sum(not all(cells[place]["reason"] for place in group) for group in groups.values()) < 2
    if not explained:
        reasons.append("otherwise no reason given" if reasons else "no reason given")
    entries = sorted({seq for place in compared for seq in cells[place]["entries"]})
    return {
        "entries": entries,
        "explained": explained,
        "reason": "; ".join(reasons),
        "row": key,
        "says": f"{label}: {says}",
    }
