"""The public door as a Django application, so that its templates are found."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """Templates `public/*.html`; no tables."""

    name = "hustings.doors.public"
    label = "public"
    verbose_name = "Public record"
