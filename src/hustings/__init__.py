"""Hustings runs the endorsement cycle of a membership organisation, and lets any member check it."""

__version__ = "0.1.0"
