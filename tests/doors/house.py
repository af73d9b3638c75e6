"""An invented house with its people, and a rehearsal of a mayor's election as far as a test needs it.

The rehearsal's clock stands at noon of 1 March 2031 and runs on from there, so that pages find every day where it was
written. `People` signs in whoever a test speaks for.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client

from hustings.core.decision import Option
from hustings.core.decision.rule import Outcome
from hustings.core.hearings import Audience, Press
from hustings.core.phases import Phase
from hustings.core.values import Actor, Days, Kind, Role, Source
from hustings.doors.staff.gate import ONE_USE
from hustings.ground.access.actions import SYSTEM, found_house, grant_role, issue_link, open_account
from hustings.ground.clock import now
from hustings.ground.record.actions import shift_clock
from hustings.ground.record.queries import now_in
from hustings.rooms.board.actions import call_the_roll, put_motion
from hustings.rooms.candidates.actions import add_candidate, add_contact
from hustings.rooms.candidates.statuses import Status
from hustings.rooms.cycles.actions import Planned, adopt_rulebook, move_date, move_to_phase, open_cycle, publish_call
from hustings.rooms.endorsements.actions import enter_endorsement
from hustings.rooms.estimates.actions import report_poll
from hustings.rooms.fund.actions import propose_gift
from hustings.rooms.invitations.actions import adopt_terms, answer_offer, send_invitation
from hustings.rooms.invitations.answers import Answer
from hustings.rooms.invitations.queries import Terms
from hustings.rooms.press.actions.articles import take_in_article
from hustings.rooms.publication.actions import publish
from hustings.rooms.releases.actions import draft_release
from hustings.rooms.roll.actions import import_roll
from hustings.rooms.roundtables.actions.meetings import set_roundtable
from hustings.rooms.straw_polls.actions import enter_sheet, open_straw_poll
from tests.rooms.conftest import RULES
from tests.rooms.rolls import write_roll

CYCLE = "harbor-2031"
START = datetime(2031, 3, 1, 12, 0, tzinfo=UTC)
DEADLINE = datetime(2031, 4, 1, 17, 0, tzinfo=UTC)
TERMS = Terms("Come and speak with us about the port.", 60, 3, Audience.RESTRICTED, DEADLINE)
FEBRUARY = Days.parse("2031-02")
GAZETTE = Source("Harbor Gazette", "2031-02-03")
ALL = Actor("test", frozenset(Role))

NAMES = {
    Role.DIRECTOR: "ines",
    Role.OFFICER: "omar",
    Role.SECRETARY: "sal",
    Role.BOARD: "bea",
    Role.TREASURER: "tess",
    Role.COMMUNICATIONS: "cora",
    Role.ELECTION_OFFICER: "eli",
}
ARTICLE = """HARBOR CITY, March 21, 2031 - Dana Reyes met with members of the union on Thursday at Harbor Hall.

"We will dredge the inner harbor before the ice comes back," Reyes said after the roundtable.
"""
PASSWORD = "a-long-harbour-evening"


@dataclass(frozen=True)
class Person:
    """Somebody at a browser."""

    client: Client

    def get(self, path: str) -> HttpResponse:
        return self.client.get(path)

    def post(self, path: str, **fields: Any) -> HttpResponse:
        return self.client.post(path, fields)

    def send(self, path: str, fields: dict[str, Any]) -> HttpResponse:
        """As `post`, for field names that are not Python's."""
        return self.client.post(path, fields)


def open_house() -> None:
    """A house with one account for every role of the staff and one for the board."""
    found_house(organisation="United Harbor Workers", at=now())
    for role, name in NAMES.items():
        account = open_account(username=name, password=None, actor=SYSTEM, at=now())
        grant_role(account=account, role=role, reason="first", actor=SYSTEM, at=now())
    open_account(username="nora", password=None, actor=SYSTEM, at=now())


