"""What can be done about candidates: add one, change a status, keep whom to write to."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from hustings.core.phases import OPEN
from hustings.core.questionnaires import file_answer
from hustings.core.typed import one_line, paragraphs
from hustings.core.values import Actor, Days, Kind, Role, Source, Visibility, cited
from hustings.core.withdrawal import StepKind, Way
from hustings.ground.files import keep
from hustings.ground.record.declared import Done, action
from hustings.rooms.candidates.models import Candidacy, Contact, Picture, StatusChange
from hustings.rooms.candidates.queries import PICTURES, candidacy, candidates_of, withdrawal_of
from hustings.rooms.candidates.refusals import (
    AlreadyAdded,
    AlreadyOfStatus,
    ContactExists,
    LanguageUnknown,
    NoSuchCandidate,
    NoSuchContact,
    NoSuchStep,
    NotAnAddress,
    NotAReplacement,
    PictureRefused,
    StatusOutOfOrder,
    StepSettled,
)
from hustings.rooms.candidates.statuses import LANGUAGES, Status
from hustings.rooms.cycles.queries import cycle_of

DESK = frozenset({Role.DIRECTOR, Role.OFFICER})
MAX_NAME = 120
MAX_PARTY = 80
MAX_NOTE = 2000
MAX_ALT = 300
MAX_PICTURE_BYTES = 2_000_000
PICTURE_TYPES = ("image/png", "image/jpeg")


@action(may=DESK, phases=OPEN, records="candidate.added", visibility=Visibility.PUBLIC)
def add_candidate(
    *,
    cycle: str,
    name: str,
    status: Status,
    on: Days,
    party: str = "",
    note: str = "",
    sources: Sequence[Source] = (),
    actor: Actor,
    at: datetime,
) -> Done[str]:
    """Enter a candidate with the status held since `on`; the answer is the code, as in `CAND-1`.

    Raises: AlreadyAdded, TextMissing, TextTooLong.
    """
    name = one_line(name, field="name", most=MAX_NAME)
    party = one_line(party, field="party", most=MAX_PARTY, required=False)
    note = one_line(note, field="note", most=MAX_NOTE, required=False)
    known = candidates_of(cycle=cycle)
    for other in known:
        if other.name.casefold() == name.casefold():
            raise AlreadyAdded(name=other.name, candidate=other.code)
    code = f"CAND-{len(known) + 1}"
    row = Candidacy.objects.create(cycle_id=cycle, code=code, name=name, party=party, added_at=at)
    _change(row, status, on, note, "", sources, at)
    body = {"candidate": code, "name": name, "status": str(status), "on": on.text}
    extra = {key: words for key, words in {"party": party, "note": note}.items() if words}
    return Done(code, subject=code, body=body | extra | cited(sources))


@action(may=DESK, phases=OPEN, records="candidate.status-changed", visibility=Visibility.PUBLIC)
def change_status(
    *,
    cycle: str,
    candidate: str,
    status: Status,
    on: Days,
    note: str = "",
    replaced_by: str = "",
    sources: Sequence[Source] = (),
    actor: Actor,
    at: datetime,
) -> Done[Status]:
    """Give a candidate another status from `on`. Offers, roundtables and polls stay exactly as they are.

    Raises: NoSuchCandidate, AlreadyOfStatus, StatusOutOfOrder, NotAReplacement.
    """
    note = one_line(note, field="note", most=MAX_NOTE, required=False)
    known = candidacy(cycle=cycle, candidate=candidate)
    current = known.current
    if status is current.status:
        raise AlreadyOfStatus(name=known.name, status=status, on=current.on.text, where=candidate)
    if on.last < current.on.first:
        raise StatusOutOfOrder(name=known.name, status=current.status, on=current.on.text, day=on.text, where=candidate)
    if replaced_by:
        _check_replacement(cycle, candidate, status, replaced_by)
    row = Candidacy.objects.get(cycle=cycle, code=candidate)
    _change(row, status, on, note, replaced_by, sources, at)
    steps = {"was": str(current.status), "status": str(status), "on": on.text}
    extra = {key: words for key, words in {"note": note, "replaced_by": replaced_by}.items() if words}
    body = {"candidate": candidate, "name": known.name} | steps | extra | cited(sources)
    return Done(status, subject=candidate, body=body)


@action(
    may=DESK | {Role.COMMUNICATIONS},
    phases=OPEN,
    records="candidate.pictured",
    visibility=Visibility.PUBLIC,
    sourced=False,
)
def set_picture(
    *,
    cycle: str,
    candidate: str,
    file: tuple[str, bytes],
    alt: str,
    credit: str,
    licence: str,
    actor: Actor,
    at: datetime,
) -> Done[str]:
    """Show a picture of a candidate: `file` is its name and bytes, kept as they are; the answer is their digest.

    `alt` says in words what it shows, `credit` whose it is and where it is from, `licence` on what terms it is shown.

    Raises: NoSuchCandidate, PictureRefused, FileRefused, TextMissing, TextTooLong.
    """
    candidacy(cycle=cycle, candidate=candidate)
    name, data = file
    about = file_answer(name, data)
    if about["type"] not in PICTURE_TYPES:
        raise PictureRefused(name=about["name"], problem=f"it is {about['type']}", where=candidate)
    if len(data) > MAX_PICTURE_BYTES:
        raise PictureRefused(name=about["name"], problem=f"it has {len(data):,} bytes", where=candidate)
    said = {
        "alt": one_line(alt, field="alt", most=MAX_ALT),
        "credit": one_line(credit, field="credit", most=MAX_NAME),
        "licence": one_line(licence, field="licence", most=MAX_NAME),
    }
    row = Candidacy.objects.get(cycle=cycle, code=candidate)
    digest = keep(data, folder=PICTURES)
    Picture.objects.create(candidacy=row, digest=digest, media=about["type"], kept_at=at, **said)
    body = {"candidate": candidate, "digest": digest, "type": about["type"], "n_bytes": len(data)}
    return Done(digest, subject=candidate, body=body | said)


@action(
    may=DESK | {Role.SECRETARY},
    phases=OPEN,
    records="withdrawal.step-settled",
    visibility=Visibility.PUBLIC,
    sourced=False,
)
def settle_step(
    *, cycle: str, candidate: str, step: StepKind, thing: str, way: Way, words: str, actor: Actor, at: datetime
) -> Done[None]:
    """Write down what was done about a step that a candidate's going touches, or why it is left as it is.

    What the record itself shows as ended needs no such word, and nothing is changed by it.

    Raises: NoSuchCandidate, StillStands, NoSuchStep, StepSettled, TextMissing.
    """
    found = withdrawal_of(cycle=cycle, candidate=candidate, actor=actor)
    touched = next((each for each in found.steps if (each.kind, each.code) == (step, thing)), None)
    if touched is None:
        raise NoSuchStep(name=found.name, step=step, thing=thing, where=candidate)
    if touched.settled:
        raise StepSettled(step=step, thing=thing, where=candidate)
    said = {"way": str(way), "words": paragraphs(words, field="words", most=MAX_NOTE)}
    return Done(None, subject=candidate, body={"candidate": candidate, "step": str(step), "thing": thing} | said)


@action(
    may=DESK | {Role.SECRETARY, Role.COMMUNICATIONS},
    phases=OPEN,
    records="contact.kept",
    visibility=Visibility.STAFF,
    sourced=False,
)
def add_contact(
    *,
    cycle: str,
    candidate: str,
    name: str,
    email: str,
    role: str = "",
    language: str = "en",
    actor: Actor,
    at: datetime,
) -> Done[int]:
    """Keep whom a campaign wants letters sent to, what for, and in which language letters are wanted.

    The record says only that a contact was kept, never whose.

    Raises: NoSuchCandidate, NotAnAddress, LanguageUnknown, ContactExists.
    """
    known = candidacy(cycle=cycle, candidate=candidate)
    name = one_line(name, field="name", most=MAX_NAME)
    email = one_line(email, field="email")
    role = one_line(role, field="role", most=MAX_PARTY, required=False)
    _check_address(cycle, email)
    if language not in LANGUAGES:
        raise LanguageUnknown(language=language, known=", ".join(LANGUAGES), where=candidate)
    row = Candidacy.objects.get(cycle=cycle, code=candidate)
    if row.contacts.filter(email__iexact=email).exists():
        raise ContactExists(candidate=known.name)
    said = {"name": name, "email": email, "role": role, "language": language}
    contact = Contact.objects.create(candidacy=row, added_at=at, **said)
    body = {"candidate": candidate, "n_contacts": row.contacts.count()}
    return Done(contact.pk, subject=candidate, body=body)


@action(
    may=DESK | {Role.SECRETARY, Role.COMMUNICATIONS},
    records="contact.removed",
    visibility=Visibility.STAFF,
    sourced=False,
)
def remove_contact(*, cycle: str, candidate: str, contact: int, actor: Actor, at: datetime) -> Done[None]:
    """Delete a contact for good; nothing of it remains. Raises: NoSuchCandidate, NoSuchContact."""
    known = candidacy(cycle=cycle, candidate=candidate)
    rows = Contact.objects.filter(candidacy__cycle=cycle, candidacy__code=candidate)
    n_removed, _ = rows.filter(pk=contact).delete()
    if not n_removed:
        raise NoSuchContact(candidate=known.name)
    return Done(None, subject=candidate, body={"candidate": candidate, "n_contacts": rows.count()})


def _change(
    row: Candidacy, status: Status, on: Days, note: str, replaced_by: str, sources: Sequence[Source], at: datetime
) -> None:
    StatusChange.objects.create(
        candidacy=row,
        status=status,
        on=on.text,
        note=note,
        replaced_by=replaced_by,
        sources=[source.as_json() for source in sources],
        changed_at=at,
    )


def _check_replacement(cycle: str, candidate: str, status: Status, replaced_by: str) -> None:
    if status is not Status.REPLACED or replaced_by == candidate:
        raise NotAReplacement(replaced_by=replaced_by, where=candidate)
    try:
        candidacy(cycle=cycle, candidate=replaced_by)
    except NoSuchCandidate as error:
        raise NotAReplacement(replaced_by=replaced_by, where=candidate) from error


def _check_address(cycle: str, email: str) -> None:
    rehearsal = cycle_of(cycle=cycle).kind is Kind.REHEARSAL
    try:
        validate_email(email)
    except ValidationError as error:
        raise NotAnAddress(email=email) from error
    if rehearsal and not email.lower().endswith(".example"):
        raise NotAnAddress(email=email)
