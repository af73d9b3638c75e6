"""What was noticed while an article came in: not a refusal, but something that a reviewer must know."""

from dataclasses import dataclass, field
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class Finding:
    """A stable code with its facts. `says` is an English template with named placeholders."""

    code: str
    facts: dict[str, Any] = field(default_factory=dict)

    SAYS: ClassVar[dict[str, str]] = {
        "charset-guessed": "No encoding is declared; it was read as {charset}. Look at accents and quotation marks.",
        "charset-differs": "It is declared as {declared}, but it is {charset}, and was read so.",
        "charset-read": "It was read as {charset} ({basis}).",
        "beginning-only": "Only the beginning seems to be here; the rest stands behind a paywall. {why}",
        "date-guessed": "The page names no date of publication in its own data; {day} was found elsewhere on it.",
        "date-missing": "No date of publication was found; relative dates stay open until you enter it.",
        "text-right-to-left": "The text is written from right to left; the reader knows English only.",
        "text-little-english": "This seems not to be English; the reader will find little or nothing.",
        "text-long": "Of {n_characters} characters, all of which are kept, facts are looked for in the first {n_read}.",
        "page-cut": "The page is nested too deeply; parts may be missing ({n_characters} characters were found).",
        "feed-broken": "The feed is not well-formed ({why}); what could be read was read.",
        "feed-cut": "The feed has {n_items} items; the first {most} were read.",
        "feed-pages": "The feed goes on at another address, which is not followed.",
        "summary-only": "Only the feed's own text was taken: {why}",
        "page-known": "This article is in the press file already.",
        "page-changed": "The page has changed: {n_found} facts were found again, {n_lost} were not.",
    }

    @property
    def says(self) -> str:
        """The template, to be translated and filled with the facts."""
        return self.SAYS[self.code]

    @property
    def message(self) -> str:
        """What was noticed, in English."""
        return self.says.format(**self.facts)

    def as_json(self) -> dict[str, Any]:
        """Code and facts, ready to be kept."""
        return {"code": self.code, "facts": self.facts}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Finding":
        """A finding as it was kept."""
        return cls(kept["code"], dict(kept["facts"]))
