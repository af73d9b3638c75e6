"""Equal treatment: what each candidate was offered and given, with the entries that say so."""

from collections.abc import Collection, Sequence
from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings.core.projections.cells import UNKNOWN, Cell
from hustings.core.treatment import NO_REASON, Difference, Row, TreatmentTable
from hustings.core.values import Kind
from hustings.doors.public import saying
from hustings.doors.public.frame import Here, page

Part = dict[str, Any]

SUMMARY_ROWS = ("offered", "text", "deadline", "roundtable", "minutes-given")
"""The rows that stand on the cycle's first page."""


@page
def treatment(here: Here) -> HttpResponseBase:
    """The whole table; each cell leads to the entries it rests on."""
    table = here.shown.treatment
    empty = {
        "says": _("There is nobody to compare yet."),
        "todo": _("The table begins with the first candidate on record."),
    }
    context = {"matrix": matrix(here, table) if table.columns else None, "empty": empty}
    return here.render("treatment.html", _("Equal treatment"), context, lead=sentence(table))


def matrix(here: Here, table: TreatmentTable, *, only: Collection[str] = ()) -> Part:
    """The table as a part, with all rows or only some."""
    known = [row for row in table.rows if any(cell != UNKNOWN for cell in row.cells)]
    rows = [row for row in known if not only or row.key in only]
    unknown = [str(saying.word(row.label)) for row in table.rows if row not in known]
    note = _("Each cell leads to the entries of the record that it rests on.")
    if unknown and not only:
        note = _("Not in our sources for any candidate: %(rows)s.") % {"rows": ", ".join(unknown).lower()} + " " + note
    return {
        "caption": _("What each candidate was offered and given, as of %(day)s")
        % {"day": saying.day_words(table.as_of)},
        "columns": [{"label": each.name, "url": here.url("candidate", code=each.candidate)} for each in table.columns],
        "rows": [
            {
                "label": saying.word(row.label),
                "differs": row.differs,
                "cells": [_cell(here, cell) for cell in row.cells],
            }
            for row in rows
        ],
        "differences": [] if only else differences(here, table),
        "note": note,
        "csv_url": here.url("csv", table="treatment"),
    }


def differences(here: Here, table: TreatmentTable) -> list[Part]:
    """Every difference with its reason, as it stands above the table."""
    return [_difference(here, table, each) for each in table.differences]


def sentence(table: TreatmentTable) -> str:
    """How many differences there are, and whether each has a reason."""
    if table.kind == Kind.REPORTED:
        return _(
            "Retold from sources. What they do not say is not known here, and proves nothing about anybody's treatment."
        )
    n = len(table.differences)
    if not n:
        return _("As far as the record says, every candidate was treated alike.")
    bare = sum(not each.explained for each in table.differences)
    told = ngettext("%(n)s difference between the candidates", "%(n)s differences between the candidates", n) % {"n": n}
    if not bare:
        return _("%(told)s, each with its reason.") % {"told": told}
    return _("%(told)s; %(bare)s without a reason on record.") % {"told": told, "bare": bare}


def entries_url(here: Here, entries: Sequence[int]) -> str:
    """Where the entries can be read: the one, or a list of them."""
    if len(entries) == 1:
        return here.url("entry", seq=entries[0])
    return here.url("record") + "?entries=" + ",".join(map(str, entries))


def _cell(here: Here, cell: Cell) -> Part:
    part: Part = {"text": _text(cell)}
    return part | ({"url": entries_url(here, cell.entries)} if cell.entries else {})


def _difference(here: Here, table: TreatmentTable, each: Difference) -> Part:
    """Who got what, and why, in the words of the record's own sentence (`Difference.says`), cell by cell."""
    row = next(row for row in table.rows if row.key == each.row)
    groups: dict[str, list[int]] = {}
    for number, cell in enumerate(row.cells):
        if cell.compared:
            groups.setdefault(cell.compared, []).append(number)
    says = "; ".join(
        f"{_text(row.cells[members[0]])} ({', '.join(table.columns[member].name for member in members)})"
        for members in groups.values()
    )
    return {
        "says": saying.colon(saying.word(row.label), says),
        "reason": "" if each.reason == NO_REASON else _why(table, row, each),
        "url": entries_url(here, each.entries),
    }


def _why(table: TreatmentTable, row: Row, each: Difference) -> str:
    reasons = [
        saying.colon(column.name, saying.word(cell.reason))
        for column, cell in zip(table.columns, row.cells, strict=True)
        if cell.compared and cell.reason
    ]
    return "; ".join([*reasons, *([] if each.explained else [_("otherwise no reason given")])])


def _text(cell: Cell) -> str:
    return saying.said(cell.template, cell.values)
