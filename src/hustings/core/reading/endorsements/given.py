"""Endorsements given, as one clause tells them.

The worst thing this reader could say is that somebody endorsed who did not. So a given endorsement needs a finite,
positive verb (or a noun of possession), a body that speaks as a whole, and a clause free of doubt; whatever is in
doubt is left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from hustings.core.reading.dates import DateExpression
from hustings.core.reading.endorsements.doubts import DOUBT_NOUN, TAKEN_BACK, Said, announced, in_doubt, may_give
from hustings.core.reading.endorsements.fact import endorsement
from hustings.core.reading.endorsements.nouns import (
    GAINING,
    GOES_ON,
    LOOKED_BACK,
    LOOSE_GIVERS,
    NAMED_GIVERS,
    NOUN_FROM,
    NOUN_OF,
    NOUN_SUPPORT,
    PARENTHETIC,
    PASSIVE,
    ROSTER,
    WHOLE_LISTS,
    WHOM,
    WITH_SUPPORT,
)
from hustings.core.reading.endorsements.scenes import also, is_among, is_held, is_officers, is_stated, meant, never_came
from hustings.core.reading.endorsements.verbs import CALLED_FOR, DOING, IDIOM, JOINED, NOMINATE, SWITCHED
from hustings.core.reading.facts import Fact, Page, dated, reference, span_of
from hustings.core.reading.late import Late
from hustings.core.reading.modality import is_hedged, status_of
from hustings.core.reading.shadow import Item, Rule, Shadow, rule
from hustings.core.reading.subjects import Subject, main_subject, subject

_NOUNS = (NOUN_OF, NOUN_FROM, NOUN_SUPPORT, ROSTER)


def _sure(shadow: Shadow, start: int, end: int, kinds: str) -> tuple[Item, ...]:
    """In "endorsed X and Y criticized it" Y is the next subject: the last of a list counts when no verb follows."""
    items = tuple(shadow.at(start, end))
    kept = items if len(items) < 2 or GOES_ON.match(shadow.text, end) else items[:-1]
    return tuple(item for item in kept if item.kind in kinds)


def _doer(shadow: Shadow, match: re.Match[str], pattern: Rule) -> Subject | None:
    """Who does what a verb tells; nobody where the clause only sounds like an endorsement."""
    who = subject(shadow, match.start())
    if who is None and pattern is JOINED:
        return Subject(tuple(shadow.at(*match.span("others"))), "direct", match.start("verb"))  # "Drivers join the A"
    if who is None and pattern is CALLED_FOR and match.group("verb").endswith("ing"):
        who = main_subject(shadow)  # "has written to members recommending a vote for X"
    if who is None or is_held(shadow, who) or is_officers(shadow, who):
        return None
    put = pattern is IDIOM and match.group("prep") in ("for", "of") and re.match(r"put|thr|swung", match.group("verb"))
    unfit = pattern is NOMINATE and not _may_nominate(shadow, who.items, match.end())
    if put or unfit or _is_purpose(shadow, match, who):
        return None  # "put its support for X to a vote"
    return who


def _active(shadow: Shadow) -> Iterator[Said]:
    """A verb group with its object; the subject is looked for on the left."""
    for pattern in DOING:
        for match in pattern.finditer(shadow.text):
            who = _doer(shadow, match, pattern)
            if who is None:
                continue
            who = _each_of_them(shadow, who)
            objects = _sure(shadow, *span_of(match, "obj"), "P")
            aux, verb = _group(match, "aux"), _group(match, "verb")
            givers = (*who.items, *shadow.at(*match.span("others"))) if pattern is JOINED else who.items
            givers = _owners(shadow, match, givers) if pattern is IDIOM else givers
            verb_at = span_of(match, "verb")
            said = Said(givers, objects, who.start, verb_at, aux, verb, match.end(), who.how)
            yield said
            yield from also(shadow, said)
            old = shadow.at(*span_of(match, "old"), "P") if pattern is SWITCHED else ()
            if old:
                yield Said(who.items, tuple(old), who.start, verb_at, aux, "gave up", match.end(), who.how)


def _is_purpose(shadow: Shadow, match: re.Match[str], who: Subject) -> bool:
    """ "A, a committee that supports X", "ads supporting X": what it is there for, and no endorsement."""
    if _IN_PRINT.search(shadow.text[: match.start()]):
        return True
    mere = who.how == "relative" and re.match(r"(?:support|back)(?:s|ing)?$", _group(match, "verb"))
    return bool(mere) and all(reference(item).role in ("org", "campaign") for item in who.items)


_IN_PRINT = Late(
    r"\b(?:ads?|adverts?|advertising|commercials?|mailers?|mail|leaflets?|fl[iy]ers|spots|billboards?|signs|posters|"
    r"calls|literature|messages|groups?|committees?|PACs?) $"
)  # "has spent $5,000 on ads supporting X": the ads support
_BOTH_SAY = rule(r"(?P<who><OL>) (?:both |all |each )?(?:said|say|have said|announced)(?: (?:on )?<D>)?(?: that)? $")


def _each_of_them(shadow: Shadow, who: Subject) -> Subject:
    """ "A and B said they were sticking with X": they are both."""
    if len(who.items) != 1 or who.items[0].span.text.lower() != "they":
        return who
    both = _BOTH_SAY.search(shadow.text[: who.start])
    return replace(who, items=tuple(shadow.at(*both.span("who")))) if both else who


def _group(match: re.Match[str], name: str) -> str:
    return match.string[slice(*span_of(match, name))]


def _owners(shadow: Shadow, match: re.Match[str], givers: tuple[Item, ...]) -> tuple[Item, ...]:
    """ "The president announced the union's support for X": the support is the union's."""
    owned = shadow.at(*match.span("whose"), "O") if match.group("whose") else []
    mine = {reference(item).entity for item in givers}
    other = owned and reference(owned[0]).how != "pronoun" and reference(owned[0]).entity not in mine
    return tuple(owned) if other else givers


