"""The way in: bytes from anywhere become the canonical text of an article, with what was noticed on the way.

    a file, an upload, a pasted text ─┐
    an address ─▶ fetching ───────────┼▶ kinds ─▶ decoding ─▶ extraction, in a process of its own ─▶ Page
    a feed ─▶ fetching ─▶ items ──────┘

No Django here, and no table. Nothing that comes from outside is trusted: sizes, depths, times and addresses are
bounded, and what was cut or guessed is said in a finding.
"""
