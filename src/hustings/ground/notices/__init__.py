"""Notices: the outbox. Letters are written first and sent afterwards; in a rehearsal nothing is sent.

Words: letter (one message to one address), outbox, sent, kept (a rehearsal's letter, written to a folder instead), came
back (bounced), wave (letters that leave together, so many a minute), held (letters wait until a wave is started), to
stop (no more letters of a kind to an address).
"""
