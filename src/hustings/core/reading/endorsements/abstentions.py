"""Endorsements not given, not yet given, and taken back."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from hustings.core.reading.endorsements.abstention_rules import (
    AMONG_THOSE,
    ANNOUNCES,
    AWAITED,
    COLON_NONE,
    COLON_OPEN,
    DENIED,
    FELL_SHORT,
    FUTURE,
    HANDS_HIDDEN,
    LOST,
    MIND,
    NEITHER,
    NEITHER_GOT,
    NO_DECISION,
    NO_LONGER,
    NO_ONE,
    NONE,
    NONE_THERE,
    NOT_ENDORSED,
    STRIPPED,
    TO_DECIDE,
    UNDECIDED,
    WEIGHS,
    WITHDRAWN,
    WITHOUT,
    WONT_SAY,
)
from hustings.core.reading.endorsements.doubts import DOUBT_ANYWHERE, Said, may_give
from hustings.core.reading.endorsements.fact import endorsement
from hustings.core.reading.endorsements.scenes import is_held
from hustings.core.reading.facts import Fact, Page, Participant, dated, participant, reference, span_of
from hustings.core.reading.late import Late
from hustings.core.reading.modality import status_of
from hustings.core.reading.shadow import Item, Shadow, rule
from hustings.core.reading.subjects import Subject, main_subject, subject


def _group(match: re.Match[str], name: str) -> str:
    start, end = span_of(match, name)
    return match.string[start:end]


_OF_CHOICE = Late(
    r"endors|nominat|\b(?:neutral|sides|candidates?|contenders|whom|who|anyone|race|primary|choice|either|decision)\b"
)


_EITHER = Late(r" (?:either|any|any of|one of|both|anyone|anybody|nobody|no one)\b")
_BEEN = Late(r"\b(?:be|been|being|was|were|is|are|wasn't|weren't|isn't|aren't)(?: [a-z]+ly)? $")


def _is_endorsed(match: re.Match[str]) -> bool:
    """ "X has not been endorsed": nothing that X decided."""
    verb = _group(match, "verb")
    return verb.endswith("ed") and bool(_BEEN.search(_group(match, "aux") + (" " if not _group(match, "aux") else "")))


_BOTH_SAY = rule(r"(?P<who><OL>) (?:both |all |each )?(?:said|say|have said)(?: (?:on )?<D>)?(?: that)? $")


def _is_they(who: Subject) -> bool:
    """ "A and B said they would not decide": they are both."""
    return len(who.items) == 1 and who.items[0].span.text.lower() == "they"


def _state(page: Page, shadow: Shadow, match: re.Match[str], outcome: str, status: str) -> Iterator[Fact]:
    """A fact about an endorser alone: none, pending. A person's silence counts only where a choice is spoken of."""
    who = subject(shadow, match.start())
    if who is None or _is_endorsed(match) or is_held(shadow, who):
        return
    both = _BOTH_SAY.search(shadow.text[: who.start]) if _is_they(who) else None
    who = replace(who, items=tuple(shadow.at(*both.span("who")))) if both else who
    trigger = span_of(match, "verb")
    said = Said(who.items, (), who.start, trigger, _group(match, "aux"), _group(match, "verb"), match.end(), who.how)
    time = dated(shadow, *trigger) if outcome == "none" else None
    for giver in who.items:
        if may_give(giver, voted=outcome == "pending" and _VOTES.match(_group(match, "verb")) is not None) and (
            giver.kind == "O" or _OF_CHOICE.search(match.group()) or _EITHER.match(shadow.text, match.end())
        ):
            yield endorsement(page, shadow, said, giver, None, outcome, status, time)


_VOTES = Late(r"vot(?:e|ing)|ballot|poll|choos|decid")
_ONGOING = Late(r"(?:voting|deciding|surveying|polling|balloting|consulting)\b")
_TOLD = Late(r"\b(?:said|says|announced|decided|told|declared|confirmed|repeated|reiterated|insisted|added)\b")


def _names_one(shadow: Shadow, match: re.Match[str]) -> bool:
    """Refusing one candidate is not refusing all."""
    return match.group("obj") is not None and bool(shadow.at(*match.span("obj"), "P"))