def signed_in(name: str) -> Person:
    """Somebody who has passed both factors."""
    client, user = Client(), get_user_model().objects.get(username=name)
    client.force_login(user)
    session = client.session
    session[ONE_USE] = user.pk
    session.save()
    return Person(client)


def as_role(role: Role) -> Person:
    """The person who holds this role."""
    return signed_in(NAMES[role])


def here(path: str) -> str:
    """The address of a page of the cycle's desk."""
    return f"/staff/{CYCLE}/{path}"


def set_clock(at: datetime) -> None:
    """Let the rehearsal's clock show this moment."""
    seconds = int((at - now()).total_seconds())
    shift_clock(cycle=CYCLE, seconds=seconds, actor=ALL, at=at)


def at() -> datetime:
    return now_in(cycle=CYCLE)


def drafting(kind: Kind = Kind.REHEARSAL) -> str:
    """A cycle that has been opened."""
    open_house()
    open_cycle(
        code=CYCLE, kind=kind, title="Mayor of Harbor City, 2031", organisation="United Harbor Workers",
        contest="Mayor of Harbor City", election_on=date(2031, 11, 4), actor=ALL, at=START,
    )  # fmt: skip
    if kind is Kind.REHEARSAL:
        set_clock(START)
    return CYCLE


def called() -> str:
    """Rules adopted, the call published."""
    drafting()
    adopt_rulebook(cycle=CYCLE, rules=RULES, actor=ALL, at=START)
    calendar = [
        Planned("replies-due", "Answers of the candidates are due", date(2031, 4, 1)),
        Planned("decision", "The board decides", date(2031, 9, 1)),
    ]
    publish_call(cycle=CYCLE, text="Every candidate is invited.", calendar=calendar, actor=ALL, at=START)
    return CYCLE


def fielded() -> str:
    """Three candidates, whom letters go to, and the terms; nobody is invited yet."""
    called()
    for number, name in enumerate(("Dana Reyes", "Ben Okafor", "Lena Marsh"), start=1):
        add_candidate(cycle=CYCLE, name=name, status=Status.DECLARED, on=FEBRUARY, actor=ALL, at=START)
        email = f"{name.split()[0].lower()}@campaign.example"
        add_contact(cycle=CYCLE, candidate=f"CAND-{number}", name="Office", email=email, actor=ALL, at=START)
    adopt_terms(cycle=CYCLE, terms=TERMS, actor=ALL, at=START)
    return CYCLE


def invited() -> str:
    """All three are invited (INV-1 to INV-3); Dana Reyes has accepted, Ben Okafor declined, Lena Marsh is silent."""
    fielded()
    for number in (1, 2, 3):
        send_invitation(cycle=CYCLE, candidate=f"CAND-{number}", actor=ALL, at=START)
    replies = ((1, Answer.ACCEPTED, "Gladly."), (2, Answer.DECLINED, "Our calendar is full."))
    for number, answer, words in replies:
        actor = Actor("LINK-0", frozenset({Role.CAMPAIGN}), f"CAND-{number}")
        answer_offer(cycle=CYCLE, invitation=f"INV-{number}", answer=answer, words=words, actor=actor, at=START)
    return CYCLE


def hearing() -> str:
    """In the phase of hearings, with RT-1 for Dana Reyes on 20 March 2031, 18:00 in New York."""
    invited()
    move_to_phase(cycle=CYCLE, phase=Phase.HEARING, actor=ALL, at=START)
    set_roundtable(
        cycle=CYCLE, candidate="CAND-1", starts_at=datetime(2031, 3, 20, 22, 0, tzinfo=UTC), zone="America/New_York",
        minutes=60, place="Harbor Hall", topics=["Dredging", "Night shifts"], audience=Audience.RESTRICTED,
        press=Press.NONE, actor=ALL, at=START,
    )  # fmt: skip
    return CYCLE


