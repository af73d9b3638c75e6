"""What was decided on a fact, and the honest ways to change it: nothing on the record is ever edited."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.core.chain import Entry
from hustings.core.values import STAFF
from hustings.doors.staff.acting import ActionForm
from hustings.doors.staff.desk import Desk
from hustings.doors.staff.fields import day_shown
from hustings.doors.staff.pages import Section, lines, page
from hustings.doors.staff.press import words
from hustings.doors.staff.press.review import Accept
from hustings.doors.staff.record import Correct
from hustings.ground.record.queries import staff_entries
from hustings.rooms.press.actions.rereading import reopen_fact
from hustings.rooms.press.review import Review, review_of

TELLING = frozenset({"fact.published", "fact.reported-again"})


class Reopen(ActionForm):
    action = reopen_fact
    name, path = "press-reopen", "press/fact/<str:thing>/reopen/"
    title = gettext_lazy("Take a rejection back")
    lead = gettext_lazy("The fact waits again. Both decisions stay on the record, for staff.")
    button = gettext_lazy("Take the rejection back")
    done = gettext_lazy("{thing} waits again.")

    def arguments(self) -> dict[str, Any]:
        article, _dot, code = self.thing.partition(".")
        return {"article": article, "fact": code}

    def then(self) -> str:
        return f"{self.desk.url(Accept.name, self.thing)}#fact"


FORMS: tuple[type[ActionForm], ...] = (Reopen,)


def fact(desk: Desk, thing: str) -> HttpResponse:
    """One fact with the decision on it."""
    desk.require(STAFF)
    article, _dot, code = thing.partition(".")
    review = review_of(cycle=desk.cycle, article=article, fact=code, actor=desk.actor)
    buttons: list[Any] = []
    sections: list[Section] = [_found(review)]
    if review.state == "rejected":
        sections.append(_rejected(review))
        buttons = desk.button(Reopen, thing)
    elif review.state == "accepted":
        sections += _published(desk, thing)
    else:
        buttons = desk.button(Accept, thing, label=_("Review"), kind="main")
    crumbs = [(_("Press file"), desk.url("press")), (article, desk.url("press-one", article))]
    return page(desk, title=thing, room="press", crumbs=crumbs, sections=sections, buttons=buttons)


def _found(review: Review) -> Section:
    said = review.said
    told = {
        _("Kind"): words.said(words.TYPES, said.type),
        _("Status"): words.said(words.STATUSES, said.status),
        _("Day"): day_shown(said.on),
        _("Words of the article"): said.sentence,
    }
    return {"title": _("What the reader found"), "lines": lines(told)}


def _rejected(review: Review) -> Section:
    says = _("It was rejected, and stands in the regression file. You can take the rejection back.")
    return {"title": _("The decision"), "says": says, "lines": lines({_("Reason"): review.reason})}


def _published(desk: Desk, thing: str) -> list[Section]:
    """The entries that tell it, and how each is corrected."""
    found: list[Section] = []
    for entry in staff_entries(cycle=desk.cycle, actor=desk.actor):
        if not _tells(entry, thing):
            continue
        body = (entry.payload or {})["body"]
        said = {key: str(body[key]) for key in ("fact", "what", "status", "on", "quotation") if body.get(key)}
        seq = str(entry.seq)
        buttons = desk.button(Correct, seq, label=_("Correct the entry"))
        says = _(
            "It is on the record and stays there. A correction is a new entry: the old words, the new ones and the "
            "reason stand side by side. The director or the secretary writes it; a fact that never was gets the "
            "status “not happened”."
        )
        title = _("Entry %(seq)s") % {"seq": seq}
        found.append({"title": title, "says": says, "lines": lines(said), "buttons": buttons})
    return found


def _tells(entry: Entry, thing: str) -> bool:
    payload = entry.payload or {}
    if payload.get("verb") not in TELLING:
        return False
    body = payload["body"]
    return bool(thing == body.get("report", body.get("fact")))
