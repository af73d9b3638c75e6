"""What kind of cycle a page shows, in a sentence."""

from django.utils.translation import gettext_lazy

from hustings.core.values import Kind

KINDS = {
    Kind.LIVE: gettext_lazy("The organisation's own record."),
    Kind.REPORTED: gettext_lazy("Retold from named public sources, nothing invented."),
    Kind.REHEARSAL: gettext_lazy("A rehearsal: made by a program. None of it happened."),
}


def kind_words(kind: str) -> str:
    """The sentence for a kind of cycle; empty where it is not known."""
    return str(KINDS[Kind(kind)]) if kind in KINDS else ""
