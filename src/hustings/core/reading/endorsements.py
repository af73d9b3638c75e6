"""Endorsements that were given, by whom and to whom.

The worst thing this reader could say is that somebody endorsed who did not. So a given endorsement needs a finite,
positive verb (or a noun of possession), a body that speaks as a whole, and a clause free of doubt; whatever is in
doubt is left out. Every sentence is read twice: as it stands, and folded, without its asides.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from hustings.core.reading.abstentions import find_abstentions, taken_back
from hustings.core.reading.dates import DateExpression
from hustings.core.reading.doubts import (
    DOUBT_ANYWHERE,
    DOUBT_NOUN,
    TAKEN_BACK,
    Said,
    announced,
    in_doubt,
    may_give,
)
from hustings.core.reading.endorsed import endorsement
from hustings.core.reading.endorsement_rules import (
    AS_HAVE,
    CAME,
    DOING,
    FOLLOWED,
    GAINING,
    GOES_ON,
    IDIOM,
    JOINED,
    LOOKED_BACK,
    LOOSE_GIVERS,
    NAMED_GIVERS,
    NOMINATE,
    NOUN_FROM,
    NOUN_OF,
    NOUN_SUPPORT,
    PARENTHETIC,
    PASSIVE,
    ROSTER,
    SWITCHED,
    THE_NEXT,
    THEY_ARE,
    WHOM,
    WITH_SUPPORT,
)
from hustings.core.reading.endorsement_scenes import also, is_among, is_held, is_stated, never_came, unaddressed
from hustings.core.reading.facts import CLEAR, LOOK, Fact, Page, Participant, dated, reference, span_of, unfolded
from hustings.core.reading.folding import views
from hustings.core.reading.modality import is_hedged, status_of
from hustings.core.reading.shadow import Item, Rule, Shadow
from hustings.core.reading.subjects import main_subject, subject

_NOUNS = (NOUN_OF, NOUN_FROM, NOUN_SUPPORT, ROSTER)


def _sure(shadow: Shadow, start: int, end: int, kinds: str) -> tuple[Item, ...]:
    """In "endorsed X and Y criticized it" Y is the next subject: the last of a list counts when no verb follows."""
    items = tuple(shadow.at(start, end))
    kept = items if len(items) < 2 or GOES_ON.match(shadow.text, end) else items[:-1]
    return tuple(item for item in kept if item.kind in kinds)


def _active(shadow: Shadow) -> Iterator[Said]:
    """A verb group with its object; the subject is looked for on the left."""
    for pattern in DOING:
        for match in pattern.finditer(shadow.text):
            who = subject(shadow, match.start())
            if (
                who is None
                or is_held(shadow, who)
                or (pattern is NOMINATE and not _may_nominate(shadow, who.items, match.end()))
            ):
                continue
            if (
                pattern is IDIOM
                and match.group("prep") in ("for", "of")
                and re.match(
                    r"put|thr|"
                    r"swung",
                    match.group("verb"),
                )
            ):
                continue  # "put its support for X to a vote"
            objects = _sure(shadow, *span_of(match, "obj"), "P")
            aux, verb = _group(match, "aux"), _group(match, "verb")
            givers = (*who.items, *shadow.at(*match.span("others"))) if pattern is JOINED else who.items
            givers = _owners(shadow, match, givers) if pattern is IDIOM else givers
            verb_at = span_of(match, "verb")
            said = Said(givers, objects, who.start, verb_at, aux, verb, match.end(), who.how)
            yield said
            yield from also(shadow, said)
            old = shadow.at(*match.span("old"), "P") if pattern is SWITCHED else ()
            if old:
                yield Said(who.items, tuple(old), who.start, match.span("verb"), aux, "gave up", match.end(), who.how)


def _group(match: re.Match[str], name: str) -> str:
    return match.string[slice(*span_of(match, name))]


def _owners(shadow: Shadow, match: re.Match[str], givers: tuple[Item, ...]) -> tuple[Item, ...]:
    """ "The president announced the union's support for X": the support is the union's."""
    owned = shadow.at(*match.span("whose"), "O") if match.group("whose") else []
    mine = {reference(item).entity for item in givers}
    other = owned and reference(owned[0]).how != "pronoun" and reference(owned[0]).entity not in mine
    return tuple(owned) if other else givers


