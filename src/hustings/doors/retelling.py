"""The record's own English, retold in the reader's language.

What the core computes about a vote, a gift or a candidate's treatment stands in the record as English sentences, so
that everybody checks the same bytes. A page shows them in the reader's language: a sentence that fits one of the
templates below is said by the template's translation, with its values retold one by one. What fits none is somebody's
own words, and stays as it stands in the record.
"""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache

from django.utils import formats
from django.utils.translation import get_language, gettext, gettext_noop, npgettext, pgettext

from hustings.core.projections.words import MONTHS
from hustings.doors.parts.figures import in_words, money

TEMPLATES: Sequence[str] = (
    # a vote: docs/spec/decision.md, section 7
    gettext_noop("Votes: {counts}."),
    gettext_noop("The rule asks for no quorum."),
    gettext_noop("Notice: {n_days} days before the vote, needs at least {n_needed}: enough."),
    gettext_noop(
        "Notice: {n_days} days before the vote, needs at least {n_needed}: too short, so nothing can be decided."
    ),
    gettext_noop(
        "Notice: {n_days} days before the vote, needs at least {n_needed}: too short, so {share} is needed as well."
    ),
    gettext_noop("Quorum: {n_present} of {n_all} seats take part, needs {n_needed}: met."),
    gettext_noop("Quorum: {n_present} of {n_all} seats take part, needs {n_needed}: not met, so nothing is decided."),
    gettext_noop("Quorum: {n_present} of {n_all} votes take part, needs {n_needed}: met."),
    gettext_noop("Quorum: {n_present} of {n_all} votes take part, needs {n_needed}: not met, so nothing is decided."),
    gettext_noop("From outside the room: {n_seats} seats, whose votes count under this rule."),
    gettext_noop("From outside the room: {n_seats} seats, whose votes do not count under this rule."),
    gettext_noop("Short notice: {sentence}"),
    gettext_noop("{sentence}: passes."),
    gettext_noop("{sentence}: fails."),
    gettext_noop("{n_votes} of {n_all} {base} = {share}, needs {needs}"),
    gettext_noop("{option}: {n_votes} of {n_all} {base} = {share}, needs {needs}"),
    gettext_noop("{n_votes} of {n_all} {base}: there is nothing to measure"),
    gettext_noop("at least {percent} of the {base}"),
    gettext_noop("more than {percent} of the {base}"),
    gettext_noop("at least {percent}"),
    gettext_noop("more than {percent}"),
    gettext_noop("exactly {percent}"),
    gettext_noop("The vote is tied between {between}; under this rule a tie adopts nothing."),
    gettext_noop("The vote is tied between {between}; it waits for the casting vote."),
    gettext_noop("The vote is tied between {between}; the casting vote is for {option} and counts as one more."),
    gettext_noop("Outcome: {outcome} (nothing reached the threshold)."),
    gettext_noop("Outcome: {outcome} (the motion is lost and everything stays as it was)."),
    gettext_noop("Outcome: {outcome} ({option})."),
    gettext_noop("Outcome: {outcome}."),
    # a gift: docs/spec/limits.md
    gettext_noop(
        "{scope}: {dollars_before} before and {dollars_now} now make {dollars_after}; the limit of a {donor} is "
        "{dollars_limit} {period}: {verdict}."
    ),
    gettext_noop("{recipient}, election {election}"),
    gettext_noop("{recipient}, account {account}, calendar year {year}"),
    gettext_noop("{recipient}, calendar year {year}"),
    gettext_noop("{recipients} together, calendar year {year}"),
    gettext_noop("within the limit, {dollars_left} remains"),
    gettext_noop("over the limit by {dollars_over}"),
    # the units of a secret poll: hustings.core.ballots.units
    gettext_noop("{districts} and {n_more} more: {n_locals} locals"),
    gettext_noop("{districts}: {n_locals} locals"),
    # where a step stands that a candidate's going touches: hustings.core.withdrawal
    gettext_noop("{n_sheets} sheets"),
    gettext_noop("{n_sheets} not confirmed"),
    gettext_noop("to be voted on {on}"),
    # a candidate's treatment: docs/spec/bundle.md, section 5
    gettext_noop("became a candidate on {day}"),
    gettext_noop("answered on {day}"),
    gettext_noop("answered on {day}, late"),
    gettext_noop("declined on {day}"),
    gettext_noop("withdrew on {day}"),
    gettext_noop("no answer"),
    gettext_noop("not sent"),
    gettext_noop("not reached: {n}"),
    gettext_noop("no reason given"),
)
BASES = (
    gettext_noop("votes cast"),
    gettext_noop("votes cast without abstentions"),
    gettext_noop("votes of those present and voting"),
    gettext_noop("votes of those present"),
    gettext_noop("votes of all eligible"),
    gettext_noop("votes of all eligible without the recused"),
)
POLLS = (
    gettext_noop("How those present at the counted meetings voted."),
    gettext_noop("What members who were not present think; only locals that returned a confirmed sheet are in it."),
    gettext_noop("How the members who voted decided; everybody can recompute it from the archive."),
    gettext_noop("What members who did not vote think, or how any member or small group voted."),
)
NOT_ELIGIBLE = (
    gettext_noop("active"),
    gettext_noop("retired"),
    gettext_noop("fee payer"),
    gettext_noop("withdrawn"),
    gettext_noop("suspended"),
    gettext_noop("dues not paid"),
    gettext_noop("joined too late"),
    gettext_noop("other reasons"),
)
MOTIONS = (gettext_noop("Endorse {name}"), gettext_noop("Approve {code}"))
FACTS = (
    gettext_noop("happened"),
    gettext_noop("not happened"),
    gettext_noop("ongoing"),
    gettext_noop("scheduled"),
    gettext_noop("expected"),
    gettext_noop("possible"),
    gettext_noop("denied"),
    gettext_noop("stated"),
    gettext_noop("claimed"),
    gettext_noop("not yet"),
    gettext_noop("endorsed"),
    gettext_noop("endorsement withdrawn"),
    gettext_noop("day passed"),
)
"""How a reported event stands: hustings.doors.public.press."""
MORE = (
    gettext_noop("press"),
    gettext_noop("opening"),
    gettext_noop("running"),
    gettext_noop("closing"),
    gettext_noop("keep"),
    gettext_noop("re-open"),
    gettext_noop("advisory"),
    gettext_noop("binding"),
    gettext_noop("explain"),
    gettext_noop("media advisory"),
    gettext_noop("announcement"),
    gettext_noop("questions afterwards"),
    gettext_noop("open to the press"),
    gettext_noop("no press"),
)
CORRECTED = (
    gettext_noop("counts"),
    gettext_noop("present"),
    gettext_noop("members"),
    gettext_noop("officials"),
    gettext_noop("topics"),
    gettext_noop("summary"),
)
"""Fields that are corrected in the open."""
STEPS = (
    gettext_noop("invited"),
    gettext_noop("not invited"),
    gettext_noop("no answer yet"),
    gettext_noop("asked"),
    gettext_noop("answered"),
    gettext_noop("drafted"),
    gettext_noop("issued"),
    gettext_noop("given up"),
    gettext_noop("not ruled"),
    gettext_noop("All members"),
)
"""Where a step stands that a candidate's going touches, and who is counted in a poll that is not divided."""
VOTES = (gettext_noop("abstain"), gettext_noop("recused"), gettext_noop("absent"))
KINDS_OF_GIFTS = (
    gettext_noop("multicandidate PAC"),
    gettext_noop("individual or nonmulticandidate PAC"),
    gettext_noop("candidate committee"),
    gettext_noop("candidate"),
    gettext_noop("national party main"),
    gettext_noop("national party additional account"),
    gettext_noop("state district local party"),
    gettext_noop("pac"),
)
"""Kinds of donors and recipients, as the core speaks of them."""

