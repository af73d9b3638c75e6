"""The fact that one reading of an endorsement gives, and its tier."""

import re

from hustings.core.reading.dates import DateExpression
from hustings.core.reading.endorsements.doubts import Said
from hustings.core.reading.facts import CLEAR, LOOK, Fact, Page, participant
from hustings.core.reading.late import Late
from hustings.core.reading.shadow import Item, Shadow

_STRONG = Late(r"endors|chose|nominat|withdr|rescind|revok|declin")


def endorsement(
    page: Page,
    shadow: Shadow,
    said: Said,
    giver: Item,
    taker: Item | None,
    outcome: str,
    status: str,
    time: DateExpression | None,
) -> Fact:
    """One endorsement fact. Clear: both named here, the subject beside its verb, the verb strong."""
    low = min(said.start, said.trigger[0])
    people = [participant("endorser", giver)] + ([participant("endorsee", taker)] if taker else [])
    named = (
        all(p.how == "name" for p in people)
        and said.how in ("direct", "relative", "headline")
        and shadow.zone not in ("headline", "related")
    )
    done = re.search(r"\b(?:will|would|going)\b", said.aux) is None
    clear = named and done and (_STRONG.match(said.verb) is not None or outcome not in ("given", "withdrawn"))
    clear = clear or (named and outcome == "withdrawn" and said.how == "direct")
    why = "" if clear else "the name is not written here" if not named else "the verb is weak"
    return Fact(
        type="endorsement",
        status=status,
        tier=CLEAR if clear else LOOK,
        participants=tuple(people),
        trigger=page.quoted(shadow, *said.trigger),
        evidence=(page.quoted(shadow, low, max(said.end, said.trigger[1])),),
        outcome=outcome,
        time=time,
        zone=shadow.zone,
        why=why,
    )
