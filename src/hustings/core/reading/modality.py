"""Did it happen: the small words before a verb, folded into one status."""

import re

from hustings.core.reading.late import Late

_NEGATION = Late(
    r"\b(?:not|never|cannot|neither|nor|no longer|unable|refus\w+|declin\w+|fail\w+)\b|n't\b|\bstopped short of\b"
)
_YET = Late(r"\b(?:has|have|had|is|are)(?: \w+)? yet to\b")
_FIXED = Late(
    r"\b(?:will|shall|scheduled|set|slated|due|agreed?|agrees|accepted|going to|is to|are to|'ll|poised|"
    r"booked|billed|pencill?ed in|down to)\b|^to $"
)
_WANTED = Late(
    r"\b(?:expect\w*|plan\w*|hop\w+|want\w*|seek\w*|sought|tr(?:y|ies|ied|ying)|intend\w*|eager|ready|vow\w*|"
    r"promis\w+|pledg\w+|"
    r"supposed|meant|likely|prepar\w+|close to|near|asked|invited|urged|about to)\b"
)
_OPEN = Late(
    r"\b(?:would|could|may|might|should|can|must|considering|mulling|weighing|threaten\w*|reluctant|free|able|"
    r"consider)\b"
)
_GLADLY = Late(
    r"^(?:(?:is|are|was|were|am|today|now|also) )+(?:very |so |deeply |truly )?"
    r"(?:proud|pleased|delighted|hono(?:u)?red|excited|thrilled|glad) to $"
)
_DECIDED = Late(r"\b(?:voted|decided|chose|opted|agreed|elected|moved)\b[^,;.]{0,40}? (?:not )?to $")
_HEDGE = Late(
    r"\b(?:appear\w*|seem\w*|reportedly|allegedly|apparently|supposedly|purportedly|likely|unlikely|nearly|"
    r"almost|virtually|practically|barely|"
    r"tentatively|conditionally|mistakenly|falsely|wrongly|prematurely|informally|tacitly|effectively|"
    r"essentially|initially)\b"
)


def status_of(aux: str, verb: str) -> str:
    """happened, ongoing, scheduled, expected, possible, not_happened or not_yet, by the words before a verb."""
    words = f"{aux.strip()} " if aux.strip() else ""
    if _YET.search(words):
        return "not_yet"
    if _GLADLY.match(words):
        return "happened"
    if _DECIDED.search(words) and not _NEGATION.search(words):
        return "decided"
    if _NEGATION.search(words):
        return "not_happened"
    for pattern, status in ((_OPEN, "possible"), (_WANTED, "expected"), (_FIXED, "scheduled")):
        if pattern.search(words):
            return status
    return _bare(words, verb)


def _bare(words: str, verb: str) -> str:
    """The form of the verb itself, when no word before it bends it."""
    low = verb.split(maxsplit=1)[0].lower()
    if re.search(r"\b(?:was|were|had|has|have|did|been)\b", words):
        return "happened"
    if low.endswith("ing"):
        return "ongoing"
    if re.search(r"\b(?:is|are|to|does|do)\b", words):
        return "expected" if re.search(r"\bto\b", words) else "ongoing"
    return "happened" if is_past(low) else "ongoing"


_IRREGULAR = frozenset(
    "met sat held spoke gave took came went chose threw got won picked lent wrote sent paid put withdrew spent "
    "made drew heard "
    "split rang shook broke caught brought led began ran laid set flew drove sang swore rode "
    "had told said ate lost left kept cut swung fell stood did saw bought found".split()
)


def is_past(word: str) -> bool:
    """Whether a single verb form is a past."""
    return word in _IRREGULAR or word.endswith("ed")


def is_hedged(aux: str) -> bool:
    """Whether the words before a verb leave it in doubt."""
    return _HEDGE.search(aux) is not None
