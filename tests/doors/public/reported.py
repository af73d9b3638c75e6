"""A small cycle retold from sources, of an invented union: everything of a reported cycle that a page shows."""

from typing import Any

from hustings.core.chain import Entry
from tests.core.story import Story

CYCLE = "harbor-2024"
GAZETTE = {"outlet": "Harbor Gazette", "day": "2024-02-28", "link": "https://gazette.example/visit"}
HERALD = {"outlet": "Tri-County Herald", "day": "2024-02-22", "note": "read in a copy"}

OPENING = {
    "chain": CYCLE,
    "contest": "Mayor of Harbor City",
    "election_on": "2024-11-05",
    "format": "hustings-record/1",
    "kind": "reported",
    "organisation": "United Harbor Workers",
    "rehearsal": False,
    "title": "Mayor of Harbor City, 2024",
}


def reported_entries() -> tuple[Entry, ...]:
    """Every entry, all of them public."""
    story = Story()
    _tell(story, "record.opened", OPENING)
    _field(story)
    _members(story)
    _gift(story)
    _others(story)
    decided = {"body": "Executive Board", "outcome": "no endorsement", "on": "2024-09-18", "reason": "No majority"}
    _tell(story, "decision.reported", decided | {"what": "The board endorsed nobody", "sources": [GAZETTE]})
    return tuple(story.entries)


def _field(story: Story) -> None:
    for number, name in ((1, "Dana Reyes"), (2, "Ed Stone")):
        body = {"candidate": f"CAND-{number}", "name": name, "status": "declared", "on": "2024-01-31"}
        _tell(story, "candidate.added", body | {"sources": [GAZETTE]})
    invited = {"candidate": "CAND-1", "on": "2023-12", "what": "Every candidate was invited", "status": "invited"}
    _tell(story, "invitation.reported", invited | {"sources": [GAZETTE]})
    none = {"roundtable": "RT-1", "candidate": "CAND-2", "on": "2024-01-31", "what": "The report names no meeting"}
    _tell(
        story,
        "roundtable.reported",
        none | {"status": "no meeting reported as of 31 January 2024", "sources": [GAZETTE]},
    )
    held = {"roundtable": "RT-2", "candidate": "CAND-1", "on": "2024-03-12", "status": "held", "place": "Harbor Hall"}
    told = {"what": "A visit to the hall", "topics": ["wages", "ports"], "sources": [GAZETTE]}
    _tell(story, "roundtable.reported", held | told)


def _members(story: Story) -> None:
    counted = {"on": "2024-02-28", "n_members": 13000, "what": "The union states 13,000 members"}
    _tell(story, "membership.reported", counted | {"sources": [GAZETTE]})
    poll = {"poll": "POLL-1", "name": "Straw polls in the halls", "method": "Shows of hands"}
    asked = {"opened_on": "2024-04-09", "closed_on": "2024-07-03", "population": "members who came"}
    results = [{"option": "Dana Reyes", "percent": "44.3"}, {"option": "Ed Stone", "percent": "36.3"}]
    limits = "Tells how those present voted. Cannot tell what the others think."
    told = {"n": None, "n_words": "n not published", "results": results, "limits": limits, "sources": [HERALD]}
    _tell(story, "poll.reported", poll | asked | told)


def _gift(story: Story) -> None:
    gift = {
        "gift": "GIFT-1",
        "donor_kind": "multicandidate_pac",
        "recipient": "Convention of the Harbor Party",
        "recipient_kind": "national_party_additional_account",
        "account": "convention",
        "amount_cents": 4500000,
        "what": "A gift that members argued about",
    }
    dates = {
        "approved": [
            {"on": "2023-12", "what": "approved in December", "sources": [HERALD]},
            {"on": "2024-01-17", "what": "approved after the visit", "sources": [GAZETTE]},
        ],
        "paid": [{"on": "2024-01", "what": "paid in January", "sources": [GAZETTE]}],
    }
    _tell(story, "gift.reported", gift | dates | {"sources": [GAZETTE, HERALD]})


def _others(story: Story) -> None:
    told = [
        ("United Harbor Workers", "own", "Ann Old", "2020-08"),
        ("Dockers of the North", "national", "Ed Stone", "2024-01-24"),
        ("Local 7", "local", "Dana Reyes", "2024-09-19"),
    ]
    for endorser, level, endorsee, on in told:
        body = {"endorser": endorser, "level": level, "endorsee": endorsee, "outcome": "endorsed", "on": on}
        _tell(story, "endorsement.entered", body | {"what": f"Endorsed {endorsee}", "sources": [GAZETTE]})


def _tell(story: Story, verb: str, body: dict[str, Any]) -> None:
    story.tell("2025-01-09", verb, body, basis="reported")
