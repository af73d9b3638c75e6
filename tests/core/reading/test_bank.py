"""Banks of ordinary newsroom sentences about invented people, in `bank/`: what each says, or that it says nothing.

One line, one sentence; behind "=>" what must be read in it. The banks of negatives hold what must give nothing.
"""

from collections.abc import Callable
from pathlib import Path

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


def all_but_days(text: str, says: set[str]) -> set[str]:
    """Meetings; a day is asked for only where the bank gives one."""
    return {one if one in says else " ".join(one.split()[:2]) for one in meetings(text)}


def given(text: str) -> set[str]:
    return {one for one in endorsements(text) if one.count(">") and "withdrawn" not in one}


def meant_to_happen(text: str) -> set[str]:
    return {one for one in meetings(text) if "not_happened" not in one}


def days(text: str) -> str:
    return ", ".join(one.interval.value for one in reading_of(text).dates if one.interval)


def speakers(text: str) -> str:
    """ "?" is a speaker whom the gazetteer does not know, "-" is nobody."""
    return " ".join(q.entity or ("-" if q.speaker is None else "?") for q in reading_of(text).quotes)


def differing(name: str, found: Callable[[str], object]) -> dict[str, object]:
    """The texts of a bank that are read in another way than they say, with what was read."""
    texts = rows(name)
    assert texts
    meant = (lambda says: says) if found in (days, speakers) else said
    answers = {text: (found(text), meant(says)) for text, says in texts}
    return {text: read for text, (read, says) in answers.items() if read != says}


def test_ordinary_sentences_about_endorsements_are_read() -> None:
    assert differing("endorsements", endorsements) == {}


def test_sentences_that_only_sound_like_an_endorsement_give_none() -> None:
    assert differing("no_endorsement", given) == {}


def test_ordinary_sentences_about_meetings_are_read() -> None:
    answers = {text: (all_but_days(text, said(says)), said(says)) for text, says in rows("meetings")}
    assert {text: read for text, (read, says) in answers.items() if read != says} == {}


def test_sentences_that_only_sound_like_a_meeting_give_none() -> None:
    assert differing("no_meeting", meant_to_happen) == {}


def test_ordinary_sentences_about_gifts_are_read() -> None:
    assert differing("donations", donations) == {}


def test_money_that_is_no_gift_gives_none() -> None:
    assert differing("no_donation", donations) == {}


def test_numbers_of_members_are_read_and_no_others() -> None:
    assert differing("headcounts", headcounts) == {}


def test_an_invitation_is_read_from_whichever_side_it_is_told() -> None:
    """ "all" is every candidate, none by name."""
    assert differing("invitations", invitations) == {}


def test_a_date_means_what_its_clause_allows() -> None:
    assert differing("dates", days) == {}


def test_a_quotation_belongs_to_its_speaker_or_to_nobody() -> None:
    assert differing("speakers", speakers) == {}