def _none(page: Page, shadow: Shadow) -> Iterator[Fact]:
    for match in NONE.finditer(shadow.text):
        if _names_one(shadow, match) and not re.search(r"\bor\b", match.group("obj") or ""):
            continue
        status = status_of(match.group("aux"), match.group("verb") or match.group("verb2"))
        told = re.search(r"\bwould\b", match.group("aux")) and _TOLD.search(shadow.text[: match.start()])
        for_now = (
            _FOR_NOW.match(shadow.text, match.end())
            and status not in ("possible", "expected")
            and "neutral" not in match.group()
        )
        if for_now and not _sentence_asks(shadow):
            yield from _state(page, shadow, match, "pending", "ongoing")
        elif (told or status in ("happened", "ongoing", "decided", "scheduled")) and not _sentence_asks(shadow):
            yield from _state(page, shadow, match, "none", "happened")
        elif status in ("possible", "expected", "not_happened", "not_yet") and not _HAD_BEEN.search(match.group("aux")):
            yield from _state(page, shadow, match, "pending", "possible")


_FOR_NOW = Late(r"[^.;,]{0,40}?\b(?:until|at this (?:stage|point|time)|for the time being|so early|before (?=\ue006))")
_DECIDED = Late(r"\b(?:did|didn't|decided|voted|chose|opted|elected)\b")
_UNTIL = Late(r"[^.;,]{0,25}?\b(?:(?:until|before (?:its|the|any|next|later)|yet)\b|before \ue006)")
_TELLS = Late(r"(?:sa(?:id|y)|disclose|announce|indicate|determine)\w* (?:whether|whom?|if|which|what)\b")
_WILL = Late(r"\b(?:will|won't|would|wouldn't|going)\b")
_HABIT = Late(r"\b(?:does not|doesn't|do not|don't) $|^never $")  # "does not endorse candidates": it never does
_IS = Late(r"\b(?:is|are|was|were|isn't|aren't|be)\b")


def _not_endorsed(page: Page, shadow: Shadow) -> Iterator[Fact]:
    for match in NOT_ENDORSED.finditer(shadow.text):
        if _names_one(shadow, match):
            continue
        aux, verb = match.group("aux"), match.group("verb")
        named = verb.startswith(
            (
                "endors",
                "back",
                "nominat",
                "support",
                "mak",
                "issu",
                "tak",
                "pick",
                "choos",
                "get inv",
                "play",
                "interv",
                "partic",
            )
        )
        past = _DECIDED.search(aux) and not _TELLS.match(verb)
        never = (_WILL.search(aux) or (_IS.search(aux) and verb.endswith("ing"))) and named
        habit = _HABIT.search(aux) and named and not re.search(r"\byet\b", aux)
        never = never and not _UNTIL.match(shadow.text, match.end())
        outcome = "none" if past or habit or (never and not re.search(r"\b(?:yet|until)\b", aux)) else "pending"
        yield from _state(page, shadow, match, outcome, "happened" if outcome == "none" else "ongoing")


def _listed(page: Page, shadow: Shadow) -> Iterator[Fact]:
    """ "Neither A nor B has chosen", "among those that have not endorsed are A and B", "A denied endorsing"."""
    for match in NEITHER.finditer(shadow.text):
        will = re.search(r"\b(?:will|would)\b", match.group("aux"))
        done = (will and not re.search(r"\b(?:until|before)\b", shadow.text[match.end() :])) or (
            re.match(r"endorsed (?!yet)|made", match.group("verb")) and not re.search("ha[sd]", match.group("aux"))
        )
        items = (*shadow.at(*match.span("one")), *shadow.at(*match.span("other")))
        yield from _each(page, shadow, match, items, "none" if done else "pending")
    for match in AMONG_THOSE.finditer(shadow.text):
        yield from _each(page, shadow, match, shadow.at(*span_of(match, "subj")), "pending")
    for match in DENIED.finditer(shadow.text):
        yield from _state(page, shadow, match, "pending", "denied")


def _nothing_made(page: Page, shadow: Shadow) -> Iterator[Fact]:
    """ "There will be no endorsement from A", "no decision has been made by A", "A deadlocked and endorsed nobody"."""
    for pattern, outcome in (
        (NO_ONE, "none"),
        (NEITHER_GOT, "none"),
        (COLON_NONE, "none"),
        (COLON_OPEN, "pending"),
        (NO_DECISION, "pending"),
        (AWAITED, "pending"),
    ):
        for match in pattern.finditer(shadow.text):
            yield from _each(page, shadow, match, shadow.at(*span_of(match, "subj")), outcome)
    for match in NONE_THERE.finditer(shadow.text):
        who = main_subject(shadow)
        if who is not None and _TOLD.search(shadow.text[: match.start()]):
            yield from _each(page, shadow, match, who.items, "none")
    for match in WONT_SAY.finditer(shadow.text):
        yield from _state(page, shadow, match, "pending", "ongoing")
    for match in FELL_SHORT.finditer(shadow.text):
        yield from _state(page, shadow, match, "none", "happened")


