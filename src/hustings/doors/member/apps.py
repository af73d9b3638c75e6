"""The members’ door as a Django application, so that its templates are found."""

from django.apps import AppConfig


class MemberConfig(AppConfig):
    """Templates `member/*.html`; no tables."""

    name = "hustings.doors.member"
    label = "member_door"
    verbose_name = "Members"
