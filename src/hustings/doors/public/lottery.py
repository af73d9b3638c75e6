"""Seats drawn by lot: quotas, everybody's chances, the seed with its parts, the panel as codes, how to replay it."""

from fractions import Fraction
from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hustings.core.projections.lotteries import Lottery, Parts, SlotSeed
from hustings.doors.parts.figures import percent
from hustings.doors.public import saying
from hustings.doors.public.bars import drawings
from hustings.doors.public.frame import Here, page

Part = dict[str, Any]

FEATURES: dict[str, Any] = {
    "state": gettext_lazy("State"),
    "years": gettext_lazy("Years as a member"),
    "status": gettext_lazy("Status"),
    "local": gettext_lazy("Local"),
}
STATES: dict[str, Any] = {
    "open": {"word": gettext_lazy("members answer"), "mark": "unlocked", "tone": "good"},
    "invited": {"word": gettext_lazy("members answer"), "mark": "unlocked", "tone": "good"},
    "fixed": {"word": gettext_lazy("fixed"), "mark": "lock"},
    "drawn": {"word": gettext_lazy("drawn"), "mark": "full", "tone": "good"},
    "cancelled": "cancelled",
}
MOST_BARS = 8
"""With more different chances than this, bars stand for ranges of equal width."""


@page
def lottery(here: Here) -> HttpResponseBase:
    """Every lottery, the latest first; then what settles slots."""
    kept = here.page.lotteries
    empty = {
        "says": _("No seats are drawn by lot in this cycle yet."),
        "todo": _("Who takes part in the roundtables stands with each of them."),
        "url": here.url("roundtables"),
        "label": _("See the roundtables"),
    }
    context = {
        "lotteries": [_lottery(here, each) for each in reversed(kept.seats)],
        "slots": [_slots(here, each) for each in kept.slots],
        "empty": empty,
        "csv_url": here.url("csv", table="lottery-chances"),
    }
    lead = _("Members’ seats at a roundtable go to volunteers by lot. Anybody can replay the draw.")
    return here.render("lottery.html", _("Seats drawn by lot"), context, lead=lead if kept.seats else "")


def seats_at(here: Here, roundtable: str) -> Part | None:
    """How the members' seats at a roundtable were drawn, for its own page; None where they were not."""
    for each in reversed(here.page.lotteries.seats):
        if each.roundtable == roundtable and each.status != "cancelled":
            return {"status": STATES[each.status], "says": _says(each), "url": f"{here.url('lottery')}#{each.code}"}
    return None


def _lottery(here: Here, each: Lottery) -> Part:
    has_file = each.status in ("fixed", "drawn")
    return {
        "code": each.code,
        "title": _("Roundtable with %(name)s") % {"name": each.name},
        "url": here.url("roundtable", code=each.roundtable),
        "entry_url": here.url("entry", seq=each.seq),
        "basis": each.basis,
        "status": STATES.get(each.status, {"word": saying.word(each.status), "mark": "full"}),
        "says": _says(each),
        "lines": _lines(each),
        "quotas": _quotas(each) if each.quotas else None,
        "chart": _chart(here, each) if each.chances and each.n_panels else None,
        "seed": _seed(each) if each.parts.digest else [],
        "invited_seed": _invited(each),
        "panel": list(each.seated),
        "passings": [_passing(here, one) for one in each.passings],
        "file_url": here.url("lottery-file", code=each.code) if has_file else "",
        "file": f"{here.cycle}-{each.code}.json",
        "drawn": each.status == "drawn",
        "digest": each.parts.digest,
        "history": saying.changes_of(each.history),
        "corrected": saying.corrected(each.corrections),
    }


def _says(each: Lottery) -> str:
    seats = ngettext("%(n)s seat for members.", "%(n)s seats for members.", each.seats or 0) % {"n": each.seats or 0}
    if each.status == "drawn":
        panels, number = saying.plain(each.n_panels), f"{each.number or 0:03}"
        facts = {"seats": seats, "number": number, "panels": panels, "people": each.n_people}
        return (
            _("%(seats)s Of %(panels)s panels number %(number)s was drawn; %(people)s members had volunteered.") % facts
        )
    if each.status == "fixed":
        facts = {"seats": seats, "people": each.n_people, "outside": each.parts.outside or _("dice and observers")}
        return _("%(seats)s Everything is fixed for %(people)s volunteers. What decides: %(outside)s") % facts
    if each.status == "cancelled":
        return _("%(seats)s It was cancelled.") % {"seats": seats}
    until = saying.time_in(each.closes_at, "")
    return _("%(seats)s Volunteers answer until %(until)s.") % {"seats": seats, "until": until}


def _lines(each: Lottery) -> list[Part]:
    told = [
        (_("Members on the frozen list"), each.n_listed),
        (_("Invited by lot, each with the same chance"), each.n_invited),
        (_("Who may be drawn, by status on the roll"), ", ".join(map(saying.word, each.statuses))),
        (_("At most from one local"), each.caps[0].high if each.caps else None),
        (_("Tables"), each.n_tables or None),
        (_("Volunteers"), each.n_people),
        (_("Fit no panel"), each.n_barred or None),
    ]
    return [{"label": label, "text": value} for label, value in told if value not in ("", None)]


