"""What waits in a cycle, and for whom: computed from the rooms, never kept."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings.core.phases import AFTER_CALL, FIELDING, Phase
from hustings.core.values import STAFF, Role
from hustings.doors.staff.desk import Desk
from hustings.doors.staff.order import ROLES
from hustings.ground.notices.queries import counts
from hustings.ground.record.queries import n_publishable
from hustings.rooms.ballots.queries import polls_of as secret_polls_of
from hustings.rooms.board.queries import motions_of
from hustings.rooms.candidates.queries import candidates_of, withdrawal_of
from hustings.rooms.cycles.queries import calendar_of, rulebook_of
from hustings.rooms.cycles.refusals import NoRulebook
from hustings.rooms.fund.queries import gifts_of
from hustings.rooms.invitations.answers import Answer
from hustings.rooms.invitations.queries import offers_of, standard_terms, uninvited
from hustings.rooms.invitations.refusals import NoTerms
from hustings.rooms.lottery.queries import lotteries_of
from hustings.rooms.press.queries import articles_of
from hustings.rooms.publication.queries import moments
from hustings.rooms.questionnaires.queries import questionnaires_of
from hustings.rooms.questions.queries import collection_of, questions_of, tables_of
from hustings.rooms.questions.refusals import NoCollection
from hustings.rooms.releases.queries import releases_of
from hustings.rooms.roll.queries import snapshot_of
from hustings.rooms.roll.refusals import NoSnapshot
from hustings.rooms.roundtables.queries import roundtables_of
from hustings.rooms.straw_polls.queries import polls_of, progress

LATEST = datetime.max.replace(tzinfo=UTC)
DIRECTOR, OFFICER, SECRETARY = Role.DIRECTOR, Role.OFFICER, Role.SECRETARY
DESK = frozenset({DIRECTOR, OFFICER})
ELECTION = frozenset({Role.ELECTION_OFFICER})
DRAWERS = ELECTION | {DIRECTOR}
TREASURER = frozenset({Role.TREASURER})
READERS = frozenset({DIRECTOR, Role.COMMUNICATIONS})
KEEPERS = (STAFF | {Role.BOARD}) - {DIRECTOR}
PUBLISHERS = frozenset({DIRECTOR, Role.COMMUNICATIONS, SECRETARY})
MAILERS = frozenset({DIRECTOR, OFFICER, Role.COMMUNICATIONS})


@dataclass(frozen=True, slots=True)
class Waits:
    """One thing to be done: `who` are roles, or words for somebody outside; `by` is a day, a moment or nothing."""

    room: str
    what: str
    page: str
    thing: str
    who: frozenset[Role] | str
    by: date | datetime | None
    mine: bool = False
    late: bool = False

    def as_task(self, desk: Desk) -> dict[str, Any]:
        """As the part shows it."""
        task: dict[str, Any] = {"what": self.what, "url": desk.url(self.page, *([self.thing] if self.thing else []))}
        if self.by:
            task["by"] = self.by
        if self.late:
            task["status"] = "overdue"
        if not self.mine:
            task["who"] = self.who if isinstance(self.who, str) else roles_in_words(self.who)
        return task


def roles_in_words(roles: frozenset[Role]) -> str:
    """Roles as people say them, in the order of the list of roles."""
    return _(" or ").join(str(words) for role, words in ROLES.items() if role in roles)


def tasks_of(desk: Desk) -> tuple[Waits, ...]:
    """Everything that waits, soonest first; what has no day comes last."""
    found = [_judged(waits, desk) for source in SOURCES for waits in source(desk)]
    return tuple(sorted(found, key=lambda waits: _moment(waits.by)))


def _judged(waits: Waits, desk: Desk) -> Waits:
    mine = not isinstance(waits.who, str) and desk.holds(waits.who)
    late = waits.by is not None and _moment(waits.by) < desk.at
    return Waits(waits.room, waits.what, waits.page, waits.thing, waits.who, waits.by, mine, late)


def _moment(by: date | datetime | None) -> datetime:
    """The last moment of what a day or a moment allows."""
    if by is None:
        return LATEST
    return by if isinstance(by, datetime) else datetime.combine(by, time(23, 59, 59), UTC)


def _planned(desk: Desk, key: str) -> date | None:
    return next((day.on for day in calendar_of(cycle=desk.cycle) if day.key == key), None)


def _rules(desk: Desk) -> Iterator[Waits]:
    if desk.view is None or desk.view.phase is not Phase.DRAFTING or desk.view.kind == "reported":
        return
    try:
        rulebook_of(cycle=desk.cycle)
    except NoRulebook:
        who = frozenset({DIRECTOR, SECRETARY})
        yield Waits("cycles", _("Adopt the rulebook"), "cycles-rulebook", "", who, None)
    else:
        yield Waits("cycles", _("Publish the call"), "cycles-call", "", frozenset({DIRECTOR}), None)


def _candidates(desk: Desk) -> Iterator[Waits]:
    if not _fielding(desk):
        return
    known = candidates_of(cycle=desk.cycle)
    if not known:
        yield Waits("candidates", _("Enter the first candidate"), "candidates-add", "", DESK, None)
    for gone in (view for view in known if not view.stands):
        n = len(withdrawal_of(cycle=desk.cycle, candidate=gone.code, actor=desk.actor).open)
        if n:
            words = ngettext("%(n)s step that %(name)s leaves behind", "%(n)s steps that %(name)s leaves behind", n)
            what = words % {"n": n, "name": gone.name}
            yield Waits("candidates", what, "candidates-one", gone.code, DESK | {SECRETARY}, None)


def _invitations(desk: Desk) -> Iterator[Waits]:
    if not _fielding(desk):
        return
    try:
        standard_terms(cycle=desk.cycle, actor=desk.actor)
    except NoTerms:
        yield Waits("invitations", _("Fix what every candidate is offered"), "invitations-terms", "", DESK, None)
        return
    waiting = uninvited(cycle=desk.cycle, actor=desk.actor)
    if waiting:
        what = _("Invite %(names)s") % {"names": ", ".join(view.name for view in waiting)}
        yield Waits("invitations", what, "invitations-send", "", DESK, None)
    for offer in offers_of(cycle=desk.cycle, actor=desk.actor):
        if offer.silent:
            campaign = _("campaign of %(name)s") % {"name": offer.name}
            what = _("Answer of %(name)s to the invitation") % {"name": offer.name}
            yield Waits("invitations", what, "invitations-one", offer.candidate, campaign, offer.terms.deadline_at)
        elif offer.waits:
            what = _("Answer the question of %(name)s") % {"name": offer.name}
            if offer.replies[-1].answer is Answer.CONDITIONS:
                what = _("Answer the conditions of %(name)s") % {"name": offer.name}
            yield Waits("invitations", what, "invitations-one", offer.candidate, DESK, None)


def _questionnaires(desk: Desk) -> Iterator[Waits]:
    if not _fielding(desk):
        return
    for view in questionnaires_of(cycle=desk.cycle, actor=desk.actor):
        facts, due = {"title": view.title}, view.deadline_at
        words = {
            "draft": (_("Finish and issue the questionnaire “%(title)s”"), DESK, None),
            "opening": (_("Give the second key to the answers to “%(title)s”"), KEEPERS, due),
            "opened": (_("Publish the answers to “%(title)s”"), frozenset({DIRECTOR, SECRETARY}), None),
        }
        if view.state == "issued":
            what = _("Answers to “%(title)s”") if desk.at <= due else _("Open the answers to “%(title)s”")
            who = _("the campaigns") if desk.at <= due else KEEPERS
            yield Waits("questionnaires", what % facts, "questionnaires-one", view.code, who, due)
        elif view.state in words and not view.published_at:
            told, roles, by = words[view.state]
            yield Waits("questionnaires", told % facts, "questionnaires-one", view.code, roles, by)


def _roundtables(desk: Desk) -> Iterator[Waits]:
    if desk.view is None or desk.view.phase is Phase.CLOSED:
        return
    meetings = roundtables_of(cycle=desk.cycle, actor=desk.actor)
    for meeting in meetings:
        if meeting.state == "scheduled" and meeting.starts_at <= desk.at:
            what = _("Enter what came of the roundtable with %(name)s") % {"name": meeting.name}
            who = DESK | {SECRETARY}
            yield Waits("roundtables", what, "roundtables-hold", meeting.code, who, meeting.starts_at)
    if not _fielding(desk):
        return
    settled = {meeting.candidate for meeting in meetings if meeting.state != "cancelled"}
    for offer in offers_of(cycle=desk.cycle, actor=desk.actor):
        accepted = offer.reply is not None and offer.reply.answer in (Answer.ACCEPTED, Answer.CONDITIONS)
        if accepted and offer.stands and offer.candidate not in settled:
            what = _("Set the roundtable with %(name)s") % {"name": offer.name}
            yield Waits("roundtables", what, "roundtables-set", offer.candidate, DESK, None)


def _questions(desk: Desk) -> Iterator[Waits]:
    if desk.view is None or desk.view.phase is Phase.CLOSED:
        return
    try:
        view = collection_of(cycle=desk.cycle)
    except NoCollection:
        return
    n = sum(each.state == "waiting" for each in questions_of(cycle=desk.cycle, actor=desk.actor))
    if n:
        what = ngettext("Read %(n)s question of members", "Read %(n)s questions of members", n) % {"n": n}
        yield Waits("questions", what, "questions", "", READERS | DESK | {SECRETARY}, None)
    if view.closed_at is None and view.closes_at <= desk.at:
        yield Waits("questions", _("Close the members’ questions"), "questions-close", "", DESK, view.closes_at)
    meetings = {each.code: each for each in roundtables_of(cycle=desk.cycle, actor=desk.actor)}
    for each in tables_of(cycle=desk.cycle, actor=desk.actor):
        meeting = meetings[each.roundtable]
        facts = {"name": meeting.name}
        if meeting.state == "scheduled" and not each.chosen:
            what = _("Choose the questions to %(name)s") % facts
            yield Waits("questions", what, "questions-choose", meeting.code, DESK, meeting.starts_at)
        elif meeting.state == "held" and any(not one.outcome for one in each.chosen):
            what = _("Note what %(name)s answered") % facts
            yield Waits("questions", what, "questions-answer", meeting.code, DESK | {SECRETARY}, None)


def _lottery(desk: Desk) -> Iterator[Waits]:
    if not _fielding(desk):
        return
    words = {
        "inviting": _("Draw who is invited by %(lottery)s"),
        "answering": _("Fix %(lottery)s before the draw"),
        "fixed": _("Draw the seats of %(lottery)s"),
    }
    for view in lotteries_of(cycle=desk.cycle, actor=desk.actor):
        if view.state in words and not view.taking(desk.at):
            by = view.closes_at if view.state == "inviting" else None
            yield Waits("lottery", words[view.state] % {"lottery": view.code}, "lottery-one", view.code, DRAWERS, by)


def _press(desk: Desk) -> Iterator[Waits]:
    if not desk.holds(STAFF):
        return
    for article in articles_of(cycle=desk.cycle, actor=desk.actor):
        n = article.n_waiting
        if n:
            what = ngettext("Review %(n)s fact of %(outlet)s", "Review %(n)s facts of %(outlet)s", n)
            facts = {"n": n, "outlet": article.outlet}
            yield Waits("press", what % facts, "press-one", article.code, READERS, None)


def _roll(desk: Desk) -> Iterator[Waits]:
    if not _fielding(desk):
        return
    try:
        snapshot_of(cycle=desk.cycle)
    except NoSnapshot:
        record_on = date.fromisoformat(rulebook_of(cycle=desk.cycle)["record_on"])
        who = ELECTION if record_on <= desk.at.date() else _("the record date")
        yield Waits("roll", _("Freeze the roll of members"), "roll", "", who, record_on)


def _straw_polls(desk: Desk) -> Iterator[Waits]:
    for poll in polls_of(cycle=desk.cycle):
        if poll.closed:
            continue
        found = progress(cycle=desk.cycle, poll=poll.code, actor=desk.actor)
        if found.missing:
            n_missing = len(found.missing)
            what = ngettext("%(n)s return sheet of %(poll)s", "%(n)s return sheets of %(poll)s", n_missing)
            facts = {"n": n_missing, "poll": poll.code}
            yield Waits("straw_polls", what % facts, "straw_polls-one", poll.code, _("tellers"), poll.closes_on)
        if desk.at.date() >= poll.closes_on:
            what = _("Close the straw poll %(poll)s") % {"poll": poll.code}
            who = ELECTION | {DIRECTOR}
            yield Waits("straw_polls", what, "straw_polls-close", poll.code, who, poll.closes_on)


def _ballots(desk: Desk) -> Iterator[Waits]:
    for poll in secret_polls_of(cycle=desk.cycle):
        if poll.state == "open" and desk.at >= poll.closes_at:
            what = _("Close the secret poll %(poll)s") % {"poll": poll.code}
            yield Waits("ballots", what, "ballots-close", poll.code, ELECTION, poll.closes_at)
        elif poll.state == "closed" and poll.sums:
            what = _("Decrypt and count the secret poll %(poll)s") % {"poll": poll.code}
            yield Waits("ballots", what, "ballots-count", poll.code, ELECTION, None)
        elif poll.state == "closed":
            what = _("Keep the secret poll %(poll)s closed: too few members voted") % {"poll": poll.code}
            yield Waits("ballots", what, "ballots-keep-closed", poll.code, ELECTION, None)


def _board(desk: Desk) -> Iterator[Waits]:
    for motion in motions_of(cycle=desk.cycle, actor=desk.actor):
        if motion.outcome:
            continue
        if motion.meeting_on <= desk.at.date():
            what = _("Record the roll call on “%(title)s”") % {"title": motion.title}
            yield Waits("board", what, "board-roll-call", motion.code, frozenset({SECRETARY}), motion.meeting_on)
        else:
            what = _("Vote on “%(title)s”") % {"title": motion.title}
            yield Waits("board", what, "board-one", motion.code, frozenset({Role.BOARD}), motion.meeting_on)


def _fund(desk: Desk) -> Iterator[Waits]:
    words = {
        "proposed": (_("Note the approval of %(gift)s"), "fund-approve"),
        "approved": (_("Check %(gift)s against its limit"), "fund-check"),
        "checked": (_("Note the payment of %(gift)s"), "fund-pay"),
    }
    if desk.view is None or desk.view.kind == "reported":
        return
    for gift in gifts_of(cycle=desk.cycle, actor=desk.actor):
        if gift.state in words:
            what, name = words[gift.state]
            yield Waits("fund", what % {"gift": gift.code}, name, gift.code, TREASURER, gift.given_on)


def _releases(desk: Desk) -> Iterator[Waits]:
    if not desk.holds(STAFF):
        return
    for release in releases_of(cycle=desk.cycle, actor=desk.actor):
        if release.waits:
            own = desk.actor.id in release.writers
            who = _("a second person") if own else DESK
            what = _("Clear the statement “%(title)s”") % {"title": release.title}
            yield Waits("releases", what, "releases-one", release.code, who, None)
        elif release.can_be_mailed and desk.view is not None and desk.view.phase in AFTER_CALL:
            what = _("Send “%(title)s” to the members") % {"title": release.title}
            yield Waits("releases", what, "releases-mail", release.code, MAILERS, None)


def _publication(desk: Desk) -> Iterator[Waits]:
    last = next(iter(moments(cycle=desk.cycle)), None)
    n_new = n_publishable(cycle=desk.cycle, after=last.n_entries if last else 0)
    if n_new:
        what = ngettext("Publish: %(n)s new entry", "Publish: %(n)s new entries", n_new) % {"n": n_new}
        yield Waits("publication", what, "publication-publish", "", PUBLISHERS, None)


def _letters(desk: Desk) -> Iterator[Waits]:
    if not desk.holds(STAFF):
        return
    known = counts(cycle=desk.cycle, actor=desk.actor)
    told = (
        ("waiting", _("%(letters)s in the outbox"), _("the next run of hustings tick")),
        ("failed", _("%(letters)s could not be sent"), STAFF),
        ("bounced", _("%(letters)s came back"), STAFF),
    )
    for state, what, who in told:
        if n := known.get(state):
            words = ngettext("%(n)s letter", "%(n)s letters", n) % {"n": n}
            yield Waits("notices", what % {"letters": words}, "notices", "", who, None)


def _fielding(desk: Desk) -> bool:
    return desk.view is not None and desk.view.phase in FIELDING and desk.view.kind != "reported"


SOURCES: tuple[Callable[[Desk], Iterator[Waits]], ...] = (
    _rules,
    _candidates,
    _invitations,
    _questionnaires,
    _roundtables,
    _questions,
    _lottery,
    _press,
    _roll,
    _straw_polls,
    _ballots,
    _board,
    _fund,
    _releases,
    _publication,
    _letters,
)
