"""The forms of the outbox: hold, look, start, pause, call off, write again, take in what came back."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy, pgettext

from hustings.doors.staff.acting import ActionForm
from hustings.doors.staff.desk import Desk
from hustings.doors.staff.pages import Section, lines
from hustings.ground.notices.actions import (
    call_off_wave,
    hold_letters,
    note_bounce,
    open_wave,
    pause_wave,
    resend_letter,
    start_wave,
)
from hustings.ground.notices.bounces import bounces_in
from hustings.ground.notices.queries import LetterText, examples, letter_of, letter_of_message, wave_of
from hustings.ground.notices.refusals import NoSuchLetter

KINDS: dict[str, Any] = {
    "": gettext_lazy("single letters"),
    "invitation": gettext_lazy("invitations"),
    "reminder": gettext_lazy("reminders"),
    "questionnaire": gettext_lazy("questionnaires"),
    "calendar": gettext_lazy("appointments"),
    "statement": gettext_lazy("statements to members"),
    "lottery": gettext_lazy("invitations drawn by lot"),
}
MOST_BYTES = 1_000_000


class OpenWave(ActionForm):
    action = open_wave
    name, path = "notices-open", "letters/wave/"
    title = gettext_lazy("Prepare a wave")
    lead = gettext_lazy(
        "Every waiting letter goes into it. Look at one of each kind; nothing leaves before you start it."
    )
    button = gettext_lazy("Prepare a wave")
    done = gettext_lazy("{value} is prepared. Start it when you have looked.")

    label = forms.CharField(label=gettext_lazy("What these letters are"), max_length=200)
    per_minute = forms.IntegerField(
        label=gettext_lazy("Letters a minute"), min_value=1, max_value=10_000, initial=60,
        help_text=gettext_lazy("Many mail servers take a hundred a minute from one sender; ask yours."),
    )  # fmt: skip

    def shows(self) -> list[Section]:
        found = examples(cycle=self.desk.cycle, actor=self.desk.actor)
        if not found:
            todo = _("Hold the letters, write them in their own room, and come back.")
            return [{"empty": {"says": _("No letter waits outside a wave."), "todo": todo}}]
        return looks_of(self.desk, found)

    def arguments(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {"title": said["label"], "per_minute": said["per_minute"], "gather": True}


class _OneWave(ActionForm):
    """A form about one wave, which it shows."""

    def prepare(self) -> None:
        self.view = wave_of(cycle=self.desk.cycle, wave=self.thing, actor=self.desk.actor)

    def shows(self) -> list[Section]:
        view = self.view
        said = {_("Wave"): view.title, _("Letters waiting"): str(view.n_waiting), _("Pace"): pace_of(view.per_minute)}
        return [{"lines": lines(said)}]

    def arguments(self) -> dict[str, Any]:
        return {"wave": self.thing} | self.cleaned_data

    def then(self) -> str:
        return self.desk.url("notices-wave", self.thing)


class StartWave(_OneWave):
    action = start_wave
    name, path = "notices-start", "letters/waves/<slug:thing>/start/"
    title = gettext_lazy("Start the wave")
    lead = gettext_lazy("What has left cannot be called back. You can pause the wave at any time.")
    button = gettext_lazy("Start the wave")
    done = ngettext_lazy("{thing} is leaving: {value} letter.", "{thing} is leaving: {value} letters.", "value")

    def shows(self) -> list[Section]:
        found = examples(cycle=self.desk.cycle, wave=self.thing, actor=self.desk.actor)
        return [*super().shows(), *looks_of(self.desk, found)]


class PauseWave(_OneWave):
    action = pause_wave
    name, path = "notices-pause", "letters/waves/<slug:thing>/pause/"
    title = gettext_lazy("Pause the wave")
    lead = gettext_lazy("No further letter leaves until you start it again.")
    button = gettext_lazy("Pause the wave")
    done = ngettext_lazy(
        "{thing} is paused; {value} letter waits.", "{thing} is paused; {value} letters wait.", "value"
    )


class CallOffWave(_OneWave):
    action = call_off_wave
    name, path = "notices-call-off", "letters/waves/<slug:thing>/call-off/"
    title = gettext_lazy("Call the wave off")
    lead = gettext_lazy("The letters that have not left are given up for good. Those that left stay sent.")
    button = gettext_lazy("Call the wave off")
    done = ngettext_lazy(
        "{thing} is called off; {value} letter was not sent.",
        "{thing} is called off; {value} letters were not sent.",
        "value",
    )
    grave = True

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=200)


class HoldLetters(ActionForm):
    action = hold_letters
    name, path = "notices-hold", "letters/hold/"
    title = gettext_lazy("Hold the letters")
    lead = gettext_lazy("From now on letters wait here until somebody has looked at them and started their wave.")
    button = gettext_lazy("Hold the letters")
    done = gettext_lazy("Letters are held.")

    def arguments(self) -> dict[str, Any]:
        return {"held": True}


class LetLeave(ActionForm):
    action = hold_letters
    name, path = "notices-release", "letters/release/"
    title = gettext_lazy("Let letters leave at once")
    lead = gettext_lazy(
        "Letters that wait outside a wave leave with the next run of hustings tick, without another look."
    )
    button = gettext_lazy("Let letters leave at once")
    done = gettext_lazy("Letters leave at once again.")

    def shows(self) -> list[Section]:
        return looks_of(self.desk, examples(cycle=self.desk.cycle, actor=self.desk.actor))

    def arguments(self) -> dict[str, Any]:
        return {"held": False}


class Resend(ActionForm):
    action = resend_letter
    name, path = "notices-resend", "letters/<slug:thing>/again/"
    title = gettext_lazy("Write a letter again")
    lead = gettext_lazy("The same words, to the same address or a better one.")
    button = gettext_lazy("Write it again")
    done = gettext_lazy("LTR-{value} is in the outbox in its place.")

    to = forms.EmailField(label=gettext_lazy("Address"))

    def prepare(self) -> None:
        if not self.thing.isdecimal():
            raise NoSuchLetter(where=self.thing)
        self.letter = letter_of(cycle=self.desk.cycle, letter=int(self.thing), actor=self.desk.actor)
        self.fields["to"].initial = self.letter.to

    def shows(self) -> list[Section]:
        said = {
            _("Subject"): self.letter.subject,
            _("What went wrong"): self.letter.problem,
            _("The server's answer"): self.letter.answer,
        }
        return [{"lines": lines(said)}]

    def arguments(self) -> dict[str, Any]:
        return {"letter": self.letter.id, "to": self.cleaned_data["to"]}


class TakeBounces(ActionForm):
    action = note_bounce
    name, path = "notices-bounces", "letters/bounces/"
    title = gettext_lazy("Letters that came back")
    lead = gettext_lazy("Save the mail that says a letter could not be delivered as a file (.eml), and give it here.")
    button = gettext_lazy("Take in what came back")
    done = ngettext_lazy("{value} letter came back.", "{value} letters came back.", "value")

    file = forms.FileField(label=gettext_lazy("The mail as a file"))

    def clean_file(self) -> Any:
        given = self.cleaned_data["file"]
        if given.size > MOST_BYTES:
            raise ValidationError(_("The file is larger than a mail of this kind."))
        told = list(bounces_in(given.read()))
        ours = [(letter_of_message(message_id=each.message_id, actor=self.desk.actor), each) for each in told]
        self.found = [(letter, each) for letter, each in ours if letter and letter.cycle == self.desk.cycle]
        if not self.found:
            raise ValidationError(_("This mail does not say that a letter of this cycle came back."))
        return given

    def act(self) -> int:
        for letter, each in self.found:
            told = {"status": each.status, "answer": each.answer}
            note_bounce(cycle=self.desk.cycle, letter=letter.id, **told, actor=self.desk.actor, at=self.desk.at)
        return len(self.found)


FORMS: tuple[type[ActionForm], ...] = (
    OpenWave, StartWave, PauseWave, CallOffWave, HoldLetters, LetLeave, Resend, TakeBounces,
)  # fmt: skip


def looks_of(desk: Desk, found: tuple[tuple[int, LetterText], ...]) -> list[Section]:
    """Of every kind: how many wait, and one of them as its reader will see it, as text and as HTML."""
    return [_look(desk, n, example) for n, example in found]


def kind_of(kind: str) -> str:
    """The words for a kind of letter."""
    return str(KINDS.get(kind, kind))


def pace_of(per_minute: int) -> str:
    """How many letters may leave in a minute, in words."""
    return ngettext("%(n)s letter a minute", "%(n)s letters a minute", per_minute) % {"n": per_minute}


def _look(desk: Desk, n: int, example: LetterText) -> Section:
    title = _("%(n)s waiting: %(kind)s. One of them:") % {"n": n, "kind": kind_of(example.kind)}
    to_html = {"label": _("See it as mail programs show it"), "url": desk.url("notices-html", str(example.id))}
    said = {pgettext("of a letter", "To"): example.to, _("Subject"): example.subject}
    return {"title": title, "lines": lines(said), "text": example.text, "buttons": [to_html]}
