"""The words for a roundtable's media advisory and announcement: the same for every candidate, from the record's facts.

Nothing here speaks for a candidate. What differs from one roundtable to the next is name, time, place, topics, audience
and press access, as they were set; how reporters register is said once for the whole cycle (`PressTerms`). The words
are in the language of the house, whoever drafts them, so that two drafts of one thing are alike.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext, override, pgettext

from hustings.core.calendars import zone_of
from hustings.core.hearings import Audience, Press
from hustings.core.values import Actor, Kind
from hustings.rooms.cycles.queries import CycleView, cycle_of
from hustings.rooms.releases.models import PressTerms
from hustings.rooms.releases.refusals import NoPressTerms
from hustings.rooms.roundtables.queries import RoundtableView, roundtable_of
from hustings.rooms.roundtables.refusals import NotScheduled


class About(StrEnum):
    """What a release about a roundtable is: for reporters how to come, or for everybody that it takes place."""

    ADVISORY = "media advisory"
    ANNOUNCEMENT = "announcement"


@dataclass(frozen=True, slots=True)
class Words:
    """A title and a text."""

    title: str
    text: str


def words_about(*, cycle: str, roundtable: str, kind: About, actor: Actor) -> Words:
    """The words for a roundtable as it now stands, moved or called off too.

    Raises: NotAllowed, NoSuchRoundtable, NotScheduled (one that was held), NoPressTerms (an advisory that lets in).
    """
    view = roundtable_of(cycle=cycle, roundtable=roundtable, actor=actor)
    if view.hearing is not None:
        raise NotScheduled(roundtable=view.code, state=view.state, where=roundtable)
    whose, terms = cycle_of(cycle=cycle), PressTerms.objects.filter(cycle=cycle).order_by("-version").first()
    lets_in = view.press is not Press.NONE and not view.cancelled_because
    if kind is About.ADVISORY and lets_in and terms is None:
        raise NoPressTerms(cycle=cycle, where=roundtable)
    with override(settings.LANGUAGE_CODE):
        rehearsal = whose.kind is Kind.REHEARSAL
        parts = [gettext("This is a rehearsal: nothing in it is real.") if rehearsal else "", _opening(view, whose)]
        parts += [_news(view), _particulars(view, whose)]
        if kind is About.ADVISORY:
            parts += [_access(view), _registering(view, terms) if terms is not None and lets_in else ""]
        parts.append(gettext("What every candidate was offered and given stands side by side on the public record."))
        return Words(_title(view, kind), "\n\n".join(part for part in parts if part))


def _title(view: RoundtableView, kind: About) -> str:
    said = {"name": view.name, "day": _day(view.starts_at, view.zone)}
    if view.cancelled_because:
        return gettext("Called off: roundtable with %(name)s, %(day)s") % said
    if kind is About.ADVISORY:
        return gettext("Media advisory: roundtable with %(name)s, %(day)s") % said
    return gettext("Roundtable with %(name)s on %(day)s") % said


def _opening(view: RoundtableView, whose: CycleView) -> str:
    said = {"organisation": whose.organisation, "name": view.name, "contest": whose.contest}
    if view.cancelled_because:
        return gettext("The roundtable of %(organisation)s with %(name)s (%(contest)s) does not take place.") % said
    return gettext("%(organisation)s meets %(name)s (%(contest)s) for a roundtable with leaders and members.") % said


def _news(view: RoundtableView) -> str:
    if view.cancelled_because:
        return gettext("It is called off. Reason: %(reason)s") % {"reason": view.cancelled_because}
    if not view.moves:
        return ""
    last = view.moves[-1]
    was = {"was": _moment(last.was_at, view.zone), "place": last.place_was, "reason": last.reason}
    return gettext("It is moved. Before: %(was)s, %(place)s. Reason: %(reason)s") % was


def _particulars(view: RoundtableView, whose: CycleView) -> str:
    attend = {
        Audience.RESTRICTED: gettext("members of %(organisation)s, its staff and their families"),
        Audience.WIDER: gettext("members of %(organisation)s and others"),
    }[view.audience] % {"organisation": whose.organisation}
    when = {"when": _moment(view.starts_at, view.zone), "minutes": view.minutes}
    said = [
        gettext("When: %(when)s, %(minutes)s minutes") % when,
        gettext("Where: %(place)s") % {"place": view.place},
        gettext("Topics: %(topics)s") % {"topics": ", ".join(view.topics)} if view.topics else "",
        gettext("Who attends: %(who)s") % {"who": attend},
    ]
    return "\n".join(part for part in said if part)


def _access(view: RoundtableView) -> str:
    if view.cancelled_because:
        return ""
    alike = gettext("Every news organisation that asks is let in, on the same terms.")
    return {
        Press.NONE: gettext("Reporters: none is let in, from any news organisation, to any part of the meeting."),
        Press.AFTERWARDS: gettext("Reporters: the meeting is closed to them; afterwards they may ask questions.")
        + f" {alike}",
        Press.OPEN: gettext("Reporters: the whole meeting is open to them.") + f" {alike}",
    }[view.press]


def _registering(view: RoundtableView, terms: PressTerms) -> str:
    until = _moment(view.starts_at - timedelta(hours=terms.hours_before), view.zone)
    said = [
        gettext("How to register: %(how)s") % {"how": terms.register},
        gettext("Register until: %(until)s") % {"until": until},
        gettext("For every roundtable: %(notes)s") % {"notes": terms.notes} if terms.notes else "",
        gettext("Contact for the press: %(contact)s") % {"contact": terms.contact},
    ]
    return "\n".join(part for part in said if part)


def _day(at: datetime, zone: str) -> str:
    layout = pgettext("day in full, a format of Django's date filter", "j F Y")
    return date_format(at.astimezone(zone_of(zone)), layout)


def _moment(at: datetime, zone: str) -> str:
    here = at.astimezone(zone_of(zone))
    said = {"day": _day(at, zone), "clock": f"{here:%H:%M}", "zone": zone.replace("_", " ")}
    return gettext("%(day)s, %(clock)s (%(zone)s)") % said