_DAY = rf"(?:\d{{1,2}} )?(?:{'|'.join(MONTHS)}) \d{{4}}"
_KINDS = {
    "n": r"\d[\d,]*",
    "day": _DAY,
    "dollars": r"\$\d[\d,.]*\d|\$\d",
    "percent": r"\d[\d.]* %|\d+/\d+",
    "on": r"\d{4}-\d{2}-\d{2}",
    "year": r"\d{4}",
    "code": r"[A-Z]+-\d+",
}
_NAME = re.compile(r"\{([a-z]+)([a-z_]*)\}")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})*", re.ASCII)
_PERCENT = re.compile(r"(\d+)(?:\.(\d+))? %", re.ASCII)
_COUNT = re.compile(r"(.+) (\d[\d,]*)(?: \((\d[\d,]*) seats?\))?")
_LISTED = re.compile(rf"([A-Z]+-\d+): (.+)|(.+), ({_DAY})")


def retold(text: str) -> str:
    """A sentence or a word of the record in the reader's language; as it stands where it is somebody's own words."""
    if not text or (get_language() or "en").startswith("en"):
        return text
    for template, pattern in _patterns():
        match = pattern.fullmatch(text)
        if match:
            return gettext(template).format(**{name: _value(name, said) for name, said in match.groupdict().items()})
    return _plain(text)


