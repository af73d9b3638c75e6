"""`POST …/ballots`: a ballot's bytes come in, and once they are on the disk, its receipt goes out.

Whoever can make a valid ballot may hand it in, from any program: there is nothing here that a forged request from
another site could borrow. So these views stand outside Django's CSRF check, and look at no cookie. Nothing of a
request is ever logged here.
"""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from hustings.core.errors import Refusal
from hustings.ground.record.queries import now_in
from hustings.rooms.ballots.intake import cast
from hustings.rooms.ballots.refusals import NoSuchPoll, PollNotOpen

STATUS = {
    NoSuchPoll.code: HTTPStatus.NOT_FOUND,
    PollNotOpen.code: HTTPStatus.CONFLICT,
    "ballot-unknown-credential": HTTPStatus.FORBIDDEN,
}


@csrf_exempt
@require_POST
def ballots(request: HttpRequest, cycle: str, poll: str, unit: str) -> HttpResponse:
    """Take one ballot: 201 with its receipt, or a refusal."""
    try:
        (taken,) = cast(cycle=cycle, poll=poll, ballots=[request.body], at=now_in(cycle=cycle))
    except Refusal as refusal:
        return refused(refusal)
    return JsonResponse({"tracker": taken.tracker, "head": taken.head}, status=HTTPStatus.CREATED)


def refused(refusal: Refusal) -> JsonResponse:
    """A refusal as the booth's programs read it."""
    told = {"code": refusal.code, "what": refusal.message, "where": refusal.where, "todo": refusal.advice}
    return JsonResponse(told, status=STATUS.get(refusal.code, HTTPStatus.BAD_REQUEST))
