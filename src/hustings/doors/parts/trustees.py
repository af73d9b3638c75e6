"""Who can open the result of a secret poll, in words."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from hustings.core.projections.secret_polls import KeyHolders


def who_opens(holders: Sequence[KeyHolders]) -> str:
    """One sentence; empty where the record does not tell."""
    n = sum(len(each.keys) for each in holders)
    needed = sum(each.threshold or 0 for each in holders)
    numbers = {"needed": needed, "n": n}
    if not n:
        return ""
    if needed == n:
        return _("All %(n)s trustees together, and nobody else") % numbers
    if len(holders) == 1:
        return _("Any %(needed)s of %(n)s trustees together, and nobody else") % numbers
    return _("At least %(needed)s of %(n)s trustees together, some of whom nobody can stand in for") % numbers


def keys_of(holders: Sequence[KeyHolders]) -> list[tuple[str, str]]:
    """Every trustee's public key under the number that the decryptions have."""
    keys = [key for each in holders for key in each.keys]
    return [(_("Key of trustee %(number)s") % {"number": number}, key) for number, key in enumerate(keys, 1)]
