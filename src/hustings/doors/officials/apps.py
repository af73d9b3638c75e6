"""The officials’ door as a Django application, so that its templates are found."""

from django.apps import AppConfig


class OfficialsConfig(AppConfig):
    """Templates `officials/*.html`; no tables."""

    name = "hustings.doors.officials"
    label = "officials_door"
    verbose_name = "Officials"
