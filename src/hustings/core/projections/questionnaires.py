"""The questionnaires: what was asked, who answered when, what was answered word for word, and how it was scored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from hustings.core.projections.calendar import Move
from hustings.core.projections.statements import Correction, Shown, Statement, text_in, whole
from hustings.core.questionnaires import published_commitment
from hustings.core.scores import Sheet, Spread, share_of_top, spread_by_question, spread_of_sums
from hustings.core.shapes import fraction_text

MATCHES, CORRECTED, DIFFERS = "matches", "corrected since", "does not match"
"""Whether published answers are what was handed in."""


@dataclass(frozen=True, slots=True)
class Asked(Shown):
    """One question as it was sent. `options` of a choice; `least` and `most` of a scale, None otherwise."""

    key: str
    kind: str
    text: str
    note: str
    options: tuple[str, ...]
    n_most: int
    least: int | None
    most: int | None
    least_means: str
    most_means: str
    limit: int
    required: bool
    public: bool


@dataclass(frozen=True, slots=True)
class Answered(Shown):
    """One answer, word for word. `open`: left open. `closed`: given to the committee only."""

    key: str
    words: str
    chosen: tuple[str, ...]
    value: int | None
    file_name: str
    file_digest: str
    n_bytes: int | None
    open: bool
    closed: bool


@dataclass(frozen=True, slots=True)
class Receipt(Shown):
    """What a candidate handed in: the last version's number, moment, commitment; `seqs` of all versions."""

    candidate: str
    name: str
    number: int
    at: str
    late: bool
    via: str
    digest: str
    broken: bool
    seqs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Side(Shown):
    """One candidate's answers as published, in the order of the questions; `check` says whether they were handed in."""

    candidate: str
    name: str
    answers: tuple[Answered, ...]
    check: str


@dataclass(frozen=True, slots=True)
class Score(Shown):
    """What the assessors gave. `key` is a question, or empty for the sum. `mean` and `share` are exact fractions."""

    candidate: str
    key: str
    n: int
    mean: str
    lowest: int
    highest: int
    share: str


@dataclass(frozen=True, slots=True)
class Questionnaire(Shown):
    """One questionnaire. `status`: open, cancelled, sealed (the first key is given), opened or published.

    `silent` are the names of those it went to who handed in nothing; `sides` and `scores` are empty until published.
    """

    code: str
    title: str
    intro: str
    status: str
    issued_on: str
    deadline_at: str
    moves: tuple[Move, ...]
    questions: tuple[Asked, ...]
    custodians: tuple[str, ...]
    public_keys: tuple[str, ...]
    receipts: tuple[Receipt, ...]
    silent: tuple[str, ...]
    sides: tuple[Side, ...]
    scores: tuple[Score, ...]
    top: int | None
    opened_on: str
    published_on: str
    reason: str
    corrections: tuple[Correction, ...]
    basis: str
    seq: int
    published_seq: int | None


def questionnaires_of(read: Iterable[Statement], names: Mapping[str, str]) -> tuple[Questionnaire, ...]:
    """Every questionnaire in the order issued; `names` are the candidates' names by code."""
    kept: dict[str, Questionnaire] = {}
    asked: dict[str, tuple[str, ...]] = {}
    for entry in read:
        code = entry.text("questionnaire")
        if entry.verb == "questionnaire.issued":
            kept[code], asked[code] = _issued(entry), entry.texts("candidates")
        elif entry.verb in _READERS and code in kept:
            known = replace(kept[code], corrections=(*kept[code].corrections, *entry.corrections))
            kept[code] = _READERS[entry.verb](known, entry, names)
    return tuple(replace(each, silent=_silent(each, asked[code], names)) for code, each in kept.items())


def _silent(known: Questionnaire, asked: Sequence[str], names: Mapping[str, str]) -> tuple[str, ...]:
    answered = {receipt.candidate for receipt in known.receipts}
    return tuple(sorted(names.get(code, code) for code in asked if code not in answered))


def _issued(entry: Statement) -> Questionnaire:
    custodians = entry.objects("custodians")
    return Questionnaire(
        code=entry.text("questionnaire"),
        title=entry.text("title"),
        intro=entry.text("intro"),
        status="open",
        issued_on=entry.on,
        deadline_at=entry.text("deadline_at"),
        moves=(),
        questions=tuple(_asked(told) for told in entry.objects("questions")),
        custodians=tuple(text_in(each, "who") for each in custodians),
        public_keys=tuple(text_in(each, "public_key") for each in custodians),
        receipts=(),
        silent=(),
        sides=(),
        scores=(),
        top=entry.number("top"),
        opened_on="",
        published_on="",
        reason="",
        corrections=entry.corrections,
        basis=entry.basis,
        seq=entry.seq,
        published_seq=None,
    )


def _asked(told: Mapping[str, Any]) -> Asked:
    options = told.get("options")
    return Asked(
        key=text_in(told, "key"),
        kind=text_in(told, "kind"),
        text=text_in(told, "text"),
        note=text_in(told, "note"),
        options=_texts(options),
        n_most=whole(told.get("n_most")) or 1,
        least=whole(told.get("least")),
        most=whole(told.get("most")),
        least_means=text_in(told, "least_means"),
        most_means=text_in(told, "most_means"),
        limit=whole(told.get("limit")) or 0,
        required=told.get("required") is True,
        public=told.get("public") is not False,
    )


