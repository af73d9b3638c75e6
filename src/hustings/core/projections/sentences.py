"""One English template per verb: what an entry says on the timeline. Specification: docs/spec/bundle.md, section 4."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of a verb. `status`: a fixed word, or `{field}` for a value. `day`: the field that holds the day."""

    template: str
    status: str = ""
    day: str = "on"


CALENDAR = "{label}[, moved from {was:day}: {reason}]."
SCHEDULED = "Roundtable with {candidate}[ at {place}][, {starts_at:time}].[ Topics: {topics:list}.]"
CANCELLED = "Roundtable with {candidate}[ at {place}]: cancelled.[ {reason}.]"
PASSED = (
    "Roundtable with {candidate}[ at {place}], set for {on:day}; nothing is on record since.[ Topics: {topics:list}.]"
)
HELD = (
    "Roundtable with {candidate}[ at {place}]:[ {n_leaders:number} leaders][ and {n_members:number} members took part]."
    "[ Topics: {topics:list}.][ {summary}]"
)
DATED = "{what}."
FACT = (
    "{what}.[ “{quotation}”][ ({speaker})][ {denial}.][ Reported on {reported_on:day}.]"
    "[ Sources differ on {differs:list}.]"
)
FACT_PASSED = f"{FACT} That day is past; nothing was reported since."

