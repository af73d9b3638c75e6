"""A small rehearsal, entry by entry, made with nothing but the chain: for every test that needs a record to read.

    entries()          the whole story as staff see it
    public(entries)    the same as everybody may see it

An invented union, invented candidates. Salts are the sequence in hex, so that every hash is always the same.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from hustings.core.canonical import sha256_hex
from hustings.core.chain import GENESIS, Entry, next_entry
from hustings.core.decision import BallotKind, Motion, Option, Outcome
from hustings.core.limits import Gift
from tests.core.story_bodies import (
    CALENDAR,
    CYCLE,
    RULE,
    RULEBOOK,
    checked,
    gift,
    invitation,
    opening,
    proposed,
    put,
    vote,
)

__all__ = ["CYCLE", "RULE", "Story", "entries", "invitation", "opening", "public"]


class Story:
    """Entries as they are appended; `tell` adds one."""

    def __init__(self, told: Iterable[Entry] = ()) -> None:
        self.entries = list(told)

    def tell(
        self,
        at: str,
        verb: str,
        body: Mapping[str, Any],
        *,
        subject: str = "",
        role: str = "director",
        visibility: str = "public",
        basis: str = "simulated",
    ) -> int:
        """Append an entry and give its sequence. `at` is a day; the time is noon."""
        last = self.entries[-1] if self.entries else None
        seq = last.seq + 1 if last else 0
        payload = {
            "at": f"{at}T12:00:00Z",
            "basis": basis,
            "body": dict(body),
            "role": role,
            "room": ROOMS.get(verb.partition(".")[0], "cycles"),
            "subject": subject or CYCLE,
            "verb": verb,
            "visibility": visibility,
        }
        self.entries.append(next_entry(last, salt=f"{seq:032x}", payload=payload))
        return seq

    def withhold(self, seq: int, reason: str) -> None:
        """Take a payload away."""
        self.entries[seq] = self.entries[seq].without_payload(reason)

    @property
    def head(self) -> str:
        return self.entries[-1].hash if self.entries else GENESIS


ROOMS = {
    "record": "record",
    "candidate": "candidates",
    "invitation": "invitations",
    "reply": "invitations",
    "contact": "invitations",
    "roundtable": "roundtables",
    "commitment": "roundtables",
    "snapshot": "roll",
    "straw_poll": "straw_polls",
    "sheet": "straw_polls",
    "motion": "board",
    "roll_call": "board",
    "endorsement": "endorsements",
    "gift": "fund",
    "release": "releases",
    "publication": "publication",
}


@cache
def entries() -> tuple[Entry, ...]:
    """The whole story, payloads of every visibility shown."""
    story = Story()
    _field(story)
    _roundtables(story)
    _polls(story)
    _money(story)
    _decision(story)
    return tuple(story.entries)


def public(told: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries as everybody may see them."""
    shown = ("public", "campaign")
    return tuple(
        entry if entry.payload and entry.payload["visibility"] in shown else entry.without_payload(entry.withheld)
        for entry in told
    )


def _field(story: Story) -> None:
    story.tell("2031-03-01", "record.opened", opening())
    story.tell("2031-03-01", "rulebook.adopted", RULEBOOK, subject="RULES-1")
    story.tell(
        "2031-03-02", "call.published", {"version": 1, "text": "Every candidate is invited.", "calendar": CALENDAR}
    )
    for number, name in enumerate(("Ada Quill", "Ben Roe", "Cleo Marsh"), start=1):
        code = f"CAND-{number}"
        body = {"candidate": code, "name": name, "party": f"Party {number}", "status": "declared", "on": "2031-02-15"}
        story.tell("2031-03-03", "candidate.added", body, subject=code)
    story.tell("2031-03-09", "phase.moved", {"was": "called", "now": "inviting"})
    story.tell("2031-03-10", "invitation.sent", invitation(1, "CAND-1", "2031-04-01"), visibility="campaign")
    story.tell("2031-03-10", "invitation.sent", invitation(2, "CAND-2", "2031-04-01"), visibility="campaign")
    late = invitation(3, "CAND-3", "2031-04-08", differs_because="The letter came back; it was sent again.")
    story.tell("2031-03-10", "invitation.sent", late, visibility="campaign")
    story.tell("2031-03-11", "staff.noted", {"text": "Ben Roe's office is slow to answer."}, visibility="staff")
    moved = {
        "key": "deadline",
        "label": "Replies due",
        "was": "2031-04-01",
        "now": "2031-04-08",
        "reason": "One letter came back.",
    }
    story.tell("2031-03-20", "date.moved", moved, subject="deadline")
    accepted = {"invitation": "INV-1", "candidate": "CAND-1", "answer": "accepted", "via": "link", "slot": "2"}
    story.tell("2031-03-21", "reply.received", accepted, subject="INV-1", role="campaign", visibility="campaign")
    declined = {"invitation": "INV-2", "candidate": "CAND-2", "answer": "declined", "via": "staff", "words": "No time."}
    story.tell("2031-04-02", "reply.received", declined, subject="INV-2", visibility="campaign")


