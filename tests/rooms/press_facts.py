"""An article of ten facts about an invented race, each finding written by hand: what the desk does with findings is
tested here, not what the reader finds."""

from collections.abc import Mapping, Sequence
from typing import Any

from hustings.rooms.press.findings import rows_of
from hustings.rooms.press.models import Article, Fact

SENTENCES = (
    "Dana Reyes met leaders of the Dock Clerks Guild on Monday.",
    "The Dock Clerks Guild endorsed Dana Reyes on Tuesday.",
    "Ben Okafor met the Harbor Pilots Association in February.",
    "The Harbor Pilots Association has not decided whom to support.",
    "Lena Marsh will meet the Dock Clerks Guild next week.",
    "The Harbor Pilots Association gave $4,500 to the campaign of Ben Okafor.",
    "“We will dredge the inner harbor,” Reyes said on Monday.",
    "The Crane Operators Brotherhood invited Lena Marsh to its hall.",
    "Ben Okafor is against the new toll.",
    "Okafor sat down with the pilots in February, two people said.",
)
TEXT = "HARBOR CITY - A busy week at the port.\n\n" + "\n\n".join(SENTENCES) + "\n"
OUTLET, PUBLISHED = "Harbor Gazette", "2031-03-05"


def span(text: str, words: str, near: str = "") -> dict[str, Any]:
    """The place of some words in a text, inside the sentence `near` where one is given."""
    start = text.index(words, text.index(near) if near else 0)
    return {"start": start, "end": start + len(words), "text": words}


def finding(
    sentence: str,
    kind: str,
    trigger: str,
    who: Sequence[tuple[str, str | None, str]],
    *,
    text: str = TEXT,
    status: str = "happened",
    when: tuple[str, str, str, str, str] | None = None,
    **more: Any,
) -> dict[str, Any]:
    """A finding as the reader writes it. `who`: role, key, words; `when`: words, value, first and last day, how."""
    found: dict[str, Any] = dict.fromkeys(("outcome", "kind", "stance", "zone", "withhold", "why", "event"), "")
    found |= dict.fromkeys(("amount", "count", "place"))
    found |= {"quotes": [], "topics": [], "attribution": [], "words": [], "tier": "clear", "time": None}
    if when:
        words, value, first, last, arithmetic = when
        found["time"] = {
            "value": value, "start": first, "end": last, "span": span(text, words, sentence), "basis": "relative",
            "kind": "event", "arithmetic": arithmetic,
        }  # fmt: skip
    people = [
        {"role": role, "entity": key, "span": span(text, words, sentence), "how": "name"} for role, key, words in who
    ]
    found |= {"type": kind, "status": status, "trigger": span(text, trigger, sentence), "participants": people}
    return found | {"evidence": [span(text, sentence)]} | more


def ten_findings() -> list[Mapping[str, Any]]:
    """One finding for each sentence; the ninth is wrong, and the tenth tells the third again."""
    monday = ("Monday", "2031-03-03", "2031-03-03", "2031-03-03", "Monday before 2031-03-05")
    tuesday = ("Tuesday", "2031-03-04", "2031-03-04", "2031-03-04", "Tuesday before 2031-03-05")
    february = ("in February", "2031-02", "2031-02-01", "2031-02-28", "February before 2031-03-05")
    week = ("next week", "2031-W11", "2031-03-10", "2031-03-16", "the week after 2031-03-05")
    one, two, three, four, five, six, seven, eight, nine, ten = SENTENCES
    amount = span(TEXT, "$4,500") | {"value": 4500, "currency": "USD", "role": "gift"}
    words = [span(TEXT, "We will dredge the inner harbor,")]
    guild, pilots, cranes = "Dock Clerks Guild", "Harbor Pilots Association", "Crane Operators Brotherhood"
    reyes, host = ("CAND-1", "Dana Reyes"), ("organization", "guild", guild)
    met = [("candidate", "CAND-2", "Ben Okafor"), ("organization", "pilots", pilots)]
    again = [("candidate", "CAND-2", "Okafor"), ("organization", "pilots", "the pilots")]
    doubt = {"tier": "look", "why": "the name is not written here"}
    gift = [("donor", "pilots", pilots), ("beneficiary", "CAND-2", "Ben Okafor")]
    backed = [("endorser", "guild", guild), ("endorsee", *reyes)]
    coming = [("candidate", "CAND-3", "Lena Marsh"), host]
    return [
        finding(one, "meeting", "met", [("candidate", *reyes), host], when=monday),
        finding(two, "endorsement", "endorsed", backed, when=tuesday, outcome="given"),
        finding(three, "meeting", "met", met, when=february),
        finding(four, "endorsement", "not decided", [("endorser", "pilots", pilots)], outcome="pending"),
        finding(five, "meeting", "meet", coming, status="scheduled", when=week),
        finding(six, "donation", "gave", gift, amount=amount),
        finding(seven, "statement", "said", [("speaker", "CAND-1", "Reyes")], when=monday, words=words),
        finding(eight, "invitation", "invited", [("inviter", None, cranes), ("invitee", "CAND-3", "Lena Marsh")]),
        finding(nine, "position", "is against", [("holder", "CAND-2", "Ben Okafor")], status="ongoing", **doubt),
        finding(ten, "meeting", "sat down with", again, when=february, **doubt),
    ]


def put(cycle: str, found: Sequence[Mapping[str, Any]], *, text: str = TEXT, code: str = "ART-1") -> str:
    """An article with these findings, waiting."""
    article = Article.objects.create(
        cycle=cycle, code=code, outlet=OUTLET, published=PUBLISHED, sha256=f"{code}:{len(text)}", text=text
    )
    Fact.objects.bulk_create(rows_of(article, found))
    return code
