"""The outbox as the desk sees it: what waits, what left with which proof, what came back, and the waves."""

from typing import Any, cast
from urllib.parse import urlencode

from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from hustings.doors.staff.desk import Desk
from hustings.doors.staff.letters import (
    FORMS,
    CallOffWave,
    HoldLetters,
    LetLeave,
    OpenWave,
    PauseWave,
    Resend,
    StartWave,
    TakeBounces,
    kind_of,
    looks_of,
    pace_of,
)
from hustings.doors.staff.pages import Section, lines, page, table
from hustings.ground.notices.queries import (
    LetterView,
    counts,
    examples,
    held,
    letter_of,
    letter_text,
    outbox,
    wave_of,
    waves_of,
)
from hustings.ground.notices.refusals import TextForgotten

__all__ = ["FORMS", "html", "one", "room", "wave"]

MOST = 100
"""Letters on one page of the list."""
STATES: dict[str, Any] = {
    "waiting": {"word": gettext_lazy("waiting to leave"), "mark": "half", "tone": "plain"},
    "sent": {"word": gettext_lazy("sent"), "mark": "full", "tone": "good"},
    "kept": {"word": gettext_lazy("kept in the rehearsal's folder"), "mark": "full", "tone": "plain"},
    "bounced": {"word": gettext_lazy("came back"), "mark": "cross", "tone": "bad"},
    "failed": {"word": gettext_lazy("could not be sent"), "mark": "cross", "tone": "bad"},
    "resent": {"word": gettext_lazy("written again"), "mark": "full", "tone": "plain"},
    "unsubscribed": {"word": gettext_lazy("not wanted by its reader"), "mark": "ring", "tone": "plain"},
    "called off": {"word": gettext_lazy("called off"), "mark": "ring", "tone": "plain"},
}
WAVES: dict[str, Any] = {
    "prepared": {"word": gettext_lazy("prepared"), "mark": "ring", "tone": "plain"},
    "running": {"word": gettext_lazy("leaving"), "mark": "half", "tone": "plain"},
    "paused": {"word": gettext_lazy("paused"), "mark": "alert", "tone": "care"},
    "called off": {"word": gettext_lazy("called off"), "mark": "cross", "tone": "plain"},
    "over": {"word": gettext_lazy("all have left"), "mark": "full", "tone": "good"},
}


def room(desk: Desk) -> HttpResponse:
    """Every letter with its state, the latest first, and the waves."""
    known = counts(cycle=desk.cycle, actor=desk.actor)
    rests = held(cycle=desk.cycle, actor=desk.actor)
    if not known:
        todo = _("Letters are written when invitations or reminders are sent, or a deadline moves.")
        sections: list[Section] = [
            {"empty": {"says": _("The outbox is empty."), "todo": todo}, "buttons": _holding(desk, rests)}
        ]
        return page(desk, title=_("Letters"), room="notices", sections=sections)
    lead = _("Waiting letters leave with the next run of hustings tick; in a rehearsal they are kept in a folder.")
    if rests:
        lead = _("Letters are held: they leave only in a wave that somebody has looked at and started.")
    buttons = [*_gathering(desk, known), *_holding(desk, rests), *desk.button(TakeBounces)]
    sections = [_in_short(desk, known), *_waves(desk), *_letters(desk, known)]
    return page(desk, title=_("Letters"), lead=lead, room="notices", buttons=buttons, sections=sections)


def one(desk: Desk, thing: int) -> HttpResponse:
    """One letter: its words while it has any, its state, and the proof that it left."""
    letter = letter_of(cycle=desk.cycle, letter=thing, actor=desk.actor)
    shown = letter_text(cycle=desk.cycle, letter=thing, actor=desk.actor)
    sections: list[Section] = [{"lines": lines(_particulars(desk, letter))}]
    if shown:
        to_html = {"label": _("See it as mail programs show it"), "url": desk.url("notices-html", str(thing))}
        sections.append({"title": _("What it says"), "text": shown.text, "buttons": [to_html]})
    else:
        told = _("Private addresses stand in letters, so the text was forgotten. The record keeps its digest.")
        sections.append({"title": _("What it says"), "says": told})
    buttons = desk.button(Resend, str(thing)) if letter.state in ("bounced", "failed") and shown else []
    crumbs = [(_("Letters"), desk.url("notices"))]
    return page(desk, title=letter.subject, room="notices", crumbs=crumbs, buttons=buttons, sections=sections)


def html(desk: Desk, thing: int) -> HttpResponse:
    """The HTML part of a waiting letter, as a page of its own. Raises: NoSuchLetter, TextForgotten."""
    shown = letter_text(cycle=desk.cycle, letter=thing, actor=desk.actor)
    if shown is None:
        raise TextForgotten(where=f"LTR-{thing}")
    return _as_mail(desk, shown.html)