ROUNDTABLE = {
    "roundtable": "RT-1",
    "candidate": "CAND-1",
    "starts_at": "2031-05-02T22:00:00Z",
    "zone": "America/New_York",
    "on": "2031-05-02",
    "minutes": 60,
    "place": "Harbor Hall",
    "topics": ["ports", "wages"],
    "audience": "restricted class",
    "press": "open to the press",
}
HELD = {
    "roundtable": "RT-1",
    "candidate": "CAND-1",
    "on": "2031-05-09",
    "minutes": 55,
    "n_leaders": 12,
    "n_members": 30,
    "topics": ["ports", "wages"],
    "summary": "She spoke about the ports.",
    "press": "open to the press",
    "questions": 9,
    "minutes_digest": sha256_hex(b"minutes"),
}


def _roundtables(story: Story) -> None:
    met = {"kind": "meeting", "on": "2031-04-05", "who": "the president", "what": "A talk at a dinner"}
    story.tell("2031-04-06", "contact.logged", {"candidate": "CAND-1"} | met, subject="CAND-1")
    story.tell("2031-04-10", "roundtable.set", ROUNDTABLE, subject="RT-1")
    named = {"roundtable": "RT-1", "candidate": "CAND-1"}
    moved = {
        "was": "2031-05-02T22:00:00Z",
        "now": "2031-05-09T22:00:00Z",
        "on": "2031-05-09",
        "reason": "A strike vote",
    }
    story.tell("2031-04-20", "roundtable.moved", named | moved, subject="RT-1")
    held = story.tell("2031-05-10", "roundtable.held", HELD, subject="RT-1")
    words = named | {"words": "I will not sell the port.", "topic": "ports"}
    story.tell("2031-05-10", "commitment.noted", words, subject="RT-1")
    slip = words | {"words": "A private remark."}
    mistaken = story.tell("2031-05-10", "commitment.noted", slip, subject="RT-1")
    fix = {"corrects": held, "field": "n_members", "was": 30, "now": 31, "reason": "One name was on the second page."}
    story.tell("2031-05-11", "record.corrected", fix)
    gone = {"seq": mistaken, "ground": "slip", "reason": "It was not meant for the minutes."}
    story.tell("2031-05-12", "record.withheld", gone, subject=str(mistaken), role="secretary")
    story.withhold(mistaken, f"{gone['ground']}: {gone['reason']}")


def _polls(story: Story) -> None:
    opened = {
        "poll": "POLL-1",
        "question": "Whom should we endorse?",
        "options": ["Ada Quill", "Ben Roe", "Cleo Marsh"],
    }
    story.tell(
        "2031-05-20",
        "straw_poll.opened",
        opened | {"opens_on": "2031-06-01", "closes_on": "2031-06-30"},
        subject="POLL-1",
    )
    for number, counts in ((1, {"Ada Quill": 20, "Ben Roe": 11}), (2, {"Ada Quill": 9, "Cleo Marsh": 14})):
        sheet = {"poll": "POLL-1", "sheet": f"SHEET-{number}", "local": f"R-00{number}"}
        entered = {"place": "Harbor City", "counts": counts, "n_present": 40, "held_on": f"2031-06-0{number}"}
        story.tell("2031-06-10", "sheet.entered", sheet | entered, subject="POLL-1", role="teller")
        story.tell("2031-06-11", "sheet.confirmed", sheet, subject="POLL-1", role="teller")
    gone = {"candidate": "CAND-3", "name": "Cleo Marsh", "was": "declared", "status": "withdrew", "on": "2031-06-20"}
    story.tell("2031-06-20", "candidate.status-changed", gone, subject="CAND-3")
    totals = {"Ada Quill": 29, "Ben Roe": 11, "Cleo Marsh": 14}
    story.tell(
        "2031-07-01",
        "straw_poll.closed",
        {"poll": "POLL-1", "totals": totals, "n_sheets": 2, "n_locals": 3},
        subject="POLL-1",
    )


