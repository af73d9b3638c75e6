"""Endorsements: given, none, pending, withdrawn.

The worst thing this reader could say is that somebody endorsed who did not. So a given endorsement needs a finite, positive verb
(or a noun of possession), a body that speaks as a whole, and a clause free of doubt; whatever is in doubt is left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hustings.core.reading.facts import CLEAR, LOOK, Fact, Page, Participant, dated, participant, reference
from hustings.core.reading.modality import is_hedged, status_of
from hustings.core.reading.shadow import Item, Shadow, rule
from hustings.core.reading.subjects import clause_start, main_subject, subject

_THING = r"(?:endorsements?|support|backing|weight|nod|seal of approval|clout|muscle)"
_OBJ = r"(?P<obj><PL>)(?!'s? (?!(?:bid|candidacy|campaign|run|re-?election|effort)\b))"
_ACTIVE = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>endorsed|endorses?|endorsing|backed|backs|backing|back|supported|supports?|supporting)"
    rf" (?:for \w+ )?(?:(?!neither|nor|no|not|only|against|nobody)[a-z-]+ ){{0,2}}?{_OBJ}"
)
_IDIOM = rule(
    rf"(?<![\w'-])(?P<aux><AUX>)(?P<verb>threw|throws?|thrown|throwing|put|puts|gave|gives?|given|giving|lent|lends?|swung) (?:<WHOSE> )?"
    rf"(?:[\w-]+ ){{0,2}}{_THING} (?:firmly |squarely )?(?:behind|to) (?:[a-z-]+ ){{0,2}}?{_OBJ}|"
    rf"(?<![\w'-])(?P<aux2><AUX>)(?P<verb2>(?:lined|lines?|lining) up|rall(?:ied|ies|y|ying)|(?:got|gets?|came|comes?) (?:out )?|united|unites?) ?"
    rf"(?:firmly |squarely )?(?:behind|in (?:support|favou?r) of|out for) (?:[a-z-]+ ){{0,2}}?(?P<obj2><PL>)(?!')|"
    rf"(?<![\w'-])(?P<aux3><AUX>)(?P<verb3>(?:gave|gives?|given) (?P<obj3><PL>) (?:<WHOSE>|the|an?) (?:[\w-]+ ){{0,2}}(?:endorsement|backing|nod|support))"
)
_CHOSE = rule(r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>chose|picked|selected|favou?red|chosen) (?P<obj><PL>) (?:over|ahead of) <PL>")
_PASSIVE = rule(
    r"(?P<obj><PL>)(?P<mid><APPOS>(?:,? who)?) (?P<aux><AUX>)(?P<verb>endorsed|backed|supported|chosen)(?: <D>| on <D>| in <D>| for [\w ]{3,30}?| unanimously)* by "
    r"(?P<fill>(?:[a-z0-9'-]+ ){0,5}?(?:[a-z0-9'-]+: )?)(?P<subj><AL>)"
)
_NOUN_OF = rule(rf"(?P<subj><AL>)'s? (?P<aux>(?:[\w-]+ ){{0,3}}?)(?P<verb>endorsement|backing) (?:of|for) (?P<obj><PL>)(?!')")
_NOUN_FROM = rule(
    r"(?P<aux>(?:[\w'-]+ ){0,3})(?P<verb>endorsements?|backing|support) (?:of|for) (?P<obj><PL>) (?:from|by) (?P<fill>(?:[a-z0-9'-]+ ){0,5}?(?:[a-z0-9'-]+: )?)"
    r"(?P<subj><AL>)"
)
_HOLDS = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>secured|won|wins|has|have|had|received|receives|earned|got|gained|gains|landed|lands|picked up|boasts|enjoys|"
    r"enjoyed|collected|clinched|holds|scored|snagged|nabbed|captured|drew)(?: <D>| on <D>)? (?:the |an? |<WHOSE> )?(?P<adj>(?:[\w'-]+ ){0,3}?)"
    r"(?:endorsements?|backing|support|nod)(?: (?:on|in|this|last)? ?<D>)?(?: of| from) "
    r"(?P<fill>(?:[\w'-]+ ){0,6}?(?:[\w'-]+(?: \([^)]*\))?(?::|,? including|,? among them|, such as) )?)(?:both )?(?P<subj><AL>|<COMMAS>)"
)
_LISTED = rule(
    r"(?:[Uu]nions?|[Gg]roups?|organi[sz]ations?|bodies|locals|associations?|ones) (?P<aux>(?:that |which |who |now |already |have |are )*)(?P<verb>backing|supporting|endorsing|behind|"
    r"backed|endorsed|back|support|endorse) (?P<obj><PL>)(?: so far| now)?(?:,? (?:are|include|includes|included|including|such as)(?: the)?:?|:| —) (?P<subj><AL>)"
)
_FOLLOWED = rule(r"(?<![\w'-])(?P<aux>(?:then |later |quickly |soon |also )*)(?P<verb>followed(?: suit)?|joined (?:them|it|<O>)|did (?:so|the same|likewise))(?=(?: on| in| a| the| <D>|\.|,|$))")
_WITHDRAWN = rule(
    rf"(?<![\w'-])(?P<aux><AUX>)(?P<verb>withdrew|withdraws|withdrawn|rescinded|rescinds|revoked|revokes|pulled|retracted|took back|reversed)"
    rf" (?P<whose><WHOSE>|the|an?) (?:[\w-]+ ){{0,2}}{_THING}(?: (?:of|for|from) (?P<obj><PL>))?|"
    rf"(?<![\w'-])(?P<aux2><AUX>)(?P<verb2>un-?endorsed|dropped) (?P<obj2><PL>)"
)
_DENIED = rule(r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>denied|denies)(?: on)?(?: <D>)?(?: that <A> (?:had|has|have)(?: ever)? (?:endorsed|backed)| (?:ever )?(?:endorsing|backing|having endorsed)| any endorsement)")
_LOOKED_BACK = rule(r"(?<![\w'-])(?P<aux>after (?:having )?|having )(?P<verb>endorsing|endorsed|backing|backed|supporting) (?P<obj><PL>)(?!')")
_NONE = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?:(?P<verb>(?:declined|refused|decided not|chose not|opted not|voted not|elected not|voted against|"
    r"opted against|decided against) (?:to )?(?:endors(?:e|ing)|back(?:ing)?|support(?:ing)?|mak(?:e|ing) (?:an?|any) endorsement|pick(?:ing)?|choos(?:e|ing))"
    r"(?: (?P<obj><PL>))?)|(?P<verb2>(?:made|issued|gave|offered|making|make|issue) no (?:[\w-]+ )?endorsement|endorsed (?:no (?:one|candidate)|nobody|neither)|backed (?:no (?:one|candidate)|"
    r"nobody|neither)|(?:sat|sit|sitting|sits) (?:it |this one )?out|(?:stay|stayed|staying|remain|remained|remaining) "
    r"(?:neutral|on the sidelines|out of)|(?:withheld|withholds?|withholding) (?:<WHOSE>|an|any) (?:[\w-]+ )?endorsement))"
)
_NOT_ENDORSED = rule(
    r"(?<![\w'-])(?P<aux>(?:<AUX>)(?:not|n't|never|yet to) (?:<AUX>))(?P<verb>endorse[ds]?|endorsing|back(?:ed)?|support(?:ed)?|(?:throw|thrown|put) <WHOSE> (?:[\w-]+ )?(?:support|weight|endorsement|backing)|"
    r"choose[n]?|chosen|pick(?:ed)?|(?:make|made|issue[d]?|announce[d]?|give[n]?) (?:an?|any|<WHOSE>) (?:[\w-]+ )?(?:endorsement|choice|pick|decision)|decide[d]?|"
    r"(?:said|say|disclosed|announced|decided|indicated) (?:whether|whom|who|if|which)[^.;]{0,60}?\b(?:back|endorse|support)|taken? a position|taken? sides|commit(?:ted)?)\b"
    rf"(?: (?:[a-z-]+ ){{0,2}}?(?P<obj><PL>))?"
)
_WEIGHS = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>weigh(?:s|ed|ing)?|consider(?:s|ed|ing)?|mull(?:s|ed|ing)?|debat(?:es|ed|ing)|ponder(?:s|ed|ing)?|delay(?:s|ed|ing)?|postpon(?:es|ed|ing)|"
    r"held off|hold(?:s|ing)? off|put(?:s|ting)? off|review(?:s|ing)?|deliberat(?:es|ed|ing)|announce|decide|vote|make|undecided|split|divided) (?:on |over |about )?"
    r"(?:<WHOSE> |an? |the |any |whether |whom |who |which |to |a possible )(?:[\w'-]+ ){0,4}?(?P<what>endorsements?|endorse|endorsing|back|support|decision on (?:an )?endorsement)\b"
)
_FUTURE = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>endorse|endorsing|back|support|(?:throw|put) <WHOSE> (?:[\w-]+ )?(?:support|weight|backing))"
    r" (?:[\w-]+ ){0,3}?(?P<obj><PL>|<G>|anyone|anybody|either|a candidate|someone|whoever)"
)

_DOUBT_BEFORE = re.compile(
    r"\b(?:if|whether|unless|until|should|would|could|may|might|can|urg\w+|ask\w*|call(?:s|ed|ing)? on|want\w*|hop\w+|expect\w*|predict\w*|rumou?r\w*|"
    r"speculat\w*|den(?:y|ied|ies|ying)|false\w*|untrue|claim\w*|boast\w*|incorrect\w*|wrong\w*|mistaken\w*|poll\w*|survey\w*|never|no|"
    r"neither|nor|without|jok\w+|imagin\w*|suppos\w*|suggest\w*|question\w*|possib\w*|potential\w*|why|how|fake|hoax|satir\w*|bid for|seek\w*|sought|"
    r"court\w*|vying|vie[sd]?|compet\w+|pursu\w+|lobb\w+|interview\w*|await\w*|eye[sd]?|eyeing|before|ahead of|instead of|rather than|win|earn|secure|get|"
    r"hypothetical\w*|likely|reconsider\w*|pressur\w+|push\w*|plead\w*|beg\w*|demand\w*|dream\w*|wish\w*|risk\w*|fear\w*|prevent\w*|stop\w*|block\w*|against|"
    r"oppos\w+|motion|proposal|resolution|recommend\w*|majority|plurality|half|percent|reject\w*|dismiss\w*|rule[sd]? out|doubt\w*|unclear|not|members?|imply|implied|implies|misle\w*|fabricat\w*|debunk\w*)\b|n't\b",
    re.I,
)
_DOUBT_AFTER = re.compile(
    r"^(?:(?!,? (?:who|which|but|and)\b)[^;])*?\b(?:false|untrue|unlikely|uncertain|unclear|in doubt|not known|unknown|fail(?:ed|s)|falls? short|fell short|withdrawn|"
    r"rescinded|revoked|premature|conditional|off the table|short of|not (?:happen|come|final|official|true)|no more than|a mistake|an error|on condition|unless|if)\b"
)
_DOUBT_ANYWHERE = re.compile(
    r"\?|\b(?:polls?|polling|surveys?|surveyed|respondents|straw|plurality|rumou?rs?|hoax|satire|parody|fake|falsely|fabricated|"
    r"misleading|debunked|had (?:it|they) (?:not )?been|if)\b|\b(?:percent|%) of (?:its |the |their )?(?:[\w-]+ )?(?:members|voters|workers)|"
    r"\b(?:not true|untrue|denied|denies|retracted|erroneously|mistakenly|incorrectly)\b",
    re.I,
)
_DOUBT_NOUN = re.compile(
    r"\b(?:possible|potential|planned|expected|hoped-for|likely|coveted|future|pending|would-be|rumou?red|supposed|alleged|fake|"
    r"upcoming|eventual|next|conditional|non|no|any|lost|formal request for|lack of|little|less|limited|some|partial|overwhelming|tacit|personal|grassroots)\b"
)
_TAKEN_BACK = re.compile(
    r"\b(?:rescind\w*|withdr\w+|revok\w+|retract\w*|pull\w*|drop\w*|revers\w+|end(?:ed|s|ing)|cancel\w*|lost|los(?:e|es|ing)|took back|regret\w*|"
    r"reconsider\w*|review\w*|delay\w*|postpon\w*|debat\w+|consider\w*|weigh\w*|oppos\w+|urg\w+|protest\w*|demand\w*)\b[^,;:]*$"
)
_REPORTED = rule(
    r"(?P<who><A>)(?:,[^,]{1,80},)? (?:<AUX>)(?P<cue>said|says|claimed|claims|boasted|boasts|insisted|suggested|told [^,;]{1,40}?|posted|tweeted|wrote|"
    r"believes?|thinks?|declared|announced|bragged|touted|asserted|repeated|argued)(?: [\w-]+){0,3}?(?: that)? ?$"
)
_VERBS_OF_MEMBERS = ("local", "members")


@dataclass(frozen=True, slots=True)
class _Said:
    """One reading of a clause: endorsers, endorsees, the trigger and the words before it."""

    endorsers: tuple[Item, ...]
    endorsees: tuple[Item, ...]
    start: int
    trigger: tuple[int, int]
    aux: str
    verb: str
    end: int
    how: str


def _span_of(match: re.Match[str], name: str) -> tuple[int, int]:
    for key in (name, f"{name}2", f"{name}3"):
        if key in match.re.groupindex and match.group(key) is not None:
            return match.span(key)
    return match.span()


def _group(match: re.Match[str], name: str) -> str:
    start, end = _span_of(match, name)
    return match.string[start:end]


_GOES_ON = re.compile(r"(?:'s?)?(?:$|[.,;:)!?—–-]| [\ue006]| (?:in|on|for|at|over|after|as|this|last|to|during|with|by|from|rather|despite|while|before|because|since|instead|and|or|who|early|late)\b)")


def _sure_objects(shadow: Shadow, start: int, end: int) -> tuple[Item, ...]:
    """In "endorsed X and Y criticized it" Y is the next subject: the last of a list counts when no verb follows."""
    items = tuple(shadow.at(start, end, "P"))
    return items if len(items) < 2 or _GOES_ON.match(shadow.text, end) else items[:-1]


def _from_verb(shadow: Shadow, match: re.Match[str]) -> _Said | None:
    """A verb group with its object; the subject is looked for on the left."""
    who = subject(shadow, match.start())
    if who is None:
        return None
    objects = _sure_objects(shadow, *_span_of(match, "obj"))
    trigger = _span_of(match, "verb")
    return _Said(who.items, objects, who.start, trigger, _group(match, "aux"), _group(match, "verb"), match.end(), who.how)


def _active(shadow: Shadow) -> Iterator[_Said]:
    for pattern in (_ACTIVE, _IDIOM, _CHOSE):
        for match in pattern.finditer(shadow.text):
            said = _from_verb(shadow, match)
            if said:
                yield said


def _looked_back(shadow: Shadow) -> Iterator[_Said]:
    """ "It stayed out, after endorsing X in 2025": the sentence's subject did it before."""
    for match in _LOOKED_BACK.finditer(shadow.text):
        who = main_subject(shadow)
        if who is not None and who.start < match.start():
            objects = tuple(shadow.at(*match.span("obj"), "P"))
            yield _Said(who.items, objects, match.start(), match.span("verb"), "", "endorsed", match.end(), "shared")