def polled(folder: Path) -> str:
    """With a roll of six members in three locals, and the straw poll POLL-L1 from 5 to 25 March 2031."""
    hearing()
    import_roll(**write_roll(folder), actor=ALL, at=START)
    open_straw_poll(
        cycle=CYCLE, question="Whom should we endorse?", options=["Dana Reyes", "Ben Okafor", "Nobody"],
        opens_on=date(2031, 3, 5), closes_on=date(2031, 3, 25), actor=ALL, at=START,
    )  # fmt: skip
    return CYCLE


def busy(folder: Path) -> str:
    """Everything at once, on 22 March 2031: an article, two motions of which one is decided, a gift, a draft statement,
    an endorsement, a published poll, a sheet, a moved date, a publication."""
    polled(folder)
    set_clock(datetime(2031, 3, 22, 15, 0, tzinfo=UTC))
    who: dict[str, Any] = {"cycle": CYCLE, "actor": ALL, "at": at()}
    take_in_article(outlet="Harbor Gazette", published="2031-03-21", text=ARTICLE, **who)
    seats = {f"Seat {number}": 1 for number in range(1, 8)}
    days = {"noticed_on": date(2031, 3, 10), "seats": seats}
    endorse = Option("adopt", "Endorse Dana Reyes", Outcome.ENDORSE, ("CAND-1",))
    put_motion(
        title="Endorse Dana Reyes", text="The board endorses her.", options=[endorse], meeting_on=date(2031, 4, 20),
        **days, **who,
    )  # fmt: skip
    propose_gift(
        donor_kind="multicandidate_pac", recipient="Harbor Party", recipient_kind="national_party_additional_account",
        account="convention", cents=4_500_000, given_on=date(2026, 6, 1), purpose="Convention", **who,
    )  # fmt: skip
    approve = Option("adopt", "Approve GIFT-1", Outcome.APPROVE)
    put_motion(
        title="Approve the gift", text="The board approves it.", options=[approve], about="GIFT-1",
        meeting_on=date(2031, 3, 21), **days, **who,
    )  # fmt: skip
    votes = dict.fromkeys(seats, "yes") | {"Seat 6": "absent", "Seat 7": "no"}
    call_the_roll(motion="MOT-2", votes=votes, on=date(2031, 3, 21), **who)
    draft_release(audience="members", about="RT-1", title="Dana Reyes at Harbor Hall", text="She spoke.", **who)
    counts = {"Dana Reyes": 2, "Ben Okafor": 0, "Nobody": 1}
    enter_sheet(poll="POLL-L1", local="L-1", counts=counts, n_present=3, held_on=date(2031, 3, 10), **who)
    enter_endorsement(
        endorser="Council of Dock Workers", level="regional", outcome="endorsed", on="2031-02", endorsee="Ben Okafor",
        what="The council endorsed him", sources=[GAZETTE], **who,
    )  # fmt: skip
    report_poll(
        name="Harbor College", method="By telephone", population="Voters", results=[("Dana Reyes", "44.3")],
        limits="Voters, not members.", sources=[GAZETTE], **who,
    )  # fmt: skip
    publish(note="First", **who)
    move_date(key="decision", to=date(2031, 9, 8), reason="The hall is taken on the first.", **who)
    return CYCLE


def link(role: Role, scope: str, *, lasts: timedelta = timedelta(days=200)) -> str:
    """The token of a private link, issued at the cycle's present moment."""
    return issue_link(cycle=CYCLE, role=role, scope=scope, lasts=lasts, actor=ALL, at=at())


def done(response: HttpResponse, path: str | None = None) -> bool:
    """Whether a form went through, and, if a path is given, led to it."""
    return response.status_code == 303 and (path is None or response.headers["Location"] == path)


def refused(response: HttpResponse, code: str, *, kept: str = "") -> bool:
    """Whether a form came back with this code and with what was typed."""
    text = response.content.decode()
    return response.status_code in (403, 404, 409) and f"<code>{code}</code>" in text and kept in text


def wrong(response: HttpResponse, *fields: str) -> bool:
    """Whether a form came back because exactly these fields need another look."""
    return response.status_code == 422 and set(response.context["form"].errors) == set(fields)
