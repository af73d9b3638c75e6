"""Members' questions: in which order they are put, and how alike two of them are.

In one sentence: every question costs one, its supporters share that cost so that each carries the same, and the next
place goes to the question whose supporters then carry least. So a third of the voices fill about a third of the places,
however many questions they send in.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from rapidfuzz import fuzz

from hustings.core.canonical import canonical_bytes


class Answer(StrEnum):
    """What came of a question that was chosen for a roundtable."""

    ANSWERED = "answered"
    NOT_ANSWERED = "not answered"
    NOT_REACHED = "not reached"


RULE = "phragmen/1"
"""The name of the rule as the record writes it."""

VOICES = "hustings-voices/1"
"""The format of the file from which an order can be worked out anew."""

SUGGESTED = 60
"""From this likeness on, a question is shown to a member before she sends hers."""

THE_SAME = 95
"""From this likeness on, a question is not taken: support the other one."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A question's place. Units: `n_supporters` voices; `n_unheard` of them support none that stands before it.

    `load` is what each of its supporters carries once it is placed, in questions.
    """

    question: str
    n_supporters: int
    n_unheard: int
    load: Fraction


def order_of(questions: Sequence[str], voices: Mapping[frozenset[str], int], *, n_places: int) -> tuple[Placed, ...]:
    """The first `n_places` of `questions`, given how many voices support which set of them. Voices are equal.

    Equal loads: the question with more supporters first, then the one that comes first in `questions`. A question that
    nobody supports has no place. The first places stay the same however many are wanted.

    Source: E. Phragmén's sequential method of 1894, as in Brill, Freeman, Janson and Lackner, “Phragmén's voting
    methods and justified representation” (Mathematical Programming, 2023); as an order: Skowron, Lackner, Brill, Peters
    and Elkind, “Proportional Rankings” (IJCAI 2017).
    """
    count = _Loads(questions, voices)
    placed: list[Placed] = []
    while count.carried and len(placed) < n_places:
        placed.append(count.place(count.next()))
    return tuple(placed)


class _Loads:
    """What the supporters of each unplaced question carry together. A voice carries the load of its last placed one.

    Loads are whole numbers over one common `unit`, so that they are exact and quickly added.
    """

    def __init__(self, questions: Sequence[str], voices: Mapping[frozenset[str], int]) -> None:
        known = set(questions)
        self.sets = [(supported & known, n) for supported, n in voices.items() if n > 0]
        self.last = [0] * len(self.sets)
        """Of each set of questions: the place of the last one that got one; 0 before any did."""
        self.holding: dict[str, list[int]] = {}
        self.n_supporters = Counter[str]()
        for number, (supported, n) in enumerate(self.sets):
            for question in supported:
                self.holding.setdefault(question, []).append(number)
                self.n_supporters[question] += n
        self.carried = {question: 0 for question in questions if question in self.holding}
        self.loads = [0]
        self.unit = 1

    def next(self) -> str:
        """The unplaced question whose supporters would carry least."""
        best, *others = self.carried
        for question in others:
            mine = (self.unit + self.carried[question]) * self.n_supporters[best]
            least = (self.unit + self.carried[best]) * self.n_supporters[question]
            fewer = self.n_supporters[question] <= self.n_supporters[best]
            if mine < least or (mine == least and not fewer):
                best = question
        return best

    def place(self, question: str) -> Placed:
        """Give the next place to a question: each of its supporters now carries its load."""
        load = Fraction(self.unit + self.carried.pop(question), self.unit * self.n_supporters[question])
        self._refine(load.denominator)
        self.loads.append(load.numerator * (self.unit // load.denominator))
        n_unheard = 0
        moved: dict[str, Counter[int]] = {}
        for number in self.holding[question]:
            supported, n = self.sets[number]
            n_unheard += 0 if self.last[number] else n
            for other in supported & self.carried.keys():
                moved.setdefault(other, Counter())[self.last[number]] += n
            self.last[number] = len(self.loads) - 1
        for other, by_place in moved.items():
            self.carried[other] += sum(n * (self.loads[-1] - self.loads[place]) for place, n in by_place.items())
        return Placed(question, self.n_supporters[question], n_unheard, load)

    def _refine(self, denominator: int) -> None:
        """Make the common unit so fine that a load with this denominator is a whole number of it."""
        by = math.lcm(self.unit, denominator) // self.unit
        self.unit *= by
        self.loads = [load * by for load in self.loads]
        self.carried = {question: carried * by for question, carried in self.carried.items()}


def voices_file(
    *, roundtable: str, questions: Sequence[str], voices: Mapping[frozenset[str], int], n_places: int, salt: str
) -> bytes:
    """What an order was worked out from, without anything that says whose voice is whose: canonical JSON.

    Its SHA-256 stands on the record (`voices_digest`); `salt` is random, so that the digest says nothing to anybody who
    does not have the file.
    """
    kept = sorted([sorted(supported), n] for supported, n in voices.items() if n)
    asked = {"n_places": n_places, "questions": list(questions), "roundtable": roundtable}
    return canonical_bytes(asked | {"format": VOICES, "salt": salt, "voices": kept})


def order_in_file(file: Mapping[str, Any]) -> tuple[Placed, ...]:
    """The order worked out anew from a file of voices, read as JSON."""
    voices = {frozenset(supported): n for supported, n in file["voices"]}
    return order_of(file["questions"], voices, n_places=file["n_places"])


def joined(supporters: Mapping[str, Iterable[str]]) -> Counter[frozenset[str]]:
    """How many voices support which set of questions, from the voices that support each question."""
    by_voice: dict[str, set[str]] = {}
    for question, voices in supporters.items():
        for voice in voices:
            by_voice.setdefault(voice, set()).add(question)
    return Counter(frozenset(supported) for supported in by_voice.values())


COMMON = frozenset(
    (
        "about after also and any are been but can candidate candidates could did does doing for from going has have "
        "how into its make many member members more our plan plans should that the their them then there these they "
        "think this union unions was were what when where which who whom whose why will with would you your yours "
        "como con cual cuando del donde ella ellas ellos esta este esto hara las los mas para pero piensa por porque "
        "que quien ser sindicato sobre son sus una uno usted ustedes va "
        "aux avec ces comment dans des elle elles est etre faire ferez ils les leur leurs mais notre nos par pensez "
        "plus pour pourquoi quand quel quelle quels qui quoi ses sont sur syndicat une vos votre vous"
    ).split()
)
"""Words that questions share whatever they ask (English, Spanish, French), without accents."""

_WORD = re.compile(r"\w+")
_SHORT = 2


def likeness(one: str, other: str, *, within: bool = True) -> int:
    """How alike two questions are, from 0 to 100, by the words that say what they are about.

    `within`: a question whose words all stand in the other is wholly alike; otherwise the rest counts too.

    Source: token set and token sort ratio of RapidFuzz (normalised indel similarity).
    """
    first, second = " ".join(telling(one)), " ".join(telling(other))
    if not first or not second:
        return 0
    ratio = fuzz.token_set_ratio if within else fuzz.token_sort_ratio
    return int(ratio(first, second))


def telling(text: str) -> list[str]:
    """The words of a question that say what it is about, in small letters without accents; all, where none does."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))
    words = _WORD.findall(plain)
    return [word for word in words if len(word) > _SHORT and word not in COMMON] or words


def alike(text: str, known: Iterable[tuple[str, str]], *, most: int = 5) -> list[tuple[str, int]]:
    """The (code, text) pairs of `known` that are like `text`, as (code, likeness), the likest first."""
    found = [(code, likeness(text, other)) for code, other in known]
    return sorted((pair for pair in found if pair[1] >= SUGGESTED), key=lambda pair: (-pair[1], pair[0]))[:most]


def is_same(text: str, other: str) -> bool:
    """Whether two questions are so alike that the second is not taken."""
    return likeness(text, other, within=False) >= THE_SAME


def in_words(load: Fraction) -> str:
    """A load as the record writes it, such as `3/250`."""
    return f"{load.numerator}/{load.denominator}"


def departs(order: Sequence[str], chosen: Collection[str]) -> bool:
    """Whether the chosen questions are other than the first ones of the order, or in another order."""
    return list(order[: len(chosen)]) != list(chosen)
