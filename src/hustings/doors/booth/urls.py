"""Addresses of the booth's door, to be included at `poll/`."""

from django.urls import include, path

from hustings.doors.booth import intake

app_name = "booth"
urlpatterns = [
    path("<slug:cycle>/<slug:poll>/<slug:unit>/ballots", intake.ballots, name="ballots"),
    path("", include("hustings.doors.booth.page_urls")),
]
