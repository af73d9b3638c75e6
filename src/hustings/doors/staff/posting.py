"""Letters to campaigns: one for every contact, each in the language in which that contact wants letters."""

from collections.abc import Callable, Iterable
from typing import Protocol

from django.conf import settings
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext as _

from hustings.doors.staff.desk import Desk
from hustings.doors.staff.pages import Section, lines
from hustings.ground.notices.actions import queue_letter
from hustings.rooms.candidates.queries import ContactView, contacts_of


class Mail(Protocol):
    """A letter in plain text, as the rooms write it."""

    @property
    def subject(self) -> str: ...

    @property
    def text(self) -> str: ...


Write = Callable[[ContactView], Mail]
"""Writes a letter to somebody in the language that is active."""


def post_to_campaign(desk: Desk, candidate: str, *, about: str, kind: str, write: Write) -> int:
    """Put a letter to every contact of a campaign into the outbox; the answer is how many."""
    contacts = contacts_of(cycle=desk.cycle, candidate=candidate, actor=desk.actor)
    for contact in contacts:
        language = spoken(contact.language)
        with override(language):
            mail = write(contact)
        queue_letter(
            cycle=desk.cycle, to=contact.email, about=about, subject=mail.subject, text=mail.text, kind=kind,
            calendar=getattr(mail, "calendar", ""), language=language, actor=desk.actor, at=desk.at,
        )  # fmt: skip
    return len(contacts)


def looks_in_languages(
    desk: Desk, candidates: Iterable[str], write: Callable[[], Mail], *, title: str
) -> list[Section]:
    """A letter as it will read, once for every language that a contact of these campaigns wants."""
    contacts = [
        contact
        for candidate in candidates
        for contact in contacts_of(cycle=desk.cycle, candidate=candidate, actor=desk.actor)
    ]
    wanted = sorted({spoken(contact.language) for contact in contacts}) or [settings.LANGUAGE_CODE]
    return [_look(language, write, title, named=wanted != [settings.LANGUAGE_CODE]) for language in wanted]


def spoken(language: str) -> str:
    """The language in which a letter is written: English, where these pages do not speak the one that is wanted."""
    return language if language in dict(settings.LANGUAGES) else str(settings.LANGUAGE_CODE)


def _look(language: str, write: Callable[[], Mail], title: str, *, named: bool) -> Section:
    with override(language):
        mail = write()
    said = {_("Language"): get_language_info(language)["name_local"] if named else "", _("Subject"): mail.subject}
    return {"title": title, "lines": lines(said), "text": mail.text}
