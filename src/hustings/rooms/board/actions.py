"""Put a motion, call the roll, and restate a decision that others reported."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from hustings.core.decision import (
    ABSENT,
    BallotKind,
    Option,
    RollCall,
    Rule,
    SeatVote,
    check_motion,
    decide,
)
from hustings.core.decision import (
    Motion as Question,
)
from hustings.core.phases import OPEN, Phase
from hustings.core.typed import one_line, paragraphs
from hustings.core.values import Actor, Days, Role, Source, Visibility
from hustings.ground.record.declared import Done, action
from hustings.rooms.board.models import Motion
from hustings.rooms.board.refusals import AlreadyDecided, NoSeats, NoSuchMotion, SeatsDiffer
from hustings.rooms.cycles.queries import rulebook_of

MAX_TEXT = 4000
VOTING = frozenset({Phase.HEARING, Phase.CONSULTING, Phase.DECIDING, Phase.DECIDED})


@action(
    may={Role.SECRETARY, Role.DIRECTOR, Role.BOARD},
    phases=VOTING,
    records="motion.put",
    visibility=Visibility.PUBLIC,
    sourced=False,
)
def put_motion(
    *,
    cycle: str,
    title: str,
    text: str,
    options: Sequence[Option],
    seats: Mapping[str, int],
    noticed_on: date,
    meeting_on: date,
    about: str = "",
    actor: Actor,
    at: datetime,
) -> Done[str]:
    """Give notice of a motion. One option is answered with yes or no; several are a single choice.

    `seats` are the voting seats with their weights; `about` names what is approved (the code of a gift), if anything.

    Raises: NoSeats, NoRulebook, TextMissing, the refusals of the rule engine.
    """
    title, text = one_line(title, field="title"), one_line(text, field="text", most=MAX_TEXT)
    if not seats or meeting_on < noticed_on:
        raise NoSeats(where=title)
    code = f"MOT-{Motion.objects.filter(cycle=cycle).count() + 1}"
    kind = BallotKind.YES_NO if len(options) == 1 else BallotKind.SINGLE_CHOICE
    question = Question(code, text, kind, tuple(options), noticed_on)
    _can_be_decided(question, seats, rule_of(cycle=cycle))
    listed = [{"seat": seat, "weight": weight} for seat, weight in seats.items()]
    kept = {"title": title, "about": about, "question": question.as_json(), "seats": listed}
    Motion.objects.create(cycle=cycle, code=code, meeting_on=meeting_on, **kept)
    body = {
        "motion": code,
        "title": title,
        "text": text,
        "outcome": options[0].outcome.value if kind is BallotKind.YES_NO else "choice",
        "notice_on": noticed_on.isoformat(),
        "meeting_on": meeting_on.isoformat(),
        "seats": listed,
    }
    named = {"about": about, "candidate": options[0].candidates[0] if options[0].candidates else ""}
    return Done(code, subject=code, body=body | {key: value for key, value in named.items() if value})


@action(may={Role.SECRETARY}, phases=VOTING, records="roll_call.recorded", visibility=Visibility.PUBLIC, sourced=False)
def call_the_roll(
    *,
    cycle: str,
    motion: str,
    votes: Mapping[str, str],
    casting: str = "",
    on: date | None = None,
    actor: Actor,
    at: datetime,
) -> Done[tuple[str, tuple[str, ...]]]:
    """Record how every seat voted; the rule of the rulebook decides, and says how in words.

    `votes`: by seat, yes, no, the code of an option, abstain, recused or absent. Gives the outcome and its explanation.

    Raises: NoSuchMotion, AlreadyDecided, SeatsDiffer, the refusals of the rule engine.
    """
    row = Motion.objects.filter(cycle=cycle, code=motion).first()
    if row is None:
        raise NoSuchMotion(motion=motion, where=cycle)
    if row.outcome:
        raise AlreadyDecided(motion=motion, outcome=row.outcome)
    weights = {str(seat["seat"]): int(seat["weight"]) for seat in row.seats}
    if differ := sorted(weights.keys() ^ votes.keys()):
        raise SeatsDiffer(which=", ".join(differ), where=motion)
    taken_on = on or at.date()
    called = tuple(SeatVote(seat, vote, weights[seat]) for seat, vote in votes.items())
    roll_call = RollCall(taken_on, called, casting)
    rule, question = rule_of(cycle=cycle), Question.from_json(row.question)
    decision = decide(question, rule, roll_call)
    if decision.decided:
        row.outcome = decision.outcome.value
        row.save(update_fields=["outcome"])
    body = {
        "motion": motion,
        "rule": rule.as_json(),
        "question": question.as_json(),
        "roll_call": roll_call.as_json(),
        "decision": decision.as_json(),
        "outcome": decision.outcome.value,
        "passes": decision.passed,
        "explanation": list(decision.explanation),
        "on": taken_on.isoformat(),
    }
    return Done((decision.outcome.value, decision.explanation), subject=motion, body=body)


@action(
    may={Role.DIRECTOR, Role.COMMUNICATIONS}, phases=OPEN, records="decision.reported", visibility=Visibility.PUBLIC
)
def report_decision(
    *,
    cycle: str,
    body: str,
    outcome: str,
    on: str,
    what: str,
    reason: str = "",
    sources: Sequence[Source],
    actor: Actor,
    at: datetime,
) -> Done[None]:
    """Restate a decision as a named source published it.

    Raises: NotADay, TextMissing, SourceMissing (in a reported cycle).
    """
    Days.parse(on)
    body, outcome = one_line(body, field="body"), one_line(outcome, field="outcome")
    what = paragraphs(what, field="what")
    told = {"body": body, "outcome": outcome, "on": on, "what": what, "sources": [one.as_json() for one in sources]}
    return Done(None, subject=body[:80], body=told | ({"reason": reason} if reason else {}))


def rule_of(*, cycle: str) -> Rule:
    """The rule in force, from the frozen rulebook. Raises: NoRulebook."""
    return Rule.from_json(rulebook_of(cycle=cycle)["decision"], where="rulebook.decision")


def _can_be_decided(question: Question, seats: Mapping[str, int], rule: Rule) -> None:
    """Refuse options, seats or weights on which the roll could never be called."""
    check_motion(motion=question, rule=rule)
    called = tuple(SeatVote(seat, ABSENT, weight) for seat, weight in seats.items())
    RollCall(question.noticed_on or date.min, called).check(motion=question, rule=rule)
