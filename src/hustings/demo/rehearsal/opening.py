"""From the rulebook to the last reply."""

from datetime import date, timedelta

from django.conf import settings

from hustings.core.hearings import Audience
from hustings.core.phases import Phase
from hustings.core.values import Days, Kind, Role
from hustings.demo.rehearsal.people import CANDIDATES, CONTEST, CYCLE, START, UNION, Stage, campaign, day
from hustings.ground.access.actions import SYSTEM, issue_link
from hustings.ground.notices.actions import queue_letter, send_letter
from hustings.ground.notices.queries import waiting
from hustings.rooms.candidates.actions import add_candidate, add_contact, change_status
from hustings.rooms.candidates.statuses import Status
from hustings.rooms.cycles.actions import Planned, adopt_rulebook, move_date, move_to_phase, open_cycle, publish_call
from hustings.rooms.invitations.actions import (
    adopt_terms,
    answer_offer,
    enter_reply,
    log_contact,
    remind,
    send_invitation,
)
from hustings.rooms.invitations.answers import Answer, ContactKind
from hustings.rooms.invitations.mails import invitation_mail
from hustings.rooms.invitations.queries import Terms, offers_of
from hustings.rooms.publication.actions import publish

RULES = {
    "decision": {
        "threshold": {"share": "3/5", "compare": "at least", "base": "votes cast without abstentions"},
        "special": [
            {"outcome": "approve", "threshold": {"share": "1/2", "compare": "more than", "base": "votes cast"}}
        ],
        "quorum": {"kind": "share", "share": "1/2", "compare": "more than", "counts": "seats"},
        "notice": {"days": 7},
        "weights": "one each",
        "tie": "fails",
        "power": "decides",
        "max_candidates": 1,
    },
    "options": ["endorse", "no endorsement", "no position"],
    "notice_days": 7,
    "record_on": "2026-05-01",
    "poll_effect": "advisory",
    "audience": "restricted class",
    "minimum_unit": 30,
    "text": (
        "The board endorses by three fifths of the votes cast, abstentions left out. Polls advise; the board says "
        "why it departs. A candidate who withdraws while a poll is open stays on it; the result is kept for the record."
    ),
}

CALENDAR = (
    Planned("replies", "Replies of the campaigns due", date(2026, 3, 14)),
    Planned("roundtables", "Roundtables", date(2026, 4, 8)),
    Planned("record-date", "Record date of the roll", date(2026, 5, 1)),
    Planned("straw-polls", "Straw polls in the locals end", date(2026, 6, 20)),
    Planned("poll-opens", "Secret poll opens", date(2026, 7, 1)),
    Planned("poll-closes", "Secret poll closes", date(2026, 7, 31)),
    Planned("decision", "The board decides", date(2026, 8, 20)),
)

INVITATION = (
    "The United Wharf and Road Workers invite you to a roundtable with leaders and rank-and-file members at our hall. "
    "Every candidate is asked the same questions and has the same time. Please tell us by the deadline whether you "
    "will come, and which of the offered days suit you."
)


def play(stage: Stage) -> None:
    """Open the cycle, call it, invite everybody alike, take the replies; one campaign never answers."""
    _call(stage)
    codes = _field(stage)
    _invite(stage, codes)
    _replies(stage, codes)
    _move_on(stage)
    publish(cycle=CYCLE, note="After the invitations.", actor=stage["communications"], at=day(3, 20))


def _call(stage: Stage) -> None:
    director = stage["director"]
    open_cycle(
        code=CYCLE,
        kind=Kind.REHEARSAL,
        title=CONTEST,
        organisation=UNION,
        contest="President of the Commonwealth",
        election_on=date(2026, 11, 4),
        actor=director,
        at=START,
    )
    adopt_rulebook(cycle=CYCLE, rules=RULES, actor=stage["secretary"], at=START)
    text = "We weigh an endorsement. Every candidate is invited; members are asked; the board decides in August."
    publish_call(cycle=CYCLE, text=text, calendar=CALENDAR, actor=director, at=day(2, 4))
    move_to_phase(cycle=CYCLE, phase=Phase.INVITING, actor=director, at=day(2, 5))


def _field(stage: Stage) -> dict[str, str]:
    codes = {}
    for number, (name, party) in enumerate(CANDIDATES, start=1):
        status = Status.EXPECTED if name == "Dario Okonjo" else Status.DECLARED
        codes[name] = add_candidate(
            cycle=CYCLE,
            name=name,
            party=party,
            status=status,
            on=Days.parse("2026-01-20"),
            actor=stage["director"],
            at=day(2, 5),
        )
        add_contact(
            cycle=CYCLE,
            candidate=codes[name],
            name="Scheduling desk",
            email=f"desk{number}@campaign.example",
            actor=stage["director"],
            at=day(2, 5),
        )
    return codes