def _inverted(shadow: Shadow) -> Iterator[_Said]:
    """Passive voice, nouns of possession, and lists."""
    for pattern in (_PASSIVE, _NOUN_OF, _NOUN_FROM, _LISTED):
        for match in pattern.finditer(shadow.text):
            verb = match.group("verb")
            noun = pattern in (_NOUN_OF, _NOUN_FROM)
            if pattern is _PASSIVE and re.search(r"\bto $|\bbeing $", match.group("aux")):
                continue
            if noun and (_DOUBT_NOUN.search(match.group("aux")) or _TAKEN_BACK.search(shadow.text[: match.start("verb")])):
                continue
            if pattern is _NOUN_FROM and verb in ("support", "backing") and not re.search(r"\b(?:the|its|their) $", match.group("aux")):
                continue
            yield _Said(
                tuple(shadow.at(*match.span("subj"))),
                tuple(shadow.at(*match.span("obj"), "P")),
                match.start(),
                match.span("verb"),
                "" if noun else match.group("aux"),
                "endorsed",
                match.end(),
                "direct",
            )
    for match in _HOLDS.finditer(shadow.text):
        who = subject(shadow, match.start())
        if who and not _DOUBT_NOUN.search(match.group("adj")) and not re.search(r"\b(?:of|for)\b", match.group("adj")):
            who_items = tuple(item for item in who.items if item.kind == "P")
            subjects = tuple(shadow.at(*match.span("subj")))
            verb = "won" if match.group("verb") in ("has", "have", "had", "wins", "holds", "gains", "lands", "boasts", "enjoys") else "won"
            yield _Said(subjects, who_items, who.start, match.span("verb"), match.group("aux"), verb, match.end(), who.how)


