"""Invitations: who asked whom to come."""

import re
from collections.abc import Iterator, Mapping, Sequence

from hustings.core.reading.facts import CLEAR, LOOK, Fact, Page, Participant, dated, participant, reference
from hustings.core.reading.modality import status_of
from hustings.core.reading.shadow import Item, Shadow, rule
from hustings.core.reading.spans import Span
from hustings.core.reading.subjects import subject

_TO_COME = (
    r"(?=(?:,? [\w-]+){0,3}? (?:to|for) (?:an? |the |its )?(?:[\w-]+ )?(?:meet|sit|take|attend|appear|join|"
    r"speak|address|participate|visit|roundtables?|interviews?|hearings?|meetings?|talks|forums?))"
)
_ACTIVE = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>invited|invites?|inviting|"
    rf"asked{_TO_COME}) (?:[a-z'-]+ ){{0,4}}?(?P<obj><PG>)|(?<![\w'-])(?P<aux3><AUX>)(?P<verb3>asked) "
    rf"(?P<obj3><PG>){_TO_COME}"
)
_NOUN = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>(?:extend(?:s|ed|ing)?|sent|sends?|issued|issues|offered|made) (?:an? |"
    r"the |<WHOSE> )?(?:[\w-]+ ){0,2}(?:invitations?|invites?)) to "
    r"(?:[a-z'-]+ ){0,3}?(?P<obj><PG>)"
)
_PASSIVE = rule(r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>invited|asked)(?P<rest>[^;]{0,110})")
_BY = rule(r"\b(?:by|with|from|at) (?P<obj><O>)")
_WE_ASKED = re.compile(
    r"\b[Ww]e(?:['’]ve| have| had)?(?: also| already)? (?P<verb>asked|invited) (?P<who>every(?:one|"
    r"body) (?:who is |who['’]s )?running|(?:all|every|each|both)(?: of)?(?: the)?(?: [\w-]+)? candidates?|"
    r"them all)"
)


def _facts(
    page: Page,
    shadow: Shadow,
    hosts: Sequence[Participant],
    guests: Sequence[Participant],
    at: tuple[int, int, int],
    aux: str,
) -> Iterator[Fact]:
    start, verb, end = at
    status = status_of(aux, "invited")
    if status == "decided":
        status = "scheduled"
    named = all(p.how == "name" and p.entity for p in (*hosts, *guests)) and shadow.zone not in ("headline", "related")
    for guest in guests:
        yield Fact(
            type="invitation",
            status="happened" if status == "ongoing" else status,
            tier=CLEAR if named else LOOK,
            participants=(*hosts[:1], guest),
            trigger=page.quoted(shadow, verb, end),
            evidence=(page.quoted(shadow, min(start, verb), end),),
            time=dated(shadow, verb, end),
            zone=shadow.zone,
            why="" if named else "a name is not written here",
        )


def _guests(items: Sequence[Item]) -> list[Participant]:
    people = [i for i in items if i.kind == "P" and reference(i).role in ("candidate", "")]
    return [participant("invitee", i) for i in people] or [participant("invitee", i) for i in items if i.kind == "G"]


def _hosts(page: Page, items: Sequence[Item]) -> list[Participant]:
    """Bodies that invite; a leader invites for the body."""
    found = [participant("inviter", i) for i in items if i.kind == "O" and reference(i).entity]
    for item in items:
        one = reference(item)
        body = one.of or page.affiliations.get(one.entity or "")
        if item.kind == "P" and one.role not in ("candidate", "") and body:
            found.append(Participant("inviter", body, one.span, "affiliation"))
    return found


def _outgoing(page: Page, shadow: Shadow) -> Iterator[Fact]:
    for pattern in (_ACTIVE, _NOUN):
        for match in pattern.finditer(shadow.text):
            third = "3" if match.group("verb") is None else ""
            who = subject(shadow, match.start())
            hosts = _hosts(page, who.items) if who else []
            guests = _guests(shadow.at(*match.span(f"obj{third}")))
            if who and hosts and guests:
                yield from _facts(
                    page,
                    shadow,
                    hosts,
                    guests,
                    (who.start, match.start(f"verb{third}"), match.end()),
                    match.group(f"aux{third}"),
                )


def _incoming(page: Page, shadow: Shadow) -> Iterator[Fact]:
    for match in _PASSIVE.finditer(shadow.text):
        if not re.search(r"\b(?:was|were|been|is|are|being)\b", match.group("aux")):
            continue
        if match.group("verb") == "asked" and not re.match(
            r" to (?:meet|attend|take part|sit|appear|join|come)\b", match.group("rest")
        ):
            continue
        who = subject(shadow, match.start())
        guests = _guests(who.items) if who else []
        host = _BY.search(shadow.text, *match.span("rest"))
        hosts = [participant("inviter", i) for i in shadow.at(*host.span("obj"))] if host else []
        if not hosts and page.focus:
            hosts = [Participant("inviter", page.focus, None, "implied")]
        if who and guests and hosts:
            yield from _facts(
                page, shadow, hosts, guests, (who.start, match.start("verb"), match.end("verb")), match.group("aux")
            )


def find_invitations(page: Page) -> list[Fact]:
    """Every invitation of a page outside quotations."""
    found: list[Fact] = []
    for shadow in page.shadows:
        if shadow.zone not in ("correction", "related"):
            found.extend(_outgoing(page, shadow))
            found.extend(_incoming(page, shadow))
    return found


def spoken_invitations(
    text: str, fragments: Sequence[tuple[Span, str | None]], bodies: Mapping[str, str]
) -> Iterator[Fact]:
    """Invitations told in the words of a leader ("We asked everybody who is running").

    `fragments`: quoted words with their speaker; `bodies`: the body that a speaker speaks for.
    """
    for span, speaker in fragments:
        body = bodies.get(speaker or "")
        found = _WE_ASKED.search(span.text)
        if body is None or found is None:
            continue
        start = span.start + found.start()
        guest = Span(span.start + found.start("who"), span.start + found.end("who"), found.group("who"))
        verb = Span(span.start + found.start("verb"), span.start + found.end("verb"), found.group("verb"))
        yield Fact(
            type="invitation",
            status="happened",
            tier=LOOK,
            participants=(
                Participant("inviter", body, None, "affiliation"),
                Participant("invitee", None, guest, "description"),
            ),
            trigger=verb,
            evidence=(Span(start, span.start + found.end(), found.group()),),
            why="told inside a quotation",
        )
