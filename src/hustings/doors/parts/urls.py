"""Addresses of the style guide, to be included at `style/`."""

from django.urls import path

from hustings.doors.parts import styleguide

app_name = "parts"
urlpatterns = [
    path("", styleguide.styleguide, name="styleguide"),
    path("desk/", styleguide.desk, name="desk"),
    path("refused/", styleguide.refused, name="refused"),
]
