"""When a candidate withdraws or is replaced: which open steps that touches, read from the record alone.

Nothing is deleted and nothing is done by itself. Each step is settled where the record shows that it came to an end, or
where somebody wrote down what was done or why it was left (`withdrawal.step-settled`). Specification:
docs/rooms/candidates.md.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from hustings.core.chain import Entry
from hustings.core.projections.decision import decision_of
from hustings.core.projections.field import Candidate, field_of
from hustings.core.projections.gifts import gifts_of
from hustings.core.projections.polls import polls_of
from hustings.core.projections.questionnaires import questionnaires_of
from hustings.core.projections.roundtables import roundtables_of
from hustings.core.projections.secret_polls import STOPPED
from hustings.core.projections.statements import Change, Shown, Statement, statements
from hustings.core.projections.words import render

OUT = frozenset({"withdrew", "replaced"})
"""Statuses of who is no longer a candidate."""

UNDECLINED = ("no answer yet", "accepted", "conditions", "asked")


class StepKind(StrEnum):
    """What a step is, in the order in which the desk walks through them."""

    REPLACEMENT = "replacement"
    INVITATION = "invitation"
    ROUNDTABLE = "roundtable"
    QUESTIONNAIRE = "questionnaire"
    STRAW_POLL = "straw poll"
    SECRET_POLL = "secret poll"
    MOTION = "motion"
    GIFT = "gift"
    RELEASE = "statement"


class Way(StrEnum):
    """How somebody settled a step by hand: it was done, or it was left as it is."""

    DONE = "done"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Step(Shown):
    """One step that the change touches. `code` is the thing's public code, `what` its name and `state` where it stands.

    `rule` is what `template` makes of `values`: what the rulebook says, or that it is silent. `settled`: the record
    shows its end, or somebody settled it in this `way`, saying `words`. `entries` are the sequences it rests on.
    """

    kind: StepKind
    code: str
    what: str
    state: str
    rule: str
    template: str
    values: Mapping[str, Any]
    settled: bool
    way: str
    words: str
    entries: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Checklist(Shown):
    """What one candidate's going touches. `seq`: the entry since which the candidate no longer stands."""

    candidate: str
    name: str
    status: str
    on: str
    replaced_by: str
    seq: int
    withdrawal_rule: str
    steps: tuple[Step, ...]

    @property
    def open(self) -> tuple[Step, ...]:
        """What still has to be settled."""
        return tuple(step for step in self.steps if not step.settled)


def checklist(entries: Iterable[Entry], candidate: str) -> Checklist | None:
    """Every step that was open when the candidate went, or has opened since; None for whoever stands or is unknown.

    Drafted statements are found only where the entries show what staff may see.
    """
    read = statements(entries)
    person = next((each for each in field_of(read) if each.code == candidate), None)
    if person is None or person.status not in OUT:
        return None
    went = _went(person)
    before = tuple(entry for entry in read if entry.seq < went.seq)
    then = {(step.kind, step.code) for step in _steps(before, person) if not step.settled}
    noted = _noted(read, person.code, went.seq)
    touched = then | set(noted)
    found = [step for step in _steps(read, person) if not step.settled or (step.kind, step.code) in touched]
    last, book = person.history[-1], _rulebook(read)
    return Checklist(
        candidate=person.code,
        name=person.name,
        status=person.status,
        on=last.on,
        replaced_by=person.replaced_by if person.status == "replaced" else "",
        seq=went.seq,
        withdrawal_rule=book.text("withdrawal") if book else "",
        steps=tuple(_with_note(step, noted.get((step.kind, step.code))) for step in found),
    )


def _went(person: Candidate) -> Change:
    """The first of the statuses out of which the candidate has not come back."""
    gone = person.history[-1]
    for change in reversed(person.history):
        if change.status not in OUT:
            break
        gone = change
    return gone


def _noted(read: Sequence[Statement], code: str, since: int) -> dict[tuple[str, str], Statement]:
    """The last word on each step since the candidate went."""
    notes = (entry for entry in read if entry.verb == "withdrawal.step-settled" and entry.seq > since)
    return {(entry.text("step"), entry.text("thing")): entry for entry in notes if entry.text("candidate") == code}


