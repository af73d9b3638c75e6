"""The polls: three ways of asking, side by side, never added up."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from hustings.core.projections.paper import ENTERED, PaperChannel
from hustings.core.projections.polls import N_NOT_PUBLISHED, ReportedPoll, StrawPoll
from hustings.core.projections.roll import Snapshot
from hustings.core.projections.secret_polls import STOPPED, SecretPoll
from hustings.doors.parts.trustees import keys_of, who_opens
from hustings.doors.public import saying
from hustings.doors.public.bars import drawings
from hustings.doors.public.frame import Here, page

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
        "secret": [_secret(here, each) for each in found.secret],
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


def _chart(title: str, says: str, counted: Sequence[tuple[str, int]], csv_url: str) -> Part:
    whole = sum(count for _, count in counted)
    shares = [(option, count / whole if whole else 0.0, count) for option, count in counted]
    bars = [(option, share, f"{saying.plain(n)} · {saying.percent_of(n, whole)}") for option, share, n in shares]
    return {
        "title": title,
        "says": says,
        "table": {
            "caption": _("Votes by option"),
            "columns": [
                {"label": _("Option")},
                {"label": _("Votes"), "figures": True},
                {"label": _("Share"), "figures": True},
            ],
            "rows": [[option, count, saying.percent_of(count, whole)] for option, count in counted],
            "foot": [_("All"), whole, ""],
            "csv_url": csv_url,
        },
    } | drawings(bars)


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
        "chart": _chart(_("How those present voted"), says, counted, here.url("csv", table="polls"))
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


def _secret(here: Here, poll: SecretPoll) -> Part:
    counted = list(zip(poll.answers, poll.counts, strict=False))
    channel = next((each for each in here.page.polls.paper if each.poll == poll.code), None)
    says = _("%(n)s of %(all)s members on the roll voted.") % {
        "n": saying.plain(poll.n or 0),
        "all": saying.plain(poll.n_credentials or 0),
    }
    told = [
        (_("Members who could vote"), poll.n_credentials),
        (_("Ballots cast"), poll.n_ballots),
        (_("Members whose vote counts"), poll.n),
        (_("Opened"), saying.time_of(poll.opens_at) if poll.opens_at else None),
        (_("Closed"), saying.time_of(poll.closes_at) if poll.closes_at else None),
        (_("Who can open the result"), who_opens(poll.trustees) or None),
    ]
    if len(poll.units) > 1:
        told.append((_("Fewest ballots of which a sum is opened"), poll.minimum))
    again = next((each.code for each in here.page.polls.secret if each.reopens == poll.code), "")
    return {
        "poll": poll,
        "status": saying.state_of(poll.status),
        "chart": _chart(_("How the members who voted decided"), says, counted, here.url("csv", table="polls"))
        if counted
        else None,
        "lines": [{"label": label, "text": value} for label, value in told if value is not None],
        "digests": _digests(poll),
        "units": _units(poll) if len(poll.units) > 1 else None,
        "sums": _sums(here, poll) if len(poll.units) > 1 and poll.sums else None,
        "locals": [
            (f"{saying.word(unit.name)} ({unit.code})", ", ".join(unit.locals_in))
            for unit in poll.units
            if unit.locals_in
        ],
        "reopens": poll.reopens,
        "reopened_as": again,
        "no_counts": _no_counts(poll),
        "destroyed_on": saying.day_words(poll.destroyed.on) if poll.destroyed else "",
        "one_sided": any(one_sided(each.counts) for each in poll.sums),
        "paper": _paper(poll, channel) if channel else None,
        "ways": _ways(here, poll),
        "changes": [
            {
                "on": saying.day_of(each.on),
                "name": _name(here, each.candidate),
                "rule": saying.word(each.rule),
                "words": each.words,
            }
            for each in poll.field_changes
        ],
        "corrected": saying.corrected(poll.corrections),
    }


def _ways(here: Here, poll: SecretPoll) -> list[Part]:
    """To the booth until the close, and to the board of the boxes; from an earlier state of the page, to neither."""
    if not here.shown.moment.latest:
        return []
    named = {"cycle": here.cycle, "poll": poll.code}
    board = {"label": _("Board of the poll"), "url": reverse("booth:board", kwargs=named)}
    booth = {"label": _("To the voting booth"), "url": reverse("booth:poll", kwargs=named), "kind": "main"}
    return [booth, board] if poll.status in ("declared", "open") else [board]


def _paper(poll: SecretPoll, channel: PaperChannel) -> Part:
    """The paper channel beside the archives' count: the sums name both parts, and only confirmed sheets count."""
    n_waiting = len([sheet for sheet in channel.sheets if sheet.status == ENTERED])
    told = [
        (_("Members who vote on paper, struck off the electronic list"), channel.n_paper),
        (_("Places"), ", ".join(channel.places)),
        (_("Voted on paper"), channel.n_voters if channel.counted else None),
        (_("Spoilt paper ballots"), channel.n_spoilt if channel.counted else None),
        (_("Sheets that wait for a second teller, not counted"), n_waiting or None),
    ]
    columns: list[Part] = [{"label": _("Answer")}]
    columns += [{"label": each, "figures": True} for each in (_("Electronic"), _("On paper"), _("Together"))]
    rows = [
        [answer, count, channel.count_of(answer), count + channel.count_of(answer)]
        for answer, count in zip(poll.answers, poll.counts, strict=False)
    ]
    return {
        "lines": [{"label": label, "text": value} for label, value in told if value is not None],
        "table": {"caption": _("Both channels"), "columns": columns, "rows": rows}
        if rows and channel.counted
        else None,
    }


