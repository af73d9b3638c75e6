"""Chunks: names with their titles, bodies with their parts, descriptions and pronouns, cut out of one sentence."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from hustings.core.reading.chunk_parts import PART_RIGHT, PARTS, Chunk, span_in
from hustings.core.reading.described import described_by_name, descriptions
from hustings.core.reading.gazetteer import Mention
from hustings.core.reading.late import Late
from hustings.core.reading.lexicon import MONTHS, NOT_A_FIRST_NAME, TITLES, WEEKDAYS
from hustings.core.reading.spans import Span

_UNION_RIGHT = Late(r"\s(?:labor |trade )?union(?![\w-])")
_LEFT_OF = Late(
    r"(?<![\w'’-])(?P<det>(?:[Tt]he|[Ii]ts|[Aa]n?|[Ss]ome|[Mm]any|[Ss]everal|[Mm]ost|[Tt]op|[Ll]ocal|"
    r"[Ss]enior)\s)?(?:(?!(?:with|of|from|by|to|and|in|at|for|that|as|met|includ(?:ed?|es|ing)|were|was|are|is|meeting|visiting|addressing|hearing|telling|told|joined|western|eastern|"
    r"northern|southern|state|regional|local|district|county|city)\s)[a-z-]+\s)?(?:"
    + "|".join(f"(?P<{name}>{body})" for name, body in PARTS.items())
    + r")(?: and (?:leaders|members|officials|rank-and-file members|staff))?(?: of| from| in| at| with)\s(?:the )?$"
)
_BOARD_OF = Late(r"(?:(?:[Tt]he )?(?:[Mm]embers|[Dd]elegates) of (?:the )?)$")
_LOWER_OF = Late(r"(?:[A-Z][\w.'’-]*\s(?:[A-Z][\w.'’-]*\s|\d+\s)*)of\s(?:the )?$")
_TIMES = WEEKDAYS.keys() | MONTHS.keys()
_THE = Late(r"(?:[Tt]he|[Ii]ts|an?|both the)\s$")
_TOKEN_LEFT = Late(r"([\w.'’-]+),?\s$")
_OFFICE = Late(r"(?:['’]s?)?\s$")


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
                last, span=span_in(sentence, last.span.start - sentence.start, _end(sentence, chunk)), of=chunk.entity
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
        and (_OFFICE.fullmatch(text[_end(sentence, last) : start]) or start < _end(sentence, last) <= name_start)
    ):
        of, start = last.entity, last.span.start - sentence.start
    elif title:
        the = re.search(r"(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir)\s$", text[:start])
        start = the.start() if the else start
    end = mention.span.end
    return Chunk(
        "P",
        span_in(sentence, start, end - sentence.start),
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
        right = PART_RIGHT.match(text, end)
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
    return Chunk(kind, span_in(sentence, start, end), "name", mention.entity.id, part=part, label=mention.entity.name)


def _which(match: re.Match[str]) -> str:
    return next((name for name in PARTS if match.group(name)), "")


_NOT_NAME = NOT_A_FIRST_NAME | TITLES | MONTHS.keys() | WEEKDAYS.keys()
_NAME = Late(
    r"(?<![\w@.])(?:[A-ZÀ-Þ][\w’'-]*[a-zà-ÿ]|[A-Z]\.)(?:\s(?:(?:de|van|von|der|la|al|bin|of|"
    r"the)\s)?(?:[A-ZÀ-Þ][\w’'-]*[a-zà-ÿ]|[A-Z]\.))+"
)
_ROLE_NOUN = (
    r"spokes(?:man|woman|person|people)|officials?|aides?|advis[eo]rs?|member|driver|delegate|steward|"
    r"organizer|person|source|"
    r"sources|analyst|professor|historian|critic|strategist|worker|voter|consultant|pollster|teacher|nurse|operative|"
    r"lawyer|attorney|reporter|employee|retiree|(?<!business )manager|researcher|expert|staffer|insider"
)
_ROLE = Late(
    rf"(?<!\w)(?P<det>[Aa]n?|[Tt]he|[Oo]ne|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Aa]nother|[\w.’'-]+['’]s?)\s"
    rf"(?:(?!(?:of|and|includ\w+|were|was|are|is|has|had|have)\s)[\w’'-]+\s){{0,3}}?(?P<noun>{_ROLE_NOUN})(?![\w-])"
)
_SOURCES = Late(
    r"(?<![\w-])(?:[Ss]ources|[Oo]fficials|[Oo]rganizers|[Cc]ritics)(?=\s(?:said|say|told|have|familiar|close))"
)
_GROUP = Late(
    r"(?<!\w)(?:(?:[Aa]ll|[Ee]ach|[Ee]very|[Bb]oth|[Aa]ny|[Tt]he|[Oo]ther|[Mm]ajor|[Ee]ither|[Tt]wo|[Tt]hree|"
    r"[Ff]our|[Ff]ive|[Ss]ix)\s(?:of\s)?(?:the\s)?)*"
    r"(?:(?:presidential|major-party|gubernatorial|mayoral|Republican|Democratic|leading|declared|remaining|"
    r"rival|Senate|party|leadership)\s)*"
    r"(?:candidates|contenders|hopefuls|campaigns)"
    r"(?:\s(?:to\s(?:become|lead|be|succeed|replace)|for|in)\s[^,.;:]{3,60}?"
    r"(?=\s(?:will|have|had|has|are|were|is)\s))?(?![\w-]|['’]s? (?:[a-z]+ )?(?:forum|debate|night|evening|"
    r"hustings|meeting|"
    r"town hall|roundtable|luncheon|breakfast|dinner|panel|session))|"
    r"(?<!\w)(?:[Ee]very(?:one|body)|[Aa]ny(?:one|body))(?:\s(?:who\s(?:is|was)|who['’]s))?\s(?:running|"
    r"seeking|standing)(?!\w)|(?<!\w)(?:every|each)\s(?:\w+\s)?candidate(?!\w)|"
    r"(?<!\w)(?:[Bb]oth|[Tt]he\s(?:two|three))\s(?:men|women|rivals)(?![\w-])|"
    r"(?<!\w)(?:[Aa]ll\s(?:three|four)|[Tt]he\s(?:two|three|four|pair|trio))(?:\sof\sthem)?"
    r"(?=\s(?:(?:have|had|has|will|would|were|was|are|is|also|each|both|then|all|be|since|yet)\s){0,3}(?:due\s|scheduled\s|took\s|had\s|dined|talked|"
    r"expected\s|set\s|invited|accepted|agreed|confirmed|met|meet|sat|spoke|spoken|appeared|appear|addressed|address|"
    r"accepted|agreed|declined|confirmed|attend|attended|visited|take\s|took\s|interviewed|questioned|spent|answered|speak)\b)|"
    r"(?<=with\s)(?:both|all\s(?:three|four))(?:\sof\sthem)?(?=[.,;]|\s(?:at|in|on|last|this|before|separately)\b)|"
    r"(?<=from\s)(?:both|all\s(?:three|four))(?:\sof\sthem)?(?=[.,;]|\s(?:at|in|on|last|this|before|separately)\b)|"
    r"(?<=viewed\s)(?:both|all\s(?:three|four))(?:\sof\sthem)?(?=[.,;]|\s(?:at|in|on|last|this|before|separately)\b)|"
    r"(?<=met\s)(?:both|all\s(?:three|four))(?:\sof\sthem)?(?=[.,;]|\s(?:at|in|on|last|this|before|separately)\b)|"
    r"(?<!\w)Both(?=\s(?:have\s|had\s|will\s|were\s)?(?:met|meet|sat|spoke|spoken|appeared|appear|addressed|address|"
    r"accepted|agreed|declined|attend|"
    r"attended|visited|took\spart|take\spart|interviewed|questioned)\b)"
)
_PRONOUN = Late(
    r"(?<![\w’'-])(?:(?P<he>[Hh]e|[Hh]im|[Hh]imself)|(?P<his>[Hh]is)|(?P<she>[Ss]he|[Hh]erself)|"
    r"(?P<her>[Hh]er)|(?P<it>[Ii]t)|"
    r"(?P<its>[Ii]ts)|(?P<they>[Tt]hey|(?<![Aa]mong\s)[Tt]hem)|(?P<their>[Tt]heir)|"
    r"(?P<we>[Ww]e|[Uu]s|[Oo]ur (?:(?:national|general|state|executive|own) )*(?:union|executive|board|council|"
    r"delegates|"
    r"convention|committee)|[Oo]ur (?P<ours>members|membership))|(?P<our>[Oo]urs?))(?![\w-])"
)
_POSSESSIVE_NEXT = Late(
    r"\s(?!(?:in|on|at|for|to|by|with|as|last|this|next|and|but|or|over|after|before|when|while|because|since|from|"
    r"during|"
    r"instead|again|earlier|early|late|unanimously|who|if|is|was|had|has|into|about|against|through|until|twice|too|"
    r"despite|also|without|that|out|up|off|an?|the|yesterday|today|tonight|ahead|rather|once|within|all|both)\b)[a-z0-9“\"-]"
)
_NAMES_HER = Late(r"\b(?:call|dubb|brand|label|labell|declar)(?:ing|ed|s) her [“\"‘]$")  # 'calling her "a builder"'


def _pronouns(sentence: Span) -> Iterable[Chunk]:
    for match in _PRONOUN.finditer(sentence.text):
        word = "we" if match.group("we") else str(match.lastgroup)
        span = span_in(sentence, match.start(), match.end())
        object_her = word == "her" and (
            not _POSSESSIVE_NEXT.match(sentence.text, match.end())
            or _NAMES_HER.search(sentence.text, max(0, match.start() - 12), match.end() + 2) is not None
        )
        if word in ("he", "his", "she", "her"):
            gender = "he" if word in ("he", "his") else "she"
            yield Chunk("P", span, "pronoun", possessive=word in ("his", "her") and not object_her, gender=gender)
        else:
            ours, part = word in ("we", "our"), "members" if match.group("ours") else ""
            gender, possessive = "we" if ours else "", word in ("its", "their", "our")
            yield Chunk("O", span, "pronoun", possessive=possessive, gender=gender, part=part)


_A_DAY = Late(r"New Year|Labou?r Day|Memorial Day|Christmas |Boxing Day|Veterans Day|Election Day|May Day")
_OWNER_END = Late(r"^['’]s?\s")


def _without_titles(words: list[str]) -> list[str]:
    """The words of a name behind its titles; "Retired Gen." is a rank, and the name stands behind it."""
    while words and words[0].lower().rstrip(".") in _NOT_NAME:
        words = words[1:]
    return [] if words and words[-1].lower().rstrip(".") in TITLES else words


def _shortened_body(words: Sequence[str], bodies: Mapping[str, tuple[str, ...]]) -> str | None:
    """ "Shop Assistants" of the Shop Assistants Association, where only one body begins so."""
    plain = tuple(re.sub(r"['’]s?$", "", word.lower()) for word in words)
    owners = [entity for entity, name in bodies.items() if len(plain) > 1 and name[: len(plain)] == plain]
    return owners[0] if len(owners) == 1 else None


def _strangers(
    sentence: Span, names: Mapping[str, str], bodies: Mapping[str, tuple[str, ...]], known: Sequence[Chunk]
) -> Iterable[Chunk]:
    ends = {chunk.span.end - sentence.start for chunk in known}
    for match in _NAME.finditer(sentence.text):
        claimed = max((end for end in ends if match.start() < end < match.end()), default=match.start())
        words = _without_titles(_OWNER_END.sub("", sentence.text[claimed : match.end()]).split())
        owner, label = _shortened_body(words, bodies), " ".join(words)
        span = span_in(sentence, match.end() - len(label), match.end())
        if _A_DAY.match(match.group()):
            continue
        if owner:
            yield Chunk("O", span, "description", owner, label=label)
        elif len(words) >= 2 or (words and words[-1] in names):
            yield Chunk("N", span, "name", label=label)
    for surname, full in names.items():
        for match in re.finditer(rf"(?<![\w-]){re.escape(surname)}(?![\w-])", sentence.text):
            yield Chunk("N", span_in(sentence, match.start(), match.end()), "name", label=full)


_ITS_OFFICIALS = Late(r"\b(?:union|federation|association|guild|council|group|league|alliance)['’]s officials$")
_SPOKE = Late(r"\s(?:said|say|told|added|declined|confirmed|would|did)\b")


def _unnamed(sentence: Span) -> Iterable[Chunk]:
    for match in (*_ROLE.finditer(sentence.text), *_SOURCES.finditer(sentence.text)):
        if _ITS_OFFICIALS.search(match.group()) and not _SPOKE.match(sentence.text, match.end()):
            continue  # "had lunch with the union's officials"
        yield Chunk("R", span_in(sentence, match.start(), match.end()), "description", label=match.group())
    for match in _GROUP.finditer(sentence.text):
        yield Chunk("G", span_in(sentence, match.start(), match.end()), "description")


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
    ranked.extend(_strangers(sentence, names, bodies, ranked))
    ranked.extend(described_by_name(sentence, bodies))
    ranked.extend(descriptions(sentence))
    ranked.extend(_pronouns(sentence))
    chosen: list[Chunk] = []
    for chunk in ranked:
        blocked = any(h.overlaps(chunk.span) for h in hidden) or any(c.span.overlaps(chunk.span) for c in chosen)
        if not blocked:
            chosen.append(chunk)
    return sorted(chosen, key=lambda chunk: chunk.span)
