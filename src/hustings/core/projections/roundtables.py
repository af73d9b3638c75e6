"""The roundtables: scheduled, moved, held, with topics, attendance, minutes and what candidates committed to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from hustings.core.projections.statements import Change, Correction, Shown, Statement, text_in, whole
from hustings.core.values import Source


@dataclass(frozen=True, slots=True)
class Commitment(Shown):
    """What a candidate promised at a roundtable, in the words of the minutes.

    `history`: how it stood and since when, oldest first; `sources`: of the last step.
    """

    seq: int
    words: str
    topic: str
    history: tuple[Change, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Filed(Shown):
    """A recording or transcript: its address, or a file by its digest. `shown`: everybody may have the file."""

    seq: int
    on: str
    number: int | None
    kind: str
    link: str
    digest: str
    media: str
    n_bytes: int | None
    shown: bool


@dataclass(frozen=True, slots=True)
class Roundtable(Shown):
    """One roundtable. `status` is scheduled, moved, cancelled or held; for a reported one the source's words verbatim.

    `on` is its day as now known (a day, or an interval of a report); `starts_at` is UTC, `zone` where it takes place.
    `reported`: only known from reports. `history` holds every status with its day, oldest first. Numbers that nobody
    recorded are None. `press_because`: why reporters are let in otherwise than at the other roundtables.
    """

    code: str
    candidate: str
    name: str
    status: str
    reported: bool
    on: str
    starts_at: str
    zone: str
    minutes: int | None
    place: str
    audience: str
    press: str
    press_because: str
    topics: tuple[str, ...]
    n_leaders: int | None
    n_members: int | None
    n_questions: int | None
    summary: str
    minutes_digest: str
    commitments: tuple[Commitment, ...]
    history: tuple[Change, ...]
    sources: tuple[Source, ...]
    corrections: tuple[Correction, ...]
    basis: str
    seq: int
    files: tuple[Filed, ...] = ()


def roundtables_of(read: Iterable[Statement], names: Mapping[str, str]) -> tuple[Roundtable, ...]:
    """Every roundtable by day and then code; `names` are the candidates' names by code."""
    kept: dict[str, Roundtable] = {}
    for entry in read:
        if entry.verb in _READERS:
            code = entry.text("roundtable")
            known = kept.get(code) or _first(entry, names)
            kept[code] = _READERS[entry.verb](_with_sources(known, entry), entry)
        elif entry.verb == "commitment.noted" and entry.text("roundtable") in kept:
            known = kept[entry.text("roundtable")]
            noted = Commitment(entry.seq, entry.text("words"), entry.text("topic"))
            kept[known.code] = replace(_with_sources(known, entry), commitments=(*known.commitments, noted))
        elif entry.verb == "commitment.followed-up" and entry.text("roundtable") in kept:
            known = kept[entry.text("roundtable")]
            kept[known.code] = replace(known, commitments=_followed(known.commitments, entry))
        elif entry.verb == "roundtable.filed" and entry.text("roundtable") in kept:
            known = kept[entry.text("roundtable")]
            kept[known.code] = replace(known, files=(*known.files, _filed(entry)))
    return tuple(sorted(kept.values(), key=lambda each: (each.on, each.code)))


def _followed(commitments: tuple[Commitment, ...], entry: Statement) -> tuple[Commitment, ...]:
    """The commitments, the one with the entry's number (from 1, as noted) a step further."""
    step = entry.change(entry.text("status"), entry.text("what"))
    return tuple(
        replace(each, history=(*each.history, step), sources=entry.sources)
        if number == entry.number("commitment")
        else each
        for number, each in enumerate(commitments, 1)
    )


def _filed(entry: Statement) -> Filed:
    file = entry.object("file")
    return Filed(
        seq=entry.seq,
        on=entry.day,
        number=entry.number("number"),
        kind=entry.text("kind"),
        link=entry.text("link"),
        digest=text_in(file, "digest"),
        media=text_in(file, "type"),
        n_bytes=whole(file.get("n_bytes")),
        shown=entry.flag("shown") is True,
    )


def day_of_start(entry: Statement) -> str:
    """The day on which a set roundtable takes place: `on` (its day there), otherwise the day of `starts_at` in UTC."""
    return entry.text("on") or entry.text("starts_at")[:10] or entry.day


def _first(entry: Statement, names: Mapping[str, str]) -> Roundtable:
    code = entry.text("candidate")
    return Roundtable(
        code=entry.text("roundtable"),
        candidate=code,
        name=names.get(code, code),
        status="",
        reported=True,
        on=entry.on,
        starts_at="",
        zone="",
        minutes=None,
        place="",
        audience="",
        press="",
        press_because="",
        topics=(),
        n_leaders=None,
        n_members=None,
        n_questions=None,
        summary="",
        minutes_digest="",
        commitments=(),
        history=(),
        sources=(),
        corrections=(),
        basis=entry.basis,
        seq=entry.seq,
    )


def _with_sources(known: Roundtable, entry: Statement) -> Roundtable:
    new = tuple(source for source in entry.sources if source not in known.sources)
    return replace(known, sources=(*known.sources, *new), corrections=(*known.corrections, *entry.corrections))


def _set(known: Roundtable, entry: Statement) -> Roundtable:
    on = day_of_start(entry)
    return replace(
        known,
        status="scheduled",
        reported=False,
        on=on,
        starts_at=entry.text("starts_at"),
        zone=entry.text("zone"),
        minutes=entry.number("minutes"),
        place=entry.text("place"),
        audience=entry.text("audience"),
        press=entry.text("press"),
        press_because=entry.text("press_because"),
        topics=entry.texts("topics"),
        history=(*known.history, entry.change("scheduled", to=on)),
    )


def _moved(known: Roundtable, entry: Statement) -> Roundtable:
    on = entry.text("on") or entry.text("now")[:10]
    step = entry.change("moved", entry.text("reason"), to=on)
    return replace(
        known,
        status="moved",
        reported=False,
        on=on,
        starts_at=entry.text("now"),
        place=entry.text("place") or known.place,
        history=(*known.history, step),
    )


def _cancelled(known: Roundtable, entry: Statement) -> Roundtable:
    step = entry.change("cancelled", entry.text("reason"))
    return replace(known, status="cancelled", reported=False, history=(*known.history, step))


def _held(known: Roundtable, entry: Statement) -> Roundtable:
    return replace(
        known,
        status="held",
        reported=False,
        on=entry.on,
        minutes=entry.number("minutes"),
        press=entry.text("press") or known.press,
        topics=entry.texts("topics") or known.topics,
        n_leaders=entry.number("n_leaders"),
        n_members=entry.number("n_members"),
        n_questions=entry.number("questions"),
        summary=entry.text("summary"),
        minutes_digest=entry.text("minutes_digest"),
        history=(*known.history, entry.change("held")),
    )


def _reported(known: Roundtable, entry: Statement) -> Roundtable:
    return replace(
        known,
        status=entry.text("status"),
        on=entry.on,
        place=entry.text("place") or known.place,
        topics=entry.texts("topics") or known.topics,
        summary=entry.text("what"),
        history=(*known.history, entry.change(entry.text("status"), entry.text("what"))),
    )


_READERS = {
    "roundtable.set": _set,
    "roundtable.moved": _moved,
    "roundtable.cancelled": _cancelled,
    "roundtable.held": _held,
    "roundtable.reported": _reported,
}
