"""A campaign's questionnaire: answer, save one's own draft, load it again, hand in, keep the proof.

Nothing unsent is kept by this house: the draft is a file of the campaign's own. What was handed in is shown once, on
the page that follows; afterwards only its receipt.
"""

import json
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.debug import sensitive_variables

from hustings.core.errors import Refusal
from hustings.core.questionnaires import Submission
from hustings.doors.answering import answer_fields, files_in, in_words, initial_of, said_in
from hustings.doors.private import frame_of, status_of, told
from hustings.ground.access.queries import Guest
from hustings.ground.record.queries import now_in
from hustings.rooms.questionnaires.actions.answering import hand_in
from hustings.rooms.questionnaires.queries import (
    QuestionnaireView,
    own_answers,
    questionnaire_of_campaign,
    questionnaires_of_campaign,
)

FORMAT = "hustings-answers/1"
MAX_DRAFT_BYTES = 1_000_000
STATES: dict[str, Any] = {
    "issued": "open",
    "opening": "sealed",
    "opened": {"word": gettext_lazy("opened"), "mark": "unlocked", "tone": "plain"},
    "cancelled": "cancelled",
}


class DraftUnreadable(Refusal):
    code = "draft-unreadable"
    says = "This file holds no answers to {questionnaire}."
    todo = "Choose the file that was saved from this page."


class AnswersForm(forms.Form):
    """The questions, and which version is meant."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, view: QuestionnaireView, **kwargs: Any) -> None:
        super().__init__(*args, **({"label_suffix": ""} | kwargs))
        self.view = view
        self.fields.update(answer_fields(view.questions))

    def said(self) -> dict[str, dict[str, Any]]:
        """What is said, without files."""
        return said_in(self.cleaned_data, self.view.questions)


def own(guest: Guest, token: str) -> list[dict[str, Any]]:
    """The questionnaires of a campaign, each as a line that leads to it."""
    return [
        {
            "label": view.title,
            "status": "answered" if view.receipts else STATES[view.state],
            "text": view.deadline_at,
            "url": reverse("campaign:questionnaire", args=[token, view.code]),
        }
        for view in questionnaires_of_campaign(cycle=guest.cycle, actor=guest.actor)
    ]


@sensitive_variables()
def questionnaire(request: HttpRequest, guest: Guest, code: str) -> HttpResponse:
    """The questions with the form. What was typed stays if something is refused."""
    view = questionnaire_of_campaign(cycle=guest.cycle, questionnaire=code, actor=guest.actor)
    if request.method != "POST":
        return _shown(request, guest, view)
    step = request.POST.get("step", "hand-in")
    if step == "load":
        return _loaded(request, guest, view)
    form = AnswersForm(request.POST, request.FILES, view=view)
    if step == "save":
        form.is_valid()
        return _file(_draft(view, form.said()), f"{code}-draft.json")
    return _handed_in(request, guest, view, form)


@sensitive_variables()
def proof(request: HttpRequest, guest: Guest, code: str) -> HttpResponse:
    """Give back, as a file, what the page after handing in holds: nothing of it is kept here before the opening.

    Asked for without that page, it is the campaign's copy of the opened answers. Raises: NotOpened.
    """
    if request.method != "POST":
        made = own_answers(cycle=guest.cycle, questionnaire=code, actor=guest.actor)
        return _file(_proven(made), f"{code}-handed-in.json")
    return _file(request.POST.get("proof", "")[:MAX_DRAFT_BYTES], f"{code}-handed-in.json")


@sensitive_variables()
def _handed_in(request: HttpRequest, guest: Guest, view: QuestionnaireView, form: AnswersForm) -> HttpResponse:
    if not form.is_valid():
        return _shown(request, guest, view, form=form, status=422)
    try:
        made = hand_in(
            cycle=guest.cycle,
            questionnaire=view.code,
            answers=form.said(),
            files=files_in(form.cleaned_data),
            version=form.cleaned_data["version"],
            actor=guest.actor,
            at=now_in(cycle=guest.cycle),
        )
    except Refusal as refusal:
        return _shown(request, guest, view, form=form, refusal=told(refusal), status=status_of(refusal))
    return _taken(request, guest, view, made)


@sensitive_variables()
def _taken(request: HttpRequest, guest: Guest, view: QuestionnaireView, made: Submission) -> HttpResponse:
    """The one page that shows what was handed in."""
    token = _token(request)
    context = frame_of(guest) | {
        "title": _("Your answers are sealed"),
        "lead": _("Nobody can read them before %(deadline)s, this house included.") % {"deadline": _clock(view)},
        "door": view.title,
        "digest": made.digest,
        "answers": [in_words(question, made.answers[question.key]) for question in view.questions],
        "proof": _proven(made),
        "proof_url": reverse("campaign:questionnaire-proof", args=[token, view.code]),
        "back_url": reverse("campaign:questionnaire", args=[token, view.code]),
    }
    return render(request, "campaign/handed_in.html", context)


def _loaded(request: HttpRequest, guest: Guest, view: QuestionnaireView) -> HttpResponse:
    file: Any = request.FILES.get("draft")
    try:
        answers = _read(view, file.read(MAX_DRAFT_BYTES) if file else b"")
    except DraftUnreadable as refusal:
        return _shown(request, guest, view, refusal=told(refusal), status=422)
    return _shown(request, guest, view, answers=answers)


def _read(view: QuestionnaireView, data: bytes) -> dict[str, Any]:
    """The answers in a saved file. Raises: DraftUnreadable."""
    try:
        held = json.loads(data)
        answers = held["answers"]
        fits = held["format"] == FORMAT and held["questionnaire"] == view.code
        if not fits or not all(isinstance(answer, dict) for answer in answers.values()):
            raise DraftUnreadable(questionnaire=view.code)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DraftUnreadable(questionnaire=view.code) from error
    return dict(answers)


def _shown(
    request: HttpRequest,
    guest: Guest,
    view: QuestionnaireView,
    *,
    form: AnswersForm | None = None,
    answers: dict[str, Any] | None = None,
    refusal: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    token = _token(request)
    late = now_in(cycle=guest.cycle) > view.deadline_at
    receipt = next(iter(view.receipts), None)
    version = receipt.number + 1 if receipt else 1
    fresh = AnswersForm(view=view, initial=initial_of(answers or {}) | {"version": version})
    context = frame_of(guest) | {
        "title": view.title,
        "lead": _("The same questions for every candidate."),
        "door": _("Questionnaire"),
        "view": view,
        "status": STATES[view.state],
        "late": late,
        "moves": view.moves,
        "custodians": ", ".join(custodian.who for custodian in view.custodians),
        "receipt": receipt,
        "receipt_status": _receipt_status(view),
        "form": (form or fresh) if view.state == "issued" and not (late and receipt) else None,
        "loaded": answers is not None,
        "opened": _opened(guest, view),
        "copy_url": reverse("campaign:questionnaire-proof", args=[token, view.code]),
        "refusal": refusal,
        "thread_url": reverse("campaign:thread", args=[token]),
    }
    return render(request, "campaign/questionnaire.html", context, status=status)


def _opened(guest: Guest, view: QuestionnaireView) -> list[dict[str, Any]]:
    """The campaign's own answers, once they are opened; empty before, and where none of its own could be read."""
    if view.state != "opened" or not any(not receipt.broken for receipt in view.receipts):
        return []
    made = own_answers(cycle=guest.cycle, questionnaire=view.code, actor=guest.actor)
    return [in_words(question, made.answers[question.key]) for question in view.questions]