def _may_nominate(shadow: Shadow, givers: Sequence[Item], at: int) -> bool:
    """A body nominates for a party's choice; a party names its own, and a president fills offices."""
    named = [reference(item) for item in givers]
    if any(one.kind == "O" and one.role != "party" for one in named):
        return True
    return any(one.kind == "P" for one in named) and "leader" in shadow.text[at : at + 40]


def _looked_back(shadow: Shadow) -> Iterator[Said]:
    """ "It stayed out, after endorsing X in 2025": the sentence's subject did it before."""
    for match in LOOKED_BACK.finditer(shadow.text):
        who = main_subject(shadow)
        if who is not None and who.start < match.start():
            objects = tuple(shadow.at(*match.span("obj"), "P"))
            yield Said(who.items, objects, match.start(), match.span("verb"), "", "endorsed", match.end(), "shared")


_HELD = re.compile(r"\b(?:by|of|from|to|with|against|for)\s$")


def _passive(shadow: Shadow) -> Iterator[Said]:
    for match in PASSIVE.finditer(shadow.text):
        if (
            is_among(match)
            or re.search(r"\bto $|\bbeing $", match.group("aux"))
            or _HELD.search(shadow.text[: match.start()])
        ):
            continue
        takers = shadow.at(*match.span("obj"), "P")
        if not re.match(r"^(?:,? who)? ?$", match.group("mid") or ""):
            takers = takers[-1:]  # "X and Y, the mayor, was backed by": Y alone
        givers = _sure(shadow, *match.span("subj"), "POC")
        how = "relative" if "who" in (match.group("mid") or "") else "direct"
        span, aux = match.span("verb"), match.group("aux")
        yield Said(givers, tuple(takers), match.start(), span, aux, "endorsed", match.end(), how)


def _named_givers(shadow: Shadow) -> Iterator[Said]:
    """Nouns of possession, lists, participles: both sides stand in the rule."""
    for pattern in NAMED_GIVERS:
        for match in pattern.finditer(shadow.text):
            if pattern in _NOUNS and not _is_plain_noun(shadow, match, pattern):
                continue
            givers = _sure(shadow, *match.span("subj"), "POC")
            takers = _sure(shadow, *match.span("obj"), "P")
            aux = "" if pattern in _NOUNS else match.group("aux")
            how = "relative" if pattern in (PARENTHETIC, WHOM) else "shared" if pattern in LOOSE_GIVERS else "direct"
            yield Said(givers, takers, match.start(), match.span("verb"), aux, "endorsed", match.end(), how)


def _is_plain_noun(shadow: Shadow, match: re.Match[str], pattern: Rule) -> bool:
    aux = match.group("aux")
    if match.group("verb") == "nomination" and not shadow.at(*match.span("subj"), "O"):
        return False
    if DOUBT_NOUN.search(aux) or TAKEN_BACK.search(shadow.text[: match.start("verb")]):
        return False
    if not is_stated(shadow, match) or never_came(shadow, match):
        return False
    wanted = pattern is NOUN_FROM and match.group("verb").lower() != "endorsements"
    return not wanted or re.search(r"(?i:\b(?:the|its|their|labou?r|union) $|^$)", aux) is not None


_NO_ADJECTIVE = re.compile(r"\b(?:of|for|sought|asked|(?!coveted)\w+ed|(?!unwavering)\w+ing|lost|made|yet|not|to)\b")
_OF_LAWS = re.compile(
    r"\b(?:bills?|laws?|measures?|legislation|pass(?:ed|es)?|introduc\w+|ordinance|budget|"
    r"plans?|deals?|sign\w*|veto\w*)\b"
)
_OF_RACES = re.compile(
    r"\b(?:races?|campaign\w*|contests?|primary|candida\w+|nomination|elections?|lead(?:s|ing)?|front-?runner|runs?|"
    r"running|enter\w*|ballots?|leadership|favou?rite|bid)\b"
)


