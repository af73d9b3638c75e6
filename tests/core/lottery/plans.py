"""Invented people and quotas for the lottery's tests and its benchmark."""

import math
from random import Random

from hypothesis import strategies as st

from hustings.core.lottery.fixed import Terms
from hustings.core.lottery.people import Cap, Person, Plan, Quota, make_plan
from hustings.core.lottery.seed import Opened, commitment

SHARES = {
    "region": (0.3, 0.25, 0.2, 0.15, 0.1),
    "industry": (0.22, 0.15, 0.12, 0.1, 0.09, 0.08, 0.07, 0.05, 0.04, 0.03, 0.02, 0.02, 0.01),
    "shift": (0.5, 0.25, 0.15, 0.1),
    "age": (0.12, 0.22, 0.26, 0.25, 0.15),
    "gender": (0.66, 0.32, 0.02),
    "tenure": (0.3, 0.4, 0.3),
}
"""Shares of an invented membership."""

NOISE = 0.45
"""How far volunteers differ from the membership: standard deviation of the logarithm of a group's zeal."""

SECRET = "a lantern over the harbor"
PART = "seven gulls"
OBSERVER = "observer of the night shift"
OPENED = Opened(SECRET, "4,512.33", {OBSERVER: PART})


def volunteers(n_people: int, seats: int, *, seed: int = 1, features: tuple[str, ...] = tuple(SHARES)) -> Plan:
    """Volunteers who differ from the membership, and quotas about its shares: floor - 1 to ceiling + 1."""
    random = Random(seed)
    zeal = {name: [share * math.exp(random.gauss(0, NOISE)) for share in SHARES[name]] for name in features}
    people = [
        Person(
            f"P{number:05}",
            {name: f"{name} {random.choices(range(len(w)), w)[0]:02}" for name, w in zeal.items()},
        )
        for number in range(n_people)
    ]
    quotas = []
    for name in features:
        there = {person.values[name] for person in people}
        for place, share in enumerate(SHARES[name]):
            value = f"{name} {place:02}"
            low = max(0, math.floor(share * seats) - 1) if value in there else 0
            quotas.append(Quota(name, value, low, math.ceil(share * seats) + 1))
    return make_plan(seats=seats, people=people, quotas=quotas)


def terms(**changed: object) -> Terms:
    """Terms whose parts are those of OPENED."""
    known = {
        "title": "Seats at the roundtable",
        "operator": commitment(SECRET),
        "outside": {"kind": "figure", "name": "the harbor's tonnage of 1 May 2031"},
        "contributors": ({"who": OBSERVER, "commitment": commitment(PART)},),
        "tables": 2,
    }
    return Terms(**(known | changed))


HOMES = st.sampled_from(["", "", "", "north pier", "south pier"])


@st.composite
def small_plans(draw: st.DrawFn) -> Plan:
    """Up to 24 people of up to two features, some in households, and quotas that at least one panel keeps."""
    n_people, seats = draw(st.integers(4, 24)), draw(st.integers(1, 4))
    value = st.sampled_from("ab")
    people = [
        Person(f"M{number:02}", {"age": draw(value), "trade": draw(st.sampled_from("xyz")), "home": draw(HOMES)})
        for number in range(n_people)
    ]
    first, homes_taken = [], set()
    for person in draw(st.permutations(people)):
        home = person.values["home"]
        if len(first) < seats and (not home or home not in homes_taken):
            first.append(person)
            homes_taken.add(home)
    quotas = [
        Quota(name, each, max(count - draw(st.integers(0, 1)), 0), count + draw(st.integers(0, 2)))
        for name, values in (("age", "ab"), ("trade", "xyz"))
        for each in values
        for count in [sum(person.values[name] == each for person in first)]
    ]
    return make_plan(seats=len(first), people=people, quotas=quotas, caps=[Cap("home", 1)])
