"""Headcounts: how many members a body says it has."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from hustings.core.reading.count_gaps import Carried, find_gaps
from hustings.core.reading.count_grid import BARE, GRID, GRID_VERB
from hustings.core.reading.count_rules import (
    AND_HERE,
    BESIDE,
    BESIDE_THE_BODY,
    CHANGED,
    HIS_MEMBERS,
    OF_PART,
    VERB,
    WHOLE,
)
from hustings.core.reading.facts import CLEAR, LOOK, Count, Fact, Page, participant, reference
from hustings.core.reading.folding import views
from hustings.core.reading.late import Late
from hustings.core.reading.lexicon import NUMBER_WORDS
from hustings.core.reading.shadow import SIGNS, Item, Rule, Shadow
from hustings.core.reading.spans import Span
from hustings.core.reading.subjects import Subject, subject

_SCALES = {"thousand": 1_000, "million": 1_000_000, "m": 1_000_000}
_SPELT = NUMBER_WORDS | {"seventy": 70, "eighty": 80, "ninety": 90, "a hundred": 100, "half a": 0.5, "half-a-": 0.5}
_TENS = "ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|a hundred"
_NUMBER = Late(
    r"(?<![\w$£€.,-])(?:(?P<figure>\d{1,3}(?:,\d{3})+|\d{1,9}(?:\.\d{1,3})?)(?:[ -](?P<scale>thousand|million)|"
    r"(?P<m>m)(?![\w]))?|(?P<word>half a|half-a-|a|one|two|three|four|five|six|seven|eight|nine|ten)(?:(?<=-)| "
    r")million|"
    rf"(?P<spelt>(?i:{_TENS}|two|three|four|five|six|seven|eight|nine)) thousand)(?![\w%.]?\d)(?!%)"
)
_PART_BEFORE = Late(
    r"\b(?:polled|surveyed|interviewed|of (?:its|their|the\b(?! (?:two|three|four|five|six|state|city|"
    r"country)\b))|among|laid off|lost|recruited|collected|mailed|trained|bused|briefed|suspended|expelled|"
    r"hired|added|gained|struck|"
    r"voted|turnout|(?:board|committee|executive|panel|crowd|delegation|team|rally|staff) of|"
    r"(?:meeting|forum|town hall|session|call|rally|lunch|dinner|breakfast|reception) (?:with|of|for))\b[^,;.]*$"
)


_FEWEST = 100
_NOT_THE_BODY = ("local", "fund")
_NOT_ALL = Late(
    r" (?:(?:new|more|additional|extra|further|volunteers|depots|delegates|shops|stores|schools|pickets)\b|"
    r"members of (?:parliament|congress|the (?:public|assembly|legislature|council|board|jury)))"
)


def find_counts(text: str) -> list[tuple[Span, int | float]]:
    """Numbers that may count people: the span and the value."""
    found: list[tuple[Span, int | float]] = []
    for match in _NUMBER.finditer(text):
        if match.group("figure"):
            value = float(match.group("figure").replace(",", "")) * _SCALES.get(
                match.group("scale") or match.group("m") or "", 1
            )
        elif match.group("word"):
            value = _SPELT[match.group("word")] * 1_000_000
        else:
            value = _SPELT[match.group("spelt").lower()] * 1_000
        found.append(
            (Span(match.start(), match.end(), match.group()), int(value) if value == int(value) else round(value, 3))
        )
    return found


def _fact(
    page: Page, shadow: Shadow, told: tuple[int, int], who: Item, count: tuple[int, int], unit: str
) -> Iterator[Fact]:
    item = shadow.at(*count, "K")
    if not item or who.kind != "O" or reference(who).entity is None:
        return
    span, value = item[0].span, item[0].what
    if not isinstance(value, (int, float)) or value < _FEWEST or reference(who).part in _NOT_THE_BODY:
        return
    if _NOT_ALL.match(shadow.text, count[1]):
        return
    if who.span.text.lower() == "them":  # "between them the two unions have 67,000"
        return
    person = participant("organization", who)
    clear = person.how == "name"
    yield Fact(
        type="headcount",
        status="ongoing",
        tier=CLEAR if clear else LOOK,
        participants=(person,),
        trigger=page.quoted(shadow, *told),
        evidence=(page.quoted(shadow, 0, len(shadow.text)),),
        count=Count(span, value, unit),
        zone=shadow.zone,
        why="" if clear else "the name is not written here",
    )


_TOGETHER = Late(r"\b(?:together|between them|combined|in all|jointly)\b|\bbetween \ue003", re.I)


_BETWEEN_THEM = Late(r"\b(?:[Bb]etween them|[Cc]ombined)\b")


def _are_many(shadow: Shadow, who: Subject) -> bool:
    """Whether several act, or "they" do."""
    before = shadow.text[: who.start].rstrip()
    return (
        who.items[-1].span.text.lower() in ("they", "them") or len(who.items) > 1 or before.endswith((" and", ", and"))
    )


def _is_of_others(shadow: Shadow, match: re.Match[str], who: Subject) -> bool:
    """ "Together they have 17,000"; "A gave $5,000, and B, with 41,000 members, gave": no count of A."""
    together = _TOGETHER.search(shadow.text[max(0, match.start() - 40) : match.end()])
    if (together or _BETWEEN_THEM.search(shadow.sentence.text)) and _are_many(shadow, who):
        return True
    return match.groupdict().get("verb") == "with" and not _is_nearest(shadow, who.items[-1], match.start())


def _is_nearest(shadow: Shadow, owner: Item, at: int) -> bool:
    """Whether the body is the last that is named before a place."""
    before = shadow.at(0, at, "O")
    return bool(before) and owner.kind == "O" and reference(before[-1]).entity == reference(owner).entity


def _of_leaders(page: Page, shadow: Shadow) -> Iterator[Fact]:
    """ "His 38,500 members", "X's union, which has 46,000 members"."""
    for match in HIS_MEMBERS.finditer(shadow.text):
        second = next(mark for mark in ("", "2", "3") if match.group(f"count{mark}") is not None)
        led = _led(page, shadow.at(*match.span(f"who{second}"))[0])
        if led is not None:
            yield from _fact(
                page, shadow, match.span(), led, match.span(f"count{second}"), match.group(f"unit{second}")
            )


def _led(page: Page, item: Item) -> Item | None:
    """ "Her 46,000 members": of the body that she is known to lead."""
    one = reference(item)
    body = page.affiliations.get(one.entity or one.label)
    if body is None or one.role == "candidate":
        return None
    return Item("O", item.span, replace(one, kind="O", entity=body, how="description", part="", of=None, role=""))


def find_headcounts(page: Page) -> list[Fact]:
    """Every headcount of a page, in the order of the text."""
    found: list[Fact] = []
    carried = Carried()
    for shadow in page.shadows:
        if SIGNS["K"] in shadow.text and shadow.zone not in ("correction", "related"):
            seen = views(shadow)
            here = [fact for view in seen for fact in _of(page, view)]
            counted = {fact.count.span.start for fact in here if fact.count}
            for view in seen:
                for gap in find_gaps(view, counted, opened=carried.is_open(shadow)):
                    here.extend(_fact(page, view, gap.told, gap.who, gap.count, "members"))
            here.extend(more for view in seen for more in _and_here(page, view, here))
            found.extend({(f.role("organization"), f.count): f for f in reversed(here)}.values())
            carried.note(shadow, counted)
    return found


def _and_here(page: Page, shadow: Shadow, here: Sequence[Fact]) -> list[Fact]:
    """ "It has 12,500 members in the state and 38,000 nationwide": what the same body has elsewhere."""
    told = {fact.count.span.start: fact for fact in here if fact.count}
    found = []
    for match in AND_HERE.finditer(shadow.text):
        first, (item,) = shadow.items[match.start("first")], shadow.at(*match.span("count"), "K")
        fact, value = told.get(first.span.start), item.what
        if fact is not None and item.span.start not in told and isinstance(value, (int, float)) and value >= _FEWEST:
            count = Count(item.span, value, "members")
            found.append(replace(fact, count=count, trigger=page.quoted(shadow, *match.span())))
    return found


def _of(page: Page, shadow: Shadow) -> Iterator[Fact]:
    yield from _by_verb(page, shadow, VERB, ("", "3"))
    yield from _by_verb(page, shadow, GRID_VERB, ("", "2", "3", "4", "5", "6", "7"))
    yield from _by_verb(page, shadow, CHANGED, ("", "2"))
    yield from _bare(page, shadow)
    yield from _of_leaders(page, shadow)
    yield from _beside(page, shadow)


def _by_verb(page: Page, shadow: Shadow, pattern: Rule, marks: tuple[str, ...]) -> Iterator[Fact]:
    for match in pattern.finditer(shadow.text):
        mark = next(one for one in marks if match.group(f"count{one}") is not None)
        count, who = match.span(f"count{mark}"), subject(shadow, match.start())
        if who is None or _PART_BEFORE.search(shadow.text[match.start() : count[0]]):
            continue
        if pattern is GRID_VERB and any(reference(one).part == "board" for one in who.items if one.kind == "O"):
            continue  # "its conference brings together 400"
        if not _is_of_others(shadow, match, who):
            unit = match.groupdict().get(f"unit{mark}") or "members"
            yield from _fact(page, shadow, match.span(), who.items[-1], count, unit)


def _bare(page: Page, shadow: Shadow) -> Iterator[Fact]:
    """ "A met on Monday. Membership stands at 12,500": of the only body in the sentence before."""
    match, before = BARE.match(shadow.text), page.shadows[max(0, shadow.number - 1)]
    if match is None or before.number == shadow.number or before.paragraph != shadow.paragraph:
        return
    bodies = before.at(0, len(before.text), "O")
    if len({reference(item).entity for item in bodies}) == 1:
        yield from _fact(page, shadow, match.span(), bodies[-1], match.span("count"), "members")


def _has_between(plain: Shadow, start: int, count: Item) -> bool:
    """ "From A, with 610,000, down to B, with 4,200": another body with its number stands between in the text."""
    between = [item.kind for item in plain.items.values() if start <= item.span.start < count.span.start]
    return "O" in between and "K" in between


def _beside(page: Page, shadow: Shadow) -> Iterator[Fact]:
    for pattern in (*BESIDE_THE_BODY, *GRID):
        for match in pattern.finditer(shadow.text):
            second = next(
                n for n in ("", "2", "3", "4", "5", "6", "7") if match.groupdict().get(f"subj{n}") is not None
            )
            item, count = shadow.at(*match.span(f"subj{second}"))[0], match.span(f"count{second}")
            if pattern in GRID and reference(item).part == "board":
                continue
            if pattern is OF_PART and not WHOLE.search(item.span.text):
                continue
            if _PART_BEFORE.search(shadow.text[match.start() : count[0]]):
                continue
            if pattern is BESIDE and _has_between(page.shadows[shadow.number], item.span.end, shadow.items[count[0]]):
                continue
            unit = match.groupdict().get(f"unit{second}") or "members"
            unit = "members" if unit in ("member", "strong") else unit
            yield from _fact(page, shadow, match.span(), item, count, unit)
