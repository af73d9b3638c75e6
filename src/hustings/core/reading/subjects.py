"""Who does it: the subject of a verb group, from the words on its left."""

import re
from dataclasses import dataclass, replace

from hustings.core.reading.late import Late
from hustings.core.reading.references import Reference
from hustings.core.reading.shadow import Item, Shadow, rule

_DIRECT = rule(r"(?P<x><AL>)$")
_AFTER_APPOSITION = rule(r"(?P<x><AL>)(?:, (?!(?:and|but|or)\b)[^;:]{1,180},| \([^)]{1,80}\)| — [^—]{1,140} —)$")
_HEADLINE = rule(r"^(?P<x><O>(?:, <O>)+)$")
_AFTER_RELATIVE = rule(
    r"(?P<x><AL>),? (?:which|who|whose)\b(?:(?!,? (?:which|who|whose)\b)[^;:]){1,180},$|"
    r"(?P<x2><AL>), (?:an?|the|one of|now|long|once|formerly|[a-z]+ed|\d+)\b(?:(?!, (?:which|who)\b)[^;:]){1,140},$"
)
_RELATIVE = rule(
    r"(?P<x><AL>)(?:'s?)?(?: \([^()]{1,60}\))?,?(?: [a-z]+)?,? (?:(?:both|all|each) of )?(?:which|"
    r"who|that|whom)$"
)
_APPOSED = rule(
    r"(?P<x><O>),(?: (?:an?|the|another|one of|among|now|still|also|perhaps|which|is|are|both)){1,4} (?:[\w'-]+ ){0,5}"
    r"(?:union|group|body|federation|association|organi[sz]ation|affiliate|holdout|one)s?"
    r"(?: in (?:the )?[\w' -]{3,30}?)? (?:that|which)$|"
    r"(?P<x2><O>) (?:is|are|remains?|was|were) (?:[\w'-]+ ){1,7}(?:that|which)$"
)  # "A, the last big union that has not", "A is the largest that has not"
_SHARED = Late(r"(?:\b(?:and|but|or|then|yet|while|nor)|,)(?: (?:then|later|also|so|instead))?$")
_TRAILING = rule(
    r"(?:,? (?:(?:on|late|early|last|in|by|at) )*<D>(?: at [a-z ]{1,20})?,?| (?:also|both|all|each|still)|"
    r"(?<=<P>) of <N>|"
    r",? (?:in|at|near|outside) <N>,?)$"
)
_THROUGH_PHRASE = rule(r"(?P<x><A>) (?:after|before|during|following|in|at|for) [^,;:]{1,60}$")
_HELD_BY = rule(r"<R> (?:close to|for|of|from|at|with|in|on|to) (?:[a-z]+ )?$")
INTRO = Late(
    r"^[\"“(]?(?:Despite|After|Before|In|On|With|At|During|Since|While|As|When|Though|Although|By|For|From|"
    r"Under|Like|Unlike|Amid|"
    r"Following|Because|If|[A-Z][a-z]+(?:ing|ed))\b[^,]{0,160}, "
)
_FIRST = rule(r"<AL>")
_CLAUSE_START = Late(
    r"; |, (?=after\b)|: | — | -- |, (?:but|while|and|as) (?=[\ue000-\ue004])| but (?=[\ue000-\ue004])|"
    r"(?<![\ue000-\ue004]) that (?=[\ue000-\ue004])| when (?=\ue003)"
)


@dataclass(frozen=True)
class Subject:
    """The items that act. `how`: direct, relative, shared (an earlier verb's subject) or main (the sentence's)."""

    items: tuple[Item, ...]
    how: str
    start: int


_WHOSE_HEAD = rule(
    r", whose (?:[a-z-]+ ){0,3}?(?:president|leader|chair\w*|secretary|secretary-treasurer|director|head|treasurer),? "
    r"(?P<x><W>),$"
)  # "the A, whose president, X, said": X did
_IN_THEIR_CLAUSE = rule(
    r"(?P<x><AL>)? (?:that|who|which) (?:(?:had|has|have|once|previously|earlier|also|first|already|all|both|long|only|"
    r"recently) )*(?:backed|supported|endorsed|nominated|favou?red|preferred|opposed) <AL>"
    r"(?: (?:for|in|at|during|over|since) (?:[\w' -]{2,30}|<D>)|,? <D>)?$"
)


