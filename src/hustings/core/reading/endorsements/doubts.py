"""When words about an endorsement do not mean that it was given: conditions, hopes, polls, claims, denials."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hustings.core.reading.dates import DateExpression
from hustings.core.reading.facts import reference
from hustings.core.reading.late import Late
from hustings.core.reading.shadow import Item, Shadow, rule
from hustings.core.reading.subjects import INTRO, clause_start

# Words that govern a whole clause: wherever they stand before the subject, what follows is not told as done.
_GOVERNS = Late(
    r"\b(?:if|whether|unless|until|should|would|could|may|might|urg\w+|ask(?:ed|s|ing)? (?!about)|call(?:s|ed|"
    r"ing)? on|"
    r"want\w*|hop\w+|expect\w*|predict\w*|rumou?r\w*|speculat\w*|den(?:y|ied|ies|ying)|false\w*|untrue|claim\w*|"
    r"boast\w*|incorrect\w*|wrong\w*|mistaken\w*|poll\w*|survey\w*|never|neither|nor|without|jok\w+|imagin\w*|"
    r"suppos\w*|suggest\w*|question\w*|possib\w*|potential\w*|why|fake|hoax|satir\w*|instead of|rather than|"
    r"hypothetical\w*|likely|reconsider\w*|pressur\w+|plead\w*|beg|begged|demand\w*|dream\w*|wish\w*|fear\w*|"
    r"prevent\w*|stop\w*|block\w*|oppos\w+|motion|proposal|resolution|recommend\w*|reject\w*|dismiss\w*|"
    r"rule[sd]? out|doubt\w*|unclear|not|imply|implied|implies|misle\w*|fabricat\w*|doctored|debunk\w*|accus\w+|"
    r"talk (?:that|of)|gossip|whisper\w*|chatter|notion|idea that|theor\w+|myth|prospect|chances?|odds|belief|"
    r"impression|"
    r"ahead of|no(?! (?:surprise|secret|wonder|fewer|less|coincidence|time in)))\b|n't\b",
    re.I,
)
_EXCEPT = Late(r"\b(?:except|other than|unlike|but)(?: for)? ?$", re.I)
# Words that only count between the one who acts and the verb.
_BENDS = Late(
    r"\b(?:can|bid for|seek\w*|sought|court\w*|vying|vie[sd]?|compet\w+|pursu\w+|lobb\w+|interview\w*|await\w*|"
    r"eye[sd]?|eyeing|before|instead of|rather than|win|earn|secure|get|risk\w*|push\w*|against|majority|plurality|"
    r"half|percent|members?|how|show(?:s|ed|ing)?|except|other than)\b",
    re.I,
)
_DOUBT_AFTER = Late(
    r"^(?:(?!,? (?:who|which|but|and)\b)[^;])*?\b(?:false|untrue|unlikely|uncertain|unclear|in doubt|not known|"
    r"unknown|fail(?:ed|s)|falls? short|fell short|withdrawn|"
    r"rescinded|revoked|premature|conditional|off the table|short of|not (?:happen|come|final|official|true)|"
    r"no more than|a mistake|an error|on condition|unless|if|by accident)\b|^[^;,.]{0,60}? (?:would|could|might) "
)
DOUBT_ANYWHERE = Late(
    r"\?|\b(?:sources|insiders|observers|analysts|pundits|experts) (?:say|said|believe|think)\b|"
    r"\b(?:rumou?rs?|hoax|satire|parody|fake|falsely|fabricated|"
    r"misleading|debunked|had (?:it|they) (?:not )?been|if|(?:has|have|gets?|with) the (?:last word|final say)|"
    r"(?:must|needs? to|has to|have to) (?:still )?(?:approve|ratify|be (?:approved|ratified))|subject to (?:approval|"
    r"ratification)|(?:awaits?|awaiting|pending|requires?) (?:final )?(?:approval|ratification))\b|\b(?:percent|%) "
    r"of (?:its |the |"
    r"their )?(?:[\w-]+ )?(?:members|voters|workers)|"
    r"\b(?:not true|untrue|denied|denies|retracted|erroneously|mistakenly|incorrectly)\b",
    re.I,
)
_POLLED = Late(r"\b(?:polls?|polling|surveys?|surveyed|respondents|straw|plurality|favorability)\b", re.I)
DOUBT_NOUN = Late(
    r"\b(?:possible|potential|planned|expected|hoped-for|likely|future|pending|would-be|rumou?red|"
    r"supposed|alleged|fake|"
    r"upcoming|eventual|next|conditional|non|no|any|lost|formal request for|lack of|little|less|limited|some|"
    r"partial|overwhelming|tacit|personal|grassroots)\b"
)
TAKEN_BACK = Late(
    r"\b(?:rescind\w*|withdr\w+|revok\w+|retract\w*|pull\w*|drop\w*|revers\w+|end(?:ed|s|ing)|cancel\w*|lost|"
    r"los(?:e|es|ing)|took back|regret\w*|"
    r"reconsider\w*|suspen\w+|rethink\w*|scrap\w*|paus\w+|abandon\w*|renounc\w*|disavow\w*|shelv\w*|fr[eo]ez?\w*|"
    r"review\w*|delay\w*|postpon\w*|debat\w+|consider\w*|weigh\w*|oppos\w+|urg\w+|protest\w*|"
    r"demand\w*)\b[^,;:]*$"
)
_REPORTED = rule(
    r"(?P<who><A>)(?:,[^,]{1,80},)? (?:<AUX>)(?P<cue>said|says?|claimed|claims|boasted|boasts|insisted|"
    r"suggested|told [^,;]{1,40}?|posted|tweeted|wrote|"
    r"believes?|thinks?|declared|announced|bragged|touted|asserted|repeated|argued)(?: [\w-]+){0,3}?(?: (?:on |"
    r"late |early )?<D>)?(?: that)? ?$"
)


@dataclass(frozen=True, slots=True)
class Said:
    """One reading of a clause: endorsers, endorsees, the trigger and the words before it."""

    endorsers: tuple[Item, ...]
    endorsees: tuple[Item, ...]
    start: int
    trigger: tuple[int, int]
    aux: str
    verb: str
    end: int
    how: str
    time: DateExpression | None = None


def may_give(item: Item, *, voted: bool = False) -> bool:
    """Whether an item can stand for an endorser: a body as a whole or its board, or a person in their own name."""
    if item.kind not in "PO":
        return False
    one = reference(item)
    barred = ("local", "leaders") if voted else ("local", "members", "leaders")
    return one.entity is not None and one.part not in barred


def _told_in(text: str, said: Said) -> str:
    """ "The union, which endorsed X in June, denied rumors": a relative clause is over at its comma."""
    closed = text.find(", ", said.end) if said.how == "relative" else -1
    return text if closed < 0 or re.search(r"\b(?:false|rumou?r|report|claim)", text[:closed]) else text[:closed]


def in_doubt(shadow: Shadow, said: Said, bodies: Mapping[str, str]) -> bool:
    """Whether anything in the sentence keeps a reading from being a plain report of something done."""
    own_word = announced(shadow, said, bodies)
    text, strong = shadow.text, re.match(r"endors|nominat|won", said.verb) is not None
    if _is_bent(text, said, clause_start(shadow, said.start), own_word=own_word) or DOUBT_ANYWHERE.search(
        _told_in(text, said)
    ):
        return True
    if _POLLED.search(text[: said.end] if strong else text):
        return True
    after = text[max(said.end, said.trigger[1]) :]
    if _DOUBT_AFTER.match(after.split(", ", 1)[0] if said.how == "relative" else after):
        return True
    if re.search(r"\b(?:if|whether|unless)\b", text[: said.trigger[0]], re.I):
        return True
    claim = _CLAIM_AFTER.search(text, said.trigger[1])
    gains = {reference(item).entity for item in said.endorsees}
    if claim is not None and _speaks_for(shadow.at(*claim.span("who"))[0], said.endorsees, gains):
        return True
    report = _REPORTED.search(text[: said.start])
    return report is not None and _is_own_claim(shadow, report, said)


_CLAIM_AFTER = rule(  # "…, her aides said"
    r", (?P<who><P>|<R>|<C>)(?:'s (?:[a-z]+ )?(?:aides?|allies|campaign|team|camp|staff|office|advis[eo]rs?|supporters|"
    r"people))? "
    r"(?:said|says|claimed|claims|boasted|insisted|insist)\b"
)
_THEIR = Late(r"(?:[Hh]is|[Hh]er|[Tt]heir)\b")


def _speaks_for(who: Item, takers: Sequence[Item], gains: set[str | None]) -> bool:
    """Whether the one who says so is the one who gains by it, or that one's staff."""
    one = reference(who)
    if who.kind != "R":
        return one.entity in gains or who.kind == "C"
    names = {reference(taker).label.split()[-1] for taker in takers if reference(taker).label}
    return _THEIR.match(one.span.text) is not None or any(name in one.span.text for name in names)


