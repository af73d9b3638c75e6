"""The roundtables: what was discussed, who attended, what was promised, and when the next one is."""

from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from hustings.core.projections.roundtables import Filed, Roundtable
from hustings.core.projections.timeline import DAY_PASSED, days_of
from hustings.doors.public import saying
from hustings.doors.public.frame import Here, page
from hustings.doors.public.lottery import seats_at
from hustings.doors.public.questions import put_at
from hustings.rooms.publication.calendars import has_time
from hustings.rooms.publication.refusals import NoSuchPage

Part = dict[str, Any]


@page
def roundtables(here: Here) -> HttpResponseBase:
    """Every roundtable by day."""
    kept = here.page.roundtables
    timed = any(has_time(each) for each in kept)
    empty = {
        "says": _("No roundtable has been set yet."),
        "todo": _("Every candidate is offered the same terms first; the treatment table shows them."),
        "url": here.url("treatment"),
        "label": _("See the treatment table"),
    }
    context = {
        "meetings": [_summary(here, each) for each in kept],
        "calendar_url": here.full_url("calendar") if timed else "",
        "empty": empty,
        "csv_url": here.url("csv", table="roundtables"),
    }
    held = sum(each.status == "held" for each in kept)
    lead = _("%(held)s of %(all)s roundtables on record have been held.") % {"held": held, "all": len(kept)}
    return here.render("roundtables.html", _("Roundtables"), context, lead=lead if kept else "")


@page
def roundtable(here: Here, code: str) -> HttpResponseBase:
    """One roundtable."""
    one = find(here, code)
    context = {
        "one": one,
        "status": saying.state_of(status_of(here, one)),
        "lines": _attended(one) + _arranged(one),
        "commitments": [
            {
                "text": each.words,
                "topic": each.topic,
                "url": here.url("entry", seq=each.seq),
                "steps": [_step(here, step) for step in each.history],
                "sources": saying.sources_of(each.sources),
            }
            for each in one.commitments
        ],
        "seats": seats_at(here, one.code),
        "asked": put_at(here, one.code),
        "kept": [_kept(here, one, each) for each in one.files],
        "told": [
            {"title": each.title, "on": saying.day_of(each.on), "url": f"{here.url('releases')}#{each.code}"}
            for each in here.page.releases
            if each.about == one.code
        ],
        "questions_url": here.url("questions"),
        "history": saying.changes_of(one.history),
        "steps": [_step(here, each) for each in one.history],
        "sources": saying.sources_of(one.sources),
        "corrected": saying.corrected(one.corrections),
        "appointment_url": here.url("appointment", code=code) if has_time(one) else "",
        "candidate_url": here.url("candidate", code=one.candidate) if one.candidate else "",
        "calendar_url": here.full_url("calendar"),
    }
    return here.render("roundtable.html", _title(one), context, lead=_lead(here, one))


def _kept(here: Here, one: Roundtable, each: Filed) -> Part:
    """A recording or transcript: where it stands, or the file, or that the organisation keeps it."""
    words = {"recording": _("Recording"), "transcript": _("Transcript")}.get(each.kind, each.kind)
    part: Part = {"words": words, "on": saying.day_of(each.on), "link": each.link, "digest": each.digest}
    given = each.shown and each.digest and each.number
    return part | ({"url": here.url("kept", code=one.code, number=each.number)} if given else {})


def find(here: Here, code: str) -> Roundtable:
    """The roundtable with that code. Raises: NoSuchPage."""
    found = next((each for each in here.page.roundtables if each.code == code), None)
    if found is None:
        raise NoSuchPage(where=code)
    return found


def _title(one: Roundtable) -> str:
    if one.name:
        return _("Roundtable with %(name)s") % {"name": one.name}
    return _("Roundtables, candidates not named") if one.reported else _("Roundtable")


def status_of(here: Here, one: Roundtable) -> str:
    """Its status; `day passed` where it was set for a day that is past and nothing is on record since."""
    ahead = one.status in ("scheduled", "moved")
    return DAY_PASSED if ahead and days_of(one.on, "").last < here.page.overview.as_of else one.status


def _lead(here: Here, one: Roundtable) -> str:
    """The status, the day and the place in a sentence."""
    day = saying.day_words(one.on)
    told = saying.word(status_of(here, one))
    parts = [told[:1].upper() + told[1:]]
    if day not in told:
        parts.append(day)
    if one.place:
        parts.append(one.place)
    return ", ".join(parts) + "."


def _attended(one: Roundtable) -> list[Part]:
    named = [
        (_("Leaders who took part"), one.n_leaders),
        (_("Members who took part"), one.n_members),
        (_("Questions asked"), one.n_questions),
        (_("Length"), _("%(n)s minutes") % {"n": one.minutes} if one.minutes is not None else None),
    ]
    return [{"label": label, "text": value} for label, value in named if value is not None]


def _arranged(one: Roundtable) -> list[Part]:
    told = [
        (_("Begins"), saying.time_in(one.starts_at, one.zone)),
        (_("Place"), one.place),
        (_("Who may attend"), saying.word(one.audience)),
        (_("Press"), saying.word(one.press)),
        (_("Why the press is let in otherwise than elsewhere"), one.press_because),
    ]
    return [{"label": label, "text": value} for label, value in told if value]


def _summary(here: Here, one: Roundtable) -> Part:
    return {
        "title": _title(one),
        "url": here.url("roundtable", code=one.code),
        "status": saying.state_of(status_of(here, one)),
        "on": saying.day_of(one.on),
        "arranged": ", ".join(filter(None, (saying.time_in(one.starts_at, one.zone), one.place))),
        "topics": one.topics,
        "summary": one.summary,
        "n_commitments": len(one.commitments),
        "basis": one.basis,
        "sources": saying.sources_of(one.sources),
        "appointment_url": here.url("appointment", code=one.code) if has_time(one) else "",
        "attended": _attended(one)[:2],
    }


def _step(here: Here, step: Any) -> Part:
    return {
        "on": saying.day_of(step.on),
        "what": _step_words(step),
        "sources": saying.sources_of(step.sources),
        "url": here.url("entry", seq=step.seq),
    } | ({"detail": step.words} if step.words else {})


def _step_words(step: Any) -> str:
    if step.to:
        return _("%(status)s for %(day)s") % {"status": saying.word(step.status), "day": saying.day_words(step.to)}
    return saying.word(step.status)
