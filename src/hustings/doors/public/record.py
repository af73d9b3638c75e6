"""The record itself: every entry as published, sealed ones as leaves."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponseBase
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from hustings.core.chain import Entry
from hustings.core.projections.statements import statements
from hustings.doors.parts.figures import digest
from hustings.doors.public import saying
from hustings.doors.public.frame import Here, page
from hustings.rooms.publication.refusals import NoSuchPage

Part = dict[str, Any]
PER_PAGE = 50

UNSHOWN = frozenset({"sources"})


@page
def record(here: Here) -> HttpResponseBase:
    """The entries, the last first; with `?entries=3,8` only those."""
    asked = {int(each) for each in here.request.GET.get("entries", "").split(",") if each.isascii() and each.isdigit()}
    kept = [entry for entry in reversed(here.shown.entries) if not asked or entry.seq in asked]
    chosen = Paginator(kept, PER_PAGE).get_page(here.request.GET.get("page"))
    overview = here.page.overview
    context = {
        "table": _table(here, list(chosen)),
        "chosen": chosen,
        "asked": bool(asked),
        "n_hidden": overview.n_hidden,
        "all_url": here.url("record"),
    }
    told = {"n": saying.plain(overview.n_entries), "hidden": saying.plain(overview.n_hidden)}
    lead = (
        _("%(n)s entries in one chain; %(hidden)s of them show only a digest. Each entry names the one before it.")
        % told
    )
    return here.render("record.html", _("The record"), context, lead=lead)


@page
def entry(here: Here, seq: int) -> HttpResponseBase:
    """One entry with everything that it says."""
    if seq >= len(here.shown.entries):
        raise NoSuchPage(where=f"/record/{seq}/")
    one = here.shown.entries[seq]
    payload = one.payload or {}
    context = {
        "one": one,
        "head": [{"label": label, "text": text} for label, text in _told(payload)] if payload else [],
        "body": body_of({key: value for key, value in one.body.items() if key not in UNSHOWN}),
        "sources": saying.sources_of(_sources(here, seq)),
        "corrections": _corrections(here, seq),
        "digests": [(_("Hash"), one.hash), (_("Leaf"), one.leaf), (_("Entry before"), one.prev)]
        + ([(_("Salt"), one.salt)] if one.salt else []),
        "before_url": here.url("entry", seq=seq - 1) if seq else "",
        "after_url": here.url("entry", seq=seq + 1) if seq + 1 < len(here.shown.entries) else "",
        "record_url": here.url("record"),
        "entry_basis": payload.get("basis", ""),
    }
    return here.render("entry.html", _("Entry %(seq)s") % {"seq": seq}, context, lead=what(here).get(seq, ""))


def what(here: Here) -> Mapping[int, str]:
    """What each entry says, in a sentence where the timeline has one, otherwise its verb in words."""
    told = {entry.seq: verb_words(entry) for entry in here.shown.entries}
    for item in here.page.timeline:
        if item.id == str(item.seq) and item.verb == here.shown.entries[item.seq].verb:
            told[item.seq] = saying.said(item.template, item.values)
    return told


UNSAID = (
    gettext_noop("Date set"),
    gettext_noop("Fact published"),
    gettext_noop("Fact reported again"),
    gettext_noop("Gift reported"),
    gettext_noop("Invitation answered"),
    gettext_noop("Question declined"),
    gettext_noop("Question merged"),
    gettext_noop("Question parted"),
    gettext_noop("Question published"),
    gettext_noop("Roundtable held"),
    gettext_noop("Roundtable set"),
    gettext_noop("Sheet confirmed"),
    gettext_noop("Sheet entered"),
)
"""Verbs that have no sentence of their own, as words."""


def verb_words(entry: Entry) -> str:
    """A verb and its subject in words: “sheet entered: POLL-1”."""
    if entry.withheld:
        return _("Withheld. %(reason)s") % {"reason": entry.withheld}
    if entry.payload is None:
        return _("Not shown: only its digest is published.")
    words = entry.verb.replace(".", " ").replace("_", " ").replace("-", " ")
    subject = str(entry.payload["subject"])
    told = words[:1].upper() + words[1:]
    return saying.colon(_(told), subject) if subject else words


def body_of(value: Any) -> SafeString | str:
    """The body of an entry as nested lists of pairs."""
    match value:
        case dict() if value:
            pairs = ((saying.field_words(str(key)), body_of(item)) for key, item in value.items())
            return format_html(
                '<dl class="body" lang="en">{}</dl>', format_html_join("", "<div><dt>{}</dt><dd>{}</dd></div>", pairs)
            )
        case list() if any(isinstance(item, dict) for item in value):
            return format_html(
                '<ol class="body-list">{}</ol>',
                format_html_join("", "<li>{}</li>", ([body_of(item)] for item in value)),
            )
        case str() if value and len(value) == 64 and not value.strip("0123456789abcdef"):
            return format_html("<code>{}</code>", value)
        case _:
            return saying.plain(value)


def _told(payload: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return [
        (_("Entered"), saying.time_of(payload["at"])),
        (_("By"), saying.word(payload["role"])),
        (_("About"), payload["subject"]),
        (_("Kind of entry"), payload["verb"]),
        (
            _("Visible to"),
            _("everybody") if payload["visibility"] == "public" else _("the campaign at once, then everybody"),
        ),
    ]


def _table(here: Here, entries: Sequence[Entry]) -> Part:
    told = what(here)
    return {
        "caption": _("Entries, the last first"),
        "quiet_caption": True,
        "columns": [
            {"label": _("No."), "figures": True},
            {"label": _("Day")},
            {"label": _("What")},
            {"label": _("Hash")},
        ],
        "rows": [
            [
                {"text": each.seq, "url": here.url("entry", seq=each.seq)},
                saying.day_of(str(each.payload["at"])[:10]) if each.payload else "–",
                _what_cell(each, told[each.seq]),
                digest(each.hash),
            ]
            for each in entries
        ],
        "csv_url": here.url("csv", table="record"),
    }


def _what_cell(each: Entry, told: str) -> Any:
    if each.withheld:
        return {"status": "withheld", "note": told}
    if each.payload is None:
        return {"status": "sealed", "note": told}
    return told


def _sources(here: Here, seq: int) -> Sequence[Any]:
    return statement_of(here, seq).sources if here.shown.entries[seq].payload else ()


def _corrections(here: Here, seq: int) -> SafeString | str:
    return saying.corrected(statement_of(here, seq).corrections) if here.shown.entries[seq].payload else ""


def statement_of(here: Here, seq: int) -> Any:
    """The entry as it is to be read, with its corrections."""
    return next(each for each in statements(here.shown.entries) if each.seq == seq)
