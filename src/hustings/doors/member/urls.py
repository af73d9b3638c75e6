"""Addresses of the members' door, to be included at `member/`."""

from django.urls import path

from hustings.core.values import Role
from hustings.doors.member import cycles, lottery, questions
from hustings.doors.private import behind_link

app_name = "member"
as_member = behind_link(Role.MEMBER)
urlpatterns = [
    path("<str:token>/", as_member(cycles.home), name="home"),
    path("<str:token>/questions/", as_member(questions.page), name="questions"),
    path("<str:token>/lottery/", as_member(lottery.page), name="lottery"),
]