def _gaining(shadow: Shadow) -> Iterator[Said]:
    """ "X won the backing of A and B": who gains is the subject."""
    for pattern in GAINING:
        for match in pattern.finditer(shadow.text):
            who = subject(shadow, match.start())
            adj = match.groupdict().get("adj") or ""
            if who is None or DOUBT_NOUN.search(adj) or _NO_ADJECTIVE.search(adj):
                continue
            takers = tuple(item for item in who.items if item.kind == "P")
            givers = _sure(shadow, *match.span("subj"), "POC")
            aux = match.group("aux")
            yield Said(givers, takers, who.start, match.span("verb"), aux, "won", match.end(), who.how)
    for match in WITH_SUPPORT.finditer(shadow.text):
        before = main_subject(shadow)
        if before is None or DOUBT_NOUN.search(match.group("adj")) or len(before.items) != 1:
            continue
        weak = "endorsement" not in match.group()
        if weak and (_OF_LAWS.search(shadow.text) or not _OF_RACES.search(shadow.text)):
            continue
        givers = _sure(shadow, *match.span("subj"), "POC")
        start = max(before.start, match.start()) if before.start < match.start() else match.start()
        yield Said(givers, before.items, start, match.span("verb"), "", "won", match.end(), "shared")


def _readings(shadow: Shadow) -> Iterator[Said]:
    for find in (_active, _passive, _named_givers, _gaining, _looked_back):
        yield from find(shadow)


def _is_said_done(shadow: Shadow, said: Said) -> bool:
    """Whether the words before the verb, and the form of the verb, tell of something done."""
    status = status_of(said.aux, said.verb)
    if status in ("scheduled", "possible") and announced(shadow, said):
        return True
    if status not in ("happened", "ongoing", "decided") or is_hedged(said.aux):
        return False
    bare = re.match(r"(?:back|support|endorse|endorsing|backing|supporting)$", said.verb) is not None
    aside = re.search(r"(?:,| by) $", shadow.text[: said.trigger[0]]) and said.verb.endswith("ing")
    return bool(aside) or not (bare and status == "ongoing" and said.how == "shared")


def _given(page: Page, shadow: Shadow, said: Said) -> Iterator[Fact]:
    if not said.endorsees or not _is_said_done(shadow, said) or in_doubt(shadow, said):
        return
    time = said.time or dated(shadow, *said.trigger, races=True)
    if time and time.kind == "race" and shadow.zone == "headline":
        time = None
    outcome = "withdrawn" if said.verb == "gave up" else "given"
    for giver in said.endorsers:
        for taker in said.endorsees:
            if _are_two(giver, taker, voted=_by_ballot(said)):
                yield endorsement(page, shadow, said, giver, taker, outcome, "happened", time)


_SUBJECT_FORMS = frozenset(("he", "she", "they", "it"))


def _by_ballot(said: Said) -> bool:
    """Members who have voted to back somebody have decided for their body; members who merely back have not."""
    return re.search(r"\b(?:have|has) (?:[a-z]+ly )?voted (?:[a-z]+ly )?to $", said.aux) is not None


def _are_two(giver: Item, taker: Item, *, voted: bool = False) -> bool:
    """Whether one may endorse, the other can be endorsed, and they are not the same."""
    if not may_give(giver, voted=voted) or taker.kind != "P":
        return False
    one, other = reference(giver), reference(taker)
    subjective = other.span.text.lower() in _SUBJECT_FORMS and other.how == "pronoun"
    return other.entity is not None and one.entity != other.entity and not (subjective and one.span < other.span)