def _may_nominate(shadow: Shadow, givers: Sequence[Item], at: int) -> bool:
    """A body nominates for a party's choice; a party names its own, and a president fills offices."""
    named = [reference(item) for item in givers]
    if any(one.kind == "O" and one.role != "party" for one in named):
        return True
    return any(one.kind == "P" for one in named) and "leader" in shadow.text[at : at + 40]


def _looked_back(shadow: Shadow) -> Iterator[Said]:
    """ "It stayed out, after endorsing X in 2025": the sentence's subject did it before."""
    for match in LOOKED_BACK.finditer(shadow.text):
        if match.group("aux") == "before " and not _DONE_BEFORE.match(shadow.text[: match.start()]):
            continue
        inner = _IN_RELATIVE.search(shadow.text[: match.start()])
        who = subject(shadow, inner.end("rel")) if inner else main_subject(shadow)
        if who is not None and not inner and _OWNED_THING.match(shadow.text, who.start + 1):
            continue
        if who is not None and (who.start < match.start() or match.start() == 0):
            objects = tuple(shadow.at(*match.span("obj"), "P"))
            start = match.start("verb") if match.group("aux") == "before " else match.start()
            yield Said(who.items, objects, start, match.span("verb"), "", "endorsed", match.end(), "shared")


_DONE_BEFORE = Late(
    r"(?!.*\b(?:will|would|should|could|may|might|must|wants?|plans?|hopes?|needs?|ha[sd] to|have to|expect\w*)\b).*"
    r"\b(?:sat|stayed|remained|waited|held|met|heard|interviewed|surveyed|polled|kept|spent|took|backed|supported|"
    r"endorsed|flirted|wavered|considered)\b"
)  # "sat out the primaries before endorsing X in October"
_IN_RELATIVE = Late(r"[\ue000-\ue004](?P<rel>, (?:which|who))\b[^,;]*$")
_OWNED_THING = Late(r"'s? (?!(?:[a-z-]+ ){0,2}(?:board|council|committee|executive|leadership|delegates|members)\b)")
# "by A, and B, whom the C endorsed, met": B was not among those who endorsed
_IS_NEXT = rule(r"^(?:<A>, )*<A>, and (?:the )?<A>,? whom\b|^<A>, and <P>(?:,| (?:also|met|has|will|is|was)\b)")
_HELD = Late(r"\b(?:by|of|from|to|with|against|for)\s$")


