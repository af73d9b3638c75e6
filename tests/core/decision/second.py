"""A second engine for one vote, after docs/spec/decision.md: it reads JSON and shares no code with the first."""

from datetime import date
from fractions import Fraction
from typing import Any

Json = dict[str, Any]
Line = tuple[str, int, int, bool]


def lines_of(votes: Json) -> list[Line]:
    """(vote, seats, weight, away) for each line or seat."""
    if votes["form"] == "tally":
        return [(line["vote"], line["n_seats"], line["weight"], line["away"]) for line in votes["lines"]]
    return [(entry["vote"], 1, entry["weight"], entry["away"]) for entry in votes["votes"]]


def size(base: str, lines: list[Line]) -> int:
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


def tally_for(answer: str, base: str, lines: list[Line]) -> int:
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
    given = (
        (date.fromisoformat(votes["taken_on"]) - date.fromisoformat(motion["noticed_on"])).days
        if ("noticed_on" in motion)
        else 0
    )
    short = given < rule["notice"]["days"]
    if short and "short" not in rule["notice"]:
        return "not decided: notice too short", ""
    if not quorum_met(rule, lines):
        return "not decided: no quorum", ""
    extra = [rule["notice"]["short"]] if short else []
    return weigh(motion, rule, extra, lines, votes["casting"])


def quorum_met(rule: Json, lines: list[Line]) -> bool:
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


def weigh(motion: Json, rule: Json, extra: list[Json], lines: list[Line], casting: str) -> tuple[str, str]:
    """Section 5.3 to 5.5."""
    yes_no = motion["kind"] == "yes or no"
    options = {("yes" if yes_no else option["code"]): option for option in motion["options"]}
    strength = {answer: tally_for(answer, rule["threshold"]["base"], lines) for answer in [*options, *["no"] * yes_no]}
    passing = [answer for answer in options if passes(options, answer, "", rule, extra, lines)]
    field = passing or [answer for answer in strength if strength[answer] > 0]
    top = [answer for answer in field if strength[answer] == max(strength[each] for each in field)]
    may_win = [answer for answer in top if passes(options, answer, answer, rule, extra, lines)]
    if len(top) < 2 or not may_win:
        return adopted(options, rule, passing and top[0])
    if rule["tie"] == "fails":
        return adopted(options, rule, "")
    if casting not in top:
        return "not decided: tie", ""
    return adopted(options, rule, passes(options, casting, casting, rule, extra, lines) and casting)


def passes(options: Json, answer: str, one_more: str, rule: Json, extra: list[Json], lines: list[Line]) -> bool:
    """Whether every threshold of the option holds, with one more vote for `one_more` where that is an answer."""
    if answer not in options:
        return False
    special = {entry["outcome"]: entry["threshold"] for entry in rule["special"]}
    for threshold in [special.get(options[answer]["outcome"], rule["threshold"]), *extra]:
        grows = threshold["base"] in ("votes cast", "votes cast without abstentions", "present and voting")
        votes = tally_for(answer, threshold["base"], lines) + (answer == one_more)
        whole = size(threshold["base"], lines) + (one_more != "" and grows)
        if not holds(votes, whole, threshold["share"], threshold["compare"]):
            return False
    return True


def adopted(options: Json, rule: Json, winner: Any) -> tuple[str, str]:
    """Section 5.6."""
    about_earlier = ("defer", "rescind", "reaffirm", "approve")
    if not winner:
        return "unchanged" if all(o["outcome"] in about_earlier for o in options.values()) else "no position", ""
    asks = options[winner]["outcome"]
    if rule["power"] == "recommends" and asks not in about_earlier:
        asks = "recommend"
    return asks, options[winner]["code"]