SENTENCES: Mapping[str, Sentence] = {
    "record.opened": Sentence("The record is opened: {title}."),
    "rulebook.adopted": Sentence("The rulebook is adopted, version {version}.[ {text}]", "adopted"),
    "call.published": Sentence("The call is published.[ {text}]", "published"),
    "date.moved": Sentence("{label}: moved from {was:day} to {now:day}.[ Reason: {reason}.]", "moved"),
    "phase.moved": Sentence("The cycle goes from “{was}” to “{now}”.[ Reason: {reason}.]", "{now}"),
    "candidate.added": Sentence("{name}[ ({party})] enters the field: {status}.[ {note}.]", "{status}"),
    "candidate.status-changed": Sentence("{name}: {was}, now {status}.[ {note}.]", "{status}"),
    "candidate.pictured": Sentence("A picture of {candidate} is published.[ Credit: {credit}.]"),
    "withdrawal.step-settled": Sentence("After {candidate} left the race, the {step}[ {thing}]: {words}."),
    "invitation.sent": Sentence(
        "{candidate} is invited to a roundtable[; an answer is due by {deadline_at:time}].", "sent", day="sent_on"
    ),
    "terms.adopted": Sentence(
        "What every candidate will be offered is fixed[; answers are due by {deadline_at:time}].", "adopted"
    ),
    "invitation.deadline-moved": Sentence(
        "The deadline for answers is moved from {was:time} to {now:time}.[ Reason: {reason}.]", "moved"
    ),
    "invitation.reminded": Sentence("{candidate} is reminded of the invitation.", "sent"),
    "invitation.reported": Sentence("{candidate}: {what}.", "{status}"),
    "reply.received": Sentence("{candidate} answers the invitation: {answer}.[ “{words}”]", "{answer}"),
    "contact.logged": Sentence("Private {kind} with {candidate}[ ({who})].[ {what}.]"),
    "roundtable.moved": Sentence(
        "The roundtable with {candidate} is moved from {was:time}[ at {place_was}] to {now:time}[ at {place}]."
        "[ Reason: {reason}.]",
        "moved",
        day="",
    ),
    "roundtable.cancelled": Sentence("The roundtable with {candidate} is cancelled.[ Reason: {reason}.]", "cancelled"),
    "roundtable.reported": Sentence("[{candidate}: ]{what}.", "{status}"),
    "roundtable.filed": Sentence("Of the roundtable with {candidate} a {kind} is kept[: {link}]."),
    "commitment.noted": Sentence("{candidate} commits[ on {topic}]: “{words}”"),
    "slots.offered": Sentence(
        "Slots for roundtables are offered[; wishes are taken until {closes_at:time}]."
        "[ Ties are settled by: {seed_from}.][ Not to all: {reason}.]",
        "offered",
    ),
    "slots.offered-otherwise": Sentence(
        "{candidate} is offered slots otherwise than the rest.[ Reason: {reason}.]", "offered"
    ),
    "slots.drawn": Sentence("The plan of the slots is drawn from the public value “{seed}”[ ({seed_from})].", "drawn"),
    "slots.accepted": Sentence("The plan of {offer} is accepted; its roundtables are set.", "accepted"),
    "lottery.opened": Sentence(
        "The members’ seats at the roundtable with {candidate} are drawn by lot: {seats:number} seats"
        "[, {n_invited:number} members are invited][; volunteers answer until {closes_at:time}].",
        "open",
    ),
    "lottery.quotas-changed": Sentence(
        "Seats or quotas for the members at the roundtable with {candidate} are changed.[ Reason: {reason}.]", "changed"
    ),
    "lottery.invited": Sentence(
        "Drawn by lot: {n_invited:number} members are invited to volunteer for the roundtable with {candidate}.",
        "drawn",
    ),
    "lottery.fixed": Sentence(
        "The lottery of the members’ seats at the roundtable with {candidate} is fixed"
        "[: {n_people:number} volunteers][, {n_panels:number} numbered panels][, digest {digest}].",
        "fixed",
    ),
    "lottery.drawn": Sentence(
        "The members’ seats at the roundtable with {candidate} are drawn: panel {number} of the numbered ones.", "drawn"
    ),
    "lottery.seat-passed": Sentence(
        "A seat drawn for the roundtable with {candidate} changes hands: {leaves} leaves[, {comes} comes]."
    ),
    "lottery.cancelled": Sentence(
        "The lottery of the members’ seats at the roundtable with {candidate} is cancelled.[ Reason: {reason}.]",
        "cancelled",
    ),
    "lottery.slots-fixed": Sentence(
        "The wishes for {offer} are fixed, digest {digest}.[ The plan will follow from: {outside}.]", "fixed"
    ),
    "lottery.slots-drawn": Sentence("The public value for {offer} is known, and with it the seed {seed}.", "drawn"),
    "slots.handed-on": Sentence(
        "Slot {slot} became free and goes to {candidate}.[ Out of turn, because: {reason}.]", "offered"
    ),
    "agenda.adopted": Sentence(
        "The agenda of the roundtable with {candidate} is adopted"
        "[: {minutes_candidate:number} minutes are the candidate's own].[ Why these differ: {differs_because}.]",
        "adopted",
    ),
    "commitment.followed-up": Sentence(
        "What {candidate} promised[ on {topic}], “{words}”: {status}.[ {what}.]", "{status}"
    ),
    "questionnaire.issued": Sentence(
        "A questionnaire goes to every candidate: {title}[; answers are due by {deadline_at:time}].", "sent"
    ),
    "questionnaire.deadline-moved": Sentence(
        "The deadline for the answers to {questionnaire} is moved from {was:time} to {now:time}.[ Reason: {reason}.]",
        "moved",
    ),
    "questionnaire.reminded": Sentence("Who has not answered {questionnaire} is reminded of it.", "sent"),
    "questionnaire.cancelled": Sentence(
        "The questionnaire {questionnaire} is cancelled.[ Reason: {reason}.]", "cancelled"
    ),
    "answers.handed-in": Sentence(
        "{candidate} hands in answers to {questionnaire}; they are sealed.[ After the deadline: {late}.]", "sealed"
    ),
    "opening.begun": Sentence("The first key to the answers to {questionnaire} is given[: {who}]."),
    "answers.opened": Sentence("The answers to {questionnaire} are opened with the second key[: {who}].", "opened"),
    "answers.published": Sentence("The answers to {questionnaire} are published, word for word.", "published"),
    "scores.published": Sentence("The assessors' scores of {questionnaire} are published.", "published"),
    "questions.opened": Sentence(
        "Members’ questions are taken until {closes_at:time}[; each member may propose {n_each}].",
        "open",
    ),
    "questions.closing-moved": Sentence(
        "Members’ questions are taken until {now:time}, moved from {was:time}.[ Reason: {reason}.]",
        "moved",
    ),
    "questions.closed": Sentence(
        "Members’ questions are closed: {n_proposed:number} were proposed"
        "[, {n_voices:number} members took part].[ Reason: {reason}.]",
        "closed",
    ),
    "questions.ordered": Sentence(
        "The order of the members’ questions for the roundtable with {candidate} is fixed"
        "[; {n_voices:number} members took part].",
    ),
    "questions.chosen": Sentence(
        "Chosen for the roundtable with {candidate}: {questions:list}."
        "[ Why not the first of the order: {departs_because}.]",
    ),
    "question.answered": Sentence("{question} was put to {candidate}: {answer}.[ {minute}.]", "{answer}"),
    "snapshot.frozen": Sentence(
        "The roll is frozen as of {record_on:day}: {n_eligible:number} of {n_members:number} members are eligible."
    ),
    "membership.reported": Sentence("{what}."),
    "straw_poll.opened": Sentence("A straw poll opens in the locals: {question}", "open", day="opens_on"),
    "straw_poll.closed": Sentence(
        "The straw poll is closed: {totals:counts}.[ Sheets of {n_sheets:number} of {n_locals:number} locals.]",
        "closed",
    ),
    "ballot.declared": Sentence(
        "A secret poll is declared: {question}[ It opens {opens_at:time} and closes {closes_at:time}.]"
        "[ {n_credentials:number} members may vote.]"
        "[ {n_needed:number} of {n_trustees:number} trustees must work together to open its result.]",
        "declared",
    ),
    "ballot.head-published": Sentence("The ballot box, {moment}: {n_ballots:number} ballots, head {head}.", "{moment}"),
    "ballot.decryption-taken": Sentence("Trustee {trustee} of the secret poll has decrypted its tally."),
    "ballot.field-changed": Sentence("The field changed while the poll ran ({candidate}): {rule}.[ {words}]", "{rule}"),
    "ballot.counted": Sentence(
        "The secret poll is counted: {results:counts}.[ {n_counted:number} members voted.]", "counted"
    ),
    "ballot.kept-closed": Sentence(
        "The secret poll stays closed: {n_counted:number} ballots count, fewer than the {minimum:number} of which a sum"
        " may be opened.",
        "kept closed",
    ),
    "ballot.credentials-destroyed": Sentence(
        "The list of who got which of the {n_credentials:number} credentials of the secret poll is destroyed.",
        day="destroyed_on",
    ),
    "poll.reported": Sentence(
        "{name}[ ({method})]: {results:list}.[ {n_words}.]", "published", day="opened_on/closed_on"
    ),
    "motion.put": Sentence("The motion “{title}” is put; the meeting is on {meeting_on:day}.", "put", day="notice_on"),
    "roll_call.recorded": Sentence("Vote on “{title}”: {result}.[ {explanation:lines}]", "{result}"),
    "decision.reported": Sentence("{body}: {what}.[ Reason: {reason}.]", "{outcome}"),
    "endorsement.entered": Sentence("{endorser}: {outcome}[ ({endorsee})].[ {what}.]", "{outcome}"),
    "gift.proposed": Sentence(
        "A gift of {amount_cents:money} to {recipient}[ ({account})] is proposed[: {purpose}].", "proposed"
    ),
    "gift.approved": Sentence(
        "The gift of {amount_cents:money} to {recipient} is approved.[ By the vote on “{title}”.]", "approved"
    ),
    "gift.checked": Sentence("The gift of {amount_cents:money} to {recipient} is checked: {finding}.", "{finding}"),
    "gift.paid": Sentence("{amount_cents:money} is paid to {recipient}[ ({account})].", "paid"),
    "gift.refused": Sentence("The gift of {amount_cents:money} to {recipient} is refused.[ {reason}.]", "refused"),
    "press_terms.adopted": Sentence(
        "How reporters register is fixed, the same for every roundtable: {register}.[ Contact: {contact}.]"
        "[ Why it changes: {reason}.]",
        "adopted",
    ),
    "release.issued": Sentence("Statement to the {audience}: {title}.", "published"),
    "release.mailed": Sentence("The statement {release} is written to {n_letters:number} members by letter.", "sent"),
    "publication.made": Sentence("The record is published: {n_entries:number} entries.[ {note}.]", "published"),
    "record.corrected": Sentence(
        "Entry {corrects} is corrected: {field} was “{was}”, is now “{now}”.[ Reason: {reason}.]", "corrected"
    ),
    "record.withheld": Sentence("Entry {seq} is withheld ({ground}).[ Reason: {reason}.]", "withheld"),
}
"""Verbs without a sentence stand on the timeline through another item or not at all: `date.set` and the call's calendar
give calendar items, `roundtable.set` and `roundtable.held` one item per roundtable, `fact.published` and
`fact.reported-again` one item per fact, `gift.reported` one item per reported date; sheets are shown with their poll,
and what was read, published, declined or merged with the members' questions.
"""
