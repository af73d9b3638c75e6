"""Endorsements: who endorsed whom, when, by which body, and who says so: our own history, other bodies, lower bodies.

Words: endorser, level, endorsee, outcome. A second report of the same act adds a source to it; it does not add an act.
"""
