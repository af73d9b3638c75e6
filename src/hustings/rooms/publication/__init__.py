"""Publication: what the organisation has made public, and from which moment.

Words: publication (a moment of the record that was made public), as-of date, timeline, treatment table, feed, bundle.
Everything shown is computed from the entries of the record up to a publication; nothing is stored twice.
"""
