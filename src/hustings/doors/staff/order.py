"""The rooms in the order of the cycle, as the desk lists them."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class Place:
    """A room's key, which names its page and its files, and its words."""

    key: str
    label: Any


PLACES: tuple[Place, ...] = (
    Place("overview", _("Overview")),
    Place("cycles", _("Rules and calendar")),
    Place("candidates", _("Candidates")),
    Place("invitations", _("Invitations")),
    Place("questionnaires", _("Questionnaires")),
    Place("roundtables", _("Roundtables")),
    Place("questions", _("Members’ questions")),
    Place("lottery", _("Lottery of seats")),
    Place("press", _("Press file")),
    Place("roll", _("Roll of members")),
    Place("straw_polls", _("Straw polls")),
    Place("ballots", _("Secret poll")),
    Place("estimates", _("Published polls")),
    Place("board", _("Board")),
    Place("releases", _("Statements")),
    Place("fund", _("Political fund")),
    Place("endorsements", _("Endorsements")),
    Place("publication", pgettext_lazy("making public", "Publication")),
    Place("record", _("Record")),
    Place("notices", _("Letters")),
)

PHASES: dict[str, Any] = {
    "drafting": pgettext_lazy("phase of a cycle", "drafting"),
    "called": pgettext_lazy("phase of a cycle", "called"),
    "inviting": pgettext_lazy("phase of a cycle", "inviting"),
    "hearing": pgettext_lazy("phase of a cycle", "hearing"),
    "consulting": pgettext_lazy("phase of a cycle", "consulting"),
    "deciding": pgettext_lazy("phase of a cycle", "deciding"),
    "decided": pgettext_lazy("phase of a cycle", "decided"),
    "closed": pgettext_lazy("phase of a cycle", "closed"),
}

ROLES: dict[str, Any] = {
    "director": _("political director"),
    "officer": _("officer"),
    "secretary": _("secretary"),
    "board": _("board member"),
    "treasurer": _("treasurer"),
    "communications": _("communications"),
    "election officer": _("election officer"),
}

VERBS: dict[str, Any] = {
    "account.opened": _("An account is opened."),
    "article.read-again": _("An article of the press file is read again."),
    "article.taken-in": _("An article is taken into the press file."),
    "candidate.pictured": _("A picture of a candidate is shown."),
    "contact.kept": _("Whom to write to is kept for a campaign."),
    "contact.removed": _("Whom to write to is removed."),
    "cycle.opened": _("The cycle is opened."),
    "date.set": _("A date is added to the calendar."),
    "fact.published": _("A fact from the press is published."),
    "fact.rejected": _("A fact of the press file is rejected."),
    "fact.reported-again": _("A further report of a published fact is added."),
    "fact.reopened": _("The rejection of a fact of the press file is taken back."),
    "gift.reported": _("A gift is entered as it was reported."),
    "invitation.answered": _("A campaign's question is answered."),
    "key.given": _("A custodian gives the public half of a key."),
    "letter.bounced": _("A letter came back."),
    "letter.queued": _("A letter is put into the outbox."),
    "letter.resent": _("A letter is written again."),
    "letter.sent": _("A letter has left the outbox."),
    "letters.stopped": _("A reader wants no more letters of a kind."),
    "link.issued": _("A private link is issued."),
    "link.revoked": _("Private links are revoked."),
    "feed.entered": _("A feed of the press file is entered."),
    "feed.ended": _("A feed of the press file is looked at no more."),
    "lottery.answered": _("A member answers whether she would take a seat drawn by lot."),
    "name.entered": _("The reader of the press file is taught a name."),
    "outbox.held": _("Letters are held, or may leave again."),
    "paper.announced": _("Who votes on paper is struck off the electronic list of a poll."),
    "paper.confirmed": _("A sheet of paper ballots is confirmed by a second teller."),
    "paper.entered": _("A sheet of paper ballots is entered."),
    "paper.withdrawn": _("A sheet of paper ballots is withdrawn."),
    "questionnaire.drafted": _("A questionnaire is drafted."),
    "questionnaire.revised": _("The draft of a questionnaire is changed."),
    "questions.set": _("The questions of a questionnaire are changed."),
    "question.declined": _("A member’s question is declined."),
    "question.merged": _("A member’s question is merged into another."),
    "question.parted": _("A merging of members’ questions is undone."),
    "question.proposed": _("A member proposes a question."),
    "question.published": _("A member’s question is published."),
    "record.clock-shifted": _("The rehearsal's clock is set."),
    "letters.written": _("A letter is written to many."),
    "words.erased": _("Words are erased from the record and from every room."),
    "release.drafted": _("A statement is drafted."),
    "release.dropped": _("The draft of a statement is given up."),
    "release.revised": _("The draft of a statement is changed."),
    "roundtable.held": _("A roundtable was held."),
    "roundtable.set": _("A roundtable is set."),
    "slots.preferred": _("A campaign says which slots it prefers."),
    "sheet.confirmed": _("A return sheet is confirmed by a second teller."),
    "sheet.scored": _("An assessor scores a candidate's answers."),
    "sheet.entered": _("A return sheet is entered."),
    "wave.called-off": _("A wave of letters is called off."),
    "wave.opened": _("A wave of letters is prepared."),
    "wave.paused": _("A wave of letters is paused."),
    "wave.started": _("A wave of letters is started."),
    "withdrawal.step-settled": _("A step that a candidate's going touches is settled."),
}
"""Words for entries that the public timeline does not tell, or tells elsewhere."""


def label_of(key: str) -> Any:
    """The words of a room."""
    return next(place.label for place in PLACES if place.key == key)
