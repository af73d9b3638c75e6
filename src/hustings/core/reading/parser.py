"""A second opinion on facts, from a dependency parse: it agrees, disagrees, or has nothing to say.

Facts come from rules about clauses. Where a parser is at hand, it is asked about the sentence of each endorsement,
meeting and gift. Agreement is evidence and lifts nothing: what the rules doubted stays in the lower tier. Disagreement
lowers a clear fact.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hustings.core.reading.facts import CLEAR, LOOK, Fact
from hustings.core.reading.spans import Line, Span
from hustings.core.reading.text import paragraphs, sentences
from hustings.core.reading.tree import Parse, Tree

if TYPE_CHECKING:
    from hustings.core.reading.reader import Reading

AGREES, DISAGREES, SILENT = "agrees", "disagrees", "has nothing to say"

_PAIRS = {
    "endorsement": (("endorser",), ("endorsee",)),
    "meeting": (("candidate",), ("organization",)),
    "call": (("candidate",), ("organization",)),
    "donation": (("donor",), ("recipient", "beneficiary")),
}
_BOTH_WAYS = ("meeting", "call")
_RECEIVES = frozenset(
    "win secure receive earn get have gain land collect clinch accept enjoy pick boast hold score snag nab capture "
    "draw take lose garner attract raise obtain attain grab bag lock welcome claim retain".split()
)


@dataclass(frozen=True)
class _Case:
    """One fact, its tree, and where in it the trigger and the two sides stand."""

    fact: Fact
    tree: Tree
    trigger: int
    one: frozenset[int]
    other: frozenset[int]
    known: dict[int, str]  # the words that head a known name, with whose it is
    entities: frozenset[str]


def weighed(text: str, reading: "Reading", parse: Parse) -> "Reading":
    """The reading with the parser's opinion on every endorsement, meeting, call and gift.

    `text` is what was read. Each sentence that holds such a fact is parsed once.
    """
    closed = [quote.fragment.outer for quote in reading.quotes]
    line = Line([s for block in paragraphs(text) for s in sentences(text, block, closed=_disjoint(closed))])
    trees: dict[int, Tree] = {}
    facts: list[Fact] = []
    for fact in reading.facts:
        if fact.type not in _PAIRS:
            facts.append(fact)
            continue
        number = line.index(fact.trigger.start)
        if number not in trees:
            trees[number] = Tree(parse(line.spans[number].text.replace("\n", " ")))
        facts.append(_with(fact, _opinion(fact, line.spans[number], trees[number], reading)))
    return replace(reading, facts=tuple(facts))


def _disjoint(spans: Iterable[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(set(spans)):
        if not kept or kept[-1].end <= span.start:
            kept.append(span)
    return kept


def _with(fact: Fact, opinion: str) -> Fact:
    if opinion == DISAGREES and fact.tier == CLEAR:
        return replace(fact, parser=opinion, tier=LOOK, why="the parser reads the sentence otherwise")
    return replace(fact, parser=opinion)


def _opinion(fact: Fact, sentence: Span, tree: Tree, reading: "Reading") -> str:
    case = _case(fact, sentence, tree, reading)
    if case is None:
        return SILENT
    if _denied(case):
        return DISAGREES
    acting, acted_on = _sides(case)
    one, other = (case.other, case.one) if _receives(case) else (case.one, case.other)
    if _agrees(case, acting, acted_on, one, other):
        return AGREES
    return DISAGREES if _otherwise(case, acting, acted_on, one, other) else SILENT


def _case(fact: Fact, sentence: Span, tree: Tree, reading: "Reading") -> _Case | None:
    """Where the fact stands in the tree; None when its trigger or a side of it stands in another sentence."""
    first, second = _PAIRS[fact.type]
    trigger = tree.root_of(fact.trigger, sentence.start)
    one, other = _heads(fact, first, sentence, tree), _heads(fact, second, sentence, tree)
    wants_other = any(p.role in second for p in fact.participants)
    if trigger is None or not one or (wants_other and not other):
        return None
    names = ((tree.root_of(m.span, sentence.start), m.entity.id) for m in reading.mentions if sentence.holds(m.span))
    known = {head: entity for head, entity in names if head is not None}
    entities = frozenset(p.entity for p in fact.participants if p.entity)
    return _Case(fact, tree, trigger, one, other, known, entities)


def _heads(fact: Fact, roles: Sequence[str], sentence: Span, tree: Tree) -> frozenset[int]:
    spans = (p.span for p in fact.participants if p.role in roles and p.span and sentence.holds(p.span))
    heads = (tree.root_of(span, sentence.start) for span in spans)
    return frozenset(head for head in heads if head is not None)


def _denied(case: _Case) -> bool:
    """Whether the parse negates what the fact says happened."""
    happened = case.fact.status == "happened" and case.fact.outcome in ("", "given", "superseded")
    return happened and case.tree.denied(case.trigger)


def _receives(case: _Case) -> bool:
    """Whether the grammar runs against the fact: the subject of "won" or "accepted" is the one who is given to."""
    if case.fact.type in _BOTH_WAYS:
        return False
    words = case.tree.words
    verbs = (case.trigger, words[case.trigger].head)
    lemmas = [words[verb].lemma.lower() for verb in verbs if words[verb].tag.startswith("V")]
    return any(lemma in _RECEIVES for lemma in lemmas[:1])


def _sides(case: _Case) -> tuple[list[int], list[int]]:
    """Heads of who acts and who is acted on, for a verb or for a noun of doing ("endorsement", "gift", "talks")."""
    tree, at = case.tree, case.trigger
    if tree.words[at].tag.startswith(("V", "MD")):
        return tree.doers(at), tree.undergoers(at)
    owners = tree.below(at, "poss")
    reached: dict[str, list[int]] = {"from": [], "to": []}
    for prep in tree.below(at, "prep"):
        side = "from" if tree.words[prep].lemma.lower() in ("from", "by") else "to"
        reached[side] += tree.below(prep, "pobj")
    verb = tree.words[at].head
    verbal = tree.words[verb].tag.startswith("V") and tree.words[at].relation in ("dobj", "pobj", "nsubjpass", "attr")
    above = tree.doers(verb) if verbal and not owners else []
    beside = tree.undergoers(verb) if verbal else []
    return owners + reached["from"] + above, reached["to"] + beside


def _agrees(case: _Case, acting: list[int], acted_on: list[int], one: frozenset[int], other: frozenset[int]) -> bool:
    tree = case.tree
    strict = {w for head in acting for w in tree.together(head)}
    doers = strict if case.fact.type == "endorsement" else strict | {w for head in acting for w in tree.within(head)}
    done_to = {w for head in acted_on for w in tree.within(head)}
    if case.fact.type in _BOTH_WAYS:
        sides = doers | done_to
        return bool(one & sides and other & sides and (one | other) & doers)
    if not other and not _receives(case):
        return bool(one & doers)
    return bool(one & doers and other & done_to)


def _otherwise(case: _Case, acting: list[int], acted_on: list[int], one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether known names fill the places of the sides, and they are others than the fact's."""
    tree = case.tree
    doers = {w for head in acting for w in tree.within(head)}
    done_to = {w for head in acted_on for w in tree.within(head)}
    if case.fact.type not in _BOTH_WAYS and one and other and one <= done_to and other <= doers:
        return True
    strangers = {case.known[w] for head in acting for w in tree.together(head) if w in case.known} - case.entities
    mine = (one | other) if case.fact.type in _BOTH_WAYS else one
    return bool(strangers) and not mine & doers
