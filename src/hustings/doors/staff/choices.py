"""Words for the values that rules and roundtables choose among."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.core.decision.rule import Base, Compare, TieRule, Weights
from hustings.core.hearings import Audience, Press

COMPARES: dict[Any, Any] = {
    Compare.AT_LEAST: pgettext_lazy("how a share is met", "at least this share"),
    Compare.MORE_THAN: pgettext_lazy("how a share is met", "more than this share"),
}
BASES: dict[Any, Any] = {
    Base.CAST: _("of the votes cast"),
    Base.CAST_WITHOUT_ABSTENTIONS: _("of the votes cast, abstentions left out"),
    Base.PRESENT_AND_VOTING: _("of those present and voting"),
    Base.PRESENT: _("of those present"),
    Base.ELIGIBLE: _("of all who may vote"),
    Base.ELIGIBLE_WITHOUT_RECUSED: _("of all who may vote, the recused left out"),
}
TIES: dict[Any, Any] = {
    TieRule.FAILS: _("nothing is adopted"),
    TieRule.CASTING_VOTE: _("the chair has a casting vote"),
}
WEIGHTS: dict[Any, Any] = {
    Weights.ONE_EACH: _("the same for every seat"),
    Weights.BY_SEAT: _("by seat, as the motion lists them"),
}
AUDIENCES: dict[Any, Any] = {
    Audience.RESTRICTED: _("members, staff and their families"),
    Audience.WIDER: _("others too"),
}
PRESS: dict[Any, Any] = {
    Press.NONE: _("no press"),
    Press.AFTERWARDS: _("questions afterwards"),
    Press.OPEN: _("open to the press, on the same terms for all"),
}
