"""Who does what to whom in one sentence, read from a dependency parse that somebody else made.

The parse comes from outside as plain words with heads and relations (the names of ClearNLP's scheme, as spaCy's English
models write them). Nothing here knows how it was made.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from hustings.core.reading.spans import Span


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a parse: its place in the parsed text, the index of its head, its relation, tag and lemma."""

    start: int
    end: int
    head: int
    relation: str
    tag: str
    lemma: str


Parse = Callable[[str], Sequence[Word]]
"""Parses one sentence. Offsets are code points of the given text; a root is its own head."""

_SUBJECTS = ("nsubj", "csubj")
_PASSIVE = ("nsubjpass", "csubjpass")
_OBJECTS = ("dobj", "obj", "dative", "attr", "oprd")
_SHARED = ("xcomp", "conj", "advcl", "pcomp", "prep", "acl", "ccomp")
_RELATIVES = frozenset({"who", "whom", "which", "that"})
_WITHIN = frozenset({"poss", "compound", "nmod", "amod", "nn"})
_LISTED = frozenset({"including", "include", "like"})


@dataclass
class Tree:
    """A parsed sentence. Positions are sets of indices of words."""

    words: Sequence[Word]
    children: list[list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.children = [[] for _ in self.words]
        for index, word in enumerate(self.words):
            if word.head != index:
                self.children[word.head].append(index)

    def root_of(self, span: Span, shift: int) -> int | None:
        """The word that governs a stretch of the source; `shift` is where the sentence begins in the source."""
        inside = [i for i, w in enumerate(self.words) if w.start + shift < span.end and span.start < w.end + shift]
        outward = (i for i in inside if self.words[i].head not in inside or self.words[i].head == i)
        return next(outward, None)

    def below(self, index: int, *relations: str) -> list[int]:
        """The children that have one of the relations."""
        return [child for child in self.children[index] if self.words[child].relation in relations]

    def together(self, index: int) -> set[int]:
        """A word with what is listed beside it or stands for it: "A, B and C", "five unions, including A"."""
        found, waiting = {index}, [index]
        while waiting:
            at = waiting.pop()
            lists = [c for c in self.below(at, "prep") if self.words[c].lemma.lower() in _LISTED]
            named = [pobj for one in lists for pobj in self.below(one, "pobj")]
            for child in (*self.below(at, "conj", "appos"), *named):
                if child not in found:
                    found.add(child)
                    waiting.append(child)
        return found | {other for one in found for other in self._antecedent(one)}

    def _antecedent(self, index: int) -> Iterator[int]:
        """What "who" and "which" stand for."""
        if self.words[index].lemma.lower() in _RELATIVES:
            for verb in self.upward(index):
                if self.words[verb].relation == "relcl":
                    yield self.words[verb].head
                    yield from self.below(self.words[verb].head, "conj", "appos")
                    return

    def within(self, index: int) -> set[int]:
        """All that a noun phrase names: its list, owners and what its prepositions add ("leaders of A", "A's hall")."""
        found: set[int] = set()
        waiting = list(self.together(index))
        while waiting:
            at = waiting.pop()
            if at in found:
                continue
            found.add(at)
            waiting += [c for c in self.children[at] if self.words[c].relation in _WITHIN]
            waiting += [pobj for prep in self.below(at, "prep") for pobj in self.below(prep, "pobj")]
            waiting += self.below(at, "conj", "appos")
        return found

    def upward(self, index: int) -> Iterator[int]:
        """The words above one, nearest first."""
        while self.words[index].head != index:
            index = self.words[index].head
            yield index

    def doers(self, index: int) -> list[int]:
        """Heads of the subjects of a verb; where it has none of its own, those shared with the verb above it."""
        seen = index
        for at in (index, *self.upward(index)):
            if at != index and self.words[seen].relation not in _SHARED:
                return []
            own = self._own_doers(at) if at == index else self.below(at, *_SUBJECTS, *_PASSIVE)
            if own:
                return own
            if self.words[at].relation == "acl" and self.words[at].tag != "VBN":
                return [self.words[at].head]
            seen = at
        return []

    def _own_doers(self, index: int) -> list[int]:
        by = [pobj for agent in self.below(index, "agent") for pobj in self.below(agent, "pobj")]
        if by or self.below(index, *_PASSIVE):
            return by
        return self.below(index, *_SUBJECTS)

    def undergoers(self, index: int) -> list[int]:
        """Heads of what a verb acts on: objects, passive subjects, and the objects of its prepositions."""
        found = self.below(index, *_OBJECTS, *_PASSIVE)
        if self.words[index].relation in ("acl", "relcl") and self.below(index, "agent"):
            found.append(self.words[index].head)
        ways = [index, *self.below(index, "dobj", "prt", "advmod")]
        found += [p for way in ways for prep in self.below(way, "prep", "dative") for p in self._objects_of(prep)]
        return found

    def _objects_of(self, preposition: int) -> Iterator[int]:
        for child in self.children[preposition]:
            if self.words[child].relation == "pobj":
                yield child
            elif self.words[child].relation == "prep":  # "from under", "along with"
                yield from self._objects_of(child)

    def denied(self, index: int) -> bool:
        """Whether a verb, or the verb that it completes, is negated ("not only" negates nothing)."""
        at = index
        while True:
            for child in self.below(at, "neg"):
                beside = self.words[child + 1].lemma.lower() if child + 1 < len(self.words) else ""
                if beside not in ("only", "just"):
                    return True
            if self.words[at].relation not in ("xcomp", "pcomp") or self.words[at].head == at:
                return False
            at = self.words[at].head
