"""Candidates: who stands in the contest, since when, and what became of them; and whom to write to.

Words: candidacy, status (dated, with its sources), contact (private, never on the record).
"""
