"""The list of invitations, and one campaign's thread."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hustings.core.values import STAFF
from hustings.doors.staff.choices import AUDIENCES
from hustings.doors.staff.desk import Desk
from hustings.doors.staff.fields import day_shown
from hustings.doors.staff.invitation_replies import CONTACTS, EnterReply, LogContact, Tell
from hustings.doors.staff.invitations import (
    STATES,
    AdoptTerms,
    MoveDeadline,
    NewAddress,
    Remind,
    Send,
    addresses,
    offer_section,
    offer_to,
)
from hustings.doors.staff.notices import STATES as LETTER_STATES
from hustings.doors.staff.pages import Section, in_words, lines, page, table
from hustings.ground.notices.queries import LetterView, outbox
from hustings.rooms.invitations.answers import NEEDS_WORDS
from hustings.rooms.invitations.queries import OfferView, logged_contacts, offers_of, standard_terms, uninvited
from hustings.rooms.invitations.refusals import NoTerms


def room(desk: Desk) -> HttpResponse:
    """Who was offered what, when, and what came back."""
    try:
        terms = standard_terms(cycle=desk.cycle, actor=desk.actor)
    except NoTerms:
        return page(desk, title=_("Invitations"), room="invitations", sections=[_first(desk)])
    offers = offers_of(cycle=desk.cycle, actor=desk.actor)
    waiting = uninvited(cycle=desk.cycle, actor=desk.actor)
    said = {
        _("Minutes for each"): terms.minutes,
        _("Slots to choose from"): terms.n_slots,
        _("Audience"): str(AUDIENCES[terms.audience]),
        _("Answer until"): terms.deadline_at,
    }
    buttons = desk.button(Send, kind="main") if waiting else []
    if any(offer.silent for offer in offers):
        buttons += desk.button(Remind, kind="plain" if waiting else "main")
    sections: list[Section] = [_offers(desk, offers)] if offers else []
    sections.append({"title": _("What every candidate is offered"), "lines": lines(said), "text": terms.text})
    sections[-1]["buttons"] = desk.button(MoveDeadline) + (
        [] if offers else desk.button(AdoptTerms, label=_("Change the terms"))
    )
    sections.append(_contacts(desk))
    lead = _("The same offer to every candidate.")
    return page(desk, title=_("Invitations"), lead=lead, room="invitations", sections=sections, buttons=buttons)


def one(desk: Desk, thing: str) -> HttpResponse:
    """One campaign's thread: the offer, reminders, every answer."""
    offer = offer_to(desk, thing)
    entries: list[dict[str, Any]] = [{"on": offer.sent_at.date(), "what": _("The invitation was sent."), "sources": []}]
    entries += [{"on": on, "what": _("The campaign was reminded."), "sources": []} for on in offer.reminded_on]
    for reply in offer.replies:
        late = _("after the deadline") if reply.late else ""
        via = _("by its private page") if reply.via == "link" else _("entered by the desk")
        detail = " · ".join(part for part in (reply.words, reply.slot, via, late) if part)
        entry = {"on": reply.received_at.date(), "what": _answer(offer, reply.answer), "sources": [], "detail": detail}
        entries.append(entry)
    entries += [
        {"on": told.told_at.date(), "what": _("The campaign was answered."), "sources": [], "detail": told.words}
        for told in offer.told
    ]
    entries.sort(key=lambda entry: entry["on"])
    sections: list[Section] = [offer_section(offer), {"title": _("Thread"), "entries": entries}]
    if desk.holds(STAFF):
        sections += [*_kept(desk, offer), _letters(desk, offer)]
    main, plain = (Tell, EnterReply) if offer.waits else (EnterReply, Tell)
    buttons = desk.button(main, thing, kind="main") + desk.button(plain, thing)
    if not any(reply.answer in NEEDS_WORDS for reply in offer.replies):
        buttons = desk.button(EnterReply, thing, kind="main")
    buttons += desk.button(LogContact, thing) + desk.button(NewAddress, thing)
    buttons.append({"label": _("See its page"), "url": desk.url("invitations-preview", thing), "kind": "plain"})
    crumbs = [(_("Invitations"), desk.url("invitations"))]
    return page(desk, title=offer.name, room="invitations", crumbs=crumbs, sections=sections, buttons=buttons)


