"""Invented values for the style guide: one for each part, all of a rehearsal of a union that does not exist."""

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator

HEAD = "9f2c41d07be88a53c61e0b94d3f7a2586ac1905e7d48b3f21e6c0975ab34d812"

GAZETTE = {
    "outlet": "Harbor Gazette",
    "published_on": date(2031, 1, 31),
    "url": "#source",
    "title": "A visit announced",
}
COPY = {"outlet": "Tri-County Herald", "published_on": date(2031, 2, 2), "read_in_copy": True}
RADIO = {"outlet": "Quayside Radio", "published_on": "February 2031"}
ALL_SOURCES = [GAZETTE, COPY, RADIO]

SAVE = {"label": "Send the answer", "kind": "main"}
BACK = {"label": "Back", "url": "#forms"}
GRAVE = {"label": "Withdraw", "kind": "grave", "name": "do", "value": "withdraw"}

NAV = [
    {"label": "The cycle", "url": "#cycle", "current": True},
    {"label": "Candidates", "url": "#candidates"},
    {"label": "Treatment", "url": "#treatment"},
    {"label": "Polls", "url": "#polls"},
    {"label": "Decision", "url": "#decision"},
    {"label": "Timeline", "url": "#timeline"},
    {"label": "Check it yourself", "url": "#checks"},
]
ROOMS = [
    {"label": "Cycle and dates", "url": "#", "current": True},
    {"label": "Candidates", "url": "#", "n": 3},
    {"label": "Invitations", "url": "#", "n": 1},
    {"label": "Roundtables", "url": "#"},
    {"label": "Press", "url": "#", "n": 11},
    {"label": "Straw polls", "url": "#", "n": 204},
    {"label": "Board", "url": "#"},
]
CRUMBS = [
    {"label": "All cycles", "url": "#"},
    {"label": "Governor, 2031", "url": "#"},
    {"label": "The parts", "url": "#", "current": True},
]
AS_OF = {"at": datetime(2031, 5, 3, 14, 30, tzinfo=UTC), "head": HEAD, "url": "#permanent", "check_url": "#checks"}

NEXT_DATE = {
    "what": "roundtable with Clara Voss",
    "at": datetime(2031, 5, 12, 15, 0, tzinfo=UTC),
    "url": "#timeline",
    "moved": {"before": date(2031, 5, 5), "reason": "the campaign asked for another day."},
}
PHASES = [
    {"label": "Called", "state": "done", "on": date(2031, 1, 8), "url": "#"},
    {"label": "Invited", "state": "done", "on": date(2031, 1, 15), "url": "#"},
    {"label": "Roundtables", "state": "now"},
    {"label": "Polls", "state": "next", "on": date(2031, 6, 1)},
    {"label": "Decision", "state": "next"},
]

CANDIDATES: list[dict[str, Any]] = [
    {
        "name": name,
        "note": note,
        "status": status,
        "url": "#candidate",
        "lines": [
            {"label": "Roundtable", "status": held, "note": day},
            {"label": "Questionnaire", "status": answers},
            {"label": "What the union was told", "text": told, "url": "#told"},
        ],
    }
    for name, note, status, held, day, answers, told in (
        (
            "Ada Marlow",
            "State senator",
            "declared",
            "held",
            "31 January 2031",
            "answered",
            "“I will keep the port public.”",
        ),
        (
            "Ben Okafor",
            "Mayor of Eastport",
            "declared",
            "declined",
            "letter of 3 February 2031",
            "silent",
            "Declined in writing",
        ),
        ("Clara Voss", "Engineer", "expected", "scheduled", "12 May 2031", "sealed", "Nothing yet"),
    )
]

