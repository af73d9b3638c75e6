"""How django-allauth behaves here."""

import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from django.http import HttpRequest

FRESH_S = 600
"""For how long a password or a code that was just given need not be given again."""


class StaffAdapter(DefaultAccountAdapter):
    """Nobody signs up; nobody is asked twice in ten minutes; allauth's own messages are left to our pages."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str) -> bool:
        request = context.request
        records = get_authentication_records(request, request.user)
        return not any(time.time() - record["at"] < FRESH_S for record in records)

    def add_message(self, *args: object, **kwargs: object) -> None:
        """Say nothing: the pages of the desk have their own words."""