def listed(text: str) -> str:
    """An item of a list of the record: “QN-1: no answer”, “call, 1 April 2031”, or a word."""
    match = _LISTED.fullmatch(text)
    if match is None:
        return retold(text)
    code, told, kind, day = match.groups()
    return f"{code}: {retold(told)}" if code else f"{retold(kind)}, {retold(day)}"


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((template, _pattern(template)) for template in (*TEMPLATES, *MOTIONS))


def _pattern(template: str) -> re.Pattern[str]:
    pieces, place = [], 0
    for match in _NAME.finditer(template):
        kind = _KINDS.get(match[1], r".+")
        pieces += [re.escape(template[place : match.start()]), f"(?P<{match[1]}{match[2]}>{kind})"]
        place = match.end()
    said = "".join([*pieces, re.escape(template[place:])])
    return re.compile(said.replace(r"\ days\ ", r"\ days?\ ").replace(r"\ seats,", r"\ seats?,"))


def _value(name: str, said: str) -> str:
    if name == "counts":
        return ", ".join(map(_counted, said.split(", ")))
    if name == "between":
        return pgettext("two or more names", " and ").join(map(retold, said.split(" and ")))
    if name.startswith("dollars"):
        return money(int(Decimal(said.removeprefix("$").replace(",", "")) * 100))
    if name == "on":
        return in_words(date.fromisoformat(said))
    return said if name in ("election", "account", "year") else retold(said)


def _counted(said: str) -> str:
    match = _COUNT.fullmatch(said)
    if match is None:
        return said
    told = f"{gettext(match[1])} {_plain(match[2])}"
    return f"{told} ({_seats(match[3])})" if match[3] else told


def _seats(said: str) -> str:
    n = int(said.replace(",", ""))
    return npgettext("of a board", "%(n)s seat", "%(n)s seats", n) % {"n": _plain(said)}


def _plain(said: str) -> str:
    """A day, a number, a percentage or a single word."""
    if re.fullmatch(_DAY, said):
        return _day(said)
    if _NUMBER.fullmatch(said):
        return formats.number_format(int(said.replace(",", "")), use_l10n=True, force_grouping=True)
    percent = _PERCENT.fullmatch(said)
    if percent:
        point = formats.get_format("DECIMAL_SEPARATOR", use_l10n=True) if percent[2] else ""
        return f"{percent[1]}{point}{percent[2] or ''}\u202f%"
    return gettext(said)


def _day(said: str) -> str:
    *day, month, year = said.split(" ")
    when = date(int(year), MONTHS.index(month) + 1, int(day[0]) if day else 1)
    if day:
        return in_words(when)
    return formats.date_format(when, pgettext("month and year, a format of Django's date filter", "F Y"))
