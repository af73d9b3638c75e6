"""The polls: three ways of asking, side by side, never added up."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from hustings.core.projections.polls import N_NOT_PUBLISHED, ReportedPoll, StrawPoll
from hustings.core.projections.roll import Snapshot
from hustings.core.projections.secret_polls import SecretPoll
from hustings.doors.public import saying
from hustings.doors.public.bars import drawings, votes_chart
from hustings.doors.public.frame import Here, page
from hustings.doors.public.secret_polls import secret_poll

Part = dict[str, Any]


def cards(here: Here) -> list[Part]:
    """Every poll as a card with its own n and what it can and cannot tell."""
    found = here.page.polls
    return [
        *(_straw_card(here, each) for each in found.straw),
        *(_secret_card(here, each) for each in found.secret),
        *(_reported_card(here, each) for each in found.reported),
    ]


@page
def polls(here: Here) -> HttpResponseBase:
    """Every poll in full."""
    found = here.page.polls
    context = {
        "polls": cards(here),
        "straw": [_straw(here, each) for each in found.straw],
        "secret": [secret_poll(here, each) for each in found.secret],
        "reported": [_reported(here, each) for each in found.reported],
        "snapshots": [_snapshot(each) for each in here.page.roll.snapshots],
        "empty": {
            "says": _("The members have not been asked yet."),
            "todo": _("A poll stands here from the day it opens; its result from the day it closes, not before."),
        },
        "check_url": here.url("check"),
        "csv_url": here.url("csv", table="polls"),
    }
    lead = _("Different questions put to different people. The numbers of one way of asking say nothing about another.")
    return here.render("polls.html", _("Polls"), context, lead=lead if context["polls"] else "")


def _straw_card(here: Here, poll: StrawPoll) -> Part:
    return {
        "title": _("Straw poll in the locals"),
        "method": poll.question,
        "days": _days(poll.opens_on, poll.closes_on),
        "lines": _votes(list(poll.totals.items())) or [_waits(poll.status)],
        "can": saying.word(poll.can),
        "cannot": saying.word(poll.cannot),
        "url": f"{here.url('polls')}#{poll.code}",
        "sources": saying.sources_of(poll.sources),
    } | _n(poll.n, "" if poll.status == "closed" else _("No counts before the poll closes"))


def _secret_card(here: Here, poll: SecretPoll) -> Part:
    return {
        "title": _("Secret poll of the members"),
        "method": poll.question,
        "days": _days(poll.opens_at[:10], poll.closes_at[:10]),
        "lines": _votes(list(zip(poll.answers, poll.counts, strict=False))) or [_waits(poll.status)],
        "can": saying.word(poll.can),
        "cannot": saying.word(poll.cannot),
        "url": f"{here.url('polls')}#{poll.code}",
        "sources": saying.sources_of(poll.sources),
    } | _n(poll.n, "" if poll.status == "counted" else _("No counts before the poll closes"))


def _reported_card(here: Here, poll: ReportedPoll) -> Part:
    can, cannot = _limits(poll.limits)
    return {
        "title": poll.name,
        "method": poll.method,
        "days": _days(poll.opened_on, poll.closed_on),
        "lines": [{"label": each.option, "text": f"{each.percent}\u202f%"} for each in poll.results],
        "can": can,
        "cannot": cannot,
        "url": f"{here.url('polls')}#{poll.code}",
        "sources": saying.sources_of(poll.sources),
    } | _n(poll.n, poll.n_words)


def _limits(limits: str) -> tuple[str, str]:
    """What a source's poll can tell and what it cannot, where its limits say both."""
    can, said, cannot = limits.partition("Cannot tell ")
    if said:
        return can.removeprefix("Tells ").strip() or _("How those who answered chose."), cannot
    return _("How those who answered chose."), limits


def _n(n: int | None, n_words: str) -> Part:
    """How many answered, or the source's words on it; without either the part says that it was not published."""
    told = "" if n_words == N_NOT_PUBLISHED else n_words.removeprefix(f"{N_NOT_PUBLISHED} ")
    if told != n_words and told:
        told = _("Number of answers not published %(more)s") % {"more": told}
    return ({"n": n} if n is not None else {}) | ({"n_words": told} if told else {})


