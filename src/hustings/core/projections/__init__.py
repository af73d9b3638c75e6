"""Everything that pages, feeds and bundles show, computed from the record and from nothing else.

`project(entries)` gives a `CycleProjection`. It sees visible payloads only, so what staff may not publish cannot leak
into it.
"""

from hustings.core.projections.cycle import CycleProjection, project

__all__ = ["CycleProjection", "project"]
