"""What can be done about invitations: adopt the terms, send, remind, move the deadline, take replies, log contacts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from hustings.core.hearings import check_reported_status
from hustings.core.phases import FIELDING, OPEN, Phase
from hustings.core.questionnaires import file_answer
from hustings.core.typed import count, one_line, paragraphs
from hustings.core.values import Actor, Days, Kind, Role, Source, Visibility, cited
from hustings.ground.clock import iso
from hustings.ground.files import keep
from hustings.ground.record.declared import Done, action
from hustings.rooms.candidates.queries import candidacy, standing
from hustings.rooms.cycles.queries import cycle_of
from hustings.rooms.cycles.refusals import NoChange, ReasonMissing
from hustings.rooms.invitations.answers import NEEDS_WORDS, Answer, ContactKind, Via
from hustings.rooms.invitations.models import (
    DeadlineMove,
    LoggedContact,
    Offer,
    Reminder,
    Reply,
    ReportedInvitation,
    StandardTerms,
    Told,
)
from hustings.rooms.invitations.queries import SCANS, Terms, terms_of
from hustings.rooms.invitations.refusals import (
    AlreadyEntered,
    AlreadyInvited,
    DeadlineInThePast,
    DeadlinePassed,
    DeadlineShortened,
    NotAReportedCycle,
    NoTerms,
    NothingAsked,
    NothingDiffers,
    NotInvited,
    NotSilent,
    NotYetHappened,
    NotYours,
    ReceivedOutside,
    RemindedToday,
    ReplyUnchanged,
    TermsDiffer,
    TermsFrozen,
    TooLateToRemind,
)

DESK = frozenset({Role.DIRECTOR, Role.OFFICER})
COMPARED = ("text", "minutes", "n_slots", "audience", "deadline_at")
MAX_MINUTES = 600
MAX_SLOTS = 50


@action(may=DESK, phases=FIELDING | {Phase.DRAFTING}, records="terms.adopted", visibility=Visibility.PUBLIC)
def adopt_terms(*, cycle: str, terms: Terms, actor: Actor, at: datetime) -> Done[int]:
    """Fix what every candidate is offered. A later version replaces an earlier one until the first invitation is sent.

    Raises: TermsFrozen, DeadlineInThePast, TextMissing, NumberOutOfRange.
    """
    if Offer.objects.filter(cycle=cycle).exists():
        raise TermsFrozen(where=cycle)
    terms = _checked(terms, at)
    version = StandardTerms.objects.filter(cycle=cycle).count() + 1
    StandardTerms.objects.create(
        cycle_id=cycle,
        version=version,
        text=terms.text,
        minutes=terms.minutes,
        n_slots=terms.n_slots,
        audience=terms.audience,
        deadline_at=terms.deadline_at,
        adopted_at=at,
    )
    return Done(version, subject=f"TERMS-{version}", body={"version": version} | _as_body(terms))


@action(may=DESK, phases=FIELDING, records="invitation.sent", visibility=Visibility.CAMPAIGN)
def send_invitation(
    *, cycle: str, candidate: str, terms: Terms | None = None, differs_because: str = "", actor: Actor, at: datetime
) -> Done[str]:
    """Offer one candidate a roundtable on the cycle's standard terms; the answer is the code, as in `INV-1`.

    Other `terms`, be it only a later deadline, need the reason `differs_because`, which is published. The letter itself
    is written by `mails.py` and queued by whoever called this.

    Raises: NoSuchCandidate, CandidateOut, AlreadyInvited, NoTerms, TermsDiffer, NothingDiffers, DeadlineInThePast.
    """
    person = standing(cycle=cycle, candidate=candidate)
    before = Offer.objects.filter(cycle=cycle, candidate=candidate).first()
    if before is not None:
        raise AlreadyInvited(name=person.name, on=before.sent_at.date().isoformat(), invitation=before.code)
    standard = _standard(cycle)
    given = _checked(terms or standard, at)
    because = paragraphs(differs_because, field="differs_because", required=False)
    differing = [field for field in COMPARED if getattr(given, field) != getattr(standard, field)]
    if differing and not because:
        raise TermsDiffer(fields=", ".join(differing), where=candidate)
    if because and not differing:
        raise NothingDiffers(where=candidate)
    code = f"INV-{Offer.objects.filter(cycle=cycle).count() + 1}"
    Offer.objects.create(
        cycle_id=cycle,
        code=code,
        candidate=candidate,
        text=given.text,
        minutes=given.minutes,
        n_slots=given.n_slots,
        audience=given.audience,
        deadline_at=given.deadline_at,
        differs_because=because,
        sent_at=at,
    )
    body = {"invitation": code, "candidate": candidate, "sent_on": at.date().isoformat()} | _as_body(given)
    return Done(code, subject=code, body=body | ({"differs_because": because} if because else {}))


@action(may=DESK, phases=FIELDING, records="invitation.deadline-moved", visibility=Visibility.PUBLIC)
def move_deadline(*, cycle: str, to: datetime, reason: str, actor: Actor, at: datetime) -> Done[datetime]:
    """Move the deadline of the standard terms, and with it that of every invitation that shares it.

    Both moments and the reason stay visible. A deadline that campaigns were given is never shortened.

    Raises: NoTerms, ReasonMissing, NoChange, DeadlineInThePast, DeadlineShortened.
    """
    standard = _standard(cycle)
    reason = paragraphs(reason, field="reason", required=False)
    if not reason:
        raise ReasonMissing(where=cycle)
    moved = _checked(replace(standard, deadline_at=to), at)
    if moved == standard:
        raise NoChange(what=f"the deadline is {iso(to)}")
    sharing = Offer.objects.filter(cycle=cycle, deadline_at=standard.deadline_at).order_by("pk")
    codes = [row.code for row in sharing]
    if codes and to < standard.deadline_at:
        raise DeadlineShortened(was=iso(standard.deadline_at), now=iso(to))
    candidates = [row.candidate for row in sharing]
    sharing.update(deadline_at=to)
    StandardTerms.objects.filter(pk=_latest_terms(cycle).pk).update(deadline_at=to)
    DeadlineMove.objects.create(
        cycle_id=cycle, was_at=standard.deadline_at, now_at=to, reason=reason, invitations=codes, moved_at=at
    )
    days = {"was": iso(standard.deadline_at), "now": iso(to), "reason": reason}
    return Done(to, subject=cycle, body=days | {"invitations": codes, "candidates": candidates})


@action(may=DESK | {Role.SECRETARY}, phases=FIELDING, records="invitation.reminded", visibility=Visibility.CAMPAIGN)
def remind(*, cycle: str, candidate: str, actor: Actor, at: datetime) -> Done[str]:
    """Remind one silent campaign, at most once a day; the answer is the code of its invitation.

    Raises: NoSuchCandidate, CandidateOut, NotInvited, NotSilent, TooLateToRemind, RemindedToday.
    """
    person = standing(cycle=cycle, candidate=candidate)
    offer = _offer_to(cycle, candidate)
    reply = offer.replies.order_by("-received_at", "-pk").first()
    if reply is not None:
        raise NotSilent(name=person.name, answer=reply.answer)
    if at > offer.deadline_at:
        raise TooLateToRemind(deadline=iso(offer.deadline_at), where=offer.code)
    on = at.date()
    if offer.reminders.filter(on=on).exists():
        raise RemindedToday(name=person.name, on=on.isoformat())
    Reminder.objects.create(offer=offer, on=on)
    body = {"invitation": offer.code, "candidate": candidate, "on": on.isoformat()}
    return Done(offer.code, subject=offer.code, body=body)


@action(may=Role.CAMPAIGN, phases=FIELDING, records="reply.received", visibility=Visibility.CAMPAIGN)
def answer_offer(
    *, cycle: str, invitation: str, answer: Answer, words: str = "", slot: str = "", actor: Actor, at: datetime
) -> Done[Answer]:
    """A campaign's own answer by its private link. It may be changed until the deadline; every answer stays.

    A question may be asked at any time. `slot` says in words which slots are preferred.

    Raises: NotYours, DeadlinePassed, CandidateOut, ReplyUnchanged, TextMissing.
    """
    offer = Offer.objects.filter(cycle=cycle, code=invitation, candidate=actor.scope).first()
    if offer is None or not actor.scope:
        raise NotYours(where=invitation)
    if at > offer.deadline_at and answer is not Answer.ASKED:
        raise DeadlinePassed(deadline=iso(offer.deadline_at), where=invitation)
    if answer is not Answer.ASKED:
        standing(cycle=cycle, candidate=offer.candidate)
    reply = Reply(offer=offer, answer=answer, via=Via.LINK, late=False, received_at=at, entered_at=at)
    return _received(reply, words, slot)


@action(may=DESK | {Role.SECRETARY}, phases=FIELDING, records="reply.received", visibility=Visibility.CAMPAIGN)
def enter_reply(
    *,
    cycle: str,
    candidate: str,
    answer: Answer,
    words: str = "",
    slot: str = "",
    received_at: datetime | None = None,
    scan: tuple[str, bytes] | None = None,
    actor: Actor,
    at: datetime,
) -> Done[Answer]:
    """Enter a reply that came by letter, call or mail. One received after the deadline is taken and marked as late.

    `scan` is the letter itself (file name, bytes): the house keeps it privately, the record gets its digest.

    Raises: NoSuchCandidate, NotInvited, ReceivedOutside, ReplyUnchanged, TextMissing, FileRefused.
    """
    candidacy(cycle=cycle, candidate=candidate)
    offer = _offer_to(cycle, candidate)
    came_at = received_at or at
    if not offer.sent_at <= came_at <= at:
        raise ReceivedOutside(sent=iso(offer.sent_at), received=iso(came_at), where=offer.code)
    late = came_at > offer.deadline_at and answer is not Answer.ASKED
    reply = Reply(offer=offer, answer=answer, via=Via.STAFF, late=late, received_at=came_at, entered_at=at)
    if scan:
        _keep_scan(reply, *scan)
    return _received(reply, words, slot)


@action(may=DESK | {Role.SECRETARY}, phases=FIELDING, records="invitation.answered", visibility=Visibility.CAMPAIGN)
def tell_campaign(*, cycle: str, candidate: str, words: str, actor: Actor, at: datetime) -> Done[str]:
    """Answer a campaign's question, or say what becomes of its conditions; the answer is its invitation's code.

    It stands in the campaign's thread at once and is published for all, so that nobody is told more than the others.

    Raises: NoSuchCandidate, NotInvited, NothingAsked, TextMissing.
    """
    person = candidacy(cycle=cycle, candidate=candidate)
    offer = _offer_to(cycle, candidate)
    if not offer.replies.filter(answer__in=NEEDS_WORDS).exists():
        raise NothingAsked(name=person.name, where=offer.code)
    said = paragraphs(words, field="words")
    Told.objects.create(offer=offer, words=said, told_at=at)
    body = {"invitation": offer.code, "candidate": candidate, "words": said, "on": at.date().isoformat()}
    return Done(offer.code, subject=offer.code, body=body)


@action(may=DESK | {Role.SECRETARY}, phases=OPEN, records="contact.logged", visibility=Visibility.PUBLIC)
def log_contact(
    *,
    cycle: str,
    candidate: str,
    kind: ContactKind,
    on: Days,
    who: str,
    what: str,
    sources: Sequence[Source] = (),
    actor: Actor,
    at: datetime,
) -> Done[None]:
    """Log a private meeting or call with a candidate: when, who of the organisation took part, what it was about.

    Raises: NoSuchCandidate, NotYetHappened, AlreadyEntered, TextMissing.
    """
    candidacy(cycle=cycle, candidate=candidate)
    if on.first > at.date():
        raise NotYetHappened(on=on.text, where=candidate)
    said = {"kind": str(kind), "on": on.text, "who": one_line(who, field="who"), "what": paragraphs(what, field="what")}
    if LoggedContact.objects.filter(cycle=cycle, candidate=candidate, **said).exists():
        raise AlreadyEntered(where=candidate)
    kept = [source.as_json() for source in sources]
    LoggedContact.objects.create(cycle_id=cycle, candidate=candidate, sources=kept, logged_at=at, **said)
    return Done(None, subject=candidate, body={"candidate": candidate} | said | cited(sources))


@action(may=DESK, phases=OPEN, records="invitation.reported", visibility=Visibility.PUBLIC)
def report_invitation(
    *,
    cycle: str,
    candidate: str,
    on: Days,
    status: str,
    what: str,
    sources: Sequence[Source],
    source_says_declined: bool = False,
    actor: Actor,
    at: datetime,
) -> Done[None]:
    """Restate what a source says about an invitation, in a cycle retold from sources.

    Nobody is said to have declined unless somebody confirms that the source says so.

    Raises: NotAReportedCycle, NoSuchCandidate, DeclinedNotSaid, AlreadyEntered, SourceMissing.
    """
    if cycle_of(cycle=cycle).kind is not Kind.REPORTED:
        raise NotAReportedCycle(cycle=cycle)
    candidacy(cycle=cycle, candidate=candidate)
    said = {"on": on.text, "status": one_line(status, field="status"), "what": paragraphs(what, field="what")}
    check_reported_status(said["status"], source_says_declined=source_says_declined, where=candidate)
    if ReportedInvitation.objects.filter(cycle=cycle, candidate=candidate, **said).exists():
        raise AlreadyEntered(where=candidate)
    kept = [source.as_json() for source in sources]
    ReportedInvitation.objects.create(cycle_id=cycle, candidate=candidate, sources=kept, reported_at=at, **said)
    return Done(None, subject=candidate, body={"candidate": candidate} | said | cited(sources))


def _checked(terms: Terms, at: datetime) -> Terms:
    """The terms, tidied, their deadline to the second. Raises: DeadlineInThePast, TextMissing, NumberOutOfRange."""
    deadline_at = datetime.fromisoformat(iso(terms.deadline_at))
    if deadline_at <= at:
        raise DeadlineInThePast(deadline=iso(deadline_at))
    return replace(
        terms,
        deadline_at=deadline_at,
        text=paragraphs(terms.text, field="text"),
        minutes=count(terms.minutes, field="minutes", least=1, most=MAX_MINUTES),
        n_slots=count(terms.n_slots, field="n_slots", least=1, most=MAX_SLOTS),
    )


def _as_body(terms: Terms) -> dict[str, object]:
    return {
        "text": terms.text,
        "text_digest": terms.text_digest,
        "terms": {"minutes": terms.minutes, "n_slots": terms.n_slots, "audience": str(terms.audience)},
        "deadline_at": iso(terms.deadline_at),
    }


def _latest_terms(cycle: str) -> StandardTerms:
    row = StandardTerms.objects.filter(cycle=cycle).order_by("-version").first()
    if row is None:
        raise NoTerms(cycle=cycle)
    return row


def _standard(cycle: str) -> Terms:
    return terms_of(_latest_terms(cycle))


def _offer_to(cycle: str, candidate: str) -> Offer:
    offer = Offer.objects.filter(cycle=cycle, candidate=candidate).first()
    if offer is None:
        raise NotInvited(candidate=candidate)
    return offer


def _keep_scan(reply: Reply, name: str, data: bytes) -> None:
    """Check the letter's file by its ending and its first bytes, and keep it. Raises: FileRefused."""
    about = file_answer(name, data)
    reply.scan_name, reply.scan_type = about["name"], about["type"]
    reply.scan_digest = keep(data, folder=SCANS)


def _received(reply: Reply, words: str, slot: str) -> Done[Answer]:
    """Keep a reply and say what the record says about it."""
    answer = Answer(reply.answer)
    reply.words = paragraphs(words, field="words", required=answer in NEEDS_WORDS)
    reply.slot = one_line(slot, field="slot", required=False)
    last = reply.offer.replies.order_by("-received_at", "-pk").first()
    if last and (last.answer, last.words, last.slot) == (reply.answer, reply.words, reply.slot):
        raise ReplyUnchanged(answer=answer, where=reply.offer.code)
    reply.save()
    body = {"invitation": reply.offer.code, "candidate": reply.offer.candidate, "answer": str(answer)}
    body |= {"via": str(reply.via), "on": reply.received_at.date().isoformat()}
    said = {"words": reply.words, "slot": reply.slot, "scan_digest": reply.scan_digest}
    extra = {key: text for key, text in said.items() if text}
    return Done(answer, subject=reply.offer.code, body=body | extra | ({"late": True} if reply.late else {}))
