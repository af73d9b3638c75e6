"""Answers side by side, question by question: for the public page and for the desk."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings.core.questionnaires import Answer

Part = dict[str, Any]


class Question(Protocol):
    """What of a question is shown: both the desk's and the record's have it."""

    @property
    def key(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def note(self) -> str: ...
    @property
    def options(self) -> tuple[str, ...]: ...
    @property
    def n_most(self) -> int: ...
    @property
    def least(self) -> int | None: ...
    @property
    def most(self) -> int | None: ...
    @property
    def least_means(self) -> str: ...
    @property
    def most_means(self) -> str: ...
    @property
    def limit(self) -> int: ...
    @property
    def public(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Side:
    """One candidate. `answers` by question, an empty one left open; `silent`: why there are none, in a few words.

    `closed`: the questions answered for the committee only. `file_url` gives the address of a file by its digest.
    """

    name: str
    answers: Mapping[str, Answer]
    silent: str = ""
    status: Any = None
    url: str = ""
    closed: frozenset[str] = frozenset()
    file_url: Callable[[str], str] | None = None


def compared(questions: Sequence[Question], sides: Sequence[Side]) -> list[Part]:
    """Every question with every candidate's answer, always in the same order, those who are silent too."""
    return [_asked(number, question, sides) for number, question in enumerate(questions, start=1)]


def alone(questions: Sequence[Question], side: Side) -> list[Part]:
    """One candidate's answers."""
    return [
        _head(number, question) | {"options": [], "sides": [_side(question, side) | {"name": ""}], "nothing": []}
        for number, question in enumerate(questions, start=1)
    ]


def asked(questions: Sequence[Question]) -> list[Part]:
    """The questions alone, as they were sent."""
    return [_head(number, question) | {"kind": how(question)} for number, question in enumerate(questions, start=1)]


def how(question: Question) -> str:
    """How a question is answered, in a few words."""
    match str(question.kind):
        case "choice":
            told = ", ".join(question.options)
            return (
                told if question.n_most == 1 else _("up to %(n)s of: %(what)s") % {"n": question.n_most, "what": told}
            )
        case "scale":
            ends = {
                "least": _end(question.least, question.least_means),
                "most": _end(question.most, question.most_means),
            }
            return _("from %(least)s to %(most)s") % ends
        case "text":
            return ngettext("in at most %(n)s letter", "in at most %(n)s letters", question.limit) % {
                "n": question.limit
            }
        case _:
            return _("by a file")


def _end(place: int | None, means: str) -> str:
    return f"{place} ({means})" if means else f"{place}"


def _head(number: int, question: Question) -> Part:
    return {
        "number": number,
        "anchor": question.key,
        "text": question.text,
        "note": question.note,
        "for_committee": not question.public,
    }


def _asked(number: int, question: Question, sides: Sequence[Side]) -> Part:
    """Choices and scales as a list of who stands where; words as a card each; who said nothing in one line."""
    told = [_side(question, side) for side in sides]
    options = [
        {"label": _label(question, place), "names": _names_at(question, place, sides)} for place in _places(question)
    ]
    said = [each for each in told if each["words"] or (each["main"] and not options)]
    return _head(number, question) | {"options": options, "sides": said, "nothing": _nothing(told)}


def _names_at(question: Question, place: Any, sides: Sequence[Side]) -> str:
    names = [_marked(side) for side in sides if _stands_at(side.answers.get(question.key, {}), place)]
    return ", ".join(names) or "–"


def _marked(side: Side) -> str:
    """A name, with what has to be known of the whole answer, such as that it came late."""
    return f"{side.name} ({side.status['word']})" if side.status else side.name


def _nothing(told: Sequence[Part]) -> list[Part]:
    """Why there is no answer, and whose: each reason once."""
    reasons = dict.fromkeys(each["silent"] for each in told if each["silent"])
    return [
        {"why": reason, "names": ", ".join(each["name"] for each in told if each["silent"] == reason)}
        for reason in reasons
    ]


def _places(question: Question) -> list[Any]:
    if question.kind == "choice":
        return list(question.options)
    if question.kind == "scale" and question.least is not None and question.most is not None:
        return list(range(question.least, question.most + 1))
    return []


def _stands_at(answer: Answer, place: Any) -> bool:
    return place in answer.get("chosen", ()) or (type(place) is int and answer.get("value") == place)


def _label(question: Question, place: Any) -> str:
    means = {question.least: question.least_means, question.most: question.most_means}.get(place, "")
    return f"{place}: {means}" if means and question.kind == "scale" else str(place)


def _side(question: Question, side: Side) -> Part:
    answer = side.answers.get(question.key, {})
    told: Part = {"name": side.name, "url": side.url, "status": side.status, "words": answer.get("words", "")}
    told["main"] = ", ".join(answer.get("chosen", ()))
    if "value" in answer:
        places = {"value": answer["value"], "least": question.least, "most": question.most}
        told["main"] = _("%(value)s on a scale from %(least)s to %(most)s") % places
    if "file" in answer:
        told["main"] = answer["file"]["name"]
        told["file_url"] = side.file_url(answer["file"]["digest"]) if side.file_url else ""
    told["silent"] = _why_nothing(question, side, answer)
    return told


def _why_nothing(question: Question, side: Side, answer: Answer) -> str:
    if side.silent:
        return side.silent
    if question.key in side.closed:
        return _("for the committee only")
    return "" if answer else _("left open")
