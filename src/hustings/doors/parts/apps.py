"""The template parts as a Django application, so that their templates and tags are found."""

from django.apps import AppConfig


class PartsConfig(AppConfig):
    """Templates `parts/*.html` and the tag library `parts`; no tables."""

    name = "hustings.doors.parts"
    label = "parts"
    verbose_name = "Template parts"
