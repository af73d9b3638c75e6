"""Taking questions: open the collection, move its closing time, close it; and a member's own proposal."""

from collections.abc import Sequence
from datetime import datetime

from hustings.core.canonical import sha256_hex
from hustings.core.phases import FIELDING, OPEN
from hustings.core.questions import RULE, is_same
from hustings.core.typed import count, one_line, paragraphs
from hustings.core.values import Actor, Role, Visibility
from hustings.ground.clock import iso
from hustings.ground.record.declared import Done, action
from hustings.rooms.cycles.refusals import NoChange, ReasonMissing
from hustings.rooms.questions.families import Families
from hustings.rooms.questions.models import DECLINED, PUBLISHED, WAITING, Collection, Proposal, Question, Support
from hustings.rooms.questions.refusals import (
    AlreadyWaiting,
    ClosesTooEarly,
    CollectionClosed,
    CollectionExists,
    NoCollection,
    StatusUnknown,
    TooLike,
    TooManyProposals,
)
from hustings.rooms.questions.voices import forget_key, make_key, voice_of
from hustings.rooms.roll.columns import Status

DESK = frozenset({Role.DIRECTOR, Role.OFFICER})
MAX_EACH = 20
MAX_LETTERS = 300
MAX_NAME = 80


@action(may=DESK, phases=FIELDING, records="questions.opened", visibility=Visibility.PUBLIC)
def open_questions(
    *,
    cycle: str,
    closes_at: datetime,
    n_each: int = 3,
    statuses: Sequence[str] = (Status.ACTIVE,),
    actor: Actor,
    at: datetime,
) -> Done[datetime]:
    """Begin to take members' questions, until `closes_at`; each member may propose `n_each` and support any number.

    `statuses` are those of the roll whose members have a voice. The answer is the closing time, to the second.

    Raises: CollectionExists, ClosesTooEarly, StatusUnknown, NumberOutOfRange.
    """
    before = Collection.objects.filter(cycle=cycle).first()
    if before is not None:
        raise CollectionExists(closes=iso(before.closes_at), where=cycle)
    closes_at = _later(closes_at, at)
    known = [str(status) for status in Status]
    for status in statuses or ("",):
        if status not in known:
            raise StatusUnknown(status=status, known=", ".join(known))
    kept = [status for status in known if status in statuses]
    n_each = count(n_each, field="n_each", least=1, most=MAX_EACH)
    Collection.objects.create(cycle_id=cycle, opened_at=at, closes_at=closes_at, n_each=n_each, statuses=kept)
    make_key(cycle)
    body = {"closes_at": iso(closes_at), "n_each": n_each, "statuses": kept, "rule": RULE}
    return Done(closes_at, subject=cycle, body=body)


@action(may=DESK, phases=FIELDING, records="questions.closing-moved", visibility=Visibility.PUBLIC)
def move_closing(*, cycle: str, to: datetime, reason: str, actor: Actor, at: datetime) -> Done[datetime]:
    """Take questions until another time. Both times and the reason stay visible.

    Raises: NoCollection, CollectionClosed, ReasonMissing, NoChange, ClosesTooEarly.
    """
    row = _open(cycle)
    because = _reason(reason, cycle)
    closes_at, was_at = _later(to, at), row.closes_at
    if closes_at == was_at:
        raise NoChange(what=f"questions are taken until {iso(was_at)}", where=cycle)
    row.closes_at = closes_at
    row.save(update_fields=["closes_at"])
    return Done(closes_at, subject=cycle, body={"was": iso(was_at), "now": iso(closes_at), "reason": because})


@action(may=DESK | {Role.SYSTEM}, phases=OPEN, records="questions.closed", visibility=Visibility.PUBLIC)
def close_questions(*, cycle: str, reason: str = "", actor: Actor, at: datetime) -> Done[int]:
    """Take no more questions and supports, and destroy the key of the voices. The answer is the number of voices.

    Before the closing time it needs a reason. Orders can still be fixed and answers noted.

    Raises: NoCollection, CollectionClosed, ReasonMissing.
    """
    row = _open(cycle)
    because = _reason(reason, cycle) if at < row.closes_at else paragraphs(reason, field="reason", required=False)
    row.closed_at = at
    row.save(update_fields=["closed_at"])
    asked = Question.objects.filter(cycle=cycle)
    n_voices = Support.objects.filter(question__cycle=cycle).values("voice").distinct().count()
    numbers = {"n_proposed": asked.count(), "n_voices": n_voices}
    numbers["n_declined"] = asked.filter(state=DECLINED).count()
    body = {"closes_at": iso(row.closes_at)} | numbers | ({"reason": because} if because else {})
    return Done(n_voices, subject=cycle, body=body, after_commit=lambda: forget_key(cycle))


@action(may=Role.MEMBER, phases=FIELDING, records="question.proposed", visibility=Visibility.STAFF, sourced=False)
def propose_question(*, cycle: str, text: str, asked_by: str = "", actor: Actor, at: datetime) -> Done[str]:
    """A member's question, in one paragraph; the answer is its code, as in `Q-1`. She supports it herself.

    `asked_by` is shown with it, if she wishes; otherwise nobody learns who asked. Staff read it before it is published.

    Raises: TooManyProposals, TooLike, AlreadyWaiting, TextMissing, TextTooLong, and what `voice_of` raises.
    """
    voice = voice_of(cycle=cycle, actor=actor, at=at)
    n_each = Collection.objects.get(cycle=cycle).n_each
    if Proposal.objects.filter(cycle=cycle, voice=voice).count() >= n_each:
        raise TooManyProposals(n_each=n_each)
    said = one_line(text, field="question", most=MAX_LETTERS)
    _check_new(cycle, said)
    number = Question.objects.filter(cycle=cycle).count() + 1
    name = one_line(asked_by, field="asked_by", most=MAX_NAME, required=False)
    row = Question.objects.create(cycle_id=cycle, number=number, text=said, asked_by=name)
    Proposal.objects.create(question=row, cycle=cycle, voice=voice)
    Support.objects.create(question=row, voice=voice)
    body = {"question": row.code, "text_digest": sha256_hex(said.encode())}
    return Done(row.code, subject=row.code, body=body)


def _check_new(cycle: str, text: str) -> None:
    """Raises: TooLike, AlreadyWaiting, if the same question is in the list or waits."""
    known = Families(cycle)
    for row in known.rows.values():
        root = known.root(row)
        if root.state not in (PUBLISHED, WAITING) or not is_same(text, row.text):
            continue
        if root.state == WAITING:
            raise AlreadyWaiting
        raise TooLike(question=root.code, text=root.text, where=root.code)


def _open(cycle: str) -> Collection:
    row = Collection.objects.filter(cycle=cycle).first()
    if row is None:
        raise NoCollection(cycle=cycle)
    if row.closed_at is not None:
        raise CollectionClosed(closes=iso(row.closed_at), where=cycle)
    return row


def _later(moment: datetime, at: datetime) -> datetime:
    to_the_second = datetime.fromisoformat(iso(moment))
    if to_the_second <= at:
        raise ClosesTooEarly(closes=iso(to_the_second))
    return to_the_second


def _reason(reason: str, where: str) -> str:
    because = paragraphs(reason, field="reason", required=False)
    if not because:
        raise ReasonMissing(where=where)
    return because