def _proven(made: Submission) -> str:
    return json.dumps({"format": FORMAT, "digest": made.digest} | made.as_json(), ensure_ascii=False, indent=1)


def _receipt_status(view: QuestionnaireView) -> Any:
    late = any(receipt.late for receipt in view.receipts)
    if any(receipt.broken for receipt in view.receipts):
        return {"word": _("could not be opened; call the desk"), "mark": "alert", "tone": "bad"}
    if view.state == "opened":
        word = _("opened, late") if late else _("opened; it is what you handed in")
        return {"word": word, "mark": "unlocked", "tone": "care" if late else "good"}
    return {"word": _("sealed, late"), "mark": "lock", "tone": "care"} if late else "sealed"


def _draft(view: QuestionnaireView, answers: dict[str, Any]) -> str:
    held = {"format": FORMAT, "questionnaire": view.code, "title": view.title, "answers": answers}
    return json.dumps(held, ensure_ascii=False, indent=1)


def _file(text: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text.encode(), content_type="application/json; charset=utf-8", headers=headers)


def _clock(view: QuestionnaireView) -> str:
    layout = pgettext("day and time with zone, a format of Django's date filter", "j F Y, H:i T")
    return formats.date_format(view.deadline_at, layout)


def _token(request: HttpRequest) -> str:
    return str(request.resolver_match.kwargs["token"]) if request.resolver_match else ""
