"""The whole projection of one cycle: what a publication snapshots and what the public door shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hustings.core.chain import Entry
from hustings.core.projections.calendar import CalendarDate, calendar_of
from hustings.core.projections.decision import Decision, decision_of
from hustings.core.projections.endorsements import Endorsements, endorsements_of
from hustings.core.projections.facts import PressFact, facts_of
from hustings.core.projections.field import Candidate, field_of
from hustings.core.projections.gifts import Gift, gifts_of
from hustings.core.projections.lotteries import Lotteries, lotteries_of
from hustings.core.projections.overview import Overview, overview_of
from hustings.core.projections.polls import Polls, polls_of
from hustings.core.projections.questionnaires import Questionnaire, questionnaires_of
from hustings.core.projections.questions import Questions, questions_of
from hustings.core.projections.releases import Publication, Release, publications_of, releases_of
from hustings.core.projections.roll import Roll, roll_of
from hustings.core.projections.roundtables import Roundtable, roundtables_of
from hustings.core.projections.statements import Shown, statements
from hustings.core.projections.timeline import Item, timeline_of


@dataclass(frozen=True, slots=True)
class CycleProjection(Shown):
    """One cycle as everybody may see it. The treatment table is `core.treatment`, computed from the same entries."""

    overview: Overview
    field: tuple[Candidate, ...]
    calendar: tuple[CalendarDate, ...]
    roundtables: tuple[Roundtable, ...]
    questions: Questions
    lotteries: Lotteries
    questionnaires: tuple[Questionnaire, ...]
    roll: Roll
    polls: Polls
    decision: Decision
    gifts: tuple[Gift, ...]
    facts: tuple[PressFact, ...]
    endorsements: Endorsements
    releases: tuple[Release, ...]
    publications: tuple[Publication, ...]
    timeline: tuple[Item, ...]


def project(entries: Iterable[Entry], *, as_of: date | None = None) -> CycleProjection:
    """Everything that may be shown of a cycle, from its chain; entries without payload count, but say nothing.

    `as_of` decides what comes next; by default it is the day of the last visible entry.
    """
    chain = tuple(entries)
    read = statements(chain)
    field = field_of(read)
    names = {candidate.code: candidate.name for candidate in field}
    dates = calendar_of(read)
    roundtables = roundtables_of(read, names)
    decision = decision_of(read, names)
    facts = facts_of(read)
    timeline = timeline_of(read, names, dates, roundtables, facts)
    return CycleProjection(
        overview=overview_of(chain, read, timeline, dates, roundtables, decision, as_of),
        field=field,
        calendar=dates,
        roundtables=roundtables,
        questions=questions_of(read, names),
        lotteries=lotteries_of(read, names),
        questionnaires=questionnaires_of(read, names),
        roll=roll_of(read),
        polls=polls_of(read),
        decision=decision,
        gifts=gifts_of(read),
        facts=facts,
        endorsements=endorsements_of(read, facts),
        releases=releases_of(read),
        publications=publications_of(read),
        timeline=timeline,
    )
