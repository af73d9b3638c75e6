"""The verbs, nouns and phrases of one sentence that tell of a meeting, each as one reading."""

import re
from collections.abc import Iterator
from dataclasses import replace

from hustings.core.reading.late import Late
from hustings.core.reading.meeting_links import awaited, called_off, each_in_turn
from hustings.core.reading.meeting_nouns import OFF, by_told_noun
from hustings.core.reading.meeting_rules import (
    AHEAD,
    AND_WITH,
    ATTEND,
    BETWEEN,
    CALLED_OFF,
    HEADLESS,
    HOST,
    HYPOTHETICAL,
    INVITED,
    MEET,
    NO_DATE,
    OWN,
    PHONE,
    PLANNED,
    REFUSALS,
    VISIT,
    WISHED,
)
from hustings.core.reading.meeting_scenes import (
    Met,
    answered,
    between_subjects,
    by_phrase,
    elsewhere,
    present_at,
    promised,
    purpose,
    refused,
)
from hustings.core.reading.meeting_verbs import AFTER_ING, MORE_VERBS
from hustings.core.reading.modality import is_hedged, status_of
from hustings.core.reading.shadow import Shadow, rule
from hustings.core.reading.subjects import Subject, main_subject, subject


def _key(match: re.Match[str], name: str) -> str:
    """The name of a group in the branch of the rule that matched."""
    second = f"{name}2"
    return second if match.groupdict().get(second) is not None else name


def _lent(shadow: Shadow, at: int, aux: str, verb: str) -> str:
    """The small words that an earlier verb lends: "will visit and meet"."""
    if aux.strip() or verb.split(maxsplit=1)[0] not in (
        "meet",
        "sit",
        "visit",
        "hold",
        "attend",
        "take",
        "participate",
        "join",
        "speak",
        "address",
    ):
        return aux
    found = list(
        re.finditer(
            r"\b(?:will|would|could|may|might|plans to|scheduled to|set to|expected to|to|did not|not)\b",
            shadow.text[:at],
        )
    )
    return f"{found[-1].group()} " if found else aux


def _finite(match: re.Match[str]) -> bool:
    """Whether a form in -ing stands with a form of "be": alone it is a noun or an aside."""
    verb, aux = match.group(_key(match, "verb")), match.group(_key(match, "aux")) or ""
    return (
        not verb.split(maxsplit=1)[0].endswith("ing")
        or re.search(r"\b(?:is|are|was|were|be|been|'re)\b|n't", aux) is not None
    )


_HAS_ONE = Late(r"ha(?:s|ve) (?:an? |the )")


def _settled(status: str, verb: str, zone: str) -> str:
    if status == "decided":
        return "scheduled"
    if status == "not_yet":
        return "expected"
    if status == "ongoing" and _HAS_ONE.match(verb):
        return "scheduled"
    if status == "ongoing" and verb.split(maxsplit=1)[0].endswith("ing"):
        return "scheduled"
    present = verb.split(maxsplit=1)[0].endswith("s") or verb.split(maxsplit=1)[0] in ("meet", "sit", "visit", "host")
    return "happened" if status == "ongoing" and zone in ("caption", "headline") and present else status


_VERBS = ((PHONE, "call"), (MEET, "meeting"), (VISIT, "visit"), (HOST, "meeting"), (ATTEND, "event"), *MORE_VERBS)


def _by_verb(shadow: Shadow) -> Iterator[Met]:
    for pattern, kind in _VERBS:
        for match in pattern.finditer(shadow.text):
            met = _verb_met(shadow, match, kind)
            if met is None:
                continue
            met = called_off(shadow, met)
            yield met
            yield from each_in_turn(shadow, met)
            more = AND_WITH.match(shadow.text, match.end()) if pattern is MEET else None
            if more:
                side = "obj" if more.group("obj") else "obj2"
                others, why = tuple(shadow.at(*more.span(side))), "told in one breath with another"
                yield replace(met, other=others, verb=more.span(side), end=more.end(), unsure=why)


