"""Endorsements: given, none, pending, withdrawn.

The worst thing this reader could say is that somebody endorsed who did not. So a given endorsement needs a finite,
positive verb (or a noun of possession), a body that speaks as a whole, and a clause free of doubt; whatever is in
doubt is left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from hustings.core.reading.dates import DateExpression
from hustings.core.reading.doubts import DOUBT_ANYWHERE, DOUBT_NOUN, TAKEN_BACK, Said, in_doubt, may_give
from hustings.core.reading.endorsement_rules import (
    ACTIVE,
    ALL_IN,
    CAME,
    CHOSE,
    DENIED,
    FOLLOWED,
    FUTURE,
    GOES_ON,
    HOLDS,
    IDIOM,
    LISTED,
    LOOKED_BACK,
    NEITHER,
    NONE,
    NOT_ENDORSED,
    NOUN_FROM,
    NOUN_OF,
    PASSIVE,
    THE_NEXT,
    WEIGHS,
    WHOM,
    WITHDRAWN,
)
from hustings.core.reading.facts import CLEAR, LOOK, Fact, Page, Participant, dated, participant, reference
from hustings.core.reading.modality import is_hedged, status_of
from hustings.core.reading.shadow import Item, Shadow
from hustings.core.reading.subjects import main_subject, subject


def _span_of(match: re.Match[str], name: str) -> tuple[int, int]:
    for key in (name, f"{name}2", f"{name}3"):
        if key in match.re.groupindex and match.group(key) is not None:
            return match.span(key)
    return match.span()


def _group(match: re.Match[str], name: str) -> str:
    start, end = _span_of(match, name)
    return match.string[start:end]


def _sure_objects(shadow: Shadow, start: int, end: int) -> tuple[Item, ...]:
    """In "endorsed X and Y criticized it" Y is the next subject: the last of a list counts when no verb follows."""
    items = tuple(shadow.at(start, end, "P"))
    return items if len(items) < 2 or GOES_ON.match(shadow.text, end) else items[:-1]


def _from_verb(shadow: Shadow, match: re.Match[str]) -> Said | None:
    """A verb group with its object; the subject is looked for on the left."""
    who = subject(shadow, match.start())
    if who is None:
        return None
    objects = _sure_objects(shadow, *_span_of(match, "obj"))
    trigger = _span_of(match, "verb")
    return Said(
        who.items, objects, who.start, trigger, _group(match, "aux"), _group(match, "verb"), match.end(), who.how
    )


def _active(shadow: Shadow) -> Iterator[Said]:
    for pattern in (ACTIVE, IDIOM, ALL_IN, CHOSE):
        for match in pattern.finditer(shadow.text):
            said = _from_verb(shadow, match)
            if said:
                yield said


def _looked_back(shadow: Shadow) -> Iterator[Said]:
    """ "It stayed out, after endorsing X in 2025": the sentence's subject did it before."""
    for match in LOOKED_BACK.finditer(shadow.text):
        who = main_subject(shadow)
        if who is not None and who.start < match.start():
            objects = tuple(shadow.at(*match.span("obj"), "P"))
            yield Said(who.items, objects, match.start(), match.span("verb"), "", "endorsed", match.end(), "shared")


def _inverted(shadow: Shadow) -> Iterator[Said]:
    """Passive voice, nouns of possession, and lists."""
    for pattern in (PASSIVE, NOUN_OF, NOUN_FROM, LISTED, WHOM):
        for match in pattern.finditer(shadow.text):
            verb = match.group("verb")
            noun = pattern in (NOUN_OF, NOUN_FROM)
            if pattern is PASSIVE and re.search(r"\bto $|\bbeing $", match.group("aux")):
                continue
            if noun and (
                DOUBT_NOUN.search(match.group("aux")) or TAKEN_BACK.search(shadow.text[: match.start("verb")])
            ):
                continue
            if (
                pattern is NOUN_FROM
                and verb in ("support", "backing")
                and not re.search(r"\b(?:the|its|their) $", match.group("aux"))
            ):
                continue
            yield Said(
                tuple(shadow.at(*match.span("subj"))),
                tuple(shadow.at(*match.span("obj"), "P")),
                match.start(),
                match.span("verb"),
                "" if noun else match.group("aux"),
                "endorsed",
                match.end(),
                "direct",
            )
    for match in HOLDS.finditer(shadow.text):
        who = subject(shadow, match.start())
        if who and not DOUBT_NOUN.search(match.group("adj")) and not re.search(r"\b(?:of|for)\b", match.group("adj")):
            who_items = tuple(item for item in who.items if item.kind == "P")
            subjects = tuple(shadow.at(*match.span("subj")))
            yield Said(
                subjects, who_items, who.start, match.span("verb"), match.group("aux"), "won", match.end(), who.how
            )