def wave(desk: Desk, thing: str) -> HttpResponse:
    """One wave: how far it is, what it will say, and what to do next."""
    view = wave_of(cycle=desk.cycle, wave=thing, actor=desk.actor)
    found = examples(cycle=desk.cycle, wave=thing, actor=desk.actor)
    said = {
        _("State"): {"status": WAVES[view.state]},
        _("Progress"): _("%(n)s of %(all)s have left") % {"n": view.n_left, "all": view.n_letters},
        _("Pace"): pace_of(view.per_minute),
        _("Still takes"): _minutes(view.n_minutes) if view.n_waiting else "",
    }
    sections: list[Section] = [{"lines": lines(said)}, *looks_of(desk, found), *_letters(desk, {}, thing)]
    buttons: list[dict[str, Any]] = []
    if view.state in ("prepared", "paused"):
        label = _("Start again") if view.state == "paused" else None
        buttons += desk.button(StartWave, thing, kind="main", label=label)
    if view.state == "running":
        buttons += desk.button(PauseWave, thing, kind="main")
    if view.n_waiting:
        buttons += desk.button(CallOffWave, thing)
    crumbs = [(_("Letters"), desk.url("notices"))]
    title = f"{view.code}: {view.title}"
    return page(desk, title=title, room="notices", crumbs=crumbs, buttons=buttons, sections=sections)


def _as_mail(desk: Desk, said: str) -> HttpResponse:
    """A letter styles itself, as mail programs demand; nothing else may load."""

    @csp_replace({"style-src": [UNSAFE_INLINE]})
    def shown(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(said)

    return cast(HttpResponse, shown(desk.request))


def _holding(desk: Desk, rests: bool) -> list[dict[str, Any]]:
    return desk.button(LetLeave if rests else HoldLetters)


def _gathering(desk: Desk, known: Any) -> list[dict[str, Any]]:
    return desk.button(OpenWave, kind="main") if known.get("waiting") else []


def _in_short(desk: Desk, known: Any) -> Section:
    here = desk.url("notices")
    rows = [
        [{"status": STATES[state]}, {"text": known[state], "url": f"{here}?{urlencode({'state': state})}"}]
        for state in STATES
        if state in known
    ]
    return {"table": table(_("How many are where"), [_("State"), _("#Letters")], rows)}


def _waves(desk: Desk) -> list[Section]:
    rows = [
        [
            {"text": f"{view.code}: {view.title}", "url": desk.url("notices-wave", view.code)},
            {"status": WAVES[view.state]},
            _("%(n)s of %(all)s have left") % {"n": view.n_left, "all": view.n_letters},
            _minutes(view.n_minutes) if view.state == "running" else "–",
        ]
        for view in waves_of(cycle=desk.cycle, actor=desk.actor)
    ]
    columns = [_("Wave"), _("State"), _("Progress"), _("Still takes")]
    return [{"title": _("Waves"), "table": table(_("Waves"), columns, rows)}] if rows else []


def _letters(desk: Desk, known: Any, of_wave: str = "") -> list[Section]:
    asked = desk.request.GET
    state = asked.get("state", "") if asked.get("state") in STATES else ""
    first = int(asked["from"]) if asked.get("from", "").isdecimal() and len(asked["from"]) < 8 else 0
    found = outbox(cycle=desk.cycle, actor=desk.actor, state=state, wave=of_wave, first=first, most=MOST + 1)
    rows = [_row(desk, letter) for letter in found[:MOST]]
    columns = [_("Subject"), _("State"), _("When"), pgettext("of a letter", "To")]
    title = str(STATES[state]["word"]).capitalize() if state else _("Letters")
    section: Section = {"title": title, "table": table(title, columns, rows)}
    section["buttons"] = _turning(desk, state, first, len(found) > MOST)
    return [section] if rows else []


def _turning(desk: Desk, state: str, first: int, more: bool) -> list[dict[str, Any]]:
    """Buttons to earlier and later letters, and back to all."""
    here = desk.request.path
    steps = [(_("Later ones"), first - MOST, first > 0), (_("Earlier ones"), first + MOST, more)]
    buttons = [
        {"label": label, "url": f"{here}?{urlencode({'state': state, 'from': max(start, 0)})}"}
        for label, start, wanted in steps
        if wanted
    ]
    return [*buttons, *([{"label": _("All letters"), "url": here}] if state else [])]


def _row(desk: Desk, letter: LetterView) -> list[Any]:
    state = {"status": STATES[letter.state]} | ({"note": letter.problem} if letter.problem else {})
    subject = {"text": letter.subject, "note": letter.about, "url": desk.url("notices-one", str(letter.id))}
    return [subject, state, letter.sent_at or letter.queued_at, letter.to]


def _particulars(desk: Desk, letter: LetterView) -> dict[str, Any]:
    linked = {"resends": letter.resends, "resent_as": letter.resent_as}
    others = {
        key: {"text": f"LTR-{number}", "url": desk.url("notices-one", str(number))} if number else ""
        for key, number in linked.items()
    }
    stops = _("Yes, at once, by its last line") if letter.can_be_stopped else _("No: it is owed to its reader")
    return {
        _("State"): {"status": STATES[letter.state]},
        pgettext("of a letter", "To"): letter.to,
        _("Kind"): kind_of(letter.kind),
        _("About"): letter.about,
        _("Wave"): letter.wave,
        _("Written"): letter.queued_at,
        _("Kept") if letter.state == "kept" else _("Left"): letter.sent_at,
        _("Tries"): letter.n_tries or "",
        _("What went wrong"): letter.problem,
        _("Tried again at"): letter.again_at,
        _("The server's answer"): letter.answer,
        _("Message-ID"): letter.message_id,
        _("Takes the place of"): others["resends"],
        _("Its place was taken by"): others["resent_as"],
        _("Can its reader stop such letters?"): stops,
    }


def _minutes(n: int) -> str:
    return ngettext("about %(n)s minute", "about %(n)s minutes", n) % {"n": n}
