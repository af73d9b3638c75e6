"""`POST …/ballots`: a ballot's bytes come in, and once they are on the disk, its receipt goes out.

Whoever can make a valid ballot may hand it in, from any program: there is nothing here that a forged request from
another site could borrow. So this stands outside Django's CSRF check, and looks at no cookie and no address. Nothing of
a request is ever logged here. The receipt says no number and no time: in a quiet hour they would say who it was.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from hustings.core.errors import Refusal
from hustings.doors.booth.passes import PASS_HEADER, require_pass
from hustings.ground.clock import now
from hustings.rooms.ballots.intake import pass_wanted, take

LONGEST = 64 * 1024
"""Of a ballot, in bytes: some ninety answers."""

STATUS = {
    "ballot-too-long": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "ballot-unknown-credential": HTTPStatus.FORBIDDEN,
    "pass-wanted": HTTPStatus.FORBIDDEN,
    "no-such-poll": HTTPStatus.NOT_FOUND,
    "no-such-unit": HTTPStatus.NOT_FOUND,
    "poll-not-open": HTTPStatus.CONFLICT,
    "ballot-poll-closed": HTTPStatus.GONE,
    "box-not-ready": HTTPStatus.SERVICE_UNAVAILABLE,
}
"""HTTP status by code of a refusal; what is wrong with a ballot itself is 400."""

Answer = tuple[HTTPStatus, dict[str, Any]]


class BallotTooLong(Refusal):
    code = "ballot-too-long"
    says = "A ballot has at most {longest} bytes; this one has {length}."
    todo = "Send the ballot alone, exactly as it was made."


def answer(
    *, cycle: str, poll: str, unit: str, length: str, read: Callable[[int], bytes], admission: str = ""
) -> Answer:
    """Take one ballot: 201 with its receipt, 200 with the same if it was in already, or a refusal.

    `length` is what the request says of its body, `read` gives it; `admission` is the pass, where one is asked for.
    """
    try:
        ballot = _body(length, read)
        if pass_wanted(cycle=cycle, poll=poll, unit=unit):
            require_pass(cycle=cycle, poll=poll, given=admission, at=now())
        receipt = take(cycle=cycle, poll=poll, unit=unit, ballot=ballot, clock=now)
    except Refusal as refusal:
        return STATUS.get(refusal.code, HTTPStatus.BAD_REQUEST), told(refusal)
    status = HTTPStatus.CREATED if receipt.fresh else HTTPStatus.OK
    return status, {"tracker": receipt.tracker, "head": receipt.head, "replaces": receipt.replaces}


@csrf_exempt
@require_POST
def ballots(request: HttpRequest, cycle: str, poll: str, unit: str) -> HttpResponse:
    """The same as a page of Django's, for a server that does not let ballots in by `front`."""
    length, given = request.META.get("CONTENT_LENGTH", ""), request.headers.get(PASS_HEADER, "")
    status, body = answer(cycle=cycle, poll=poll, unit=unit, length=length, read=request.read, admission=given)
    return JsonResponse(body, status=status, headers={"Cache-Control": "no-store"})


def told(refusal: Refusal) -> dict[str, str]:
    """A refusal as the booth's programs read it."""
    return {"code": refusal.code, "what": refusal.message, "where": refusal.where, "todo": refusal.advice}


def _body(length: str, read: Callable[[int], bytes]) -> bytes:
    """The ballot; empty where its length is not said. Raises: BallotTooLong, before anything is read."""
    n = int(length) if length.isascii() and length.isdecimal() else 0
    if n > LONGEST:
        raise BallotTooLong(longest=LONGEST, length=n)
    return read(n)
