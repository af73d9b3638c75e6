"""The board of a poll: what is in its boxes as of the last published head, the archives, and where a tracker is looked
up. For people as a page, for programs as JSON.
"""

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from functools import wraps
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hustings.core.errors import Refusal
from hustings.doors.booth.intake import told as plainly
from hustings.doors.parts.figures import digest
from hustings.doors.parts.trustees import keys_of, who_opens
from hustings.doors.private import kept_private, status_of, told
from hustings.ground.clock import iso
from hustings.ground.record.queries import chain_of, house_title
from hustings.rooms.ballots.board import (
    NoSuchHints,
    PublishedHead,
    ShownArchive,
    heads_of,
    key_holders_of,
    shown_archive,
    shown_hints,
    unit_that_holds,
)
from hustings.rooms.ballots.queries import PollView, UnitView, poll_of, unit_of

FORMAT = "hustings-board/1"
SHOWN_HEADS = 24
PIECE = 2**20
BYTES = "application/octet-stream"
TRACKER_BYTES = 32
RANGE = re.compile(r"bytes=(\d{1,18})-(\d{1,18})?")


class TrackerUnclear(Refusal):
    code = "tracker-unclear"
    says = "“{tracker}” is no tracker."
    todo = "Copy it from your receipt: 43 letters, digits and signs."


class RangeUnknown(Refusal):
    code = "archive-range"
    says = "The archive has {length} bytes now; that part of it is not there."
    todo = "Ask again when the next head is published."


