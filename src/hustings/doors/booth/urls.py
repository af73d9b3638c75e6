"""Addresses of the booth's door, to be included at `poll/`."""

from django.urls import include, path

from hustings.doors.booth import admission, board, intake

app_name = "booth"
urlpatterns = [
    path("<slug:cycle>/<slug:poll>/<slug:unit>/ballots", intake.ballots, name="ballots"),
    path("<slug:cycle>/<slug:poll>/pass", admission.fetch, name="pass"),
    path("<slug:cycle>/<slug:poll>/board", board.board, name="board"),
    path("<slug:cycle>/<slug:poll>/board.json", board.board_json, name="board-json"),
    path("<slug:cycle>/<slug:poll>/<slug:unit>/archive.bel", board.archive, name="archive"),
    path("<slug:cycle>/<slug:poll>/<slug:unit>/archive.hints", board.hints, name="hints"),
    path("", include("hustings.doors.booth.page_urls")),
]
