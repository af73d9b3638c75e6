"""A teller's pages: the straw polls of her local, and the return sheet that she enters or confirms."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.core.errors import Refusal
from hustings.doors.private import frame_of, status_of, told
from hustings.ground.access.queries import Guest
from hustings.ground.record.queries import now_in
from hustings.rooms.roll.queries import LocalView, local_of
from hustings.rooms.straw_polls.actions import confirm_sheet, enter_sheet
from hustings.rooms.straw_polls.queries import SheetView, StrawPollView, polls_of, sheet_of
from hustings.rooms.straw_polls.refusals import NoSuchPoll, NoSuchSheet


class SheetForm(forms.Form):
    """The figures of one paper sheet. Who confirms types them anew, without seeing the first teller's."""

    n_present = forms.IntegerField(label=gettext_lazy("Members present"), min_value=0)

    def __init__(self, *args: Any, options: tuple[str, ...], first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **({"label_suffix": ""} | kwargs))
        self.options = options
        if first:
            widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            self.fields["held_on"] = forms.DateField(label=_("Day of the meeting"), widget=widget)
        for place, option in enumerate(options):
            label = _("Votes for “%(option)s”") % {"option": option}
            self.fields[f"votes-{place}"] = forms.IntegerField(label=label, min_value=0)

    def counts(self) -> dict[str, int]:
        """Votes by option."""
        return {option: self.cleaned_data[f"votes-{place}"] for place, option in enumerate(self.options)}


def home(request: HttpRequest, guest: Guest) -> HttpResponse:
    """The straw polls, and where this local's sheet stands in each."""
    local = local_of(local=guest.actor.scope, actor=guest.actor)
    token = _token(request)
    tasks = []
    for poll in polls_of(cycle=guest.cycle):
        sheet = _sheet(guest, poll.code)
        status, what = _stand(poll, sheet)
        url = reverse("officials:sheet", args=[token, poll.code])
        tasks.append({"label": poll.question, "text": what, "status": status, "url": url})
    context = frame_of(guest) | {
        "title": _name(local),
        "lead": _("You count the votes of this local. Two tellers enter the same paper, each by a link of their own."),
        "door": _("For tellers"),
        "tasks": tasks,
    }
    return render(request, "officials/home.html", context)


def sheet(request: HttpRequest, guest: Guest, poll: str) -> HttpResponse:
    """Enter the sheet, or confirm the one that a first teller entered."""
    asked = _poll(guest, poll)
    known = _sheet(guest, poll)
    first = known is None
    form = SheetForm(request.POST or None, options=asked.options, first=first)
    if request.method != "POST":
        return _shown(request, guest, asked, known, form)
    # A page that was opened before the first sheet was entered still asks for a day: then it is a second first sheet.
    if request.POST.get("step") == "enter" and not first:
        form = SheetForm(request.POST, options=asked.options, first=True)
        first = True
    if not form.is_valid():
        return _shown(request, guest, asked, known, form, status=422)
    try:
        _write(guest, asked, known, form, first=first)
    except Refusal as refusal:
        return _shown(request, guest, asked, known, form, refusal=told(refusal), status=status_of(refusal))
    return HttpResponseRedirect(reverse("officials:sheet", args=[_token(request), poll]) + "?done=yes", status=303)


def _write(guest: Guest, asked: StrawPollView, known: SheetView | None, form: SheetForm, *, first: bool) -> None:
    who: dict[str, Any] = {"cycle": guest.cycle, "actor": guest.actor, "at": now_in(cycle=guest.cycle)}
    figures = {"counts": form.counts(), "n_present": form.cleaned_data["n_present"]}
    if first or known is None:
        held_on = form.cleaned_data["held_on"]
        enter_sheet(poll=asked.code, local=guest.actor.scope, held_on=held_on, **figures, **who)
    else:
        confirm_sheet(sheet=known.code, **figures, **who)


def _shown(
    request: HttpRequest,
    guest: Guest,
    asked: StrawPollView,
    known: SheetView | None,
    form: SheetForm,
    *,
    refusal: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    local = local_of(local=guest.actor.scope, actor=guest.actor)
    state, what = _stand(asked, known)
    open_to = not asked.closed and (known is None or not (known.confirmed or known.mine))
    context = frame_of(guest) | {
        "title": asked.question,
        "lead": what,
        "door": _name(local),
        "crumbs": [
            {"label": _name(local), "url": reverse("officials:home", args=[_token(request)])},
            {"label": asked.code, "url": "", "current": True},
        ],
        "state": state,
        "lines": _lines(asked, known),
        "form": form if open_to or refusal else None,
        "first": known is None or request.POST.get("step") == "enter",
        "refusal": refusal,
        "done": request.GET.get("done") == "yes" and known is not None,
    }
    return render(request, "officials/sheet.html", context, status=status)


def _stand(asked: StrawPollView, known: SheetView | None) -> tuple[Any, str]:
    """Where the sheet stands, as a state and in words."""
    confirmed = {"word": _("confirmed"), "mark": "full", "tone": "good"}
    second = {"word": _("waiting for a second teller"), "mark": "half", "tone": "care"}
    if known is not None and known.confirmed:
        return confirmed, _("The sheet is confirmed by two tellers. Nothing is left to do.")
    if asked.closed:
        return "closed", _("The straw poll is closed.")
    if known is None:
        return "open", _("Enter the figures of the paper sheet after the meeting.")
    if known.mine:
        return second, _("You entered it. The other teller confirms it with a link of her own.")
    return second, _("A first teller entered it. Type the figures from the paper once more, without looking.")


def _lines(asked: StrawPollView, known: SheetView | None) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = [
        {"label": _("Meetings count from"), "text": asked.opens_on},
        {"label": _("To"), "text": asked.closes_on},
    ]
    if known is not None:
        lines += [{"label": _("Sheet"), "text": known.code}, {"label": _("Meeting"), "text": known.held_on}]
    if known is not None and known.figures is not None:
        lines.append({"label": _("Members present"), "text": known.figures.n_present})
        lines += [{"label": option, "text": votes} for option, votes in known.figures.counts.items()]
    return lines


def _poll(guest: Guest, code: str) -> StrawPollView:
    found = [poll for poll in polls_of(cycle=guest.cycle) if poll.code == code]
    if not found:
        raise NoSuchPoll(poll=code)
    return found[0]


def _sheet(guest: Guest, poll: str) -> SheetView | None:
    try:
        return sheet_of(cycle=guest.cycle, poll=poll, local=guest.actor.scope, actor=guest.actor)
    except NoSuchSheet:
        return None


def _name(local: LocalView) -> str:
    return ", ".join(part for part in (local.name or _("Local %(code)s") % {"code": local.code}, local.place) if part)


def _token(request: HttpRequest) -> str:
    return str(request.resolver_match.kwargs["token"]) if request.resolver_match else ""
