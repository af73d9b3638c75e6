"""The staff's door as a Django application, so that its templates are found."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    """Templates `staff/*.html`; no tables."""

    name = "hustings.doors.staff"
    label = "staff"
    verbose_name = "Staff desk"
