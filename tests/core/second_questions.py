"""The second verifier's check of orders and choices of members' questions, written from docs/spec/bundle.md, 6.4."""

import re
from fractions import Fraction
from typing import Any


def questions(read: list[Any], entries: list[dict[str, Any]]) -> bool:
    """Whether every order, choice and answer fits. As entered, corrections aside."""
    return all(holds(entry["payload"]["verb"], entry["payload"]["body"], entries[: entry["seq"]]) for entry in entries
               if "payload" in entry)  # fmt: skip


def holds(verb: str, body: dict[str, Any], before: list[dict[str, Any]]) -> bool:
    told = [(one["payload"]["verb"], one["payload"]["body"]) for one in before if "payload" in one]
    whole = not any("withheld" in one for one in before)
    about = [(kind, one) for kind, one in told if one.get("roundtable") == body.get("roundtable")]
    orders = [one for kind, one in about if kind == "questions.ordered"]
    if verb == "questions.ordered":
        return not orders and fits(body) and (not whole or listed(body, told))
    if verb == "questions.chosen":
        if not orders:
            return not whole
        codes = [one["question"] for one in orders[-1]["order"]]
        same = codes[: len(body["questions"])] == body["questions"]
        return set(body["questions"]) <= set(codes) and same is not bool(body.get("departs_because"))
    if verb == "question.answered" and whole:
        chosen = [one["questions"] for kind, one in about if kind == "questions.chosen"]
        return bool(chosen) and body["question"] in chosen[-1]
    return True


def fits(body: dict[str, Any]) -> bool:
    """The arithmetic of the published places."""
    placed = []
    for one in body["order"]:
        if type(one.get("n_supporters")) is not int or not re.fullmatch(r"[1-9]\d*/[1-9]\d*", str(one.get("load"))):
            return False
        load = Fraction(one["load"])
        placed.append((load, one["n_supporters"], one["n_unheard"], one["question"]))
        if f"{load.numerator}/{load.denominator}" != one["load"]:
            return False
    if not placed or body.get("rule") != "phragmen/1":
        return False
    above, heard = Fraction(0), 0
    for load, n, unheard, _question in placed:
        again = n - unheard
        bounds = (1 + again * placed[0][0], 1 + again * above)
        if not 0 <= again <= heard or n > body["n_voices"] or not bounds[0] <= load * n <= bounds[1]:
            return False
        above, heard = load, heard + unheard
    ranks = [(load, -n, len(question), question) for load, n, _unheard, question in placed]
    firsts = [rank[1:] for rank in ranks]
    distinct = len({question for *_rest, question in placed}) == len(placed)
    return heard <= body["n_voices"] and ranks == sorted(ranks) and firsts[0] == min(firsts) and distinct


def listed(body: dict[str, Any], told: list[tuple[str, dict[str, Any]]]) -> bool:
    """The list on the record from which the order was made, and its roundtable."""
    tables = {one["roundtable"]: one["candidate"] for kind, one in told if kind == "roundtable.set"}
    asked: dict[str, bool] = {}
    answered: dict[tuple[str, str], bool] = {}
    for kind, one in told:
        if kind in ("question.published", "question.parted", "question.declined", "question.merged"):
            asked[one["question"]] = kind in ("question.published", "question.parted")
        if kind == "question.answered" and tables.get(one["roundtable"]) == body["candidate"]:
            answered[one["roundtable"], one["question"]] = one["answer"] == "answered"
    gone = {question for (_table, question), was in answered.items() if was}
    open_ones = {question for question, published in asked.items() if published} - gone
    right = tables.get(body["roundtable"]) == body["candidate"] and body["n_questions"] == len(open_ones)
    return right and {one["question"] for one in body["order"]} <= open_ones
