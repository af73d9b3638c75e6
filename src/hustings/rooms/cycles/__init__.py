"""Cycles: one endorsement cycle, its rulebook (frozen when the call is published), its calendar and its phases.

Words: cycle, contest, rulebook, call, calendar, phase.
"""
