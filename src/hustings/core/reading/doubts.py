"""When words about an endorsement do not mean that it was given: conditions, hopes, polls, claims, denials."""

import re
from dataclasses import dataclass

from hustings.core.reading.facts import reference
from hustings.core.reading.shadow import Item, Shadow, rule
from hustings.core.reading.subjects import clause_start

_DOUBT_BEFORE = re.compile(
    r"\b(?:if|whether|unless|until|should|would|could|may|might|can|urg\w+|ask\w*|call(?:s|ed|ing)? on|want\w*|"
    r"hop\w+|expect\w*|predict\w*|rumou?r\w*|"
    r"speculat\w*|den(?:y|ied|ies|ying)|false\w*|untrue|claim\w*|boast\w*|incorrect\w*|wrong\w*|mistaken\w*|"
    r"poll\w*|survey\w*|never|no|"
    r"neither|nor|without|jok\w+|imagin\w*|suppos\w*|suggest\w*|question\w*|possib\w*|potential\w*|why|how|"
    r"fake|hoax|satir\w*|bid for|seek\w*|sought|"
    r"court\w*|vying|vie[sd]?|compet\w+|pursu\w+|lobb\w+|interview\w*|await\w*|eye[sd]?|eyeing|before|ahead of|"
    r"instead of|rather than|win|earn|secure|get|"
    r"hypothetical\w*|likely|reconsider\w*|pressur\w+|push\w*|plead\w*|beg\w*|demand\w*|dream\w*|wish\w*|"
    r"risk\w*|fear\w*|prevent\w*|stop\w*|block\w*|against|"
    r"oppos\w+|motion|proposal|resolution|recommend\w*|majority|plurality|half|percent|reject\w*|dismiss\w*|"
    r"rule[sd]? out|doubt\w*|unclear|not|members?|imply|implied|implies|misle\w*|fabricat\w*|debunk\w*)\b|n't\b",
    re.I,
)
_DOUBT_AFTER = re.compile(
    r"^(?:(?!,? (?:who|which|but|and)\b)[^;])*?\b(?:false|untrue|unlikely|uncertain|unclear|in doubt|not known|"
    r"unknown|fail(?:ed|s)|falls? short|fell short|withdrawn|"
    r"rescinded|revoked|premature|conditional|off the table|short of|not (?:happen|come|final|official|true)|"
    r"no more than|a mistake|an error|on condition|unless|if)\b"
)
DOUBT_ANYWHERE = re.compile(
    r"\?|\b(?:polls?|polling|surveys?|surveyed|respondents|straw|plurality|rumou?rs?|hoax|satire|parody|fake|"
    r"falsely|fabricated|"
    r"misleading|debunked|had (?:it|they) (?:not )?been|if)\b|\b(?:percent|%) of (?:its |the |"
    r"their )?(?:[\w-]+ )?(?:members|voters|workers)|"
    r"\b(?:not true|untrue|denied|denies|retracted|erroneously|mistakenly|incorrectly)\b",
    re.I,
)
DOUBT_NOUN = re.compile(
    r"\b(?:possible|potential|planned|expected|hoped-for|likely|coveted|future|pending|would-be|rumou?red|"
    r"supposed|alleged|fake|"
    r"upcoming|eventual|next|conditional|non|no|any|lost|formal request for|lack of|little|less|limited|some|"
    r"partial|overwhelming|tacit|personal|grassroots)\b"
)
TAKEN_BACK = re.compile(
    r"\b(?:rescind\w*|withdr\w+|revok\w+|retract\w*|pull\w*|drop\w*|revers\w+|end(?:ed|s|ing)|cancel\w*|lost|"
    r"los(?:e|es|ing)|took back|regret\w*|"
    r"reconsider\w*|review\w*|delay\w*|postpon\w*|debat\w+|consider\w*|weigh\w*|oppos\w+|urg\w+|protest\w*|"
    r"demand\w*)\b[^,;:]*$"
)
_REPORTED = rule(
    r"(?P<who><A>)(?:,[^,]{1,80},)? (?:<AUX>)(?P<cue>said|says|claimed|claims|boasted|boasts|insisted|"
    r"suggested|told [^,;]{1,40}?|posted|tweeted|wrote|"
    r"believes?|thinks?|declared|announced|bragged|touted|asserted|repeated|argued)(?: [\w-]+){0,3}?(?: that)? ?$"
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


def may_give(item: Item) -> bool:
    """Whether an item can stand for an endorser: a body as a whole or its board, or a person in their own name."""
    if item.kind not in "PO":
        return False
    one = reference(item)
    return one.entity is not None and one.part not in ("local", "members", "leaders")


def in_doubt(shadow: Shadow, said: Said) -> bool:
    """Whether anything in the sentence keeps a reading from being a plain report of something done."""
    text = shadow.text
    start = clause_start(shadow, said.start)
    before = f"{text[start : said.start]} {text[said.start : said.trigger[0]]}"
    before = (
        before.replace(said.aux, " ")
        if said.aux and not _DOUBT_BEFORE.search(said.aux.replace("voted", ""))
        else before
    )
    if _DOUBT_BEFORE.search(_without_relative(before)) or DOUBT_ANYWHERE.search(text):
        return True
    if _DOUBT_AFTER.match(text[max(said.end, said.trigger[1]) :]):
        return True
    if re.search(r"\b(?:if|whether|unless)\b", text[: said.trigger[0]], re.I):
        return True
    report = _REPORTED.search(text[: said.start])
    return report is not None and _is_own_claim(shadow, report, said)


_RELATIVE_CLAUSE = re.compile(r", (?:which|who|whose)\b[^,;]*,")


def _without_relative(words: str) -> str:
    """A closed relative clause says nothing about the main verb."""
    return _RELATIVE_CLAUSE.sub(" ", words)


def _is_own_claim(shadow: Shadow, report: re.Match[str], said: Said) -> bool:
    """Whether the one who reports is the one who gains, or only claims."""
    speaker = shadow.at(*report.span("who"))
    gains = {reference(item).entity for item in said.endorsees}
    soft = re.match(r"claim|boast|suggest|believ|think|brag|tout|insist", report.group("cue"))
    return bool(soft) or any(reference(item).entity in gains for item in speaker)
