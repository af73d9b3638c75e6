"""The cells of the treatment table: what one candidate was offered and given, with the entries that say so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hustings.core.projections.field import Candidate
from hustings.core.projections.gifts import Gift, gifts_of
from hustings.core.projections.releases import releases_of
from hustings.core.projections.roundtables import Roundtable, roundtables_of
from hustings.core.projections.statements import Shown, Statement
from hustings.core.projections.words import day_words, render, shown
from hustings.core.values import Kind


@dataclass(frozen=True, slots=True)
class Cell(Shown):
    """One cell. `text` is what `template` makes of `values`; `entries` are the sequences it rests on.

    Cells of a row are alike where their `compared` is equal; it is empty where there is nothing to compare. `reason` is
    the reason on record why this candidate's cell may differ.
    """

    text: str
    template: str
    values: Mapping[str, Any]
    compared: str
    reason: str
    entries: tuple[int, ...]


UNKNOWN = Cell("not in our sources", "not in our sources", {}, "", "", ())


class Known:
    """The entries by what they are about, and what all cells need."""

    def __init__(self, read: Sequence[Statement], field: Sequence[Candidate]) -> None:
        self.read = read
        self.kind = read[0].text("kind") if read and read[0].verb == "record.opened" else ""
        self.reported = self.kind == Kind.REPORTED
        self.as_of = max((entry.day for entry in read), default="")
        self.invitations = self._firsts("invitation.sent")
        self.standard = self._standard_text()
        self.roundtables = roundtables_of(read, {each.code: each.name for each in field})
        self.gifts = gifts_of(read)
        self.first_offer = min((entry.text("sent_on") for entry in self.invitations.values()), default="")

    def of(self, verb: str, code: str) -> tuple[Statement, ...]:
        """The entries of a verb about one candidate."""
        return tuple(entry for entry in self.read if entry.verb == verb and entry.text("candidate") == code)

    def meetings(self, code: str) -> tuple[Roundtable, ...]:
        """The candidate's roundtables, those that were cancelled too, by day."""
        return tuple(each for each in self.roundtables if each.candidate == code)

    def money(self, code: str) -> tuple[Gift, ...]:
        """Gifts that were paid to the candidate's campaign."""
        return tuple(gift for gift in self.gifts if gift.candidate == code and gift.payments)

    def _firsts(self, verb: str) -> dict[str, Statement]:
        firsts: dict[str, Statement] = {}
        for entry in self.read:
            if entry.verb == verb:
                firsts.setdefault(entry.text("candidate"), entry)
        return firsts

    def _standard_text(self) -> str:
        """The digest of the text adopted for all; otherwise of the one sent to more candidates than any other."""
        adopted = [entry.text("text_digest") for entry in self.read if entry.verb == "terms.adopted"]
        if adopted:
            return adopted[-1]
        digests = [entry.text("text_digest") for entry in self.invitations.values()]
        ranked = sorted(((digests.count(each), each) for each in set(digests)), reverse=True)
        alone = len(ranked) == 1 or (len(ranked) > 1 and ranked[0][0] > ranked[1][0])
        return ranked[0][1] if alone else ""


def status(known: Known, candidate: Candidate) -> Cell:
    """The candidate's status and since when."""
    last = candidate.history[-1]
    values = {"on": last.on, "status": candidate.status}
    return _cell("{status}, {on:day}", values, entries=tuple(step.seq for step in candidate.history))


def offered(known: Known, candidate: Candidate) -> Cell:
    """The day of the offer; in a reported cycle what was reported of it."""
    told = known.of("invitation.reported", candidate.code)
    invitation = known.invitations.get(candidate.code)
    if invitation:
        values = {"sent_on": invitation.text("sent_on")}
        reason = invitation.text("differs_because") or _late(known, candidate)
        return _cell("{sent_on:day}", values, compared=values["sent_on"], reason=reason, entries=(invitation.seq,))
    if told:
        values = {"on": told[-1].on, "status": told[-1].text("status")}
        return _cell("{status}[ (reported {on:day})]", values, entries=tuple(entry.seq for entry in told))
    return UNKNOWN if known.reported else _cell("not invited", {}, compared="not invited")


def same_text(known: Known, candidate: Candidate) -> Cell:
    """Whether the text was the common one, by its digest."""
    invitation = known.invitations.get(candidate.code)
    if invitation is None:
        return _nothing(known)
    digest = invitation.text("text_digest")
    words = "same text" if digest == known.standard else "another text"
    reason = invitation.text("differs_because")
    return _cell(words, {}, compared=digest or words, reason=reason, entries=(invitation.seq,))


