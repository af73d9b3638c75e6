"""The public door: what an organisation has published, page by page, each with a permanent address.

Of the rooms it knows the publication only, and shows nothing that is not computed from published entries. `frame` holds
what every page shares, `saying` turns values of the record into words and parts, and each page has a file of its own.
"""