def _next_in_line(page: Page, shadow: Shadow, here: Sequence[Fact]) -> Iterator[Fact]:
    """ "making it the third union to do so after X and Y": they gave theirs to the same candidate."""
    takers = {fact.role("endorsee") for fact in here if fact.outcome == "given"}
    for match in THE_NEXT.finditer(shadow.text) if len(takers) == 1 else ():
        items = tuple(shadow.at(*match.span("subj")))
        said = Said(items, (), match.start("subj"), match.span("verb"), "", "did so", match.end(), "direct")
        yield from _implied(page, shadow, said, str(next(iter(takers))), None, "told in passing")
    likewise = AS_HAVE.search(shadow.text) if len(takers) == 1 else None
    if likewise is not None:
        items = tuple(shadow.at(*likewise.span("subj")))
        said = Said(items, (), likewise.start("subj"), likewise.span("subj"), "", "did so", likewise.end(), "direct")
        yield from _implied(page, shadow, said, str(next(iter(takers))), None, "told in passing")


def _implied(
    page: Page, shadow: Shadow, said: Said, taker: str, time: DateExpression | None, why: str
) -> Iterator[Fact]:
    """Endorsements of somebody who stands in another sentence."""
    for giver in said.endorsers:
        if giver.kind == "O" and may_give(giver):
            fact = endorsement(page, shadow, said, giver, None, "given", "happened", time)
            person = Participant("endorsee", taker, None, "implied")
            yield replace(fact, participants=(*fact.participants, person), tier=LOOK, why=why)


def _followed(page: Page, shadow: Shadow, last: Sequence[Fact], before: Sequence[Fact]) -> Iterator[Fact]:
    """ "The X followed on Sunday", directly after a sentence that gave an endorsement."""
    takers = {f.role("endorsee") for f in last if f.outcome == "given"}
    undone = any(f.outcome == "withdrawn" for f in last) and not takers
    if (len(takers) != 1 and not undone) or DOUBT_ANYWHERE.search(shadow.text):
        return
    why = "the candidate stands in the sentence before"
    for match in FOLLOWED.finditer(shadow.text):
        who = subject(shadow, match.start())
        if who is None or who.how != "direct" or re.search(r"\bnot\b|n't", shadow.text[: match.end()]):
            continue
        said = Said(who.items, (), who.start, match.span("verb"), "", "followed", match.end(), who.how)
        if not undone:
            yield from _implied(page, shadow, said, str(next(iter(takers))), dated(shadow, *match.span("verb")), why)
            continue
        for giver in who.items:
            if giver.kind == "O" and may_give(giver):
                yield from taken_back(page, shadow, None, replace(said, verb="withdrew"), giver, before)
    roster = (THEY_ARE.search(shadow.text) or AS_HAVE.match(shadow.text)) if not undone else None
    if roster is not None:
        givers = tuple(shadow.at(*roster.span("subj")))
        said = Said(givers, (), roster.start("subj"), roster.span("subj"), "", "did so", roster.end(), "direct")
        yield from _implied(page, shadow, said, str(next(iter(takers))), None, why)


def _unaddressed(page: Page, shadow: Shadow, before: Sequence[Fact]) -> Iterator[Fact]:
    """ "The A announced its support in January", shortly after a sentence about one candidate's endorsement."""
    near = [f for f in before if f.outcome == "given" and shadow.sentence.start - f.start < _NEARBY]
    takers = {f.role("endorsee") for f in near}
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
        told = [[fact for said in _readings(view) for fact in _given(page, view, said)] for view in seen]
        here = _distinct(unfolded([fact for facts in told[: max(1, len(told) - 1)] for fact in facts], told[-1]))
        for view in seen:
            here += _next_in_line(page, view, here)
            here += _followed(page, view, last, [*found, *here])
            here += _unaddressed(page, view, found)
            here += find_abstentions(page, view, [*found, *here])
        here = _settled(_distinct(here))
        found.extend(here)
        last = here
    return _superseded(_not_done_elsewhere(refined(page, found)))


def _not_done_elsewhere(facts: Sequence[Fact]) -> list[Fact]:
    """ "It will support X" leaves nothing open where the text also says that it does."""
    done = {(f.role("endorser"), f.role("endorsee")) for f in facts if f.outcome == "given"}
    return [f for f in facts if f.outcome != "pending" or (f.role("endorser"), f.role("about")) not in done]


def _settled(facts: Sequence[Fact]) -> list[Fact]:
    """What one view of a sentence tells as done, the same words do not leave open."""
    done = [fact for fact in facts if fact.outcome == "given"]
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
