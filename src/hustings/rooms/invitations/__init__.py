"""Invitations: the same offer of a roundtable to every candidate, what they answered, and private contacts.

Words: terms (the standard text, minutes, slots, audience and deadline), offer, reply, the silent, contact (a private
meeting or call), deadline.
"""