def _quotas(each: Lottery) -> Part:
    rows = [[str(FEATURES.get(one.column, one.column)), one.value, one.low, one.high] for one in each.quotas]
    columns: list[Part] = [{"label": _("Feature")}, {"label": _("Value")}]
    columns += [{"label": _("At least"), "figures": True}, {"label": _("At most"), "figures": True}]
    note = _("Taken from the roll. “other” stands for every value without a line of its own.")
    caption = _("What every panel keeps")
    return {"caption": caption, "columns": columns, "rows": rows, "quiet_caption": True, "note": note}


def _chart(here: Here, each: Lottery) -> Part:
    """Everybody's chances: how many people have which, in a sentence, as bars, and as a table."""
    n_panels, total = each.n_panels or 1, sum(people for _, people in each.chances)
    least, most = each.chances[0][0], each.chances[-1][0]
    facts = {"n": total, "least": percent(Fraction(least, n_panels)), "most": percent(Fraction(most, n_panels))}
    says = _("Each of %(n)s volunteers has a chance from %(least)s to %(most)s.") % facts
    if least == most:
        says = _("Each of %(n)s volunteers has the same chance: %(least)s.") % facts
    best = _("No panels could give everybody more than %(best)s in %(panels)s; the proof is in the file.")
    says += " " + best % {"best": saying.plain(each.best or 0), "panels": saying.plain(n_panels)}
    longest = max(people for _label, people in _grouped(each.chances, n_panels))
    bars = [(label, people / longest, saying.plain(people)) for label, people in _grouped(each.chances, n_panels)]
    rows = [[saying.plain(n), percent(Fraction(n, n_panels)), people] for n, people in each.chances]
    columns: list[Part] = [
        {"label": _("Stands on so many panels")},
        {"label": _("Chance"), "figures": True},
        {"label": _("Volunteers"), "figures": True},
    ]
    table = {"caption": _("Everybody’s chance"), "columns": columns, "rows": rows}
    table["csv_url"] = here.url("csv", table="lottery-chances")
    method = _("%(panels)s numbered panels of equal chance; the quotas allow no chances that are more equal.")
    return {
        "title": _("Everybody’s chance"),
        "says": says,
        "table": table,
        "method": method % {"panels": saying.plain(n_panels)},
    } | drawings(bars)


def _grouped(chances: tuple[tuple[int, int], ...], n_panels: int) -> list[tuple[str, int]]:
    """Bars: each chance by itself, or, where there are many, ranges of equal width."""
    if len(chances) <= MOST_BARS:
        return [(percent(Fraction(n, n_panels)), people) for n, people in chances]
    least, most = chances[0][0], chances[-1][0]
    width = -(-(most - least + 1) // MOST_BARS)
    found = []
    for first in range(least, most + 1, width):
        people = sum(held for n, held in chances if first <= n < first + width)
        last = min(first + width - 1, most)
        label = _("%(least)s to %(most)s") % {
            "least": percent(Fraction(first, n_panels)),
            "most": percent(Fraction(last, n_panels)),
        }
        found.append((label, people))
    return found


def _seed(each: Lottery) -> list[Part]:
    return parts_of(each.parts, dice=each.last_draw == "dice")


def parts_of(parts: Parts, *, dice: bool = False) -> list[Part]:
    """The parts of a seed in the order in which they became known, as lines."""
    waits = _("not opened yet")
    secret = parts.secret or _("committed: %(digest)s") % {"digest": parts.operator}
    told: list[tuple[str, Any]] = [
        (_("1. Digest of what was fixed"), parts.digest),
        (_("2. The operator’s secret"), secret),
    ]
    for who, sworn, opened in parts.observers:
        left_out = _("not opened, and left out") if parts.seed else _("committed: %(digest)s") % {"digest": sworn}
        told.append((_("3. From %(who)s") % {"who": who}, opened or left_out))
    if parts.outside:
        told.append((_("4. Outside value: %(name)s") % {"name": parts.outside}, parts.value or waits))
    if dice:
        told.append((_("Dice thrown on stage"), f"{parts.dice:03}" if parts.dice is not None else waits))
    told.append((_("The seed that follows"), parts.seed or waits))
    return [{"label": label, "text": value} for label, value in told]


def _invited(each: Lottery) -> list[Part]:
    return parts_of(each.invitations) if each.invitations is not None else []


def _passing(here: Here, one: Any) -> Part:
    what = _("%(leaves)s leaves, and nobody is left to come.") % {"leaves": one.leaves}
    if one.comes:
        what = _("%(leaves)s leaves, %(comes)s comes.") % {"leaves": one.leaves, "comes": one.comes}
    return {"on": saying.day_of(one.on), "what": what, "sources": [], "url": here.url("entry", seq=one.seq)}


def _slots(here: Here, each: SlotSeed) -> Part:
    return {
        "offer": each.offer,
        "lines": parts_of(each.parts),
        "url": here.url("entry", seq=each.seq),
        "basis": each.basis,
    }
