"""Draft a release, revise it, and clear it, which issues it; and how reporters register, once for all roundtables."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.conf import settings

from hustings.core.phases import AFTER_CALL
from hustings.core.typed import count, one_line, paragraphs
from hustings.core.values import Actor, Role, Visibility
from hustings.ground.access.actions import SYSTEM
from hustings.ground.notices.actions import write_to_many
from hustings.ground.record.declared import Done, action
from hustings.ground.record.queries import chain_of
from hustings.rooms.cycles.queries import cycle_of
from hustings.rooms.invitations.refusals import NothingDiffers
from hustings.rooms.releases.mails import statement_mail
from hustings.rooms.releases.models import PressTerms, Release
from hustings.rooms.releases.refusals import (
    AlreadyDrafted,
    NoAddresses,
    NoSuchRelease,
    NotForLetters,
    NothingNew,
    OwnClearance,
    PressTermsFixed,
    ReleaseEmpty,
    WordsDiffer,
)
from hustings.rooms.releases.wording import About, words_about
from hustings.rooms.roll.queries import mailing_list

MAX_ABOUT = 80
MAX_HOURS = 720
AUDIENCES = ("members", "press")
WRITERS = frozenset({Role.COMMUNICATIONS, Role.DIRECTOR})


@action(may=WRITERS, phases=AFTER_CALL, records="release.drafted", visibility=Visibility.STAFF, sourced=False)
def draft_release(
    *, cycle: str, audience: str, about: str, title: str, text: str, actor: Actor, at: datetime
) -> Done[str]:
    """Write a release for members or for the press. Raises: ReleaseEmpty, TextTooLong."""
    about = one_line(about, field="about", most=MAX_ABOUT, required=False)
    title = one_line(title, field="title", required=False)
    text = paragraphs(text, field="text", required=False)
    if audience not in AUDIENCES or not (about and title and text):
        raise ReleaseEmpty(where=title)
    return _drafted(cycle, actor, audience=audience, about=about, title=title, text=text)


@action(may=WRITERS, phases=AFTER_CALL, records="release.drafted", visibility=Visibility.STAFF, sourced=False)
def draft_about_roundtable(
    *, cycle: str, roundtable: str, kind: About, audience: str = "press", actor: Actor, at: datetime
) -> Done[str]:
    """Draft a media advisory (for the press) or an announcement of a roundtable, in the words that all candidates get.

    Raises: NoSuchRoundtable, NotScheduled, NoPressTerms, ReleaseEmpty, AlreadyDrafted, NothingNew.
    """
    if audience not in AUDIENCES or (kind is About.ADVISORY and audience != "press"):
        raise ReleaseEmpty(where=roundtable)
    words = words_about(cycle=cycle, roundtable=roundtable, kind=kind, actor=actor)
    kept = Release.objects.filter(cycle=cycle, dropped_because="").order_by("-pk")
    same = kept.filter(about=roundtable, kind=str(kind), audience=audience)
    if waiting := same.filter(issued_at=None).first():
        raise AlreadyDrafted(release=waiting.code, where=roundtable)
    last = same.first()
    if last is not None and (last.title, last.text) == (words.title, words.text):
        raise NothingNew(release=last.code, where=roundtable)
    told = {"audience": audience, "about": roundtable, "title": words.title, "text": words.text}
    return _drafted(cycle, actor, kind=str(kind), **told)


@action(may=WRITERS, phases=AFTER_CALL, records="release.revised", visibility=Visibility.STAFF, sourced=False)
def revise_release(
    *, cycle: str, release: str, title: str, text: str, differs_because: str = "", actor: Actor, at: datetime
) -> Done[str]:
    """Change the words of a draft; whoever does is one of its writers, and does not clear it.

    An advisory or announcement in other words than the record gives for every candidate needs a reason.

    Raises: NoSuchRelease, ReleaseEmpty, WordsDiffer, NothingDiffers, TextTooLong, and what `words_about` refuses.
    """
    row = _waiting(cycle, release)
    row.title = one_line(title, field="title", required=False)
    row.text = paragraphs(text, field="text", required=False)
    row.differs_because = paragraphs(differs_because, field="differs_because", required=False)
    if not (row.title and row.text):
        raise ReleaseEmpty(where=release)
    _check_words(row, actor)
    row.writers = sorted({*row.writers, actor.id})
    row.save(update_fields=["title", "text", "differs_because", "writers"])
    return Done(release, subject=release, body={"release": release, "title": row.title} | _extra(row))


@action(
    may=WRITERS | {Role.OFFICER},
    phases=AFTER_CALL,
    records="release.dropped",
    visibility=Visibility.STAFF,
    sourced=False,
)
def drop_release(*, cycle: str, release: str, reason: str, actor: Actor, at: datetime) -> Done[None]:
    """Give up a draft, for a reason; it is neither revised nor cleared any more. Raises: NoSuchRelease, TextMissing."""
    row = _waiting(cycle, release)
    row.dropped_because = paragraphs(reason, field="reason")
    row.save(update_fields=["dropped_because"])
    return Done(None, subject=release, body={"release": release, "reason": row.dropped_because})


@action(
    may={Role.DIRECTOR, Role.OFFICER},
    phases=AFTER_CALL,
    records="release.issued",
    visibility=Visibility.PUBLIC,
    sourced=False,
)
def clear_release(*, cycle: str, release: str, actor: Actor, at: datetime) -> Done[str]:
    """Clear a draft that somebody else wrote, and issue it with the record's head of this moment.

    An advisory or announcement whose facts have changed since it was drafted is not cleared without a reason.

    Raises: NoSuchRelease, OwnClearance, WordsDiffer, and what `words_about` refuses.
    """
    row = _waiting(cycle, release)
    if actor.id in {row.drafted_by, *row.writers}:
        raise OwnClearance(where=release)
    _check_words(row, actor)
    row.issued_at = at
    row.save(update_fields=["issued_at"])
    told = {"release": release, "audience": row.audience, "about": row.about, "title": row.title, "text": row.text}
    return Done(release, subject=release, body=told | _extra(row) | {"head": chain_of(cycle=cycle).head})


@action(
    may=WRITERS | {Role.OFFICER},
    phases=AFTER_CALL,
    records="release.mailed",
    visibility=Visibility.PUBLIC,
    sourced=False,
)
def mail_to_members(
    *,
    cycle: str,
    release: str,
    statuses: Collection[str],
    per_minute: int,
    page: str,
    stop_page: str,
    actor: Actor,
    at: datetime,
) -> Done[tuple[str, int]]:
    """Write an issued statement to every member of these statuses who has an address, as cleared, once; the answer is
    the wave that waits in the outbox and how many letters. `page` is its public address; `stop_page` as for a notice.

    Whoever sends it sees no address of a member.

    Raises: NoSuchRelease, NotForLetters, NoAddresses, RealAddressInRehearsal, NumberOutOfRange.
    """
    row = Release.objects.filter(cycle=cycle, code=release).first()
    if row is None:
        raise NoSuchRelease(release=release, where=cycle)
    if why := _unfit(row):
        raise NotForLetters(release=release, why=why, where=release)
    whose = cycle_of(cycle=cycle)
    mail = statement_mail(row.title, row.text, organisation=whose.organisation, reference=release, page=page)
    to = mailing_list(statuses=statuses, actor=SYSTEM)
    told = {"about": release, "kind": "statement", "subject": mail.subject, "text": mail.text}
    told |= {"stop_page": stop_page, "language": settings.LANGUAGE_CODE}
    wave, n_letters = write_to_many(cycle=cycle, to=to, per_minute=per_minute, **told, actor=actor, at=at)
    if not n_letters:
        raise NoAddresses(where=release)
    row.mailed_at = at
    row.save(update_fields=["mailed_at"])
    body = {"release": release, "statuses": sorted(statuses), "n_letters": n_letters}
    return Done((wave, n_letters), subject=release, body=body)


@action(may=WRITERS, phases=AFTER_CALL, records="press_terms.adopted", visibility=Visibility.PUBLIC, sourced=False)
def adopt_press_terms(
    *,
    cycle: str,
    register: str,
    hours_before: int,
    contact: str,
    notes: str = "",
    reason: str = "",
    actor: Actor,
    at: datetime,
) -> Done[int]:
    """Say how reporters register, the same for every roundtable, and until when; the answer is the version.

    Once an advisory was issued, a later version needs a reason.

    Raises: PressTermsFixed, TextMissing, TextTooLong, NumberOutOfRange.
    """
    told = Release.objects.filter(cycle=cycle, kind=str(About.ADVISORY)).exclude(issued_at=None).order_by("-pk").first()
    because = paragraphs(reason, field="reason", required=False)
    if told is not None and not because:
        raise PressTermsFixed(release=told.code, where="reason")
    said: dict[str, Any] = {
        "version": PressTerms.objects.filter(cycle=cycle).count() + 1,
        "register": paragraphs(register, field="register"),
        "hours_before": count(hours_before, field="hours_before", most=MAX_HOURS),
        "contact": one_line(contact, field="contact"),
        "notes": paragraphs(notes, field="notes", required=False),
        "reason": because,
    }
    PressTerms.objects.create(cycle=cycle, adopted_at=at, **said)
    body = {key: value for key, value in said.items() if value != ""}
    return Done(said["version"], subject=cycle, body=body)


def _drafted(cycle: str, actor: Actor, **told: str) -> Done[str]:
    code = f"REL-{Release.objects.filter(cycle=cycle).count() + 1}"
    row = Release.objects.create(cycle=cycle, code=code, drafted_by=actor.id, **told)
    body = {"release": code, "audience": row.audience, "about": row.about, "title": row.title}
    return Done(code, subject=code, body=body | _extra(row))


def _waiting(cycle: str, release: str) -> Release:
    """A draft. Raises: NoSuchRelease."""
    row = Release.objects.filter(cycle=cycle, code=release, issued_at=None, dropped_because="").first()
    if row is None:
        raise NoSuchRelease(release=release, where=cycle)
    return row


def _unfit(row: Release) -> str:
    """Why a release does not go to the members by letter; empty if it may."""
    if row.audience != "members":
        return "it is for the press"
    if row.issued_at is None:
        return "it is not issued"
    return f"it was written to them on {row.mailed_at:%Y-%m-%d}" if row.mailed_at else ""


def _check_words(row: Release, actor: Actor) -> None:
    """A reason exactly where the words differ. Raises: WordsDiffer, NothingDiffers."""
    if not row.kind:
        if row.differs_because:
            raise NothingDiffers(where=row.code)
        return
    words = words_about(cycle=row.cycle, roundtable=row.about, kind=About(row.kind), actor=actor)
    alike = (row.title, row.text) == (words.title, words.text)
    if not alike and not row.differs_because:
        raise WordsDiffer(about=row.about, where=row.code)
    if alike and row.differs_because:
        raise NothingDiffers(where=row.code)


def _extra(row: Release) -> dict[str, str]:
    told = {"kind": row.kind, "differs_because": row.differs_because}
    return {key: words for key, words in told.items() if words}