_IN_PASSING = rule(r", (?:which|who|whom)(?: <A>)? $")
_TO_BE_TOLD = Late(
    r"\b(?:will|would|going to|expected to|plans? to|set to|due to|scheduled to|poised to) (?:formally |officially )?"
    r"(?:announce|declare|reveal|unveil|disclose|confirm|say)\b"
)
_SUPPOSED = Late(r"(?:^|[,;] )\W*had (?:the )?$", re.I)  # "Had the union backed X"


def _is_bent(text: str, said: Said, start: int, *, own_word: bool) -> bool:
    """Whether the words before the verb govern it: all of the clause before the subject, and those in between."""
    if re.search(r"\bthat $", text[:start]):
        start = 0  # "there is no evidence that": what governs a clause stands before it
    lead = _without_relative(text[start : said.start])
    intro = INTRO.match(lead)
    if intro and not _SETS_SCENE_OF_DOUBT.search(intro.group()):
        lead = lead[intro.end() :]
    if lead.endswith(" when ") and not _UNREAL.search(lead):
        lead = ""  # "hopes were revived when the union nominated X"
    between = text[said.start : said.trigger[0]]
    if said.aux and (own_word or not _GOVERNS.search(said.aux.replace("voted", ""))):
        between = between.replace(said.aux, " ")
    between = _without_relative(between)
    if said.how == "relative" and _IN_PASSING.search(text[: said.trigger[0] - len(said.aux)]):
        lead = ""  # "claims the support of A, which went with X": what is told in passing is told as true
    near = between.rsplit(" and ", 1)[-1] if said.how == "shared" else between  # "has 51,000 members and endorsed"
    supposed = _TO_BE_TOLD.search(lead) or _SUPPOSED.search(lead) or _GOVERNS.search(lead) or _EXCEPT.search(lead)
    return bool(supposed or _GOVERNS.search(between) or _BENDS.search(near))


