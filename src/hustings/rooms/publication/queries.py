"""What the public may see, as of any publication."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from hustings.core.attached import Belongs, file_of_draw, named_files
from hustings.core.chain import Entry
from hustings.core.projections import CycleProjection, project
from hustings.core.projections.statements import Statement, statements
from hustings.core.questionnaires import FILE_TYPES
from hustings.core.treatment import TreatmentTable, treatment_table
from hustings.core.values import Actor, Role
from hustings.ground.files import read as read_file
from hustings.ground.forgetting import Wanted, wanted_of
from hustings.ground.record.declared import query
from hustings.ground.record.queries import entries_holding, n_withheld, publishable_entries
from hustings.rooms.candidates.queries import PICTURES
from hustings.rooms.lottery.queries import public_file
from hustings.rooms.publication.erasing import forget_everywhere
from hustings.rooms.publication.models import Publication
from hustings.rooms.publication.refusals import NoSuchPage, NotPublished, WordsTooShort
from hustings.rooms.questionnaires.keeping import read
from hustings.rooms.roundtables.queries import FILES

LEAST = 4
"""Letters of the shortest words that can be erased."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A publication: its code, when it was made, and how many entries of the record it shows.

    `latest` is False once a later one was made. `n_withheld` counts the payloads of the cycle that were taken away: the
    same moment shows less after each.
    """

    cycle: str
    code: str
    made_at: datetime
    n_entries: int
    note: str
    latest: bool
    n_withheld: int


@dataclass(frozen=True, slots=True)
class Published:
    """A cycle as of one publication."""

    moment: Moment
    entries: tuple[Entry, ...]
    page: CycleProjection

    @property
    def latest(self) -> bool:
        """False for a page with an as-of date that was superseded."""
        return self.moment.latest

    @property
    def treatment(self) -> TreatmentTable:
        """The equal-treatment table of the same entries."""
        return treatment_table(self.entries)


@dataclass(frozen=True, slots=True)
class Places:
    """Where words stand: the entries of the record, and in how many rows of each room."""

    entries: tuple[int, ...]
    rows: Mapping[str, int]


@query(may=Role.SECRETARY)
def places_of(*, cycle: str, words: str, actor: Actor) -> Places:
    """Where these words stand, so that it can be seen before they are erased. Raises: NotAllowed, WordsTooShort."""
    wanted = sought(words)
    entries = entries_holding(cycle=cycle, wanted=wanted, actor=actor)
    return Places(entries, forget_everywhere(cycle=cycle, wanted=wanted, dry=True))


def sought(words: str) -> Wanted:
    """What finds the words. Raises: WordsTooShort."""
    plain = " ".join(words.split())
    if len(plain) < LEAST:
        raise WordsTooShort(words=plain, least=LEAST)
    return wanted_of(plain)


@query()
def moments(*, cycle: str) -> tuple[Moment, ...]:
    """Every publication of a cycle, the latest first; none if nothing was published."""
    rows = list(Publication.objects.filter(cycle=cycle))
    gone = n_withheld(cycle=cycle) if rows else 0
    return tuple(_moment(row, rows[-1], gone) for row in reversed(rows))


@query()
def moment_of(*, cycle: str, as_of: date | None = None, publication: str = "") -> Moment:
    """The latest publication; the last one made on or before `as_of` (a day in UTC); or the one with that code.

    Raises: NotPublished.
    """
    made = moments(cycle=cycle)
    if as_of is not None:
        made = tuple(each for each in made if each.made_at.astimezone(UTC).date() <= as_of)
    if publication:
        made = tuple(each for each in made if each.code == publication)
    if not made:
        raise NotPublished(when=_when(as_of, publication), where=cycle)
    return made[0]


@query()
def published(*, cycle: str, as_of: date | None = None, publication: str = "") -> Published:
    """A cycle as everybody may see it, as of the moment that `moment_of` finds. Raises: NotPublished."""
    return published_at(moment=moment_of(cycle=cycle, as_of=as_of, publication=publication))


@query()
def published_at(*, moment: Moment) -> Published:
    """A cycle as everybody may see it, as of a moment."""
    entries = publishable_entries(cycle=moment.cycle, up_to=moment.n_entries)
    return Published(moment, entries, project(entries))


@query()
def published_cycles() -> tuple[Published, ...]:
    """Every cycle that has been published, the one published last first."""
    codes: Mapping[str, datetime] = dict(Publication.objects.order_by("made_at").values_list("cycle", "made_at"))
    order = sorted(codes, key=lambda code: (codes[code], code), reverse=True)
    return tuple(published(cycle=code) for code in order)


@query()
def published_file(*, shown: Published, digest: str) -> tuple[str, str, bytes]:
    """Name, media type and bytes of a file that a published answer names. Raises: NoSuchPage, SealBroken."""
    for one in shown.page.questionnaires:
        for side in one.sides:
            for answer in side.answers:
                if digest and answer.file_digest == digest:
                    ending = answer.file_name[answer.file_name.rfind(".") :].lower()
                    media, _begins = FILE_TYPES.get(ending, ("application/octet-stream", b""))
                    return answer.file_name, media, read(digest)
    raise NoSuchPage(where=digest)


@query()
def published_recording(*, shown: Published, roundtable: str, number: int) -> tuple[str, bytes]:
    """Media type and bytes of a recording or transcript that everybody may have. Raises: NoSuchPage, FileDamaged."""
    for one in shown.page.roundtables:
        for kept in one.files:
            if (one.code, kept.number) == (roundtable, number) and kept.shown and kept.digest:
                return kept.media, read_file(kept.digest, folder=FILES)
    raise NoSuchPage(where=roundtable)


@query()
def published_picture(*, shown: Published, candidate: str) -> tuple[Mapping[str, Any], bytes]:
    """What the record says of the picture shown of a candidate, and its bytes. Raises: NoSuchPage, FileDamaged."""
    entry = picture_entry(shown, candidate)
    if entry is None:
        raise NoSuchPage(where=candidate)
    return entry.body, read_file(entry.text("digest"), folder=PICTURES)


@query()
def published_draw(*, shown: Published, lottery: str) -> bytes:
    """The transcript of a lottery that is drawn, or the plan of one that is fixed. Raises: NoSuchPage, FileDamaged."""
    for one in shown.page.lotteries.seats:
        name = file_of_draw(one.transcript_digest or one.parts.digest)
        for each in named_files(shown.entries) if one.code == lottery else ():
            if each.belongs is Belongs.DRAW and each.name == name:
                return public_file(digest=each.digest)
    raise NoSuchPage(where=lottery)


def picture_entry(shown: Published, candidate: str) -> Statement | None:
    """The entry with the last picture of a candidate, as published."""
    told = (entry for entry in statements(shown.entries) if entry.verb == "candidate.pictured")
    mine = [entry for entry in told if entry.text("candidate") == candidate]
    return mine[-1] if mine else None


def _when(as_of: date | None, publication: str) -> str:
    return f"as {publication}" if publication else f"by {as_of.isoformat()}" if as_of else "yet"


def _moment(row: Publication, newest: Publication, gone: int) -> Moment:
    return Moment(row.cycle, row.code, row.made_at, row.n_entries, row.note, row.pk == newest.pk, gone)