def _may_give(item: Item, page: Page) -> bool:
    """Whether an item can stand for an endorser: a body as a whole or its board, or a person in their own name."""
    if item.kind not in "PO":
        return False
    one = reference(item)
    return one.entity is not None and one.part not in (*_VERBS_OF_MEMBERS, "leaders") and one.role not in ("party-unknown",)


def _in_doubt(shadow: Shadow, said: _Said) -> bool:
    text = shadow.text
    start = clause_start(shadow, said.start)
    before = f"{text[start : said.start]} {text[said.start : said.trigger[0]]}"
    before = before.replace(said.aux, " ") if said.aux and not _DOUBT_BEFORE.search(said.aux.replace("voted", "")) else before
    if _DOUBT_BEFORE.search(_without_relative(before)) or _DOUBT_ANYWHERE.search(text):
        return True
    if _DOUBT_AFTER.match(text[max(said.end, said.trigger[1]) :]):
        return True
    if re.search(r"\b(?:if|whether|unless)\b", text[: said.trigger[0]], re.I):
        return True
    report = _REPORTED.search(text[:said.start])
    return report is not None and _is_own_claim(shadow, report, said)


_RELATIVE_CLAUSE = re.compile(r", (?:which|who|whose)\b[^,;]*,")


def _without_relative(words: str) -> str:
    """A closed relative clause says nothing about the main verb."""
    return _RELATIVE_CLAUSE.sub(" ", words)


