"""Roundtables: meetings of a candidate with leaders and members; dates, places, topics, minutes, what was promised.

Words: roundtable, audience, press access, attendance, minutes (private, their digest on the record), commitment.
"""
