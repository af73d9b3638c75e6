"""Banks of ordinary newsroom sentences about invented people, in `bank/`: what each says, or that it says nothing.

One line, one sentence; behind "=>" what must be read in it. The banks of negatives hold what must give nothing.
"""

from pathlib import Path

import pytest

from hustings.core.reading import Gazetteer, Published, Reading, read

BANK = Path(__file__).resolve().parent / "bank"
GAZETTEER = Gazetteer.from_json((BANK / "gazetteer.json").read_text(encoding="utf-8"))
WEDNESDAY = Published.parse("2029-09-12")


def rows(name: str) -> list[tuple[str, str]]:
    """Text and what it says; a text with more than one paragraph runs over more than one line."""
    lines: list[str] = []
    found = []
    for line in (BANK / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        lines.append(line)
        text, arrow, says = "\n".join(lines).partition(" =>")
        if text.strip() and (arrow or name.startswith("no_")):
            found.append((text.strip("\n"), says.strip()))
            lines = []
    return found


def reading_of(text: str) -> Reading:
    return read(text, gazetteer=GAZETTEER, published=WEDNESDAY)


def endorsements(text: str) -> set[str]:
    found = set()
    for fact in (f for f in reading_of(text).facts if f.type == "endorsement"):
        giver, taker = fact.role("endorser"), fact.role("endorsee")
        if fact.outcome in ("given", "superseded"):
            found.add(f"{giver}>{taker}")
        else:
            found.add(f"{giver}>{taker} withdrawn" if fact.outcome == "withdrawn" else f"{giver} {fact.outcome}")
    return found


def meetings(text: str) -> set[str]:
    found = set()
    for fact in (f for f in reading_of(text).facts if f.type in ("meeting", "call")):
        if fact.role("candidate") and fact.role("organization"):
            day = f" {fact.time.interval.value}" if fact.time and fact.time.interval else ""
            found.add(f"{fact.role('candidate')}+{fact.role('organization')} {fact.status}{day}")
    return found


def donations(text: str) -> set[str]:
    facts = [f for f in reading_of(text).facts if f.type == "donation" and f.status not in ("denied", "not_happened")]
    return {
        f"{f.role('donor')}>{f.role('recipient') or f.role('beneficiary')} {f.amount.value} {f.status}"
        for f in facts
        if f.amount and f.role("donor")
    }


def invitations(text: str) -> set[str]:
    facts = [f for f in reading_of(text).facts if f.type == "invitation" and f.status == "happened"]
    return {f"{f.role('inviter')}>{f.role('invitee') or 'all'}" for f in facts}


def headcounts(text: str) -> set[str]:
    facts = [f for f in reading_of(text).facts if f.type == "headcount"]
    return {f"{f.role('organization')} {f.count.value}" for f in facts if f.count}


def said(says: str) -> set[str]:
    return {part.strip() for part in says.split(";") if part.strip()}


@pytest.mark.parametrize(("text", "says"), rows("endorsements"))
def test_an_ordinary_sentence_about_an_endorsement_is_read(text: str, says: str) -> None:
    assert endorsements(text) == said(says)


@pytest.mark.parametrize(("text", "says"), rows("no_endorsement"))
def test_a_sentence_that_only_sounds_like_an_endorsement_gives_none(text: str, says: str) -> None:
    assert {one for one in endorsements(text) if one.count(">") and "withdrawn" not in one} == said(says)


def without_days(found: set[str], says: set[str]) -> set[str]:
    """A day is asked for only where the bank gives one."""
    return {one if one in says else " ".join(one.split()[:2]) for one in found}


@pytest.mark.parametrize(("text", "says"), rows("meetings"))
def test_an_ordinary_sentence_about_a_meeting_is_read(text: str, says: str) -> None:
    assert without_days(meetings(text), said(says)) == said(says)


@pytest.mark.parametrize(("text", "says"), rows("no_meeting"))
def test_a_sentence_that_only_sounds_like_a_meeting_gives_none(text: str, says: str) -> None:
    assert {one for one in meetings(text) if "not_happened" not in one} == said(says)


@pytest.mark.parametrize(("text", "says"), rows("donations"))
def test_an_ordinary_sentence_about_a_gift_is_read(text: str, says: str) -> None:
    assert donations(text) == said(says)


@pytest.mark.parametrize(("text", "says"), rows("no_donation"))
def test_money_that_is_no_gift_gives_none(text: str, says: str) -> None:
    assert donations(text) == said(says)


@pytest.mark.parametrize(("text", "says"), rows("headcounts"))
def test_a_number_of_members_is_read_and_no_other(text: str, says: str) -> None:
    assert headcounts(text) == said(says)


@pytest.mark.parametrize(("text", "says"), rows("invitations"))
def test_an_invitation_is_read_from_whichever_side_it_is_told(text: str, says: str) -> None:
    """ "all" is every candidate, none by name."""
    assert invitations(text) == said(says)


@pytest.mark.parametrize(("text", "says"), rows("dates"))
def test_a_date_means_what_its_clause_allows(text: str, says: str) -> None:
    assert ", ".join(one.interval.value for one in reading_of(text).dates if one.interval) == says


@pytest.mark.parametrize(("text", "says"), rows("speakers"))
def test_a_quotation_belongs_to_its_speaker_or_to_nobody(text: str, says: str) -> None:
    """ "?" is a speaker whom the gazetteer does not know, "-" is nobody."""
    assert " ".join(q.entity or ("-" if q.speaker is None else "?") for q in reading_of(text).quotes) == says
