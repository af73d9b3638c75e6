"""Questionnaires: what can be asked, what fits as an answer, and the commitment that ties what is published to what
was handed in.

An answer is an object: `chosen` (options, word for word), `value` (a whole number), `words`, or `file` with `name`,
`type`, `n_bytes` and `digest`. An empty object is a question left open. Specification: docs/rooms/questionnaires.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from hustings.core.canonical import canonical_bytes, digest, sha256_hex
from hustings.core.errors import Refusal
from hustings.core.shapes import kind_from_text
from hustings.core.typed import count, one_line, paragraphs

MAX_QUESTIONS = 60
MAX_OPTIONS = 20
MAX_LETTERS = 10_000
MAX_FILE_BYTES = 5_000_000
SALT_BYTES = 16

FILE_TYPES: Mapping[str, tuple[str, bytes]] = {
    ".pdf": ("application/pdf", b"%PDF-"),
    ".png": ("image/png", b"\x89PNG\r\n\x1a\n"),
    ".jpg": ("image/jpeg", b"\xff\xd8\xff"),
    ".txt": ("text/plain", b""),
}
"""Endings of files that are taken, with their media type and the bytes with which they begin."""


class AnswerKind(StrEnum):
    """How a question is answered."""

    CHOICE = "choice"
    SCALE = "scale"
    TEXT = "text"
    FILE = "file"


class QuestionWrong(Refusal):
    code = "question-wrong"
    says = "Question {number} cannot be asked so: {problem}."
    todo = "Correct the question."


class NoQuestions(Refusal):
    code = "no-questions"
    says = "The questionnaire has {n} questions; it takes 1 to {most}."
    todo = "Add a question, or ask less."


class AnswerNotFitting(Refusal):
    code = "answer-not-fitting"
    says = "The answer to question {number} does not fit: {problem}."
    todo = "Correct that answer; the others are kept on the page."


class AnswersMissing(Refusal):
    code = "answers-missing"
    says = "These questions need an answer: {numbers}."
    todo = "Answer them; the others may be left open."


class NothingAnswered(Refusal):
    code = "nothing-answered"
    says = "No question is answered."
    todo = "Answer at least one, or hand in nothing."


class FileRefused(Refusal):
    code = "file-refused"
    says = "The file “{name}” is not taken: {problem}."
    todo = "Hand in a PDF, a picture (PNG or JPEG) or a plain text of at most 5 megabytes."


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `limit`: most letters of the words (for choice and scale: of a comment; 0 takes none).

    `n_most`: how many options may be chosen. `least` and `most` with their meanings: the ends of the scale. `public`:
    the answer is published; otherwise only the committee reads it, and every campaign is told so beforehand.
    """

    key: str
    kind: AnswerKind
    text: str
    note: str = ""
    options: tuple[str, ...] = ()
    n_most: int = 1
    least: int = 1
    most: int = 5
    least_means: str = ""
    most_means: str = ""
    limit: int = 0
    required: bool = False
    public: bool = True

    def as_json(self) -> dict[str, Any]:
        """What belongs to this kind of question, as the record holds it."""
        told: dict[str, Any] = {"key": self.key, "kind": str(self.kind), "text": self.text, "limit": self.limit}
        told |= {"required": self.required, "public": self.public} | ({"note": self.note} if self.note else {})
        if self.kind is AnswerKind.CHOICE:
            told |= {"options": list(self.options), "n_most": self.n_most}
        if self.kind is AnswerKind.SCALE:
            told |= {"least": self.least, "most": self.most}
            told |= {key: words for key in ("least_means", "most_means") if (words := getattr(self, key))}
        return told

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> "Question":
        """The question that `as_json` told. Raises: WrongShape."""
        kind = kind_from_text(AnswerKind, str(told.get("kind")), name="kind")
        plain = {name: told[name] for name in cls.__dataclass_fields__ if name in told}
        return cls(**plain | {"kind": kind, "options": tuple(told.get("options", ()))})


Answer = Mapping[str, Any]


def checked_questions(questions: Sequence[Question]) -> tuple[Question, ...]:
    """The questions, tidied, with the keys q1, q2 … in their order. Raises: NoQuestions, QuestionWrong, TextMissing."""
    if not 1 <= len(questions) <= MAX_QUESTIONS:
        raise NoQuestions(n=len(questions), most=MAX_QUESTIONS)
    return tuple(checked_question(question, number) for number, question in enumerate(questions, start=1))


def checked_question(question: Question, number: int) -> Question:
    """One question, tidied, as the one with this number. Raises: QuestionWrong, TextMissing, TextTooLong."""
    tidy = replace(
        question,
        key=f"q{number}",
        text=paragraphs(question.text, field="question", most=2_000),
        note=paragraphs(question.note, field="note", most=2_000, required=False),
        options=tuple(one_line(option, field="option") for option in question.options),
        least_means=one_line(question.least_means, field="scale", most=60, required=False),
        most_means=one_line(question.most_means, field="scale", most=60, required=False),
        limit=count(question.limit, field="letters", most=MAX_LETTERS),
    )
    problem = _problem(tidy)
    if problem:
        raise QuestionWrong(number=number, problem=problem)
    return tidy


def _problem(question: Question) -> str:
    match question.kind:
        case AnswerKind.CHOICE:
            return _problem_of_choice(question)
        case AnswerKind.SCALE:
            fits = 0 <= question.least < question.most <= 10
            return "" if fits else "a scale runs upwards, within 0 to 10"
        case AnswerKind.TEXT:
            return "" if question.limit else "a text needs a limit of at least one letter"
        case AnswerKind.FILE:
            return ""


