"""What may be said of a candidacy, and in which languages letters can be wanted."""

from enum import StrEnum


class Status(StrEnum):
    """A candidacy's status. It is dated, and it changes: the field is rarely the same at the end of a cycle."""

    EXPECTED = "expected"
    DECLARED = "declared"
    FILED = "filed"
    WITHDREW = "withdrew"
    NOMINATED = "nominated"
    REPLACED = "replaced"


OUT = frozenset({Status.WITHDREW, Status.REPLACED})
"""No longer a candidate: nothing new is offered, everything that was stays."""

LANGUAGES = ("en", "es", "fr")
"""Languages in which a contact may want letters, by their two letters."""
