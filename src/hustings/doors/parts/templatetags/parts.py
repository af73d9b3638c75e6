"""The tag library `parts`: one tag a part, and the filters that write days, numbers and money.

{% load parts %}  {% source s %}  {% status "held" %}  {% table t %}  {{ cents|money }}
"""

from collections.abc import Mapping
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.http import QueryDict

from hustings.doors.parts import contexts, figures, states
from hustings.doors.parts.contexts import checked
from hustings.doors.retelling import retold

register = template.Library()

for _filter in (figures.day, figures.moment, figures.figure, figures.percent, figures.money, figures.digest):
    register.filter(_filter.__name__, _filter)
register.filter("written", figures.written)

SHOWN_TASKS = 5
FEW_COLUMNS = 3
SOME_COLUMNS = 5


def _plain(name: str, kind: Any) -> None:
    """Register `{% name value %}`, which checks the keys of `value` and hands it to `parts/name.html`."""

    def tag(value: Any) -> dict[str, Any]:
        return {name: checked(kind, value)}

    tag.__name__ = name
    tag.__doc__ = f"{{% {name} value %}}: {kind.__doc__}"
    register.inclusion_tag(f"parts/{name}.html", name=name)(tag)


for _name, _kind in {
    "source": contexts.Source,
    "conflict": contexts.Conflict,
    "fact": contexts.Fact,
    "candidate": contexts.Candidate,
    "receipt": contexts.Receipt,
    "checks": contexts.Checks,
    "entry": contexts.Entry,
    "chart": contexts.Chart,
    "poll": contexts.Poll,
    "next_date": contexts.NextDate,
    "as_of": contexts.AsOf,
    "empty": contexts.Empty,
    "refusal": contexts.Told,
}.items():
    _plain(_name, _kind)


@register.inclusion_tag("parts/status.html")
def status(state: Any, word: str = "") -> dict[str, Any]:
    """A state as a mark with its word: `{% status "held" %}`, `{% status "held" word="held by telephone" %}`."""
    return states.shown(state, word)


@register.inclusion_tag("parts/sources.html")
def sources(values: list[Any]) -> dict[str, Any]:
    """A row of source chips."""
    return {"sources": [checked(contexts.Source, value) for value in values]}


@register.inclusion_tag("parts/lines.html")
def lines(values: list[Any]) -> dict[str, Any]:
    """Labels and what stands against them, as a list of pairs."""
    return {"lines": [checked(contexts.Line, value) for value in values]}


@register.inclusion_tag("parts/history.html")
def history(changes: list[Any] | None) -> dict[str, Any]:
    """How a status, a date or a sentence came to be as it is, folded."""
    return {"changes": [checked(contexts.Change, change) for change in changes or ()]}


@register.inclusion_tag("parts/basis.html")
def basis(value: str) -> dict[str, Any]:
    """Whether a thing was reported, simulated or recorded, in words."""
    if value not in {"reported", "simulated", "recorded", ""}:
        raise contexts.PartMisused(f"basis: {value!r} is neither reported nor simulated nor recorded.")
    return {"basis": value}


@register.inclusion_tag("parts/timeline.html")
def timeline(entries: list[Any], level: int = 3) -> dict[str, Any]:
    """Entries in the order given, with a head for each year. `level` is the heading level of the years (2 or 3)."""
    return {"entries": [checked(contexts.Entry, entry) for entry in entries], "level": level}


@register.inclusion_tag("parts/candidates.html")
def candidates(values: list[Any]) -> dict[str, Any]:
    """Candidates' cards in the order given (the rulebook's), with equal space."""
    return {"candidates": [checked(contexts.Candidate, value) for value in values]}


@register.inclusion_tag("parts/facts.html")
def facts(values: list[Any]) -> dict[str, Any]:
    """Fact cards in the order given, two abreast where there is room."""
    return {"facts": [checked(contexts.Fact, value) for value in values]}


@register.inclusion_tag("parts/polls.html")
def polls(values: list[Any]) -> dict[str, Any]:
    """Ways of asking side by side, each with its own n and what it can and cannot tell."""
    return {"polls": [checked(contexts.Poll, value) for value in values]}


@register.inclusion_tag("parts/stepper.html")
def stepper(phases: list[Any]) -> dict[str, Any]:
    """The phases of the cycle, the present one marked as the current step."""
    return {"phases": [checked(contexts.Phase, phase) for phase in phases]}


@register.inclusion_tag("parts/waiting.html")
def waiting(value: Any) -> dict[str, Any]:
    """At most five things that wait for somebody, soonest first."""
    value = checked(contexts.Waiting, value)
    items = [checked(contexts.Task, item) for item in value["items"]]
    return {"waiting": value, "items": items[:SHOWN_TASKS], "n": value.get("n", len(items))}