def deadline(known: Known, candidate: Candidate) -> Cell:
    """When the answer was due; a deadline that was moved shows the one before, too."""
    cell = _term(known, candidate, "{deadline_at:time}", "deadline_at", late=True)
    moves = [
        entry
        for entry in known.read
        if entry.verb == "invitation.deadline-moved" and candidate.code in entry.texts("candidates")
    ]
    if not moves or candidate.code not in known.invitations:
        return cell
    values = {"deadline_at": moves[-1].text("now"), "was": moves[-1].text("was")}
    seqs = (*cell.entries, *(entry.seq for entry in moves))
    template = "{deadline_at:time}[, moved from {was:time}]"
    return _cell(template, values, compared=values["deadline_at"], reason=cell.reason, entries=seqs)


def slots(known: Known, candidate: Candidate) -> Cell:
    """Which slots were offered, by their numbers; before any were named, how many the invitation speaks of."""
    if not any(entry.verb == "slots.offered" for entry in known.read):
        return _term(known, candidate, "{n_slots}", "n_slots")
    told = [entry for entry in known.read if _offers_slots(entry, candidate.code)]
    if not told:
        return _cell("none", {}, compared="none", reason=_absence(known, candidate))
    offers = {entry.text("offer"): ", ".join(_numbers(entry)) for entry in told}
    listed = [f"{offer}: {numbers}" for offer, numbers in offers.items()]
    reasons = [entry.text("reason") for entry in told if entry.text("reason")]
    seqs = tuple(entry.seq for entry in told)
    values = {"slots": listed}
    cell = _cell("{slots:list}", values, reason=reasons[-1] if reasons else "", entries=seqs)
    return replace(cell, compared=cell.text)


def _offers_slots(entry: Statement, code: str) -> bool:
    if entry.verb == "slots.offered":
        return code in entry.texts("candidates")
    return entry.verb == "slots.offered-otherwise" and entry.text("candidate") == code


def _numbers(entry: Statement) -> list[str]:
    """The numbers of the slots that an entry offers."""
    if entry.verb == "slots.offered":
        return [shown(slot.get("slot")) for slot in entry.objects("slots")]
    slots = entry.body.get("slots")
    return [shown(slot) for slot in slots] if isinstance(slots, Sequence) and not isinstance(slots, str) else []


def minutes_offered(known: Known, candidate: Candidate) -> Cell:
    """How many minutes were offered."""
    return _term(known, candidate, "{minutes}", "minutes")


def audience(known: Known, candidate: Candidate) -> Cell:
    """The audience that was offered."""
    return _term(known, candidate, "{audience}", "audience")


def reminders(known: Known, candidate: Candidate) -> Cell:
    """How many reminders were sent."""
    if candidate.code not in known.invitations:
        return _nothing(known)
    sent = known.of("invitation.reminded", candidate.code)
    replies = known.of("reply.received", candidate.code)
    reason = f"answered on {day_words(replies[0].day)}" if replies else ""
    seqs = tuple(entry.seq for entry in sent)
    return _cell("{n}", {"n": len(sent)}, compared=str(len(sent)), reason=reason, entries=seqs)


def reply(known: Known, candidate: Candidate) -> Cell:
    """The last reply and its day. What a candidate answers is not treatment, so it is not compared."""
    replies = known.of("reply.received", candidate.code)
    if replies:
        values = {"answer": replies[-1].text("answer"), "on": replies[-1].on}
        return _cell("{answer}, {on:day}", values, entries=tuple(entry.seq for entry in replies))
    if known.reported:
        return UNKNOWN
    return _cell("no answer" if candidate.code in known.invitations else "not invited", {})


def roundtable(known: Known, candidate: Candidate) -> Cell:
    """The roundtable that was held; otherwise the last that was set, or reported."""
    meetings = known.meetings(candidate.code)
    if not meetings:
        if known.reported:
            return UNKNOWN
        reason = _absence(known, candidate)
        template = "no meeting recorded as of {as_of:day}"
        return _cell(template, {"as_of": known.as_of}, compared="none", reason=reason)
    held = [each for each in meetings if each.status == "held"]
    last = (held or meetings)[-1]
    day = "" if day_words(last.on) in last.status else last.on
    reason = "" if last.status == "held" else _absence(known, candidate)
    compared = "" if known.reported else last.status
    seqs = tuple(step.seq for each in meetings for step in each.history)
    return _cell(
        "{status}[, {on:day}]", {"on": day, "status": last.status}, compared=compared, reason=reason, entries=seqs
    )