_BIDDEN = Late(
    r"\b(?:invit\w+|ask\w*|urg\w+|want\w*|press\w*|call\w* on|encourag\w+|allow\w*|expect\w*|help\w*|for|"
    r"persuad\w+) $"
)
_LIST_BEFORE = Late(r"(?:[\ue000-\ue004],? (?:and )?)+$")  # the rest of the list that ends in the subject
_DENIES = Late(r"\bden(?:y|ied|ies|ying)\b (?:[\w-]+ ){0,4}?that $")
_NEITHER = rule(r"\b(?:[Nn]either|[Nn]one of|[Nn]ot one of) (?:(?P<one><P>) nor )?(?:the )?$")
_ARRANGES = Late(
    r"\b(?:lined up|scheduled|arranged|set up|agreed|requested|sought|planned|cancell?ed|declined|refused|asked|"
    r"proposed|offered)\b"
)
_GATHERED = Late(
    r"^(?:[Tt]he )?(?:[Mm]embers|workers|delegates|stewards|activists|retirees|leaders|officers) |"
    r"(?:[Mm]embers|workers|retirees|stewards|activists|convention|conference|congress|delegates|board|council)$"
)


_OFFICER = rule(
    r"(?P<body><O>)'s? (?:[a-z-]+ ){0,3}[a-z]+, <A>,(?: (?:also|then|later))? $|"
    r"^(?P<body2><O>)'s? (?:[a-z-]+ ){0,3}[a-z]+, <A>, [^.;]{1,200} and $"
)


def _officer(shadow: Shadow, at: int) -> Subject | None:
    """ "Its general secretary, X, met Y": it is the body that met Y."""
    found = _OFFICER.search(shadow.text[:at])
    return Subject(tuple(shadow.at(*found.span(_key(found, "body")))), "main", found.start()) if found else None


def _verb_met(shadow: Shadow, match: re.Match[str], kind: str) -> Met | None:
    """What one verb group says, or None when it is no finite verb with a subject, or only supposed."""
    at, aux = match.span(_key(match, "verb")), match.group(_key(match, "aux")) or ""
    verb = shadow.text[slice(*at)]
    who = elsewhere(shadow, match, aux) or subject(shadow, match.start()) or _officer(shadow, match.start())
    if who is None or HYPOTHETICAL.search(shadow.text[: match.start()]) or not _finite(match):
        return None
    bidden = aux == "to " and _BIDDEN.search(_LIST_BEFORE.sub("", shadow.text[: who.start]))
    told = kind == "crowd" or verb == "told"
    if bidden or (told and not _GATHERED.search(shadow.at(*match.span(_key(match, "obj")))[0].span.text)):
        return None  # "invited X to speak" is no meeting yet; one is told things anywhere
    aux = purpose(shadow.text[who.start : match.start()]) if who.how == "aim" else aux
    aux = _lent(shadow, match.start(), aux, verb) if who.how == "shared" else aux
    aux = promised(shadow, who.start, aux)
    if _DENIES.search(shadow.text[: who.start]):
        aux = f"not {aux}"
    neither = _NEITHER.search(shadow.text[: who.start])
    if neither:
        more = shadow.at(*neither.span("one")) if neither.group("one") else ()
        who, aux = replace(who, items=(*more, *who.items)), f"not {aux}"
    status = _settled(status_of(aux, verb), verb, shadow.zone)
    if _ARRANGES.search(verb):
        return None  # "has lined up meetings with": the noun says what became of it
    if verb == "see" and who.how != "aim" and status not in ("scheduled", "expected"):
        return None
    if (
        verb.startswith(REFUSALS)
        and not re.match(r"drop\w* (?:by|in)", verb)
        and status in ("happened", "scheduled", "ongoing")
    ):
        status = "not_happened"
    named = _key(match, "obj")
    others = shadow.at(*match.span(named)) if match.group(named) else shadow.at(*match.span(), "O")
    unsure = "" if who.how in ("direct", "relative") else "the subject stands before another verb"
    unsure = "hedged" if is_hedged(aux) else unsure
    kind = "event" if kind == "crowd" else kind
    return Met(who.items, tuple(others), who.start, at, match.end(), status, kind, unsure)


def _noun_status(shadow: Shadow, start: int, after: str) -> str:
    left = shadow.text[:start]
    if re.search(r"(?:^|\W)[Nn]o (?:\w+ )?$", left):
        return "not_happened"
    if OFF.match(after):
        return "not_happened"
    for pattern, status in ((CALLED_OFF, "not_happened"), (WISHED, "expected"), (PLANNED, "scheduled")):
        if pattern.search(after):
            return status
    if re.search(r"(?i:\b(?:no|not|cancell?ed|called off|without)\b[^,;.]*$)", left) or "n't" in left[-30:]:
        return "not_happened"
    return "expected" if AHEAD.search(left) else "happened"


