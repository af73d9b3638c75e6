"""Paper and hall ballots of a secret poll at the desk: announced before the opening, entered and confirmed after it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.doors.staff.acting import ActionForm
from hustings.doors.staff.desk import Desk
from hustings.doors.staff.fields import LinesField
from hustings.doors.staff.pages import Section, lines, table
from hustings.rooms.ballots.actions_on_paper import (
    announce_paper,
    confirm_paper_count,
    enter_paper_count,
    withdraw_paper_count,
)
from hustings.rooms.ballots.paper import PaperSheetView, paper_of
from hustings.rooms.ballots.queries import PollView, poll_of


class Announce(ActionForm):
    action = announce_paper
    name, path = "ballots-paper", "secret-polls/<slug:thing>/paper/"
    title = gettext_lazy("Announce paper ballots")
    lead = gettext_lazy(
        "For members without a browser. The credential office has struck them off the electronic list; say how many "
        "they are and where they vote, before the poll opens."
    )
    button = gettext_lazy("Announce paper ballots")
    done = gettext_lazy("The paper ballots are announced. Their sheets are entered after the close.")

    n_paper = forms.IntegerField(label=gettext_lazy("Members who vote on paper"), min_value=1)
    places = LinesField(
        label=gettext_lazy("Places"), help_text=gettext_lazy("One a line: each hall, and where letters are counted.")
    )

    def arguments(self) -> dict[str, Any]:
        return {"poll": self.thing, **self.cleaned_data}

    def then(self) -> str:
        return self.desk.url("ballots-one", self.thing)


class _Figures(ActionForm):
    """A form with one field for each answer of the poll, and the two totals."""

    n_voters = forms.IntegerField(label=gettext_lazy("Members who voted, by the crosses on the list"), min_value=0)
    n_spoilt = forms.IntegerField(label=gettext_lazy("Spoilt ballots"), min_value=0)

    def prepare(self) -> None:
        self.poll = poll_of(cycle=self.desk.cycle, poll=self.thing)
        for place, answer in enumerate(self.poll.answers):
            self.fields[f"votes-{place}"] = forms.IntegerField(label=answer, min_value=0)
        votes = [name for name in self.fields if name.startswith("votes-")]
        self.order_fields(["place", "sheet", *votes, "n_spoilt", "n_voters"])

    def figures(self) -> dict[str, Any]:
        said = self.cleaned_data
        counts = {answer: said[f"votes-{place}"] for place, answer in enumerate(self.poll.answers)}
        return {"counts": counts, "n_voters": said["n_voters"], "n_spoilt": said["n_spoilt"]}

    def then(self) -> str:
        return self.desk.url("ballots-one", self.thing)


class Enter(_Figures):
    action = enter_paper_count
    name, path = "ballots-paper-enter", "secret-polls/<slug:thing>/paper/enter/"
    title = gettext_lazy("Enter a count of paper ballots")
    lead = gettext_lazy("From the paper. It counts once another person has entered the same figures.")
    button = gettext_lazy("Enter a count of paper ballots")
    done = gettext_lazy("{value} is entered and waits for a second teller.")

    place = forms.ChoiceField(label=gettext_lazy("Place"))

    def prepare(self) -> None:
        super().prepare()
        found = paper_of(cycle=self.desk.cycle, poll=self.thing, actor=self.desk.actor)
        there = {sheet.place for sheet in found.sheets} if found else set()
        choices = [(place, place) for place in (found.places if found else ()) if place not in there]
        self.fields["place"].choices = choices  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        return {"poll": self.thing, "place": self.cleaned_data["place"]} | self.figures()


class Confirm(_Figures):
    action = confirm_paper_count
    name, path = "ballots-paper-confirm", "secret-polls/<slug:thing>/paper/confirm/"
    title = gettext_lazy("Confirm a count of paper ballots")
    lead = gettext_lazy("Enter the figures once more from the paper. What the first teller typed is not shown.")
    button = gettext_lazy("Confirm a count of paper ballots")
    done = gettext_lazy("The sheet is confirmed and counts.")

    sheet = forms.ChoiceField(label=gettext_lazy("Sheet"))

    def prepare(self) -> None:
        super().prepare()
        waiting = [each for each in _sheets(self.desk, self.thing) if not each.confirmed and not each.mine]
        self.fields["sheet"].choices = [(each.code, f"{each.place} ({each.code})") for each in waiting]  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        return {"sheet": self.cleaned_data["sheet"]} | self.figures()


class Withdraw(ActionForm):
    action = withdraw_paper_count
    name, path = "ballots-paper-withdraw", "secret-polls/<slug:thing>/paper/withdraw/"
    title = gettext_lazy("Withdraw a count of paper ballots")
    lead = gettext_lazy("It counts no more and stays on the record with the reason. The place can be entered again.")
    button = gettext_lazy("Withdraw a count")
    done = gettext_lazy("The sheet is withdrawn.")
    grave = True

    sheet = forms.ChoiceField(label=gettext_lazy("Sheet"))
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300, help_text=gettext_lazy("It is published."))

    def prepare(self) -> None:
        choices = [(each.code, f"{each.place} ({each.code})") for each in _sheets(self.desk, self.thing)]
        self.fields["sheet"].choices = choices  # type: ignore[attr-defined]

    def then(self) -> str:
        return self.desk.url("ballots-one", self.thing)


FORMS = (Announce, Enter, Confirm, Withdraw)


def sections(desk: Desk, poll: PollView) -> list[Section]:
    """The paper channel of a poll, if it has one."""
    found = paper_of(cycle=desk.cycle, poll=poll.code, actor=desk.actor)
    if found is None:
        return []
    said: dict[Any, Any] = {_("Members who vote on paper"): found.n_paper, _("Places"): ", ".join(found.places)}
    if found.missing:
        said[_("Still to be counted or confirmed")] = ", ".join(found.missing)
    rows = [[each.place, each.code, _state(each), *_figures_of(each)] for each in found.sheets]
    columns = [_("Place"), _("Sheet"), _("State"), "#" + _("Voted"), "#" + _("Spoilt")]
    shown: list[Section] = [{"lines": lines(said)}]
    return [*shown, {"table": table(_("Paper and hall ballots"), columns, rows)}] if rows else shown


def buttons(desk: Desk, poll: PollView) -> list[Any]:
    """What can be done to the paper channel now."""
    found = paper_of(cycle=desk.cycle, poll=poll.code, actor=desk.actor)
    if found is None:
        return desk.button(Announce, poll.code) if desk.at < poll.opens_at else []
    if desk.at < poll.closes_at:
        return []
    offered: list[Any] = []
    if len(found.sheets) < len(found.places):
        offered += desk.button(Enter, poll.code)
    if any(not sheet.confirmed and not sheet.mine for sheet in found.sheets):
        offered += desk.button(Confirm, poll.code)
    return offered + (desk.button(Withdraw, poll.code) if found.sheets else [])


def _sheets(desk: Desk, poll: str) -> tuple[PaperSheetView, ...]:
    found = paper_of(cycle=desk.cycle, poll=poll, actor=desk.actor)
    return found.sheets if found else ()


def _state(sheet: PaperSheetView) -> dict[str, Any]:
    return {"status": {"word": _("confirmed"), "mark": "full", "tone": "good"} if sheet.confirmed else "waiting"}


def _figures_of(sheet: PaperSheetView) -> tuple[Any, Any]:
    return ("–", "–") if sheet.n_voters is None else (sheet.n_voters, sheet.n_spoilt)
