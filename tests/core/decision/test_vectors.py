"""The published vectors: rules shaped like real ones, with invented counts, and what must come out, field by field."""

import json
from pathlib import Path
from typing import Any

import pytest

from hustings.core.decision import (
    Chain,
    Motion,
    Rounds,
    Rule,
    decide,
    decide_chain,
    decide_rounds,
    votes_from_json,
)
from tests.core.decision import second

VECTORS = sorted((Path(__file__).parents[2] / "vectors" / "decision").glob("*.json"))


def _decided(vector: dict[str, Any]) -> dict[str, Any]:
    motion = Motion.from_json(vector["motion"])
    match vector["form"]:
        case "one vote":
            votes = votes_from_json(vector["votes"])
            return decide(motion, Rule.from_json(vector["rule"]), votes).as_json()
        case "chain":
            by_body = {code: votes_from_json(votes) for code, votes in vector["votes"].items()}
            return decide_chain(Chain.from_json(vector["chain"]), motion, by_body).as_json()
        case "rounds":
            held = [votes_from_json(votes) for votes in vector["votes"]]
            rule, plan = Rule.from_json(vector["rule"]), Rounds.from_json(vector["rounds"])
            return decide_rounds(motion, rule, plan, held).as_json()
    raise AssertionError(vector["form"])


@pytest.mark.parametrize("path", VECTORS, ids=lambda path: path.stem)
def test_the_vector_comes_out_as_published(path: Path) -> None:
    vector = json.loads(path.read_text(encoding="utf-8"))
    assert _decided(vector) == vector["decision"]


@pytest.mark.parametrize("path", VECTORS, ids=lambda path: path.stem)
def test_the_second_engine_agrees_with_the_vectors_of_one_vote(path: Path) -> None:
    vector = json.loads(path.read_text(encoding="utf-8"))
    if vector["form"] == "one vote":
        expected = (vector["decision"]["outcome"], vector["decision"]["chosen"])
        assert second.outcome(vector["motion"], vector["rule"], vector["votes"]) == expected


def test_the_vectors_cover_every_form() -> None:
    forms = [json.loads(path.read_text(encoding="utf-8"))["form"] for path in VECTORS]
    assert {form: forms.count(form) for form in set(forms)} == {"one vote": 27, "chain": 5, "rounds": 3}
