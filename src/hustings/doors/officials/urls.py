"""Addresses of the officials' door, to be included at `officials/`."""

from django.urls import path

from hustings.core.values import Role
from hustings.doors.officials import straw_polls
from hustings.doors.private import behind_link

app_name = "officials"
as_teller = behind_link(Role.TELLER)
urlpatterns = [
    path("<str:token>/", as_teller(straw_polls.home), name="home"),
    path("<str:token>/<slug:poll>/", as_teller(straw_polls.sheet), name="sheet"),
]
