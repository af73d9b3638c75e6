"""Addresses of the booth's own pages, below `poll/`."""

from django.urls import URLPattern, path

from hustings.doors.booth import page, trustees

urlpatterns: list[URLPattern] = [
    path("about/", page.about, name="about"),
    path("trustee/", trustees.page, name="trustee"),
    path("booth-files.json", page.listed, name="files"),
    path("<slug:cycle>/<slug:poll>/", page.units, name="poll"),
    path("<slug:cycle>/<slug:poll>/<slug:unit>/booth", page.booth, name="booth"),
    path("<slug:cycle>/<slug:poll>/<slug:unit>/credentials/<slug:shelf>", page.credentials, name="credentials"),
]
