"""The members' questions: what was asked, in which order it is put at each roundtable, and what was answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from hustings.core.projections.statements import Change, Correction, Shown, Statement, text_in, whole


@dataclass(frozen=True, slots=True)
class Place(Shown):
    """A question's place in the order for a roundtable, from 1. `load` is a fraction as text; None: not on record.

    Units: `n_supporters` voices; `n_unheard` of them support no question that stands before it.
    """

    place: int
    question: str
    n_supporters: int | None
    n_unheard: int | None
    load: str


@dataclass(frozen=True, slots=True)
class Order(Shown):
    """The order for one roundtable and the choice from it: `chosen` are codes, `departs_because` why they depart.

    Units: `n_questions` in the list and `n_voices` who supported any, when it was fixed on the day `on`.
    """

    roundtable: str
    candidate: str
    name: str
    on: str
    rule: str
    n_questions: int | None
    n_voices: int | None
    places: tuple[Place, ...]
    voices_digest: str
    chosen: tuple[str, ...]
    departs_because: str
    seq: int


@dataclass(frozen=True, slots=True)
class Put(Shown):
    """What came of a question at one roundtable; `answer` is empty while nothing is noted."""

    roundtable: str
    candidate: str
    name: str
    answer: str
    minute: str
    link: str
    on: str
    seq: int


@dataclass(frozen=True, slots=True)
class Question(Shown):
    """One question. `status` is published, declined or merged; a declined one may have no text.

    `reason`: why it was declined or merged; `into` the question it was merged into, `merged` those merged into it.
    """

    code: str
    text: str
    asked_by: str
    status: str
    reason: str
    into: str
    merged: tuple[str, ...]
    put: tuple[Put, ...]
    history: tuple[Change, ...]
    corrections: tuple[Correction, ...]
    basis: str
    seq: int


@dataclass(frozen=True, slots=True)
class Questions(Shown):
    """Everything about questions. `status` is open, closed or empty (none were taken); `closes_at` as last announced.

    `statuses` are those of the roll whose members have a voice. Numbers that nobody recorded are None.
    """

    status: str
    closes_at: str
    closed_on: str
    n_each: int | None
    statuses: tuple[str, ...]
    n_proposed: int | None
    n_voices: int | None
    moves: tuple[Change, ...]
    questions: tuple[Question, ...]
    orders: tuple[Order, ...]
    basis: str


def questions_of(read: Iterable[Statement], names: Mapping[str, str]) -> Questions:
    """Every question in the order of their numbers, every order as it was fixed; `names` are the candidates' names."""
    kept = _Kept(names)
    for entry in read:
        if entry.verb in _READERS:
            _READERS[entry.verb](kept, entry)
    return kept.whole()


class _Kept:
    """What is known so far."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names
        self.about = Questions("", "", "", None, (), None, None, (), (), (), "")
        self.questions: dict[str, Question] = {}
        self.orders: dict[str, Order] = {}

    def whole(self) -> Questions:
        into = [(each.code, each.into) for each in self.questions.values() if each.into]
        numbered = sorted(self.questions.values(), key=lambda each: (len(each.code), each.code))
        told = (replace(each, merged=tuple(code for code, one in into if one == each.code)) for each in numbered)
        return replace(self.about, questions=tuple(told), orders=tuple(self.orders.values()))

    def keep(self, entry: Statement, status: str) -> None:
        """Take over what an entry says of a question, as a step of its history."""
        code = entry.text("question")
        first = Question(code, "", "", "", "", "", (), (), (), (), entry.basis, entry.seq)
        known = self.questions.get(code, first)
        out = status != "published"
        step = entry.change(status, entry.text("reason"))
        self.questions[code] = replace(
            known,
            text=entry.text("text") or known.text,
            asked_by=entry.text("asked_by") or known.asked_by,
            status=status,
            reason=entry.text("reason") if out else "",
            into=entry.text("into") if status == "merged" else "",
            history=(*known.history, step),
            corrections=(*known.corrections, *entry.corrections),
        )


def _opened(kept: _Kept, entry: Statement) -> None:
    kept.about = replace(
        kept.about,
        status="open",
        closes_at=entry.text("closes_at"),
        n_each=entry.number("n_each"),
        statuses=entry.texts("statuses"),
        basis=entry.basis,
    )


def _closing_moved(kept: _Kept, entry: Statement) -> None:
    step = entry.change("moved", entry.text("reason"), to=entry.text("now"))
    kept.about = replace(kept.about, closes_at=entry.text("now"), moves=(*kept.about.moves, step))


def _closed(kept: _Kept, entry: Statement) -> None:
    n_proposed, n_voices = entry.number("n_proposed"), entry.number("n_voices")
    kept.about = replace(kept.about, status="closed", closed_on=entry.day, n_proposed=n_proposed, n_voices=n_voices)


def _published(kept: _Kept, entry: Statement) -> None:
    kept.keep(entry, "published")


def _declined(kept: _Kept, entry: Statement) -> None:
    kept.keep(entry, "declined")


def _merged(kept: _Kept, entry: Statement) -> None:
    kept.keep(entry, "merged")


def _ordered(kept: _Kept, entry: Statement) -> None:
    code, roundtable = entry.text("candidate"), entry.text("roundtable")
    places = tuple(
        Place(
            place=number,
            question=text_in(each, "question"),
            n_supporters=whole(each.get("n_supporters")),
            n_unheard=whole(each.get("n_unheard")),
            load=text_in(each, "load"),
        )
        for number, each in enumerate(entry.objects("order"), start=1)
    )
    kept.orders[roundtable] = Order(
        roundtable=roundtable,
        candidate=code,
        name=kept.names.get(code, code),
        on=entry.day,
        rule=entry.text("rule"),
        n_questions=entry.number("n_questions"),
        n_voices=entry.number("n_voices"),
        places=places,
        voices_digest=entry.text("voices_digest"),
        chosen=(),
        departs_because="",
        seq=entry.seq,
    )


def _chosen(kept: _Kept, entry: Statement) -> None:
    roundtable, chosen = entry.text("roundtable"), entry.texts("questions")
    if roundtable in kept.orders:
        because = entry.text("departs_because")
        kept.orders[roundtable] = replace(kept.orders[roundtable], chosen=chosen, departs_because=because)
    for code, each in kept.questions.items():
        others = tuple(put for put in each.put if put.roundtable != roundtable)
        mine = (_put(kept, entry),) if code in chosen else ()
        kept.questions[code] = replace(each, put=others + mine)


def _answered(kept: _Kept, entry: Statement) -> None:
    known = kept.questions.get(entry.text("question"))
    if known is not None:
        others = tuple(put for put in known.put if put.roundtable != entry.text("roundtable"))
        kept.questions[known.code] = replace(
            known,
            put=(*others, _put(kept, entry)),
            corrections=(*known.corrections, *entry.corrections),
        )


def _put(kept: _Kept, entry: Statement) -> Put:
    code = entry.text("candidate")
    said = {key: entry.text(key) for key in ("roundtable", "answer", "minute", "link")}
    return Put(candidate=code, name=kept.names.get(code, code), on=entry.day, seq=entry.seq, **said)


_READERS = {
    "questions.opened": _opened,
    "questions.closing-moved": _closing_moved,
    "questions.closed": _closed,
    "question.published": _published,
    "question.declined": _declined,
    "question.merged": _merged,
    "question.parted": _published,
    "questions.ordered": _ordered,
    "questions.chosen": _chosen,
    "question.answered": _answered,
}
