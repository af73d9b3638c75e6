"""The checks of a bundle that members' questions stand, and are put, in the order that the published rule makes.

The voices themselves are not published, so the order cannot be worked out from a bundle alone. What is published of it
(the places, their supporters, those of them who had none before, the loads) has to fit the rule and the record; whoever
may hold the file of voices has the whole worked out anew. Specification: docs/spec/bundle.md, section 6.4.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import Any

from hustings.core.canonical import NotCanonical, parse_canonical, sha256_hex
from hustings.core.chain import Entry
from hustings.core.findings import Check, judged
from hustings.core.projections.statements import text_in, whole
from hustings.core.questions import RULE, VOICES, Answer, Placed, departs, in_words, order_in_file

_LOAD = re.compile(r"[1-9][0-9]*/[1-9][0-9]*", re.ASCII)
_STATES = {"question.published": True, "question.parted": True, "question.declined": False, "question.merged": False}


def check_questions(entries: Sequence[Entry], name: str, compared: str) -> Check:
    """Every order fits its rule and the questions on the record; every choice follows the order, or says why not."""
    known = _Known()
    wrong = [f"entry {entry.seq}: {fault}" for entry in entries for fault in known.judge(entry)]
    n = len(known.orders)
    return judged(name, compared, wrong, f"{n} orders" if n else "no order was fixed")


def check_voices(entries: Sequence[Entry], data: bytes, name: str, compared: str) -> Check:
    """A file of voices is the one of an order on the record, and makes that order."""
    try:
        file = parse_canonical(data, where="voices")
        roundtable, placed = _worked_out(file)
    except (NotCanonical, KeyError, TypeError, ValueError, ZeroDivisionError, RecursionError):
        return judged(name, compared, [f"it is not a file of voices ({VOICES})"], "")
    digest = sha256_hex(data)
    found = [each for each in entries if each.verb == "questions.ordered" and each.body.get("voices_digest") == digest]
    wrong = [] if found else ["no order on the record names this file by its digest"]
    for entry in found:
        if _places(entry.body) != placed or entry.body.get("n_questions") != len(file["questions"]):
            wrong.append(f"entry {entry.seq}: the voices make another order")
        if entry.body.get("n_voices") != sum(n for _supported, n in file["voices"]):
            wrong.append(f"entry {entry.seq}: the file holds another number of voices")
        if entry.body.get("roundtable") != roundtable:
            wrong.append(f"entry {entry.seq}: the file is for another roundtable")
    return judged(name, compared, wrong, f"the order for {roundtable}, place by place")


@dataclass(slots=True)
class _Known:
    """What the entries so far say about questions. `gaps`: a payload was withheld, so that something may be missing."""

    gaps: bool = False
    listed: dict[str, bool] = field(default_factory=dict)
    candidates: dict[str, str] = field(default_factory=dict)
    answered: dict[tuple[str, str], bool] = field(default_factory=dict)
    orders: dict[str, list[str]] = field(default_factory=dict)
    chosen: dict[str, list[str]] = field(default_factory=dict)

    def judge(self, entry: Entry) -> Iterator[str]:
        """What is wrong with an entry, given those before it; then it is known, too."""
        body = entry.body if entry.payload else {}
        question, roundtable = text_in(body, "question"), text_in(body, "roundtable")
        self.gaps = self.gaps or bool(entry.withheld)
        if entry.verb in _STATES:
            self.listed[question] = _STATES[entry.verb]
        elif entry.verb == "roundtable.set":
            self.candidates[roundtable] = text_in(body, "candidate")
        elif entry.verb == "questions.ordered":
            yield from self._ordered(roundtable, body)
        elif entry.verb == "questions.chosen":
            yield from self._chosen(roundtable, body)
        elif entry.verb == "question.answered":
            if question not in self.chosen.get(roundtable, []) and not self.gaps:
                yield f"{question} was not chosen for {roundtable}"
            self.answered[roundtable, question] = body.get("answer") == Answer.ANSWERED

    def _ordered(self, roundtable: str, body: Mapping[str, Any]) -> Iterator[str]:
        if roundtable in self.orders:
            yield f"the order for {roundtable} was fixed before"
        if not self.gaps and self.candidates.get(roundtable) != text_in(body, "candidate"):
            yield f"no roundtable {roundtable} was set for this candidate"
        placed = _places(body)
        if placed is None or body.get("rule") != RULE:
            yield f"the order is not one of the rule {RULE}"
            self.orders[roundtable] = []
            return
        self.orders[roundtable] = [each.question for each in placed]
        yield from _fits(placed, whole(body.get("n_voices")) or 0)
        yield from self._list_fits(text_in(body, "candidate"), placed, whole(body.get("n_questions")))

    def _list_fits(self, candidate: str, placed: Sequence[Placed], n_questions: int | None) -> Iterator[str]:
        """The list from which it was made is that of the record, less what this candidate has answered."""
        if self.gaps:
            return
        mine = {roundtable for roundtable, one in self.candidates.items() if one == candidate}
        gone = {question for (roundtable, question), was in self.answered.items() if was and roundtable in mine}
        asked = {question for question, published in self.listed.items() if published} - gone
        yield from (f"{each.question} was not in the list" for each in placed if each.question not in asked)
        if n_questions != len(asked):
            yield f"the list had {len(asked)} questions, not {n_questions}"

    def _chosen(self, roundtable: str, body: Mapping[str, Any]) -> Iterator[str]:
        told = body.get("questions")
        chosen = [each for each in told if isinstance(each, str)] if isinstance(told, list) else []
        self.chosen[roundtable] = chosen
        order = self.orders.get(roundtable)
        if order is None:
            if not self.gaps:
                yield f"no order for {roundtable} was fixed before"
            return
        yield from (f"{code} is not in the order for {roundtable}" for code in chosen if code not in order)
        because = bool(text_in(body, "departs_because"))
        if departs(order, chosen) is not because:
            yield "the choice departs from the order without a reason" if not because else "the choice does not depart"


def _fits(placed: Sequence[Placed], n_voices: int) -> Iterator[str]:
    """What the rule makes true of every order, whatever the voices are."""
    if len({each.question for each in placed}) < len(placed):
        yield "a question stands in the order twice"
    least = placed[0].load if placed else Fraction(0)
    carried, n_heard = Fraction(0), 0
    for each in placed:
        again = each.n_supporters - each.n_unheard
        if again < 0 or again > n_heard or each.n_supporters > n_voices:
            yield f"{each.question} has numbers of supporters that cannot be"
        elif not 1 + again * least <= each.load * each.n_supporters <= 1 + again * carried:
            yield f"the load of {each.question} does not follow from its supporters"
        carried, n_heard = each.load, n_heard + each.n_unheard
    if n_heard > n_voices:
        yield "more voices are counted than there are"
    yield from (
        f"{after.question} stands too low" for before, after in pairwise(placed) if _rank(after) < _rank(before)
    )
    yield from (f"{each.question} stands too low" for each in placed[1:] if _first(each) < _first(placed[0]))


def _rank(each: Placed) -> tuple[Fraction, int, int, str]:
    """By load; at equal loads more supporters first, then the older question."""
    return each.load, *_first(each)


def _first(each: Placed) -> tuple[int, int, str]:
    """By which the first place is given, while nobody carries anything: questions are numbered as they came."""
    return -each.n_supporters, len(each.question), each.question


def _places(body: Mapping[str, Any]) -> tuple[Placed, ...] | None:
    """The order as published; None where it has another form, or a load is not in lowest terms."""
    told = body.get("order")
    placed = [_place(each) for each in told] if isinstance(told, list) and told else [None]
    return tuple(each for each in placed if each) if all(placed) else None


def _place(told: Any) -> Placed | None:
    if not isinstance(told, dict):
        return None
    n_supporters, n_unheard, load = whole(told.get("n_supporters")), whole(told.get("n_unheard")), text_in(told, "load")
    if not n_supporters or n_supporters < 0 or n_unheard is None or n_unheard < 0 or not _LOAD.fullmatch(load):
        return None
    made = Fraction(load)
    return Placed(text_in(told, "question"), n_supporters, n_unheard, made) if in_words(made) == load else None


def _worked_out(file: Any) -> tuple[str, tuple[Placed, ...]]:
    """Raises: KeyError, TypeError, ValueError, for another form."""
    if file["format"] != VOICES or any(type(n) is not int or n < 1 for _supported, n in file["voices"]):
        raise ValueError(VOICES)
    return str(file["roundtable"]), order_in_file(file)
