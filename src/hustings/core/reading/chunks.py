"""Chunks: names with their titles, bodies with their parts, descriptions and pronouns, cut out of one sentence."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from hustings.core.reading.gazetteer import Mention
from hustings.core.reading.lexicon import MONTHS, NOT_A_FIRST_NAME, TITLES, WEEKDAYS
from hustings.core.reading.spans import Span


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of a sentence that points at somebody, before it is known whom.

    `kind`: P, N, R, O, C or G. `head`: the noun of a described body. `of`: the body inside a title.
    """

    kind: str
    span: Span
    how: str
    entity: str | None = None
    title: str = ""
    part: str = ""
    of: str | None = None
    possessive: bool = False
    gender: str = ""
    head: str = ""
    label: str = ""
    role: str = ""


_PARTS = {
    "leaders": (
        r"leadership|leaders|officials|president|officers|presidents|top brass|"
        r"(?:political|screening|endorsements?|candidate|legislative|steering|vetting|negotiating|leadership) "
        r"(?:committee|panel|council|team|subcommittee)"
    ),
    "board": (
        r"(?:general )?executive (?:board|council|committee)|general board|"
        r"executive(?! (?:director|officer|secretary|vice|president|chair))|board|"
        r"governing (?:council|board|body)|"
        r"general (?:council|committee)|ruling (?:council|body)|"
        r"national (?:executive|committee|council)(?: committee)?|endorsement committee|"
        r"delegates|convention|conference|congress"
    ),
    "members": (
        r"[Mm]embers|membership|rank and file|rank-and-file(?: members)?|workers|voters|retirees|activists|"
        r"households|families|drivers"
    ),
    "fund": r"political (?:fund|action committee|arm)|fund|PAC|super PAC|political program",
    "local": (
        r"Locals?\b(?: \d+)?|Joint Council(?: \d+)?|Branch(?: \d+)?|District(?: Council)?(?: \d+)?|"
        r"Lodge(?: \d+)?|Chapter(?: \d+)?|local(?:s| \d+)?|branch(?:es)?|chapters?|caucus|Caucus|Conference|"
        r"(?:western|eastern|northern|southern|central|state|regional|district|county|city) "
        r"(?:conference|council|division|region|branch|board|committee|affiliate)s?|affiliates?|division|wing|faction"
    ),
}
_PART_RIGHT = re.compile(
    r"(?:['’]s?)?\s(?:(?:own|top|national|international|General|rank-and-file|ruling|central|governing|"
    r"\d+-member|state|powerful|"
    r"policy-making|full)\s)*(?:" + "|".join(f"(?P<{name}>{body})" for name, body in _PARTS.items()) + r")(?![\w-])"
)
_UNION_RIGHT = re.compile(r"\s(?:labor |trade )?union(?![\w-])")
_LEFT_OF = re.compile(
    r"(?<![\w'’-])(?P<det>(?:[Tt]he|[Ii]ts|[Aa]n?|[Ss]ome|[Mm]any|[Ss]everal|[Mm]ost|[Tt]op|[Ll]ocal|"
    r"[Ss]enior)\s)?(?:(?!(?:with|of|from|by|to|and|in|at|for|that|as|met|includ(?:ed?|es|ing)|were|was|are|western|eastern|"
    r"northern|southern|state|regional|local|district|county|city)\s)[a-z-]+\s)?(?:"
    + "|".join(f"(?P<{name}>{body})" for name, body in _PARTS.items())
    + r")(?: and (?:leaders|members|officials|rank-and-file members|staff))?(?: of| from| in| at| with)\s(?:the )?$"
)
_BOARD_OF = re.compile(r"(?:(?:[Tt]he )?(?:[Mm]embers|[Dd]elegates) of (?:the )?)$")
_LOWER_OF = re.compile(r"(?:[A-Z][\w.'’-]*\s(?:[A-Z][\w.'’-]*\s|\d+\s)*)of\s(?:the )?$")
_TIMES = WEEKDAYS.keys() | MONTHS.keys()
_THE = re.compile(r"(?:[Tt]he|[Ii]ts|an?|both the)\s$")
_TOKEN_LEFT = re.compile(r"([\w.'’-]+),?\s$")
_OFFICE = re.compile(r"(?:['’]s?)?\s$")


