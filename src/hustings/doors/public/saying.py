"""Values of the record as words and as values of the parts: days, sources, states, sentences, corrections."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from hustings.core.calendars import zone_of
from hustings.core.projections.statements import Change, Correction
from hustings.core.projections.words import render, shown
from hustings.core.values import Days, NotADay, Source
from hustings.doors.parts.states import STATES
from hustings.doors.retelling import listed, retold

Part = dict[str, Any]

MARKS: Sequence[tuple[str, str, str]] = (
    ("withdr", "cross", "plain"),
    ("denied", "cross", "plain"),
    ("declin", "cross", "plain"),
    ("cancel", "cross", "plain"),
    ("refused", "cross", "bad"),
    ("fails", "cross", "bad"),
    ("over the limit", "cross", "bad"),
    ("within", "tick", "good"),
    ("passes", "tick", "good"),
    ("no ", "dash", "quiet"),
    ("not ", "dash", "quiet"),
    ("none", "dash", "quiet"),
    ("scheduled", "ring", "plain"),
    ("invited", "half", "plain"),
    ("moved", "alert", "care"),
    ("day passed", "dash", "quiet"),
    ("possible", "ring", "plain"),
    ("ongoing", "half", "plain"),
    ("claimed", "half", "care"),
    ("endorsement withdrawn", "cross", "plain"),
)
"""How words of the record begin, and the mark they take. A word not named here takes a full mark."""

STANDINGS = {
    "own release": gettext_lazy("own release"),
    "named outlet": gettext_lazy("news outlet"),
    "unnamed sources": gettext_lazy("from unnamed sources"),
    "who gains": gettext_lazy("the side that gains"),
}
"""How near a source is to what it tells, in plain words."""


def word(text: str) -> str:
    """A standing word of the record in the reader's language."""
    return retold(text)


WORDS = frozenset({"answer", "audience", "finding", "kind", "moment", "outcome", "result", "rule", "status", "step"})
"""Values of sentences that are words of the record, not somebody's own."""


def said(template: str, values: Mapping[str, Any]) -> str:
    """A sentence of the record in the reader's language, with its values filled in.

    `was` and `now` are words where a phase or a status is told, and stand as they are where they are anything else.
    """
    told = {name: word(value) if _is_word(name, value) else value for name, value in values.items()}
    return render(_(template), told, _shown) if template else ""


def _is_word(name: str, value: Any) -> bool:
    return isinstance(value, str) and (name in WORDS or (name in ("was", "now") and value.isalpha()))


def _shown(value: Any, kind: str) -> str:
    """A value in the reader's language: days and times as people write them there."""
    match kind, value:
        case (("day" | "time"), str()):
            return time_in(value, "UTC") if "T" in value else day_words(value)
        case "number", int():
            return plain(value)
        case (("list" | "lines"), list() | tuple()):
            return (", " if kind == "list" else " ").join(listed(shown(item)) for item in value)
        case "counts", dict():
            return ", ".join(f"{word(name)} {plain(value[name])}" for name in sorted(value))
        case _, bool():
            return plain(value)
        case _:
            return shown(value, kind)


def day_of(text: str) -> date | str:
    """A day as a date; a month, year or interval in words; any other text as it stands."""
    try:
        days = Days.parse(text)
    except NotADay:
        return text
    if "/" in text:
        return _("%(first)s to %(last)s") % dict(zip(("first", "last"), map(_plain_day, text.split("/")), strict=True))
    return days.first if len(text) == len("2031-04-01") else _plain_day(text)


def day_words(text: str) -> str:
    """A day, month, year or interval in words, inside a sentence."""
    found = day_of(text)
    return _plain_day(text) if isinstance(found, date) else found


def _plain_day(text: str) -> str:
    first = Days.parse(text).first
    layouts = {
        len("2031-04-01"): pgettext("day in full, a format of Django's date filter", "j F Y"),
        len("2031-04"): pgettext("month and year, a format of Django's date filter", "F Y"),
    }
    return formats.date_format(first, layouts[len(text)]) if len(text) in layouts else text