def subject(shadow: Shadow, at: int) -> Subject | None:
    """The subject of the verb group that starts at `at` in the shadow."""
    left = whole = _behind_question(shadow.text[:at].rstrip())
    wrapped = _wrapped(shadow, left)
    if wrapped is not None:
        return wrapped
    if left.endswith((",", " by")) and _ASIDE.match(shadow.text, at):
        return _shared(shadow, left)
    inner = _IN_THEIR_CLAUSE.search(left)
    if inner:  # "unions that had backed X switched": not X
        return _taken(shadow, left[: inner.end("x")], *inner.span("x"), "direct") if inner.group("x") else None
    left = _without_trailing(left)
    for pattern, how in _SUBJECTS:
        found = pattern.search(left)
        if found:
            return _found(shadow, left, found, how)
    if _SHARED.search(left) or _SHARED.search(whole):
        return _shared(shadow, left)
    found = _THROUGH_PHRASE.search(left)
    return _taken(shadow, left, *found.span("x"), "direct") if found else None


_QUESTION = Late(r"^(?:When |If )?(?:[Aa]sked|[Pp]ressed|[Qq]uestioned|[Cc]hallenged)\b[^,]{0,160}, ")


def _behind_question(left: str) -> str:
    """ "Asked whether it would back X, its president, Y, replied": nobody in the question acts."""
    asked = _QUESTION.match(left)
    if asked is None or _FIRST.search(left, asked.end()) is None:
        return left
    return " " * asked.end() + left[asked.end() :]


def _without_trailing(left: str) -> str:
    """The words before a verb without the days and small words that stand between."""
    for _ in range(2):
        trailing = _TRAILING.search(left)
        if trailing is None or trailing.start() == 0:
            break
        left = left[: trailing.start()]
    return left


def _wrapped(shadow: Shadow, left: str) -> Subject | None:
    """The subject before a relative clause or an apposition that ends where the verb begins."""
    for pattern, how in ((_WHOSE_HEAD, "direct"), (_APPOSED, "relative"), (_AFTER_RELATIVE, "direct")):
        found = pattern.search(left)
        if found:
            return _taken(shadow, left, *found.span("x2" if found.groupdict().get("x2") else "x"), how)
    return None


def _found(shadow: Shadow, left: str, found: re.Match[str], how: str) -> Subject | None:
    if how == "" and _WHO_DID.search(left[: found.start("x")]):
        named = _NAMED_BEHIND.search(left)  # "members who had backed him, X and Y, endorsed"
        return _taken(shadow, left, *named.span("x"), "direct", whole=True) if named else None
    taken = _taken(shadow, left, *found.span("x"), how or "direct", whole=_is_whole(shadow, left, how))
    return _as_a_whole(taken) if taken and left.endswith(" which") else taken


_WHO_DID = Late(r"\b(?:who|which|that) (?:had |has |have |once |once had )?[a-z]+ $")
_NAMED_BEHIND = rule(r", (?:[A-Z][a-z]+\. )?(?P<x><AL>),$")
_NAMED_LAST = rule(
    r"^ *(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|One|Another|Fellow)\b[^,;:\ue000-\ue004]{2,60}, (?P<x><A>),$"
)  # "The third contender, X, said"
_HIS_RIVAL = rule(
    r"'s? (?:[\w-]+ ){0,3}?(?:rival|opponent|challenger|predecessor|successor|ally|colleague|deputy)\b[^,;]{0,50}, "
    r"(?P<x><P>),$"
)  # "a day after his rival for the nomination, X, collected": X did
_SUBJECTS = (
    (_HIS_RIVAL, "direct"),
    (_HEADLINE, "headline"),
    (_NAMED_LAST, "direct"),
    (_DIRECT, "direct"),
    (_RELATIVE, "relative"),
    (_AFTER_APPOSITION, ""),
)


def _is_whole(shadow: Shadow, left: str, how: str) -> bool:
    """Whether the list before a verb acts as a whole: in headlines, and where the relative clause has a plural verb."""
    many = re.search(r"\b(?:both|all|each) of wh\w+$", left) or _PLURAL.match(shadow.text, len(left))
    return how == "headline" or (how == "relative" and many is not None)


def _as_a_whole(who: Subject) -> Subject | None:
    """ "The president of the union, which endorsed": it is the union that did; a person alone is never "which"."""
    last = who.items[-1]
    if isinstance(last.what, Reference) and last.kind == "P":
        body = replace(last.what, kind="O", entity=last.what.of, part="", of=None, role="", how="description")
        return replace(who, items=(Item("O", last.span, body),)) if last.what.of else None
    if not isinstance(last.what, Reference) or last.what.part != "leaders":
        return who
    return replace(who, items=(*who.items[:-1], replace(last, what=replace(last.what, part=""))))


_ASIDE = Late(r"[a-z]+ing\b")
_PLURAL = Late(r" (?:have|are|were|both|all|together|endorse|back|support|(?:had|have) (?:both|all|each))\b")