def _is_own_claim(shadow: Shadow, report: re.Match[str], said: _Said) -> bool:
    """Whether the one who reports is the one who gains, or only claims."""
    speaker = shadow.at(*report.span("who"))
    gains = {reference(item).entity for item in said.endorsees}
    soft = re.match(r"claim|boast|suggest|believ|think|brag|tout|insist", report.group("cue"))
    return bool(soft) or any(reference(item).entity in gains for item in speaker)


def _given(page: Page, shadow: Shadow, said: _Said) -> Iterator[Fact]:
    status = status_of(said.aux, said.verb)
    if status not in ("happened", "ongoing", "decided") or is_hedged(said.aux) or not said.endorsees:
        return
    if re.match(r"(?:back|support|endorse|endorsing|backing|supporting)$", said.verb) and status == "ongoing" and said.how == "shared":
        return
    if _in_doubt(shadow, said):
        return
    time = dated(shadow, *said.trigger, races=True)
    if time and time.kind == "race" and shadow.zone == "headline":
        time = None
    for giver in said.endorsers:
        for taker in said.endorsees:
            if not _may_give(giver, page) or reference(taker).entity is None or reference(giver).entity == reference(taker).entity:
                continue
            yield _fact(page, shadow, said, giver, taker, "given", "happened", time)


