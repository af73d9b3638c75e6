"""The count that stands behind the public figures: what is right, wrong and missed."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.bench.scores import Scores, Sets, Share


def span(start: int, end: int, **more: Any) -> dict[str, Any]:
    return {"start": start, "end": end, **more}


def who(**roles: str | None) -> list[dict[str, Any]]:
    return [{"role": role, "entity": entity} for role, entity in roles.items()]


GOLD = {
    "entities": [
        {"id": "marlow", "in_gazetteer": True, "mentions": [span(0, 6), span(20, 26)]},
        {"id": "aide", "in_gazetteer": False, "mentions": [span(40, 44)]},
    ],
    "amounts": [span(50, 56, value=5000, role="donation")],
    "quotes": [
        {"speaker": "marlow", "kind": "direct", "fragments": [span(60, 70)]},
        {"speaker": "aide", "kind": "direct", "fragments": [span(80, 90)]},
        {"speaker": None, "kind": "term", "fragments": [span(95, 99)]},
    ],
    "facts": [
        {
            "type": "endorsement", "status": "happened", "outcome": "superseded",
            "participants": who(endorser="hhu", endorsee="marlow"),
            "time": {"start": "2028-05-01", "end": "2028-05-01", "span": span(100, 104)},
        },
        {
            "type": "meeting", "status": "scheduled", "participants": who(candidate="marlow", organization="hhu"),
            "time": {"start": "2029-01-08", "end": "2029-01-08", "span": span(110, 115)},
        },
        {"type": "call", "status": "happened", "participants": who(candidate="marlow", organization=None)},
    ],
}  # fmt: skip
FOUND = {
    "mentions": [span(0, 6, entity="marlow"), span(30, 36, entity="marlow")],
    "quotes": [span(60, 70, speaker="marlow"), span(81, 90, speaker="marlow"), span(95, 99, speaker="marlow")],
    "times": [
        span(100, 104, **{"from": "2028-05-01", "to": "2028-05-01"}),
        span(110, 115, **{"from": None, "to": None}),
    ],
    "amounts": [span(50, 56, value=5000, role="spending")],
    "facts": [
        {"type": "endorsement", "roles": {"endorser": "hhu", "endorsee": "marlow"}, "outcome": "given", "tier": "look"},
        {"type": "endorsement", "roles": {"endorser": "ncu"}, "outcome": "none", "tier": "clear"},
        {"type": "meeting", "roles": {"candidate": "marlow", "organization": "hhu"}, "status": "happened",
         "tier": "clear"},
    ],
}  # fmt: skip


def test_every_line_of_one_document() -> None:
    scores = Scores()
    scores.add(GOLD, FOUND)
    counted = {name: (one.right, one.wrong, one.missed) for name, one in scores.sets.items()}
    assert {name: counts for name, counts in counted.items() if any(counts)} == {
        "mention of a gazetteer entity": (1, 1, 1),
        "quote span exact": (1, 1, 1),
        "amount (span+value)": (1, 0, 0),
        "amount role": (0, 1, 1),
        "endorsement (endorser,endorsee,outcome)": (1, 1, 0),
        "of these: given": (1, 0, 0),
        "of these: pending/none/withdrawn": (0, 1, 0),
        "meeting (candidate,organization)": (1, 0, 0),
        "meeting + status": (0, 1, 1),
        "meeting + exact date": (0, 0, 1),
        "clear: endorsement given": (0, 0, 1),
        "clear: meeting": (1, 0, 0),
    }
    assert {name: (one.right, one.n) for name, one in scores.shares.items()} == {
        "speaker (all gold fragments)": (1, 2),
        "speaker (gazetteer speakers)": (1, 1),
        "speaker wrong though not in gazetteer": (1, 1),
        "term given a speaker (bad)": (1, 1),
        "event date: expression found": (2, 2),
        "event date: value right": (1, 2),
    }


@given(st.sets(st.integers(0, 9)), st.sets(st.integers(0, 9)))
def test_f1_is_the_harmonic_mean_and_nothing_at_all_is_no_figure(gold: set[int], found: set[int]) -> None:
    sets = Sets()
    sets.add(gold, found)
    if not gold and not found:
        assert (sets.value, Share().value) == (None, None)
    elif sets.precision and sets.recall:
        assert sets.value is not None
        assert abs(sets.value - 2 / (1 / sets.precision + 1 / sets.recall)) < 1e-12
    else:
        assert sets.value == 0