def _taken(shadow: Shadow, left: str, start: int, end: int, how: str, *, whole: bool = False) -> Subject | None:
    held = None if left.endswith(" which") else _HELD_BY.search(left[:start])  # "the head of the union, which has"
    if held:
        return Subject(tuple(shadow.at(held.start(), held.start() + 1)), how, held.start())
    lead = left[:start].rstrip()
    together = re.search(r"\b[Ww]ith$", lead) and _PARTICIPLE.match(
        shadow.text, len(left) + 1
    )  # "with X and Y all backing Z"
    if end - start > 1 and not whole and not together and not _LEADS_LIST.search(lead) and not _ONLY_TITLES.match(lead):
        start = end - 1  # in "X met Y and Z endorsed", Z alone endorsed
    items = tuple(shadow.at(start, end))
    return Subject(items, how, start) if items else None


_PARTICIPLE = Late(r"(?:\w+ ){0,2}?\w+ing\b")
# "U.S. Senate candidates X and Y": nothing but words of office before the list
_ONLY_TITLES = Late(
    r"(?:[A-Z][\w.'-]* ?|(?:candidates|rivals|contenders|hopefuls|challengers|opponents|senators|governors|for|the)"
    r" ?){1,6}$"
)
_LEADS_LIST = Late(
    r"(?:^|[,;:—–(\ue006]|\b(?:that|said|says|when|after|because|since|while|as|but|and|both|unions|groups|including|"
    r"also|where|whether|if))$"
)


_OWNED = Late(
    r"'s? (?!(?:[a-z-]+ ){0,2}(?:campaign|board|council|committee|executive|leader\w*|president|fund|team|"
    r"decision|endorsement|members?|convention|delegates|officials|office|supporters|aides?|spokes\w+|allies|bid)\b)"
)


_INSIDE_RELATIVE = rule(
    r"(?P<x><A>), (?:which|who) [^,;:\ue000]*(?:<P>[^,;:\ue000]*)?\b(?:and|but)(?: (?:then|later|also))?$"
)
_NAMES_SUBJECT = Late(r"(?:which|who|whose)\b")  # "On Monday the A, which ...,": no phrase before the subject
_CLOSED_AFTER = Late(r", after\b[^,;]{1,120}, and$")  # "withdrew it, after he voted so, and is now backing"


_HIS_MAN = rule(
    r"'s? (?:[\w-]+ ){0,6}?(?:[\w-]+|<D>), (?P<x><W>)(?=,)|"
    r"'s? (?:[a-z-]+ ){0,3}(?:rival|opponent|challenger|predecessor|successor|ally|colleague|mentor|deputy|boss|mate|"
    r"friend|partner|husband|wife|son|daughter|brother|sister) (?P<x2><W>)"
)


def _relation(shadow: Shadow, at: int) -> tuple[int, int] | None:
    """ "X's deputy, Y, left": Y, who is named behind the owner at `at`."""
    named = _HIS_MAN.match(shadow.text, at)
    return (named.span("x") if named.group("x") else named.span("x2")) if named else None


def _shared(shadow: Shadow, left: str) -> Subject | None:
    inner = _INSIDE_RELATIVE.search(left)
    if inner:
        return _taken(shadow, left[: inner.end("x")], *inner.span("x"), "shared")
    closed = _CLOSED_AFTER.search(left)
    starts = [m.end() for m in _CLAUSE_START.finditer(left) if not closed or m.end() <= closed.start()]
    for start in [*reversed(starts), 0]:
        intro = INTRO.match(left[start:])
        behind = start + intro.end() if intro else start
        behind = start if _NAMES_SUBJECT.match(left, behind) else behind
        first = _FIRST.search(left, behind) or _FIRST.search(left, start)
        if first and _OWNED.match(left, first.end()):
            named = _relation(shadow, first.end())
            if named and named[1] < len(left) - 4:
                return _taken(shadow, left[: named[1]], *named, "shared")
            return None  # "X's rival, Y, has": neither is plainly the subject
        if first and first.end() < len(left) - 4:
            return _taken(shadow, left[: first.end()], first.start(), first.end(), "shared")
    return None


def main_subject(shadow: Shadow) -> Subject | None:
    """The first who acts in a sentence, a leading phrase ("Despite ..., ") passed over."""
    intro = INTRO.match(shadow.text)
    start = intro.end() if intro and _FIRST.match(shadow.text, intro.end()) else 0
    found = _FIRST.search(shadow.text, start)
    if found is None:
        return None
    first, last = _relation(shadow, found.end()) or found.span()
    return _taken(shadow, shadow.text[:last], first, last, "main")


def clause_start(shadow: Shadow, at: int) -> int:
    """Where the clause that holds `at` begins."""
    return max((m.end() for m in _CLAUSE_START.finditer(shadow.text) if m.end() <= at), default=0)