def _kept(desk: Desk, offer: OfferView) -> list[Section]:
    """The letters in which replies came, where the desk kept them."""
    rows: list[list[Any]] = []
    for reply in offer.replies:
        if reply.scan_digest:
            url = desk.url("invitations-scan", f"{offer.candidate}-{reply.scan_digest}")
            rows.append([reply.received_at.date(), {"text": _("Open the letter"), "url": url}, reply.scan_digest[:16]])
    title = _("Letters that came")
    return [{"title": title, "table": table(title, [_("Received"), _("File"), _("Digest")], rows)}] if rows else []


def _letters(desk: Desk, offer: OfferView) -> Section:
    """What went out to this campaign, with the proof: its number, when it left, and what became of it."""
    title = _("Letters that went out")
    known = set(addresses(desk, offer.candidate))
    rows = []
    for letter in outbox(cycle=desk.cycle, actor=desk.actor):
        if letter.about != offer.code:
            continue
        unusual = {"word": letter.state, "mark": "alert", "tone": "care"}
        state: dict[str, Any] = {"status": LETTER_STATES.get(letter.state, unusual)}
        if letter.problem:
            state["note"] = _("%(problem)s. Check the address, replace it, then send a new private address.") % {
                "problem": letter.problem
            }
        elif letter.to not in known:
            state["note"] = _("this address is no longer a contact")
        rows.append([letter.subject, state, letter.sent_at or letter.queued_at, letter.to, _proof(letter)])
    if not rows:
        todo = _("Letters appear here once they are in the outbox.")
        return {"title": title, "empty": {"says": _("Nothing went out from here."), "todo": todo}}
    columns = [_("Subject"), _("State"), _("When"), pgettext("of a letter", "To"), _("Proof")]
    return {"title": title, "table": table(title, columns, rows)}


def _proof(letter: LetterView) -> dict[str, Any]:
    """Under which name a letter left, and what the mail server said to it."""
    said = {"text": letter.message_id or f"LTR-{letter.id}"}
    return said | ({"note": letter.answer} if letter.answer else {})


def _answer(offer: OfferView, answer: Any) -> str:
    state = STATES[answer]
    word = state["word"] if isinstance(state, dict) else _(state)
    return _("%(name)s: %(word)s") % {"name": offer.name, "word": word}


def _first(desk: Desk) -> Section:
    todo = _("Fix once what every candidate is offered: text, minutes, slots, audience, deadline.")
    empty: dict[str, Any] = {"says": _("Nothing is offered yet."), "todo": todo}
    if desk.can(AdoptTerms):
        empty |= {"url": desk.url(AdoptTerms.name), "label": str(AdoptTerms.button)}
    return {"empty": empty}


def _offers(desk: Desk, offers: tuple[OfferView, ...]) -> Section:
    rows = []
    for offer in offers:
        name = {"text": offer.name, "url": desk.url("invitations-one", offer.candidate)}
        state: Any = {"status": STATES[offer.reply.answer] if offer.reply else "silent"}
        since = offer.reply.received_at.date() if offer.reply else offer.sent_at.date()
        note = (
            {} if offer.reply else {"note": _("sent; due %(day)s") % {"day": in_words(offer.terms.deadline_at.date())}}
        )
        next_step = desk.link(EnterReply, offer.candidate, label=_("Enter a reply"))
        rows.append([name, state, {"text": since} | note, offer.code, next_step])
    columns = [_("Candidate"), _("State"), _("Since"), _("Code"), _("Next")]
    return {"table": table(_("Invitations"), columns, rows)}


def _contacts(desk: Desk) -> Section:
    rows = [
        [each.name, str(CONTACTS[each.kind]), day_shown(each.on.text), each.who, each.what]
        for each in logged_contacts(cycle=desk.cycle, actor=desk.actor)
    ]
    title = _("Private contacts")
    if not rows:
        todo = _("A meeting or call outside the roundtables is logged on the candidate's invitation.")
        return {"title": title, "empty": {"says": _("None is logged."), "todo": todo}}
    columns = [_("Candidate"), _("Kind"), _("Day"), _("Who"), _("What about")]
    return {"title": title, "table": table(title, columns, rows)}
