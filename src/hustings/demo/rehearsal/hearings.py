"""Roundtables, what was promised there, a release for each, what the press said, and corrections."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from hustings.core.hearings import Audience, Press
from hustings.core.values import Days
from hustings.demo.rehearsal import press, questionnaires, questions, seats
from hustings.demo.rehearsal.people import CYCLE, Stage, day
from hustings.ground.record.actions import correct_entry, withhold_payload
from hustings.ground.record.queries import publishable_entries
from hustings.rooms.candidates.queries import candidates_of
from hustings.rooms.invitations.actions import log_contact
from hustings.rooms.invitations.answers import ContactKind
from hustings.rooms.publication.actions import publish
from hustings.rooms.releases.actions import adopt_press_terms, clear_release, draft_about_roundtable
from hustings.rooms.releases.wording import About
from hustings.rooms.roundtables.actions.commitments import note_commitment
from hustings.rooms.roundtables.actions.meetings import Outcome, hold_roundtable, move_roundtable, set_roundtable

ZONE = "America/Chicago"
PLACE = "Union hall, 1 Quay Street"
TOPICS = ("pensions", "automation in ports", "safety on the road")

HELD = (
    ("Alma Reyes", 8, 9, 41, 14, "Keep the port pension fund as it is for ten years.", "pensions"),
    ("Bo Lindqvist", 10, 11, 38, 13, "A second driver on every night run over six hours.", "safety on the road"),
    ("Carys Whitcombe", 13, 8, 35, 12, "No remote crane without an agreement with the local.", "automation in ports"),
    ("Dario Okonjo", 14, 9, 29, 14, "A hearing in every port town in the first year.", "automation in ports"),
)


def play(stage: Stage, members: Sequence[str]) -> None:
    """Set, move and hold the roundtables; take questions of these members; read the press; correct what was wrong."""
    codes = {candidate.name: candidate.code for candidate in candidates_of(cycle=CYCLE)}
    keys = questionnaires.send(stage)
    tables = _set(stage, codes)
    _advise(stage, tables)
    seats.draw(stage, tables["Alma Reyes"])
    _move(stage, tables["Dario Okonjo"])
    questions.collect(stage, members)
    questionnaires.answer(stage, keys)
    _hold(stage, tables)
    questionnaires.judge(stage)
    press.play(stage)
    _corrections(stage, codes)
    press.play_later(stage)
    publish(cycle=CYCLE, note="After the roundtables.", actor=stage["communications"], at=day(4, 25))


def _set(stage: Stage, codes: dict[str, str]) -> dict[str, str]:
    tables = {}
    for name, on, *_ in HELD:
        first = 9 if name == "Dario Okonjo" else on
        tables[name] = set_roundtable(
            cycle=CYCLE,
            candidate=codes[name],
            starts_at=datetime(2026, 4, first, 19, 0, tzinfo=UTC),
            zone=ZONE,
            minutes=60,
            place=PLACE,
            topics=TOPICS,
            audience=Audience.RESTRICTED,
            press=Press.AFTERWARDS,
            actor=stage["director"],
            at=day(3, 24),
        )
    return tables


def _move(stage: Stage, roundtable: str) -> None:
    move_roundtable(
        cycle=CYCLE,
        roundtable=roundtable,
        to=datetime(2026, 4, 14, 19, 0, tzinfo=UTC),
        reason="The hall was needed for an urgent meeting of a local; the campaign agreed.",
        actor=stage["director"],
        at=day(4, 2),
    )


def _hold(stage: Stage, tables: dict[str, str]) -> None:
    for name, on, n_leaders, n_members, n_questions, words, topic in HELD:
        at = day(4, on, 22)
        questions.before(stage, tables[name], day(4, on, 12))
        if at > questions.CLOSES:
            questions.close(stage)
        outcome = Outcome(
            minutes=60,
            n_leaders=n_leaders,
            n_members=n_members,
            n_questions=n_questions,
            topics=TOPICS,
            press=Press.AFTERWARDS,
            summary=f"{name} answered the same questions as the others, then {n_questions} from the floor.",
            minutes_text=f"Minutes of the roundtable with {name}. Questions were put in the order of the list.",
        )
        hold_roundtable(cycle=CYCLE, roundtable=tables[name], outcome=outcome, actor=stage["secretary"], at=at)
        note_commitment(cycle=CYCLE, roundtable=tables[name], words=words, topic=topic, actor=stage["secretary"], at=at)
        questions.after(stage, tables[name], at)


def _corrections(stage: Stage, codes: dict[str, str]) -> None:
    held = next(
        entry
        for entry in publishable_entries(cycle=CYCLE)
        if entry.verb == "roundtable.held" and entry.body["minutes"] == 60
    )
    correct_entry(
        cycle=CYCLE,
        seq=held.seq,
        field="n_members",
        now=43,
        reason="Two members had not signed the list at the door.",
        actor=stage["secretary"],
        at=day(4, 16),
    )
    log_contact(
        cycle=CYCLE,
        candidate=codes["Alma Reyes"],
        kind=ContactKind.CALL,
        on=Days.parse("2026-04-17"),
        who="the officer on duty",
        what="Entered with a private telephone number by mistake.",
        actor=stage["director"],
        at=day(4, 17),
    )
    slip = publishable_entries(cycle=CYCLE)[-1]
    withhold_payload(
        cycle=CYCLE,
        seq=slip.seq,
        ground="slip",
        reason="A private telephone number stood in the note.",
        actor=stage["secretary"],
        at=day(4, 17),
    )


def _advise(stage: Stage, tables: Mapping[str, str]) -> None:
    """How reporters register, and a media advisory for each roundtable, in the same words."""
    who: dict[str, Any] = {"cycle": CYCLE, "actor": stage["communications"], "at": day(3, 25)}
    adopt_press_terms(
        register="Ask the press office of the guild and bring a press card.",
        hours_before=24,
        contact="The press office of the guild",
        **who,
    )
    for table in tables.values():
        code = draft_about_roundtable(roundtable=table, kind=About.ADVISORY, **who)
        clear_release(cycle=CYCLE, release=code, actor=stage["director"], at=day(3, 25))