CONFLICT: dict[str, Any] = {
    "question": "When was the gift approved?",
    "claims": [
        {"says": "December 2030", "sources": [GAZETTE], "note": "the spokesperson"},
        {"says": "January 2031", "sources": [COPY]},
        {"says": date(2031, 1, 25), "sources": [RADIO], "note": "day of the payment"},
    ],
    "note": "The record shows all three and prefers none.",
}
FACTS: list[dict[str, Any]] = [
    {
        "on": date(2031, 1, 31),
        "basis": "simulated",
        "says": "Ada Marlow met leaders and rank-and-file members at the union's hall for an hour.",
        "quote": "They asked, I answered, and nobody looked at the clock.",
        "speaker": "Ada Marlow",
        "sources": [GAZETTE, COPY],
        "code": "FCT-2M8Q",
    },
    {
        "on": date(2031, 2, 4),
        "basis": "reported",
        "says": "Ben Okafor does not appear to be meeting the union.",
        "status": "none-reported",
        "sources": [COPY],
        "history": [
            {"on": date(2031, 2, 5), "says": "entered as declined"},
            {
                "on": date(2031, 2, 6),
                "says": "corrected to none reported",
                "reason": "the source does not say declined.",
            },
        ],
    },
]
ENTRIES: list[dict[str, Any]] = [
    {
        "on": date(2031, 1, 8),
        "what": "The call is published and the rules are frozen.",
        "basis": "simulated",
        "sources": [],
        "code": "E-0001",
        "url": "#E-0001",
    },
    {
        "on": date(2031, 1, 31),
        "what": "Roundtable with Ada Marlow in Harbor Hall.",
        "detail": "Topics: the port, pensions, the right to strike. 2 leaders and 12 members, drawn by lot.",
        "status": "held",
        "basis": "reported",
        "sources": [GAZETTE, COPY],
        "url": "#E-0014",
    },
    {
        "on": "January 2031",
        "what": "The fund gives $45,000 to the convention.",
        "status": "paid",
        "basis": "reported",
        "sources": [],
        "conflict": CONFLICT,
    },
    {
        "on": date(2031, 4, 9),
        "until_on": date(2031, 7, 3),
        "what": "Straw polls in the locals.",
        "status": "moved",
        "sources": [RADIO],
        "history": [
            {
                "on": date(2031, 6, 1),
                "says": "close moved from 15 June to 3 July 2031",
                "reason": "locals on night work.",
            }
        ],
    },
    {"on": date(2031, 5, 12), "what": "Roundtable with Clara Voss.", "status": "scheduled", "sources": []},
]
CHECKS: dict[str, Any] = {
    "summary": "Four checks: two hold, one fails, one was not run.",
    "items": [
        {
            "what": "Digests of 37 files",
            "compared": "the manifest",
            "result": "holds",
            "finding": "37 of 37 are the same.",
        },
        {
            "what": "The record's chain",
            "compared": "its own head",
            "result": "holds",
            "finding": "412 entries, none missing.",
        },
        {
            "what": "Treatment table",
            "compared": "the table computed from the record",
            "result": "fails",
            "finding": "Row “deadline”: the table says 15 February, the record says 1 March.",
        },
        {
            "what": "Proofs of 200 ballots",
            "compared": "the public keys",
            "result": "not-run",
            "finding": "Not run, because an earlier check failed.",
        },
    ],
    "head": HEAD,
}
RECEIPT: dict[str, Any] = {
    "title": "Your ballot is in the box",
    "tracker": "kT7w 2mQz 9fLp V4xR dN1c",
    "lines": [
        {"label": "Taken in", "text": "3 May 2031, 14:30 UTC"},
        {"label": "Change until", "text": "15 September 2031, 20:00 UTC"},
    ],
    "download_url": "#receipt",
    "check_url": "#box",
}
ANSWERS: list[dict[str, Any]] = [
    {
        "anchor": "question-1",
        "number": 1,
        "text": "Will you keep the port pension fund as it is?",
        "options": [{"label": "Yes", "names": "Ada Quill"}, {"label": "No", "names": "nobody"}],
        "sides": [{"name": "Ada Quill", "url": "#candidates", "main": "Yes", "words": "For ten years at least."}],
        "nothing": [{"why": "No answer", "names": "Ben Okafor"}],
    },
]
WAITING: dict[str, Any] = {
    "title": "Waiting for you",
    "n": 7,
    "more_url": "#all",
    "items": [
        {"what": "Enter Ben Okafor's reply", "url": "#", "by": date(2031, 5, 4), "status": "overdue"},
        {"what": "Review 11 facts of the Harbor Gazette", "url": "#", "by": date(2031, 5, 6)},
        {"what": "Set topics for 12 May", "url": "#", "by": datetime(2031, 5, 7, 12, 0, tzinfo=UTC), "who": "panel"},
    ],
}
WAITING_OTHERS: dict[str, Any] = {"title": "Waiting for others", "items": [], "empty": "Everybody has answered."}
EMPTY = {
    "says": "No campaign has been invited yet.",
    "todo": "First add the candidates, then send every one of them the same offer.",
    "url": "#add",
    "label": "Add a candidate",
}
REFUSAL = {
    "code": "deadline-passed",
    "says": "The answer came after the deadline of 15 February 2031.",
    "where": "offer INV-7K3F",
    "todo": "Ask the union's office to record a late answer; it will be shown as late.",
    "url": "#thread",
    "label": "Back to the offer",
}


class SampleForm(forms.Form):
    """A reply to an offer, as a campaign's office would fill it in."""

    name = forms.CharField(label="Your name", help_text="As it should stand in the minutes.")
    day = forms.DateField(label="Preferred day", widget=forms.DateInput(attrs={"type": "date"}), required=False)
    answer = forms.ChoiceField(
        label="Your answer",
        choices=[("accept", "We accept"), ("decline", "We decline"), ("later", "We need another date")],
        widget=forms.RadioSelect,
        help_text="You can change it until the deadline.",
    )
    topics = forms.CharField(label="Topics", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    local = forms.ChoiceField(label="Local", choices=[("R-001", "R-001 Harbor"), ("R-002", "R-002 Lakes")])
    consent = forms.BooleanField(label="The minutes may be published", required=False)


def page_of_locals() -> Page[int]:
    """The second page of a long list."""
    return Paginator(range(1, 205), 50).page(2)