def _waits(status: str) -> Part:
    return {"label": _("Result"), "status": saying.state_of(status)}


def _days(first: str, last: str) -> str:
    if not first or not last or first == last:
        return saying.day_words(first or last)
    return _("%(first)s to %(last)s") % {"first": saying.day_words(first), "last": saying.day_words(last)}


def _votes(counted: Sequence[tuple[str, int]]) -> list[Part]:
    whole = sum(count for _, count in counted)
    return [
        {"label": option, "text": saying.plain(count), "note": saying.percent_of(count, whole)}
        for option, count in counted
    ]


def _straw(here: Here, poll: StrawPoll) -> Part:
    counted = list(poll.totals.items())
    says = _("%(n)s votes on the sheets of %(sheets)s of %(locals)s locals.") % {
        "n": saying.plain(poll.n or 0),
        "sheets": saying.plain(poll.n_sheets or 0),
        "locals": saying.plain(poll.n_locals or 0),
    }
    return {
        "poll": poll,
        "days": _days(poll.opens_on, poll.closes_on),
        "status": saying.state_of(poll.status),
        "chart": votes_chart(_("How those present voted"), says, counted, here.url("csv", table="polls"))
        if counted
        else None,
        "sheets": _sheets(here, poll) if poll.sheets and counted else None,
        "n_sheets": len(poll.sheets),
        "corrected": saying.corrected(poll.corrections),
        "corrected_sheets": [
            {"local": sheet.local, "place": sheet.place, "says": saying.corrected(sheet.corrections)}
            for sheet in poll.sheets
            if sheet.corrections
        ],
    }


def _sheets(here: Here, poll: StrawPoll) -> Part:
    columns: list[Part] = [{"label": _("Local")}, {"label": _("Place")}, {"label": _("Present"), "figures": True}]
    columns += [{"label": option, "figures": True} for option in poll.options]
    return {
        "caption": _("Return sheets, local by local"),
        "columns": [*columns, {"label": _("Second teller")}],
        "rows": [
            [
                {"text": sheet.local, "url": here.url("entry", seq=sheet.seq)},
                sheet.place,
                "" if sheet.n_present is None else sheet.n_present,
                *(sheet.counts.get(option, 0) for option in poll.options),
                {"status": {"word": _("confirmed"), "mark": "tick", "tone": "good"}}
                if sheet.confirmed
                else {"status": {"word": _("not confirmed, not counted"), "mark": "dash", "tone": "care"}},
            ]
            for sheet in poll.sheets
        ],
        "csv_url": here.url("csv", table="sheets"),
    }


def _reported(here: Here, poll: ReportedPoll) -> Part:
    shares = [(each.option, _share(each.percent), f"{each.percent}\u202f%") for each in poll.results]
    says = _("Shares as published; %(n)s.") % {"n": poll.n_words or _("n = %(n)s") % {"n": saying.plain(poll.n or 0)}}
    chart = {
        "title": poll.name,
        "says": says,
        "table": {
            "caption": _("Shares as published"),
            "columns": [{"label": _("Option")}, {"label": _("Share"), "figures": True}],
            "rows": [[option, text] for option, _length, text in shares],
            "csv_url": here.url("csv", table="polls"),
        },
    }
    told = [
        (_("Method"), poll.method),
        (_("When"), _days(poll.opened_on, poll.closed_on)),
        (_("Who was asked"), poll.population),
        (_("Limits"), poll.limits),
    ]
    return {
        "poll": poll,
        "chart": (chart | drawings(shares)) if shares else None,
        "lines": [{"label": label, "text": value} for label, value in told if value],
        "sources": saying.sources_of(poll.sources),
        "corrected": saying.corrected(poll.corrections),
    }


def _share(percent: str) -> float:
    try:
        return float(percent) / 100
    except ValueError:
        return 0.0


def _snapshot(each: Snapshot) -> Part:
    part: Part = {"day": saying.day_of(each.record_on), "n_eligible": each.n_eligible, "n_members": each.n_members}
    reasons = [[saying.word(reason), n] for reason, n in each.n_not_eligible.items()]
    if reasons:
        part["reasons"] = {
            "caption": _("Why the others could not"),
            "columns": [{"label": _("Reason")}, {"label": _("Members"), "figures": True}],
            "rows": reasons,
        }
    return part