def _passive(shadow: Shadow) -> Iterator[Said]:
    for match in PASSIVE.finditer(shadow.text):
        if (
            is_among(match)
            or re.search(r"\bto $|\bbeing $", match.group("aux"))
            or (_HELD.search(shadow.text[: match.start()]) and "who" not in (match.group("mid") or ""))
        ):
            continue
        takers = shadow.at(*match.span("obj"), "P")
        if not re.match(r"^(?: of \ue003)?(?:,? who)? ?$", match.group("mid") or ""):
            takers = takers[-1:]  # "X and Y, the mayor, was backed by": Y alone
        givers = _sure(shadow, *match.span("subj"), "POC")
        givers = givers[:-1] if _IS_NEXT.search(shadow.text[match.start("subj") :]) else givers
        if {reference(i).entity for i in givers} & {reference(i).entity for i in shadow.at(*match.span("obj"), "P")}:
            continue  # "X and Y were each backed by two: X by A"
        how = "relative" if "who" in (match.group("mid") or "") else "direct"
        span, aux = match.span("verb"), match.group("aux")
        yield Said(givers, tuple(takers), match.start(), span, aux, "endorsed", match.end(), how)


def _named_givers(shadow: Shadow) -> Iterator[Said]:
    """Nouns of possession, lists, participles: both sides stand in the rule."""
    for pattern in NAMED_GIVERS:
        for match in pattern.finditer(shadow.text):
            if pattern in _NOUNS and not _is_plain_noun(shadow, match, pattern):
                continue
            whole = pattern in WHOLE_LISTS
            givers = shadow.at(*span_of(match, "subj")) if whole else _sure(shadow, *span_of(match, "subj"), "POC")
            takers = _sure(shadow, *span_of(match, "obj"), "P")
            if pattern in LOOSE_GIVERS and any(i.kind == "O" and reference(i).role == "party" for i in givers):
                continue  # a party's nominee is no endorsement
            before = match.group("aux") or ""
            aux = "" if pattern in _NOUNS or before.startswith((",", " ")) else before
            how = "relative" if pattern in (PARENTHETIC, WHOM) else "shared" if pattern in LOOSE_GIVERS else "direct"
            said = Said(tuple(givers), takers, match.start(), span_of(match, "verb"), aux, "endorsed", match.end(), how)
            yield said
            if pattern is WHOM:
                yield from also(shadow, said)


def _is_plain_noun(shadow: Shadow, match: re.Match[str], pattern: Rule) -> bool:
    aux = match.group("aux")
    if match.group("verb") == "nomination" and not shadow.at(*match.span("subj"), "O"):
        return False
    if DOUBT_NOUN.search(aux) or TAKEN_BACK.search(shadow.text[: match.start("verb")]):
        return False
    if not is_stated(shadow, match) or never_came(shadow, match):
        return False
    wanted = pattern is NOUN_FROM and match.group("verb").lower() != "endorsements"
    return not wanted or re.search(r"(?i:\b(?:the|its|their|labou?r|union) $|^$)", aux) is not None


_NO_ADJECTIVE = Late(r"\b(?:of|for|sought|asked|(?!coveted)\w+ed|(?!unwavering)\w+ing|lost|made|yet|not|to)\b")
_OF_LAWS = Late(
    r"\b(?:bills?|laws?|measures?|legislation|pass(?:ed|es)?|introduc\w+|ordinance|budget|"
    r"plans?|deals?|sign\w*|veto\w*)\b"
)
_OF_RACES = Late(
    r"\b(?:races?|campaign\w*|contests?|primary|candida\w+|nomination|elections?|lead(?:s|ing)?|front-?runner|runs?|"
    r"running|enter\w*|ballots?|leadership|favou?rite|bid)\b"
)


