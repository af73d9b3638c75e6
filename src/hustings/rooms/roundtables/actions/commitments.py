"""What a candidate promised at a roundtable, and what became of it."""

from collections.abc import Sequence
from datetime import datetime

from hustings.core.hearings import Standing
from hustings.core.phases import OPEN
from hustings.core.typed import one_line, paragraphs
from hustings.core.values import Actor, Days, Source, Visibility, cited
from hustings.ground.record.declared import Done, action
from hustings.rooms.invitations.refusals import AlreadyEntered, NotYetHappened
from hustings.rooms.roundtables.actions.rows import KEEPERS, meeting
from hustings.rooms.roundtables.models import HELD, Commitment, FollowUp
from hustings.rooms.roundtables.refusals import AlreadyNoted, FollowUpUnsourced, NoSuchCommitment, NotHeld


@action(may=KEEPERS, phases=OPEN, records="commitment.noted", visibility=Visibility.PUBLIC)
def note_commitment(*, cycle: str, roundtable: str, words: str, topic: str, actor: Actor, at: datetime) -> Done[int]:
    """Note what a candidate promised at a roundtable that was held; the answer is its number there.

    Raises: NoSuchRoundtable, NotHeld, AlreadyNoted, TextMissing.
    """
    row = meeting(cycle, roundtable)
    if row.state != HELD:
        raise NotHeld(roundtable=roundtable)
    said = {"words": paragraphs(words, field="words"), "topic": one_line(topic, field="topic")}
    if row.commitments.filter(words=said["words"]).exists():
        raise AlreadyNoted(roundtable=roundtable)
    number = row.commitments.count() + 1
    Commitment.objects.create(roundtable=row, number=number, noted_at=at, **said)
    body = {"roundtable": roundtable, "candidate": row.candidate}
    return Done(number, subject=roundtable, body=body | said)


@action(may=KEEPERS, phases=OPEN, records="commitment.followed-up", visibility=Visibility.PUBLIC)
def follow_up_commitment(
    *,
    cycle: str,
    roundtable: str,
    number: int,
    standing: Standing,
    on: Days,
    what: str,
    sources: Sequence[Source] = (),
    actor: Actor,
    at: datetime,
) -> Done[int]:
    """Say how a commitment stands as of a day; the answer is how often that was said. What was said before stays.

    Whoever says more than that it is still open names a source.

    Raises: NoSuchRoundtable, NoSuchCommitment, FollowUpUnsourced, NotYetHappened, AlreadyEntered, TextMissing.
    """
    row = meeting(cycle, roundtable)
    found = row.commitments.filter(number=number).first()
    if found is None:
        raise NoSuchCommitment(roundtable=roundtable, number=number)
    if standing is not Standing.OPEN and not sources:
        raise FollowUpUnsourced(roundtable=roundtable, number=number, standing=standing, where=roundtable)
    if on.first > at.date():
        raise NotYetHappened(on=on.text, where=roundtable)
    said = {"on": on.text, "what": paragraphs(what, field="what")}
    kept = [source.as_json() for source in sources]
    if found.follow_ups.filter(standing=standing, sources=kept, **said).exists():
        raise AlreadyEntered(where=roundtable)
    FollowUp.objects.create(commitment=found, standing=standing, sources=kept, followed_at=at, **said)
    named = {"roundtable": roundtable, "candidate": row.candidate, "commitment": number}
    about = {"words": found.words, "topic": found.topic, "status": str(standing)}
    return Done(found.follow_ups.count(), subject=roundtable, body=named | about | said | cited(sources))