def _no_counts(poll: SecretPoll) -> str:
    """Why there are no counts."""
    if poll.status == "kept closed":
        facts = {"n": saying.plain(poll.n or 0), "least": saying.plain(poll.minimum or 0)}
        return _("%(n)s ballots count, fewer than %(least)s: nothing of this poll is ever opened.") % facts
    if poll.status in STOPPED.values():
        return _("This poll was ended when its field changed. Nothing of it is ever opened; its archives stay.")
    return _("No counts are shown before the poll closes.")


def one_sided(counts: Sequence[int]) -> bool:
    """Whether one answer has every vote of a sum, so that everybody who voted in it is known to have given it."""
    return sum(counts) > 0 and max(counts) == sum(counts)


def _digests(poll: SecretPoll) -> list[tuple[str, str]]:
    """What an archive is known by; of a divided poll, unit by unit."""
    listed = [(_("Head of the ballot box"), poll.head)]
    for unit in poll.units:
        of_unit = f" ({unit.code})" if len(poll.units) > 1 else ""
        listed += [
            (_("Fingerprint of the election") + of_unit, unit.fingerprint),
            (_("Digest of the archive") + of_unit, unit.archive_digest),
        ]
    return [(label, value) for label, value in [*listed, *keys_of(poll.trustees)] if value]


def _units(poll: SecretPoll) -> Part:
    """The reporting units: how many may vote in each, with whom each is counted, and how many did."""
    names = {unit.code: saying.word(unit.name) for unit in poll.units}
    return {
        "caption": _("The units, fixed before the poll opened"),
        "columns": [
            {"label": _("Unit")},
            {"label": _("Members who could vote"), "figures": True},
            {"label": _("If too few vote, opened with")},
            {"label": _("Members whose vote counts"), "figures": True},
        ],
        "rows": [
            [
                {"text": saying.word(unit.name), "note": unit.code},
                unit.n_credentials,
                {"text": names.get(unit.neighbour, "–"), "note": unit.neighbour},
                "–" if unit.n is None else unit.n,
            ]
            for unit in poll.units
        ],
    }


def _sums(here: Here, poll: SecretPoll) -> Part:
    """What was opened: of a unit alone, or of several only together."""
    names = {unit.code: saying.word(unit.name) for unit in poll.units}
    columns: list[Part] = [{"label": _("Opened")}, {"label": _("Members whose vote counts"), "figures": True}]
    columns += [{"label": answer, "figures": True} for answer in poll.answers]
    rows: list[list[Any]] = []
    for each in poll.sums:
        note = _("%(units)s, opened only together") if len(each.units) > 1 else "%(units)s"
        named = {"text": " + ".join(names.get(code, code) for code in each.units)}
        named["note"] = note % {"units": " + ".join(each.units)}
        rows.append([named, each.n, *each.counts])
    foot = [_("All"), poll.n, *poll.counts]
    csv_url = here.url("csv", table="units")
    return {"caption": _("Results of units"), "columns": columns, "rows": rows, "foot": foot, "csv_url": csv_url}


def _name(here: Here, code: str) -> str:
    return next((each.name for each in here.page.field if each.code == code), code)


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