def _fact(
    page: Page, shadow: Shadow, said: _Said, giver: Item, taker: Item | None, outcome: str, status: str, time: object
) -> Fact:
    from hustings.core.reading.dates import DateExpression

    low = min(said.start, said.trigger[0])
    people = [participant("endorser", giver)] + ([participant("endorsee", taker)] if taker else [])
    named = all(p.how == "name" for p in people) and said.how in ("direct", "relative") and shadow.zone not in ("headline", "related")
    strong = re.match(r"endors|chose|withdr|rescind|revok|declin", said.verb) is not None
    clear = named and (strong or outcome != "given")
    why = "" if clear else "the name is not written here" if not named else "the verb is weak"
    return Fact(
        type="endorsement",
        status=status,
        tier=CLEAR if clear else LOOK,
        participants=tuple(people),
        trigger=page.quoted(shadow, *said.trigger),
        evidence=(page.quoted(shadow, low, max(said.end, said.trigger[1])),),
        outcome=outcome,
        time=time if isinstance(time, DateExpression) else None,
        zone=shadow.zone,
        why=why,
    )


def _state(page: Page, shadow: Shadow, match: re.Match[str], outcome: str, status: str) -> Iterator[Fact]:
    """A fact about an endorser alone: none, pending."""
    who = subject(shadow, match.start())
    if who is None:
        return
    trigger = _span_of(match, "verb")
    said = _Said(who.items, (), who.start, trigger, _group(match, "aux"), _group(match, "verb"), match.end(), who.how)
    time = dated(shadow, *trigger) if outcome == "none" else None
    for giver in who.items:
        if giver.kind == "O" and _may_give(giver, page):
            yield _fact(page, shadow, said, giver, None, outcome, status, time)


