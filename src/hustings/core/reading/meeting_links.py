"""What a neighbouring clause or sentence does to a meeting: called off, moved, answered, given a day of its own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hustings.core.reading.dates import DateExpression
from hustings.core.reading.facts import LOOK, Fact, reference
from hustings.core.reading.late import Late
from hustings.core.reading.lexicon import NO_UNION
from hustings.core.reading.meeting_rules import EVENT
from hustings.core.reading.meeting_scenes import Met
from hustings.core.reading.modality import status_of
from hustings.core.reading.shadow import Item, Shadow, rule
from hustings.core.reading.subjects import subject

_GONE = (
    r"(?:pull(?:s|ed) out|back(?:s|ed) out|dropped out|cried off|begged off|called off|cancell?ed|scrapped|"
    r"(?:was|were|been|got) (?:put off|postponed|abandoned|shelved|delayed|scrubbed)|put (?:it|this|that) off|"
    r"postponed it|never (?:showed up|showed|came|arrived|turned up|happened|took place|materiali[sz]ed)|"
    r"(?:did not|didn't|failed to) (?:show up|show|come|appear|turn up|attend|arrive|happen|take place|make it)|"
    r"fell through|fell apart|sent <WHOSE> (?:regrets|apologies)|stayed away|stayed home|thought "
    r"better of it|turned (?:it|them|(?:the|that|their|its) (?:\w+ )?(?:invitation|invite|offer|request)) down|"
    r"changed <WHOSE> minds?|was (?:snowed|fogged) in|withdrew|rained off|snowed out|ruled out)"
)
_AFTER_BUT = Late(rf"(?:,? (?:but|only to|until|before|though|although|yet)\b|;|—|–|--)[^.;]{{0,90}}?\b{_GONE}\b", re.I)
_THEN_OFF = rule(
    rf"^(?:But |Then |In the end,? |However, |On <D>,? |Hours before[^,]{{0,30}}, |Instead,? )*(?:(?P<who><A>)|"
    rf"(?:The|That|"
    rf"This) (?:{EVENT}|visit|trip|event|call|stop|plan|speech|appearance))[^.;]{{0,40}}?\b{_GONE}\b",
)
_MOVED = rule(
    r"\b(?:(?:moved|postponed|put off|rescheduled|pushed back|put back|delayed|shifted)(?: it)? (?:to|until|"
    r"till|for|by)|"
    r"(?:will|is to|is set to|is due to) (?:now )?(?:be held|take place|happen|go ahead)(?: on| in)?|now set "
    r"for) (?:the )?(?P<day><D>)"
)
_PLANNED = ("scheduled", "expected", "possible")


def called_off(shadow: Shadow, met: Met) -> Met:
    """ "had been due to visit the hall but pulled out": a plan that the same sentence takes back."""
    plan = met.status in _PLANNED or _WAS_TO.search(shadow.text[met.start : met.verb[1]])
    off = _AFTER_BUT.search(shadow.text, met.end) if plan else None
    moved = _MOVED.search(shadow.text, off.start()) if off else None
    day = shadow.at(*moved.span("day"))[0].what if moved else None
    if isinstance(day, DateExpression):
        return replace(met, status="scheduled", time=day)
    if off:
        return replace(met, status="not_happened")
    if plan and met.status == "happened":
        return replace(met, status="expected")
    return met


_WAS_TO = Late(
    r"\b(?:was|were) (?:supposed |meant |originally )?to (?:have )?|\bhad (?:been )?(?:\w+ )?(?:due|scheduled|"
    r"set|slated|"
    r"expected|planned|hoped|"
    r"agreed|intended|meant|promised|wanted) to (?:have )?"
)


def taken_back(shadow: Shadow, before: Sequence[Fact]) -> list[Fact] | None:
    """The facts of the sentence before, when this one says that what they plan was called off or moved."""
    match = _THEN_OFF.match(shadow.text)
    planned = [f for f in before if f.status in _PLANNED and 0 <= shadow.sentence.start - f.start < 500]
    if match is None or not planned:
        return None
    who = reference(shadow.at(*match.span("who"))[0]).entity if match.group("who") else None
    here = {reference(i).entity for i in shadow.at(0, match.end(), "O")} if match.group("who") else set()
    hit = [f for f in planned if who is None or who in (f.role("candidate"), f.role("organization"))]
    hit = [f for f in hit if not here or f.role("organization") in here]  # "X was to meet B but canceled" is of B
    if not hit:
        return None
    moved = _MOVED.search(shadow.text)
    day = shadow.at(*moved.span("day"))[0].what if moved else None
    if isinstance(day, DateExpression):
        return [replace(f, time=day, status="scheduled") if f in hit else f for f in before]
    return [replace(f, status="not_happened") if f in hit else f for f in before]


_SET_ANEW = rule(
    r"(?:\b(?:[Ii]t|meeting|visit|event|session|call|trip|talks|forum)|\ue003)[^.;]{0,25}? "
    r"(?:is|has been|would be|will be|will|was|had been|are|have been) (?:now |since |instead )*"
    r"(?:planned|scheduled|set|rescheduled|rearranged|moved|fixed|held|take place)(?: instead)? "
    r"(?:for |to |on |in )?(?P<day><D>)"
)


def set_anew(shadow: Shadow, before: Sequence[Fact]) -> list[Fact]:
    """ "It is now planned for Friday": what a sentence shortly before said did not happen."""
    match = _SET_ANEW.search(shadow.text)
    off = [f for f in before if f.status == "not_happened" and 0 < shadow.sentence.start - f.start < 400]
    day = shadow.at(*match.span("day"))[0].what if match else None
    if match is None or not off or not isinstance(day, DateExpression):
        return []
    same = [f for f in off if f.start == off[-1].start]
    return [replace(f, status="scheduled", time=day, tier=LOOK, why=_LINKED) for f in same]


@dataclass(frozen=True, slots=True)
class Opening:
    """An event to which several are asked: whose, when, and in which sentence it was told."""

    host: str
    time: DateExpression | None
    sentence: int


_OPENS = rule(
    rf"\b(?:invit\w+|hosts?|hosted|hold(?:s|ing)?|held|stag(?:e|es|ed|ing)|organi[sz]\w+|plan\w*|announc\w+|"
    rf"schedul\w+|"
    rf"(?:will|is to|are to) (?:host|hold|stage|question|interview)|interview(?:s|ed|ing)?|lined "
    rf"up)\b[^;]{{0,120}}?\b"
    rf"(?:{EVENT}|meet|speak|appear|address|debate|take part)\b|\b(?:invit\w+) (?:<AL>|<G>|all|both|every)|"
    rf"\basked [^;]{{3,80}}? to (?:an?|its|the) (?:[\w-]+ ){{0,3}}?{EVENT}\b|"
    rf"<O>'s (?:[\w-]+ ){{0,3}}?(?:{EVENT})\b|(?:{EVENT}) (?:hosted|organi[sz]ed|held|run|staged) by (?:the )?<O>"
)


_BEGINS = rule(
    r"(?P<host><O>)[^;]{0,30}? (?:opens|begins|starts|meets|gathers|convenes|will (?:open|begin|meet|be held))\b"
)
_AT_ITS = rule(r"\b(?:will|plans to|is to|are to|expected to) [^;]{0,60}? (?:at|during) (?P<host><O>)")
_ASSEMBLY = Late(r"(?:convention|conference|congress|assembly|forum|hustings)$")


def opening(shadow: Shadow, page_focus: str | None, before: Opening | None) -> Opening | None:
    """The event that a sentence opens for the ones after it; its day may stand in a sentence `before`."""
    found = _opened(shadow, page_focus)
    if found and before and found.time is None and found.host == before.host and found.sentence - before.sentence < 5:
        return replace(found, time=before.time)
    return found


def _opened(shadow: Shadow, page_focus: str | None) -> Opening | None:
    match = _OPENS.search(shadow.text)
    if match is None:
        begins = _BEGINS.search(shadow.text) or _AT_ITS.search(shadow.text)
        item = shadow.at(*begins.span("host"))[0] if begins else None
        if item is None or not _ASSEMBLY.search(item.span.text):
            return None
        match = begins
    if match is None:
        return None
    bodies = [reference(i) for i in shadow.at(0, len(shadow.text), "O")]
    bodies = [b for b in bodies if b.entity and b.role not in NO_UNION]
    who = subject(shadow, match.start())
    acting = [reference(i).entity for i in who.items if i.kind == "O" and reference(i).entity] if who else []
    host = acting[0] if acting else bodies[0].entity if bodies else page_focus
    days = [i.what for i in shadow.at(match.start(), len(shadow.text), "D")] or [
        i.what for i in shadow.at(0, len(shadow.text), "D")
    ]
    time = next((d for d in days if isinstance(d, DateExpression) and d.kind == "event" and d.interval), None)
    return Opening(host, time, shadow.number) if host else None


_LINKED = "with whom stands in a sentence before"
_MEETS_MEMBERS = rule(
    r"(?P<who><COMMAS>)(?: <APPOS>)? (?P<aux><AUX>)(?P<verb>(?:meets?|met|speaks?|spoke|sits? down|sat down|talks?)"
    r"(?: with| to)) (?:the |union |rank-and-file |its |<O>'s? )*(?:members|delegates|stewards|the membership)\b"
    r"(?! (?:of|from|in) )"
)
_DAY_SOUGHT = rule(
    r"(?P<who><P>)'s (?:office|campaign|staff|team|aides|schedulers?)(?P<aux> )"
    r"(?P<verb>to (?:find|set|fix|agree(?: on)?|"
    r"settle(?: on)?|choose)) an? (?:\w+ )?(?:date|day|time)\b"
)
_COMES = rule(
    r"(?P<who><COMMAS>)(?: <APPOS>)? (?P<aux><AUX>)(?P<verb>(?:confirmed|confirms|said|says|indicated|agreed|pledged|"
    r"promised|accepted|signed up|signalled)(?: (?:that |on )?<D>)?(?: that)?(?: <A>)? ?(?:will|would|to|plan "
    r"to|intends? to)? "
    r"?(?:attend|take part|participate|be there|appear|come|speak|go|join)|take part|taking part|attend|attending|"
    r"appear(?:ing)?|be (?:the (?:first|second|third|last|only one) to (?:attend|appear|speak|go|do so)|"
    r"there|present|on the (?:platform|stage))|coming|join(?:ing)?|speak(?:ing)?|"
    r"participat(?:e|ing)|"
    r"accept(?:ed|s)?|said yes|says yes|signed up|confirmed(?: <WHOSE>? ?(?:attendance|participation|place))?)"
    r"(?= by (?:video|phone|telephone|satellite|remote)|, on <D>| (?:virtually|remotely|in person|too|as well)|[.;]|, "
    r"(?:and|but|while|"
    r"though)| and\b| but\b| on <D>| <D>|$)"
)
_STAYS = rule(
    r"(?P<who><COMMAS>)(?: <APPOS>)? (?P<aux><AUX>)(?P<verb>declined|declines|refused|passed|demurred|sent "
    r"<WHOSE> "
    r"(?:regrets|apologies)|sent (?:regrets|apologies)|cannot (?:attend|come|be there|make it)|said no|stayed away|"
    r"stayed home|turned (?:it|them|<O>|the offer) down|begged off|cried off|"
    r"(?:cited|citing|pleaded) an? (?:scheduling|prior|previous|diary|family) \w+|sent an? (?:aide|deputy|surrogate)|"
    r"(?:was|were) (?:absent|missing)|did not (?:show(?: up)?|come|turn up|appear|attend|take part|go))"
    r"(?=[.;,]| (?:because|citing|saying|after|but|and|in|instead|on|to (?:attend|take part|appear|come))\b|$)"
)
_ASKED_BUT = rule(
    r"(?P<who><P>)(?:<APPOS>)?,? (?P<aux><AUX>)(?P<verb>invited|asked)(?: to (?:come|attend|take part|appear|"
    rf"speak)| to (?:an?|the|its|their) (?:[\w'-]+ ){{0,3}}?{EVENT})?(?: too| as "
    r"well)?,? but (?P<rest>[^;]{0,140})"
)
_CANNOT = Late(
    r"\b(?:declin\w+|did not (?:come|attend|go|take part|show|appear)|"
    r"committed|elsewhere|unable|cannot|could not|couldn't|would not|will not|won't|refus\w+|"
    r"turned|busy|"
    r"said no|prior|conflict|regrets|apologies|clash\w*|engagement|away)\b"
)
_WAITS = Late(
    r"\b(?:looking for a (?:date|day|time)|no date|yet to|has not|have not|hasn't|haven't|working on|not yet|still|"
    r"trying to find)\b"
)
_NOT_REPLIED = rule(
    r"(?P<who><COMMAS>)(?: <APPOS>)? (?P<aux>(?:has|have|had)(?: not(?: yet)?| yet to|n't(?: yet)?) "
    r")(?P<verb>repl(?:y|ied)|"
    r"respond(?:ed)?|answer(?:ed)?|confirm(?:ed)?|decided?|said|accept(?:ed)?)\b"
    r"(?! (?:whom?|which|what|whether [^.;]{0,20}(?:endorse|back|support)))|"
    r"(?P<who2><COMMAS>) (?P<aux2>(?:is|are|was|were) )(?P<verb2>still (?:considering|looking|weighing)|yet to "
    r"(?:reply|respond|"
    r"answer|confirm))\b"
)


def _who(shadow: Shadow, match: re.Match[str], name: str = "who") -> tuple[Item, ...]:
    return tuple(
        i for i in shadow.at(*match.span(name), "P") if reference(i).role in ("candidate", "") and reference(i).entity
    )


def replies(shadow: Shadow) -> Iterator[Met]:
    """Who said yes, no or nothing to an invitation that an earlier sentence told."""
    for match in _ASKED_BUT.finditer(shadow.text):
        rest = match.group("rest")
        status = "expected" if _WAITS.search(rest) else "not_happened" if _CANNOT.search(rest) else ""
        if status and re.search(r"\b(?:was|were|been)\b", match.group("aux")):
            yield _reply(_who(shadow, match), match, status, match.span("verb"))
    for match in _STAYS.finditer(shadow.text):
        if not re.search(r"\b(?:not|never|nor|neither|would|could|may|might)\b|n't", match.group("aux")):
            yield _reply(_who(shadow, match), match, "not_happened", match.span("verb"))
    for match in _NOT_REPLIED.finditer(shadow.text):
        mark = "2" if match.group("who2") else ""
        yield _reply(_who(shadow, match, f"who{mark}"), match, "expected", match.span(f"verb{mark}"))
    yield from _in_turn(shadow)
    for match in _CAME.finditer(shadow.text):
        yield _reply(_who(shadow, match), match, "happened", match.span("verb"))
    yield from _coming(shadow)


def _in_turn(shadow: Shadow) -> Iterator[Met]:
    """Who meets the members of whoever opened the doors, and whose day is still being looked for."""
    for match in _DAY_SOUGHT.finditer(shadow.text):
        yield _reply(_who(shadow, match), match, "expected", match.span("verb"))
    for match in _MEETS_MEMBERS.finditer(shadow.text):
        status = status_of(match.group("aux"), match.group("verb"))
        status = {"decided": "scheduled", "not_yet": "expected", "ongoing": "scheduled"}.get(status, status)
        yield _reply(_who(shadow, match), match, status, match.span("verb"))


_AT_WHICH = rule(
    rf"\b{EVENT}[^.;:]{{0,40}}?,? (?:at which|where|in which|during which) (?P<who><COMMAS>) "
    r"(?P<aux>(?:had |also |both |each |all )*)(?P<verb>spoke|"
    r"appeared|took part|took questions|answered questions|took turns|debated|clashed)\b|"
    rf"\b{EVENT}[^.;:]{{0,60}}?,? (?:which )?(?P<aux2>(?:was |were |had been )?)(?P<verb2>attended|addressed) by "
    r"(?P<who2><COMMAS>)|"
    r"\b(?:hours?|minutes?|moments|shortly|soon|just|day) after (?P<who3><COMMAS>) (?P<aux3>(?:had )?)"
    r"(?P<verb3>spoke|spoken|addressed (?:it|them|delegates|<O>)|appeared)\b"
)
_CAME = rule(
    r"^(?:(?:But|And|Then),? )?(?P<who><COMMAS>) (?P<aux>(?:has |have |had |also |then |both |all "
    r")*)(?P<verb>took questions|"
    r"answered questions|appeared|spoke|came|attended|took part|took (?:<WHOSE>|a) turn|sat for (?:<WHOSE>|an?) "
    r"[a-z]+|"
    r"faced (?:the )?(?:members|delegates|board|panel)|went first|went last|went second)\b[^\ue000-\ue004]{0,60}?<D>"
)


_AND_ANOTHER = rule(
    r" (?:on )?<D>(?:,? and |, )(?P<who><P>),? (?:on )?<D>(?:(?:,? and |, )(?P<who2><P>),? (?:on )?<D>)?"
)


def _also(shadow: Shadow, met: Met) -> Iterator[Met]:
    """ "X will appear on Friday and Y on Saturday"."""
    yield met
    found = _AND_ANOTHER.match(shadow.text, met.end)
    for name in ("who", "who2") if found else ():
        if found and found.group(name):
            yield replace(met, one=_who(shadow, found, name), verb=found.span(name), end=found.end(name))


def _coming(shadow: Shadow) -> Iterator[Met]:
    for match in _COMES.finditer(shadow.text):
        aux, verb = match.group("aux"), match.group("verb")
        status = status_of(aux, verb)
        if re.search(r"\b(?:would|could|may|might|not|never|if|whether|refus\w+|declin\w+|asked|invited)\b|n't", aux):
            continue
        promised = re.match(r"(?:confirm|said|says|indicat|agree|pledg|promis|accept|sign)", verb) is not None
        if not promised and status not in ("scheduled", "expected"):
            continue
        status = "expected" if status == "expected" and not promised else "scheduled"
        yield from _also(shadow, _reply(_who(shadow, match), match, status, match.span("verb")))


_AWAITS = rule(
    r"(?P<host><O>)[^;]{0,40}? (?:(?:is|are|was|were) (?:still )?)?(?P<verb>waiting|awaiting|awaits?|waits) "
    r"(?:for |on |to hear )?"
    r"(?:(?:an? |any )?(?:answer|reply|response|word|decision) )?from (?P<who><PL>)[^;]{0,60}?\b(?:request|"
    r"invitation|interview|"
    r"meeting|offer|forum|debate)\b"
)


def awaited(shadow: Shadow) -> Iterator[Met]:
    """ "The union is still waiting for an answer from X to its request for an interview"."""
    for match in _AWAITS.finditer(shadow.text):
        host = tuple(shadow.at(*match.span("host")))
        yield Met(
            _who(shadow, match), host, match.start(), match.span("verb"), match.end(), "expected", "event", _NO_REPLY
        )


_NO_REPLY = "an invitation without reply"


def _reply(who: tuple[Item, ...], match: re.Match[str], status: str, verb: tuple[int, int]) -> Met:
    return Met(who, (), match.start(), verb, match.end(), status, "reply", _LINKED)


_THERE = rule(
    r"(?P<who><P>)(?:<APPOS>)? (?P<aux><AUX>)(?P<verb>expected|due|back|returning|return|going|go|speaking|"
    r"speak|be|appear|"
    r"visit|spoke|returned|went back|went|appeared|was|is) (?:back )?(?:there|at the hall|at the depot)\b"
)


def there(shadow: Shadow) -> Iterator[Met]:
    """ "He is now expected there in March": the place of the sentence before."""
    for match in _AT_WHICH.finditer(shadow.text):
        mark = next(one for one in ("", "2", "3") if match.group(f"who{one}"))
        bodies = {reference(item).entity: item for item in shadow.at(0, len(shadow.text), "O")}
        days = [item.what for item in shadow.at(match.start(), match.start(f"who{mark}"), "D")]
        day = next((one for one in days if isinstance(one, DateExpression) and one.interval), None)
        met = _reply(_who(shadow, match, f"who{mark}"), match, "happened", match.span(f"verb{mark}"))
        yield replace(met, time=day, other=tuple(bodies.values()) if len(bodies) == 1 else ())
    for match in _THERE.finditer(shadow.text):
        found = status_of(match.group("aux"), match.group("verb"))
        verb = match.group("verb")
        status = {"expected": "expected", "due": "scheduled"}.get(verb, found)
        status = {"ongoing": "scheduled", "decided": "scheduled", "not_yet": "expected"}.get(status, status)
        status = "happened" if verb == "was" else status
        yield Met(_who(shadow, match), (), match.start(), match.span("verb"), match.end(), status, "there", _LINKED)


_IN_TURN = rule(
    r"(?:'s? [a-z-]+(?: [a-z-]+)?)?(?: (?:at|in|for|to) (?:(?! and )[^.;,]){2,40}?)?"
    r"(?:,? (?:(?:set|scheduled|planned|due) for |on |in )?<D>)?"
    r"(?:,|;)? (?:and |then |but )?(?:then )?"
    r"(?:did the same (?:to|with|for) |one |with |saw |met |heard |later |was |from |by |the |to )*"
    r"(?:(?:[A-Z][\w.]+|<N>|former|fellow|minister|secretary|treasurer|sheriff|mayor|senator|"
    r"governor|councillor|MP) ){0,4}"
    r"(?P<who><A>)(?:'s "
    r"[a-z]+(?: [a-z]+)?)?"
    r",? (?:on |in )?(?P<day><D>)"
)


_AGAIN = rule(
    r"[^.;\ue000-\ue006]{0,60}?<D>,? and (?:then |once more |later )?(?:again )(?:on |in |last |this )?(?P<day><D>)"
)


def each_in_turn(shadow: Shadow, met: Met) -> Iterator[Met]:
    """ "questioned X on Friday and Y the day after", "will meet A on Friday, B on Saturday": one verb, many days."""
    again = _AGAIN.match(shadow.text, met.end)
    day = shadow.at(*again.span("day"))[0].what if again else None
    if again and isinstance(day, DateExpression):
        yield replace(met, verb=again.span("day"), end=again.end(), time=day, unsure="told twice in one breath")
    at, end = met.end, min(len(shadow.text), met.end + 400)
    why = "told in one breath with another"
    while at < end:
        match = _IN_TURN.match(shadow.text, at)
        if match is None:
            return
        item = shadow.at(*match.span("who"))[0]
        side = [i for i in (*met.one, *met.other) if (i.kind == "O") != (item.kind == "O")]
        if not side or not any(i.kind == item.kind for i in (*met.one, *met.other)):
            return
        verb = (match.start("who"), match.start("who") + 1)
        yield replace(met, one=tuple(side), other=(item,), verb=verb, end=match.end("who"), unsure=why)
        at = match.end("who")