def _gaining(shadow: Shadow) -> Iterator[Said]:
    """ "X won the backing of A and B": who gains is the subject."""
    for pattern in GAINING:
        for match in pattern.finditer(shadow.text):
            who = subject(shadow, match.start())
            adj = match.groupdict().get("adj") or ""
            if who is None or DOUBT_NOUN.search(adj) or _NO_ADJECTIVE.search(adj):
                continue
            takers = tuple(item for item in who.items if item.kind == "P")
            givers = _sure(shadow, *match.span("subj"), "POC")
            aux = match.group("aux")
            yield Said(givers, takers, who.start, match.span("verb"), aux, "won", match.end(), who.how)
    for match in WITH_SUPPORT.finditer(shadow.text):
        before = main_subject(shadow)
        if before is None or DOUBT_NOUN.search(match.group("adj")) or len(before.items) != 1:
            continue
        if match.group("verb").endswith(("collected", "racked up")) and not _is_of(shadow, match, before):
            continue
        weak = "endorsement" not in match.group() and "nominations" not in match.group()
        if weak and (_OF_LAWS.search(shadow.text) or not _OF_RACES.search(shadow.text)):
            continue
        givers = _sure(shadow, *match.span("subj"), "POC")
        start = max(before.start, match.start()) if before.start < match.start() else match.start()
        yield Said(givers, before.items, start, match.span("verb"), "", "won", match.end(), "shared")


def _is_of(shadow: Shadow, match: re.Match[str], before: Subject) -> bool:
    """ "X won, a day after Y collected the endorsement of A": a finite verb has its own subject."""
    who = subject(shadow, match.start())
    return who is None or who.items[-1].span == before.items[-1].span


def readings(shadow: Shadow) -> Iterator[Said]:
    for find in (_active, _passive, _named_givers, _gaining, _looked_back):
        yield from find(shadow)


def _is_said_done(page: Page, shadow: Shadow, said: Said) -> bool:
    """Whether the words before the verb, and the form of the verb, tell of something done."""
    status = status_of(said.aux, said.verb)
    if status in ("scheduled", "possible") and announced(shadow, said, page.affiliations):
        return True
    if status not in ("happened", "ongoing", "decided") or is_hedged(said.aux):
        return False
    bare = not said.aux and re.match(r"(?:back|support|endorse|endorsing|backing|supporting)$", said.verb) is not None
    aside = re.search(r"(?:,| by) $", shadow.text[: said.trigger[0]]) and said.verb.endswith("ing")
    return bool(aside) or not (bare and status == "ongoing" and said.how == "shared")


def given(page: Page, shadow: Shadow, said: Said) -> Iterator[Fact]:
    if not said.endorsees or not _is_said_done(page, shadow, said) or in_doubt(shadow, said, page.affiliations):
        return
    time = said.time or dated(shadow, *said.trigger, races=True) or _announced_on(shadow, said)
    if time and time.kind == "race" and shadow.zone == "headline":
        time = None
    outcome = "withdrawn" if said.verb == "gave up" else "given"
    for giver in said.endorsers:
        for taker in meant(page, shadow, giver, said):
            if _are_two(giver, taker, voted=_by_ballot(said)):
                yield endorsement(page, shadow, said, giver, taker, outcome, "happened", time)


_THEIR_WORD = rule(
    r"(?P<who>[\ue000\ue003])(?:'s [a-z ]{3,30})?(?:,[^,;]{1,100},)? (?:said|announced|confirmed|declared|revealed)"
    r"(?: late| early)? (?:on |late )?(?P<day><D>)"
)


def _announced_on(shadow: Shadow, said: Said) -> DateExpression | None:
    """The day on which the endorser itself said so, unless it told of something older."""
    told_before = re.search(r"\bhad\b", said.aux) is not None
    own = {reference(item).entity for item in said.endorsers}
    for match in _THEIR_WORD.finditer(shadow.text):
        day = shadow.at(*match.span("day"))[0].what
        if (
            reference(shadow.at(*match.span("who"))[0]).entity in own
            and isinstance(day, DateExpression)
            and day.interval
            and (not told_before or said.aux.startswith(("had agreed", "had decided", "had voted")))
        ):
            return day
    return None


_SUBJECT_FORMS = frozenset(("he", "she", "they", "it"))


def _by_ballot(said: Said) -> bool:
    """Members who have voted to back somebody have decided for their body; members who merely back have not."""
    return re.search(r"\bvoted (?:[a-z]+ly )?to $", said.aux) is not None


def _are_two(giver: Item, taker: Item, *, voted: bool = False) -> bool:
    """Whether one may endorse, the other can be endorsed, and they are not the same."""
    if not may_give(giver, voted=voted) or taker.kind != "P":
        return False
    one, other = reference(giver), reference(taker)
    subjective = other.span.text.lower() in _SUBJECT_FORMS and other.how == "pronoun"
    return other.entity is not None and one.entity != other.entity and not (subjective and one.span < other.span)
