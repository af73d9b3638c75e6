"""Sums of money with what they are: a gift, spending, a court's award, cash in hand, or something else."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from hustings.core.reading.late import Late
from hustings.core.reading.spans import Span

_CURRENCY = {"$": "USD", "US$": "USD", "£": "GBP", "€": "EUR", "C$": "CAD", "A$": "AUD"}
_WORDS = {"dollars": "USD", "pounds": "GBP", "euros": "EUR"}
_SCALE = {"thousand": 3, "k": 3, "million": 6, "mn": 6, "m": 6, "billion": 9, "bn": 9, "b": 9, "trillion": 12}
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,12}(?:\.\d{1,3})?"
_AMOUNT = Late(
    rf"(?<![\w.])(?P<sign>US\$|C\$|A\$|[$£€])\s?(?P<number>{_NUMBER})(?:[ \u00a0-]?(?P<scale>thousand|million|"
    r"billion|trillion|"
    rf"mn|bn|[kKmMbB])(?!\w))?(?!\w)|"
    rf"(?<![\w.,$£€])(?P<number2>{_NUMBER})(?: (?P<scale2>thousand|million|billion))? (?P<word>dollars|pounds|"
    r"euros)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum. `value_cents` is in hundredths of the currency; `role` says what the money is."""

    span: Span
    value_cents: int
    currency: str
    role: str

    @property
    def value(self) -> int | float:
        """The sum in whole units, an integer where there are no cents."""
        return self.value_cents // 100 if self.value_cents % 100 == 0 else self.value_cents / 100

    def as_json(self) -> dict[str, object]:
        """Span, value, currency and role."""
        return {**self.span.as_json(), "value": self.value, "currency": self.currency, "role": self.role}


# The nearest word decides; among equals the order here: law before gifts, cash before spending.
_ROLES: tuple[tuple[str, Late], ...] = (
    (
        "legal-award",
        Late(
            r"\b(?:award|damages|verdict|judgment|judgement|settle(?:ment|d)?|defamation|lawsuit|jury|bail|"
            r"restitution|libel|"
            r"civil fraud|sued|suing|court order)",
            re.I,
        ),
    ),
    (
        "other",
        Late(
            r"\b(?:fin(?:e|es|ed)|penalt(?:y|ies)|salar(?:y|ies)|wages?|an hour|budget|tax|deficit|debt|loan|rent)\b",
            re.I,
        ),
    ),
    (
        "cash-on-hand",
        Late(
            r"\b(?:in the bank|cash on hand|on hand|in reserve|war chest|in its coffers|cash (?:reserves|balance))\b",
            re.I,
        ),
    ),
    (
        "donation",
        Late(
            r"\b(?:donat\w+|contribut\w+|gifts?|gave|give[sn]?|giving|che(?:ck|que)s?|grants?|handed|hand over|"
            r"transferred|"
            r"sent|chipped in|wrote|pledged|received|accepted|donors?|contributors?|poured|pumped|funnel\w+|"
            r"bankroll\w*|"
            r"kicked in|"
            r"paid (?=\S{2,12}(?: million)? to (?:the )?[A-Z][\w ]{2,60}(?:Committee|Party|Fund|PAC)\b)|"
            r"raised \S+ from|took \S+ from|got \S+ from)\b",
            re.I,
        ),
    ),
    (
        "spending",
        Late(
            r"\b(?:spen[dt]\w*|ad buys?|advertis\w+|ads|outlays?|paid for|pay for|purchase[ds]?|"
            r"invest\w*)\b",
            re.I,
        ),
    ),
)


_OTHER_CLAUSE = Late(r";|, (?:and|but|while)\b")
_PART_OF_IT = Late(r",? including (?:an? )?[$£€]")
_SAME_SUM = Late(r"(?:The|That|This) (?:amount|sum|figure|total)\b|It (?:was|is)\b")


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one sentence that say what money is, with their places, and where its clauses part."""

    sentence: Span
    roles: tuple[tuple[str, int, int], ...]
    breaks: tuple[int, ...]

    def role(self, start: int, end: int, before: str | None) -> str:
        """The role that the nearest word gives to the sum at these offsets; without any, that of the sum before."""
        if not self.roles:
            return before if before and _SAME_SUM.match(self.sentence.text) else "other"
        at, to = start - self.sentence.start, end - self.sentence.start
        told = self.roles
        if _PART_OF_IT.match(self.sentence.text, to):
            told = tuple(word for word in told if word[1] < at)  # "$655,000, including a $15,000 gift"
        return "other" if not told else min(told, key=lambda word: self._gap(word[1], word[2], at, to))[0]

    def _gap(self, start: int, end: int, at: int, to: int) -> int:
        """How far a word is from a sum; a clause between counts much, a place behind a little."""
        low, high = (to, start) if start >= to else (end, at)
        behind = 10 if start >= to and high - low >= 30 else 0
        return high - low + behind + 60 * sum(low <= place < high for place in self.breaks)


def _words(sentence: Span) -> _Words:
    roles = tuple((role, *m.span()) for role, pattern in _ROLES for m in pattern.finditer(sentence.text))
    return _Words(sentence, roles, tuple(m.start() for m in _OTHER_CLAUSE.finditer(sentence.text)))


def find_amounts(text: str, *, sentence_at: Callable[[int], Span]) -> tuple[Amount, ...]:
    """Every sum in the text, in order, with its role read from its sentence."""
    found: list[Amount] = []
    last: str | None = None
    words: _Words | None = None
    for match in _AMOUNT.finditer(text):
        number = (match.group("number") or match.group("number2")).replace(",", "")
        scale = (match.group("scale") or match.group("scale2") or "").lower()
        cents = Decimal(number) * 10 ** _SCALE.get(scale, 0) * 100
        currency = _CURRENCY[match.group("sign")] if match.group("sign") else _WORDS[match.group("word")]
        span = Span(match.start(), match.end(), match.group())
        sentence = sentence_at(span.start)
        words = words if words is not None and words.sentence == sentence else _words(sentence)
        last = words.role(span.start, span.end, last)
        found.append(Amount(span, int(cents), currency, last))
    return tuple(found)
