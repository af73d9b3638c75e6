"""Striking off members who vote on paper, before any credential is made: nobody may vote in both ways."""

from collections.abc import Sequence
from dataclasses import dataclass

from hustings.core.errors import Refusal
from hustings.credentials.store import Office

SHOWN = 5


class NotTaken(Refusal):
    code = "credentials-not-taken"
    says = "{n} numbers are not among the office's members, or were struck off before: {numbers}."
    todo = "Check the list of those who vote on paper against the frozen roll. Nobody was struck off."


@dataclass(frozen=True, slots=True)
class Struck:
    """How many members vote on paper, in all and by this list, and how many are left in each unit."""

    n_paper: int
    n_now: int
    by_unit: dict[str, int]


def strike(office: Office, numbers: Sequence[str], *, at: str) -> Struck:
    """Take members off the list by their numbers; they get no credential. All of them, or none.

    Raises: AlreadyMade, NotTaken.
    """
    office.require_not_made()
    wanted = sorted(set(numbers))
    question = "SELECT count(*) FROM member WHERE number = ?"
    unknown = [number for number in wanted if not office.database.execute(question, (number,)).fetchone()[0]]
    if unknown:
        listed = ", ".join(unknown[:SHOWN]) + (" …" if len(unknown) > SHOWN else "")
        raise NotTaken(n=len(unknown), numbers=listed, where="members on paper")
    office.database.executemany("DELETE FROM member WHERE number = ?", [(number,) for number in wanted])
    office.database.execute("UPDATE unit SET n_members = (SELECT count(*) FROM member WHERE member.unit = unit.code)")
    n_paper = (office.fact("n_paper") or 0) + len(wanted)
    office.write_facts({"n_paper": n_paper})
    office.commit()
    office.log("struck off for paper", at=at, n=len(wanted))
    return Struck(n_paper, len(wanted), {unit.code: unit.n_members for unit in office.units()})
