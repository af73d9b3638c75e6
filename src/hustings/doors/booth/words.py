"""What the booth's script says, in the reader's language. What stands in the page from the start is in its template."""

from django.utils.translation import gettext as _

from hustings.core.ballots.refusals import UnknownCredential, WrongElection
from hustings.doors.booth.passes import PassWanted
from hustings.rooms.ballots.queries import PollView, UnitView

REFUSALS = (PassWanted, UnknownCredential, WrongElection)
"""What a box may say of a ballot that was made as it ought to be; its answer is in English."""


def of(view: PollView, unit: UnitView) -> dict[str, str]:
    """Every sentence by its name; %(…)s stand for what only the script knows."""
    return _choosing() | _casting() | _receipt(view, unit)


def refusals() -> dict[str, list[str]]:
    """What happened and what to do, in the reader's language, by the code of the box's refusal."""
    return {each.code: [_(each.says), _(each.todo)] for each in REFUSALS}


def _choosing() -> dict[str, str]:
    return {
        "code_empty": _("Type the voting code from your letter."),
        "code_strange": _(
            "A voting code never has these characters: %(characters)s. It has no zero, no capital O or I."
        ),
        "code_short": _("The voting code is too short: %(missing)s characters are missing."),
        "code_long": _("The voting code is too long: %(extra)s characters too many."),
        "code_unlisted": _(
            "This voting code is not on the list of this part of the poll. Compare it with your letter, letter by "
            "letter, capitals too."
        ),
        "code_check": _("Check number of this code: %(number)s. The same stands in your letter."),
        "code_from_link_wrong": _("The link did not hold a whole voting code. Type the code from your letter."),
        "code_unchecked": _("You are offline, so the code could not be looked up. The box will check it."),
        "link_wanted": _("Paste the address of your own page: it has /member/ in it."),
        "choose_first": _("Choose one answer."),
        "no_worker": _("The part of the booth that locks your vote could not start. Load the page again."),
    }


def _casting() -> dict[str, str]:
    return {
        "locking": _("Your vote is being locked on this device …"),
        "locked": _("Your vote is locked on this device. It is not in the box yet."),
        "on_its_way": _("Your ballot is on its way …"),
        "other_ballot": _("The answer was about another ballot than yours. Look your tracker up before you trust it."),
        "soon": _("This poll closes in %(minutes)s minutes."),
        "online": _("You are online again. You can send your ballot now."),
        "closed_title": _("The poll has closed"),
        "closed_todo": _("A ballot that you cast before stays in the box and counts."),
    }


def _receipt(view: PollView, unit: UnitView) -> dict[str, str]:
    return {
        "receipt_subject": _("Receipt of my ballot"),
        "receipt": "\n".join(
            (
                _("Receipt of a ballot in a secret poll"),
                "",
                f"{view.cycle} · {view.code} · {unit.code} {unit.name}",
                _("Tracker: %(tracker)s"),
                _("Head of the box when it was taken in: %(head)s"),
                _("Fingerprint of the election: %(fingerprint)s"),
                _("Look it up at: %(address)s"),
                "",
                _("It proves that your ballot is in the box. It says nothing about your choice."),
            )
        ),
    }
