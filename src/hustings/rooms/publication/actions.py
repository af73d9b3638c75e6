"""Publish a cycle as its record stands."""

from datetime import datetime

from hustings.core.typed import one_line
from hustings.core.values import Actor, Role, Visibility
from hustings.ground.record.declared import Done, action
from hustings.ground.record.queries import chain_of
from hustings.rooms.cycles.queries import cycle_of
from hustings.rooms.publication.models import Publication
from hustings.rooms.publication.refusals import NothingNew


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
