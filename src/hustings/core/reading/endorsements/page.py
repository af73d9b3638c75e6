"""Every endorsement of a text, in its order. Every sentence is read twice: as it stands, and without its asides."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from hustings.core.reading.dates import DateExpression
from hustings.core.reading.endorsements.abstentions import find_abstentions, taken_back
from hustings.core.reading.endorsements.doubts import DOUBT_ANYWHERE, Said, may_give
from hustings.core.reading.endorsements.fact import endorsement
from hustings.core.reading.endorsements.given import given, readings
from hustings.core.reading.endorsements.nouns import AS_HAVE, CAME, FOLLOWED, GAPPED, LIKE_THEM, THE_NEXT, THEY_ARE
from hustings.core.reading.endorsements.scenes import unaddressed
from hustings.core.reading.endorsements.unnamed import named_after, several_named, won_several
from hustings.core.reading.facts import CLEAR, LOOK, Fact, Page, Participant, dated, reference, span_of, unfolded
from hustings.core.reading.folding import views
from hustings.core.reading.late import Late
from hustings.core.reading.shadow import Shadow, rule
from hustings.core.reading.subjects import subject


def _next_in_line(page: Page, shadow: Shadow, here: Sequence[Fact]) -> Iterator[Fact]:
    """ "making it the third union to do so after X and Y": they gave theirs to the same candidate."""
    takers = {fact.role("endorsee") for fact in here if fact.outcome == "given"}
    for match in THE_NEXT.finditer(shadow.text):
        named = [reference(item).entity for item in shadow.at(*match.span("obj"))] if match.group("obj") else []
        whom = next((one for one in (*named, *takers) if one), None) if named or len(takers) == 1 else None
        if whom is None or DOUBT_ANYWHERE.search(shadow.text):
            continue
        items = tuple(shadow.at(*match.span("subj")))
        said = Said(items, (), match.start("subj"), match.span("verb"), "", "did so", match.end(), "direct")
        yield from _implied(page, shadow, said, whom, None, "told in passing")
    for gap in GAPPED.finditer(shadow.text) if here and _gave(here) else ():
        taker = shadow.at(*span_of(gap, "obj"))[0]
        items = tuple(shadow.at(*span_of(gap, "subj")))
        said = Said(items, (taker,), span_of(gap, "subj")[0], span_of(gap, "subj"), "", "did so", gap.end(), "direct")
        for giver in (item for item in items if item.kind == "O" and may_give(item)):
            yield replace(
                endorsement(page, shadow, said, giver, taker, "given", "happened", None), why="the verb is left out"
            )
    for likewise in (AS_HAVE.search(shadow.text), LIKE_THEM.search(shadow.text)) if len(takers) == 1 else ():
        if likewise is None:
            continue
        items = tuple(shadow.at(*likewise.span("subj")))
        said = Said(items, (), likewise.start("subj"), likewise.span("subj"), "", "did so", likewise.end(), "direct")
        yield from _implied(page, shadow, said, str(next(iter(takers))), None, "told in passing")


def _implied(
    page: Page,
    shadow: Shadow,
    said: Said,
    taker: str,
    time: DateExpression | None,
    why: str,
    *,
    people: bool = False,
) -> Iterator[Fact]:
    """Endorsements of somebody who stands in another sentence. `people`: whether persons follow persons."""
    for giver in said.endorsers:
        own = people and giver.kind == "P" and reference(giver).entity != taker
        if (giver.kind == "O" or own) and may_give(giver):
            fact = endorsement(page, shadow, said, giver, None, "given", "happened", time)
            person = Participant("endorsee", taker, None, "implied")
            yield replace(fact, participants=(*fact.participants, person), tier=LOOK, why=why)


def _followed(page: Page, shadow: Shadow, last: Sequence[Fact], before: Sequence[Fact]) -> Iterator[Fact]:
    """ "The X followed on Sunday", directly after a sentence that gave an endorsement."""
    plain = sorted((f for f in last if f.outcome == "given"), key=lambda f: f.trigger.start)
    takers = {f.role("endorsee") for f in plain[-1:]}  # of two candidates, the one whom the sentence comes to
    undone = any(f.outcome == "withdrawn" for f in last) and not takers
    if (len(takers) != 1 and not undone) or DOUBT_ANYWHERE.search(shadow.text):
        return
    why = "the candidate stands in the sentence before"
    for match in FOLLOWED.finditer(shadow.text):
        who = subject(shadow, match.start())
        again = match.group("verb").startswith(("did ", "has done", "have done", "had done"))  # "and B, which did so"
        if (
            who is None
            or who.how not in (("direct", "relative") if again else ("direct",))
            or re.search(r"\bnot\b|n't", shadow.text[: match.end()])
        ):
            continue
        said = Said(who.items, (), who.start, match.span("verb"), "", "followed", match.end(), who.how)
        if not undone:
            by_people = bool(plain) and _people(page, plain[-1].role("endorser"))
            yield from _implied(
                page, shadow, said, str(next(iter(takers))), dated(shadow, *match.span("verb")), why, people=by_people
            )
            continue
        for giver in who.items:
            if giver.kind == "O" and may_give(giver):
                yield from taken_back(page, shadow, None, replace(said, verb="withdrew"), giver, before)
    roster = (THEY_ARE.search(shadow.text) or AS_HAVE.match(shadow.text)) if not undone else None
    if roster is not None:
        givers = tuple(shadow.at(*roster.span("subj")))
        said = Said(givers, (), roster.start("subj"), roster.span("subj"), "", "did so", roster.end(), "direct")
        day = next((f.time for f in reversed(last) if f.outcome == "given"), None)
        same = day if shadow.text[roster.start() :].startswith(("So ", "so ")) else None
        yield from _implied(page, shadow, said, str(next(iter(takers))), same, why)


def _people(page: Page, entity: str | None) -> bool:
    """Whether somebody is a person."""
    return any(reference(i).entity == entity for shadow in page.shadows for i in shadow.items.values() if i.kind == "P")


_AFAR = Late(r"followed suit|did (?:the same|likewise)|(?:has|have|had)(?: already)? done (?:so|the same)")


def _given_lately(found: Sequence[Fact], shadow: Shadow) -> list[Fact]:
    """ "The A followed suit last night", a few sentences behind what it followed."""
    if not _AFAR.search(shadow.text):
        return []
    near = [f for f in found if _gave([f]) and shadow.sentence.start - f.start < _NEARBY]
    return [f for f in near if f.start == near[-1].start] if near else []


def _gave(facts: Sequence[Fact]) -> bool:
    return any(fact.outcome in ("given", "withdrawn") for fact in facts)


def _unaddressed(page: Page, shadow: Shadow, before: Sequence[Fact]) -> Iterator[Fact]:
    """ "The A announced its support in January", shortly after a sentence about one candidate's endorsement."""
    near = [f for f in before if f.outcome == "given" and shadow.sentence.start - f.start < _NEARBY]
    takers = {f.role("endorsee") for f in near} or {won_several(page, shadow)} - {None}
    for said in unaddressed(shadow) if len(takers) == 1 and not DOUBT_ANYWHERE.search(shadow.text) else ():
        why = "the candidate stands in a sentence before"
        yield from _implied(page, shadow, said, str(next(iter(takers))), dated(shadow, *said.trigger), why)


