"""The questions of a questionnaire as a form: for a campaign's page and for the desk that enters a letter."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hustings.core.questionnaires import Answer, AnswerKind, Question

ENDINGS = ".pdf,.png,.jpg,.jpeg,.txt"


class WordsField(forms.CharField):
    """Text whose line ends count as one letter, as browsers count them and as they are kept."""

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


def answer_fields(questions: Sequence[Question]) -> dict[str, forms.Field]:
    """A field for each question, and one more for a comment where words beside the answer are taken."""
    made: dict[str, forms.Field] = {}
    for number, question in enumerate(questions, start=1):
        made[question.key] = _field(question, number)
        if question.limit and question.kind is not AnswerKind.TEXT:
            made[f"{question.key}_words"] = _words(question, _("Comment on question %(n)s") % {"n": number}, rows=3)
    return made


def said_in(cleaned: Mapping[str, Any], questions: Sequence[Question]) -> dict[str, dict[str, Any]]:
    """What a form says to each question, without files."""
    return {question.key: _said(cleaned, question) for question in questions}


def files_in(cleaned: Mapping[str, Any]) -> dict[str, tuple[str, bytes]]:
    """The files of a form, by question: name and bytes."""
    return {key: (value.name, value.read()) for key, value in cleaned.items() if hasattr(value, "read") and value.size}


def initial_of(answers: Mapping[str, Answer]) -> dict[str, Any]:
    """Answers as a form starts with them; a file has to be chosen again."""
    made: dict[str, Any] = {}
    for key, answer in answers.items():
        chosen = answer.get("chosen")
        made[key] = chosen if chosen is not None else answer.get("value", answer.get("words", ""))
        made[f"{key}_words"] = answer.get("words", "")
    return made


def in_words(question: Question, answer: Answer) -> dict[str, Any]:
    """An answer to be read: `main` (options, the place on the scale, the file's name) and `words`."""
    main = ", ".join(answer.get("chosen", ()))
    if "value" in answer:
        places = {"value": answer["value"], "least": question.least, "most": question.most}
        main = _("%(value)s, on a scale from %(least)s to %(most)s") % places
    if "file" in answer:
        main = answer["file"]["name"]
    return {"question": question.text, "main": main, "words": answer.get("words", ""), "open": not answer}


def _said(cleaned: Mapping[str, Any], question: Question) -> dict[str, Any]:
    value, words = cleaned.get(question.key), cleaned.get(f"{question.key}_words", "")
    made: dict[str, Any] = {"words": words} if words else {}
    if question.kind is AnswerKind.TEXT:
        made = {"words": value} if value else {}
    elif question.kind is AnswerKind.CHOICE and value:
        made["chosen"] = value if isinstance(value, list) else [value]
    elif question.kind is AnswerKind.SCALE and value:
        made["value"] = int(value)
    return made


def _field(question: Question, number: int) -> forms.Field:
    label = f"{number}. {question.text}"
    told: dict[str, Any] = {"label": label, "help_text": _help(question), "required": question.required}
    match question.kind:
        case AnswerKind.TEXT:
            return _words(question, label, rows=8)
        case AnswerKind.FILE:
            return forms.FileField(widget=forms.FileInput(attrs={"accept": ENDINGS}), **told)
        case AnswerKind.SCALE:
            return forms.ChoiceField(choices=_places(question), widget=forms.RadioSelect, **told)
        case AnswerKind.CHOICE:
            choices = [(option, option) for option in question.options]
            if question.n_most == 1:
                return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **told)
            return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **told)


def _words(question: Question, label: str, *, rows: int) -> forms.CharField:
    is_text = question.kind is AnswerKind.TEXT
    told: dict[str, Any] = {
        "required": question.required and is_text,
        "help_text": _help(question) if is_text else _letters(question),
    }
    widget = forms.Textarea(attrs={"rows": rows, "maxlength": question.limit})
    return WordsField(label=label, widget=widget, max_length=question.limit, **told)


def _places(question: Question) -> list[tuple[str, Any]]:
    ends = {question.least: question.least_means, question.most: question.most_means}
    return [
        (str(place), f"{place}: {ends[place]}" if ends.get(place) else str(place))
        for place in range(question.least, question.most + 1)
    ]


def _help(question: Question) -> str:
    told = [question.note]
    if question.kind is AnswerKind.CHOICE and question.n_most > 1:
        told.append(_("At most %(n)s may be chosen.") % {"n": question.n_most})
    if question.kind is AnswerKind.FILE:
        told.append(_("A PDF, a picture (PNG or JPEG) or a plain text, at most 5 megabytes."))
    if question.kind is AnswerKind.TEXT:
        told.append(_letters(question))
    if not question.public:
        told.append(str(FOR_COMMITTEE))
    return " ".join(part for part in told if part)


def _letters(question: Question) -> str:
    return ngettext("At most %(n)s letter.", "At most %(n)s letters.", question.limit) % {"n": question.limit}


FOR_COMMITTEE = gettext_lazy("Read by the committee only; it is not published.")