def _named(sentence: Span, mentions: Sequence[Mention]) -> list[Chunk]:
    chunks: list[Chunk] = []
    for mention in mentions:
        chunk = (
            _person(sentence, mention, chunks) if mention.entity.kind == "Person" else _body(sentence, mention, chunks)
        )
        while chunks and chunks[-1].span.end > chunk.span.start:
            chunks.pop()
        last = chunks[-1] if chunks else None
        if last is not None and last.kind == "P" and _is_of(sentence, last, chunk, mention):
            chunks[-1] = replace(
                last, span=_span(sentence, last.span.start - sentence.start, _end(sentence, chunk)), of=chunk.entity
            )
            continue
        chunks.append(chunk)
    return chunks


def _end(sentence: Span, chunk: Chunk) -> int:
    return chunk.span.end - sentence.start


def _is_of(sentence: Span, person: Chunk, body: Chunk, mention: Mention) -> bool:
    """ "Len Hargreave of the union": a leader and the body that he speaks for, told as one."""
    between = sentence.text[person.span.end - sentence.start : body.span.start - sentence.start]
    owner = sentence.text[_end(sentence, body) : _end(sentence, body) + 1] in ("'", "’")
    return (
        person.role == "leader"
        and body.kind == "O"
        and not body.part
        and not owner
        and re.fullmatch(r"\s(?:of|from|with)\s(?:the\s)?", between) is not None
    )


def _person(sentence: Span, mention: Mention, before: Sequence[Chunk]) -> Chunk:
    """A name, its title on the left, and the body in the title."""
    text, start = sentence.text, mention.span.start - sentence.start
    name_start = start
    while True:
        token = _TOKEN_LEFT.search(text, max(0, start - 40), start)
        if token is None or not _is_title(token.group(1)) or token.group().rstrip().endswith(","):
            break
        start = token.start()
    title = text[start:name_start].strip()
    of: str | None = None
    last = before[-1] if before else None
    if (
        title
        and last is not None
        and last.kind == "O"
        and _OFFICE.fullmatch(text[last.span.end - sentence.start : start])
    ):
        of, start = last.entity, last.span.start - sentence.start
    elif title:
        the = re.search(r"(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir)\s$", text[:start])
        start = the.start() if the else start
    end = mention.span.end
    return Chunk(
        "P",
        _span(sentence, start, end - sentence.start),
        "name",
        mention.entity.id,
        title,
        of=of,
        label=mention.entity.name,
        role=mention.entity.role,
    )


def _is_title(token: str) -> bool:
    word = token.lower().rstrip(".").removeprefix("then-").removeprefix("ex-")
    return word in TITLES or token.lower() in TITLES


def _body(sentence: Span, mention: Mention, before: Sequence[Chunk]) -> Chunk:
    """A body, the part of it that is meant, and the article before it."""
    text, start, end = sentence.text, mention.span.start - sentence.start, mention.span.end - sentence.start
    part = ""
    union = _UNION_RIGHT.match(text, end)
    end = union.end() if union else end
    right: re.Match[str] | None = None
    for _ in range(2):
        right = _PART_RIGHT.match(text, end)
        if right is None:
            break
        part, end = part if part == "local" else right.lastgroup or "", right.end()
    left = _LEFT_OF.search(text, max(0, start - 70), start) if part != "board" else _BOARD_OF.search(text, 0, start)
    lower = _LOWER_OF.search(text, max(0, start - 70), start)
    if lower and before and before[-1].kind == "P" and before[-1].span.end > sentence.start + lower.start():
        lower = None  # "Len Hargreave of the union" is no lower body
    if left and part == "board":
        start = left.start()
    elif left:
        part, start = left.lastgroup if left.lastgroup not in (None, "det") else _which(left), left.start()
    elif lower and not mention.span.text.startswith(lower.group()) and lower.group().split()[0].lower() not in _TIMES:
        part, start = "local", lower.start()
    else:
        one_of = re.search(
            r"(?:\b(?:[Aa]|[Oo]ne|[Ss]ome|[Ff]ormer|[Tt]wo|[Tt]hree|[Ss]everal))\s$", text[max(0, start - 12) : start]
        )
        part = part or ("local" if one_of and right else "")
        the = _THE.search(text, max(0, start - 9), start)
        start = the.start() if the else start
    kind = "C" if mention.entity.role == "campaign" else "O"
    return Chunk(kind, _span(sentence, start, end), "name", mention.entity.id, part=part, label=mention.entity.name)


