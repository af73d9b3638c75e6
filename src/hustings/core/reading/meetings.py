"""Meetings and calls between a candidate and a body: held, planned, wanted, refused."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from hustings.core.reading.dates import DateExpression
from hustings.core.reading.facts import (
    CLEAR,
    LOOK,
    Attribution,
    Fact,
    Page,
    Participant,
    dated,
    participant,
    reference,
    unfolded,
)
from hustings.core.reading.folding import views
from hustings.core.reading.meeting_rules import (
    AHEAD,
    AND_WITH,
    ATTEND,
    BETWEEN,
    CALLED_OFF,
    COLON_LIST,
    HEADLESS,
    HOST,
    HYPOTHETICAL,
    INVITED,
    MEET,
    NO_DATE,
    OWN,
    PHONE,
    PLACE,
    PLANNED,
    REFUSALS,
    SAYS,
    VISIT,
    WISHED,
)
from hustings.core.reading.meeting_scenes import (
    Met,
    answered,
    between_subjects,
    by_phrase,
    each_day,
    elsewhere,
    likewise,
    participants,
    present_at,
    promised,
    purpose,
    refused,
    unnamed,
)
from hustings.core.reading.modality import is_hedged, status_of
from hustings.core.reading.shadow import Item, Shadow
from hustings.core.reading.spans import Span
from hustings.core.reading.subjects import subject


def _key(match: re.Match[str], name: str) -> str:
    """The name of a group in the branch of the rule that matched."""
    second = f"{name}2"
    return second if match.groupdict().get(second) is not None else name


def _lent(shadow: Shadow, at: int, aux: str, verb: str) -> str:
    """The small words that an earlier verb lends: "will visit and meet"."""
    if aux.strip() or verb.split(maxsplit=1)[0] not in (
        "meet",
        "sit",
        "visit",
        "hold",
        "attend",
        "take",
        "participate",
        "join",
        "speak",
        "address",
    ):
        return aux
    found = list(
        re.finditer(
            r"\b(?:will|would|could|may|might|plans to|scheduled to|set to|expected to|to|did not|not)\b",
            shadow.text[:at],
        )
    )
    return f"{found[-1].group()} " if found else aux


def _finite(match: re.Match[str]) -> bool:
    """Whether a form in -ing stands with a form of "be": alone it is a noun or an aside."""
    verb, aux = match.group(_key(match, "verb")), match.group(_key(match, "aux")) or ""
    return (
        not verb.split(maxsplit=1)[0].endswith("ing")
        or re.search(r"\b(?:is|are|was|were|be|been|'re)\b|n't", aux) is not None
    )


_HAS_ONE = re.compile(r"ha(?:s|ve) (?:an? |the )")


def _settled(status: str, verb: str, zone: str) -> str:
    if status == "decided":
        return "scheduled"
    if status == "not_yet":
        return "expected"
    if status == "ongoing" and _HAS_ONE.match(verb):
        return "scheduled"
    if status == "ongoing" and verb.split(maxsplit=1)[0].endswith("ing"):
        return "scheduled"
    present = verb.split(maxsplit=1)[0].endswith("s") or verb.split(maxsplit=1)[0] in ("meet", "sit", "visit", "host")
    return "happened" if status == "ongoing" and zone in ("caption", "headline") and present else status


_VERBS = ((PHONE, "call"), (MEET, "meeting"), (VISIT, "visit"), (HOST, "meeting"), (ATTEND, "event"))


def _by_verb(shadow: Shadow) -> Iterator[Met]:
    for pattern, kind in _VERBS:
        for match in pattern.finditer(shadow.text):
            met = _verb_met(shadow, match, kind)
            if met is None:
                continue
            yield met
            more = AND_WITH.match(shadow.text, match.end()) if pattern is MEET else None
            if more:
                side = "obj" if more.group("obj") else "obj2"
                others, why = tuple(shadow.at(*more.span(side))), "told in one breath with another"
                yield replace(met, other=others, verb=more.span(side), end=more.end(), unsure=why)


_BIDDEN = re.compile(
    r"\b(?:invit\w+|ask\w*|urg\w+|want\w*|press\w*|call\w* on|encourag\w+|allow\w*|expect\w*|help\w*|for|"
    r"persuad\w+) $"
)
_GATHERED = re.compile(r"(?:convention|conference|congress|delegates|members|board|council)$")


def _verb_met(shadow: Shadow, match: re.Match[str], kind: str) -> Met | None:
    """What one verb group says, or None when it is no finite verb with a subject, or only supposed."""
    at, aux = match.span(_key(match, "verb")), match.group(_key(match, "aux")) or ""
    verb = shadow.text[slice(*at)]
    who = elsewhere(shadow, match, aux) or subject(shadow, match.start())
    if who is None or HYPOTHETICAL.search(shadow.text[: match.start()]) or not _finite(match):
        return None
    bidden = aux == "to " and _BIDDEN.search(shadow.text[: who.start])
    if bidden or (verb == "told" and not _GATHERED.search(shadow.at(*match.span("obj"))[0].span.text)):
        return None  # "invited X to speak" is no meeting yet; one is told things anywhere
    aux = purpose(shadow.text[who.start : match.start()]) if who.how == "aim" else aux
    aux = _lent(shadow, match.start(), aux, verb) if who.how == "shared" else aux
    aux = promised(shadow, who.start, aux)
    status = _settled(status_of(aux, verb), verb, shadow.zone)
    if verb == "see" and status not in ("scheduled", "expected"):
        return None
    if verb.startswith(REFUSALS) and verb != "dropped by" and status in ("happened", "scheduled", "ongoing"):
        status = "not_happened"
    named = _key(match, "obj")
    others = shadow.at(*match.span(named)) if match.group(named) else shadow.at(*match.span(), "O")
    unsure = "" if who.how in ("direct", "relative") else "the subject stands before another verb"
    unsure = "hedged" if is_hedged(aux) else unsure
    return Met(who.items, tuple(others), who.start, at, match.end(), status, kind, unsure)


def _noun_status(shadow: Shadow, start: int, after: str) -> str:
    left = shadow.text[:start]
    if re.search(r"(?:^|\W)[Nn]o (?:\w+ )?$", left):
        return "not_happened"
    for pattern, status in ((CALLED_OFF, "not_happened"), (WISHED, "expected"), (PLANNED, "scheduled")):
        if pattern.search(after):
            return status
    if re.search(r"(?i:\b(?:no|not|cancell?ed|called off|without)\b[^,;.]*$)", left) or "n't" in left[-30:]:
        return "not_happened"
    return "expected" if AHEAD.search(left) else "happened"


def _by_noun(shadow: Shadow) -> Iterator[Met]:
    for pattern in (BETWEEN, OWN):
        for match in pattern.finditer(shadow.text):
            adjective = match.groupdict().get("adj") or ""
            after = f"{adjective} {shadow.text[match.end() : match.end() + 50]}"
            if HYPOTHETICAL.search(shadow.text[: match.start()]):
                continue
            status = _noun_status(shadow, match.start(), after)
            one, other = shadow.at(*match.span("subj")), shadow.at(*match.span("obj"))
            kind = "call" if match.group("verb") == "call" else "meeting"
            span, why = match.span("verb"), "told by a noun"
            yield Met(tuple(one), tuple(other), match.start(), span, match.end(), status, kind, why)
    for match in HEADLESS.finditer(shadow.text):
        status = _noun_status(shadow, match.start(), match.group("after"))
        if status in ("scheduled", "expected", "not_happened") and match.group("after"):
            yield Met(
                (),
                tuple(shadow.at(*match.span("obj"))),
                match.start(),
                match.span("verb"),
                match.end(),
                status,
                "event",
                "the host is not written here",
            )


def _awaited(shadow: Shadow, follower: Shadow | None) -> Iterator[Met]:
    """Invited, and no date yet: a meeting that is expected."""
    later = follower.text if follower is not None and follower.paragraph == shadow.paragraph else ""
    for match in INVITED.finditer(shadow.text):
        waits = NO_DATE.search(shadow.text, match.end("verb")) or (NO_DATE.search(later[:200]) if later else None)
        if waits is None or re.search(r"\bnot\b|n't", match.group("aux")):
            continue
        who = subject(shadow, match.start())
        people = [item for item in who.items if item.kind == "P"] if who else []
        hosts = shadow.at(*match.span("rest"), "O")
        if people and who:
            yield Met(
                tuple(people),
                tuple(hosts[:1]),
                who.start,
                match.span("verb"),
                len(shadow.text),
                "expected",
                "event",
                "no date yet",
            )


def _candidates(items: Iterable[Item]) -> list[Participant]:
    return [participant("candidate", i) for i in items if i.kind == "P" and reference(i).role in ("candidate", "")]


def _organizations(items: Iterable[Item], page: Page) -> list[Participant]:
    found = []
    for item in items:
        one = reference(item)
        if item.kind == "O" and one.role not in ("campaign", "party", "government") and one.entity:
            found.append(participant("organization", item))
        elif (
            item.kind == "P"
            and one.role not in ("candidate", "")
            and (one.of or page.affiliations.get(one.entity or ""))
        ):
            body = one.of or page.affiliations[one.entity or ""]
            found.append(Participant("organization", body, one.span, "title" if one.of else "affiliation"))
    return found


def _attributed(page: Page, shadow: Shadow, met: Met) -> tuple[Attribution, ...]:
    for match in SAYS.finditer(shadow.text):
        if match.start() < met.end - 1 and match.start("who") <= met.verb[0]:
            continue
        who = shadow.at(*match.span("who"))[0]
        day = shadow.at(*match.span("day")) if match.group("day") else []
        time = day[0].what if day and isinstance(day[0].what, DateExpression) else None
        return (Attribution(reference(who).entity, who.span, page.quoted(shadow, *match.span("verb")), time),)
    return ()


def _place(page: Page, shadow: Shadow, met: Met) -> Span | None:
    found = PLACE.search(shadow.text, met.start)
    return page.quoted(shadow, *found.span("place")) if found else None


def _behind_colon(shadow: Shadow, met: Met) -> list[Item]:
    """ "Four candidates addressed it on Monday: A, B, C and D"."""
    found = COLON_LIST.search(shadow.text, met.end)
    return shadow.at(*found.span("list"), "P") if found else []


def _facts(page: Page, shadow: Shadow, met: Met, host: str | None) -> Iterator[Fact]:
    people = _candidates(met.one) or _candidates(met.other) or _candidates(_behind_colon(shadow, met))
    bodies = _organizations((*met.one, *met.other), page)
    unsure = met.unsure
    if not bodies and met.kind == "event" and host:
        bodies, unsure = [Participant("organization", host, None, "implied")], unsure or "the host is not written here"
    time = dated(shadow, met.verb[0], met.end if met.kind == "event" else met.verb[1])
    place = _place(page, shadow, met)
    days = each_day(shadow, met.end)
    for one in people:
        for body in bodies:
            named = one.how == "name" and body.how in ("name", "title") and shadow.zone not in ("headline", "related")
            clear = named and not unsure and met.status != "possible"
            yield Fact(
                type="call" if met.kind == "call" else "meeting",
                status=met.status,
                tier=CLEAR if clear else LOOK,
                participants=(one, body),
                trigger=page.quoted(shadow, *met.verb),
                evidence=(page.quoted(shadow, min(met.start, met.verb[0]), met.end),),
                time=_own_day(days.get(one.entity or "")) or time,
                place=place,
                kind=met.kind if met.kind != "event" else "",
                attribution=_attributed(page, shadow, met),
                zone=shadow.zone,
                why="" if clear else unsure or "the name is not written here",
            )


def _own_day(item: Item | None) -> DateExpression | None:
    return item.what if item is not None and isinstance(item.what, DateExpression) else None


def _readings(shadow: Shadow, follower: Shadow | None) -> Iterator[Met]:
    yield from _by_verb(shadow)
    yield from refused(shadow)
    yield from _by_noun(shadow)
    yield from _awaited(shadow, follower)
    yield from between_subjects(shadow)
    yield from answered(shadow)


def _of_sentence(page: Page, shadow: Shadow, follower: Shadow | None, host: str | None) -> list[Fact]:
    """The facts of one sentence, read as it stands and folded; a phrase counts where no verb tells of the same two."""
    seen = views(shadow)
    told = [[fact for met in _readings(view, follower) for fact in _facts(page, view, met, host)] for view in seen]
    found = unfolded([fact for facts in told[: max(1, len(told) - 1)] for fact in facts], told[-1])
    pairs = {(f.role("candidate"), f.role("organization")) for f in found}
    for view in seen:
        for met in (*by_phrase(view), *present_at(view)):
            more = _facts(page, view, met, None)
            found.extend(f for f in more if (f.role("candidate"), f.role("organization")) not in pairs)
    return found


def _named_after(page: Page, index: int) -> list[Fact]:
    """Told over two sentences: "B met with union leaders. Participants included the heads of A and C"."""
    shadow = page.shadows[index]
    listed = participants(shadow)
    if listed is None:
        return []
    (start, end), others = listed
    for before in (*reversed(page.shadows[max(0, index - 2) : index]), shadow):
        met = unnamed(before)
        if met is None:
            continue
        time = dated(before, *met.verb)
        told = replace(met, other=others, start=start, verb=(start, end), end=end, kind="participants", unsure=_APART)
        return [replace(f, time=f.time or time, kind="") for f in _facts(page, shadow, told, None)]
    return []


def _likewise(page: Page, shadow: Shadow, before: Sequence[Fact]) -> Iterator[Fact]:
    """ "X met the board on Monday. Y did so the next day": with the same body."""
    last = before[-1] if before else None
    if last is None or last.status == "not_happened" or shadow.sentence.start - last.start > 300:
        return
    for met in likewise(shadow):
        yield from _facts(page, shadow, met, last.role("organization"))


_APART = "the candidate stands in the sentence before"


def find_meetings(page: Page) -> list[Fact]:
    """Every meeting fact of a page, in the order of the text."""
    found: list[Fact] = []
    host = page.focus
    for index, shadow in enumerate(page.shadows):
        if shadow.zone in ("correction", "related"):
            continue
        follower = page.shadows[index + 1] if index + 1 < len(page.shadows) else None
        here = [_dated_before(fact, found, shadow) for fact in _of_sentence(page, shadow, follower, host)]
        kept = _distinct([*here, *_named_after(page, index), *_likewise(page, shadow, found)])
        found.extend(kept)
        hosts = [f.role("organization") for f in kept if f.participants[-1].how != "implied"]
        host = hosts[-1] if hosts else host
    return found


def _dated_before(fact: Fact, before: Sequence[Fact], shadow: Shadow) -> Fact:
    """ "X skipped the forum on Tuesday. Y attended.": the day is told once for the whole paragraph."""
    last = next((f for f in reversed(before) if f.time is not None), None)
    bare = fact.time is None and fact.status == "happened" and fact.participants[-1].how == "implied"
    if last is None or last.time is None or not bare or shadow.sentence.start - last.start > 600:
        return fact
    return replace(fact, time=replace(last.time, basis="inherited"))


def _distinct(facts: Sequence[Fact]) -> list[Fact]:
    """In one sentence, one fact for each pair and status; the dated and clear one is kept."""
    kept: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        key = (fact.role("candidate"), fact.role("organization"), fact.status, fact.trigger.start if fact.time else 0)
        if key not in kept or (fact.tier == CLEAR and kept[key].tier == LOOK):
            kept[key] = fact
    return list(kept.values())