def _undone(page: Page, shadow: Shadow) -> Iterator[Fact]:
    for match in _NONE.finditer(shadow.text):
        if match.group("obj") and shadow.at(*match.span("obj"), "P"):
            continue  # refusing one candidate is not refusing all
        status = status_of(match.group("aux"), match.group("verb") or match.group("verb2"))
        told = re.search(r"\bwould\b", match.group("aux")) and re.search(r"\b(?:said|announced|decided)\b", shadow.text[: match.start()])
        if (told or status in ("happened", "ongoing", "decided", "scheduled")) and not _sentence_asks(shadow):
            yield from _state(page, shadow, match, "none", "happened")
        elif status in ("possible", "expected", "not_happened", "not_yet"):
            yield from _state(page, shadow, match, "pending", "possible")
    for match in _NOT_ENDORSED.finditer(shadow.text):
        if match.group("obj") and shadow.at(*match.span("obj"), "P"):
            continue
        past = re.search(r"\b(?:did|didn't|decided|voted|chose|opted|elected)\b", match.group("aux"))
        will = re.search(r"\b(?:will|won't|would)\b", match.group("aux"))
        outcome = "none" if past or (will and match.group("verb").startswith(("endorse", "back"))) else "pending"
        yield from _state(page, shadow, match, outcome, "happened" if outcome == "none" else "ongoing")


def _denied(page: Page, shadow: Shadow) -> Iterator[Fact]:
    for match in _DENIED.finditer(shadow.text):
        yield from _state(page, shadow, match, "pending", "denied")


def _sentence_asks(shadow: Shadow) -> bool:
    return shadow.text.rstrip().endswith("?")


def _open(page: Page, shadow: Shadow) -> Iterator[Fact]:
    for match in _WEIGHS.finditer(shadow.text):
        aux, verb = match.group("aux"), match.group("verb")
        fixed = verb in ("announce", "decide", "vote", "make")
        if fixed and status_of(aux, verb) not in ("scheduled", "expected", "possible"):
            continue
        yield from _state(page, shadow, match, "pending", "expected" if fixed else "ongoing")
    for match in _FUTURE.finditer(shadow.text):
        if status_of(match.group("aux"), match.group("verb")) in ("scheduled", "expected", "possible") and match.group("aux") != "to ":
            yield from _state(page, shadow, match, "pending", "expected")


def _withdrawn(page: Page, shadow: Shadow, before: Sequence[Fact]) -> Iterator[Fact]:
    for match in _WITHDRAWN.finditer(shadow.text):
        who = subject(shadow, match.start())
        aux = _group(match, "aux") if match.group("verb") or match.group("verb2") else ""
        if who is None or status_of(aux, _group(match, "verb")) not in ("happened", "decided", "ongoing"):
            continue
        trigger = _span_of(match, "verb")
        said = _Said(who.items, (), who.start, trigger, aux, "withdrew", match.end(), who.how)
        if _DOUBT_ANYWHERE.search(shadow.text):
            continue
        for giver in who.items:
            if giver.kind in "OP" and _may_give(giver, page):
                yield from _taken_back(page, shadow, match, said, giver, before)


def _taken_back(
    page: Page, shadow: Shadow, match: re.Match[str] | None, said: _Said, giver: Item, before: Sequence[Fact]
) -> Iterator[Fact]:
    time = dated(shadow, *said.trigger)
    written = shadow.at(*_span_of(match, "obj"), "P") if match is not None and _has_object(match) else []
    if written:
        for taker in written:
            yield _fact(page, shadow, said, giver, taker, "withdrawn", "happened", time)
        return
    entity = reference(giver).entity
    lost = next((f for f in reversed(before) if f.role("endorser") == entity and f.outcome == "given"), None)
    fact = _fact(page, shadow, said, giver, None, "withdrawn", "happened", time)
    if lost is not None:
        taker = Participant("endorsee", lost.role("endorsee"), None, "implied")
        fact = replace(fact, participants=(*fact.participants, taker))
    yield fact


def _has_object(match: re.Match[str]) -> bool:
    return match.group("obj") is not None or match.group("obj2") is not None