def _ended_without(page: Page, shadow: Shadow) -> Iterator[Fact]:
    """ "A ended its convention without endorsing anyone"."""
    for match in WITHOUT.finditer(shadow.text):
        who = main_subject(shadow)
        if who is not None and who.start < match.start() and _ENDED.search(shadow.text[: match.start()]):
            yield from _each(page, shadow, match, who.items, "none")


def _each(page: Page, shadow: Shadow, match: re.Match[str], items: Sequence[Item], outcome: str) -> Iterator[Fact]:
    verb = span_of(match, "verb")
    said = Said(tuple(items), (), match.start(), verb, "", _group(match, "verb"), match.end(), "direct")
    status = "happened" if outcome == "none" else "ongoing"
    for giver in items:
        if giver.kind == "O" and may_give(giver):
            yield endorsement(page, shadow, said, giver, None, outcome, status, None)


_ENDED = Late(
    r"\b(?:ended|closed|adjourned|left|concluded|wrapped up|finished|broke up|emerged|met|heard|voted|deadlocked|went|"
    r"departed|rose|recessed|gone|passed)\b"
)
_AIM = rule(r"(?:(?:on |in )?<D> )?to ")


def _sentence_asks(shadow: Shadow) -> bool:
    return shadow.text.rstrip().endswith("?")


_HAD_BEEN = Late(r"\bhad (?:been|planned|hoped|wanted|intended|said)\b")


def _open(page: Page, shadow: Shadow) -> Iterator[Fact]:
    for match in WEIGHS.finditer(shadow.text):
        aux, verb = match.group("aux"), match.group("verb")
        fixed = verb in ("announce", "decide", "vote", "make", "issue")
        if fixed and status_of(aux, verb) not in ("scheduled", "expected", "possible"):
            continue
        yield from _state(page, shadow, match, "pending", "expected" if fixed else "ongoing")
    for match in (*UNDECIDED.finditer(shadow.text), *HANDS_HIDDEN.finditer(shadow.text)):
        yield from _state(page, shadow, match, "pending", "ongoing")
    for match in FUTURE.finditer(shadow.text):
        if status_of(match.group("aux"), match.group("verb")) in (
            "scheduled",
            "expected",
            "possible",
        ) and not (_AIM.fullmatch(match.group("aux")) or _HAD_BEEN.search(match.group("aux"))):
            about = tuple(participant("about", i) for i in _named(shadow, match))
            for fact in _state(page, shadow, match, "pending", "expected"):
                yield replace(fact, participants=(*fact.participants, *about))


def _to_come(page: Page, shadow: Shadow) -> Iterator[Fact]:
    """ "It will take a few days to decide whom to back", "she will announce her choice"."""
    for match in ANNOUNCES.finditer(shadow.text) if shadow.zone != "headline" else ():
        yield from _state(page, shadow, match, "pending", "expected")
    for match in (*TO_DECIDE.finditer(shadow.text), *MIND.finditer(shadow.text)):
        status = status_of(match.group("aux"), match.group("verb"))
        if match.group("verb").startswith("do ") and shadow.at(0, match.start(), "M"):
            continue  # "can give X $5,000 and plans to do so"
        now = status == "ongoing" and _ONGOING.match(match.group("verb")) is not None
        put_off = status == "not_happened" and re.match(r"[^.;]{0,20}?\buntil\b", shadow.text[match.end() :])
        if (now or put_off or status in ("scheduled", "expected", "possible", "not_yet")) and not _HAD_BEEN.search(
            match.group("aux")
        ):
            yield from _state(page, shadow, match, "pending", "expected")


def _named(shadow: Shadow, match: re.Match[str]) -> list[Item]:
    return shadow.at(*match.span("obj"), "P") if match.group("obj") else []


def _withdrawn(page: Page, shadow: Shadow, before: Sequence[Fact]) -> Iterator[Fact]:
    for match in WITHDRAWN.finditer(shadow.text):
        who = subject(shadow, match.start())
        aux = _group(match, "aux") if match.group("verb") or match.group("verb2") else ""
        if who is None or status_of(aux, _group(match, "verb")) not in ("happened", "decided", "ongoing"):
            continue
        if DOUBT_ANYWHERE.search(shadow.text):
            continue
        said = Said(who.items, (), who.start, span_of(match, "verb"), aux, "withdrew", match.end(), who.how)
        for giver in who.items:
            if giver.kind in "OP" and may_give(giver):
                yield from taken_back(page, shadow, match, said, giver, before)