def time_of(text: str) -> datetime | str:
    """A time of the record as a moment; any other text as it stands."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return text


def time_in(text: str, zone: str) -> str:
    """A time of the record on the clocks of a place, with the name of its zone; empty where there is none."""
    moment = time_of(text) if text else ""
    if not isinstance(moment, datetime):
        return moment
    here = moment.astimezone(zone_of(zone)) if zone else moment
    layout = pgettext("day and time with zone, a format of Django's date filter", "j F Y, H:i T")
    return formats.date_format(here, layout)


def state_of(text: str) -> Any:
    """A word of the record as a state with its mark."""
    code = text.replace(" ", "-")
    if code in STATES:
        return code
    mark, tone = next(((mark, tone) for start, mark, tone in MARKS if text.startswith(start)), ("full", "plain"))
    return {"word": word(text), "mark": mark, "tone": tone}


def source_of(source: Source) -> Part:
    """A source as its chip. What was read in a copy has no link."""
    part: Part = {"outlet": source.outlet}
    if source.day:
        part["published_on"] = day_of(source.day)
    if source.note == "read in a copy":
        part["read_in_copy"] = True
    elif source.note:
        part["outlet"] = f"{source.outlet} ({source.note})"
    if source.standing:
        part["standing"] = str(STANDINGS.get(source.standing, source.standing))
    if source.link and not part.get("read_in_copy"):
        part["url"] = source.link
    return part


def sources_of(sources: Iterable[Source]) -> list[Part]:
    """Every source as its chip, each once."""
    return [source_of(source) for source in dict.fromkeys(sources)]


def changes_of(history: Sequence[Change]) -> list[Part]:
    """A history; a single step is none."""
    return [_change(step) for step in history] if len(history) > 1 else []


def _change(step: Change) -> Part:
    says = (
        _("%(status)s for %(day)s") % {"status": word(step.status), "day": day_words(step.to)}
        if step.to
        else word(step.status)
    )
    return {"on": day_of(step.on), "says": says} | ({"reason": step.words} if step.words else {})


def corrected(corrections: Sequence[Correction]) -> SafeString | str:
    """What was corrected, old and new side by side, with the reason."""
    return format_html_join(" ", "{}", ([_correction(each)] for each in corrections))


def _correction(each: Correction) -> SafeString:
    old, new = plain(each.was), plain(each.now)
    return format_html(
        '<span class="correction">{} <s><span class="unseen">{} </span>{}</s> → <strong>{}</strong>. {}</span>',
        _("Corrected on %(day)s, %(field)s:") % {"day": day_words(each.on), "field": field_words(each.field)},
        _("was"),
        old,
        new,
        _("Reason: %(reason)s") % {"reason": each.reason},
    )


def field_words(name: str) -> str:
    """The name of a field as words: `n_members` as “members”."""
    return name.removeprefix("n_").removesuffix("_cents").replace("_", " ").replace(".", ": ")


def plain(value: Any) -> str:
    """Any value of the record as text."""
    match value:
        case None | "" | [] | {}:
            return _("empty")
        case bool():
            return _("yes") if value else _("no")
        case int():
            return formats.number_format(value, use_l10n=True, force_grouping=True)
        case Mapping():
            return ", ".join(f"{key}: {plain(item)}" for key, item in value.items())
        case list() | tuple():
            return ", ".join(plain(item) for item in value)
        case _:
            return str(value)


def percent_of(part: int, whole: int) -> str:
    """A share in percent; one decimal place only where at least 1,000 votes carry it."""
    if not whole:
        return "–"
    places = 1 if whole >= 1000 else 0
    return formats.number_format(round(100 * part / whole + 1e-9, places), places, use_l10n=True) + "\u202f%"
