"""Notices: the outbox. Letters are written first and sent afterwards; in a rehearsal nothing is sent.

Words: letter (one message to one address), outbox, sent, kept (a rehearsal's letter, written to a folder instead).
"""
