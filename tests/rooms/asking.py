"""Members who ask: a roll of nine, their private links, and a collection of questions."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hustings.core.values import Actor, Role
from hustings.rooms.questions.actions.collecting import open_questions, propose_question
from hustings.rooms.questions.actions.reading import publish_question
from hustings.rooms.questions.voices import support
from hustings.rooms.roll.models import Local, Member
from tests.rooms.races import AT, DIRECTOR

CLOSES = datetime(2031, 5, 1, 12, 0, tzinfo=UTC)
PENSIONS = "What will you do about the pensions of dock workers?"
CRANES = "Will you keep people in the cranes of the new port?"
SCHOOLS = "How will you pay for the schools of the harbor district?"


def keep_files_in(folder: Path, settings: Any) -> None:
    """Every test has its own folder of files, and so its own key of voices."""
    settings.CONFIG = replace(settings.CONFIG, files=folder)


def enter_members() -> None:
    """Members 0001 to 0008 are active, 0009 is retired."""
    Local.objects.create(code="L-1", number="12", name="Dock Workers", city="Harbor City", state="OH")
    status = {"0009": "retired"}
    Member.objects.bulk_create(
        Member(number=number, local_id="L-1", status=status.get(number, "active"), joined_on="2020-01-31")
        for number in (f"{n:04}" for n in range(1, 10))
    )


def member(n: int) -> Actor:
    """Somebody who came by a member's private link."""
    return Actor(f"LINK-{n}", frozenset({Role.MEMBER}), f"{n:04}")


def open_collection(cycle: str, **more: Any) -> str:
    enter_members()
    open_questions(cycle=cycle, **{"closes_at": CLOSES, "actor": DIRECTOR, "at": AT} | more)
    return cycle


def propose(cycle: str, n: int, text: str, **more: Any) -> str:
    return propose_question(cycle=cycle, text=text, actor=member(n), at=AT, **more)


def publish(cycle: str, n: int, text: str, *supporters: int) -> str:
    """A question of member `n` in the list, with further supporters; the answer is its code."""
    code = publish_question(cycle=cycle, question=propose(cycle, n, text), actor=DIRECTOR, at=AT)
    for each in supporters:
        support(cycle=cycle, question=code, actor=member(each), at=AT)
    return code
