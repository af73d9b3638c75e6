"""A second engine for one vote, written from docs/spec/decision.md alone: it reads JSON and shares no code with the first."""

from datetime import date
from fractions import Fraction
from typing import Any

Json = dict[str, Any]


def lines_of(votes: Json) -> list[tuple[str, int, int, bool]]:
    """(vote, seats, weight, away) for each line or seat."""
    if votes["form"] == "tally":
        return [(line["vote"], line["n_seats"], line["weight"], line["away"]) for line in votes["lines"]]
    return [(entry["vote"], 1, entry["weight"], entry["away"]) for entry in votes["votes"]]


def size(base: str, lines: list[tuple[str, int, int, bool]]) -> int:
    left_out = {
        "votes cast": {"recused", "absent"},
        "votes cast without abstentions": {"recused", "absent", "abstain"},
        "present and voting": {"recused", "absent", "abstain"},
        "present": {"absent"},
        "all eligible": set(),
        "all eligible without recused": {"recused"},
    }[base]
    room = base.startswith("present")
    return sum(weight for vote, _, weight, away in lines if vote not in left_out and not (room and away))


def tally_for(answer: str, base: str, lines: list[tuple[str, int, int, bool]]) -> int:
    room = base.startswith("present")
    return sum(weight for vote, _, weight, away in lines if vote == answer and not (room and away))


def holds(votes: int, whole: int, share: str, compare: str) -> bool:
    """Section 5.1: a comparison of fractions, never of decimals."""
    top, bottom = map(int, share.split("/"))
    if votes == 0 or whole == 0:
        return False
    if compare == "at least":
        return Fraction(votes, whole) >= Fraction(top, bottom)
    return Fraction(votes, whole) > Fraction(top, bottom)


def outcome(motion: Json, rule: Json, votes: Json) -> tuple[str, str]:
    """The outcome and the code of the option adopted."""
    lines = lines_of(votes)
    given = (date.fromisoformat(votes["taken_on"]) - date.fromisoformat(motion["noticed_on"])).days if (
        "noticed_on" in motion
    ) else 0
    short = given < rule["notice"]["days"]
    if short and "short" not in rule["notice"]:
        return "not decided: notice too short", ""
    if not quorum_met(rule, lines):
        return "not decided: no quorum", ""
    extra = [rule["notice"]["short"]] if short else []
    return weigh(motion, rule, extra, lines, votes["casting"])


def quorum_met(rule: Json, lines: list[tuple[str, int, int, bool]]) -> bool:
    quorum = rule["quorum"]
    if quorum["kind"] == "none":
        return True
    room = rule["threshold"]["base"].startswith("present")
    measure = 1 if quorum["counts"] == "seats" else 2
    everybody = sum(line[measure] for line in lines)
    there = 0
    for line in lines:
        vote, away = line[0], line[3]
        if vote != "absent" and (not away or (vote != "recused" and not room)):
            there += line[measure]
    if quorum["kind"] == "number":
        return there >= quorum["number"]
    return holds(there, everybody, quorum["share"], quorum["compare"])


def weigh(motion: Json, rule: Json, extra: list[Json], lines: Any, casting: str) -> tuple[str, str]:
    yes_no = motion["kind"] == "yes or no"
    options = {("yes" if yes_no else option["code"]): option for option in motion["options"]}
    answers = ["yes", "no"] if yes_no else list(options)
    special = {entry["outcome"]: entry["threshold"] for entry in rule["special"]}
    own_base = rule["threshold"]["base"]

    def passes(answer: str, one_more: str) -> bool:
        if answer not in options:
            return False
        for threshold in [special.get(options[answer]["outcome"], rule["threshold"]), *extra]:
            grows = threshold["base"] in ("votes cast", "votes cast without abstentions", "present and voting")
            votes = tally_for(answer, threshold["base"], lines) + (answer == one_more)
            whole = size(threshold["base"], lines) + (one_more != "" and grows)
            if not holds(votes, whole, threshold["share"], threshold["compare"]):
                return False
        return True

    strength = {answer: tally_for(answer, own_base, lines) for answer in answers}
    passing = [answer for answer in answers if passes(answer, "")]
    field = passing or [answer for answer in answers if strength[answer] > 0]
    top = [answer for answer in field if strength[answer] == max(strength[each] for each in field)]
    tied = len(top) > 1 and (bool(passing) or any(passes(answer, answer) for answer in top))
    lost = "unchanged" if all(o["outcome"] in ("defer", "rescind", "reaffirm") for o in options.values()) else (
        "no position"
    )
    if tied and rule["tie"] == "fails":
        return lost, ""
    if tied and casting not in top:
        return "not decided: tie", ""
    winner = casting if tied else (top[0] if passing else "")
    if not winner or not passes(winner, casting if tied else ""):
        return lost, ""
    asks = options[winner]["outcome"]
    if rule["power"] == "recommends" and asks not in ("defer", "rescind", "reaffirm"):
        asks = "recommend"
    return asks, options[winner]["code"]