def _no_longer(page: Page, shadow: Shadow) -> Iterator[Fact]:
    """ "The union no longer supports X"."""
    for match in NO_LONGER.finditer(shadow.text):
        who, takers = subject(shadow, match.start()), shadow.at(*match.span("obj"), "P")
        if who is None or DOUBT_ANYWHERE.search(shadow.text):
            continue
        span = match.span("verb")
        said = Said(who.items, tuple(takers), who.start, span, "", "withdrew", match.end(), "shared")
        for giver in who.items:
            if giver.kind == "O" and may_give(giver):
                yield endorsement(page, shadow, said, giver, takers[0], "withdrawn", "happened", dated(shadow, *span))


def _stripped(page: Page, shadow: Shadow) -> Iterator[Fact]:
    """ "Y stripped X of its endorsement", "Y's endorsement of X was withdrawn"."""
    for match in STRIPPED.finditer(shadow.text):
        if status_of(match.group("aux") or "", "stripped") != "happened" or DOUBT_ANYWHERE.search(shadow.text):
            continue
        giver, taker = shadow.at(*span_of(match, "subj"), "O")[0], shadow.at(*span_of(match, "obj"), "P")[0]
        span = span_of(match, "verb")
        said = Said((giver,), (taker,), match.start(), span, "", "withdrew", match.end(), "direct")
        if may_give(giver):
            yield endorsement(page, shadow, said, giver, taker, "withdrawn", "happened", dated(shadow, *span))


def _lost(page: Page, shadow: Shadow) -> Iterator[Fact]:
    """ "X lost the endorsement of Y"."""
    for match in LOST.finditer(shadow.text):
        if status_of(match.group("aux"), "lost") != "happened" or DOUBT_ANYWHERE.search(shadow.text):
            continue
        givers, takers = shadow.at(*span_of(match, "subj"), "O"), shadow.at(*match.span("obj"), "P")
        span = span_of(match, "verb")
        said = Said(tuple(givers), tuple(takers), match.start(), span, "", "withdrew", match.end(), "shared")
        for giver in givers:
            if may_give(giver):
                yield endorsement(page, shadow, said, giver, takers[0], "withdrawn", "happened", dated(shadow, *span))


def taken_back(
    page: Page, shadow: Shadow, match: re.Match[str] | None, said: Said, giver: Item, before: Sequence[Fact]
) -> Iterator[Fact]:
    """A withdrawal; whose it was is written there, or is the last that the same body endorsed."""
    time = dated(shadow, *said.trigger)
    written = shadow.at(*span_of(match, "obj"), "P") if match is not None and _has_object(match) else []
    if match is not None and not written and match.groupdict().get("whose"):
        written = [i for i in shadow.at(*match.span("whose"), "P") if reference(i).entity != reference(giver).entity]
    if written:
        for item in written:
            yield endorsement(page, shadow, said, giver, item, "withdrawn", "happened", time)
        return
    entity = reference(giver).entity
    people = (i for i in page.shadows[shadow.number].items.values() if i.kind == "P")  # asides and all
    named = {str(reference(i).entity) for i in people if reference(i).role == "candidate"}
    at = page.quoted(shadow, *said.trigger).start
    given = [f for f in before if f.outcome == "given" and f.trigger.start < at]  # not what it turned to
    lost = next((f for f in reversed(given) if f.role("endorser") == entity), None)
    fact = endorsement(page, shadow, said, giver, None, "withdrawn", "happened", time)
    if lost is not None:
        taker = Participant("endorsee", lost.role("endorsee"), None, "implied")
        fact = replace(fact, participants=(*fact.participants, taker))
    elif len(named) == 1:
        fact = replace(fact, participants=(*fact.participants, Participant("endorsee", named.pop(), None, "implied")))
    yield fact


def _has_object(match: re.Match[str]) -> bool:
    return any(match.group(name) is not None for name in ("obj", "obj2", "obj3"))


def find_abstentions(page: Page, shadow: Shadow, before: Sequence[Fact]) -> list[Fact]:
    """None, pending and withdrawn in one sentence. `before`: what was read so far, for what a withdrawal takes back."""
    return [
        *_withdrawn(page, shadow, before),
        *_lost(page, shadow),
        *_stripped(page, shadow),
        *_no_longer(page, shadow),
        *_listed(page, shadow),
        *_nothing_made(page, shadow),
        *_ended_without(page, shadow),
        *_none(page, shadow),
        *_not_endorsed(page, shadow),
        *_open(page, shadow),
        *_to_come(page, shadow),
    ]
