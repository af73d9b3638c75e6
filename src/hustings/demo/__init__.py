"""The demonstration: one cycle retold from public sources, and one rehearsed by an invented union.

Both live in a database of their own.
"""
