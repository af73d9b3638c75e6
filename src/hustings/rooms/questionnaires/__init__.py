"""Questionnaires: the same questions for every candidate, sealed answers, opened by two custodians, compared, scored.

Words: question, answer, draft (kept by the campaign, never here), receipt (the commitment on the record), sealed,
custodian (keeps one of the keys), opening, late, sheet (one assessor's points for one candidate), spread.
"""
