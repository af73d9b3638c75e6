"""One's own calendar address, for who has an account: made, made anew, ended."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.doors.staff.acting import ActionForm
from hustings.doors.staff.roll import shown_once
from hustings.ground.access.actions import end_calendar, issue_calendar

LASTS = timedelta(days=400)


class MyCalendar(ActionForm):
    action = issue_calendar
    name, path = "roundtables-my-calendar", "roundtables/my-calendar/"
    title = gettext_lazy("My calendar")
    lead = gettext_lazy(
        "An address that your calendar asks by itself: every roundtable, and a moved one moves there too. It opens "
        "nothing else, and ends when you make a new one or no longer hold a role."
    )
    button = gettext_lazy("Make my calendar address")

    def arguments(self) -> dict[str, Any]:
        return {"lasts": LASTS}

    def others(self) -> list[dict[str, Any]]:
        return self.desk.button(EndMyCalendar)

    def after(self, value: Any) -> HttpResponse:
        address = self.desk.request.build_absolute_uri(reverse("feed", args=[value]))
        return shown_once(self.desk, [{"who": _("Your calendar address"), "address": address}], back="roundtables")


class EndMyCalendar(ActionForm):
    action = end_calendar
    name, path = "roundtables-end-calendar", "roundtables/my-calendar/end/"
    title = gettext_lazy("End my calendar address")
    lead = gettext_lazy("Your calendar gets nothing more from it.")
    button = gettext_lazy("End my calendar address")
    done = gettext_lazy("Your calendar address is ended.")
    grave = True


FORMS = (MyCalendar, EndMyCalendar)
