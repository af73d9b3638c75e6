"""The fund: gifts of the separate segregated fund, with proposal, approval, limit check and payment kept apart.

Words: fund, gift, recipient, account, approval, limit check, payment. The fund reads a board's approval as an entry
of the record and knows nothing of motions; nothing joins a gift to a vote of members.
"""
