"""Questions at a roundtable: fix the order, choose from it, note what was answered."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from hustings.core.canonical import sha256_hex
from hustings.core.phases import FIELDING, OPEN
from hustings.core.questions import RULE, Answer, Placed, departs, in_words, joined, order_of, voices_file
from hustings.core.typed import TextMissing, count, one_line, paragraphs, web_address
from hustings.core.values import Actor, Role, Visibility
from hustings.ground.record.declared import Done, action
from hustings.rooms.cycles.refusals import NoChange
from hustings.rooms.questions.families import Families
from hustings.rooms.questions.models import PUBLISHED, Choice, Question, Table
from hustings.rooms.questions.queries import collection_of, table_row
from hustings.rooms.questions.refusals import (
    DepartureUnexplained,
    NotChosen,
    NothingDeparts,
    NothingToOrder,
    NotInTheOrder,
    OrderFixed,
)
from hustings.rooms.roundtables.queries import RoundtableView, roundtable_of
from hustings.rooms.roundtables.refusals import NotHeld, NotScheduled

DESK = frozenset({Role.DIRECTOR, Role.OFFICER})
KEEPERS = DESK | {Role.SECRETARY}
MAX_PLACES = 100
SALT_BYTES = 16


@action(may=DESK, phases=FIELDING, records="questions.ordered", visibility=Visibility.PUBLIC)
def fix_order(*, cycle: str, roundtable: str, n_places: int = 20, actor: Actor, at: datetime) -> Done[tuple[str, ...]]:
    """Fix the order of the questions for a roundtable that is to come; the answer is their codes.

    Only now the supporters are counted, and everybody learns the counts at once. What this candidate has answered at an
    earlier roundtable is left out.

    Raises: NoCollection, NoSuchRoundtable, NotScheduled, OrderFixed, NothingToOrder, NumberOutOfRange.
    """
    collection_of(cycle=cycle)
    meeting = _scheduled(cycle, roundtable, actor)
    if Table.objects.filter(cycle=cycle, roundtable=roundtable).exists():
        raise OrderFixed(roundtable=roundtable)
    n_places = count(n_places, field="n_places", least=1, most=MAX_PLACES)
    codes, supporters = _asked_of(cycle, meeting.candidate)
    voices = joined(supporters)
    placed = order_of(codes, voices, n_places=n_places)
    if not placed:
        raise NothingToOrder(where=roundtable)
    salt = secrets.token_hex(SALT_BYTES)
    file = voices_file(roundtable=roundtable, questions=codes, voices=voices, n_places=n_places, salt=salt)
    Table.objects.create(
        cycle_id=cycle,
        roundtable=roundtable,
        candidate=meeting.candidate,
        n_voices=voices.total(),
        placed=[[each.question, each.n_supporters, each.n_unheard, in_words(each.load)] for each in placed],
        voices_file=file.decode(),
        fixed_at=at,
    )
    named = {"roundtable": roundtable, "candidate": meeting.candidate, "rule": RULE, "n_voices": voices.total()}
    order = {"order": [_as_body(each) for each in placed], "n_questions": len(codes)}
    found = tuple(each.question for each in placed)
    return Done(found, subject=roundtable, body=named | order | {"voices_digest": sha256_hex(file)})


@action(may=DESK, phases=FIELDING, records="questions.chosen", visibility=Visibility.PUBLIC)
def choose_questions(
    *, cycle: str, roundtable: str, questions: Sequence[str], departs_because: str = "", actor: Actor, at: datetime
) -> Done[int]:
    """Choose what is put at a roundtable, in this order; the answer is how many. Until it is held it may be changed.

    Other questions than the first ones of the order need the reason `departs_because`, which is published.

    Raises: NoOrder, NotScheduled, NotInTheOrder, DepartureUnexplained, NothingDeparts, NoChange, TextMissing.
    """
    table = table_row(cycle, roundtable)
    _scheduled(cycle, roundtable, actor)
    order = [str(code) for code, *_ in table.placed]
    chosen = list(dict.fromkeys(questions))
    if not chosen:
        raise TextMissing(field="questions", where=roundtable)
    for code in chosen:
        if code not in order:
            raise NotInTheOrder(question=code, roundtable=roundtable)
    because = _because(order, chosen, departs_because, roundtable)
    before = [each.question.code for each in table.choices.select_related("question").order_by("number")]
    if (before, table.departs_because) == (chosen, because):
        raise NoChange(what=", ".join(chosen), where=roundtable)
    _choose(table, chosen, because)
    body: dict[str, Any] = {"roundtable": roundtable, "candidate": table.candidate, "questions": chosen}
    return Done(len(chosen), subject=roundtable, body=body | ({"departs_because": because} if because else {}))


@action(may=KEEPERS, phases=OPEN, records="question.answered", visibility=Visibility.PUBLIC)
def note_answer(
    *,
    cycle: str,
    roundtable: str,
    question: str,
    answer: Answer,
    minute: str = "",
    link: str = "",
    actor: Actor,
    at: datetime,
) -> Done[Answer]:
    """Note whether a chosen question was answered, and where that stands: a place in the minutes or the recording.

    `link` is the address of a page or recording, if there is one. Noted again it replaces what was noted before; the
    record keeps both. `minute` may be empty only for a question that was not reached.

    Raises: NoOrder, NotHeld, NotChosen, TextMissing, NotAWebAddress, NoChange.
    """
    table = table_row(cycle, roundtable)
    if roundtable_of(cycle=cycle, roundtable=roundtable, actor=actor).state != "held":
        raise NotHeld(roundtable=roundtable)
    row = table.choices.filter(question=Families(cycle).the(question)).first()
    if row is None:
        raise NotChosen(question=question, roundtable=roundtable)
    place = one_line(minute, field="minute", required=answer is not Answer.NOT_REACHED)
    address = web_address(link, field="link")
    if (row.outcome, row.minute, row.link) == (answer, place, address):
        raise NoChange(what=f"{question}: {answer}", where=roundtable)
    row.outcome, row.minute, row.link = answer, place, address
    row.save(update_fields=["outcome", "minute", "link"])
    body = {"question": question, "roundtable": roundtable, "candidate": table.candidate, "answer": str(answer)}
    extra = {key: said for key, said in {"minute": place, "link": address}.items() if said}
    return Done(answer, subject=question, body=body | extra)


def _scheduled(cycle: str, roundtable: str, actor: Actor) -> RoundtableView:
    meeting = roundtable_of(cycle=cycle, roundtable=roundtable, actor=actor)
    if meeting.state != "scheduled":
        raise NotScheduled(roundtable=roundtable, state=meeting.state)
    return meeting


def _asked_of(cycle: str, candidate: str) -> tuple[list[str], dict[str, set[str]]]:
    """The questions that may be put to a candidate, by number, and the voices that support each."""
    answered = Choice.objects.filter(table__cycle=cycle, table__candidate=candidate, outcome=Answer.ANSWERED)
    gone = set(answered.values_list("question", flat=True))
    known = Families(cycle)
    asked = [row for row in known.rows.values() if row.state == PUBLISHED and row.pk not in gone]
    return [row.code for row in asked], known.supporters(asked)


def _as_body(each: Placed) -> dict[str, Any]:
    numbers = {"n_supporters": each.n_supporters, "n_unheard": each.n_unheard}
    return {"question": each.question, "load": in_words(each.load)} | numbers


def _because(order: Sequence[str], chosen: Sequence[str], reason: str, roundtable: str) -> str:
    because = paragraphs(reason, field="departs_because", required=False, most=1000)
    if departs(order, chosen) and not because:
        first = next(code for code, mine in zip(order, [*chosen, ""], strict=False) if code != mine)
        raise DepartureUnexplained(question=first, where=roundtable)
    if because and not departs(order, chosen):
        raise NothingDeparts(where=roundtable)
    return because


def _choose(table: Table, chosen: Sequence[str], because: str) -> None:
    table.choices.all().delete()
    rows = {row.code: row for row in Question.objects.filter(cycle=table.cycle_id)}
    Choice.objects.bulk_create(
        Choice(table=table, question=rows[code], number=number) for number, code in enumerate(chosen, start=1)
    )
    table.departs_because = because
    table.save(update_fields=["departs_because"])
