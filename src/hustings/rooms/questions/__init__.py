"""Members' questions: proposed, read by staff, supported, ordered by a published rule, chosen for a table, answered.

Words: collection (the time in which questions are taken), question, voice (a member in this cycle, by a keyed hash that
is not her number), support, merged, order, choice (what is put at a table), answer (with its place in the minutes).
"""
