"""Meetings and calls between a candidate and a body: held, planned, wanted, refused."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from hustings.core.reading.facts import CLEAR, LOOK, Attribution, Fact, Page, Participant, dated, participant, reference
from hustings.core.reading.dates import DateExpression
from hustings.core.reading.modality import is_hedged, status_of
from hustings.core.reading.shadow import Item, Shadow, rule
from hustings.core.reading.subjects import subject

_EVENT = (
    r"(?:roundtables?|round tables?|meetings?|hearings?|forums?|town halls?|interviews?|sessions?|talks|discussions?|question-and-answer sessions?|"
    r"conversations?|sit-downs?|get-togethers?|summits?|conventions?|conferences?|rall(?:y|ies)|breakfasts?|dinners?|lunch(?:es|eons?)?)"
)
_FILL = r"(?:[a-z0-9'-]+ ){0,6}?"
_MEET = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>met|meets?|meeting|sat down|sits? down|sitting down|huddled?|huddles|conferred|talked|talks?|spoke|speaks?|speaking|"
    r"visited|visits?|dined|(?:held|holds?|holding|had|have|has) (?:an? |the )?(?:[\w-]+ ){0,2}(?:talks|meetings?|discussions?|conversations?|sit-down))"
    rf"(?: (?:up|again|privately|separately|virtually|in person|behind closed doors|face to face|<D>|on <D>|briefly|directly|this time))*,? with {_FILL}(?P<obj><AL>)|"
    r"(?<![\w'-])(?P<aux2><AUX>)(?P<verb2>met|meets?) (?P<obj2><AL>)(?!'s? (?:demands?|conditions?|standards?|goals?))"
)
_AND_WITH = rule(r"(?:(?: on| in)? <D>)?,? and (?:later |then |again )?(?P<verb>with) (?P<obj><AL>)")
_PHONE = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>(?:spoke|speaks?|talked|talks?|speaking|conferred) (?:by (?:phone|telephone|video)|on the (?:phone|telephone)|over the phone)"
    rf"(?: on <D>| <D>)?|(?:held|had|has|have|hold) (?:an? )?(?:[\w-]+ )?(?:phone|video|conference) call) with {_FILL}(?P<obj><AL>)|"
    r"(?<![\w'-])(?P<aux2><AUX>)(?P<verb2>phoned|telephoned) (?P<obj2><AL>)"
)
_VISIT = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>visits?|visited|visiting|toured|tours?|stopped by|dropped in on|addressed?|addresses|addressing|(?:spoke|speaks?|speaking|appear(?:s|ed|ing)?) (?:at|before|to)|"
    r"(?:went|goes|go|travell?ed|came|comes?|headed) to) (?:the )?(?P<what>(?:[a-z-]+ )?(?:headquarters|hall|offices?|members|convention|conference|assembly) of )?(?P<obj><O>)"
    r"(?P<at>'s? (?:[a-z-]+ ){0,2}(?:headquarters|hall|offices?|convention|conference|assembly|meeting|roundtable|members))?"
)
_ATTEND = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>attend(?:s|ed|ing)?|(?:participat(?:e|es|ed|ing)|took part|take part|taking part|takes part|appear(?:s|ed|ing)?|sat|sit|sits) "
    r"(?:in|at|for)|join(?:s|ed|ing)?|skip(?:s|ped|ping)?|miss(?:es|ed)?|cancell?ed|boycott(?:s|ed)?|show(?:s|ed)? up (?:at|for)|(?:sat|sits?) (?:down )?for)"
    rf" (?P<np>(?:(?:a|an|the|its|their|any|first|second|third|own|<O>'s?|<D>|<D>'s|one of|last|\w+-\w+|[a-z]+|<Q>) ){{0,6}}?(?:{_EVENT}|hers|his|theirs)(?: (?:with|of|hosted by|held by|at|by) {_FILL}(?P<obj><AL>))?)"
)
_REFUSE = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>(?:take|took|taking) part|participat(?:e|ed|ing)|attend(?:ed|ing)?|accept(?:ed)?(?: the| an| its)? ?(?:invitation|offer|invite)|show up|be there)"
    r"(?=[.,;]| (?:in the (?:talks|process|meetings|interviews)|because|after|citing|as|but|and|this)|$)"
)
_TURNED_DOWN = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>turned down|rejected|declined|refused|ignored|rebuffed|spurned) (?:an? |the |<WHOSE> |repeated )?(?:[\w'-]+ ){0,2}?"
    r"(?:invitations?|invites?|offers?|requests?)(?: (?:from|by|of|to meet with|to sit down with|to meet) (?P<obj><O>))?(?! to endorse)"
)
_NO_REPLY = rule(r"(?<![\w'-])(?:has|have|had) (?:yet to|not(?: yet)?) (?P<verb>repl(?:y|ied)|respond(?:ed)?|answer(?:ed)?|accept(?:ed)?)(?=[.,;]| to (?:the|its|an) (?:invitation|offer|invite))")
_HOST = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>host(?:s|ed|ing)?|welcom(?:e|es|ed|ing)|interview(?:s|ed|ing)?|receiv(?:e|es|ed|ing)|question(?:s|ed|ing)?|grill(?:s|ed|ing)?|quizz(?:es|ed|ing)|"
    rf"(?:hold|holds|held|holding|stag(?:e|es|ed|ing)|organi[sz](?:e|es|ed|ing)|conven(?:e|es|ed|ing)) [^.;,<]{{0,70}}?{_EVENT} with) {_FILL}(?P<obj><PL>)(?!'s? (?:campaign|bid))"
)
_BETWEEN = rule(rf"(?P<verb>{_EVENT}|call) between (?:the )?(?P<subj><A>) and (?:the )?(?P<obj><A>)")
_OWN = rule(
    rf"(?P<subj><A>)'s (?P<adj>(?:[\w-]+ ){{0,3}}?(?:<D>(?:'s)? )?)(?P<verb>{_EVENT}|visit|call)(?: (?:on |in )?<D>)? (?:with|to|at) {_FILL}(?P<obj><AL>)"
)
_HEADLESS = rule(rf"(?P<verb>(?<![\w'-])(?:{_EVENT}|{_EVENT.capitalize()}|Hearings?|Meetings?|Roundtables?|Talks|Interviews?|Sessions?))(?: (?:on |in )?<D>)? with {_FILL}(?P<obj><PL>)(?P<after>[^.;]{{0,60}})")
_CALLED_OFF = re.compile(r"\b(?:cancell?ed|called off|scrapped|did not (?:take place|happen)|never (?:took place|happened)|fell through|postponed)\b")
_PLANNED = re.compile(r"\b(?:planned|scheduled|set|slated|due|will (?:be|take|follow|come)|are to|is to|to be held|upcoming)\b")
_WISHED = re.compile(r"\b(?:expected|hoped|wanted|being (?:arranged|planned|scheduled)|in the works|yet to be|not (?:yet )?been|no date|possible|potential|proposed)\b")
_AHEAD = re.compile(r"\b(?:ahead of|before|preparing for|ready for|in advance of|upcoming|planned|scheduled|next|request\w*|asked for|seek\w*|want\w*|offer\w*|invit\w+ to|open to)\b[^,;.]*$")
_HYPOTHETICAL = re.compile(r"\b(?:if|whether|would be|waste|unless|should|instead of|rather than|without)\b[^,;.]*$")
_NO_DATE = re.compile(
    r"\bno (?:firm |final |exact )?(?:date|time|meeting|visit|day)(?: or time)? (?:has|have|had|was|is)(?: \w+)?(?: been)?(?: yet)?\b|\b(?:still|are|is) (?:\w+ )?(?:working|work) on "
    r"(?:scheduling|a date|the date|timing|finding)|\bdate (?:is|was|has|has yet|remains|to)(?: \w+){0,3} (?:set|announced|determined|fixed|found)\b|\bto be scheduled\b|"
    r"\bhas (?:not |yet to |n't )(?:\w+ )?(?:set|fixed?|reply|replied|respond\w*|answer\w*|accept\w*)"
)
_INVITED = rule(r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>invited|asked to (?:meet|attend|take part|sit down|appear))\b(?P<rest>[^;]{0,90})")
_REFUSALS = ("skip", "miss", "cancel", "boycott")
_SAYS = rule(r"(?P<who><A>)(?:,[^,]{1,60},)? (?P<verb>said|says|announced|confirmed|told|reported|disclosed)(?: on| late| early| last)?(?: (?P<day><D>))?")


@dataclass(frozen=True, slots=True)
class _Met:
    """One reading: who, with whom, the verb, its status, and what leaves it unsure."""

    one: tuple[Item, ...]
    other: tuple[Item, ...]
    start: int
    verb: tuple[int, int]
    end: int
    status: str
    kind: str
    unsure: str = ""


def _key(match: re.Match[str], name: str) -> str:
    """The name of a group in the branch of the rule that matched."""
    second = f"{name}2"
    return second if match.groupdict().get(second) is not None else name


def _lent(shadow: Shadow, at: int, aux: str, verb: str) -> str:
    """The small words that an earlier verb lends: "will visit and meet"."""
    if aux.strip() or verb.split()[0] not in ("meet", "sit", "visit", "hold", "attend", "take", "participate", "join", "speak", "address"):
        return aux
    found = list(re.finditer(r"\b(?:will|would|could|may|might|plans to|scheduled to|set to|expected to|to|did not|not)\b", shadow.text[:at]))
    return f"{found[-1].group()} " if found else aux


def _finite(match: re.Match[str]) -> bool:
    """Whether a form in -ing stands with a form of "be": alone it is a noun or an aside."""
    verb, aux = match.group(_key(match, "verb")), match.group(_key(match, "aux")) or ""
    return not verb.split()[0].endswith("ing") or re.search(r"\b(?:is|are|was|were|be|been|'re)\b|n't", aux) is not None


def _settled(status: str, verb: str, zone: str) -> str:
    if status == "decided":
        return "scheduled"
    if status == "not_yet":
        return "expected"
    present = verb.split()[0].endswith("s") or verb.split()[0] in ("meet", "sit", "visit", "host")
    return "happened" if status == "ongoing" and zone in ("caption", "headline") and present else status


def _by_verb(shadow: Shadow) -> Iterator[_Met]:
    for pattern, kind in ((_PHONE, "call"), (_MEET, "meeting"), (_VISIT, "visit"), (_HOST, "meeting"), (_ATTEND, "event")):
        for match in pattern.finditer(shadow.text):
            who = subject(shadow, match.start())
            if who is None or _HYPOTHETICAL.search(shadow.text[: match.start()]) or not _finite(match):
                continue
            at = match.span(_key(match, "verb"))
            verb = shadow.text[slice(*at)]
            aux = _lent(shadow, match.start(), match.group(_key(match, "aux")) or "", verb) if who.how == "shared" else match.group(_key(match, "aux"))
            status = _settled(status_of(aux or "", verb), verb, shadow.zone)
            if verb.startswith(_REFUSALS) and status in ("happened", "scheduled", "ongoing"):
                status = "not_happened"
            others = shadow.at(*match.span(_key(match, "obj"))) if match.group(_key(match, "obj")) else shadow.at(*match.span(), "O")
            unsure = "hedged" if is_hedged(aux or "") else "" if who.how in ("direct", "relative") else "the subject stands before another verb"
            yield _Met(who.items, tuple(others), who.start, at, match.end(), status, kind, unsure)
            more = _AND_WITH.match(shadow.text, match.end()) if pattern is _MEET else None
            if more:
                others = shadow.at(*more.span("obj"))
                yield _Met(who.items, tuple(others), who.start, more.span("verb"), more.end(), status, kind, "told in one breath with another")


def _refused(shadow: Shadow) -> Iterator[_Met]:
    for match in _REFUSE.finditer(shadow.text):
        who = subject(shadow, match.start())
        status = status_of(match.group("aux"), match.group("verb")) if who else ""
        if who and (status == "not_happened" or (status == "happened" and match.group("verb").startswith("attend"))):
            yield _Met(who.items, (), who.start, match.span("verb"), match.end(), status, "event", "with whom is not written here")
    for match in _NO_REPLY.finditer(shadow.text):
        who = subject(shadow, match.start())
        if who:
            yield _Met(who.items, (), who.start, match.span("verb"), match.end(), "expected", "event", "an invitation without reply")
    for match in _TURNED_DOWN.finditer(shadow.text):
        who = subject(shadow, match.start())
        if who and status_of(match.group("aux"), "declined") in ("happened", "decided"):
            others = tuple(shadow.at(*match.span("obj"))) if match.group("obj") else ()
            yield _Met(who.items, others, who.start, match.span("verb"), match.end(), "not_happened", "event", "an invitation turned down")


def _noun_status(shadow: Shadow, start: int, after: str) -> str:
    left = shadow.text[:start]
    for pattern, status in ((_CALLED_OFF, "not_happened"), (_WISHED, "expected"), (_PLANNED, "scheduled")):
        if pattern.search(after):
            return status
    if re.search(r"\b(?:no|not|cancell?ed|called off|without)\b[^,;.]*$", left) or "n't" in left[-30:]:
        return "not_happened"
    return "expected" if _AHEAD.search(left) else "happened"


def _by_noun(shadow: Shadow) -> Iterator[_Met]:
    for pattern in (_BETWEEN, _OWN):
        for match in pattern.finditer(shadow.text):
            adjective = match.groupdict().get("adj") or ""
            after = f"{adjective} {shadow.text[match.end() : match.end() + 50]}"
            if _HYPOTHETICAL.search(shadow.text[: match.start()]):
                continue
            status = _noun_status(shadow, match.start(), after)
            one, other = shadow.at(*match.span("subj")), shadow.at(*match.span("obj"))
            kind = "call" if match.group("verb") == "call" else "meeting"
            yield _Met(tuple(one), tuple(other), match.start(), match.span("verb"), match.end(), status, kind, "told by a noun")
    for match in _HEADLESS.finditer(shadow.text):
        status = _noun_status(shadow, match.start(), match.group("after"))
        if status in ("scheduled", "expected", "not_happened") and match.group("after"):
            other = tuple(shadow.at(*match.span("obj")))
            yield _Met((), other, match.start(), match.span("verb"), match.end(), status, "event", "the host is not written here")


def _awaited(shadow: Shadow, follower: Shadow | None) -> Iterator[_Met]:
    """Invited, and no date yet: a meeting that is expected."""
    later = follower.text if follower is not None and follower.paragraph == shadow.paragraph else ""
    for match in _INVITED.finditer(shadow.text):
        waits = _NO_DATE.search(shadow.text, match.end("verb")) or (_NO_DATE.search(later[:200]) if later else None)
        if waits is None or re.search(r"\bnot\b|n't", match.group("aux")):
            continue
        who = subject(shadow, match.start())
        people = [item for item in who.items if item.kind == "P"] if who else []
        hosts = shadow.at(*match.span("rest"), "O")
        if people and who:
            yield _Met(tuple(people), tuple(hosts[:1]), who.start, match.span("verb"), len(shadow.text), "expected", "event", "no date yet")


def _candidates(items: Iterable[Item]) -> list[Participant]:
    return [participant("candidate", i) for i in items if i.kind == "P" and reference(i).role in ("candidate", "")]


def _organizations(items: Iterable[Item], page: Page) -> list[Participant]:
    found = []
    for item in items:
        one = reference(item)
        if item.kind == "O" and one.role not in ("campaign", "party", "government") and one.entity:
            found.append(participant("organization", item))
        elif item.kind == "P" and one.role not in ("candidate", "") and (one.of or page.affiliations.get(one.entity or "")):
            body = one.of or page.affiliations[one.entity or ""]
            found.append(Participant("organization", body, one.span, "title" if one.of else "affiliation"))
    return found


def _attributed(page: Page, shadow: Shadow, met: _Met) -> tuple[Attribution, ...]:
    for match in _SAYS.finditer(shadow.text):
        if match.start() < met.end - 1 and match.start("who") <= met.verb[0]:
            continue
        who = shadow.at(*match.span("who"))[0]
        day = shadow.at(*match.span("day")) if match.group("day") else []
        time = day[0].what if day and isinstance(day[0].what, DateExpression) else None
        return (Attribution(reference(who).entity, who.span, page.quoted(shadow, *match.span("verb")), time),)
    return ()


_PLACE = rule(r"\b(?:at|in) (?P<place>(?:the |their |its |his |her |<O>'s? )?(?:[\w'-]+ )?(?:headquarters|[Hh]all|offices?|hotel|center|centre)(?: (?:in|on) [A-Z][\w.]+(?:,? [A-Z][\w.]+)*)?|[A-Z][\w.]+(?: [A-Z][\w.]+)*(?:, [A-Z][\w.]+)*)")


def _place(page: Page, shadow: Shadow, met: _Met) -> object:
    found = _PLACE.search(shadow.text, met.start)
    return page.quoted(shadow, *found.span("place")) if found else None


def _facts(page: Page, shadow: Shadow, met: _Met, host: str | None) -> Iterator[Fact]:
    from hustings.core.reading.spans import Span

    people = _candidates(met.one) or _candidates(met.other)
    bodies = _organizations((*met.one, *met.other), page)
    unsure = met.unsure
    if not bodies and met.kind == "event" and host:
        bodies, unsure = [Participant("organization", host, None, "implied")], unsure or "the host is not written here"
    time = dated(shadow, *met.verb)
    place = _place(page, shadow, met)
    for one in people:
        for body in bodies:
            named = one.how == "name" and body.how in ("name", "title") and shadow.zone not in ("headline", "related")
            clear = named and not unsure and met.status not in ("possible",)
            yield Fact(
                type="call" if met.kind == "call" else "meeting",
                status=met.status,
                tier=CLEAR if clear else LOOK,
                participants=(one, body),
                trigger=page.quoted(shadow, *met.verb),
                evidence=(page.quoted(shadow, min(met.start, met.verb[0]), met.end),),
                time=time,
                place=place if isinstance(place, Span) else None,
                kind=met.kind if met.kind != "event" else "",
                attribution=_attributed(page, shadow, met),
                zone=shadow.zone,
                why="" if clear else unsure or "the name is not written here",
            )


def find_meetings(page: Page) -> list[Fact]:
    """Every meeting fact of a page, in the order of the text."""
    found: list[Fact] = []
    host = page.focus
    for index, shadow in enumerate(page.shadows):
        if shadow.zone in ("correction", "related"):
            continue
        follower = page.shadows[index + 1] if index + 1 < len(page.shadows) else None
        here: list[Fact] = []
        for met in (*_by_verb(shadow), *_refused(shadow), *_by_noun(shadow), *_awaited(shadow, follower)):
            here.extend(_dated_before(fact, found, shadow) for fact in _facts(page, shadow, met, host))
        kept = _distinct(here)
        found.extend(kept)
        hosts = [f.role("organization") for f in kept if f.participants[-1].how != "implied"]
        host = hosts[-1] if hosts else host
    return found


def _dated_before(fact: Fact, before: Sequence[Fact], shadow: Shadow) -> Fact:
    """ "X skipped the forum on Tuesday. Y attended.": the day is told once for the whole paragraph."""
    last = next((f for f in reversed(before) if f.time is not None), None)
    bare = fact.time is None and fact.status == "happened" and fact.participants[-1].how == "implied"
    if last is None or last.time is None or not bare or shadow.sentence.start - last.start > 400:
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