def _with_note(step: Step, note: Statement | None) -> Step:
    if note is None:
        return step
    entries = (*step.entries, note.seq)
    return replace(step, settled=True, entries=entries, way=note.text("way"), words=note.text("words"))


def _steps(read: Sequence[Statement], person: Candidate) -> Iterator[Step]:
    for find in (_replacement, _invitation, _roundtables, _questionnaires, _straw_polls, _secret_polls):
        yield from find(read, person)
    for find in (_motions, _gifts, _releases):
        yield from find(read, person)


SILENT = "The rulebook is silent."
NOTHING_NEW = "The rulebook is silent. Nothing new is offered to {name}, and what was sent stays on record."
SAME_OFFER = "Every candidate gets the same offer; a later deadline needs a reason, which is published."
STAYS_FOR_OTHERS = "The rulebook is silent. Questions and deadline stay the same for everybody else."
POLL = "The rulebook: a poll is {poll_effect}.[ {withdrawal}]"
BALLOT = "The rulebook: a poll is {poll_effect}.[ {withdrawal}] It is voided, kept for the record or opened again."
NOTICE = "The rulebook: a motion that is put anew needs {notice_days} days of notice."
UNPAID = "The rulebook is silent. A gift that is not paid yet can be refused with a reason."
UNISSUED = "The rulebook is silent. A draft goes out only after a second person has cleared it."


def _step(
    kind: StepKind,
    code: str,
    what: str,
    state: str,
    template: str,
    values: Mapping[str, Any],
    settled: bool,
    entries: Iterable[int],
) -> Step:
    rule = render(template, values)
    return Step(kind, code, what, state, rule, template, values, settled, "", "", tuple(entries))


def _replacement(read: Sequence[Statement], person: Candidate) -> Iterator[Step]:
    if person.status != "replaced" or not person.replaced_by:
        return
    names = {each.code: each.name for each in field_of(read)}
    sent = [each for each in _of(read, "invitation.sent") if each.text("candidate") == person.replaced_by]
    yield _step(
        StepKind.REPLACEMENT,
        person.replaced_by,
        names.get(person.replaced_by, person.replaced_by),
        "invited" if sent else "not invited",
        SAME_OFFER,
        {},
        bool(sent),
        (entry.seq for entry in sent),
    )


def _invitation(read: Sequence[Statement], person: Candidate) -> Iterator[Step]:
    for sent in _of(read, "invitation.sent"):
        if sent.text("candidate") != person.code:
            continue
        replies = [each for each in _of(read, "reply.received") if each.text("candidate") == person.code]
        settled = [each.text("answer") for each in replies if each.text("answer") != "asked"]
        state = settled[-1] if settled else ("asked" if replies else "no answer yet")
        held = any(each.text("candidate") == person.code for each in _of(read, "roundtable.held"))
        yield _step(
            StepKind.INVITATION,
            sent.text("invitation"),
            "",
            state,
            NOTHING_NEW,
            {"name": person.name},
            held or state not in UNDECLINED,
            (sent.seq, *(each.seq for each in replies)),
        )


def _roundtables(read: Sequence[Statement], person: Candidate) -> Iterator[Step]:
    for each in roundtables_of(read, {}):
        if each.candidate == person.code and not each.reported:
            over = each.status in ("held", "cancelled")
            values = {"name": person.name}
            seqs = (change.seq for change in each.history)
            yield _step(StepKind.ROUNDTABLE, each.code, each.starts_at, each.status, NOTHING_NEW, values, over, seqs)


def _questionnaires(read: Sequence[Statement], person: Candidate) -> Iterator[Step]:
    issued = {entry.text("questionnaire"): entry for entry in _of(read, "questionnaire.issued")}
    for each in questionnaires_of(read, {}):
        if person.code in issued[each.code].texts("candidates"):
            answered = any(receipt.candidate == person.code for receipt in each.receipts)
            state = f"{each.status}, {'answered' if answered else 'no answer'}"
            over = each.status in ("cancelled", "published")
            seqs = (issued[each.code].seq,)
            yield _step(StepKind.QUESTIONNAIRE, each.code, each.title, state, STAYS_FOR_OTHERS, {}, over, seqs)