def _given(page: Page, shadow: Shadow, said: Said) -> Iterator[Fact]:
    status = status_of(said.aux, said.verb)
    if status not in ("happened", "ongoing", "decided") or is_hedged(said.aux) or not said.endorsees:
        return
    if (
        re.match(r"(?:back|support|endorse|endorsing|backing|supporting)$", said.verb)
        and status == "ongoing"
        and said.how == "shared"
    ):
        return
    if in_doubt(shadow, said):
        return
    time = dated(shadow, *said.trigger, races=True)
    if time and time.kind == "race" and shadow.zone == "headline":
        time = None
    for giver in said.endorsers:
        for taker in said.endorsees:
            if (
                not may_give(giver)
                or reference(taker).entity is None
                or reference(giver).entity == reference(taker).entity
            ):
                continue
            yield _fact(page, shadow, said, giver, taker, "given", "happened", time)


def _fact(
    page: Page,
    shadow: Shadow,
    said: Said,
    giver: Item,
    taker: Item | None,
    outcome: str,
    status: str,
    time: DateExpression | None,
) -> Fact:
    low = min(said.start, said.trigger[0])
    people = [participant("endorser", giver)] + ([participant("endorsee", taker)] if taker else [])
    named = (
        all(p.how == "name" for p in people)
        and said.how in ("direct", "relative")
        and shadow.zone not in ("headline", "related")
    )
    strong = re.match(r"endors|chose|withdr|rescind|revok|declin", said.verb) is not None
    clear = named and (strong or outcome != "given")
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


def _state(page: Page, shadow: Shadow, match: re.Match[str], outcome: str, status: str) -> Iterator[Fact]:
    """A fact about an endorser alone: none, pending."""
    who = subject(shadow, match.start())
    if who is None:
        return
    trigger = _span_of(match, "verb")
    said = Said(who.items, (), who.start, trigger, _group(match, "aux"), _group(match, "verb"), match.end(), who.how)
    time = dated(shadow, *trigger) if outcome == "none" else None
    for giver in who.items:
        if giver.kind == "O" and may_give(giver):
            yield _fact(page, shadow, said, giver, None, outcome, status, time)


def _undone(page: Page, shadow: Shadow) -> Iterator[Fact]:
    for match in NONE.finditer(shadow.text):
        if match.group("obj") and shadow.at(*match.span("obj"), "P"):
            continue  # refusing one candidate is not refusing all
        status = status_of(match.group("aux"), match.group("verb") or match.group("verb2"))
        told = re.search(r"\bwould\b", match.group("aux")) and re.search(
            r"\b(?:said|announced|decided)\b", shadow.text[: match.start()]
        )
        if (told or status in ("happened", "ongoing", "decided", "scheduled")) and not _sentence_asks(shadow):
            yield from _state(page, shadow, match, "none", "happened")
        elif status in ("possible", "expected", "not_happened", "not_yet"):
            yield from _state(page, shadow, match, "pending", "possible")
    for match in NOT_ENDORSED.finditer(shadow.text):
        if match.group("obj") and shadow.at(*match.span("obj"), "P"):
            continue
        past = re.search(r"\b(?:did|didn't|decided|voted|chose|opted|elected)\b", match.group("aux"))
        will = re.search(r"\b(?:will|won't|would)\b", match.group("aux"))
        outcome = "none" if past or (will and match.group("verb").startswith(("endorse", "back"))) else "pending"
        yield from _state(page, shadow, match, outcome, "happened" if outcome == "none" else "ongoing")


def _denied(page: Page, shadow: Shadow) -> Iterator[Fact]:
    for match in DENIED.finditer(shadow.text):
        yield from _state(page, shadow, match, "pending", "denied")