def _invite(stage: Stage, codes: dict[str, str]) -> None:
    director = stage["director"]
    terms = Terms(INVITATION, 60, 3, Audience.RESTRICTED, day(3, 14, 22))
    adopt_terms(cycle=CYCLE, terms=terms, actor=director, at=day(2, 6))
    late = codes["Dario Okonjo"]
    for code in codes.values():
        if code != late:
            send_invitation(cycle=CYCLE, candidate=code, actor=director, at=day(2, 10))
    change_status(
        cycle=CYCLE,
        candidate=late,
        status=Status.DECLARED,
        on=Days.parse("2026-02-17"),
        note="Filed as an independent.",
        actor=director,
        at=day(2, 17),
    )
    own = Terms(INVITATION, 60, 3, Audience.RESTRICTED, day(3, 18, 22))
    reason = "Declared a week after the others were invited; has the same number of days to answer."
    send_invitation(cycle=CYCLE, candidate=late, terms=own, differs_because=reason, actor=director, at=day(2, 18))
    _write(stage)


def _write(stage: Stage) -> None:
    director = stage["director"]
    for number, offer in enumerate(offers_of(cycle=CYCLE, actor=director), start=1):
        token = issue_link(
            cycle=CYCLE,
            role=Role.CAMPAIGN,
            scope=offer.candidate,
            lasts=timedelta(days=60),
            actor=director,
            at=day(2, 18),
        )
        mail = invitation_mail(offer, link=f"https://wharf-and-road.example/campaign/{token}/", rehearsal=True)
        queue_letter(
            cycle=CYCLE,
            to=f"desk{number}@campaign.example",
            about=offer.code,
            subject=mail.subject,
            text=mail.text,
            actor=director,
            at=day(2, 18),
        )
    _keep_letters()


def _keep_letters() -> None:
    """What `hustings tick` does with a rehearsal's letters: nothing is sent, they are kept in a folder."""
    for letter in waiting(at=day(2, 18), actor=SYSTEM):
        folder = settings.CONFIG.files / "rehearsal-mail" / letter.cycle
        send_letter(cycle=letter.cycle, letter=letter.id, folder=folder, actor=SYSTEM, at=day(2, 18))


def _replies(stage: Stage, codes: dict[str, str]) -> None:
    director = stage["director"]
    offers = {offer.candidate: offer.code for offer in offers_of(cycle=CYCLE, actor=director)}
    for name, answer, words, slot, at in (
        ("Alma Reyes", Answer.ACCEPTED, "Gladly; the first day suits us best.", "8 April", day(2, 21)),
        (
            "Bo Lindqvist",
            Answer.CONDITIONS,
            "Yes, if members' questions come before the leaders'.",
            "10 April",
            day(3, 3),
        ),
        ("Dario Okonjo", Answer.ACCEPTED, "Thank you. We take whatever day is left.", "9 April", day(3, 9)),
    ):
        answer_offer(
            cycle=CYCLE,
            invitation=offers[codes[name]],
            answer=answer,
            words=words,
            slot=slot,
            actor=campaign(codes[name]),
            at=at,
        )
    _by_telephone(stage, codes)


def _by_telephone(stage: Stage, codes: dict[str, str]) -> None:
    director = stage["director"]
    log_contact(
        cycle=CYCLE,
        candidate=codes["Bo Lindqvist"],
        kind=ContactKind.CALL,
        on=Days.parse("2026-03-04"),
        who="the political director",
        what="About the order of questions; the answer was that the order is the same for all.",
        actor=director,
        at=day(3, 9, 18),
    )
    for name in ("Carys Whitcombe", "Edda Marlowe"):
        remind(cycle=CYCLE, candidate=codes[name], actor=director, at=day(3, 10))
    enter_reply(
        cycle=CYCLE,
        candidate=codes["Carys Whitcombe"],
        answer=Answer.ACCEPTED,
        words="By telephone: the campaign accepts.",
        slot="13 April",
        actor=director,
        at=day(3, 13),
    )


def _move_on(stage: Stage) -> None:
    director = stage["director"]
    move_date(
        cycle=CYCLE,
        key="poll-closes",
        to=date(2026, 8, 5),
        reason="The ballot letters go out a week later than planned; members keep their thirty days.",
        actor=director,
        at=day(3, 19),
    )
    move_to_phase(cycle=CYCLE, phase=Phase.HEARING, actor=director, at=day(3, 20))
