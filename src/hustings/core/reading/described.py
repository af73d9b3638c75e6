"""Descriptions: "the union", "its executive", "the dockers' federation", "the former senator"."""

import re
from collections.abc import Iterable, Mapping, Sequence

from hustings.core.reading.chunk_parts import PART_RIGHT, Chunk, span_in
from hustings.core.reading.late import Late
from hustings.core.reading.lexicon import NO_UNION
from hustings.core.reading.spans import Span

_OFFICE_NOUN = Late(
    r"(?<!\w)[Tt]he\s(?P<title>(?:former |vice |then-|sitting |state |current |deputy )*(?:president|senator|"
    r"lieutenant governor|attorney general|treasurer|comptroller|minister|lawmaker|"
    r"governor|mayor|"
    r"congressman|congresswoman|representative|prime minister|chancellor|premier|secretary|councilman|"
    r"councilwoman|mp))(?![\w-])(?!['’]s? of)",
    re.I,
)
_HEADS = (
    "labor union|trade union|union|group|organization|organisation|association|federation|brotherhood|council|"
    "committee|party|"
    "fund|board|guild|league|lodge|local|society|alliance|coalition|network|assembly|body|leadership|conference|"
    "convention|executive(?! (?:director|officer|secretary|vice|president|chair))|delegates"
)
_HEAD_PARTS = {"fund": "fund", "leadership": "leaders"} | dict.fromkeys(
    ("board", "conference", "convention", "executive", "delegates"), "board"
)
_DESCRIBED = Late(
    r"(?:(?<=-member )|(?<=-strong )|\A(?=Delegates\b)|(?<![\w-])(?:[Tt]he|[Ii]ts|[Tt]heir|[Hh]er|[Hh]is|"
    r"[Tt]hat|[Ww]hose|[Tt]his)\s)(?:(?:influential|powerful|"
    r"powerhouse|giant|same|"
    r"national|international|"
    r"political|executive|general|largest|nation's|country's|big|own|whole|entire|"
    rf"union['’]s)\s){{0,3}}"
    rf"(?:(?<=-member )[a-z]+s['’]?\s)?(?P<head>{_HEADS}|(?<=\A)Delegates)"
    r"(?: of (?:delegates|representatives))?(?![\w-])"
)


_LOOSELY = Late(
    r"\A(?P<words>The\s(?!other|second|third|rival|another|first|only|new|state|local|former|same|last|next|labor|"
    r"trade|"
    r"national|international)[a-z-]+[a-rt-z]\s(?P<head>union|federation|association|guild|society))"
    r"(?=,|\s(?:has|had|have|is|was|will|would|also|backed|endorsed|supported|nominated|met|gave|announced|went|chose|"
    r"[a-z]{3,}(?:ed|s))\b)"
)  # "The retail union" of the body in the sentence before


def descriptions(sentence: Span) -> Iterable[Chunk]:
    loosely = _LOOSELY.match(sentence.text)
    if loosely is not None and not _DESCRIBED.match(sentence.text):
        yield Chunk(
            "O", span_in(sentence, *loosely.span("words")), "description", head="union", label="the body before"
        )
    for match in _DESCRIBED.finditer(sentence.text):
        head = match.group("head").split()[-1].lower()
        owned = match.group().split(maxsplit=1)[0].lower() in ("its", "their")
        end, part = match.end(), _HEAD_PARTS.get(head, "")
        right = PART_RIGHT.match(sentence.text, end)
        if right is not None:
            end, part = right.end(), right.lastgroup or ""
        yield Chunk(
            "O",
            span_in(sentence, match.start(), end),
            "description",
            head=head,
            part=part,
            gender="owned" if owned else "",
        )
    for match in _OFFICE_NOUN.finditer(sentence.text):
        label = match.group("title").lower()
        yield Chunk("P", span_in(sentence, match.start(), match.end()), "description", label=label)


_THE_WORDS = Late(
    r"(?:(?<![\w-])[Tt]he\s|(?<=-member\s)|(?<=-strong\s))(?=(?P<words>(?:[a-z]+|(?:[A-Z][a-z]{3,}\s)?[A-Z][a-z]{3,}s)(?:['’]s?|s['’])?(?:\s[a-z]+){0,2}))"
)
_GENERIC = frozenset(
    "union council association federation committee workers members party group board state national united".split()
)


def described_by_name(sentence: Span, bodies: Mapping[str, tuple[str, ...]]) -> Iterable[Chunk]:
    """ "the dockers", "the teachers' federation": words of one full name that the text has already given."""
    for match in _THE_WORDS.finditer(sentence.text):
        words = match.group("words").lower().split()
        for length in range(len(words), 0, -1):
            if words[length - 1] in ("and", "of", "for") or words[0] in ("and", "of", "for"):
                continue
            plain = [re.sub(r"['’]s?$|s['’]$", "", w) for w in words[:length]]
            owners = [entity for entity, name in bodies.items() if all(_in_name(word, name) for word in plain)]
            if len(owners) == 1 and any(word.rstrip("s") not in _GENERIC and word not in _GENERIC for word in plain):
                end = match.start("words") + len(re.sub(r"['’]s?$", "", " ".join(words[:length])))
                right = PART_RIGHT.match(sentence.text, end)
                end, part = (right.end(), right.lastgroup or "") if right else (end, "")
                union = _OF_A_TRADE.match(sentence.text, end)
                end = union.end() if union else end
                span = span_in(sentence, match.start(), end)
                yield Chunk("O", span, "description", owners[0], part=part, label=f"the {match.group('words')}")
                break


_OF_A_TRADE = Late(r"(?:['’]s?)? (?:union|association|federation|organi[sz]ation|guild|leadership|group)(?![\w-])")
_TRADES = {
    "teachers": ("education", "educators", "schools", "school", "teaching", "lecturers", "schoolteachers"),
    "educators": ("teachers", "education"),
    "nurses": ("nursing",),
    "firefighters": ("fire",),
    "pilots": ("airline",),
    "engineers": ("engineering",),
    "phone": ("telephone", "communications"),
    "police": ("troopers", "deputies", "constables"),
    "miners": ("mine", "mineworkers"),
}


def _in_name(word: str, name: Sequence[str]) -> bool:
    stem = word.rstrip("s")
    if word.endswith("workers") and len(word) > len("workers") and word.removesuffix("workers") in name:
        return True  # "the steelworkers" of a union of steel workers
    if any(other in name for other in _TRADES.get(word, ())) and word not in name:
        return True
    if any(stem == other.rstrip("s") for other in name):
        return True
    return len(word) >= 6 and any(len(other) >= 6 and other[:5] == word[:5] for other in name)


GROUP_WORDS = frozenset(
    "group organization organisation body union leadership federation association brotherhood".split()
)


def role_fits(head: str, role: str) -> bool:
    """Whether a body of a role may be called by a noun: a campaign is no union, a party only a party."""
    if head in ("party", "campaign"):
        return role == head
    union = head in GROUP_WORDS or head in (
        "fund",
        "board",
        "council",
        "conference",
        "convention",
        "executive",
        "delegates",
        "guild",
    )
    return role not in NO_UNION if union else role != "campaign"
