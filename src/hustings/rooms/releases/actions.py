"""Draft a release, and clear it, which issues it."""

from datetime import datetime

from hustings.core.phases import AFTER_CALL
from hustings.core.typed import one_line, paragraphs
from hustings.core.values import Actor, Role, Visibility
from hustings.ground.record.declared import Done, action
from hustings.ground.record.queries import chain_of
from hustings.rooms.releases.models import Release
from hustings.rooms.releases.refusals import NoSuchRelease, OwnClearance, ReleaseEmpty

MAX_ABOUT = 80
AUDIENCES = ("members", "press")


@action(
    may={Role.COMMUNICATIONS, Role.DIRECTOR},
    phases=AFTER_CALL,
    records="release.drafted",
    visibility=Visibility.STAFF,
    sourced=False,
)
def draft_release(
    *, cycle: str, audience: str, about: str, title: str, text: str, actor: Actor, at: datetime
) -> Done[str]:
    """Write a release for members or for the press. Raises: ReleaseEmpty, TextTooLong."""
    about = one_line(about, field="about", most=MAX_ABOUT, required=False)
    title = one_line(title, field="title", required=False)
    text = paragraphs(text, field="text", required=False)
    if audience not in AUDIENCES or not (about and title and text):
        raise ReleaseEmpty(where=title)
    code = f"REL-{Release.objects.filter(cycle=cycle).count() + 1}"
    Release.objects.create(
        cycle=cycle, code=code, audience=audience, about=about, title=title, text=text, drafted_by=actor.id
    )
    return Done(code, subject=code, body={"release": code, "audience": audience, "about": about, "title": title})


@action(
    may={Role.DIRECTOR, Role.OFFICER},
    phases=AFTER_CALL,
    records="release.issued",
    visibility=Visibility.PUBLIC,
    sourced=False,
)
def clear_release(*, cycle: str, release: str, actor: Actor, at: datetime) -> Done[str]:
    """Clear a draft that somebody else wrote, and issue it with the record's head of this moment.

    Raises: NoSuchRelease, OwnClearance.
    """
    row = Release.objects.filter(cycle=cycle, code=release, issued_at=None).first()
    if row is None:
        raise NoSuchRelease(release=release, where=cycle)
    if row.drafted_by == actor.id:
        raise OwnClearance(where=release)
    row.issued_at = at
    row.save(update_fields=["issued_at"])
    told = {"release": release, "audience": row.audience, "about": row.about, "title": row.title, "text": row.text}
    return Done(release, subject=release, body=told | {"head": chain_of(cycle=cycle).head})