def _next_in_line(page: Page, shadow: Shadow, here: Sequence[Fact]) -> Iterator[Fact]:
    """ "making it the third union to do so after X and Y": they gave theirs to the same candidate."""
    takers = {fact.role("endorsee") for fact in here if fact.outcome == "given"}
    for match in THE_NEXT.finditer(shadow.text) if len(takers) == 1 else ():
        items = tuple(shadow.at(*match.span("subj")))
        said = Said(items, (), match.start("subj"), match.span("verb"), "", "did so", match.end(), "direct")
        for giver in items:
            if giver.kind == "O" and may_give(giver):
                fact = _fact(page, shadow, said, giver, None, "given", "happened", None)
                taker = Participant("endorsee", next(iter(takers)), None, "implied")
                yield replace(fact, participants=(*fact.participants, taker), tier=LOOK, why="told in passing")


def _neither(page: Page, shadow: Shadow) -> Iterator[Fact]:
    for match in NEITHER.finditer(shadow.text):
        items = (*shadow.at(*match.span("one")), *shadow.at(*match.span("other")))
        said = Said(items, (), match.start(), match.span("verb"), "", match.group("verb"), match.end(), "direct")
        for giver in items:
            if may_give(giver):
                yield _fact(page, shadow, said, giver, None, "pending", "ongoing", None)


def _sentence_asks(shadow: Shadow) -> bool:
    return shadow.text.rstrip().endswith("?")


def _open(page: Page, shadow: Shadow) -> Iterator[Fact]:
    for match in WEIGHS.finditer(shadow.text):
        aux, verb = match.group("aux"), match.group("verb")
        fixed = verb in ("announce", "decide", "vote", "make")
        if fixed and status_of(aux, verb) not in ("scheduled", "expected", "possible"):
            continue
        yield from _state(page, shadow, match, "pending", "expected" if fixed else "ongoing")
    for match in FUTURE.finditer(shadow.text):
        if (
            status_of(match.group("aux"), match.group("verb")) in ("scheduled", "expected", "possible")
            and match.group("aux") != "to "
        ):
            yield from _state(page, shadow, match, "pending", "expected")


def _withdrawn(page: Page, shadow: Shadow, before: Sequence[Fact]) -> Iterator[Fact]:
    for match in WITHDRAWN.finditer(shadow.text):
        who = subject(shadow, match.start())
        aux = _group(match, "aux") if match.group("verb") or match.group("verb2") else ""
        if who is None or status_of(aux, _group(match, "verb")) not in ("happened", "decided", "ongoing"):
            continue
        trigger = _span_of(match, "verb")
        said = Said(who.items, (), who.start, trigger, aux, "withdrew", match.end(), who.how)
        if DOUBT_ANYWHERE.search(shadow.text):
            continue
        for giver in who.items:
            if giver.kind in "OP" and may_give(giver):
                yield from _taken_back(page, shadow, match, said, giver, before)


def _taken_back(
    page: Page, shadow: Shadow, match: re.Match[str] | None, said: Said, giver: Item, before: Sequence[Fact]
) -> Iterator[Fact]:
    time = dated(shadow, *said.trigger)
    written = shadow.at(*_span_of(match, "obj"), "P") if match is not None and _has_object(match) else []
    if written:
        for item in written:
            yield _fact(page, shadow, said, giver, item, "withdrawn", "happened", time)
        return
    entity = reference(giver).entity
    lost = next((f for f in reversed(before) if f.role("endorser") == entity and f.outcome == "given"), None)
    fact = _fact(page, shadow, said, giver, None, "withdrawn", "happened", time)
    if lost is not None:
        taker = Participant("endorsee", lost.role("endorsee"), None, "implied")
        fact = replace(fact, participants=(*fact.participants, taker))
    yield fact


def _has_object(match: re.Match[str]) -> bool:
    return match.group("obj") is not None or match.group("obj2") is not None