_UNREAL = Late(
    r"\b(?:would|could|should|may|might|if|until|not|never|unclear|unknown|asked|wonder\w*|ask\w*|imagin\w*|rumou?r\w*|"
    r"falsely|claim\w*|day|only|is|will|report\w*)\b|n't",
    re.I,
)
_SETS_SCENE_OF_DOUBT = Late(
    r"\b(?:if|whether|unless|should|had|poll\w*|survey\w*|straw|rumou?r\w*|false\w*|hoax|report(?:s|edly)|"
    r"instead|without)\b",
    re.I,
)
_OWN_WORD = rule(
    r"(?P<who><A>)(?:,[^,]{1,60},|,)? (?:both |all |each )?(?:(?:on |late )?<D> )?(?:has |have )?(?:announced|"
    r"confirmed|declared|"
    r"said)(?: on| late)?(?: <D>)?(?: that)? $"
)
_OWN_WORD_AFTER = rule(
    r"^[^;:?]{0,60}?, (?P<who><A>)(?: (?:leadership|leaders|officials))? (?:announced|confirmed|declared|said)\b"
)
_ON_TERMS = Late(r"\b(?:if|unless|only|when|once|whoever|likely|soon|consider|runoff|general election|expected)\b")


_LEAVING = Late(r", (?:leaving|making|giving|saying|joining|citing|calling)\b")  # what it came to, no terms
_WILL = Late(
    r"(?:(?:also|now|instead) )?(?:will|would|['’]ll|is going to|are going to|is to|are to)(?: (?:now|also|instead))?"
    r"(?: be)?(?: \w+ly)? "
)
_IS_TO = Late(r"(?:is|are) (?:(?:now|also|instead) )?to |will now (?:be )?|now will ")


def announced(shadow: Shadow, said: Said, bodies: Mapping[str, str]) -> bool:
    """ "The union announced that it will back X": a body's own word on itself, without terms, is its endorsement."""
    if not _WILL.fullmatch(said.aux.strip() + " ") or _ON_TERMS.search(
        _LEAVING.split(shadow.text[said.start :], maxsplit=1)[0]
    ):
        return False
    if _IS_TO.fullmatch(said.aux.strip() + " "):
        return True
    own = {reference(item).entity for item in said.endorsers}
    for match in (_OWN_WORD.search(shadow.text[: said.start]), _OWN_WORD_AFTER.match(shadow.text[said.end :])):
        if match is None:
            continue
        base = 0 if match.re is _OWN_WORD.compiled else said.end
        who = shadow.at(base + match.start("who"), base + match.end("who"))
        leads = who and who[0].kind == "P" and reference(who[0]).role == "leader"
        if leads and reference(who[0]).entity not in bodies:
            return True  # a president whose body the text does not name speaks for the one that is named
        if who and ({reference(who[0]).entity, reference(who[0]).of, bodies.get(reference(who[0]).entity or "")} & own):
            return True
    return False


_RELATIVE_CLAUSE = Late(r", (?:which|who|whose)\b[^,;]*,")


def _without_relative(words: str) -> str:
    """A closed relative clause says nothing about the main verb."""
    return _RELATIVE_CLAUSE.sub(" ", words)


_UNNAMED = Late(r"\b(?:sources?|insiders?|critics?|analysts?|observers?|person|strategists?)\b", re.I)


def _is_own_claim(shadow: Shadow, report: re.Match[str], said: Said) -> bool:
    """Whether the one who reports is the one who gains, or only claims."""
    speaker = shadow.at(*report.span("who"))
    gains = {reference(item).entity for item in said.endorsees}
    soft = re.match(r"claim|boast|suggest|believ|think|brag|tout|insist", report.group("cue"))
    unnamed = any(item.kind == "R" and _UNNAMED.search(item.span.text) for item in speaker)
    return bool(soft) or unnamed or any(reference(item).entity in gains for item in speaker)