def agenda(known: Known, candidate: Candidate) -> Cell:
    """The candidate's own minutes in the agenda that counts."""
    codes = {each.code for each in known.meetings(candidate.code) if each.status != "cancelled"}
    adopted = [entry for entry in known.of("agenda.adopted", candidate.code) if entry.text("roundtable") in codes]
    if not adopted:
        return _unsaid(known)
    n, reason = adopted[-1].number("minutes_candidate") or 0, adopted[-1].text("differs_because")
    return _cell("{n}", {"n": n}, compared=str(n), reason=reason, entries=(adopted[-1].seq,))


def press(known: Known, candidate: Candidate) -> Cell:
    """Whether reporters were let in at the roundtable that was held; otherwise at the last that is to be."""
    meetings = [each for each in known.meetings(candidate.code) if each.press and each.status != "cancelled"]
    if not meetings:
        return _unsaid(known)
    last = ([each for each in meetings if each.status == "held"] or meetings)[-1]
    seqs = tuple(step.seq for step in last.history)
    return _cell("{press}", {"press": last.press}, compared=last.press, reason=last.press_because, entries=seqs)


def announced(known: Known, candidate: Candidate) -> Cell:
    """Media advisories and announcements of the candidate's roundtables; in other words than the rest, with why."""
    codes = {each.code for each in known.meetings(candidate.code)}
    issued = [each for each in releases_of(known.read) if each.kind and each.about in codes]
    if not issued:
        reason = _absence(known, candidate)
        return UNKNOWN if known.reported else _cell("none", {}, compared="none" if codes else "", reason=reason)
    ways = sorted({each.kind + (", other words" if each.differs_because else "") for each in issued})
    reasons = [each.differs_because for each in issued if each.differs_because]
    values = {"told": [f"{each.kind}, {day_words(each.on)}" for each in issued]}
    seqs, reason = tuple(each.seq for each in issued), reasons[-1] if reasons else ""
    return _cell("{told:list}", values, compared="; ".join(ways), reason=reason, entries=seqs)


def members_questions(known: Known, candidate: Candidate) -> Cell:
    """How many of the members' questions that were chosen were put; compared once a roundtable was held."""
    chosen = {entry.text("roundtable"): entry for entry in known.of("questions.chosen", candidate.code)}
    if not chosen:
        return _unsaid(known)
    noted = {
        (each.text("roundtable"), each.text("question")): each for each in known.of("question.answered", candidate.code)
    }
    wanted = [(code, question) for code, entry in chosen.items() for question in entry.texts("questions")]
    told = [noted[each] for each in wanted if each in noted]
    n_missed = sum(entry.text("answer") == "not reached" for entry in told)
    values = {"n": len(told) - n_missed, "chosen": len(wanted)}
    held = any(each.status == "held" for each in known.meetings(candidate.code))
    reason = f"not reached: {n_missed}" if n_missed else ""
    seqs = tuple(entry.seq for entry in (*chosen.values(), *told))
    return _cell("{n} of {chosen}", values, compared=str(values["n"]) if held else "", reason=reason, entries=seqs)


def minutes_given(known: Known, candidate: Candidate) -> Cell:
    """The minutes of the roundtables that were held."""
    return _sum(known, candidate, "minutes")


def questions(known: Known, candidate: Candidate) -> Cell:
    """How many questions were asked."""
    return _sum(known, candidate, "n_questions")


def questionnaire(known: Known, candidate: Candidate) -> Cell:
    """Which questionnaires went to the candidate, and when each was answered. Only the sending is compared."""
    called_off = {entry.text("questionnaire") for entry in known.read if entry.verb == "questionnaire.cancelled"}
    issued = [entry for entry in known.read if entry.verb == "questionnaire.issued"]
    sent = [entry for entry in issued if entry.text("questionnaire") not in called_off]
    if not sent:
        return UNKNOWN if known.reported else _cell("none", {})
    answers = {entry.text("questionnaire"): entry for entry in known.of("answers.handed-in", candidate.code)}
    listed = [_answered(entry, answers.get(entry.text("questionnaire")), candidate) for entry in sent]
    own = [entry for entry in sent if candidate.code in entry.texts("candidates")]
    added = candidate.history[0].on
    reason = f"became a candidate on {day_words(added)}" if added > min(entry.day for entry in sent) else ""
    last = [answers[code] for code in (entry.text("questionnaire") for entry in sent) if code in answers]
    seqs = tuple(entry.seq for entry in (*sent, *last))
    values = {"questionnaires": listed}
    return _cell("{questionnaires:list}", values, compared=str(len(own)), reason=reason, entries=seqs)


