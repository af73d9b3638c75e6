"""The reported cycle: public facts of 2023 and 2024, retold through the rooms, each with its source; nothing else."""

from datetime import date, datetime
from typing import Any

from hustings.core.phases import Phase
from hustings.core.values import Actor, Days, Kind, Role, Source
from hustings.demo.tables import rows, sources
from hustings.rooms.board.actions import report_decision
from hustings.rooms.candidates.actions import add_candidate, change_status
from hustings.rooms.candidates.queries import candidates_of
from hustings.rooms.candidates.statuses import Status
from hustings.rooms.cycles.actions import move_to_phase, open_cycle
from hustings.rooms.endorsements.actions import enter_endorsement
from hustings.rooms.estimates.actions import report_poll
from hustings.rooms.fund.actions import report_gift
from hustings.rooms.invitations.actions import log_contact, report_invitation
from hustings.rooms.invitations.answers import ContactKind
from hustings.rooms.press.actions.articles import enter_name
from hustings.rooms.press.actions.facts import add_fact, add_source
from hustings.rooms.publication.actions import publish
from hustings.rooms.roll.actions import report_membership
from hustings.rooms.roundtables.actions.meetings import report_roundtable

CYCLE = "president-2024"
DONOR = "multicandidate_pac"
TELLER = Actor("demonstration", frozenset({Role.DIRECTOR, Role.TREASURER, Role.SECRETARY}))

NAMES = (
    (
        "teamsters",
        "Organization",
        "International Brotherhood of Teamsters",
        ("Teamsters", "Teamsters union", "IBT"),
        "union",
    ),
    ("uaw", "Organization", "United Auto Workers", ("UAW",), "union"),
    ("aflcio", "Organization", "AFL-CIO", (), "union"),
    ("rnc", "Organization", "Republican National Committee", ("RNC",), "party"),
    ("biden-campaign", "Organization", "Biden campaign", (), "campaign"),
    ("obrien", "Person", "Sean O'Brien", ("Sean M. O'Brien", "O'Brien"), "leader"),
    ("fain", "Person", "Shawn Fain", ("Fain",), "leader"),
)


def tell(at: datetime) -> str:
    """Tell the whole reported cycle and publish it. Gives its code."""
    open_cycle(
        code=CYCLE,
        kind=Kind.REPORTED,
        title="President of the United States, 2024, as reported",
        organisation="International Brotherhood of Teamsters",
        contest="President of the United States",
        election_on=date(2024, 11, 5),
        actor=TELLER,
        at=at,
    )
    _candidates(at)
    _meetings(at)
    _polls(at)
    _money(at)
    _positions(at)
    move_to_phase(cycle=CYCLE, phase=Phase.DECIDED, actor=TELLER, at=at)
    publish(cycle=CYCLE, note="The cycle as reported.", actor=TELLER, at=at)
    return CYCLE


def _candidates(at: datetime) -> None:
    codes: dict[str, str] = {}
    for row in rows("candidates"):
        told: dict[str, Any] = {"on": Days.parse(row["on"]), "note": row["note"], "sources": sources(row["sources"])}
        if row["name"] in codes:
            change_status(
                cycle=CYCLE, candidate=codes[row["name"]], status=Status(row["status"]), actor=TELLER, at=at, **told
            )
        else:
            codes[row["name"]] = add_candidate(
                cycle=CYCLE,
                name=row["name"],
                party=row["party"],
                status=Status(row["status"]),
                actor=TELLER,
                at=at,
                **told,
            )
    for key, kind, name, aliases, role in NAMES:
        enter_name(cycle=CYCLE, key=key, kind=kind, name=name, aliases=aliases, role=role, actor=TELLER, at=at)


def _codes() -> dict[str, str]:
    return {"": ""} | {candidate.name: candidate.code for candidate in candidates_of(cycle=CYCLE)}


