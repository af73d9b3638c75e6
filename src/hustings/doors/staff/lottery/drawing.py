"""Fixing everything, the draw by seed or by dice on a stage, and who comes instead."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from hustings.core.lottery.refusals import NoPanelPossible
from hustings.doors.staff.acting import ActionForm
from hustings.doors.staff.fields import PairsField, choice_field
from hustings.doors.staff.lottery.inviting import outside_words
from hustings.doors.staff.lottery.opening import AboutLottery, OutsideForm
from hustings.doors.staff.lottery.working import Step, Work, working
from hustings.doors.staff.pages import Section, lines
from hustings.rooms.lottery.actions.drawing import check_due, draw_lottery, fix_lottery, panels_of, to_work_out
from hustings.rooms.lottery.actions.seating import call_stand_in
from hustings.rooms.lottery.queries import fixed_plan_of, lottery_of, n_alone

HEX = 64
LAST_DRAWS: dict[Any, Any] = {
    "seed": gettext_lazy("by the seed"),
    "dice": gettext_lazy("by hand, with three ten-sided dice on a stage"),
}
DIGITS = [(str(digit), str(digit)) for digit in range(10)]


class Fix(OutsideForm):
    action = fix_lottery
    name, path = "lottery-fix", "lottery/<slug:thing>/fix/"
    title = gettext_lazy("Fix everything before the draw")
    lead = gettext_lazy(
        "1,000 numbered panels are worked out so that the lowest chance is as high as it can be. Then nothing can be "
        "changed: publish at once, before anybody can know the value that you name here."
    )
    button = gettext_lazy("Work the panels out, and fix them")
    grave = True

    last_draw = choice_field(LAST_DRAWS, radio=True, label=gettext_lazy("The last draw"), initial="seed")
    observers = PairsField(
        label=gettext_lazy("Observers who add to the seed"),
        required=False,
        help_text=gettext_lazy(
            "One a line: name, colon, commitment. Each makes it at home: hustings lottery commit --out FILE"
        ),
    )

    def prepare(self) -> None:
        self.view = lottery_of(cycle=self.desk.cycle, lottery=self.thing, actor=self.desk.actor)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        for who, digits in said.get("observers", ()):
            if len(digits) != HEX or digits.lower().strip("0123456789abcdef"):
                self.add_error("observers", _("The commitment of %(who)s has not 64 hex digits.") % {"who": who})
        return said

    def shows(self) -> list[Section]:
        said = {_("Volunteers"): self.view.n_yes, pgettext("at a roundtable", "Seats"): self.view.seats}
        section: Section = {"lines": lines(said)}
        if self.view.n_yes >= self.view.seats and not self.is_bound:
            alone = n_alone(cycle=self.desk.cycle, lottery=self.thing, actor=self.desk.actor)
            words = _(
                "%(n)s volunteers are alone with their features: who knows them and their features could find their "
                "row in the published plan, though no name stands there. Fewer quotas make fewer such rows."
            )
            section["says"] = words % {"n": alone} if alone else ""
        return [section]

    def act(self) -> Any:
        said = self.cleaned_data
        check_due(self.desk.cycle, self.thing, self.desk.at)
        sworn = [{"who": who, "commitment": digits.lower()} for who, digits in said["observers"]]
        return to_work_out(
            cycle=self.desk.cycle,
            lottery=self.thing,
            outside=self.named,
            contributors=sworn,
            last_draw=said["last_draw"],
        )

    def after(self, value: Any) -> Any:
        plan, terms = value
        work = Work(
            title=str(self.title),
            beside=lambda watch: panels_of(plan, terms, watch=watch),
            enter=self._enter,
            then=self.then(),
            back=self.desk.url(self.name, self.thing),
            mended={NoPanelPossible.code: (_("Change the quotas"), self.desk.url("lottery-quotas", self.thing))},
        )
        return working(self.desk, work)

    def _enter(self, fixed: Any) -> Iterator[Step | str]:
        who: dict[str, Any] = {"actor": self.desk.actor, "at": self.desk.at}
        digest = fix_lottery(cycle=self.desk.cycle, lottery=self.thing, fixed=fixed, **who)
        yield _("Everything is fixed. Publish now; the digest is %(digest)s") % {"digest": digest}

    def then(self) -> str:
        return self.desk.url("lottery-one", self.thing)


class Draw(AboutLottery):
    action = draw_lottery
    name, path = "lottery-draw", "lottery/<slug:thing>/draw/"
    title = gettext_lazy("Draw the seats")
    lead = gettext_lazy("Enter what was opened and published, exactly. It is done once; anybody can replay it.")
    button = gettext_lazy("Draw the seats")
    done = gettext_lazy("The seats are drawn. Tell those who have one.")
    template = "staff/draw.html"

    def prepare(self) -> None:
        super().prepare()
        self.plan = fixed_plan_of(cycle=self.desk.cycle, lottery=self.thing, actor=self.desk.actor)
        terms = self.plan.terms
        if terms.outside:
            label = _("The value of: %(name)s") % {"name": outside_words(terms.outside)}
            self.fields["outside"] = forms.CharField(label=label, max_length=200)
        for number, one in enumerate(terms.contributors):
            label = _("What %(who)s opened") % {"who": one["who"]}
            note = _("Leave it empty if it was not opened; the draw goes on without it.")
            self.fields[f"part_{number}"] = forms.CharField(label=label, max_length=500, required=False, help_text=note)
        self.by_dice = terms.last_draw == "dice"
        for name, label in (("first", _("First die")), ("second", _("Second die")), ("third", _("Third die"))):
            if self.by_dice:
                self.fields[name] = forms.ChoiceField(label=label, choices=[("", "–"), *DIGITS])

    def shows(self) -> list[Section]:
        said: dict[str, Any] = {
            _("Digest of what was fixed"): self.plan.digest,
            _("Volunteers"): len(self.plan.plan.people),
            _("Numbered panels"): len(self.plan.panels),
        }
        section: Section = {"lines": lines(said)}
        if self.by_dice:
            section["says"] = _(
                "Read the digest aloud, throw three ten-sided dice, and enter the digits in the order agreed before: "
                "000 to 999 is the number of the panel."
            )
        return [section]

    def arguments(self) -> dict[str, Any]:
        said = self.cleaned_data
        parts = {one["who"]: said[f"part_{place}"] for place, one in enumerate(self.plan.terms.contributors)}
        dice = int(said["first"] + said["second"] + said["third"]) if self.by_dice else None
        given = {who: part for who, part in parts.items() if part}
        return {"lottery": self.thing, "outside": said.get("outside", ""), "given": given, "dice": dice}


class CallStandIn(AboutLottery):
    action = call_stand_in
    name, path = "lottery-stand-in", "lottery/<slug:thing>/stand-in/"
    title = gettext_lazy("Somebody cannot come")
    lead = gettext_lazy("Who comes instead follows from the same seed and the same quotas. It cannot be taken back.")
    button = gettext_lazy("Give the seat to the stand-in")
    done = gettext_lazy("{value} comes instead.")
    grave = True

    leaves = forms.ChoiceField(label=gettext_lazy("Who cannot come"))

    def prepare(self) -> None:
        super().prepare()
        self.fields["leaves"].choices = [(code, code) for code in sorted(self.view.panel)]  # type: ignore[attr-defined]

    def said(self, value: Any) -> str:
        return super().said(value) if value else _("Nobody is left to come; the seat stays empty.")


FORMS: tuple[type[ActionForm], ...] = (Fix, Draw, CallStandIn)
