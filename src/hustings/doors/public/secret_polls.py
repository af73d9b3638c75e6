"""A secret poll on the page of polls: its numbers, its units, who opens it, and paper beside it."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hustings.core.projections.paper import ENTERED, PaperChannel
from hustings.core.projections.secret_polls import STOPPED, SecretPoll
from hustings.doors.parts.trustees import keys_of, who_opens
from hustings.doors.public import saying
from hustings.doors.public.bars import votes_chart
from hustings.doors.public.frame import Here

Part = dict[str, Any]


def secret_poll(here: Here, poll: SecretPoll) -> Part:
    """A secret poll in full: numbers, result, units, trustees, paper, and what was changed."""
    channel = next((each for each in here.page.polls.paper if each.poll == poll.code), None)
    again = next((each.code for each in here.page.polls.secret if each.reopens == poll.code), "")
    return _divided(here, poll) | {
        "poll": poll,
        "status": saying.state_of(poll.status),
        "chart": _decided(here, poll),
        "lines": [{"label": label, "text": value} for label, value in _numbers(poll) if value is not None],
        "digests": _digests(poll),
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


def _decided(here: Here, poll: SecretPoll) -> Part | None:
    counted = list(zip(poll.answers, poll.counts, strict=False))
    says = _("%(n)s of %(all)s members on the roll voted.") % {
        "n": saying.plain(poll.n or 0),
        "all": saying.plain(poll.n_credentials or 0),
    }
    title = _("How the members who voted decided")
    return votes_chart(title, says, counted, here.url("csv", table="polls")) if counted else None


def _numbers(poll: SecretPoll) -> list[tuple[str, Any]]:
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
    return told


def _divided(here: Here, poll: SecretPoll) -> Part:
    """What there is to show of units: nothing where everybody is counted together."""
    several = len(poll.units) > 1
    named = [(f"{saying.word(unit.name)} ({unit.code})", unit.locals_in) for unit in poll.units]
    return {
        "units": _units(poll) if several else None,
        "sums": _sums(here, poll) if several and poll.sums else None,
        "locals": [(name, ", ".join(those)) for name, those in named if those],
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