def _straw_polls(read: Sequence[Statement], person: Candidate) -> Iterator[Step]:
    for poll in polls_of(read).straw:
        if names(person.name, *poll.options, poll.question):
            n_open = sum(not sheet.confirmed for sheet in poll.sheets)
            state = f"{poll.status}, {len(poll.sheets)} sheets, {n_open} not confirmed"
            over = poll.status != "open"
            seqs = (poll.seq, *(sheet.seq for sheet in poll.sheets))
            yield _step(StepKind.STRAW_POLL, poll.code, poll.question, state, POLL, _on_polls(read), over, seqs)


def _secret_polls(read: Sequence[Statement], person: Candidate) -> Iterator[Step]:
    for poll in polls_of(read).secret:
        if names(person.name, *poll.answers, poll.question):
            changes = [each for each in poll.field_changes if each.candidate == person.code]
            kept = [each.rule for each in changes if each.rule not in STOPPED]
            state = ", ".join([poll.status, *kept[-1:]])
            over = bool(changes) or poll.status in ("counted", "kept closed")
            seqs = (poll.seq, *(each.seq for each in changes))
            yield _step(StepKind.SECRET_POLL, poll.code, poll.question, state, BALLOT, _on_polls(read), over, seqs)


def _motions(read: Sequence[Statement], person: Candidate) -> Iterator[Step]:
    book = _rulebook(read)
    values = {"notice_days": book.number("notice_days") if book else None}
    rule = NOTICE if values["notice_days"] is not None else SILENT
    for motion in decision_of(read, {}).motions:
        if motion.candidate == person.code or names(person.name, motion.title, motion.text):
            state = motion.vote.outcome if motion.vote else f"to be voted on {motion.meeting_on}"
            seqs = (motion.seq, *((motion.vote.seq,) if motion.vote else ()))
            yield _step(StepKind.MOTION, motion.code, motion.title, state, rule, values, bool(motion.vote), seqs)


def _gifts(read: Sequence[Statement], person: Candidate) -> Iterator[Step]:
    for gift in gifts_of(read):
        if gift.candidate == person.code or names(person.name, gift.recipient, gift.purpose):
            over = gift.status in ("paid", "refused", "reported")
            seqs = (change.seq for change in gift.history)
            yield _step(StepKind.GIFT, gift.code, gift.recipient, gift.status, UNPAID, {}, over, seqs)


def _releases(read: Sequence[Statement], person: Candidate) -> Iterator[Step]:
    ends = {"release.issued": "issued", "release.dropped": "given up"}
    ended = {entry.text("release"): (ends[entry.verb], entry.seq) for entry in read if entry.verb in ends}
    about = {step.code for find in (_invitation, _roundtables, _motions, _gifts) for step in find(read, person)}
    for entry in _of(read, "release.drafted"):
        if entry.text("about") in about | {person.code} or names(person.name, entry.text("title")):
            code = entry.text("release")
            state, *seqs = ended.get(code, ("drafted",))
            yield _step(
                StepKind.RELEASE, code, entry.text("title"), state, UNISSUED, {}, code in ended, (entry.seq, *seqs)
            )


def names(name: str, *texts: str) -> bool:
    """Whether one of the texts says the whole name, or its last word, as words of their own."""
    said = " ".join(texts).casefold()
    wanted = {name.casefold(), name.casefold().split()[-1]} if name.split() else set()
    return any(re.search(rf"(?<!\w){re.escape(each)}(?!\w)", said) for each in wanted)


def _on_polls(read: Sequence[Statement]) -> Mapping[str, Any]:
    book = _rulebook(read)
    effect = book.text("poll_effect") if book else ""
    return {"poll_effect": effect or "not ruled", "withdrawal": book.text("withdrawal") if book else ""}


def _rulebook(read: Sequence[Statement]) -> Statement | None:
    return next(reversed(_of(read, "rulebook.adopted")), None)


def _of(read: Iterable[Statement], verb: str) -> list[Statement]:
    return [entry for entry in read if entry.verb == verb]
