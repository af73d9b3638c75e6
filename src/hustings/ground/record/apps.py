"""Registers the ground's system checks."""

from importlib import import_module

from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "hustings.ground.record"

    def ready(self) -> None:
        import_module("hustings.ground.checks")