def _which(match: re.Match[str]) -> str:
    return next((name for name in _PARTS if match.group(name)), "")


def _span(sentence: Span, start: int, end: int) -> Span:
    return Span(sentence.start + start, sentence.start + end, sentence.text[start:end])


_NOT_NAME = NOT_A_FIRST_NAME | TITLES | MONTHS.keys() | WEEKDAYS.keys()
_NAME = re.compile(
    r"(?<![\w@.])(?:[A-ZÀ-Þ][\w’'-]*[a-zà-ÿ]|[A-Z]\.)(?:\s(?:(?:de|van|von|der|la|al|bin|of|"
    r"the)\s)?(?:[A-ZÀ-Þ][\w’'-]*[a-zà-ÿ]|[A-Z]\.))+"
)
_ROLE_NOUN = (
    r"spokes(?:man|woman|person|people)|officials?|aides?|advis[eo]rs?|member|driver|delegate|steward|"
    r"organizer|person|source|"
    r"sources|analyst|professor|historian|critic|strategist|worker|voter|consultant|pollster|teacher|nurse|operative|"
    r"lawyer|attorney|reporter|employee|retiree|manager|researcher|expert|staffer|insider"
)
_ROLE = re.compile(
    rf"(?<!\w)(?P<det>[Aa]n?|[Tt]he|[Oo]ne|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Aa]nother|[\w.’'-]+['’]s?)\s"
    rf"(?:(?!of\s|and\s)[\w’'-]+\s){{0,3}}?(?P<noun>{_ROLE_NOUN})(?![\w-])"
)
_SOURCES = re.compile(
    r"(?<![\w-])(?:[Ss]ources|[Oo]fficials|[Oo]rganizers|[Cc]ritics)(?=\s(?:said|say|told|have|familiar|close))"
)
_OFFICE_NOUN = re.compile(
    r"(?<!\w)[Tt]he\s(?P<title>(?:former |vice |then-|sitting |state |current |deputy )*(?:president|senator|"
    r"governor|mayor|"
    r"congressman|congresswoman|representative|prime minister|chancellor|premier|secretary|councilman|"
    r"councilwoman|mp))(?![\w-])(?!['’]s? of)",
    re.I,
)
_HEADS = (
    "labor union|trade union|union|group|organization|organisation|association|federation|brotherhood|council|"
    "committee|party|"
    "fund|board|guild|league|lodge|local|society|alliance|coalition|network|assembly|body|leadership|conference|"
    "convention|executive|delegates"
)
_HEAD_PARTS = {"fund": "fund", "leadership": "leaders"} | dict.fromkeys(
    ("board", "conference", "convention", "executive", "delegates"), "board"
)
_DESCRIBED = re.compile(
    r"(?:(?<=-member )|(?<=-strong )|\A(?=Delegates\b)|(?<![\w-])(?:[Tt]he|[Ii]ts|[Tt]heir|[Hh]er|[Hh]is|"
    r"[Tt]hat|[Ww]hose|[Tt]his)\s)(?:(?:influential|powerful|"
    r"powerhouse|giant|same|"
    r"national|international|"
    r"political|executive|general|largest|nation's|country's|big|own|whole|entire|"
    rf"union['’]s)\s){{0,3}}(?P<head>{_HEADS}|(?<=\A)Delegates)(?![\w-])"
)
_GROUP = re.compile(
    r"(?<!\w)(?:(?:[Aa]ll|[Ee]ach|[Ee]very|[Bb]oth|[Aa]ny|[Tt]he|[Oo]ther|[Mm]ajor|[Ee]ither|[Tt]wo|[Tt]hree|"
    r"[Ff]our|[Ff]ive|[Ss]ix)\s(?:of\s)?(?:the\s)?)*"
    r"(?:(?:presidential|major-party|gubernatorial|mayoral|Republican|Democratic|leading|declared|remaining|"
    r"rival|Senate|party|leadership)\s)*"
    r"(?:candidates|contenders|hopefuls|campaigns)(?![\w-]|['’]s? (?:[a-z]+ )?(?:forum|debate|night|evening|"
    r"hustings|meeting|"
    r"town hall|roundtable|luncheon|breakfast|dinner|panel|session))|"
    r"(?<!\w)(?:[Ee]very(?:one|body)|[Aa]ny(?:one|body))(?:\s(?:who\s(?:is|was)|who['’]s))?\s(?:running|"
    r"seeking|standing)(?!\w)|(?<!\w)(?:every|each)\s(?:\w+\s)?candidate(?!\w)|"
    r"(?<!\w)Both(?=\s(?:have\s|had\s|will\s|were\s)?(?:met|meet|sat|spoke|spoken|appeared|appear|addressed|address|"
    r"attend|"
    r"attended|visited|took\spart|take\spart|interviewed|questioned)\b)"
)
_PRONOUN = re.compile(
    r"(?<![\w’'-])(?:(?P<he>[Hh]e|[Hh]im|[Hh]imself)|(?P<his>[Hh]is)|(?P<she>[Ss]he|[Hh]erself)|"
    r"(?P<her>[Hh]er)|(?P<it>[Ii]t)|"
    r"(?P<its>[Ii]ts)|(?P<they>[Tt]hey|[Tt]hem)|(?P<their>[Tt]heir)|"
    r"(?P<we>[Ww]e|[Uu]s|[Oo]ur (?:(?:national|general|state|executive|own) )*(?:union|executive|board|council|"
    r"delegates|"
    r"convention|committee)|[Oo]ur (?P<ours>members|membership))|(?P<our>[Oo]urs?))(?![\w-])"
)
_POSSESSIVE_NEXT = re.compile(
    r"\s(?!(?:in|on|at|for|to|by|with|as|last|this|next|and|but|or|over|after|before|when|while|because|since|from|"
    r"during|"
    r"instead|again|earlier|early|late|unanimously|who|if|is|was|had|has|into|about|against|through|until|twice|too|"
    r"despite|also|without|that|out|up|off)\b)[a-z0-9“\"-]"
)


