"""What the paper channel of a secret poll refuses."""

from hustings.core.errors import Refusal


class PaperTooLate(Refusal):
    code = "paper-too-late"
    says = "The poll opened at {opens_at}; who votes on paper is struck off the electronic list before that."
    todo = "Let them vote with the credential that they have. A change now would allow a member to vote twice."


class PaperAnnounced(Refusal):
    code = "paper-announced"
    says = "The paper ballots of {poll} are announced already."
    todo = "Nothing needs to be done. The numbers and places were fixed then."


class PaperNotAnnounced(Refusal):
    code = "paper-not-announced"
    says = "No paper ballots were announced for {poll} before it opened."
    todo = "They cannot be counted: nobody was struck off the electronic list for them."


class PaperPlacesUnclear(Refusal):
    code = "paper-places-unclear"
    says = "The paper ballots need at least one place, each named once."
    todo = "Name every hall, and the place where letters are counted."


class TooFewOnPaper(Refusal):
    code = "paper-too-few"
    says = "Of {n} paper ballots a count would show how single members voted; at least {least} are wanted together."
    todo = (
        "Mix them with those of another place before anybody counts. "
        "Where there is no other, give these members a way to vote electronically."
    )


class TooManyOnPaper(Refusal):
    code = "paper-too-many"
    says = "{n} would have voted on paper; {n_paper} members were struck off the electronic list for it."
    todo = "Count the crosses on the list of each place again. Nobody else may vote on paper."


class NotAPaperPlace(Refusal):
    code = "paper-place-unknown"
    says = "“{place}” is not among the places that were announced: {places}."
    todo = "Choose one of them."


class PaperNotOver(Refusal):
    code = "paper-not-over"
    says = "The poll runs until {closes_at}."
    todo = "Count after that. Until then the urns stay sealed."


class PaperFiguresIncomplete(Refusal):
    code = "paper-figures-incomplete"
    says = "The sheet needs one whole number for each answer. Wrong or missing: {which}."
    todo = "Write 0 where nobody chose an answer."


class PaperDoesNotAddUp(Refusal):
    code = "paper-does-not-add-up"
    says = "{n_votes} valid and {n_spoilt} spoilt ballots do not make {n_voters} voters."
    todo = "Count the ballots and the crosses on the list again; write down what differs before you enter anything."


class PaperPlaceTaken(Refusal):
    code = "paper-place-entered"
    says = "The paper ballots of {place} were already entered, as {sheet}."
    todo = "A second teller confirms it; if a figure is wrong, withdraw the sheet with a reason and enter it again."


class NoSuchPaperSheet(Refusal):
    code = "no-such-paper-sheet"
    says = "There is no sheet “{sheet}” of paper ballots that stands."
    todo = "Check the code on the page of the poll."


class SamePaperTeller(Refusal):
    code = "paper-same-teller"
    says = "The sheet {sheet} was entered by you; a second teller must confirm it."
    todo = "Ask the other teller to enter the same figures from the paper."


class PaperSheetsDiffer(Refusal):
    code = "paper-sheets-differ"
    says = "Your figure for “{what}” is not the one that the first teller entered. {sheet} stays unconfirmed."
    todo = "Look at the paper together: either you try again, or the sheet is withdrawn with a reason."


class PaperConfirmed(Refusal):
    code = "paper-confirmed"
    says = "{sheet} is confirmed."
    todo = "Nothing needs to be done."


class PaperReasonMissing(Refusal):
    code = "paper-reason-missing"
    says = "A sheet is withdrawn with a reason, which everybody can read."
    todo = "Say in one sentence why."
