"""Addresses of the members' door, to be included at `member/`."""

from django.urls import path

from hustings.core.values import Role
from hustings.doors.member import cycles
from hustings.doors.private import behind_link

app_name = "member"
urlpatterns = [path("<str:token>/", behind_link(Role.MEMBER)(cycles.home), name="home")]
