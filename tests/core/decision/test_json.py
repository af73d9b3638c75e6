"""Strict reading: every refusal has a stable code and names the place."""

from copy import deepcopy
from typing import Any

import pytest

from hustings.core.decision import Chain, Motion, Rule, Tally, votes_from_json
from hustings.core.errors import Refusal
from tests.core.decision.cases import CHOICE, rule, tally

RULE = rule("3/5", "at least").as_json()


def _changed(value: dict[str, Any], path: str, new: object) -> dict[str, Any]:
    """A deep copy with the field at `path` replaced, or removed where `new` is Ellipsis."""
    copy = deepcopy(value)
    *parents, last = path.split(".")
    inner = copy
    for name in parents:
        inner = inner[name]
    if new is ...:
        del inner[last]
    else:
        inner[last] = new
    return copy


def test_the_rule_has_exactly_this_form() -> None:
    assert RULE == {
        "threshold": {"share": "3/5", "compare": "at least", "base": "votes cast"},
        "special": [],
        "quorum": {"kind": "none"},
        "notice": {"days": 0},
        "weights": "one each",
        "tie": "fails",
        "power": "decides",
        "max_candidates": 1,
    }


@pytest.mark.parametrize(
    ("path", "new", "code", "where"),
    [
        ("threshold.share", "6/10", "fraction-malformed", "rule.threshold.share"),
        ("threshold.share", "60 %", "fraction-malformed", "rule.threshold.share"),
        ("threshold.share", "-1/2", "fraction-malformed", "rule.threshold.share"),
        ("threshold.share", "1/0", "fraction-malformed", "rule.threshold.share"),
        ("threshold.share", 0.6, "wrong-shape", "rule.threshold.share"),
        ("threshold.share", ..., "field-missing", "rule.threshold"),
        ("threshold.share", "7/5", "threshold-impossible", "threshold.share"),
        ("threshold.compare", "more", "wrong-shape", "rule.threshold.compare"),
        ("threshold.base", "votes", "wrong-shape", "rule.threshold.base"),
        ("threshold.percent", 60, "field-unknown", "rule.threshold"),
        ("special", {}, "wrong-shape", "rule.special"),
        ("special", [{"outcome": "oppose"}], "field-missing", "rule.special[0]"),
        ("quorum", None, "wrong-shape", "rule.quorum"),
        ("quorum", {"kind": "none", "number": 1}, "field-unknown", "rule.quorum"),
        ("quorum", {"kind": "number", "number": 0, "counts": "seats"}, "quorum-impossible", "quorum"),
        ("notice.days", True, "wrong-shape", "rule.notice.days"),
        ("notice.days", -1, "wrong-shape", "rule.notice.days"),
        ("max_candidates", 0, "wrong-shape", "rule.max_candidates"),
        ("name", "x", "field-unknown", "rule"),
    ],
)
def test_a_rule_that_is_not_written_as_specified_is_refused(path: str, new: object, code: str, where: str) -> None:
    with pytest.raises(Refusal) as refused:
        Rule.from_json(_changed(RULE, path, new))
    assert (refused.value.code, refused.value.where) == (code, where)


@pytest.mark.parametrize(
    ("path", "new", "code"),
    [
        ("form", "show of hands", "wrong-shape"),
        ("taken_on", "18/09/2031", "day-malformed"),
        ("taken_on", "2031-02-30", "day-malformed"),
        ("casting", " yes", "wrong-shape"),
        ("lines", [{"vote": "yes", "n_seats": 1, "weight": 1}], "field-missing"),
        ("lines", [{"vote": "", "n_seats": 1, "weight": 1, "away": False}], "wrong-shape"),
        ("lines", [{"vote": "yes", "n_seats": 2**53, "weight": 1, "away": False}], "wrong-shape"),
        ("lines", [{"vote": "yes", "n_seats": 1, "weight": 1, "away": 0}], "wrong-shape"),
    ],
)
def test_a_tally_that_is_not_written_as_specified_is_refused(path: str, new: object, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        votes_from_json(_changed(tally(yes=3).as_json(), path, new))
    assert refused.value.code == code


def test_a_roll_call_is_not_read_as_a_tally() -> None:
    with pytest.raises(Refusal) as refused:
        Tally.from_json({"form": "roll call", "taken_on": "2031-09-18", "votes": [], "casting": ""})
    assert refused.value.code == "wrong-shape"


def test_the_motion_has_exactly_this_form() -> None:
    assert CHOICE.as_json() == {
        "code": "MOT-2",
        "text": "Whom to endorse",
        "kind": "single choice",
        "options": [
            {"code": "CAND-A", "label": "Jo Alder", "outcome": "endorse", "candidates": ["CAND-A"]},
            {"code": "CAND-B", "label": "Sam Birch", "outcome": "endorse", "candidates": ["CAND-B"]},
            {"code": "CAND-C", "label": "Lee Cedar", "outcome": "endorse", "candidates": ["CAND-C"]},
            {"code": "NONE", "label": "No endorsement", "outcome": "no endorsement", "candidates": []},
        ],
    }


@pytest.mark.parametrize("wrong", [None, 3, "text", [], {1: 2}])
def test_what_is_no_object_is_refused_without_breaking(wrong: object) -> None:
    for reader in (Rule.from_json, Motion.from_json, Chain.from_json, votes_from_json):
        with pytest.raises(Refusal) as refused:
            reader(wrong)
        assert refused.value.code == "wrong-shape"
