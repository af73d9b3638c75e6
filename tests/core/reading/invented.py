"""Invented people and bodies, and short ways to read one sentence about them."""

from pathlib import Path

from hustings.core.reading import Gazetteer, Published, Reading, read

VECTORS = Path(__file__).resolve().parents[2] / "vectors" / "press"
GAZETTEER = Gazetteer.from_json((VECTORS / "gazetteer.json").read_text(encoding="utf-8"))
PUBLISHED = Published.parse("2029-09-12")  # a Wednesday


def reading_of(text: str, *, published: Published | None = PUBLISHED) -> Reading:
    """Read a text about the invented cycle."""
    return read(text, gazetteer=GAZETTEER, published=published, document="brenn")


def endorsements_of(text: str) -> set[tuple[str | None, str | None, str]]:
    """Endorser, endorsee and outcome of every endorsement fact."""
    facts = (fact for fact in reading_of(text).facts if fact.type == "endorsement")
    return {(fact.role("endorser"), fact.role("endorsee"), fact.outcome) for fact in facts}


def given_in(text: str) -> set[tuple[str | None, str | None]]:
    """The pairs of which a text is read to say that one endorsed the other."""
    return {(giver, taker) for giver, taker, outcome in endorsements_of(text) if outcome in ("given", "superseded")}


def meetings_of(text: str) -> set[tuple[str | None, str | None, str]]:
    """Candidate, body and status of every meeting and call."""
    facts = (fact for fact in reading_of(text).facts if fact.type in ("meeting", "call"))
    return {(fact.role("candidate"), fact.role("organization"), fact.status) for fact in facts}
