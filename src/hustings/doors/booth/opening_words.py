"""What the trustees' page says while it checks a closed poll and opens its sums. It refuses in the command's words."""

import re

from django.utils.translation import gettext as _

from hustings.core.ballots import refusals as poll
from hustings.core.ballots.belenios_v1.container import RecordTooLong
from hustings.core.ballots.merged import MergedWrong
from hustings.core.ballots.refusals import BallotRefused, PollRefused
from hustings.core.ballots.trustee_sums import (
    LedgerUnreadable,
    MinimumTooSmall,
    NotOfThePoll,
    OpenedBefore,
    TooFewToOpen,
    UnitsMissing,
)
from hustings.core.ballots.units import UnitsWrong
from hustings.core.errors import Refusal

REFUSALS: tuple[type[Refusal], ...] = (
    poll.HeaderWrong,
    poll.ArchiveCut,
    poll.PaddingWrong,
    poll.RecordHashWrong,
    poll.RecordTwice,
    RecordTooLong,
    poll.EventOrderWrong,
    poll.EventLinkWrong,
    poll.EventDataWrong,
    poll.ShuffleRefused,
    poll.HeadDiffers,
    poll.RecordMalformed,
    poll.NotCanonicalRecord,
    poll.ElementInvalid,
    poll.ElementNeutral,
    poll.ElectionLimitsWrong,
    poll.ElectionKeyWrong,
    poll.SetupLinkWrong,
    poll.TrusteeProofWrong,
    poll.TrusteeSignatureWrong,
    poll.TrusteeGroupWrong,
    poll.TrusteeKeyTwice,
    poll.CredentialTwice,
    poll.BallotMalformed,
    poll.WrongElection,
    poll.UnknownCredential,
    poll.BallotProofWrong,
    poll.BallotSignatureWrong,
    poll.TallyWrong,
    poll.TallyCountsWrong,
    poll.OwnerUnknown,
    poll.OwnerTwice,
    poll.DecryptionLinkWrong,
    poll.DecryptionProofWrong,
    poll.WrongKey,
    poll.NothingToDecrypt,
    UnitsWrong,
    MergedWrong,
    NotOfThePoll,
    UnitsMissing,
    MinimumTooSmall,
    TooFewToOpen,
    OpenedBefore,
    LedgerUnreadable,
)
"""What the page finds wrong with a poll, as the command does."""

_FACT = re.compile(r"{(\w+)}")


def of() -> dict[str, str]:
    """Every sentence by its name; %(…)s stand for what only the script knows."""
    return _counting() | {f"refused_{each.code}": _said(each) for each in REFUSALS}


def _said(refusal: type[Refusal]) -> str:
    """What happened, and what a checker does about it: the advice of a ballot is for the voter who made it."""
    todo = PollRefused.todo if issubclass(refusal, BallotRefused) else refusal.todo
    return _FACT.sub(r"%(\1)s", f"{_(refusal.says)} {_(todo)}")


def _counting() -> dict[str, str]:
    return {
        "count_list": _("The list of public credentials is checked first."),
        "count_minutes": _("%(ballots)s ballots hold, %(rate)s a second. About %(left)s minutes to go."),
        "count_seconds": _("%(ballots)s ballots hold, %(rate)s a second. About %(left)s seconds to go."),
        "sum_alone": _("%(units)s: %(n)s ballots count."),
        "sum_together": _("%(units)s, only together: %(n)s ballots count."),
        "give": _("For the election officer. It opens this sum only, and only with the parts of other trustees."),
        "keep_opened": _("What you have opened. Keep it beside your key, and give it to this page the next time."),
        "refused_choose": _("Choose the archives, your key, and the file of units or that there are none."),
        "refused_head": _("The closing head has 64 digits and letters from a to f. Copy it from the public record."),
    }
