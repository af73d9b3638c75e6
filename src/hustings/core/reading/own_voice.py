"""For whom "we" speaks outside quotation marks: the body whose release it is, or that of a transcript's speaker."""

import re
from collections.abc import Mapping, Sequence

from hustings.core.reading.gazetteer import Mention
from hustings.core.reading.late import Late
from hustings.core.reading.spans import Span

_LABEL = Late(r"(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}):\s")
_RELEASE = Late(
    r"\b(?:for immediate release|(?:press|news|media) release|media statement|press statement|notes? to editors|"
    r"media contact|press contact|newsline|embargoed)\b",
    re.I,
)


def _person(label: str, mentions: Sequence[Mention]) -> str | None:
    """The known person whose surname a transcript's label gives, in whatever case."""
    last = label.rsplit(maxsplit=1)[-1].casefold()
    found = {
        m.entity.id for m in mentions if m.entity.kind == "Person" and m.entity.name.split()[-1].casefold() == last
    }
    return found.pop() if len(found) == 1 else None


def own_voices(
    text: str,
    sentences: Sequence[tuple[int, Span]],
    mentions: Sequence[Mention],
    bodies: Mapping[str, str],
    focus: str | None,
) -> dict[int, str]:
    """For whom "we" speaks, by the number of the sentence; empty for an ordinary article.

    `sentences`: paragraph and span of each; `bodies`: whom a person speaks for; `focus`: what the text is about.
    """
    starts: dict[int, str] = {}
    for paragraph, span in sentences:
        label = _LABEL.match(span.text) if paragraph not in starts else None
        starts.setdefault(paragraph, label.group("name") if label else "")
    labels = [name for name in starts.values() if name]
    if len(labels) >= 3 and len(set(labels)) >= 2:
        return _of_transcript(
            sentences, starts, {name: bodies.get(_person(name, mentions) or "") for name in set(labels)}
        )
    if focus and _RELEASE.search(text):
        return dict.fromkeys(range(len(sentences)), focus)
    return {}


def _of_transcript(
    sentences: Sequence[tuple[int, Span]], starts: Mapping[int, str], spoken_for: Mapping[str, str | None]
) -> dict[int, str]:
    found: dict[int, str] = {}
    body: str | None = None
    for number, (paragraph, _) in enumerate(sentences):
        body = spoken_for[starts[paragraph]] if starts[paragraph] else body
        if body:
            found[number] = body
    return found