def _moved(known: Questionnaire, entry: Statement, _: Mapping[str, str]) -> Questionnaire:
    move = Move(entry.seq, entry.day, entry.text("was"), entry.text("now"), entry.text("reason"))
    return replace(known, deadline_at=move.now, moves=(*known.moves, move))


def _cancelled(known: Questionnaire, entry: Statement, _: Mapping[str, str]) -> Questionnaire:
    return replace(known, status="cancelled", reason=entry.text("reason"))


def _handed_in(known: Questionnaire, entry: Statement, names: Mapping[str, str]) -> Questionnaire:
    code = entry.text("candidate")
    before = next((receipt.seqs for receipt in known.receipts if receipt.candidate == code), ())
    made = Receipt(
        candidate=code,
        name=names.get(code, code),
        number=entry.number("number") or len(before) + 1,
        at=entry.at,
        late=entry.flag("late") is True,
        via=entry.text("via"),
        digest=entry.text("digest"),
        broken=False,
        seqs=(*before, entry.seq),
    )
    others = (receipt for receipt in known.receipts if receipt.candidate != code)
    return replace(known, receipts=tuple(sorted((*others, made), key=lambda each: (each.name, each.candidate))))


def _begun(known: Questionnaire, entry: Statement, _: Mapping[str, str]) -> Questionnaire:
    return replace(known, status="sealed")


def _opened(known: Questionnaire, entry: Statement, _: Mapping[str, str]) -> Questionnaire:
    broken = entry.texts("broken")
    receipts = tuple(replace(receipt, broken=receipt.candidate in broken) for receipt in known.receipts)
    return replace(known, status="opened", opened_on=entry.on, receipts=receipts)


def _published(known: Questionnaire, entry: Statement, names: Mapping[str, str]) -> Questionnaire:
    answers = entry.object("answers")
    sides = [
        _side(known, entry, code, told, names)
        for code, told in answers.items()
        if isinstance(told, dict) and isinstance(code, str)
    ]
    ordered = tuple(sorted(sides, key=lambda side: (side.name, side.candidate)))
    return replace(known, status="published", sides=ordered, published_on=entry.on, published_seq=entry.seq)


def _side(known: Questionnaire, entry: Statement, code: str, told: Mapping[str, Any], names: Mapping[str, str]) -> Side:
    said, closed = _object(told, "said"), _object(told, "closed")
    answers = tuple(_answered(asked.key, said.get(asked.key), asked.key in closed) for asked in known.questions)
    corrected = any(each.field.startswith(f"answers.{code}.") for each in entry.corrections)
    digest = next((receipt.digest for receipt in known.receipts if receipt.candidate == code), "")
    matches = bool(digest) and published_commitment(known.code, code, told) == digest
    return Side(code, names.get(code, code), answers, MATCHES if matches else CORRECTED if corrected else DIFFERS)


def _answered(key: str, told: Any, closed: bool) -> Answered:
    said = told if isinstance(told, dict) else {}
    file = _object(said, "file")
    return Answered(
        key=key,
        words=text_in(said, "words"),
        chosen=_texts(said.get("chosen")),
        value=whole(said.get("value")),
        file_name=text_in(file, "name"),
        file_digest=text_in(file, "digest"),
        n_bytes=whole(file.get("n_bytes")),
        open=not said and not closed,
        closed=closed,
    )


def _scored(known: Questionnaire, entry: Statement, _: Mapping[str, str]) -> Questionnaire:
    keys, top = entry.texts("questions"), entry.number("top") or 0
    sheets: dict[str, list[Sheet]] = {}
    for told in entry.objects("sheets"):
        for code, points in _object(told, "points").items():
            sheet = points if isinstance(points, dict) else {}
            if keys and top and all(whole(sheet.get(key)) is not None for key in keys):
                sheets.setdefault(code, []).append({key: sheet[key] for key in keys})
    scores = [score for code in sorted(sheets) for score in _scores(code, sheets[code], len(keys), top)]
    return replace(known, scores=tuple(scores), top=top)


def _scores(code: str, sheets: Sequence[Sheet], n_questions: int, top: int) -> Iterable[Score]:
    total = spread_of_sums(sheets)
    if total is not None:
        yield _score(code, "", total, share_of_top(total, n_questions, top))
    for key, found in spread_by_question(sheets).items():
        yield _score(code, key, found, share_of_top(found, 1, top))


def _score(code: str, key: str, found: Spread, share: Fraction) -> Score:
    return Score(code, key, found.n, fraction_text(found.mean), found.lowest, found.highest, fraction_text(share))


def _object(told: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = told.get(key)
    return value if isinstance(value, dict) else {}


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()


_READERS = {
    "questionnaire.deadline-moved": _moved,
    "questionnaire.cancelled": _cancelled,
    "answers.handed-in": _handed_in,
    "opening.begun": _begun,
    "answers.opened": _opened,
    "answers.published": _published,
    "scores.published": _scored,
}