def _followed(page: Page, shadow: Shadow, last: Sequence[Fact], before: Sequence[Fact]) -> Iterator[Fact]:
    """ "The X followed on Sunday", directly after a sentence that gave an endorsement."""
    takers = {f.role("endorsee") for f in last if f.outcome == "given"}
    undone = any(f.outcome == "withdrawn" for f in last) and not takers
    if (len(takers) != 1 and not undone) or _DOUBT_ANYWHERE.search(shadow.text):
        return
    for match in _FOLLOWED.finditer(shadow.text):
        who = subject(shadow, match.start())
        if who is None or who.how != "direct" or re.search(r"\bnot\b|n't", shadow.text[: match.end()]):
            continue
        said = _Said(who.items, (), who.start, match.span("verb"), "", "followed", match.end(), who.how)
        time = dated(shadow, *match.span("verb"))
        for giver in who.items:
            if giver.kind == "O" and _may_give(giver, page) and undone:
                yield from _taken_back(page, shadow, None, replace(said, verb="withdrew"), giver, before)
            elif giver.kind == "O" and _may_give(giver, page):
                fact = _fact(page, shadow, said, giver, None, "given", "happened", time)
                taker = Participant("endorsee", next(iter(takers)), None, "implied")
                yield replace(fact, participants=(*fact.participants, taker), tier=LOOK, why="the candidate stands in the sentence before")


_CAME = rule(r"(?P<subj><A>)'s (?:<D> )?endorsement (?:of <P> )?(?:came|was (?:made|announced|given)|happened) (?:on |in )?<D>")


def refined(page: Page, facts: Sequence[Fact]) -> list[Fact]:
    """Take a finer date from a sentence such as "the union's 2020 endorsement came in August"."""
    better: dict[int, Fact] = {}
    for shadow in page.shadows:
        for match in _CAME.finditer(shadow.text):
            entity = reference(shadow.at(*match.span("subj"))[0]).entity
            time = dated(shadow, match.start("subj") + 1, match.start("subj") + 2)
            for index, fact in enumerate(facts):
                fits = fact.type == "endorsement" and fact.role("endorser") == entity and fact.outcome == "given"
                if fits and fact.time and time and _within(time, fact.time):
                    evidence = (*fact.evidence, page.quoted(shadow, 0, len(shadow.text)))
                    better[index] = replace(fact, time=time, evidence=evidence)
    return [better.get(index, fact) for index, fact in enumerate(facts)]


def _within(fine: object, coarse: object) -> bool:
    from hustings.core.reading.dates import DateExpression

    if not isinstance(fine, DateExpression) or not isinstance(coarse, DateExpression):
        return False
    a, b = fine.interval, coarse.interval
    if not a or not b or not a.start or not a.end or not b.start or not b.end:
        return False
    return b.start <= a.start and a.end <= b.end and a != b


def find_endorsements(page: Page) -> list[Fact]:
    """Every endorsement fact of a page, in the order of the text."""
    found: list[Fact] = []
    last: list[Fact] = []
    for shadow in page.shadows:
        if shadow.zone in ("correction", "related"):
            continue
        here = [fact for said in (*_active(shadow), *_inverted(shadow), *_looked_back(shadow)) for fact in _given(page, shadow, said)]
        here += _followed(page, shadow, last, [*found, *here])
        here += _withdrawn(page, shadow, [*found, *here])
        here += _denied(page, shadow)
        here += _undone(page, shadow)
        here += _open(page, shadow)
        found.extend(_distinct(here))
        last = here
    return _superseded(refined(page, found))


def _distinct(facts: Sequence[Fact]) -> list[Fact]:
    """One fact of one kind about one pair in one sentence and year."""
    kept: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        year = fact.time.interval.value[:4] if fact.time and fact.time.interval else ""
        key = (fact.role("endorser"), fact.role("endorsee"), fact.outcome, year)
        if key not in kept or (fact.tier == CLEAR and kept[key].tier != CLEAR):
            kept[key] = fact
    dated_pairs = {key[:3] for key in kept if key[3]}
    return [fact for key, fact in kept.items() if key[3] or key[:3] not in dated_pairs]


def _superseded(facts: Sequence[Fact]) -> list[Fact]:
    """An endorsement that the same text takes back is superseded."""
    back = {(f.role("endorser"), f.role("endorsee")): f for f in facts if f.outcome == "withdrawn"}
    result: list[Fact] = []
    for fact in facts:
        gone = back.get((fact.role("endorser"), fact.role("endorsee")))
        old = gone is not None and fact.outcome == "given" and fact.start <= gone.start + 400
        result.append(replace(fact, outcome="superseded") if old else fact)
    return result