_NEARBY = 600  # characters


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


_DECISION = rule(
    r"\b(?:(?:made|took|taken|reached|announced|confirmed|unveiled|delivered|issued)(?: <O>'s| the| that| a| this)? "
    r"(?:formal |public |official )?(?:decision|announcement|endorsement|choice|move|vote|recommendation|switch)|"
    r"(?:[Tt]he|[Tt]heir|[Ii]ts|<O>'s|[Tt]hat|[Tt]his) (?:decision|announcement|endorsement|vote|move|choice|"
    r"recommendation|switch|news)(?:,? which)?,? "
    r"(?:came|announced(?= <D>)|unveiled(?= <D>)|was (?:made|taken|announced|reached|held)|followed|happened|"
    r"took place))\b"
)


def _deciding(shadow: Shadow, at: int) -> str | None:
    """The body that made the decision, where the clause names it."""
    who = subject(shadow, at)
    bodies = [reference(item).entity for item in who.items if item.kind == "O"] if who else []
    return bodies[0] if bodies else None


def decided_on(page: Page, facts: Sequence[Fact]) -> list[Fact]:
    """Take the day from "the council made the decision on Thursday", in one of the two sentences behind."""
    days = [
        (shadow.sentence.start, day, _deciding(shadow, match.start()))
        for shadow in page.shadows
        for match in _DECISION.finditer(shadow.text)
        if (day := dated(shadow, *match.span())) is not None
    ]
    found: list[Fact] = []
    for fact in facts:
        mine = (None, fact.role("endorser"))
        near = [day for start, day, who in days if 0 < start - fact.start < _NEARBY and who in mine]
        plain = fact.outcome == "given" and fact.time is None and fact.zone != "related"
        others = [f for f in facts if f.outcome == "given" and f.time is None and near and fact.start < f.start]
        between = [
            f for f in others if near and f.start < near[0].span.start and f.role("endorser") != fact.role("endorser")
        ]
        found.append(replace(fact, time=near[0]) if plain and near and not between else fact)
    return found


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
        seen = views(shadow)
        told = [[fact for said in readings(view) for fact in given(page, view, said)] for view in seen]
        here = _distinct(unfolded([fact for facts in told[: max(1, len(told) - 1)] for fact in facts], told[-1]))
        for view in seen:
            here += _next_in_line(page, view, here)
            before = here if _gave(here) else last if _gave(last) else _given_lately(found, view)
            here += _followed(page, view, before, [*found, *here])
            here += _unaddressed(page, view, [*found, *here])
            here += [*named_after(page, view), *several_named(page, view)]
            here += find_abstentions(page, view, [*found, *here])
        here = _on_one_day(shadow, _settled(_distinct(here)))
        found.extend(here)
        last = here
    return _superseded(_not_done_elsewhere(decided_on(page, refined(page, found))))