@register.inclusion_tag("parts/explanation.html")
def explanation(value: Any) -> dict[str, Any]:
    """A rule's result in one sentence, with a bar where both shares are known."""
    value = checked(contexts.Explanation, value)
    known = value.get("percent") is not None and value.get("needs") is not None
    bar = {"percent": f"{value['percent']:.2f}", "needs": f"{value['needs']:.2f}"} if known else None
    return {"explanation": {**value, "says": retold(str(value["says"]))}, "bar": bar}


@register.inclusion_tag("parts/table.html")
def table(value: Any) -> dict[str, Any]:
    """A table with caption, row headers, figures to the right, source and CSV; cards on a telephone."""
    value = checked(contexts.Table, value)
    columns = [checked(contexts.Column, column) for column in value["columns"]]
    rows = [_row(columns, row) for row in value["rows"]]
    foot = _row(columns, value["foot"]) if value.get("foot") else None
    return {"table": value, "columns": columns, "rows": rows, "foot": foot, "width": _width(columns)}


@register.inclusion_tag("parts/matrix.html")
def matrix(value: Any) -> dict[str, Any]:
    """The treatment of every candidate, differences listed above with their reasons."""
    value = checked(contexts.Matrix, value)
    columns = [checked(contexts.Column, column) for column in value["columns"]]
    rows = [checked(contexts.MatrixRow, row) for row in value["rows"]]
    rows = [{"row": row, "cells": _row(columns, row["cells"])} for row in rows]
    return {"matrix": value, "columns": columns, "rows": rows, "width": _width([{}, *columns])}


@register.inclusion_tag("parts/links.html")
def links(values: list[Any], label: str = "", kind: str = "row") -> dict[str, Any]:
    """A navigation named `label`; `kind` is row, column or crumbs."""
    return {"links": [checked(contexts.Link, value) for value in values], "label": label, "kind": kind}


@register.inclusion_tag("parts/buttons.html")
def buttons(*values: Any) -> dict[str, Any]:
    """A row of buttons, the main one first: `{% buttons save back %}` or `{% buttons list %}`."""
    flat = values[0] if len(values) == 1 and not isinstance(values[0], Mapping) else values
    return {"buttons": [checked(contexts.Button, value) for value in flat]}


@register.inclusion_tag("parts/button.html")
def button(label: str, url: str = "", kind: str = "main", name: str = "", value: str = "") -> dict[str, Any]:
    """One button; a link where `url` is given."""
    return {"button": {"label": label, "url": url, "kind": kind, "name": name, "value": value}}


@register.inclusion_tag("parts/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """One form field: label, help, error, control, tied together for screen readers."""
    return {"field": bound}


@register.inclusion_tag("parts/errors.html")
def errors(form: BaseForm) -> dict[str, Any]:
    """The summary of a form's errors, each a link to its field; nothing where there are none."""
    return {"form": form}


@register.inclusion_tag("parts/fields.html")
def fields(form: BaseForm) -> dict[str, Any]:
    """The error summary and every field of a form, without the form element and its buttons."""
    return {"form": form}


@register.inclusion_tag("parts/pages.html", takes_context=True)
def pages(context: Any, page: Page[Any], name: str = "page") -> dict[str, Any]:
    """Earlier and later pages of a list; the rest of the address's query stays."""
    request = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)

    def address(number: int) -> str:
        query[name] = str(number)
        return "?" + query.urlencode()

    return {
        "page": page,
        "earlier": address(page.previous_page_number()) if page.has_previous() else "",
        "later": address(page.next_page_number()) if page.has_next() else "",
    }


def _row(columns: list[Any], cells: list[Any]) -> list[dict[str, Any]]:
    """Each cell beside its column. Raises: PartMisused when a row is longer or shorter than the head."""
    if len(cells) != len(columns):
        raise contexts.PartMisused(f"A row has {len(cells)} cells for {len(columns)} columns: {cells!r}")
    return [{"column": column, "cell": _cell(cell)} for column, cell in zip(columns, cells, strict=True)]


def _cell(cell: Any) -> Mapping[str, Any]:
    return checked(contexts.Cell, cell) if isinstance(cell, Mapping) else {"text": cell}


def _width(columns: list[Any]) -> str:
    """How soon a table becomes cards: few columns stay a table even on a telephone."""
    if len(columns) < FEW_COLUMNS:
        return "two"
    return "some" if len(columns) <= SOME_COLUMNS else "many"