def _answered(sent: Statement, answer: Statement | None, candidate: Candidate) -> str:
    if answer is not None:
        told = f"answered on {day_words(answer.day)}" + (", late" if answer.flag("late") else "")
    else:
        told = "no answer" if candidate.code in sent.texts("candidates") else "not sent"
    return f"{sent.text('questionnaire')}: {told}"


def contacts(known: Known, candidate: Candidate) -> Cell:
    """Meetings and calls beside the roundtable."""
    logged = known.of("contact.logged", candidate.code)
    if not logged:
        return UNKNOWN if known.reported else _cell("none", {}, compared="0")
    listed = [f"{entry.text('kind')}, {day_words(entry.on)}" for entry in logged]
    compared = "" if known.reported else str(len(logged))
    seqs = tuple(entry.seq for entry in logged)
    return _cell("{n}: {contacts:list}", {"contacts": listed, "n": len(logged)}, compared=compared, entries=seqs)


def money(known: Known, candidate: Candidate) -> Cell:
    """What the fund paid to the candidate's campaign."""
    gifts = known.money(candidate.code)
    if not gifts:
        return UNKNOWN if known.reported else _cell("none", {}, compared="0")
    total = sum(_paid(gift) for gift in gifts)
    seqs = tuple(sorted({dating.seq for gift in gifts for dating in gift.payments}))
    compared = "" if known.reported else str(total)
    return _cell("{total_cents:money}", {"total_cents": total}, compared=compared, entries=seqs)


def _paid(gift: Gift) -> int:
    """What was paid; several reports of one payment are one payment."""
    if gift.status == "reported":
        return gift.amount_cents or 0
    return sum(dating.amount_cents or 0 for dating in gift.payments)


def _term(known: Known, candidate: Candidate, template: str, key: str, *, late: bool = False) -> Cell:
    invitation = known.invitations.get(candidate.code)
    if invitation is None:
        return _nothing(known)
    terms = invitation.object("terms")
    value = invitation.body.get(key, terms.get(key))
    compared = shown(value) or "not said"
    reason = invitation.text("differs_because") or (_late(known, candidate) if late else "")
    if not shown(value):
        template = "not said"
    return _cell(template, {key: value}, compared=compared, reason=reason, entries=(invitation.seq,))


def _sum(known: Known, candidate: Candidate, key: str) -> Cell:
    held = [each for each in known.meetings(candidate.code) if each.status == "held" and not each.reported]
    if not held:
        if known.reported:
            return UNKNOWN
        return _cell("none", {}, compared="none", reason=_absence(known, candidate))
    total = sum(getattr(each, key) or 0 for each in held)
    seqs = tuple(each.history[-1].seq for each in held)
    return _cell("{n}", {"n": total}, compared=str(total), entries=seqs)


def _unsaid(known: Known) -> Cell:
    """Nothing of this kind yet, which is no difference."""
    return UNKNOWN if known.reported else _cell("none", {})


def _nothing(known: Known) -> Cell:
    return UNKNOWN if known.reported else _cell("not invited", {}, compared="not invited")


def _late(known: Known, candidate: Candidate) -> str:
    """Why an offer came later: the candidate was added after the first offer."""
    added = candidate.history[0].on
    return f"became a candidate on {day_words(added)}" if known.first_offer and added > known.first_offer else ""


def _absence(known: Known, candidate: Candidate) -> str:
    """Why no roundtable was held, as far as the record says."""
    replies = known.of("reply.received", candidate.code)
    if replies and replies[-1].text("answer") == "declined":
        return f"declined on {day_words(replies[-1].on)}"
    if candidate.status.startswith("withdr"):
        return f"{candidate.status} on {day_words(candidate.history[-1].on)}"
    cancelled = [step for each in known.meetings(candidate.code) for step in each.history if step.status == "cancelled"]
    return cancelled[-1].words if cancelled else ""


def _cell(
    template: str, values: Mapping[str, Any], *, compared: str = "", reason: str = "", entries: tuple[int, ...] = ()
) -> Cell:
    return Cell(render(template, values), template, values, compared, reason, entries)
