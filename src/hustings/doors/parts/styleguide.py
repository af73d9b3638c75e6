"""The style guide: every part, rendered from the templates that the doors use."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from hustings.doors.parts import samples, samples_figures, states

SWATCHES = ("ground", "sheet", "ink", "quiet", "pine", "ochre", "brick", "rule")
N_SERIES = 5


def _only_for_staff(request: HttpRequest) -> None:
    user = getattr(request, "user", None)
    if not (settings.DEBUG or (user is not None and user.is_authenticated)):
        raise Http404


def _frame(title: str, lead: str) -> dict[str, Any]:
    return {
        "title": title,
        "lead": lead,
        "house": "Harbor and Rail Workers",
        "rehearsal": True,
        "crumbs": samples.CRUMBS,
    }


def styleguide(request: HttpRequest) -> HttpResponse:
    """All parts on one page, in a rehearsal of an invented union."""
    _only_for_staff(request)
    context = _frame("The parts of every page", "Paper, ink and rules. Each piece is the template that the doors use.")
    context |= {
        name.lower(): value for name, value in (vars(samples) | vars(samples_figures)).items() if name.isupper()
    }
    context |= {
        "door": "Public record",
        "states": list(states.STATES),
        "swatches": SWATCHES,
        "series": range(1, N_SERIES + 1),
        "form": samples.SampleForm({"name": "", "answer": "perhaps", "local": "R-001"}),
        "fresh_form": samples.SampleForm(prefix="fresh"),
        "page": samples.page_of_locals(),
    }
    return render(request, "parts/styleguide.html", context)


def desk(request: HttpRequest) -> HttpResponse:
    """The staff desk's frame."""
    _only_for_staff(request)
    messages.success(request, "The offer to Clara Voss was sent.")
    context = _frame("Governor, 2031", "Roundtables: two of three are settled.") | {
        "actor_name": "Ines Duarte",
        "actor_role": "political director",
        "nav": samples.ROOMS,
        "next_date": samples.NEXT_DATE,
        "phases": samples.PHASES,
        "waiting": samples.WAITING,
        "others": samples.WAITING_OTHERS,
        "empty": samples.EMPTY,
    }
    return render(request, "parts/styleguide_desk.html", context)


def refused(request: HttpRequest) -> HttpResponse:
    """A refusal as a page of its own."""
    _only_for_staff(request)
    context = _frame("", "") | {"refusal": samples.REFUSAL, "crumbs": []}
    return render(request, "parts/refused.html", context, status=409)
