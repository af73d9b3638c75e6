"""How well facts were read: what was found against gold, document by document.

Both in the form of `hustings press read --json`. A finding is right when the gold of its document has it, wrong when it
has not; what gold has and was not found is missed. Names count one by one and need only overlap; all else counts once
in a document.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Gold = Mapping[str, Any]
Prediction = Mapping[str, Any]

_SAME_OUTCOME = {"superseded": "given", "announced-later": "pending"}
_PAST = ("happened", "not_happened")


@dataclass
class Sets:
    """Right, wrong and missed findings of one kind."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, gold: Iterable[object], found: Iterable[object]) -> None:
        """Count one document."""
        gold, found = set(gold), set(found)
        self.right += len(gold & found)
        self.wrong += len(found - gold)
        self.missed += len(gold - found)

    @property
    def precision(self) -> float | None:
        """The share of what was found that is right."""
        n_found = self.right + self.wrong
        return self.right / n_found if n_found else None

    @property
    def recall(self) -> float | None:
        """The share of gold that was found."""
        n_gold = self.right + self.missed
        return self.right / n_gold if n_gold else None

    @property
    def value(self) -> float | None:
        """F1; None where there is neither gold nor a finding."""
        n_all = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / n_all if n_all else None

    @property
    def n(self) -> int:
        """How many there are in gold."""
        return self.right + self.missed


@dataclass
class Share:
    """How many of a number of questions were answered rightly."""

    right: int = 0
    n: int = 0

    def add(self, *answers: bool) -> None:
        """Count answers."""
        self.right += sum(answers)
        self.n += len(answers)

    @property
    def value(self) -> float | None:
        """The share; None where nothing was asked."""
        return self.right / self.n if self.n else None


SETS = (
    "mention of a gazetteer entity",
    "quote span exact",
    "amount (span+value)",
    "amount role",
    "endorsement (endorser,endorsee,outcome)",
    "of these: given",
    "of these: pending/none/withdrawn",
    "endorsement given + year",
    "meeting (candidate,organization)",
    "meeting + status",
    "meeting + exact date",
    "invitation (inviter,invitee)",
    "donation (donor,recipient,amount)",
    "headcount (organization,value)",
)
SHARES = (
    "speaker (all gold fragments)",
    "speaker (gazetteer speakers)",
    "speaker wrong though not in gazetteer",
    "term given a speaker (bad)",
    "event date: expression found",
    "event date: value right",
)
CLEAR = ("clear: endorsement given", "clear: meeting", "clear: donation")


