"""Opening a lottery on the desk: quotas from the roll's own shares; changing them with a reason; cancelling."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.core.lottery.people import Cap, Quota
from hustings.core.lottery.proportional import proportional
from hustings.doors.staff.acting import ActionForm
from hustings.doors.staff.fields import LinesField, day_field, moment_of, refusing, text_field, time_field, zone_field
from hustings.doors.staff.pages import Section, table
from hustings.rooms.lottery.actions.opening import cancel_lottery, change_quotas, open_lottery
from hustings.rooms.lottery.plans import beacon, figure
from hustings.rooms.lottery.queries import lotteries_of, lottery_of, shares_of_the_roll
from hustings.rooms.roll.columns import Status
from hustings.rooms.roundtables.queries import roundtables_of

FEATURES: dict[str, Any] = {
    "state": gettext_lazy("State"),
    "years": gettext_lazy("Years as a member"),
    "status": gettext_lazy("Status"),
}
STATUSES: dict[Any, Any] = {
    Status.ACTIVE: gettext_lazy("active members"),
    Status.RETIRED: gettext_lazy("retired members"),
    Status.FEE_PAYER: gettext_lazy("fee payers"),
}
MOST_VALUES = 12
"""So many values of a feature are shown; the others are summed up."""

N_PARTS = 4


class OutsideForm(ActionForm):
    """A form in which one names the outside value that will decide."""

    figure = forms.CharField(
        label=gettext_lazy("A figure that somebody else will publish"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Named so that everybody knows which: who publishes it, where, on which day."),
    )
    network = forms.CharField(
        label=gettext_lazy("Or a public beacon: its network"), max_length=80, required=False,
        help_text=gettext_lazy("A network of the drand kind; its pulse is checked by signature."),
    )  # fmt: skip
    key = forms.CharField(label=gettext_lazy("The beacon's group key"), max_length=200, required=False)
    round_number = forms.IntegerField(label=gettext_lazy("The beacon's round"), min_value=1, required=False)

    def outside(self) -> dict[str, Any]:
        """What was named, empty if nothing was."""
        said = self.cleaned_data
        if said.get("network"):
            number = said.get("round_number") or 0
            return dict(refusing(lambda: beacon(network=said["network"], key=said.get("key", ""), round_number=number)))
        return figure(said["figure"]) if said.get("figure") else {}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("figure") and said.get("network"):
            raise ValidationError(_("Name a figure or a beacon, not both."))
        self.named = self.outside()
        return said


class OpenLottery(OutsideForm):
    action = open_lottery
    name, path = "lottery-open", "lottery/open/"
    title = gettext_lazy("Open a lottery for members’ seats")
    lead = gettext_lazy(
        "The list of members is frozen now. The seats are shared out as the list is made up; you can change that later."
    )
    button = gettext_lazy("Open the lottery")
    done = gettext_lazy("{value} is open. Everybody learns its quotas with the next publication.")

    roundtable = forms.ChoiceField(label=gettext_lazy("Roundtable"))
    seats = forms.IntegerField(label=gettext_lazy("Seats for members"), min_value=1, max_value=1000, initial=12)
    features = forms.MultipleChoiceField(
        label=gettext_lazy("Seats look like the membership by"),
        choices=list(FEATURES.items()),
        widget=forms.CheckboxSelectMultiple,
        initial=["state", "years"],
        required=False,
        help_text=gettext_lazy("From the roll. The fewer, the more equal everybody's chance."),
    )
    leeway = forms.IntegerField(
        label=gettext_lazy("Seats of leeway for each quota"), min_value=0, max_value=100, initial=1
    )
    per_local = forms.IntegerField(
        label=gettext_lazy("At most from one local"), min_value=1, max_value=1000, required=False
    )
    on = day_field(label=gettext_lazy("Members answer until"))
    clock = time_field(label=gettext_lazy("At"))
    zone = zone_field()
    statuses = forms.MultipleChoiceField(
        label=gettext_lazy("Who may be drawn"),
        choices=[(str(value), label) for value, label in STATUSES.items()],
        widget=forms.CheckboxSelectMultiple,
        initial=[str(Status.ACTIVE)],
    )
    n_tables = forms.IntegerField(
        label=gettext_lazy("Divide the panel into tables"), min_value=0, max_value=100, initial=0,
        help_text=gettext_lazy("0: no tables."),
    )  # fmt: skip
    n_invited = forms.IntegerField(
        label=gettext_lazy("Members to be invited by lot"), min_value=1, required=False,
        help_text=gettext_lazy("Empty: everybody on the list may volunteer. Otherwise name below what decides."),
    )  # fmt: skip

    field_order = (
        "roundtable", "seats", "features", "leeway", "per_local", "on", "clock", "zone", "statuses", "n_tables",
        "n_invited", "figure", "network", "key", "round_number",
    )  # fmt: skip

    def prepare(self) -> None:
        taken = {each.roundtable for each in lotteries_of(cycle=self.desk.cycle, actor=self.desk.actor)
                 if each.state != "cancelled"}  # fmt: skip
        self.known = [
            each
            for each in roundtables_of(cycle=self.desk.cycle, actor=self.desk.actor)
            if each.state == "scheduled" and each.code not in taken
        ]
        self.fields["roundtable"].choices = [(each.code, f"{each.name} ({each.code})") for each in self.known]  # type: ignore[attr-defined]

    def shows(self) -> list[Section]:
        if self.is_bound:
            return []
        if not self.known:
            todo = _("Set a roundtable first; each has one lottery.")
            return [{"empty": {"says": _("No roundtable without a lottery is to come."), "todo": todo}}]
        held = self._held((str(Status.ACTIVE),))
        rows = [
            [str(FEATURES[name]), value, n]
            for name, values in held.items()
            for value, n in list(values.items())[:MOST_VALUES]
        ]
        title = _("What the roll says of active members")
        columns = [_("Feature"), _("Value"), "#" + _("Members")]
        return [{"title": title, "table": table(title, columns, rows)}] if rows else []

    def arguments(self) -> dict[str, Any]:
        said = self.cleaned_data
        held = self._held(tuple(said["statuses"]))
        quotas = [
            quota
            for name in said["features"]
            if held[name]
            for quota in proportional(name, held[name], seats=said["seats"], leeway=said["leeway"])
        ]
        kept = {name: said[name] for name in ("roundtable", "seats", "statuses", "n_tables", "n_invited")}
        caps = [Cap("local", said["per_local"])] if said["per_local"] else []
        closes_at = moment_of(said["on"], said["clock"], said["zone"])
        return kept | {"quotas": quotas, "caps": caps, "closes_at": closes_at, "outside": self.named}

    def _held(self, statuses: tuple[str, ...]) -> Any:
        who: dict[str, Any] = {"actor": self.desk.actor, "at": self.desk.at}
        return shares_of_the_roll(cycle=self.desk.cycle, statuses=statuses, **who)


class QuotasField(LinesField):
    """A quota a line: feature, value, least, most."""

    def clean(self, value: Any) -> Any:
        return tuple(self._quota(line) for line in super().clean(value))

    def _quota(self, line: str) -> Quota:
        parts = [part.strip() for part in line.split(",")]
        if len(parts) != N_PARTS or not (parts[2].isdecimal() and parts[3].isdecimal()):
            raise ValidationError(_("Write a quota a line, such as: state, OH, 3, 5"))
        return Quota(parts[0], parts[1], int(parts[2]), int(parts[3]))


class AboutLottery(ActionForm):
    """A form about one lottery."""

    def prepare(self) -> None:
        self.view = lottery_of(cycle=self.desk.cycle, lottery=self.thing, actor=self.desk.actor)

    def arguments(self) -> dict[str, Any]:
        return {"lottery": self.thing} | self.cleaned_data

    def then(self) -> str:
        return self.desk.url("lottery-one", self.thing)


class ChangeQuotas(AboutLottery):
    action = change_quotas
    name, path = "lottery-quotas", "lottery/<slug:thing>/quotas/"
    title = gettext_lazy("Change seats and quotas")
    lead = gettext_lazy("Until everything is fixed. What stood before stays on the record, with the reason.")
    button = gettext_lazy("Change the quotas")
    done = gettext_lazy("The quotas of {thing} are changed.")

    seats = forms.IntegerField(label=gettext_lazy("Seats for members"), min_value=1, max_value=1000)
    quotas = QuotasField(
        label=gettext_lazy("Quotas"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy(
            "One a line: feature, value, at least, at most. “other” counts every value without a line of its own."
        ),
    )
    per_local = forms.IntegerField(
        label=gettext_lazy("At most from one local"), min_value=1, max_value=1000, required=False
    )
    reason = text_field(label=gettext_lazy("Reason"), help_text=gettext_lazy("It is published."))

    def prepare(self) -> None:
        super().prepare()
        written = [f"{one.feature}, {one.value}, {one.low}, {one.high}" for one in self.view.quotas]
        cap = self.view.caps[0].at_most if self.view.caps else None
        self.initial = {"seats": self.view.seats, "quotas": "\n".join(written), "per_local": cap}

    def arguments(self) -> dict[str, Any]:
        said = self.cleaned_data
        caps = [Cap("local", said["per_local"])] if said["per_local"] else []
        kept = {name: said[name] for name in ("seats", "quotas", "reason")}
        return {"lottery": self.thing, "caps": caps} | kept


class Cancel(AboutLottery):
    action = cancel_lottery
    name, path = "lottery-cancel", "lottery/<slug:thing>/cancel/"
    title = gettext_lazy("Cancel the lottery")
    lead = gettext_lazy("It stays visible as cancelled, with the reason. Nothing that is drawn can be cancelled.")
    button = gettext_lazy("Cancel the lottery")
    done = gettext_lazy("{thing} is cancelled.")
    grave = True

    reason = text_field(label=gettext_lazy("Reason"), help_text=gettext_lazy("It is published."))


FORMS: tuple[type[ActionForm], ...] = (OpenLottery, ChangeQuotas, Cancel)
