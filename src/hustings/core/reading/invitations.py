"""Invitations: who asked whom to come."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from hustings.core.reading.facts import CLEAR, LOOK, Fact, Page, Participant, dated, participant, reference, span_of
from hustings.core.reading.late import Late
from hustings.core.reading.meeting_links import Opening, opening
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
_BY = rule(r"\b(?:by|with|from|at|before|meet|address|see|of|to|join) (?P<obj><O>)")
_GROUP_LEFT = rule(r"(?P<who><G>)(?: alike| in the race| for [a-z]+)? ?$")
_ASKING = (
    r"(?:asking|inviting|urging|to ask|to invite) (?:him|her|them|each|both|(?:each|both) of them|<A>|<G>)"
    r"(?: and <A>)? (?:to|for)\b"
)
_LETTER = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>wrote|written|sent (?:[\w-]+ ){0,4}?(?:letters?|notes?|emails?|e-mails?|"
    r"requests?)|"
    rf"reached out) to (?:[a-z'-]+ ){{0,3}}?(?P<obj><PG>),? {_ASKING}|"
    r"(?<![\w'-])(?P<aux2><AUX>)(?P<verb2>offered|offers) (?:[a-z'-]+ ){0,3}?(?P<obj2><PG>) (?:an? |the )?"
    r"(?:chance|opportunity|slot|time|invitation) to (?:speak|meet|appear|address|make|sit|answer|take part)"
)
_THING = r"(?:invitations?|invites?|requests? (?:to|for) (?:an? )?(?:meet\w*|appear|speak|interview|sit))"
# told from the side of who is asked: "accepted an invitation from the union"
_TAKEN = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>accepted|accepts?|declined|declines?|turned down|received|receives?|got|"
    r"rejected|said (?:yes|no) to|agreed to|"
    r"refused|ignored|rebuffed|spurned|(?:respond(?:ed)?|repl(?:y|ied)|answer(?:ed)?) to|answered|weighing|considering|"
    rf"welcomed|skipped) (?:(?:an?|the|its|another|several|repeated|both) )?(?:[a-z-]+ ){{0,2}}?"
    rf"(?:(?P<obj2><O>)'s? (?:[a-z-]+ ){{0,2}}?{_THING}|{_THING} (?:(?:to [^,;.]{{3,50}}? )?(?:from|by|of)|"
    r"to (?:(?:speak|appear|meet|sit down|address|attend|visit|join|take part in|debate)(?: at| to| before| with| "
    r"in)? )?)"
    r" ?(?:the )?(?P<obj><O>))"
)
_INVITATION = rule(
    rf"(?P<host><O>)'s? (?:[a-z-]+ ){{0,2}}?(?P<verb>{_THING}) to (?:[a-z'-]+ ){{0,3}}?(?P<obj><PG>)|"
    rf"(?P<verb2>[Aa]n? (?:[a-z-]+ ){{0,2}}?{_THING}|[Ii]nvitations (?:went out|were sent|were issued|have gone "
    rf"out)) to "
    r"(?:[a-z'-]+ ){0,3}?(?P<obj2><PG>)(?=(?P<rest>[^;]{0,110}))"
)
_BIDDEN = rule(
    r"(?:^|, )(?:[Aa]t (?P<host><O>)'s (?P<verb>invitation|request)|(?P<verb2>[Ii]nvited) by (?P<host2><O>)(?: to "
    r"[^,]{3,40})?),"
    r" (?P<obj><PL>)"
)
_AMONG = rule(
    r"(?P<obj><PL>) (?P<aux>(?:is|are|was|were) )among (?:the |those )?(?:[a-z-]+ ){0,3}?(?P<verb>invited|asked)"
    r"(?= (?:to|by|for)\b)(?P<rest>[^;]{0,90})"
)
_WE_ASKED = Late(
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
            hosts = _hosts(page, who.items) if who and not re.search(r"\b(?:neither|nobody)\b", match.group()) else []
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


_NEAR = 3  # sentences for which the event that was told last is the one that somebody is asked to


def _incoming(page: Page, shadow: Shadow, told: Opening | None) -> Iterator[Fact]:
    near = told.host if told and shadow.number - told.sentence <= _NEAR else page.focus
    for match in _PASSIVE.finditer(shadow.text):
        if not re.search(r"\b(?:was|were|been|is|are|being)\b", match.group("aux")):
            continue
        if match.group("verb") == "asked" and not re.match(
            r"(?: by <O>)? to (?:meet|attend|take part|sit|appear|join|come)\b", match.group("rest")
        ):
            continue
        who = subject(shadow, match.start())
        group = _GROUP_LEFT.search(shadow.text, 0, match.start()) if who is None else None
        guests = _guests(who.items) if who else _guests(shadow.at(*group.span("who"))) if group else []
        host = _BY.search(shadow.text, *match.span("rest"))
        hosts = [participant("inviter", i) for i in shadow.at(*host.span("obj"))] if host else []
        if not hosts and near:
            hosts = [Participant("inviter", near, None, "implied")]
        start = who.start if who else match.start()
        if guests and hosts:
            yield from _facts(
                page, shadow, hosts, guests, (start, match.start("verb"), match.end("verb")), match.group("aux")
            )


def _written(page: Page, shadow: Shadow) -> Iterator[Fact]:
    """ "wrote to X to invite her", "offered X a chance to speak"."""
    for match in _LETTER.finditer(shadow.text):
        who = subject(shadow, match.start())
        hosts = _hosts(page, who.items) if who else []
        guests = _guests(shadow.at(*span_of(match, "obj")))
        aux = match.group("aux") or match.group("aux2") or ""
        if who and hosts and guests:
            yield from _facts(page, shadow, hosts, guests, (who.start, span_of(match, "verb")[0], match.end()), aux)


def _answered(page: Page, shadow: Shadow) -> Iterator[Fact]:
    """ "accepted an invitation from the union": whoever answers has been asked."""
    for match in _TAKEN.finditer(shadow.text):
        who = subject(shadow, match.start())
        hosts = _hosts(page, shadow.at(*span_of(match, "obj")))
        guests = _guests(who.items) if who else []
        if who and hosts and guests and not re.search(r"\b(?:never|if|would)\b", match.group("aux")):
            at = (who.start, match.start("verb"), match.end())
            yield from (
                replace(f, tier=LOOK, why="told by the answer") for f in _facts(page, shadow, hosts, guests, at, "")
            )


def _hosts_of(page: Page, shadow: Shadow, match: re.Match[str]) -> list[Participant]:
    """Who asks: written beside the noun, behind it, or the body that says so."""
    groups = match.groupdict()
    if groups.get("host") or groups.get("host2"):
        return _hosts(page, shadow.at(*span_of(match, "host")))
    by = _BY.search(shadow.text, *match.span("rest"))
    said = _THEY_SAY.search(shadow.text, match.end()) if by is None else None
    found = by.span("obj") if by else said.span("who") if said else None
    return _hosts(page, shadow.at(*found)) if found else []


def _nouns(page: Page, shadow: Shadow) -> Iterator[Fact]:
    """ "the union's invitation to X", "an invitation to X from the union", "X was among those invited by the union"."""
    for pattern in (_INVITATION, _AMONG, _BIDDEN):
        for match in pattern.finditer(shadow.text):
            hosts = _hosts_of(page, shadow, match)
            guests = _guests(shadow.at(*span_of(match, "obj")))
            doubt = re.search(
                r"\b(?:no|not|never|without)\b|n't|\bif\b", shadow.text[max(0, match.start() - 30) : match.start()]
            )
            if hosts and guests and not doubt:
                at = (match.start(), span_of(match, "verb")[0], match.end())
                yield from (
                    replace(f, tier=LOOK, why="told by a noun") for f in _facts(page, shadow, hosts, guests, at, "")
                )


_THEY_SAY = rule(r", (?P<who><O>) (?:said|says|announced|confirmed)\b")


def find_invitations(page: Page) -> list[Fact]:
    """Every invitation of a page outside quotations."""
    found: list[Fact] = []
    told_before: Opening | None = None
    for shadow in page.shadows:
        if shadow.zone not in ("correction", "related"):
            found.extend(_outgoing(page, shadow))
            found.extend(_incoming(page, shadow, told_before))
            told_before = opening(shadow, None, None) or told_before
            for find in (_written, _answered, _nouns):
                told = {(f.role("inviter"), f.role("invitee")) for f in found}
                found.extend(f for f in find(page, shadow) if (f.role("inviter"), f.role("invitee")) not in told)
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