def _money(story: Story) -> None:
    made = gift("GIFT-1", 500000, date(2031, 7, 10))
    story.tell("2031-07-10", "gift.proposed", proposed(made, "The campaign"), subject="GIFT-1", role="treasurer")
    story.tell(
        "2031-07-10",
        "motion.put",
        put("MOT-1", "Give $5,000 to Quill for Mayor", "reaffirm", "2031-07-10", "2031-07-20", about="GIFT-1"),
        subject="MOT-1",
    )
    motion = Motion(
        "MOT-1",
        "Give $5,000 to Quill for Mayor",
        BallotKind.YES_NO,
        (Option("GIFT-1", "the gift", Outcome.REAFFIRM),),
        date(2031, 7, 10),
    )
    entry = story.tell(
        "2031-07-20",
        "roll_call.recorded",
        vote(motion, date(2031, 7, 20), ("yes", "yes", "yes", "no", "absent")),
        subject="MOT-1",
        role="secretary",
    )
    story.tell(
        "2031-07-20",
        "gift.approved",
        {"gift": "GIFT-1", "motion": "MOT-1", "on": "2031-07-20", "entry": entry},
        subject="GIFT-1",
    )
    story.tell("2031-07-21", "gift.checked", checked(made, [], "2031-07-21"), subject="GIFT-1", role="treasurer")
    paid = {
        "gift": "GIFT-1",
        "on": "2031-07-25",
        "amount_cents": 500000,
        "recipient": "Quill for Mayor",
        "account": "main",
    }
    story.tell("2031-07-25", "gift.paid", paid, subject="GIFT-1", role="treasurer")
    _one_cent_more(story, made)


def _one_cent_more(story: Story, made: Gift) -> None:
    over = gift("GIFT-2", 1, date(2031, 8, 1))
    story.tell("2031-08-01", "gift.proposed", proposed(over, "One cent more"), subject="GIFT-2", role="treasurer")
    refused = checked(over, [made], "2031-08-01") | {"reason": "It would be over the limit"}
    del refused["within"]
    story.tell("2031-08-01", "gift.refused", refused, subject="GIFT-2", role="treasurer")


def _decision(story: Story) -> None:
    story.tell(
        "2031-08-20",
        "motion.put",
        put("MOT-2", "Endorse Ada Quill", "endorse", "2031-08-20", "2031-09-01", candidate="CAND-1"),
        subject="MOT-2",
    )
    motion = Motion(
        "MOT-2",
        "Endorse Ada Quill",
        BallotKind.YES_NO,
        (Option("CAND-1", "Endorse Ada Quill", Outcome.ENDORSE, ("CAND-1",)),),
        date(2031, 8, 20),
    )
    story.tell(
        "2031-09-01",
        "roll_call.recorded",
        vote(motion, date(2031, 9, 1), ("yes", "yes", "yes", "no", "abstain")),
        subject="MOT-2",
        role="secretary",
    )
    told = {
        "endorser": "Dockers of the North",
        "level": "national",
        "endorsee": "Ben Roe",
        "outcome": "endorsed",
        "on": "2031-08",
    }
    story.tell("2031-09-02", "endorsement.entered", told | {"by": "its board", "what": "Its board chose Ben Roe"})
    release = {
        "release": "REL-1",
        "audience": "members",
        "about": "MOT-2",
        "title": "The board endorses Ada Quill",
        "text": "By three to one.",
    }
    story.tell("2031-09-02", "release.issued", release | {"head": story.head}, subject="REL-1", role="communications")
    published = {"publication": "PUB-1", "head": story.head, "n_entries": len(story.entries), "note": "The decision"}
    story.tell("2031-09-03", "publication.made", published, subject="PUB-1")