def _as_page(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A view whose refusals become a page."""

    @wraps(view)
    def run(request: HttpRequest, **named: str) -> HttpResponseBase:
        try:
            return view(request, **named)
        except Refusal as refusal:
            context = {"refusal": told(refusal), "door": _("Secret poll"), "messages": ()}
            return kept_private(render(request, "parts/refused.html", context, status=status_of(refusal)))

    return run


@require_safe
@_as_page
def board(request: HttpRequest, cycle: str, poll: str) -> HttpResponse:
    """The board as a page; with `?tracker=` it also says whether that ballot is in a box."""
    view, heads = poll_of(cycle=cycle, poll=poll), heads_of(cycle=cycle, poll=poll, last=SHOWN_HEADS)
    rehearsal, holders = chain_of(cycle=cycle).rehearsal, key_holders_of(cycle=cycle, poll=poll)
    context: dict[str, Any] = {
        "title": _("Board of the poll"),
        "lead": view.question,
        "house": house_title(),
        "door": _("Secret poll"),
        "rehearsal": rehearsal,
        "messages": (),
        "poll": view,
        "head": heads[-1] if heads else None,
        "opened_by": who_opens(holders),
        "trustee_keys": keys_of(holders),
        "boxes": _boxes(view, heads[-1] if heads else None),
        "heads": heads[::-1],
        "json_url": reverse("booth:board-json", kwargs={"cycle": cycle, "poll": poll}),
        "address": request.build_absolute_uri(request.path),
        "page_script": static("js/page.js"),
        "record_url": reverse("public:record", kwargs={"cycle": cycle}),
    }
    return kept_private(render(request, "booth/board.html", context | _looked_up(request, view)))


def _boxes(view: PollView, last: PublishedHead | None) -> dict[str, Any]:
    """The units as a table."""
    rows: list[list[Any]] = []
    for unit in view.units:
        head = last.of(unit.code) if last else None
        name = {"text": unit.name, "note": unit.code}
        download = {"text": _("Download"), "url": _archive_url(view, unit.code)}
        url = _hints_url(view, unit.code)
        hinted = {"text": _("Download"), "url": url} if url else "–"
        rows.append([name, head.n_ballots if head else "–", digest(head.head) if head else "–", download, hinted])
    columns = [
        {"label": _("Counted together")},
        {"label": _("Ballots"), "figures": True},
        {"label": _("Head of the ballot box")},
        {"label": _("Archive")},
        {"label": _("Hints for a quicker check")},
    ]
    return {"caption": _("Boxes"), "quiet_caption": True, "columns": columns, "rows": rows}


def _looked_up(request: HttpRequest, view: PollView) -> dict[str, Any]:
    """What the page says about the tracker that was asked for."""
    asked = "".join(request.GET.get("tracker", "").split())
    if not asked:
        return {}
    try:
        unit = unit_that_holds(cycle=view.cycle, poll=view.code, name=ballot_name(asked))
    except TrackerUnclear as refusal:
        return {"tracker": asked, "unclear": told(refusal)}
    return {"tracker": asked, "asked": True, "found_in": unit}


def ballot_name(tracker: str) -> str:
    """The hash of a ballot, 64 hexadecimal digits, from its tracker. Raises: TrackerUnclear."""
    try:
        found = base64.b64decode(tracker + "=", validate=True)
    except (binascii.Error, ValueError) as problem:
        raise TrackerUnclear(tracker=tracker[:60]) from problem
    if len(found) != TRACKER_BYTES or base64.b64encode(found).decode() != tracker + "=":
        raise TrackerUnclear(tracker=tracker[:60])
    return found.hex()


@require_safe
def board_json(request: HttpRequest, cycle: str, poll: str) -> HttpResponse:
    """The board for programs (`hustings-board/1`)."""
    try:
        view, heads = poll_of(cycle=cycle, poll=poll), heads_of(cycle=cycle, poll=poll)
        units = [_unit(view, each, heads[-1] if heads else None) for each in view.units]
    except Refusal as refusal:
        return JsonResponse(plainly(refusal), status=status_of(refusal))
    body = {
        "format": FORMAT,
        "cycle": cycle,
        "poll": poll,
        "state": view.state,
        "opens_at": iso(view.opens_at),
        "closes_at": iso(view.closes_at),
        "units": units,
        "heads": [_published(each) for each in heads],
    }
    return kept_private(JsonResponse(body))


def _unit(view: PollView, unit: UnitView, published: PublishedHead | None) -> dict[str, Any]:
    shown = shown_archive(view=view, unit=unit.code, published=published)
    return {
        "unit": unit.code,
        "name": unit.name,
        "uuid": unit.uuid,
        "fingerprint": unit.fingerprint,
        "n_credentials": unit.n_credentials,
        "archive": _archive_url(view, unit.code),
        "hints": _hints_url(view, unit.code),
        "length": shown.length,
        "head": shown.head,
        "n_ballots": shown.n_ballots,
    }


def _published(head: PublishedHead) -> dict[str, Any]:
    units = [{"unit": each.unit, "head": each.head, "n_ballots": each.n_ballots} for each in head.units]
    told = {"entry": head.seq, "at": iso(head.at), "moment": head.moment, "head": head.head}
    return told | {"n_ballots": head.n_ballots, "units": units}


def _archive_url(view: PollView, unit: str) -> str:
    return reverse("booth:archive", kwargs={"cycle": view.cycle, "poll": view.code, "unit": unit})


def _hints_url(view: PollView, unit: str) -> str | None:
    """Where hints are fetched; None while there are none to have."""
    try:
        shown_hints(view=view, unit=unit)
    except NoSuchHints:
        return None
    return reverse("booth:hints", kwargs={"cycle": view.cycle, "poll": view.code, "unit": unit})


@require_safe
def hints(request: HttpRequest, cycle: str, poll: str, unit: str) -> HttpResponseBase:
    """What makes a check of a closed poll's archive quicker (`hustings ballots verify --hints`)."""
    try:
        found = shown_hints(view=poll_of(cycle=cycle, poll=poll), unit=unit_of(cycle=cycle, poll=poll, unit=unit).code)
    except Refusal as refusal:
        return JsonResponse(plainly(refusal), status=status_of(refusal))
    name = f"{_stamp(cycle)}{cycle}-{poll}-{unit}.hints"
    return FileResponse(found.open("rb"), as_attachment=True, filename=name, content_type=BYTES)


@require_safe
def archive(request: HttpRequest, cycle: str, poll: str, unit: str) -> HttpResponseBase:
    """A unit's archive as everybody may have it, read in pieces; with `Range: bytes=FIRST-` only what came since."""
    try:
        code = unit_of(cycle=cycle, poll=poll, unit=unit).code
        published = next(iter(heads_of(cycle=cycle, poll=poll, last=1)), None)
        shown = shown_archive(view=poll_of(cycle=cycle, poll=poll), unit=code, published=published)
        first, behind = _range(request.headers.get("Range", ""), shown)
    except RangeUnknown as refusal:
        response = JsonResponse(plainly(refusal), status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
        response["Content-Range"] = f"bytes */{refusal.facts['length']}"
        return response
    except Refusal as refusal:
        return JsonResponse(plainly(refusal), status=status_of(refusal))
    part = (first, behind) != (0, shown.length)
    pieces = _pieces(shown.path, first, behind) if request.method == "GET" else iter(())
    sent = StreamingHttpResponse(pieces, content_type=BYTES)
    sent.status_code = HTTPStatus.PARTIAL_CONTENT if part else HTTPStatus.OK
    if part:
        sent["Content-Range"] = f"bytes {first}-{behind - 1}/{shown.length}"
    sent["Content-Length"] = str(behind - first)
    sent["Accept-Ranges"] = "bytes"
    sent["ETag"] = f'"{shown.head}"'
    sent["Cache-Control"] = "no-cache"
    sent["Content-Disposition"] = f'attachment; filename="{_stamp(cycle)}{cycle}-{poll}-{unit}.bel"'
    return sent


def _stamp(cycle: str) -> str:
    """What the name of a rehearsal's file begins with."""
    return "REHEARSAL-" if chain_of(cycle=cycle).rehearsal else ""


def _range(asked: str, shown: ShownArchive) -> tuple[int, int]:
    """First byte and the one behind the last. What is no range of bytes asks for everything. Raises: RangeUnknown."""
    found = RANGE.fullmatch(asked.strip())
    if found is None:
        return 0, shown.length
    first = int(found[1])
    behind = min(int(found[2]) + 1, shown.length) if found[2] else shown.length
    if first >= behind:
        raise RangeUnknown(length=shown.length)
    return first, behind


def _pieces(path: Path, first: int, behind: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(first)
        while first < behind and (piece := file.read(min(PIECE, behind - first))):
            first += len(piece)
            yield piece
