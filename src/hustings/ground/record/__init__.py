"""The record: one append-only, hash-chained list of entries per cycle, and one for the house.

Words: chain (the list), entry (sequence, previous hash, leaf), payload (what the entry says), head (hash of the last
entry), withhold (take a payload away, with a reason, while the chain still holds). `docs/spec/record.md` is
normative.
"""
