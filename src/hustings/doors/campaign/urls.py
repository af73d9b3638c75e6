"""Addresses of the campaigns' door, to be included at `campaign/`."""

from django.urls import path

from hustings.core.values import Role
from hustings.doors.campaign import invitations, questionnaires, roundtables, slots
from hustings.doors.private import behind_link

app_name = "campaign"
as_campaign = behind_link(Role.CAMPAIGN)
urlpatterns = [
    path("<str:token>/", as_campaign(invitations.thread), name="thread"),
    path("<str:token>/answer/", as_campaign(invitations.answer), name="answer"),
    path("<str:token>/questionnaires/<slug:code>/", as_campaign(questionnaires.questionnaire), name="questionnaire"),
    path(
        "<str:token>/questionnaires/<slug:code>/proof/", as_campaign(questionnaires.proof), name="questionnaire-proof"
    ),
    path("<str:token>/slots/<slug:code>/", as_campaign(slots.slots), name="slots"),
    path("<str:token>/roundtable.ics", as_campaign(roundtables.calendar), name="calendar"),
]
