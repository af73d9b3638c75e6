"""What these pages are, in plain words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page

from hustings.ground.record.queries import house_title


@conditional_page
def about(request: HttpRequest) -> HttpResponse:
    """What the words on these pages mean, what is shown and what is not."""
    context = {
        "title": _("About these pages"),
        "lead": _(
            "Everything here is computed from one record that only grows. You need not trust us: you can check it."
        ),
        "house": house_title() or _("Hustings"),
        "door": _("Public record"),
        "nav": [
            {"label": _("Cycles"), "url": reverse("public:home")},
            {"label": _("About these pages"), "url": reverse("public:about"), "current": True},
        ],
        "messages": (),
    }
    return render(request, "public/about.html", context)
