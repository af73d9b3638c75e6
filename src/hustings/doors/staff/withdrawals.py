"""When a candidate goes: every open step that touches, what the rulebook says of it, and a word on each."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from hustings.core.withdrawal import Checklist, Step, StepKind, Way
from hustings.doors.retelling import retold
from hustings.doors.sentences import day_words, said
from hustings.doors.staff import ballots, board, fund, invitations, roundtables, straw_polls
from hustings.doors.staff.acting import ActionForm
from hustings.doors.staff.desk import Desk
from hustings.doors.staff.fields import choice_field, text_field
from hustings.doors.staff.pages import Section, table
from hustings.rooms.candidates.actions import settle_step
from hustings.rooms.candidates.queries import withdrawal_of

KINDS: dict[StepKind, Any] = {
    StepKind.REPLACEMENT: gettext_lazy("Invitation of the successor"),
    StepKind.INVITATION: gettext_lazy("Invitation"),
    StepKind.ROUNDTABLE: gettext_lazy("Roundtable"),
    StepKind.QUESTIONNAIRE: gettext_lazy("Questionnaire"),
    StepKind.STRAW_POLL: gettext_lazy("Straw poll"),
    StepKind.SECRET_POLL: gettext_lazy("Secret poll"),
    StepKind.MOTION: gettext_lazy("Motion"),
    StepKind.GIFT: gettext_lazy("Gift"),
    StepKind.RELEASE: gettext_lazy("Drafted statement"),
}
PAGES = {
    StepKind.ROUNDTABLE: "roundtables-one",
    StepKind.QUESTIONNAIRE: "questionnaires-one",
    StepKind.STRAW_POLL: "straw_polls-one",
    StepKind.SECRET_POLL: "ballots-one",
    StepKind.MOTION: "board-one",
    StepKind.GIFT: "fund-one",
    StepKind.RELEASE: "releases-one",
}
"""Where a step's thing is shown, by its code."""

DOING: dict[StepKind, type[ActionForm]] = {
    StepKind.REPLACEMENT: invitations.Send,
    StepKind.ROUNDTABLE: roundtables.Cancel,
    StepKind.STRAW_POLL: straw_polls.Close,
    StepKind.SECRET_POLL: ballots.ChangeField,
    StepKind.MOTION: board.CallTheRoll,
    StepKind.GIFT: fund.Refuse,
}
"""The form that brings a step to its end."""

WAYS: dict[Any, Any] = {
    Way.DONE: gettext_lazy("Something was done about it"),
    Way.LEFT: gettext_lazy("It is left as it is"),
}
SETTLED: dict[str, Any] = {
    Way.DONE: {"word": pgettext_lazy("a step of a list", "done"), "mark": "tick", "tone": "good"},
    Way.LEFT: {"word": pgettext_lazy("a step of a list", "left as it is"), "mark": "dash", "tone": "plain"},
    "": {"word": pgettext_lazy("a step of a list", "ended on the record"), "mark": "tick", "tone": "good"},
}
OPEN: dict[str, Any] = {"word": pgettext_lazy("a step of a list", "to be settled"), "mark": "alert", "tone": "care"}


class Settle(ActionForm):
    action = settle_step
    name, path = "candidates-settle", "candidates/<slug:thing>/gone/"
    title = gettext_lazy("What this candidate's going touches")
    lead = gettext_lazy(
        "Go through the list: bring each step to its end by its own form, or write here what was done or why it is "
        "left. Nothing happens by itself, and nothing is deleted."
    )
    button = gettext_lazy("Settle the step")
    done = gettext_lazy("It is on the record. Go on with the next step.")

    step = forms.ChoiceField(label=gettext_lazy("Which step"), widget=forms.RadioSelect)
    way = choice_field(WAYS, radio=True, label=gettext_lazy("How it is settled"))
    words = text_field(label=gettext_lazy("In your words"), help_text=gettext_lazy("It is published."))

    def prepare(self) -> None:
        self.found = withdrawal_of(cycle=self.desk.cycle, candidate=self.thing, actor=self.desk.actor)
        choices = [(f"{step.kind} {step.code}", _named(step)) for step in self.found.open]
        self.fields["step"].choices = choices  # type: ignore[attr-defined]

    def shows(self) -> list[Section]:
        return [listed(self.desk, self.found)]

    def arguments(self) -> dict[str, Any]:
        kind, _space, code = self.cleaned_data["step"].rpartition(" ")
        said = {"step": StepKind(kind), "thing": code, "way": Way(self.cleaned_data["way"])}
        return said | {"candidate": self.thing, "words": self.cleaned_data["words"]}

    def then(self) -> str:
        return (
            self.desk.url(self.name, self.thing)
            if len(self.found.open) > 1
            else self.desk.url("candidates-one", self.thing)
        )


def listed(desk: Desk, found: Checklist) -> Section:
    """Every touched step: where it stands, what the rulebook says, how it was or can be settled."""
    title = _("What %(name)s leaves behind") % {"name": found.name}
    if not found.steps:
        empty = {"says": _("No open step is touched."), "todo": _("Nothing needs to be done.")}
        return {"title": title, "empty": empty}
    rows = [[_thing(desk, step), _state(step), _rule(step), *_how(desk, step)] for step in found.steps]
    n = len(found.open)
    done = _("Every step is settled.")
    says = (
        done
        if not n
        else ngettext("%(n)s step is still to be settled.", "%(n)s steps are still to be settled.", n) % {"n": n}
    )
    columns = [_("Step"), _("Where it stands"), _("What the rules say"), _("Settled"), _("Next")]
    return {"title": title, "says": says, "table": table(title, columns, rows)}


def _named(step: Step) -> str:
    return " ".join(part for part in (str(KINDS[step.kind]), step.code) if part)


def _thing(desk: Desk, step: Step) -> dict[str, Any]:
    cell: dict[str, Any] = {"text": _named(step)}
    if step.kind in PAGES:
        cell["url"] = desk.url(PAGES[step.kind], step.code)
    if step.what:
        cell["note"] = day_words(step.what[:10]) if step.kind is StepKind.ROUNDTABLE else step.what
    return cell


def _state(step: Step) -> str:
    """Where a step stands: words of the record, between commas."""
    return ", ".join(map(retold, step.state.split(", ")))


def _rule(step: Step) -> str:
    """What the rulebook says of a step."""
    words = {name: retold(value) if isinstance(value, str) else value for name, value in step.values.items()}
    return said(step.template, words)


def _how(desk: Desk, step: Step) -> tuple[Any, Any]:
    """The state of a step, and the form that ends it."""
    if step.settled:
        return {"status": SETTLED[step.way]} | ({"note": step.words} if step.words else {}), {"text": "–"}
    form = DOING.get(step.kind)
    if form is None:
        return {"status": OPEN}, {"text": _("Write below what is done")}
    args = () if step.kind is StepKind.REPLACEMENT else (step.code,)
    return {"status": OPEN}, desk.link(form, *args)
