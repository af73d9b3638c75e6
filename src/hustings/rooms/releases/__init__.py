"""Releases: the statement to members and the statement to the press.

Words: release, audience (members or press), clearance. Every release carries the record's head at its moment; a
corrected release is a new one that names the old. Communications write it; the director clears it.
"""
