"""The booth's door as a Django application, so that its templates are found."""

from django.apps import AppConfig


class BoothConfig(AppConfig):
    """Templates `booth/*.html`; no tables."""

    name = "hustings.doors.booth"
    label = "booth_door"
    verbose_name = "Booth"