def _pronouns(sentence: Span) -> Iterable[Chunk]:
    for match in _PRONOUN.finditer(sentence.text):
        word = "we" if match.group("we") else str(match.lastgroup)
        span = _span(sentence, match.start(), match.end())
        object_her = word == "her" and not _POSSESSIVE_NEXT.match(sentence.text, match.end())
        if word in ("he", "his", "she", "her"):
            gender = "he" if word in ("he", "his") else "she"
            yield Chunk("P", span, "pronoun", possessive=word in ("his", "her") and not object_her, gender=gender)
        else:
            ours, part = word in ("we", "our"), "members" if match.group("ours") else ""
            gender, possessive = "we" if ours else "", word in ("its", "their", "our")
            yield Chunk("O", span, "pronoun", possessive=possessive, gender=gender, part=part)


_LOOSELY = re.compile(
    r"\A(?P<words>The\s(?!other|second|third|rival|another|first|only|new|state|local|former|same|last|next|labor|"
    r"trade|"
    r"national|international)[a-z-]+[a-rt-z]\s(?P<head>union|federation|association|guild|society))"
    r"(?=,|\s(?:has|had|have|is|was|will|would|also|backed|endorsed|supported|nominated|met|gave|announced|went|chose|"
    r"[a-z]{3,}(?:ed|s))\b)"
)  # "The retail union" of the body in the sentence before


def _descriptions(sentence: Span) -> Iterable[Chunk]:
    loosely = _LOOSELY.match(sentence.text)
    if loosely is not None and not _DESCRIBED.match(sentence.text):
        yield Chunk("O", _span(sentence, *loosely.span("words")), "description", head="union", label="the body before")
    for match in _DESCRIBED.finditer(sentence.text):
        head = match.group("head").split()[-1].lower()
        end, part = match.end(), _HEAD_PARTS.get(head, "")
        right = _PART_RIGHT.match(sentence.text, end)
        if right is not None:
            end, part = right.end(), right.lastgroup or ""
        yield Chunk("O", _span(sentence, match.start(), end), "description", head=head, part=part)
    for match in _OFFICE_NOUN.finditer(sentence.text):
        label = match.group("title").lower()
        yield Chunk("P", _span(sentence, match.start(), match.end()), "description", label=label)


