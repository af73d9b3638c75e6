"""Enter what a body decided."""

from collections.abc import Sequence
from datetime import datetime

from hustings.core.phases import OPEN
from hustings.core.typed import one_line, paragraphs
from hustings.core.values import Actor, Days, Role, Source, Visibility
from hustings.ground.record.declared import Done, action
from hustings.rooms.endorsements.models import Endorsement
from hustings.rooms.endorsements.refusals import AlreadyEntered, EndorserMissing, NotAnEndorsement

MAX_NAME = 160
MAX_ENDORSEE = 120
LEVELS = ("national", "federation", "regional", "local", "caucus", "own")
OUTCOMES = ("endorsed", "no endorsement", "not yet", "withdrawn")


@action(
    may={Role.DIRECTOR, Role.COMMUNICATIONS},
    phases=OPEN,
    records="endorsement.entered",
    visibility=Visibility.PUBLIC,
)
def enter_endorsement(
    *,
    cycle: str,
    endorser: str,
    level: str,
    outcome: str,
    on: str,
    what: str,
    endorsee: str = "",
    by: str = "",
    sources: Sequence[Source] = (),
    actor: Actor,
    at: datetime,
) -> Done[int]:
    """Enter an act: which body, on which day (or month, or interval), whom, and by whose decision.

    Raises: NotAnEndorsement, EndorserMissing, TextTooLong, NotADay, AlreadyEntered.
    """
    endorser = one_line(endorser, field="endorser", most=MAX_NAME, required=False)
    endorsee = one_line(endorsee, field="endorsee", most=MAX_ENDORSEE, required=False)
    by, what = one_line(by, field="by", most=MAX_NAME, required=False), paragraphs(what, field="what", required=False)
    for value, known in ((level, LEVELS), (outcome, OUTCOMES)):
        if value not in known:
            raise NotAnEndorsement(value=value, known=", ".join(known))
    if not endorser or not what or (outcome == "endorsed" and not endorsee):
        raise EndorserMissing(where=endorser)
    Days.parse(on)
    act = {"cycle": cycle, "endorser": endorser, "endorsee": endorsee, "outcome": outcome, "on": on}
    if Endorsement.objects.filter(**act).exists():
        raise AlreadyEntered(endorser=endorser, where=on)
    named = [source.as_json() for source in sources]
    row = Endorsement.objects.create(level=level, by=by, what=what, sources=named, **act)
    body = {"endorser": endorser, "level": level, "outcome": outcome, "on": on, "what": what}
    optional = {"endorsee": endorsee, "by": by, "sources": named}
    return Done(row.pk, subject=endorser[:80], body=body | {key: value for key, value in optional.items() if value})
