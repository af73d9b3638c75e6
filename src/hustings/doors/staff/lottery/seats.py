"""The members' seats of a roundtable, on its own page: who sits there is what the lottery of it has drawn."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hustings.doors.staff.desk import Desk
from hustings.doors.staff.lottery.opening import OpenLottery
from hustings.doors.staff.lottery.showing import next_words, state_of
from hustings.doors.staff.pages import Section, lines
from hustings.rooms.lottery.queries import LotteryView, lotteries_of


def lottery_at(desk: Desk, roundtable: str) -> LotteryView | None:
    """The lottery of a roundtable that was not cancelled."""
    known = lotteries_of(cycle=desk.cycle, actor=desk.actor)
    return next((each for each in known if each.roundtable == roundtable and each.state != "cancelled"), None)


def seated_at(desk: Desk, roundtable: str) -> dict[str, int]:
    """How many members have a seat, as the first value of the form that says who came; nothing if nobody was drawn."""
    view = lottery_at(desk, roundtable)
    return {"n_members": len(view.panel)} if view is not None and view.panel else {}


def seats_of(desk: Desk, roundtable: str, *, ahead: bool) -> list[Section]:
    """The section about the members' seats; `ahead`: the roundtable is still to come."""
    title, view = _("Members’ seats"), lottery_at(desk, roundtable)
    if view is None:
        buttons = desk.button(OpenLottery, label=_("Draw members’ seats by lot")) if ahead else []
        return [{"title": title, "buttons": buttons}] if buttons else []
    said: dict[str, Any] = {
        _("Drawn by lot"): {"text": view.code, "url": desk.url("lottery-one", view.code)},
        _("State"): {"status": state_of(desk, view)},
        pgettext("at a roundtable", "Seats"): view.seats,
        _("Taken"): len(view.panel) if view.state == "drawn" else "",
        _("Next"): next_words(desk, view) if ahead else "",
    }
    return [{"title": title, "lines": lines(said)}]