_THE_WORDS = re.compile(r"(?<![\w-])[Tt]he\s(?P<words>[a-z]+(?:['’]s?|s['’])?(?:\s[a-z]+){0,2})")
_GENERIC = frozenset(
    "union council association federation committee workers members party group board state national united".split()
)


def _described_by_name(sentence: Span, bodies: Mapping[str, tuple[str, ...]]) -> Iterable[Chunk]:
    """ "the dockers", "the teachers' federation": words of one full name that the text has already given."""
    for match in _THE_WORDS.finditer(sentence.text):
        words = match.group("words").split()
        for length in range(len(words), 0, -1):
            if words[length - 1] in ("and", "of", "for") or words[0] in ("and", "of", "for"):
                continue
            plain = [re.sub(r"['’]s?$|s['’]$", "", w) for w in words[:length]]
            owners = [entity for entity, name in bodies.items() if all(_in_name(word, name) for word in plain)]
            if len(owners) == 1 and any(word.rstrip("s") not in _GENERIC and word not in _GENERIC for word in plain):
                end = match.start("words") + len(re.sub(r"['’]s?$", "", " ".join(words[:length])))
                right = _PART_RIGHT.match(sentence.text, end)
                end, part = (right.end(), right.lastgroup or "") if right else (end, "")
                span = _span(sentence, match.start(), end)
                yield Chunk("O", span, "description", owners[0], part=part, label=match.group())
                break


def _in_name(word: str, name: Sequence[str]) -> bool:
    stem = word.rstrip("s")
    if any(stem == other.rstrip("s") for other in name):
        return True
    return len(word) >= 6 and any(len(other) >= 6 and other[:5] == word[:5] for other in name)


_OWNER_END = re.compile(r"^['’]s?\s")


def _strangers(sentence: Span, names: Mapping[str, str], known: Sequence[Chunk]) -> Iterable[Chunk]:
    ends = {chunk.span.end - sentence.start for chunk in known}
    for match in _NAME.finditer(sentence.text):
        claimed = max((end for end in ends if match.start() < end < match.end()), default=match.start())
        words = _OWNER_END.sub("", sentence.text[claimed : match.end()]).split()
        while words and words[0].lower().rstrip(".") in _NOT_NAME:
            words = words[1:]
        if len(words) >= 2 or (words and words[-1] in names):
            start = match.end() - len(" ".join(words))
            yield Chunk("N", _span(sentence, start, match.end()), "name", label=" ".join(words))
    for surname, full in names.items():
        for match in re.finditer(rf"(?<![\w-]){re.escape(surname)}(?![\w-])", sentence.text):
            yield Chunk("N", _span(sentence, match.start(), match.end()), "name", label=full)


def _unnamed(sentence: Span) -> Iterable[Chunk]:
    for match in (*_ROLE.finditer(sentence.text), *_SOURCES.finditer(sentence.text)):
        yield Chunk("R", _span(sentence, match.start(), match.end()), "description", label=match.group())
    for match in _GROUP.finditer(sentence.text):
        yield Chunk("G", _span(sentence, match.start(), match.end()), "description")


def chunks_of(
    sentence: Span,
    mentions: Sequence[Mention],
    hidden: Sequence[Span],
    *,
    names: Mapping[str, str],
    bodies: Mapping[str, tuple[str, ...]],
) -> list[Chunk]:
    """The chunks of a sentence in order, none overlapping: unnamed speakers first, then names, the rest after."""
    named = [m for m in mentions if sentence.holds(m.span) and not any(h.overlaps(m.span) for h in hidden)]
    ranked: list[Chunk] = []
    ranked.extend(chunk for chunk in _unnamed(sentence) if chunk.kind == "R")
    ranked.extend(_named(sentence, named))
    ranked.extend(chunk for chunk in _unnamed(sentence) if chunk.kind == "G")
    ranked.extend(_strangers(sentence, names, ranked))
    ranked.extend(_described_by_name(sentence, bodies))
    ranked.extend(_descriptions(sentence))
    ranked.extend(_pronouns(sentence))
    chosen: list[Chunk] = []
    for chunk in ranked:
        blocked = any(h.overlaps(chunk.span) for h in hidden) or any(c.span.overlaps(chunk.span) for c in chosen)
        if not blocked:
            chosen.append(chunk)
    return sorted(chosen, key=lambda chunk: chunk.span)
