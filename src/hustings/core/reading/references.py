"""References: everything in the text that points at a person or body, and whom each one points at."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hustings.core.reading.chunk_parts import Chunk
from hustings.core.reading.chunks import chunks_of
from hustings.core.reading.described import GROUP_WORDS, role_fits
from hustings.core.reading.gazetteer import Entity, Mention
from hustings.core.reading.late import Late
from hustings.core.reading.lexicon import NO_UNION
from hustings.core.reading.persons import is_place, pronoun_of, taken_up_as
from hustings.core.reading.spans import Span


@dataclass(frozen=True, slots=True)
class Reference:
    """Who is pointed at, and how.

    `kind`: P person known by name, N another name, R somebody unnamed, O body, C campaign, G candidates as a group.
    `how`: name, description, pronoun. `part`: leaders, board, members, fund or local. `of`: the body in a title.
    """

    kind: str
    span: Span
    entity: str | None
    how: str
    part: str = ""
    of: str | None = None
    possessive: bool = False
    role: str = ""
    label: str = ""


_BY_NAME_ONLY = frozenset(("league", "lodge", "local"))
_CUED = Late(r"(?:,[^,“\"]{1,80},)? (?:said|says|told|added|continued|wrote|noted|insisted|argued|explained)\b")
_SAYS_LAST = Late(r"[,”\"] $")

_SAYS_IT = Late(
    r"\b(?:says?|said|announced|confirmed|insists?|insisted|believes?|hopes?|added|indicated|declared)"
    r"(?: (?:on |late |on the )?(?:[A-Z][a-z]+day(?: [a-z]+)?|last night|yesterday|today|this [a-z]+|earlier))?"
    r"(?: that)? $"
)
_A_BODY = Late(r"\b(?:union|association|federation|group|guild|league|society|council|party|brotherhood)s? ")

_ITSELF = Late(r"(?:him|her)self\b", re.I)
# "X endorsed Y, calling him": the one who was spoken of
_PRAISING = Late(
    r", (?:and )?(?:call|describ|prais|hail|laud|cit|thank|credit|brand|salut|applaud|tout|urg|accus|criticiz|criticis|"
    r"mock)ing $"
)

_ROUNDUP = Late(r"(?: \([^)]{1,40}\))?(?::| [—–-]) ")
_MANY = Late(
    r"\b(?:people|(?:advis[eo]r|aide|official|source|member|voter|worker|supporter|organizer|critic|driver|nurse|teacher)s)$"
)
_OPEN_ASIDE = Late(r", (?:which|who|whose|whom)\b[^,]*$")
_INTRO = Late(
    r"(?:Despite|After|Before|With|At|During|Since|While|As|When|Though|Although|Like|Unlike|Amid|Following|"
    r"Alongside|Along with)\b[^,]{0,160},\s"
)


_LATELY = 3  # sentences
_SEVERAL = 3
_A_COMMITTEE = Late(
    r"(?:['’]s)?,? (?:an?|the|its|one) (?:[\w-]+ ){0,4}?(?P<head>group|committee|PAC|organi[sz]ation|fund|coalition)\b"
)
_COMMITTEE_NAME = Late(r"\b(?P<head>Committee|Fund|Group|Coalition|Alliance|Network)$")


@dataclass(frozen=True, slots=True)
class _Seen:
    sentence: int
    reference: Reference
    aside: bool = False  # named in a relative clause


class Referrer:
    """Walks a text once, in order, and remembers who was named."""

    def __init__(
        self,
        *,
        mentions: Sequence[Mention],
        ours: Mapping[int, str] | None = None,
        leads: Mapping[str, str] | None = None,
    ) -> None:
        self._leads = leads or {}  # which body a leader is known to lead
        self._ours = ours or {}  # for whom "we" speaks, by sentence
        self._people: list[_Seen] = []
        self._bodies: list[_Seen] = []
        self._gender: dict[str, str] = {}
        self._titles: dict[str, str] = {}
        self._surnames: dict[str, str] = {}
        self._names: dict[str, Entity] = {m.entity.id: m.entity for m in mentions}
        unions = Counter(m.entity.id for m in mentions if m.entity.role not in NO_UNION and m.entity.kind != "Person")
        self._heads: dict[str, str] = {}
        self._called: dict[str, _Seen] = {}  # "A, an independent group": what calls itself so, and is no union
        self._named_bodies: set[str] = set()
        self._behind = 0
        self._opened: dict[int, int] = {}  # where each sentence begins
        self._sentence = Span(0, 0, "")
        self._speaker: _Seen | None = None
        self.focus: str | None = unions.most_common(1)[0][0] if unions else None

    def sentence(
        self, number: int, sentence: Span, mentions: Sequence[Mention], hidden: Sequence[Span]
    ) -> list[Reference]:
        """The references of one sentence, in order. Words in `hidden` spans (quotations) are not read."""
        found: list[Reference] = []
        intro = _INTRO.match(sentence.text)
        self._sentence = sentence
        self._opened[number] = sentence.start
        self._behind = sentence.start + (intro.end() if intro else 0)
        for chunk in chunks_of(sentence, mentions, hidden, names=self._surnames, bodies=self._body_words(mentions)):
            reference = self._resolve(chunk, number, found)
            if reference is None:
                continue
            found.append(reference)
            self._remember(chunk, reference, number)
        return found

    def _body_words(self, mentions: Sequence[Mention]) -> dict[str, tuple[str, ...]]:
        """Names of bodies seen so far, in lower-case words: what descriptions may be made of."""
        here = {mention.entity.id for mention in mentions if mention.entity.kind != "Person"}
        seen = here | self._named_bodies
        names = ((entity, self._names[entity].name) for entity in seen if entity in self._names)
        return {entity: tuple(re.findall(r"[a-z]+", re.sub(r"['’]s?", "", name.lower()))) for entity, name in names}

    def _resolve(self, chunk: Chunk, number: int, here: Sequence[Reference]) -> Reference | None:
        base = Reference(
            kind=chunk.kind,
            span=chunk.span,
            entity=chunk.entity,
            how=chunk.how,
            part=chunk.part,
            of=chunk.of,
            possessive=chunk.possessive,
            label=chunk.label or chunk.span.text,
        )
        last = here[-1] if here and chunk.how == "description" and chunk.kind in "RP" else None
        if last is not None and last.kind == "P" and _ROUNDUP.fullmatch(self._between(last, chunk)):
            return replace(base, kind="P", entity=last.entity, role=last.role)  # "X: The former mayor won"
        if chunk.entity is not None:
            entity = self._names.get(chunk.entity)
            return replace(base, role=entity.role if entity else "")
        if chunk.how == "name" or chunk.kind in ("R", "G"):
            return base
        if chunk.kind == "P":
            return self._person(chunk, base, number, here)
        return self._body(chunk, base, number, here)

    def _person(self, chunk: Chunk, base: Reference, number: int, here: Sequence[Reference]) -> Reference | None:
        if chunk.how == "description":
            known = self._titles.get(chunk.label)
            if known is None:
                return replace(base, kind="R")
            return replace(base, entity=known, role=self._names[known].role)
        options = self._candidates(self._people, number, here, "PNR")
        before = [one for one in here if one.kind in "PN" and one.span.end <= chunk.span.start]
        start = self._at(chunk)
        if before and _ITSELF.match(chunk.span.text) and before[-1].span.end + 1 == chunk.span.start:
            self._gender.setdefault(before[-1].entity or before[-1].label.lower(), chunk.gender)
            return None  # "X herself endorsed"
        if len(before) > 1 and _PRAISING.search(self._sentence.text, 0, start) and not chunk.possessive:
            options = [*(one for one in reversed(before) if one is not before[0]), *options]
        for one in (*self._still_speaking(chunk, number), *options):
            if self._fits(one, chunk.gender):
                return replace(base, kind=one.kind, entity=one.entity, role=one.role, label=one.label, of=one.of)
        return None

    def _still_speaking(self, chunk: Chunk, number: int) -> list[Reference]:
        """ "…, she said" at the end of a sentence: whoever spoke last, if nobody is between."""
        last, text, start = self._speaker, self._sentence.text, chunk.span.start - self._sentence.start
        if last is None or number - last.sentence > 2 or number == last.sentence:
            return []
        between = [one for one in self._people if last.sentence < one.sentence < number and not one.aside]
        for one in between:
            opens = one.reference.kind in "PN" and not one.reference.possessive and one.reference.how == "name"
            if (
                opens
                and self._opened.get(one.sentence) == one.reference.span.start
                and self._fits(one.reference, chunk.gender)
            ):
                return []  # "X did not mind. "…," she said": X has the word now
        closing = _SAYS_LAST.search(text, 0, start) and _CUED.match(text, start + len(chunk.span.text))
        return [last.reference] if closing else []

    def _heard(self, reference: Reference, number: int) -> None:
        """Who speaks in this sentence by a plain verb of saying."""
        text, start = self._sentence.text, reference.span.start - self._sentence.start
        end = start + len(reference.span.text)
        if _CUED.match(text, end):
            self._speaker = _Seen(number, reference)

    def _candidates(
        self, memory: Sequence[_Seen], number: int, here: Sequence[Reference], kinds: str
    ) -> list[Reference]:
        """Antecedents in order of likelihood: this sentence first to last, then each one before, first to last."""
        found = [one for one in here if one.kind in kinds and not (one.kind == "R" and one.how == "pronoun")]
        found.sort(key=lambda one: one.span.start < self._behind)  # "Despite X's word, Y after his ...": he is Y
        groups: dict[int, list[_Seen]] = {}
        for seen in memory[-60:]:
            if seen.sentence != number:
                groups.setdefault(seen.sentence, []).append(seen)
        for sentence in sorted(groups, reverse=True):
            found.extend(seen.reference for seen in sorted(groups[sentence], key=lambda seen: seen.aside))
        return found

    def _fits(self, one: Reference, gender: str) -> bool:
        known = self._gender.get(one.entity or one.label.lower(), "") or pronoun_of(
            one.label, self._names.get(one.entity or "")
        )
        if gender in ("he", "she") and one.kind == "R" and _MANY.search(one.label):
            return False
        return not gender or not known or known == gender

    def _body(self, chunk: Chunk, base: Reference, number: int, here: Sequence[Reference]) -> Reference | None:
        if chunk.label == "the body before":
            return self._body_before(base, number)
        if chunk.gender == "we":
            ours = self._ours.get(number)
            return replace(base, entity=ours, role=self._names[ours].role) if ours in self._names else None
        called = self._called.get(chunk.head) if chunk.gender != "owned" else None
        if called is not None and 0 <= number - called.sentence <= _LATELY:
            return replace(base, entity=called.reference.entity, role=called.reference.role)
        options = [one for one in self._candidates(self._bodies, number, here, "O") if one.entity]
        if chunk.head not in ("party", "campaign"):
            options = [one for one in options if one.role not in NO_UNION] or options
        if self._is_of_others(chunk, here, options):
            return None
        if chunk.head in _BY_NAME_ONLY and not any(self._calls_itself(chunk.head, one) for one in options):
            return None
        chosen = self._chosen(chunk, here, options)
        return self._as_body(chunk, base, chosen)

    def _is_of_others(self, chunk: Chunk, here: Sequence[Reference], options: Sequence[Reference]) -> bool:
        """ "The cooks, whose union counts", "their federation": of people whom the text has not tied to a body."""
        words = chunk.span.text.lower().split()
        if words[0] == "whose":
            last = here[-1] if here else None
            return last is None or len(self._between(last, chunk).strip(", —–(")) > 0
        named = words[0] == "their" and len(words) > 1 and words[1] in ("federation", "association", "guild", "league")
        return named and not any(self._calls_itself(words[1], one) for one in options)

    def _body_before(self, base: Reference, number: int) -> Reference | None:
        """The only body of the sentence before."""
        last = {seen.reference.entity: seen.reference for seen in self._bodies[-12:] if seen.sentence == number - 1}
        one = next(iter(last.values()), None) if len(last) == 1 else None
        return replace(base, entity=one.entity, role=one.role) if one else None

    def _chosen(self, chunk: Chunk, here: Sequence[Reference], options: Sequence[Reference]) -> Reference | None:
        chosen: Reference | None = None
        led = self._led_by(chunk, here)
        if led is not None:
            return led
        if chunk.gender == "owned" and options:
            return self._owner(chunk, options)
        if chunk.head:
            named = [o for o in options if self._calls_itself(chunk.head, o)]
            fitting = [o for o in options if role_fits(chunk.head, o.role)]
            same = [o for o in options if o.entity == self._heads.get(chunk.head)]
            if same and not named and chunk.head not in ("union", "group"):
                fitting = same
            only = len({o.entity for o in named}) == 1 and chunk.head not in ("union", "group")
            nearest = named[0] if only else next(iter(fitting or named), None)
            if same and nearest and chunk.head not in ("union", "group") and self._in_a_list(nearest):
                nearest = same[0]
            if named and chunk.head not in GROUP_WORDS:
                nearest = named[0]
            chosen = nearest
        elif options:
            said = not chunk.possessive and _SAYS_IT.search(self._sentence.text, 0, self._at(chunk))
            chosen = self._saying(chunk, here) if said else options[0]
        return chosen

    def _in_a_list(self, one: Reference) -> bool:
        """Whether a body was last named among several, so that the one called so before is still meant."""
        at = next((seen.sentence for seen in reversed(self._bodies) if seen.reference is one), -1)
        return len({seen.reference.entity for seen in self._bodies[-12:] if seen.sentence == at}) >= _SEVERAL

    def _owner(self, chunk: Chunk, options: Sequence[Reference]) -> Reference:
        """ "Its executive": of the body that the words before are about; a fund and a board have no boards."""
        whole = [one for one in options if one.part not in ("local", "fund")]
        return (whole or list(options))[0]

    def _led_by(self, chunk: Chunk, here: Sequence[Reference]) -> Reference | None:
        """ "X said the union's council would decide", where X is known to lead one body and no other is between."""
        before = [one for one in here if one.kind in "PORN" and one.span.end <= chunk.span.start]
        last = before[-1] if before else None
        while last is not None and last.kind == "O" and last.entity is None:
            before.pop()
            last = before[-1] if before else None
        if last is None or last.kind != "P" or last.role in ("candidate", ""):
            return None
        body = self._leads.get(last.entity or "")
        if body not in self._names or (chunk.head and not role_fits(chunk.head, self._names[body].role)):
            return None
        return Reference("O", last.span, body, "description", role=self._names[body].role)

    def _calls_itself(self, head: str, one: Reference) -> bool:
        return head in self._names[one.entity or ""].name.lower().split()

    def _as_body(self, chunk: Chunk, base: Reference, chosen: Reference | None) -> Reference | None:
        entity = chosen.entity if chosen else (self.focus if chunk.head and role_fits(chunk.head, "union") else None)
        if entity is None:
            return None
        if chunk.head:
            self._heads[chunk.head] = entity
        part = chunk.part or (
            chosen.part if chosen and chunk.how == "pronoun" and chosen.part in ("local", "members") else ""
        )
        return replace(base, entity=entity, role=self._names[entity].role, part=part)

    def _between(self, one: Reference, chunk: Chunk) -> str:
        return self._sentence.text[one.span.end - self._sentence.start : self._at(chunk)]

    def _at(self, chunk: Chunk) -> int:
        return chunk.span.start - self._sentence.start

    def _saying(self, chunk: Chunk, here: Sequence[Reference]) -> Reference | None:
        """ "while B says it will": it is B, and nobody known where B is not."""
        text, base = self._sentence.text, self._sentence.start
        before = [
            one
            for one in here
            if one.kind in "PORN"
            and one.span.end <= chunk.span.start
            and not one.possessive
            and not text.startswith(("'s", "’s", "’ ", "' "), one.span.end - base)
        ]
        if not before:
            return None
        last = before[-1]
        between = self._between(last, chunk)
        if last.kind == "O" and last.entity and len(between) < 60 and not _A_BODY.search(between):
            return last
        bodies = [one for one in before if one.kind == "O" and one.entity]
        return None if _A_BODY.search(between) or not bodies else bodies[-1]

    def _remember(self, chunk: Chunk, reference: Reference, number: int) -> None:
        if reference.kind == "O":
            aside = chunk.span.start < self._behind or self._is_aside(chunk)
            self._bodies.append(_Seen(number, reference, aside))
            if reference.how == "name" and reference.entity:
                self._named_bodies.add(reference.entity)
                self._call(chunk, reference, number)
        elif reference.kind == "N" and self._is_place(chunk):
            return
        elif reference.kind in ("P", "N", "R") and (chunk.how != "pronoun" or reference.entity):
            self._people.append(_Seen(number, reference, self._is_aside(chunk)))
            self._heard(reference, number)
            self._learn(chunk, reference)

    def _call(self, chunk: Chunk, reference: Reference, number: int) -> None:
        """What a political committee, that is no union, may be called after this sentence."""
        if reference.role not in ("org", "party", "campaign"):
            return
        after = self._sentence.text[self._at(chunk) + len(chunk.span.text) :]
        for match in (_A_COMMITTEE.match(after), _COMMITTEE_NAME.search(self._names[reference.entity or ""].name)):
            if match is not None:
                self._called[match.group("head").lower()] = _Seen(number, reference)

    def _is_aside(self, chunk: Chunk) -> bool:
        return _OPEN_ASIDE.search(self._sentence.text, 0, self._at(chunk)) is not None

    def _is_place(self, chunk: Chunk) -> bool:
        """Whether a name is a place or a thing rather than a person: nobody calls it "he"."""
        start = chunk.span.start - self._sentence.start
        before, after = (
            self._sentence.text[max(0, start - 14) : start],
            self._sentence.text[start + len(chunk.span.text) :],
        )
        return is_place(before, chunk.span.text, after)

    def _learn(self, chunk: Chunk, reference: Reference) -> None:
        """What a way of pointing at a person teaches: surname, title, pronoun."""
        if reference.kind == "N":
            self._surnames[reference.label.split()[-1]] = reference.label
        if reference.entity is None:
            return
        for title in taken_up_as(chunk.title) if chunk.how == "name" else ():
            held = self._names.get(self._titles.get(title, ""))
            if held is None or held.role != "candidate" or reference.role == "candidate":
                self._titles[title] = reference.entity  # a union's president is not "the president" of the country
        if chunk.gender and chunk.how == "pronoun":
            self._gender.setdefault(reference.entity, chunk.gender)
