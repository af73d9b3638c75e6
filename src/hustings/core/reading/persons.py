"""What a way of naming a person teaches: the titles that take it up again, the pronoun, and that it is no place."""

import re

from hustings.core.reading.gazetteer import Entity
from hustings.core.reading.late import Late
from hustings.core.reading.lexicon import HE_NAMES, SHE_NAMES

_WHERE = Late(r"\b(?:in|at|on|near|outside|around|across|into|from|through|via|of)\s(?:the\s)?$")
_INSTITUTION = Late(
    r"\b(?:Radio|Street|Avenue|Road|House|Hall|Party|County|City|University|College|Times|News|Post|Tribune|Gazette|"
    r"Herald|Hotel|Center|Centre|Court|Bridge|River|Island|Station|Square|Park|School|Hospital|Commission|Council|"
    r"Department|Office|Agency|Board|Union|Association|Federation|Airport|Stadium|Theatre|Theater|Church|Act|Bill)\b"
)
_OF_THINGS = Late(r"\s(?:plants?|mills?|mines?|yards?|depots?|factor(?:y|ies)|bridges?|hospitals?|schools?|line)\b")


def is_place(before: str, name: str, after: str) -> bool:
    """Whether a name is a place or a thing, from the words before and after it."""
    return bool(_WHERE.search(before) or _INSTITUTION.search(name) or _OF_THINGS.match(after))


def taken_up_as(title: str) -> list[str]:
    """The ways a title is taken up again: "former president" also as "president" is another office."""
    low = title.lower().replace(".", "").replace("attorney general", "attorney-general")
    words = [w for w in re.findall(r"[a-z-]+", low) if w not in ("the", "u", "s", "general", "city", "retired")]
    full = {"sen": "senator", "gov": "governor", "rep": "representative", "lt": "lieutenant", "gen": "general"}
    words = [full.get(w, w) for w in words]
    if not words:
        return []
    shorter = [words[-1]] if len(words) > 1 and words[0] in ("state", "vice", "deputy", "county") else []
    seat = ["congressman", "congresswoman", "lawmaker"] if words == ["representative"] else []
    return [" ".join(words).replace("attorney-general", "attorney general"), *shorter, *seat]


def pronoun_of(label: str, entity: Entity | None) -> str:
    """ "he", "she" or nothing, from what the gazetteer, a title or a first name says."""
    if entity is not None and entity.pronoun:
        return "she" if entity.pronoun.startswith("she") else "he" if entity.pronoun.startswith("he") else ""
    low = label.lower()
    if re.search(r"\b(?:\w+woman|mrs|ms|her)\b", low):
        return "she"
    if re.search(r"\b(?:spokesman|chairman|congressman|councilman|businessman|mr)\b", low):
        return "he"
    first = next(iter((entity.name if entity else label).lower().replace("-", " ").split()), "")
    return "she" if first in SHE_NAMES else "he" if first in HE_NAMES else ""