class Scores:
    """All lines of the table, summed over the documents that were added."""

    def __init__(self) -> None:
        self.sets = {name: Sets() for name in (*SETS, *CLEAR)}
        self.shares = {name: Share() for name in SHARES}

    def add(self, gold: Gold, found: Prediction) -> None:
        """Count one document."""
        self._mentions(gold, found)
        self._quotes(gold, found)
        self._dates(gold, found)
        for name, of in (("amount (span+value)", _value), ("amount role", _amount_role)):
            self.sets[name].add(map(of, gold["amounts"]), map(of, found["amounts"]))
        facts = [fact for fact in found["facts"] if fact["type"] in _FOUND]
        expected = {name: set(of(gold["facts"])) for name, of in _GOLD_SETS.items()}
        for name, of in _FOUND_SETS.items():
            self.sets[name].add(expected[name], of(facts))
        clear = [fact for fact in facts if fact.get("tier") == "clear"]
        for name, line in zip(CLEAR, ("of these: given", "meeting (candidate,organization)", _DONATION), strict=True):
            self.sets[name].add(expected[line], _FOUND_SETS[line](clear))

    def _mentions(self, gold: Gold, found: Prediction) -> None:
        wanted = [(e["id"], m["start"], m["end"]) for e in gold["entities"] if e["in_gazetteer"] for m in e["mentions"]]
        line, left = self.sets["mention of a gazetteer entity"], list(wanted)
        for one in found["mentions"]:
            match = next((w for w in left if w[0] == one["entity"] and _overlap(w[1:], _place(one))), None)
            line.right += match is not None
            line.wrong += match is None
            if match:
                left.remove(match)
        line.missed += len(left)

    def _quotes(self, gold: Gold, found: Prediction) -> None:
        fragments = {_place(f): (q["speaker"], q["kind"]) for q in gold["quotes"] for f in q["fragments"]}
        spoken = {place: speaker for place, (speaker, kind) in fragments.items() if kind != "term"}
        given = {_place(one): one["speaker"] for one in found["quotes"]}
        terms = fragments.keys() - spoken.keys()
        self.sets["quote span exact"].add(spoken, given.keys() - terms)
        self.shares["term given a speaker (bad)"].add(*(bool(given.get(place)) for place in terms))
        known = {e["id"] for e in gold["entities"] if e["in_gazetteer"]}
        for place, speaker in spoken.items():
            said_by = next((given[p] for p in given if _overlap(p, place)), None)
            self.shares["speaker (all gold fragments)"].add(said_by is not None and said_by == speaker)
            if speaker in known:
                self.shares["speaker (gazetteer speakers)"].add(said_by == speaker)
            else:
                self.shares["speaker wrong though not in gazetteer"].add(bool(said_by))

    def _dates(self, gold: Gold, found: Prediction) -> None:
        told = {_place(time["span"]): (time["start"], time["end"]) for time in reversed(list(_told_times(gold)))}
        for place, interval in told.items():
            near = [(one["from"], one["to"]) for one in found["times"] if _overlap(_place(one), place)]
            self.shares["event date: expression found"].add(bool(near))
            self.shares["event date: value right"].add(interval in near)


def _place(span: Mapping[str, Any]) -> tuple[int, int]:
    return span["start"], span["end"]