def _problem_of_choice(question: Question) -> str:
    n = len(question.options)
    if not 2 <= n <= MAX_OPTIONS:
        return f"a choice needs 2 to {MAX_OPTIONS} options"
    if len(set(question.options)) < n:
        return "an option stands there twice"
    return "" if 1 <= question.n_most <= n else "more may be chosen than there are options"


def checked_answers(questions: Sequence[Question], said: Mapping[str, Answer]) -> dict[str, dict[str, Any]]:
    """What was said to each question, tidied, in their order; an empty object for one left open.

    Raises: AnswerNotFitting, AnswersMissing, NothingAnswered, TextTooLong, TextUnreadable.
    """
    made = {}
    for number, question in enumerate(questions, start=1):
        made[question.key] = _answer(question, number, said.get(question.key, {}))
    if not any(made.values()):
        raise NothingAnswered
    missing = [
        str(number) for number, question in enumerate(questions, 1) if question.required and not made[question.key]
    ]
    if missing:
        raise AnswersMissing(numbers=", ".join(missing))
    return made


def _answer(question: Question, number: int, said: Answer) -> dict[str, Any]:
    limit = question.limit if question.kind is not AnswerKind.FILE else 0
    words = paragraphs(str(said.get("words", "")), field=f"{number}", most=limit, required=False)
    made: dict[str, Any] = {"words": words} if words else {}
    if question.kind is AnswerKind.CHOICE and said.get("chosen"):
        made["chosen"] = _chosen(question, number, said["chosen"])
    if question.kind is AnswerKind.SCALE and "value" in said:
        made["value"] = _value(question, number, said["value"])
    if question.kind is AnswerKind.FILE and "file" in said:
        made["file"] = dict(said["file"])
    return made


def _chosen(question: Question, number: int, chosen: Sequence[str]) -> list[str]:
    if not set(chosen) <= set(question.options):
        raise AnswerNotFitting(number=number, problem="that is none of the options")
    if len(set(chosen)) > question.n_most:
        raise AnswerNotFitting(number=number, problem=f"at most {question.n_most} may be chosen")
    return [option for option in question.options if option in chosen]


def _value(question: Question, number: int, value: Any) -> int:
    if type(value) is not int or not question.least <= value <= question.most:
        raise AnswerNotFitting(number=number, problem=f"the scale runs from {question.least} to {question.most}")
    return value


def file_answer(name: str, data: bytes) -> dict[str, Any]:
    """A file as an answer: its name, its type by its ending and first bytes, its size, its digest.

    Raises: FileRefused.
    """
    shown = one_line(name.rpartition("/")[2].rpartition("\\")[2], field="file", most=120)
    ending = "." + shown.rpartition(".")[2].lower().replace("jpeg", "jpg")
    if ending not in FILE_TYPES:
        raise FileRefused(name=shown, problem="files with this ending are not read here")
    media, begins = FILE_TYPES[ending]
    if not 0 < len(data) <= MAX_FILE_BYTES:
        raise FileRefused(name=shown, problem="it is empty" if not data else f"it has {len(data):,} bytes")
    if not data.startswith(begins) or (ending == ".txt" and b"\x00" in data):
        raise FileRefused(name=shown, problem=f"what is in it is not {media}")
    return {"name": shown, "type": media, "n_bytes": len(data), "digest": sha256_hex(data)}


@dataclass(frozen=True, slots=True)
class Submission:
    """What one campaign handed in: to each question its answer and a salt (32 hex digits) that hides it until then."""

    questionnaire: str
    candidate: str
    answers: Mapping[str, Answer]
    salts: Mapping[str, str] = field(repr=False)

    @property
    def leaves(self) -> dict[str, str]:
        """The leaf of each question."""
        return {key: leaf(self.salts[key], answer) for key, answer in self.answers.items()}

    @property
    def digest(self) -> str:
        """The commitment that goes on the record when it is handed in."""
        return commitment(self.questionnaire, self.candidate, self.leaves)

    def as_json(self) -> dict[str, Any]:
        return {
            "questionnaire": self.questionnaire,
            "candidate": self.candidate,
            "answers": {key: dict(answer) for key, answer in self.answers.items()},
            "salts": dict(self.salts),
        }

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> "Submission":
        return cls(str(told["questionnaire"]), str(told["candidate"]), told["answers"], told["salts"])


def leaf(salt: str, answer: Answer) -> str:
    """SHA-256 of the salt's 16 bytes followed by the canonical JSON of the answer."""
    return sha256_hex(bytes.fromhex(salt) + canonical_bytes(dict(answer)))


def commitment(questionnaire: str, candidate: str, leaves: Mapping[str, str]) -> str:
    """SHA-256 of the canonical JSON of questionnaire, candidate and the leaf of each question."""
    return digest({"questionnaire": questionnaire, "candidate": candidate, "leaves": dict(leaves)})


def published_commitment(questionnaire: str, candidate: str, told: Any) -> str:
    """The commitment that published answers (`said`, `salts`, `closed`) give; empty where their form gives none."""
    parts = told if isinstance(told, dict) else {}
    said, salts, closed = (value if isinstance(value := parts.get(key), dict) else {} for key in _PUBLISHED)
    try:
        leaves = {key: leaf(str(salts.get(key, "")), answer) for key, answer in said.items()}
        return commitment(questionnaire, candidate, leaves | {key: str(each) for key, each in closed.items()})
    except (Refusal, ValueError, TypeError):
        return ""


_PUBLISHED = ("said", "salts", "closed")