def _meetings(at: datetime) -> None:
    codes = _codes()
    for row in rows("invitations"):
        told: dict[str, Any] = {"on": Days.parse(row["on"]), "status": row["status"], "what": row["what"]}
        report_invitation(
            cycle=CYCLE,
            candidate=codes[row["candidate"]],
            sources=sources(row["sources"]),
            actor=TELLER,
            at=at,
            **told,
        )
    for row in rows("contacts"):
        log_contact(
            cycle=CYCLE,
            candidate=codes[row["candidate"]],
            kind=ContactKind(row["kind"]),
            on=Days.parse(row["on"]),
            who=row["who"],
            what=row["what"],
            sources=sources(row["sources"]),
            actor=TELLER,
            at=at,
        )
    for row in rows("roundtables"):
        topics = [topic.strip() for topic in row["topics"].split(";") if topic.strip()]
        report_roundtable(
            cycle=CYCLE,
            candidate=codes[row["candidate"]],
            on=Days.parse(row["on"]),
            status=row["status"],
            what=row["what"],
            place=row["place"],
            topics=topics,
            sources=sources(row["sources"]),
            actor=TELLER,
            at=at,
        )


def _polls(at: datetime) -> None:
    results: dict[str, list[tuple[str, str]]] = {}
    for row in rows("poll_results"):
        results.setdefault(row["poll"], []).append((row["option"], row["percent"]))
    for row in rows("polls"):
        told: dict[str, Any] = {
            key: row[key] for key in ("name", "method", "opened_on", "closed_on", "population", "n_words", "limits")
        }
        report_poll(
            cycle=CYCLE,
            n=int(row["n"]) if row["n"] else None,
            results=results[row["poll"]],
            sources=sources(row["sources"]),
            actor=TELLER,
            at=at,
            **told,
        )


def _money(at: datetime) -> None:
    dates: dict[tuple[str, str], list[tuple[str, str, Source]]] = {}
    for row in rows("gift_dates"):
        (source,) = sources(row["source"])
        dates.setdefault((row["gift"], row["kind"]), []).append((row["on"], row["what"], source))
    for row in rows("gifts"):
        report_gift(
            cycle=CYCLE,
            donor_kind=DONOR,
            recipient=row["recipient"],
            recipient_kind=row["recipient_kind"],
            account=row["account"],
            cents=int(row["cents"]),
            check_on=date.fromisoformat(row["check_on"]),
            what=row["what"],
            approved=dates.get((row["gift"], "approved"), []),
            paid=dates.get((row["gift"], "paid"), []),
            sources=sources(row["sources"]),
            actor=TELLER,
            at=at,
        )


def _positions(at: datetime) -> None:
    for row in rows("endorsements"):
        told: dict[str, Any] = {
            key: row[key] for key in ("endorser", "level", "endorsee", "outcome", "on", "by", "what")
        }
        enter_endorsement(cycle=CYCLE, sources=sources(row["sources"]), actor=TELLER, at=at, **told)
    for row in rows("membership"):
        report_membership(
            cycle=CYCLE,
            on=row["on"],
            n_members=int(row["n_members"]),
            what=row["what"],
            sources=sources(row["sources"]),
            actor=TELLER,
            at=at,
        )
    _moments(at)
    for row in rows("decisions"):
        told = {key: row[key] for key in ("body", "outcome", "on", "what", "reason")}
        report_decision(cycle=CYCLE, sources=sources(row["sources"]), actor=TELLER, at=at, **told)


def _moments(at: datetime) -> None:
    """What else was reported: one fact for each event, and a report for each further source of it."""
    codes = _codes()
    known: dict[str, str] = {}
    for row in rows("moments"):
        told: dict[str, Any] = {"on": row["on"], "status": row["status"], "what": row["what"]}
        told |= {"sources": sources(row["sources"]), "actor": TELLER, "at": at}
        if row["event"] in known:
            add_source(cycle=CYCLE, to=known[row["event"]], **told)
        else:
            about = [codes[row["candidate"]]] if row["candidate"] else []
            known[row["event"]] = add_fact(cycle=CYCLE, fact_type="statement", about=about, **told)
