"""Addresses of the booth's own pages, below `poll/`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
