"""The invented union and its people. Names, votes and statements are made up; nobody real is meant."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hustings.core.values import Actor, Role
from hustings.ground.access.actions import SYSTEM, grant_role, open_account
from hustings.ground.access.queries import actor_of_account

CYCLE = "rehearsal-2026"
UNION = "United Wharf and Road Workers"
CONTEST = "President of the Commonwealth, 2026"
START = datetime(2026, 2, 3, 15, 0, tzinfo=UTC)

DESK = {
    "director": Role.DIRECTOR,
    "officer": Role.OFFICER,
    "secretary": Role.SECRETARY,
    "treasurer": Role.TREASURER,
    "communications": Role.COMMUNICATIONS,
    "election-officer": Role.ELECTION_OFFICER,
    "board": Role.BOARD,
}

CANDIDATES = (
    ("Alma Reyes", "Harbor List"),
    ("Bo Lindqvist", "Road and Rail"),
    ("Carys Whitcombe", "Commonwealth Union"),
    ("Dario Okonjo", "Independent"),
    ("Edda Marlowe", "Green Coast"),
)

SEATS = {f"Seat {number:02}": 1 for number in range(1, 20)}


@dataclass(frozen=True, slots=True)
class Stage:
    """Who plays, by the name of the account, and the accounts' numbers for signing in."""

    actors: dict[str, Actor]
    accounts: dict[str, int]

    def __getitem__(self, name: str) -> Actor:
        return self.actors[name]


def day(month: int, on: int, hour: int = 15) -> datetime:
    """A moment of the rehearsal's year, in UTC."""
    return datetime(2026, month, on, hour, 0, tzinfo=UTC)


def hire(at: datetime) -> Stage:
    """Open one account per role of the desk; they are entered by one-use links only."""
    accounts: dict[str, int] = {}
    for name, role in DESK.items():
        accounts[name] = open_account(username=name, password=None, actor=SYSTEM, at=at)
        grant_role(account=accounts[name], role=role, reason="demonstration", actor=SYSTEM, at=at)
    moment = at + timedelta(seconds=1)
    actors = {name: actor_of_account(account=account, cycle=CYCLE, at=moment) for name, account in accounts.items()}
    return Stage(actors, accounts)


def campaign(candidate: str) -> Actor:
    """A campaign as its private link shows it."""
    return Actor("LINK-rehearsal", frozenset({Role.CAMPAIGN}), candidate)


def teller(local: str, number: int) -> Actor:
    """One of the two tellers of a local."""
    return Actor(f"TELLER-{local}-{number}", frozenset({Role.TELLER}), local)