_MEANWHILE = Late(r",? (?:while|and) (?!.*\b(?:has|have|had|is|are)\b)")


def _on_one_day(shadow: Shadow, facts: Sequence[Fact]) -> list[Fact]:
    """ "A endorsed X yesterday, while B went with Y": both on that day."""
    kept: list[Fact] = []
    for fact in facts:
        told = [f for f in kept if f.outcome == "given" and f.time and f.time.kind == "event"]
        last = told[-1] if told else None
        if fact.outcome == "given" and fact.time is None and last and last.trigger.end < fact.trigger.start:
            between = shadow.sentence.text[
                last.trigger.end - shadow.sentence.start : fact.trigger.end - shadow.sentence.start
            ]
            kept.append(replace(fact, time=last.time) if _MEANWHILE.search(between) else fact)
            continue
        kept.append(fact)
    return kept


def _not_done_elsewhere(facts: Sequence[Fact]) -> list[Fact]:
    """ "It will support X" leaves nothing open where the text also says that it does."""
    done = {(f.role("endorser"), f.role("endorsee")) for f in facts if f.outcome == "given"}
    return [f for f in facts if f.outcome != "pending" or (f.role("endorser"), f.role("about")) not in done]


def _settled(facts: Sequence[Fact]) -> list[Fact]:
    """What one view of a sentence tells as done, the same words do not leave open."""
    done = [fact for fact in facts if fact.outcome in ("given", "none")]
    return [
        fact
        for fact in facts
        if fact.outcome != "pending"
        or not any(d.trigger.overlaps(fact.trigger) and d.role("endorser") == fact.role("endorser") for d in done)
    ]


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
