"""Where a member fetches the pass of the hour. It knows who asks, and never sees a ballot; nothing of it is kept."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from hustings.core.errors import Refusal
from hustings.core.values import Role
from hustings.doors.booth.intake import told
from hustings.doors.booth.passes import pass_of
from hustings.doors.private import BEFORE_ALL, kept_private, status_of
from hustings.ground.access.queries import Guest, guest_of
from hustings.ground.access.refusals import LinkExpired, LinkUnknown
from hustings.ground.clock import iso, now
from hustings.ground.record.queries import now_in
from hustings.rooms.ballots.queries import poll_of
from hustings.rooms.roll.queries import eligibility_of

BEARER = "Bearer "


class MayNotVote(Refusal):
    code = "pass-may-not-vote"
    says = "The frozen roll says that you may not vote in this poll: {reason}."
    todo = "If this is wrong, write to the election officer."


@csrf_exempt
@require_POST
def fetch(request: HttpRequest, cycle: str, poll: str) -> HttpResponse:
    """The pass for whoever names a member's private link in the header `Authorization`.

    The link is a key that no other site has, so a forged request has nothing to borrow.
    """
    try:
        require_member(cycle=cycle, poll=poll, token=request.headers.get("Authorization", "").removeprefix(BEARER))
        made, until = pass_of(cycle=cycle, poll=poll, at=now())
    except Refusal as refusal:
        return kept_private(JsonResponse(told(refusal), status=status_of(refusal)))
    return kept_private(JsonResponse({"pass": made, "until": iso(until)}, status=HTTPStatus.OK))


def require_member(*, cycle: str, poll: str, token: str) -> None:
    """Refuse who is not a member on the frozen roll who may vote.

    Raises: LinkUnknown, LinkExpired, NoSuchPoll, NoSnapshot, NotOnTheRoll, MayNotVote.
    """
    guest = guest_of(token=token, role=Role.MEMBER, at=BEFORE_ALL)
    _require_current(guest, cycle)
    poll_of(cycle=cycle, poll=poll)
    found = eligibility_of(cycle=cycle, number=guest.actor.scope, actor=guest.actor)
    if not found.eligible:
        raise MayNotVote(reason=found.reason, where=poll)


def _require_current(guest: Guest, cycle: str) -> None:
    if guest.cycle != cycle:
        raise LinkUnknown
    if guest.expires_at <= now_in(cycle=cycle):
        raise LinkExpired(until=iso(guest.expires_at))
