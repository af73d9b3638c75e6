"""The candidates side by side, and one page for each."""

from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from hustings.core.projections.facts import PressFact
from hustings.core.projections.field import Candidate
from hustings.core.treatment import TreatmentTable
from hustings.doors.public import press, saying
from hustings.doors.public.files import attachment
from hustings.doors.public.frame import Here, page
from hustings.doors.public.roundtables import status_of
from hustings.doors.public.treatment import entries_url
from hustings.rooms.publication.queries import picture_entry, published_picture
from hustings.rooms.publication.refusals import NoSuchPage

Part = dict[str, Any]

CARD_ROWS = ("offered", "reply", "roundtable")
"""Rows of the treatment table that stand on a candidate's card, the same for each."""


def cards(here: Here) -> list[Part]:
    """Every candidate with the same lines, in the order of the names."""
    table = here.shown.treatment
    return [_card(here, table, number, each) for number, each in enumerate(here.page.field)]


@page
def candidates(here: Here) -> HttpResponseBase:
    """The candidates side by side."""
    n = len(here.page.field)
    lead = _("%(n)s candidates, in the order of their names, each with the same lines.") % {"n": n} if n else ""
    empty = {
        "says": _("No candidate has been entered yet."),
        "todo": _("Every candidate who declares is entered with a day and a source."),
    }
    context = {"candidates": cards(here), "empty": empty, "csv_url": here.url("csv", table="candidates")}
    return here.render("candidates.html", _("Candidates"), context, lead=lead)


@page
def candidate(here: Here, code: str) -> HttpResponseBase:
    """One candidate: status, treatment, roundtables, commitments, and what the press reported."""
    found = next((number for number, each in enumerate(here.page.field) if each.code == code), None)
    if found is None:
        raise NoSuchPage(where=code)
    one = here.page.field[found]
    held = [each for each in here.page.roundtables if each.candidate == code]
    pictured = picture_entry(here.shown, code)
    context = {
        "one": one,
        "picture": pictured and dict(pictured.body) | {"url": here.url("picture", code=code)},
        "status": saying.state_of(one.status),
        "since": saying.day_of(one.history[-1].on),
        "history": saying.changes_of(one.history),
        "sources": saying.sources_of(one.sources),
        "corrected": saying.corrected(one.corrections),
        "lines": _treatment_lines(here, here.shown.treatment, found),
        "treatment_url": here.url("treatment"),
        "meetings": [
            {
                "title": _("Roundtable, %(day)s") % {"day": saying.day_words(each.on)},
                "url": here.url("roundtable", code=each.code),
                "status": saying.state_of(status_of(here, each)),
            }
            for each in held
        ],
        "answers": [
            {"title": each.title, "url": here.url("answers", code=each.code, candidate=code)}
            for each in here.page.questionnaires
            if any(side.candidate == code for side in each.sides)
        ],
        "commitments": [commitment for each in held for commitment in each.commitments],
        "facts": [press.fact_part(here, fact) for fact in _in_the_press(here, code)],
        "facts_url": here.url("csv", table="facts"),
        "entry_url": here.url("entry", seq=one.seq),
    }
    return here.render("candidate.html", one.name, context, lead=_lead(one))


@page
def picture(here: Here, code: str) -> HttpResponseBase:
    """The picture shown of a candidate, under a name of our own."""
    about, data = published_picture(shown=here.shown, candidate=code)
    ending = {"image/png": "png", "image/jpeg": "jpg"}[str(about["type"])]
    response: HttpResponseBase = attachment(data, str(about["type"]), f"{code}.{ending}")
    return response


def _in_the_press(here: Here, code: str) -> list[PressFact]:
    """The accepted facts about a candidate, by day."""
    found = [fact for fact in here.page.facts if code in fact.about]
    return sorted(found, key=lambda fact: (fact.on or fact.reported_on, fact.seq))


def _lead(one: Candidate) -> str:
    return " · ".join(part for part in (one.party, one.note) if part)


def _card(here: Here, table: TreatmentTable, number: int, one: Candidate) -> Part:
    rows = [row for row in table.rows if row.key in CARD_ROWS]
    lines = [
        {"label": saying.word(row.label), "text": saying.said(row.cells[number].template, row.cells[number].values)}
        for row in rows
    ]
    promises = sum(len(each.commitments) for each in here.page.roundtables if each.candidate == one.code)
    told = {"label": _("Commitments on record"), "text": promises or _("none")}
    return {
        "name": one.name,
        "note": one.party or " ",
        "status": saying.state_of(one.status),
        "url": here.url("candidate", code=one.code),
        "lines": [*lines, told],
    }


def _treatment_lines(here: Here, table: TreatmentTable, number: int) -> list[Part]:
    lines = []
    for row in table.rows:
        cell = row.cells[number]
        line: Part = {"label": saying.word(row.label), "text": saying.said(cell.template, cell.values)}
        if cell.entries:
            line["url"] = entries_url(here, cell.entries)
        if cell.reason:
            line["note"] = saying.word(cell.reason)
        lines.append(line)
    return lines
