"""The lotteries on the desk: the room, and one lottery with the one thing that is next."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from hustings.core.lottery.fixed import Fixed
from hustings.doors.parts.figures import percent
from hustings.doors.staff.desk import Desk
from hustings.doors.staff.lottery.drawing import CallStandIn, Draw, Fix
from hustings.doors.staff.lottery.inviting import Invite, WriteLetters, outside_words
from hustings.doors.staff.lottery.opening import FEATURES, Cancel, ChangeQuotas, OpenLottery
from hustings.doors.staff.pages import Section, lines, page, table
from hustings.rooms.lottery.actions.drawing import chances_of
from hustings.rooms.lottery.queries import (
    CHECKERS,
    NAMERS,
    LotteryView,
    fixed_plan_of,
    invitation_files,
    lotteries_of,
    lottery_of,
    panel_of,
    public_file,
)
from hustings.rooms.lottery.refusals import NotDueYet
from hustings.rooms.roundtables.queries import roundtable_of, roundtables_of

STATES: dict[str, Any] = {
    "inviting": {"word": gettext_lazy("invitations to be drawn"), "mark": "ring"},
    "answering": {"word": gettext_lazy("members answer"), "mark": "unlocked", "tone": "good"},
    "fixed": {"word": gettext_lazy("fixed"), "mark": "lock"},
    "drawn": {"word": gettext_lazy("drawn"), "mark": "full", "tone": "good"},
    "cancelled": "cancelled",
}
FILES = {"fixed": "fixed", "transcript": "transcript", "plan": "plan", "list": "list"}


def room(desk: Desk) -> HttpResponse:
    """Every lottery, with where it stands and what is next."""
    names = {each.code: each.name for each in roundtables_of(cycle=desk.cycle, actor=desk.actor)}
    rows = [
        [
            {"text": names[each.roundtable], "url": desk.url("lottery-one", each.code), "note": each.code},
            {"status": state_of(desk, each)},
            each.seats,
            each.n_yes,
            {"text": next_words(desk, each)},
        ]
        for each in lotteries_of(cycle=desk.cycle, actor=desk.actor)
    ]
    title = _("Lottery of seats")
    if rows:
        columns = [
            _("Roundtable with"),
            _("State"),
            "#" + pgettext("at a roundtable", "Seats"),
            "#" + _("Volunteers"),
            _("Next"),
        ]
        sections: list[Section] = [{"table": table(title, columns, rows)}]
        buttons = desk.button(OpenLottery, kind="main")
        return page(desk, title=title, room="lottery", sections=sections, buttons=buttons)
    todo = _("Set a roundtable first; then open the lottery for its members’ seats.")
    empty: dict[str, Any] = {"says": _("No seats are drawn by lot yet."), "todo": todo}
    if desk.can(OpenLottery):
        empty |= {"url": desk.url(OpenLottery.name), "label": str(OpenLottery.button)}
    return page(desk, title=title, room="lottery", sections=[{"empty": empty}])


def one(desk: Desk, thing: str) -> HttpResponse:
    """One lottery: what is next first, then the panel or the chances, then what was stated at the opening."""
    view = lottery_of(cycle=desk.cycle, lottery=thing, actor=desk.actor)
    meeting = roundtable_of(cycle=desk.cycle, roundtable=view.roundtable, actor=desk.actor)
    sections: list[Section] = [_stands(desk, view)]
    if view.state == "drawn":
        sections.append(_panel(desk, view))
    if view.fixed_digest:
        sections.append(chances_section(fixed_plan_of(cycle=desk.cycle, lottery=thing, actor=desk.actor)))
    sections += [_stated(view), _files(desk, view)]
    title = _("Seats at the roundtable with %(name)s") % {"name": meeting.name}
    crumbs = [(_("Lottery of seats"), desk.url("lottery"))]
    return page(desk, title=title, room="lottery", crumbs=crumbs, sections=sections, buttons=_buttons(desk, view))


def file(desk: Desk, thing: str, kind: str) -> HttpResponse:
    """A file of a lottery: what is public, or for who checks the invitations their plan and list."""
    view = lottery_of(cycle=desk.cycle, lottery=thing, actor=desk.actor)
    digests = {"fixed": view.fixed_digest, "transcript": view.transcript_digest}
    if kind in digests:
        if not digests[kind]:
            raise NotDueYet(lottery=thing, state=view.state, wanted="fixed" if kind == "fixed" else "drawn")
        data = public_file(digest=digests[kind])
    else:
        plan, listed = invitation_files(cycle=desk.cycle, lottery=thing, actor=desk.actor)
        data = plan if kind == "plan" else listed
    ending, media = ("csv", "text/csv") if kind == "list" else ("json", "application/json")
    stamp = "REHEARSAL-" if desk.rehearsal else ""
    disposition = f'attachment; filename="{stamp}{desk.cycle}-{thing}-{FILES.get(kind, "plan")}.{ending}"'
    return HttpResponse(data, content_type=media, headers={"Content-Disposition": disposition})


def state_of(desk: Desk, view: LotteryView) -> Any:
    """The state as a mark with its word; between the closing and the fixing nobody can answer any more."""
    if view.state == "answering" and not view.taking(desk.at):
        return {"word": _("answers are in"), "mark": "half"}
    return STATES[view.state]


def next_words(desk: Desk, view: LotteryView) -> str:
    """What is next, in words."""
    if view.state == "answering" and view.taking(desk.at):
        return _("members answer until the closing")
    words = {
        "inviting": _("enter the value that decides who is invited"),
        "answering": _("fix everything"),
        "fixed": _("publish, then draw"),
        "drawn": _("tell those who have a seat"),
    }
    return words.get(view.state, "–")


def chances_section(fixed: Fixed) -> Section:
    """The range of chances in a sentence, and how many people have which."""
    told = chances_of(fixed)
    n_panels, chances = told["n_panels"], told["chances"]
    facts = {"n": told["n_people"], "least": chances[0][0], "most": chances[-1][0], "panels": n_panels}
    says = (
        _("Each of %(n)s volunteers stands on %(least)s to %(most)s of %(panels)s numbered panels of equal chance.")
        % facts
    )
    if len(chances) == 1:
        says = _("Each of %(n)s volunteers stands on %(least)s of %(panels)s numbered panels of equal chance.") % facts
    best = _("No panels could give everybody more than %(best)s.") % {"best": told["best"]}
    columns = [_("Stands on so many panels"), _("Chance"), "#" + _("Volunteers")]
    rows = [[str(panels), percent(panels / n_panels), people] for panels, people in chances]
    title = _("Everybody’s chance")
    return {"title": title, "says": f"{says} {best}", "table": table(title, columns, rows)}


def _buttons(desk: Desk, view: LotteryView) -> list[Any]:
    thing = view.code
    if view.state == "inviting":
        main = desk.button(Invite, thing, kind="main")
    elif view.state == "answering":
        main = desk.button(WriteLetters, thing, kind="main") if view.taking(desk.at) and view.n_invited else []
        main += [] if view.taking(desk.at) else desk.button(Fix, thing)
    elif view.state == "fixed":
        main = desk.button(Draw, thing, kind="main")
    else:
        main = desk.button(CallStandIn, thing, label=CallStandIn.title) if view.state == "drawn" else []
    if view.state in ("inviting", "answering"):
        main += desk.button(ChangeQuotas, thing)
    return main + (desk.button(Cancel, thing) if view.state in ("inviting", "answering", "fixed") else [])


def _stands(desk: Desk, view: LotteryView) -> Section:
    said = {
        _("State"): {"status": state_of(desk, view)},
        _("Next"): next_words(desk, view),
        _("What decides who is invited"): outside_words(view.invite_outside) if view.state == "inviting" else "",
        _("Members answer until"): view.closes_at,
        _("Invited by lot"): view.n_invited or "",
        _("Would come"): view.n_yes,
        _("Would not"): view.n_no,
    }
    return {"lines": lines(said)}


def _panel(desk: Desk, view: LotteryView) -> Section:
    title = _("The panel")
    if not desk.holds(NAMERS):
        codes: list[list[Any]] = [[code] for code in sorted(view.panel)]
        says = _("Which member has which code, the director and the election officer see.")
        return {"title": title, "says": says, "table": table(title, [_("Code")], codes)}
    places = panel_of(cycle=desk.cycle, lottery=view.code, actor=desk.actor)
    rows = [
        [
            {"text": each.code, "note": _("in place of %(code)s") % {"code": each.instead_of}}
            if each.instead_of
            else each.code,
            each.number,
            each.local,
            str(each.table or "–"),
            each.stand_in or "–",
        ]
        for each in places
    ]
    n = view.seats - len(places)
    empty = ngettext("%(n)s seat is empty.", "%(n)s seats are empty.", n) % {"n": n} if n else ""
    says = _("Numbers and locals stand here only, never in a public file.")
    columns = [_("Code"), _("Member"), _("Local"), _("Table"), _("If absent, comes")]
    return {"title": title, "says": f"{says} {empty}".strip(), "table": table(title, columns, rows)}


def _stated(view: LotteryView) -> Section:
    title = _("What every panel keeps")
    rows = [[str(FEATURES[each.feature]), each.value, each.low, each.high] for each in view.quotas]
    columns = [_("Feature"), _("Value"), "#" + _("At least"), "#" + _("At most")]
    cap = view.caps[0].at_most if view.caps else ""
    said = {
        pgettext("at a roundtable", "Seats"): view.seats,
        _("Tables"): view.n_tables or "",
        _("At most from one local"): cap,
        _("Members on the list"): view.n_listed,
    }
    section: Section = {"title": title, "lines": lines(said)}
    if rows:
        section["table"] = table(title, columns, rows)
    return section


def _files(desk: Desk, view: LotteryView) -> Section:
    told: list[tuple[Any, str, bool]] = [
        (_("Fixed plan"), "fixed", bool(view.fixed_digest)),
        (_("Transcript"), "transcript", bool(view.transcript_digest)),
        (_("Plan of invitations"), "plan", bool(view.n_invited) and desk.holds(CHECKERS)),
        (_("List of members (private)"), "list", bool(view.n_invited) and desk.holds(CHECKERS)),
    ]
    buttons = [
        {"label": str(label), "url": desk.url("lottery-file", view.code, kind), "kind": "plain"}
        for label, kind, there in told
        if there
    ]
    said = {
        _("Digest of the list"): view.list_digest,
        _("Digest of what was fixed"): view.fixed_digest,
        _("Digest of the transcript"): view.transcript_digest,
    }
    section: Section = {"title": _("Files and digests"), "lines": lines(said)}
    return section | {"buttons": buttons} if buttons else section
