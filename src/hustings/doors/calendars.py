"""A person's own calendar: the roundtables that concern her, at an address that opens nothing else.

A campaign's are its own; a member's those at which she has a seat; for who has an account at the desk or sits on the
board, all. The address ends with the private link it belongs to, or with the account's role.
"""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from hustings.core.errors import Refusal
from hustings.core.values import Role
from hustings.doors.private import kept_private, status_of, told
from hustings.ground.access.actions import SYSTEM
from hustings.ground.access.queries import Guest, actor_of_account, feed_of, guest_of_feed
from hustings.ground.access.refusals import LinkExpired, LinkUnknown
from hustings.ground.clock import iso
from hustings.ground.record.queries import chain_of, now_in
from hustings.rooms.lottery.queries import lotteries_for
from hustings.rooms.roundtables.calendars import calendar_of
from hustings.rooms.roundtables.queries import RoundtableView, roundtables_of, roundtables_of_campaign


def feed_url(request: HttpRequest, guest: Guest) -> str:
    """The whole address of somebody's own calendar."""
    return request.build_absolute_uri(reverse("feed", args=[feed_of(guest=guest)]))


def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar itself. An unknown, revoked or expired address says so in plain text."""
    try:
        guest = guest_of_feed(token=token)
        if guest.expires_at <= now_in(cycle=guest.cycle):
            raise LinkExpired(until=iso(guest.expires_at))
        made = _made(request, guest)
    except Refusal as refusal:
        words = told(refusal)
        text = f"{words['says']} {words['todo']}\n"
        return kept_private(HttpResponse(text, status=status_of(refusal), content_type="text/plain; charset=utf-8"))
    stamp = "REHEARSAL-" if chain_of(cycle=guest.cycle).rehearsal else ""
    disposition = f'attachment; filename="{stamp}roundtables.ics"'
    kind = "text/calendar; charset=utf-8"
    return kept_private(HttpResponse(made, content_type=kind, headers={"Content-Disposition": disposition}))


def _made(request: HttpRequest, guest: Guest) -> bytes:
    def address(code: str) -> str:
        return request.build_absolute_uri(reverse("public:roundtable", kwargs={"cycle": guest.cycle, "code": code}))

    return calendar_of(_roundtables(guest), cycle=guest.cycle, address=address)


def _roundtables(guest: Guest) -> Sequence[RoundtableView]:
    """Those that concern the person. Raises: NotAllowed (an account that no longer holds a role), LinkUnknown."""
    at = now_in(cycle=guest.cycle)
    if Role.CAMPAIGN in guest.actor.roles:
        return roundtables_of_campaign(cycle=guest.cycle, actor=guest.actor)
    if Role.MEMBER in guest.actor.roles:
        own = lotteries_for(cycle=guest.cycle, actor=guest.actor, at=at)
        seats = {each.lottery.roundtable for each in own if each.seat}
        return [view for view in roundtables_of(cycle=guest.cycle, actor=SYSTEM) if view.code in seats]
    number = guest.actor.scope.removeprefix("ACCT-")
    if not number.isdecimal():
        raise LinkUnknown
    account = actor_of_account(account=int(number), cycle=guest.cycle, at=at)
    return roundtables_of(cycle=guest.cycle, actor=account)
