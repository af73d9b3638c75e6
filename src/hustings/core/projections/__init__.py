"""Everything that pages, feeds and bundles show, computed from the record and from nothing else.

`project(entries)` gives a `CycleProjection`. It sees visible payloads only, so what staff may not publish cannot leak into it.
"""
