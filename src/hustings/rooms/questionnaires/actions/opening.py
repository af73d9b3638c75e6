"""Opening: after the deadline two custodians give their keys, one after the other; then the answers can be read."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from hustings.core.canonical import parse_canonical
from hustings.core.phases import FIELDING
from hustings.core.questionnaires import Submission
from hustings.core.values import STAFF, Actor, Role, Visibility
from hustings.ground.clock import iso
from hustings.ground.record.declared import Done, action
from hustings.rooms.questionnaires.keeping import keep, read
from hustings.rooms.questionnaires.models import (
    ISSUED,
    OPENED,
    OPENING,
    Custodian,
    FirstKey,
    HandedIn,
    Opened,
    Questionnaire,
)
from hustings.rooms.questionnaires.queries import bound_to, row_of, standing_versions
from hustings.rooms.questionnaires.refusals import DeadlineAhead, KeyNotFitting, NotIssued, SameHands, SealBroken
from hustings.rooms.questionnaires.sealing import open_box, parts_of, public_of

OPENERS = (STAFF | {Role.BOARD}) - {Role.TREASURER}


@action(may=OPENERS, phases=FIELDING, records="opening.begun", visibility=Visibility.PUBLIC)
def begin_opening(*, cycle: str, questionnaire: str, key: str, actor: Actor, at: datetime) -> Done[str]:
    """Give the first custodian's key; the answer is that custodian's name. From now on nothing more is taken.

    What the key gives is kept until the second comes and says nothing alone. The key itself is not kept.

    Raises: NoSuchQuestionnaire, NotIssued, DeadlineAhead, KeyUnreadable, KeyNotFitting.
    """
    row = _in_state(cycle, questionnaire, ISSUED)
    if at <= row.deadline_at:
        raise DeadlineAhead(deadline=iso(row.deadline_at), where=row.code)
    custodian = _custodian(row, key)
    waiting = standing_versions(row)
    parts = {str(handed.pk): _parts(handed, custodian.place, key) for handed in waiting}
    FirstKey.objects.create(questionnaire=row, place=custodian.place, giver=actor.id, parts=parts, begun_at=at)
    _become(row, OPENING)
    body = {"questionnaire": row.code, "place": custodian.place, "who": custodian.who, "n_sealed": len(waiting)}
    return Done(custodian.who, subject=row.code, body=body)


@action(may=OPENERS, phases=FIELDING, records="answers.opened", visibility=Visibility.PUBLIC)
def open_answers(*, cycle: str, questionnaire: str, key: str, actor: Actor, at: datetime) -> Done[int]:
    """Give the second custodian's key and open every answer; the answer is how many could be read.

    Each is compared with the commitment recorded when it was handed in. One that cannot be opened, or differs, is named
    on the record as broken and hides none of the others.

    Raises: NoSuchQuestionnaire, NotIssued, SameHands, KeyUnreadable, KeyNotFitting.
    """
    row = _in_state(cycle, questionnaire, OPENING)
    first = row.first_key
    if first.giver == actor.id:
        raise SameHands(questionnaire=row.code)
    custodian = _custodian(row, key, but=first.place)
    read_now = {handed.candidate: _opened(handed, first, custodian.place, key) for handed in standing_versions(row)}
    row.opened_at = at
    _become(row, OPENED)
    body = {
        "questionnaire": row.code,
        "place": custodian.place,
        "who": custodian.who,
        "opened": sorted(candidate for candidate, readable in read_now.items() if readable),
        "broken": sorted(candidate for candidate, readable in read_now.items() if not readable),
    }
    return Done(sum(read_now.values()), subject=row.code, body=body)


def _in_state(cycle: str, questionnaire: str, state: str) -> Questionnaire:
    row = row_of(cycle, questionnaire)
    if row.state != state:
        raise NotIssued(questionnaire=row.code, state=row.state)
    return row


def _custodian(row: Questionnaire, key: str, but: int = 0) -> Custodian:
    """Whose key this is, the custodian at the place `but` aside."""
    public = public_of(key)
    found: Iterable[Custodian] = row.custodians.exclude(place=but)
    custodian = next((each for each in found if each.public_key == public), None)
    if custodian is None:
        raise KeyNotFitting(questionnaire=row.code)
    return custodian


def _parts(handed: HandedIn, place: int, key: str) -> dict[str, str]:
    """What the first key gives for one answer; nothing where the seal is broken, which the opening then records."""
    try:
        return parts_of(handed.box or {"halves": []}, place, key, bound_to(handed))
    except SealBroken:
        return {}


def _opened(handed: HandedIn, first: FirstKey, place: int, key: str) -> bool:
    """Open one answer; whether it can be read and is what was handed in."""
    try:
        submission = _read(handed, first, place, key)
    except SealBroken:
        submission = None
    Opened.objects.create(handed_in=handed, submission=submission)
    return submission is not None


def _read(handed: HandedIn, first: FirstKey, place: int, key: str) -> Mapping[str, Any]:
    """Raises: SealBroken."""
    box = handed.box or {"halves": []}
    parts = parts_of(box, place, key, bound_to(handed))
    mine, theirs = first.parts.get(str(handed.pk), {}).get(str(place)), parts.get(str(first.place))
    if not mine or not theirs:
        raise SealBroken(where=handed.candidate)
    text, files = open_box(box, mine, theirs, bound_to(handed), read)
    told: Mapping[str, Any] = parse_canonical(text)
    if Submission.from_json(told).digest != handed.digest:
        raise SealBroken(where=handed.candidate)
    for data in files.values():
        keep(data)
    return told


def _become(row: Questionnaire, state: str) -> None:
    row.state = state
    row.save(update_fields=["state", "opened_at"])
