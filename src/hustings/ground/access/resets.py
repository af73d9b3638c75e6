"""What an account's owner is told about a reset of the second factor, where the account has an address for it."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.utils.translation import gettext, override

from hustings.core.values import Actor
from hustings.ground.notices.actions import queue_letter
from hustings.ground.record.chains import HOUSE


def tell_owner(account: User, *, done: bool, actor: Actor, at: datetime) -> None:
    """Put a letter to the owner into the house's outbox: somebody asked for a reset, or it was done."""
    if not account.email:
        return
    with override(settings.LANGUAGE_CODE):
        if done:
            subject = gettext("Your one-time codes were reset")
            said = gettext("Two officers agreed, and all your sessions were ended. Your password is as it was.")
        else:
            subject = gettext("Somebody asked to reset your one-time codes")
            said = gettext("Nothing has changed yet: a second officer has to agree.")
        last = gettext("If you did not ask for this, call another officer now, and change your password.")
    queue_letter(
        cycle=HOUSE, to=account.email, about=f"ACCT-{account.pk}", subject=subject, text=f"{said}\n\n{last}\n",
        kind="account", language=settings.LANGUAGE_CODE, actor=actor, at=at,
    )  # fmt: skip
