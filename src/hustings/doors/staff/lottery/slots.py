"""Slots that two campaigns want: fix the wishes, then enter the public value."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.doors.staff.acting import ActionForm
from hustings.doors.staff.pages import Section, lines
from hustings.rooms.lottery.actions.slots import draw_wishes, fix_wishes, open_slot_seed
from hustings.rooms.lottery.queries import slot_draw_of
from hustings.rooms.roundtables.planning import slot_offer_of


class _OneOffer(ActionForm):
    """A form about one offer of slots, which it shows."""

    def prepare(self) -> None:
        self.offer = slot_offer_of(cycle=self.desk.cycle, offer=self.thing, actor=self.desk.actor)

    def shows(self) -> list[Section]:
        digest, _seed = slot_draw_of(cycle=self.desk.cycle, offer=self.thing, actor=self.desk.actor)
        said = {
            _("Offer"): self.thing,
            _("Wishes are taken until"): self.offer.closes_at,
            _("What settles ties"): self.offer.seed_from,
            _("Digest of the wishes"): digest,
        }
        return [{"lines": lines(said)}]

    def arguments(self) -> dict[str, Any]:
        return {"offer": self.thing} | self.cleaned_data

    def then(self) -> str:
        return self.desk.url("roundtables-slots")


class FixWishes(_OneOffer):
    action = fix_wishes
    name, path = "lottery-slots-fix", "lottery/slots/<slug:thing>/fix/"
    title = gettext_lazy("Fix the wishes")
    lead = gettext_lazy(
        "Their digest goes on the record with a commitment to a secret. Publish before the value is known: then nobody "
        "could choose who comes first."
    )
    button = gettext_lazy("Fix the wishes")
    done = gettext_lazy("The wishes for {thing} are fixed. Publish now; enter the value when it is known.")


class DrawWishes(_OneOffer):
    action = open_slot_seed
    name, path = "lottery-slots-draw", "lottery/slots/<slug:thing>/draw/"
    title = gettext_lazy("Draw the plan from the public value")
    lead = gettext_lazy("The value is entered once and published with all wishes; anybody can work the plan out again.")
    button = gettext_lazy("Draw the plan")
    done = gettext_lazy("The plan of {thing} is drawn.")

    outside = forms.CharField(label=gettext_lazy("The public value"), max_length=200)

    def act(self) -> Any:
        who: dict[str, Any] = {"actor": self.desk.actor, "at": self.desk.at}
        return draw_wishes(cycle=self.desk.cycle, **self.arguments(), **who)


FORMS: tuple[type[ActionForm], ...] = (FixWishes, DrawWishes)
