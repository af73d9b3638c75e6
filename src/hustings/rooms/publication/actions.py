"""Publish a cycle as its record stands; erase words from its record and from every room."""

from datetime import datetime

from hustings.core.typed import one_line, paragraphs
from hustings.core.values import Actor, Role, Visibility
from hustings.ground.record.actions import withhold_payload
from hustings.ground.record.declared import Done, action
from hustings.ground.record.queries import chain_of, entries_holding
from hustings.rooms.cycles.queries import cycle_of
from hustings.rooms.publication.erasing import forget_everywhere
from hustings.rooms.publication.models import Publication
from hustings.rooms.publication.queries import Places, sought
from hustings.rooms.publication.refusals import NothingNew, OpeningTells, ReasonTells, WordsNotFound


@action(
    may={Role.DIRECTOR, Role.COMMUNICATIONS, Role.SECRETARY},
    records="publication.made",
    visibility=Visibility.PUBLIC,
    sourced=False,
)
def publish(*, cycle: str, note: str = "", actor: Actor, at: datetime) -> Done[str]:
    """Make public what the record says up to now: public entries, and those that campaigns could see already.

    Raises: NoSuchCycle (also for the house, which is never published), NothingNew, TextTooLong.
    """
    note = one_line(note, field="note", required=False)
    chain = chain_of(cycle=cycle_of(cycle=cycle).code)
    last = Publication.objects.filter(cycle=cycle).last()
    if last is not None and last.n_entries == chain.n_entries:
        raise NothingNew(code=last.code, where=cycle)
    number = last.number + 1 if last else 1
    made = Publication.objects.create(cycle=cycle, number=number, n_entries=chain.n_entries + 1, note=note, made_at=at)
    body = {"publication": made.code, "head": chain.head, "n_entries": chain.n_entries, "note": made.note}
    return Done(made.code, subject=made.code, body=body)


@action(may=Role.SECRETARY, records="words.erased", visibility=Visibility.STAFF, sourced=False)
def erase_words(*, cycle: str, words: str, ground: str, reason: str, actor: Actor, at: datetime) -> Done[Places]:
    """Take words out of a cycle for good: every entry that holds them is withheld, with the ground and the reason, and
    every room blacks them out in its tables. The answer is where they stood. The record does not repeat them.

    Raises: WordsTooShort, WordsNotFound, ReasonTells, OpeningTells, TextMissing, NoSuchEntry (an unknown ground).
    """
    wanted = sought(words)
    reason = paragraphs(reason, field="reason")
    if wanted.pattern.search(reason):
        raise ReasonTells(where="reason")
    entries = entries_holding(cycle=cycle, wanted=wanted, actor=actor)
    if 0 in entries:
        raise OpeningTells(where=cycle)
    for seq in entries:
        withhold_payload(cycle=cycle, seq=seq, ground=ground, reason=reason, actor=actor, at=at)
    rows = forget_everywhere(cycle=cycle, wanted=wanted, dry=False)
    if not entries and not rows:
        raise WordsNotFound(where=cycle)
    body = {"ground": ground, "reason": reason, "entries": list(entries), "rows": rows}
    return Done(Places(entries, rows), subject=cycle, body=body)