def _followed(page: Page, shadow: Shadow, last: Sequence[Fact], before: Sequence[Fact]) -> Iterator[Fact]:
    """ "The X followed on Sunday", directly after a sentence that gave an endorsement."""
    takers = {f.role("endorsee") for f in last if f.outcome == "given"}
    undone = any(f.outcome == "withdrawn" for f in last) and not takers
    if (len(takers) != 1 and not undone) or DOUBT_ANYWHERE.search(shadow.text):
        return
    for match in FOLLOWED.finditer(shadow.text):
        who = subject(shadow, match.start())
        if who is None or who.how != "direct" or re.search(r"\bnot\b|n't", shadow.text[: match.end()]):
            continue
        said = Said(who.items, (), who.start, match.span("verb"), "", "followed", match.end(), who.how)
        time = dated(shadow, *match.span("verb"))
        for giver in who.items:
            if giver.kind == "O" and may_give(giver) and undone:
                yield from _taken_back(page, shadow, None, replace(said, verb="withdrew"), giver, before)
            elif giver.kind == "O" and may_give(giver):
                fact = _fact(page, shadow, said, giver, None, "given", "happened", time)
                followed = Participant("endorsee", next(iter(takers)), None, "implied")
                yield replace(
                    fact,
                    participants=(*fact.participants, followed),
                    tier=LOOK,
                    why="the candidate stands in the sentence before",
                )


def refined(page: Page, facts: Sequence[Fact]) -> list[Fact]:
    """Take a finer date from a sentence such as "the union's 2020 endorsement came in August"."""
    better: dict[int, Fact] = {}
    for shadow in page.shadows:
        for match in CAME.finditer(shadow.text):
            entity = reference(shadow.at(*match.span("subj"))[0]).entity
            time = dated(shadow, match.start("subj") + 1, match.start("subj") + 2)
            for index, fact in enumerate(facts):
                fits = fact.type == "endorsement" and fact.role("endorser") == entity and fact.outcome == "given"
                if fits and fact.time and time and _within(time, fact.time):
                    evidence = (*fact.evidence, page.quoted(shadow, 0, len(shadow.text)))
                    better[index] = replace(fact, time=time, evidence=evidence)
    return [better.get(index, fact) for index, fact in enumerate(facts)]


def _within(fine: DateExpression, coarse: DateExpression) -> bool:
    a, b = fine.interval, coarse.interval
    if not a or not b or not a.start or not a.end or not b.start or not b.end:
        return False
    return b.start <= a.start and a.end <= b.end and a != b


def find_endorsements(page: Page) -> list[Fact]:
    """Every endorsement fact of a page, in the order of the text."""
    found: list[Fact] = []
    last: list[Fact] = []
    for shadow in page.shadows:
        if shadow.zone in ("correction", "related"):
            continue
        here = [
            fact
            for said in (*_active(shadow), *_inverted(shadow), *_looked_back(shadow))
            for fact in _given(page, shadow, said)
        ]
        here += _next_in_line(page, shadow, here)
        here += _followed(page, shadow, last, [*found, *here])
        here += _withdrawn(page, shadow, [*found, *here])
        here += _denied(page, shadow)
        here += _neither(page, shadow)
        here += _undone(page, shadow)
        here += _open(page, shadow)
        found.extend(_distinct(here))
        last = here
    return _superseded(refined(page, found))


def _distinct(facts: Sequence[Fact]) -> list[Fact]:
    """One fact of one kind about one pair in one sentence and year."""
    kept: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        year = fact.time.interval.value[:4] if fact.time and fact.time.interval else ""
        key = (fact.role("endorser"), fact.role("endorsee"), fact.outcome, year)
        if key not in kept or (fact.tier == CLEAR and kept[key].tier != CLEAR):
            kept[key] = fact
    dated_pairs = {key[:3] for key in kept if key[3]}
    return [fact for key, fact in kept.items() if key[3] or key[:3] not in dated_pairs]


def _superseded(facts: Sequence[Fact]) -> list[Fact]:
    """An endorsement that the same text takes back is superseded."""
    back = {(f.role("endorser"), f.role("endorsee")): f for f in facts if f.outcome == "withdrawn"}
    result: list[Fact] = []
    for fact in facts:
        gone = back.get((fact.role("endorser"), fact.role("endorsee")))
        old = gone is not None and fact.outcome == "given" and fact.start <= gone.start + 400
        result.append(replace(fact, outcome="superseded") if old else fact)
    return result
