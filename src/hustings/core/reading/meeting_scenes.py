"""Meetings told without a plain verb of meeting: in a phrase, between two subjects, over two sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hustings.core.reading.dates import DateExpression
from hustings.core.reading.facts import reference
from hustings.core.reading.late import Late
from hustings.core.reading.meeting_rules import (
    ACCEPTED,
    ARRANGED,
    CAME,
    COLON_LIST,
    EACH_DAY,
    EACH_OTHER,
    HYPOTHETICAL,
    INTERVIEWED,
    LEAD,
    LIKEWISE,
    NO_REPLY,
    ONE_DAY,
    PARTICIPANTS,
    PRESENT_AT,
    REFUSE,
    TRAIL,
    TURNED_DOWN,
    UNNAMED,
    WILL_COME,
)
from hustings.core.reading.modality import status_of
from hustings.core.reading.shadow import Item, Rule, Shadow, rule
from hustings.core.reading.subjects import Subject, main_subject, subject


@dataclass(frozen=True, slots=True)
class Met:
    """One reading: who, with whom, the verb, its status, and what leaves it unsure."""

    one: tuple[Item, ...]
    other: tuple[Item, ...]
    start: int
    verb: tuple[int, int]
    end: int
    status: str
    kind: str
    unsure: str = ""
    time: DateExpression | None = None


_AHEAD = Late(r"\b(?:will|would|plans?|planned|expected|scheduled|set|due|hopes?|to (?:speak|appear|attend))\b")
_UNDONE = Late(r"\b(?:not|never|declin\w+|refus\w+|skip\w*|miss\w*|cancel\w*|invited|if|whether)\b|n't\b")
_SOUGHT = Late(
    r"\b(?:ask\w*|sought|seek\w*|request\w*|want\w*|hop(?:es|ed|ing)|wait\w*|press\w*|push\w*|call\w*|plead\w*|"
    r"beg\w*)\b"
    r"[^,;]{0,20}$"
)


def _told(status: str) -> str:
    return {"decided": "scheduled", "not_yet": "expected"}.get(status, status)


def _people(shadow: Shadow, who: Subject | None) -> tuple[Item, ...]:
    return tuple(item for item in who.items if item.kind == "P") if who is not None else ()


def by_phrase(shadow: Shadow) -> Iterator[Met]:
    """ "After a meeting with A, B said"; "B said at a forum of A"."""
    lead = LEAD.search(shadow.text)
    if (
        lead is not None
        and not lead.group().startswith("No ")
        and not HYPOTHETICAL.search(shadow.text[: lead.start("verb")])
    ):
        one, other = shadow.at(*lead.span("subj")), shadow.at(*lead.span("obj"))
        ahead = lead.group("when") in ("Before", "Ahead of")
        status, span = "expected" if ahead else "happened", lead.span("verb")
        end = lead.start("subj")
        yield Met(tuple(one), tuple(other), 0, span, end, status, "event", "told by a phrase")
    for match in _WHO_MET.finditer(shadow.text):
        one, other = shadow.at(*match.span("subj")), shadow.at(*match.span("obj"))
        span = match.span("verb")
        yield Met(
            tuple(one), tuple(other), match.start(), span, match.end("subj"), "happened", "meeting", "told by who"
        )
    for match in TRAIL.finditer(shadow.text):
        who = main_subject(shadow)
        people = tuple(item for item in who.items if item.kind in "PO") if who is not None else ()
        if who is None or len(people) != 1 or who.start > match.start() or shadow.text[who.start + 1] == "'":
            continue
        between = shadow.text[who.start : match.start()]
        if _UNDONE.search(between) or _SOUGHT.search(between):
            continue
        status = "expected" if _AHEAD.search(between) or match.group("when") in ("before", "ahead of") else "happened"
        bodies = tuple(shadow.at(*match.span("obj")))
        yield Met(people, bodies, who.start, match.span("verb"), match.end(), status, "event", "told by a phrase")


_GATHERING = Late(r"(?:convention|conference|congress|delegates)$")


_DUE = Late(r"\b(?:due|scheduled|set|slated|booked|will)\b")
_WHO_MET = rule(
    r"\bwho (?P<verb>met|sat down|spoke|talked|dined|huddled|gathered)(?: with)? (?P<subj><PL>)[^.;]{0,40}? "
    r"(?:included|include|were|was|are) (?P<obj><COMMAS>)"
)
_CAME = Late(
    r"\b(?:welcomed|came|went|drove|travell?ed|returned|brought|flew|carried|headed|comes|goes|travels|returns|"
    r"took|made|"
    r"going|coming|head|travel|go|come|return|walked|rode)\b[^,;]{0,40}$"
)


def present_at(shadow: Shadow) -> Iterator[Met]:
    """ "B was cheered at the conference of A": where somebody was, among whom."""
    for match in PRESENT_AT.finditer(shadow.text):
        who, item = main_subject(shadow), shadow.at(*match.span("obj"))[0]
        if not match.group("event") and not _GATHERING.search(item.span.text):
            continue
        people = _people(shadow, who)
        if who is None or not people or who.start > match.start() or shadow.text[who.start + 1] == "'":
            continue
        between = shadow.text[who.start : match.start()]
        start = max(place for place, one in shadow.items.items() if one in people) + 1
        if _UNDONE.search(between) or shadow.at(start, match.start(), "PO"):
            continue
        if match.group("verb") == "to" and not _CAME.search(between):
            continue
        status = "scheduled" if _DUE.search(between) else "expected" if _AHEAD.search(between) else "happened"
        yield Met(people, (item,), who.start, match.span("verb"), match.end(), status, "event", "told by a place")


def between_subjects(shadow: Shadow) -> Iterator[Met]:
    """ "A and B met", "B was interviewed by A", "A is planning a meeting with B"."""
    for match in EACH_OTHER.finditer(shadow.text):
        items = shadow.at(*match.span("subj"))
        one = tuple(item for item in items if item.kind == "P")
        other = tuple(item for item in items if item not in one or reference(item).role not in ("candidate", ""))
        if one and other and not HYPOTHETICAL.search(shadow.text[: match.start()]):
            status = _told(status_of(match.group("aux"), match.group("verb")))
            yield Met(one, other, match.start(), match.span("verb"), match.end(), status, "meeting")
    for pattern in (INTERVIEWED, ARRANGED):
        for match in pattern.finditer(shadow.text):
            who = subject(shadow, match.start())
            if who is None or HYPOTHETICAL.search(shadow.text[: match.start()]):
                continue
            status = "expected" if pattern is ARRANGED else _told(status_of(match.group("aux"), match.group("verb")))
            bare = pattern is INTERVIEWED and not re.search(
                r"\b(?:was|were|been|be|is|are|"
                r"being)\b",
                match.group("aux"),
            )
            if not bare:
                other = tuple(shadow.at(*match.span("obj")))
                yield Met(who.items, other, who.start, match.span("verb"), match.end(), status, "meeting")


def answered(shadow: Shadow) -> Iterator[Met]:
    """ "B has accepted the invitation", "C declined": with whom stands elsewhere."""
    for match in ACCEPTED.finditer(shadow.text):
        who = subject(shadow, match.start())
        verb = match.group("verb")
        bare = verb == "accepted" or (verb == "declined" and match.end() < len(shadow.text) - 1)
        if who is None or who.how != "direct" or bare:
            continue
        status = "not_happened" if verb == "declined" else "expected"
        yield Met(
            who.items, (), who.start, match.span("verb"), match.end(), status, "event", "with whom stands elsewhere"
        )
    for match in WILL_COME.finditer(shadow.text):
        people = tuple(shadow.at(*match.span("who"), "P"))
        if people and not HYPOTHETICAL.search(shadow.text[: match.start()]):
            where = "with whom stands elsewhere"
            yield Met(people, (), match.start(), match.span("verb"), match.end(), "scheduled", "event", where)


def refused(shadow: Shadow) -> Iterator[Met]:
    """Who stayed away, who came, who has not answered: with whom is told elsewhere."""
    for pattern, why in (
        (REFUSE, "with whom is not written here"),
        (NO_REPLY, "an invitation without reply"),
        (TURNED_DOWN, "an invitation turned down"),
    ):
        for match in pattern.finditer(shadow.text):
            who = subject(shadow, match.start())
            status = _refusal(pattern, match)
            if who is None or not status:
                continue
            other = match.groupdict().get("obj")
            others = tuple(shadow.at(*match.span("obj"))) if other else ()
            yield Met(who.items, others, who.start, match.span("verb"), match.end(), status, "event", why)


def _refusal(pattern: Rule, match: re.Match[str]) -> str:
    """The status that such words give, or nothing when they give none."""
    if pattern is NO_REPLY:
        return "expected"
    if pattern is TURNED_DOWN:
        return "not_happened" if status_of(match.group("aux"), "declined") in ("happened", "decided") else ""
    status = status_of(match.group("aux"), match.group("verb"))
    came = status == "happened" and match.group("verb").startswith(CAME)
    return status if came or status == "not_happened" else ""


def likewise(shadow: Shadow) -> Iterator[Met]:
    """ "Y did so the next day": a meeting with whom the sentence before named."""
    for match in LIKEWISE.finditer(shadow.text):
        who = subject(shadow, match.start())
        people = _people(shadow, who)
        if who is not None and who.how == "direct" and people and not _UNDONE.search(match.group("aux")):
            status = _told(status_of(match.group("aux"), match.group("verb")))
            span, why = match.span("verb"), "with whom stands in the sentence before"
            yield Met(people, (), who.start, span, match.end(), status, "event", why)


def each_day(shadow: Shadow, at: int) -> dict[str, Item]:
    """ "…, X in June and Y in July": the day of each, by entity."""
    listed = EACH_DAY.search(shadow.text, at)
    found: dict[str, Item] = {}
    for match in ONE_DAY.finditer(shadow.text, *listed.span("list")) if listed else ():
        who, day = shadow.at(*match.span("who"))[0], shadow.at(*match.span("day"))[0]
        found[reference(who).entity or ""] = day
    return found


_PROMISED = rule(
    r"\b(?:said|says|announced|confirmed|told [^,;]{1,40}?|agreed|promised)(?: on| late)?(?: <D>)?(?: that)? $"
)


def promised(shadow: Shadow, start: int, aux: str) -> str:
    """ "said she would meet": a plan, not a possibility."""
    if re.search(r"\b(?:would|'d) (?:\w+ )?like\b", aux):
        return "hopes to "
    if aux.startswith("would ") and _PROMISED.search(shadow.text[:start]):
        return aux.replace("would", "will", 1)
    return aux


def unnamed(shadow: Shadow) -> Met | None:
    """ "B met with union leaders": a meeting whose other side the next sentence may name."""
    for match in UNNAMED.finditer(shadow.text):
        who = subject(shadow, match.start()) or main_subject(shadow)
        people = _people(shadow, who)
        if who is not None and people and not HYPOTHETICAL.search(shadow.text[: match.start()]):
            status = _told(status_of(match.group("aux"), match.group("verb")))
            if status != "not_happened":
                return Met(people, (), who.start, match.span("verb"), match.end(), status, "meeting")
    return None


def participants(shadow: Shadow) -> tuple[tuple[int, int], tuple[Item, ...]] | None:
    """ "Participants included the heads of A and B": the words that say so, and who."""
    match = PARTICIPANTS.search(shadow.text)
    if match is None or re.search(r"\bnot\b|n't\b", match.group()):
        return None
    found = tuple(item for item in shadow.at(*match.span("rest")) if item.kind in "OP")
    return (match.span(), found) if found else None


_AIM = rule(r"(?:(?:on |in )?<D> )?to $")


def elsewhere(shadow: Shadow, match: re.Match[str], aux: str) -> Subject | None:
    """A subject before the verb of travelling, or behind a colon."""
    if _AIM.fullmatch(aux):
        return _aimed(shadow, match.start())
    listed = COLON_LIST.match(shadow.text, match.end()) if subject(shadow, match.start()) is None else None
    people = tuple(shadow.at(*listed.span("list"), "P")) if listed else ()
    return Subject(people, "main", match.start()) if people else None


_JOURNEY = Late(r"\b(?:travel\w*|went|flew|came|returned|visited|drove|was in|stopped|headed|is in|arrived)\b")


def _aimed(shadow: Shadow, at: int) -> Subject | None:
    """Who travels somewhere "to meet" somebody."""
    who = main_subject(shadow)
    if who is None or who.start > at or not (_JOURNEY.search(shadow.text[:at]) or "will" in shadow.text[:at]):
        return None
    return Subject(who.items, "aim", who.start)


def purpose(words: str) -> str:
    """The small words that the verb of travelling lends to "to meet"."""
    if re.search(r"\bis (?:in|due|back|bound|headed|heading|flying|travell?ing|on (?:his|her|the) way)\b", words):
        return "will "
    ahead = re.search(
        r"\b(?:will|would|plans? to|is to|due to|set to|scheduled to|expected to|not|"
        r"declined to)\b",
        words,
    )
    return f"{ahead.group()} " if ahead else "did " if _JOURNEY.search(words) else "to "
