"""`POST …/ballots`: a ballot's bytes come in, and once they are on the disk, its receipt goes out.

Whoever can make a valid ballot may hand it in, from any program: there is nothing here that a forged request from
another site could borrow. So this view stands outside Django's CSRF check, and looks at no cookie. Nothing of a
request is ever logged here. The receipt says no number and no place: in a small hour they would say who it was.
"""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from hustings.core.errors import Refusal
from hustings.ground.clock import now
from hustings.rooms.ballots.intake import take

LONGEST = 64 * 1024
"""Of a ballot, in bytes: some ninety answers."""

STATUS = {
    "ballot-too-long": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "ballot-unknown-credential": HTTPStatus.FORBIDDEN,
    "box-not-ready": HTTPStatus.SERVICE_UNAVAILABLE,
    "no-such-poll": HTTPStatus.NOT_FOUND,
    "poll-not-open": HTTPStatus.CONFLICT,
    "ballot-poll-closed": HTTPStatus.GONE,
}
"""HTTP status by code of a refusal; what is wrong with a ballot itself is 400."""


class BallotTooLong(Refusal):
    code = "ballot-too-long"
    says = "A ballot has at most {longest} bytes; this one has {length}."
    todo = "Send the ballot alone, exactly as it was made."


@csrf_exempt
@require_POST
def ballots(request: HttpRequest, cycle: str, poll: str, unit: str) -> HttpResponse:
    """Take one ballot: 201 with its receipt, 200 with the same if it was in already, or a refusal."""
    try:
        receipt = take(cycle=cycle, poll=poll, unit=unit, ballot=_body(request), clock=now)
    except Refusal as refusal:
        return refused(refusal)
    told = {"tracker": receipt.tracker, "head": receipt.head, "replaces": receipt.replaces}
    return kept(JsonResponse(told, status=HTTPStatus.CREATED if receipt.fresh else HTTPStatus.OK))


def refused(refusal: Refusal) -> HttpResponse:
    """A refusal as the booth's programs read it."""
    told = {"code": refusal.code, "what": refusal.message, "where": refusal.where, "todo": refusal.advice}
    return kept(JsonResponse(told, status=STATUS.get(refusal.code, HTTPStatus.BAD_REQUEST)))


def kept(response: HttpResponse) -> HttpResponse:
    """An answer that nobody on the way may keep."""
    response["Cache-Control"] = "no-store"
    return response


def _body(request: HttpRequest) -> bytes:
    """The ballot. Raises: BallotTooLong, before anything is read."""
    length = int(request.META.get("CONTENT_LENGTH") or 0)
    if length > LONGEST:
        raise BallotTooLong(longest=LONGEST, length=length)
    return request.body