def _overlap(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _value(amount: Mapping[str, Any]) -> tuple[tuple[int, int], object]:
    return _place(amount), amount["value"]


def _amount_role(amount: Mapping[str, Any]) -> tuple[tuple[int, int], bool]:
    return _place(amount), amount["role"] == "donation"


def _told_times(gold: Gold) -> Iterator[Mapping[str, Any]]:
    for fact in gold["facts"]:
        for told in (fact, *(fact.get("attribution") or ())):
            time = told.get("time")
            if time and time.get("span"):
                yield time


# --- what gold says ---------------------------------------------------------------------------------------------------

Facts = Iterable[Mapping[str, Any]]


def _of(facts: Facts, *types: str) -> list[Mapping[str, Any]]:
    return [fact for fact in facts if fact["type"] in types]


def _who(fact: Mapping[str, Any], *roles: str) -> list[str | None]:
    """The known entities in the first of the roles that has any; nobody where none has."""
    for role in roles:
        known = [p["entity"] for p in fact["participants"] if p["role"] == role and p["entity"]]
        if known:
            return known
    return [None]


def _outcome(fact: Mapping[str, Any]) -> str | None:
    outcome = fact.get("outcome")
    return _SAME_OUTCOME.get(str(outcome), outcome)


def _gold_endorsements(facts: Facts) -> Iterator[tuple[object, object, object]]:
    for fact in _of(facts, "endorsement"):
        named = _outcome(fact) in ("given", "withdrawn")
        for giver in _who(fact, "endorser"):
            if giver:
                yield from ((giver, taker if named else None, _outcome(fact)) for taker in _who(fact, "endorsee"))


def _gold_years(facts: Facts) -> Iterator[tuple[object, ...]]:
    for fact in _of(facts, "endorsement"):
        begins = (fact.get("time") or {}).get("start")
        if fact.get("outcome") == "given" and begins:
            yield from ((a, b, begins[:4]) for a in _who(fact, "endorser") if a for b in _who(fact, "endorsee"))


def _gold_meetings(facts: Facts) -> Iterator[tuple[tuple[str, str], Mapping[str, Any]]]:
    for fact in _of(facts, "meeting", "call"):
        for candidate in _who(fact, "candidate"):
            for body in _who(fact, "organization"):
                if candidate and body:
                    yield (candidate, body), fact


def _gold_meeting_days(facts: Facts) -> Iterator[tuple[object, ...]]:
    for pair, fact in _gold_meetings(facts):
        time = fact.get("time") or {}
        if time.get("start"):
            yield (*pair, time["start"], time["end"])


def _gold_gifts(facts: Facts) -> Iterator[tuple[object, ...]]:
    for fact in _of(facts, "donation"):
        if fact.get("amount") and fact["status"] not in ("denied", "not_happened"):
            yield _who(fact, "donor")[0], _who(fact, "recipient", "beneficiary")[0], fact["amount"]["value"]


def _when(fact: Mapping[str, Any]) -> str:
    return fact["status"] if fact["status"] in _PAST else "future"


_DONATION = "donation (donor,recipient,amount)"
_GOLD_SETS = {
    "endorsement (endorser,endorsee,outcome)": _gold_endorsements,
    "of these: given": lambda facts: (e for e in _gold_endorsements(facts) if e[2] == "given"),
    "of these: pending/none/withdrawn": lambda facts: (e for e in _gold_endorsements(facts) if e[2] != "given"),
    "endorsement given + year": _gold_years,
    "meeting (candidate,organization)": lambda facts: (pair for pair, _ in _gold_meetings(facts)),
    "meeting + status": lambda facts: ((*pair, _when(fact)) for pair, fact in _gold_meetings(facts)),
    "meeting + exact date": _gold_meeting_days,
    "invitation (inviter,invitee)": lambda facts: (
        (_who(f, "inviter")[0], _who(f, "invitee")[0]) for f in _of(facts, "invitation") if f["status"] == "happened"
    ),
    _DONATION: _gold_gifts,
    "headcount (organization,value)": lambda facts: (
        (_who(f, "organization")[0], f["count"]["value"]) for f in _of(facts, "headcount")
    ),
}

# --- what was found ---------------------------------------------------------------------------------------------------

_FOUND = {"endorsement", "meeting", "invitation", "donation", "headcount"}


def _roles(fact: Mapping[str, Any], *roles: str) -> tuple[object, ...]:
    return tuple(fact["roles"].get(role) for role in roles)


def _endorsements(facts: Facts) -> Iterator[tuple[object, ...]]:
    return ((*_roles(f, "endorser", "endorsee"), _outcome(f)) for f in _of(facts, "endorsement"))


def _years(facts: Facts) -> Iterator[tuple[object, ...]]:
    for fact in _of(facts, "endorsement"):
        if _outcome(fact) == "given":
            yield from ((*_roles(fact, "endorser", "endorsee"), begins[:4]) for begins, _ in fact.get("times", ()))


def _meetings(facts: Facts) -> Iterator[tuple[object, ...]]:
    return (_roles(f, "candidate", "organization") for f in _of(facts, "meeting"))


_FOUND_SETS = {
    "endorsement (endorser,endorsee,outcome)": _endorsements,
    "of these: given": lambda facts: (e for e in _endorsements(facts) if e[2] == "given"),
    "of these: pending/none/withdrawn": lambda facts: (e for e in _endorsements(facts) if e[2] != "given"),
    "endorsement given + year": _years,
    "meeting (candidate,organization)": _meetings,
    "meeting + status": lambda facts: ((*next(_meetings([f])), _when(f)) for f in _of(facts, "meeting")),
    "meeting + exact date": lambda facts: (
        (*next(_meetings([f])), *days) for f in _of(facts, "meeting") for days in f.get("times", ())
    ),
    "invitation (inviter,invitee)": lambda facts: (_roles(f, "inviter", "invitee") for f in _of(facts, "invitation")),
    _DONATION: lambda facts: ((*_roles(f, "donor", "recipient"), f["amount"]) for f in _of(facts, "donation")),
    "headcount (organization,value)": lambda facts: (
        (*_roles(f, "organization"), f["value"]) for f in _of(facts, "headcount")
    ),
}