def _by_noun(shadow: Shadow) -> Iterator[Met]:
    for pattern in (BETWEEN, OWN):
        for match in pattern.finditer(shadow.text):
            adjective = match.groupdict().get("adj") or ""
            after = f"{adjective} {shadow.text[match.end() : match.end() + 70]}"
            if HYPOTHETICAL.search(shadow.text[: match.start()]):
                continue
            status = _noun_status(shadow, match.start(), after)
            one, other = shadow.at(*match.span("subj")), shadow.at(*match.span("obj"))
            kind = "call" if match.group("verb") == "call" else "meeting"
            span, why = match.span("verb"), "told by a noun"
            yield Met(tuple(one), tuple(other), match.start(), span, match.end(), status, kind, why)
    for match in HEADLESS.finditer(shadow.text):
        if _HAS.search(shadow.text[: match.start()]):
            continue
        status = _noun_status(shadow, match.start(), shadow.text[match.end("verb") : match.end()])
        if status in ("scheduled", "expected", "not_happened") and match.group("after"):
            yield Met(
                (),
                tuple(shadow.at(*match.span("obj"))),
                match.start(),
                match.span("verb"),
                match.end(),
                status,
                "event",
                "the host is not written here",
            )


_HAS = rule(r"<A> (?:(?:will )?have|has|had) (?:an? |the )?$")


def _awaited(shadow: Shadow, follower: Shadow | None) -> Iterator[Met]:
    """Invited, and no date yet: a meeting that is expected."""
    later = follower.text if follower is not None and follower.paragraph == shadow.paragraph else ""
    for match in INVITED.finditer(shadow.text):
        waits = NO_DATE.search(shadow.text, match.end("verb")) or (NO_DATE.search(later[:200]) if later else None)
        if waits is None or re.search(r"\bnot\b|n't", match.group("aux")):
            continue
        who = subject(shadow, match.start())
        people = [item for item in who.items if item.kind == "P"] if who else []
        hosts = shadow.at(*match.span("rest"), "O")
        if people and who:
            yield Met(
                tuple(people),
                tuple(hosts[:1]),
                who.start,
                match.span("verb"),
                len(shadow.text),
                "expected",
                "event",
                "no date yet",
            )


def _by_participle(shadow: Shadow) -> Iterator[Met]:
    """ "The board decided after hearing from X and Y": whoever acts in the sentence did that too."""
    for match in AFTER_ING.finditer(shadow.text):
        who = main_subject(shadow)
        if who is None or HYPOTHETICAL.search(shadow.text[: match.start()]):
            continue
        if who.start > match.start() and not re.match(r"[A-Z]", match.group()):
            continue
        when, why = match.group("when").lower(), "told by a participle"
        status = "expected" if when == "before" else "happened"
        others = tuple(shadow.at(*match.span("obj")))
        yield Met(who.items, others, match.start(), match.span("verb"), match.end(), status, "meeting", why)


_OFFICES = rule(
    r"(?<=<O>)'s? (?:(?:own|national|state|general|executive|powerful|new|top|political) ){0,2}(?:president|"
    r"leaders(?:hip)?|"
    r"board|executive(?: board| council| committee)?|general secretary|officers|officials|council|committee|"
    r"delegation|"
    r"negotiators|chief|head|secretary|directors?|"
    r"business (?:manager|agent)|managers?|team|stewards|members)(?=[ ,.;])(?!, [\ue000\ue001])"
)


def of_the_body(shadow: Shadow) -> Shadow | None:
    """The sentence with "its president" told as the body that is meant, or None where it has none such."""
    kept: list[int] = []
    at = 0
    for match in _OFFICES.finditer(shadow.text):
        kept.extend(range(at, match.start()))
        at = match.end()
    if not at:
        return None
    kept.extend(range(at, len(shadow.text)))
    new = {old: number for number, old in enumerate(kept)}
    return replace(
        shadow,
        text="".join(shadow.text[old] for old in kept),
        items={new[old]: item for old, item in shadow.items.items() if old in new},
        origin=tuple(shadow.origin[old] for old in kept),
    )


def readings(shadow: Shadow, follower: Shadow | None) -> Iterator[Met]:
    """What the verbs of a sentence tell, and the nouns that name both sides."""
    yield from _by_verb(shadow)
    yield from refused(shadow)
    yield from _by_noun(shadow)
    yield from _awaited(shadow, follower)
    for met in between_subjects(shadow):
        yield met
        yield from each_in_turn(shadow, met)
    yield from answered(shadow)
    yield from awaited(shadow)


def phrases(shadow: Shadow) -> Iterator[Met]:
    """What a sentence tells in passing: it counts where no verb tells of the same two."""
    yield from by_phrase(shadow)
    yield from present_at(shadow)
    yield from by_told_noun(shadow)
    yield from _by_participle(shadow)
