"""Recordings and transcripts of a roundtable: taken in, listed, and read at the desk."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.core.attached import ENDINGS
from hustings.core.hearings import Kept
from hustings.core.values import STAFF
from hustings.doors.staff.acting import ActionForm
from hustings.doors.staff.desk import Desk
from hustings.doors.staff.fields import choice_field
from hustings.doors.staff.pages import Section, table
from hustings.rooms.roundtables.actions.files import file_recording
from hustings.rooms.roundtables.queries import FileView, RoundtableView, recording_of, roundtable_of

KEPT: dict[Any, Any] = {Kept.RECORDING: gettext_lazy("recording"), Kept.TRANSCRIPT: gettext_lazy("transcript")}


class FileRecording(ActionForm):
    action = file_recording
    name, path = "roundtables-file", "roundtables/<slug:thing>/file/"
    title = gettext_lazy("Keep a recording or transcript")
    lead = gettext_lazy(
        "That it is kept, and the digest of the file, is published; the file itself only if you say so."
    )
    button = gettext_lazy("Keep it")
    done = gettext_lazy("It is kept, and on the record.")

    kind = choice_field(KEPT, radio=True, label=gettext_lazy("What it is"))
    file = forms.FileField(
        label=gettext_lazy("File"), required=False,
        help_text=gettext_lazy("A PDF, a picture or a plain text, 5 MB at most. A recording stands elsewhere."),
    )  # fmt: skip
    shown = forms.BooleanField(label=gettext_lazy("Everybody may have the file"), required=False)
    link = forms.URLField(
        label=gettext_lazy("Address at which it stands"), required=False, assume_scheme="https", max_length=500,
        help_text=gettext_lazy("It is published."),
    )  # fmt: skip

    def prepare(self) -> None:
        self.meeting = roundtable_of(cycle=self.desk.cycle, roundtable=self.thing, actor=self.desk.actor)

    def arguments(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        given = said.pop("file")
        file = (given.name, given.read()) if given else None
        return said | {"roundtable": self.thing, "kind": Kept(said["kind"]), "file": file}

    def then(self) -> str:
        return self.desk.url("roundtables-one", self.thing)


FORMS = (FileRecording,)


def files_of(desk: Desk, view: RoundtableView) -> list[Section]:
    """What is kept of a roundtable that was held, and the way to keep more."""
    title, buttons = _("Recording and transcript"), desk.button(FileRecording, view.code)
    if view.files:
        rows = [[str(KEPT[each.kind]), _file(desk, view, each), _link(each)] for each in view.files]
        columns = [_("What it is"), _("File"), _("Address")]
        return [{"title": title, "table": table(title, columns, rows), "buttons": buttons}]
    empty = {"says": _("Nothing is kept."), "todo": _("Give a file, or the address at which a recording stands.")}
    return [{"title": title, "empty": empty, "buttons": buttons}] if buttons else []


def file(desk: Desk, thing: str, number: int) -> HttpResponse:
    """The file itself, under a name of our own."""
    kept, data = recording_of(cycle=desk.cycle, roundtable=thing, number=number, actor=desk.actor)
    name = f"{thing}-{kept.kind}-{number}.{ENDINGS.get(kept.media, 'bin')}"
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(data, content_type=kept.media, headers={"Content-Disposition": disposition})


def _file(desk: Desk, view: RoundtableView, each: FileView) -> dict[str, Any]:
    if not each.digest:
        return {"text": "–"}
    who = _("everybody may have it") if each.shown else _("for the desk only")
    name: dict[str, Any] = {"text": each.name, "note": who}
    return name | ({"url": desk.url("roundtables-kept", view.code, str(each.number))} if desk.holds(STAFF) else {})


def _link(each: FileView) -> dict[str, Any]:
    return {"text": each.link, "url": each.link} if each.link else {"text": "–"}
