"""The check of a poll's paper channel: its sheets add up, and nobody could vote in both channels."""

from collections.abc import Iterator, Sequence

from hustings.core.chain import Entry
from hustings.core.findings import Check, judged
from hustings.core.projections.paper import PaperChannel, PaperSheet
from hustings.core.projections.polls import polls_of
from hustings.core.projections.secret_polls import SecretPoll
from hustings.core.projections.statements import Statement, statements

PAPER = "each sheet of paper ballots with the poll's answers, the members struck off, and the time at which they were"


def check_paper(entries: Sequence[Entry]) -> Iterator[Check]:
    """One check for each poll with a paper channel."""
    read = tuple(statements(entries))
    polls = polls_of(read)
    secret = {poll.code: poll for poll in polls.secret}
    for channel in polls.paper:
        wrong = _faults(secret[channel.poll], channel, read)
        good = f"{channel.n_voters} of {channel.n_paper} voted on paper, on {len(channel.counted)} sheets"
        yield judged(f"{channel.poll}: paper", PAPER, wrong, good)


def _faults(poll: SecretPoll, channel: PaperChannel, read: Sequence[Statement]) -> Iterator[str]:
    times = {entry.seq: entry.at for entry in read}
    if times[channel.seq] >= poll.opens_at:
        yield "the members who vote on paper were struck off after the poll had opened"
    yield from _numbers(poll, channel)
    for sheet in channel.counted:
        yield from (f"{sheet.code}: {fault}" for fault in _sheet(poll, channel, sheet))
        if times[sheet.seq] < poll.closes_at:
            yield f"{sheet.code}: it was entered before the poll closed"
    places = [sheet.place for sheet in channel.counted]
    if len(set(places)) < len(places):
        yield "two sheets of one place count"


def _numbers(poll: SecretPoll, channel: PaperChannel) -> Iterator[str]:
    """Who votes on paper is on no electronic list: both together are no more than those who may vote."""
    n_paper = channel.n_paper or 0
    eligible = [unit.n_eligible or 0 for unit in poll.units]
    listed = [unit.n_credentials or 0 for unit in poll.units]
    if poll.least_eligible is not None and sum(listed) + n_paper > sum(eligible):
        yield f"{sum(listed)} on the electronic list and {n_paper} on paper are more than {sum(eligible)} who may vote"
    if channel.n_voters > n_paper:
        yield f"{channel.n_voters} voted on paper, of {n_paper} who were struck off for it"


def _sheet(poll: SecretPoll, channel: PaperChannel, sheet: PaperSheet) -> Iterator[str]:
    if set(sheet.counts) != set(poll.answers):
        yield "it does not have one figure for each answer"
    if sheet.place not in channel.places:
        yield f"{sheet.place} was not announced as a place"
    if sum(sheet.counts.values()) + (sheet.n_spoilt or 0) != (sheet.n_voters or 0):
        yield "votes and spoilt ballots do not make the number of voters"
