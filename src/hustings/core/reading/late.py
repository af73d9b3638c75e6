"""Patterns that are compiled when they are first asked: a command that reads nothing loads no grammar."""

import re
import sys
from collections.abc import Callable, Iterator
from functools import cached_property

Replacement = str | Callable[[re.Match[str]], str]


class Late:
    """Stands for `re.compile(source, flags)`, and answers as that does."""

    def __init__(self, source: str, flags: int = 0) -> None:
        self.source = source
        self.flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(self.written(), self.flags)

    def written(self) -> str:
        """The source as it is compiled."""
        return self.source

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As a compiled pattern does it."""
        return self.compiled.search(text, start, end)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As a compiled pattern does it."""
        return self.compiled.match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As a compiled pattern does it."""
        return self.compiled.fullmatch(text, start, end)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """As a compiled pattern does it."""
        return self.compiled.finditer(text, start, end)

    def findall(self, text: str) -> list[str]:
        """As a compiled pattern with at most one group does it."""
        return self.compiled.findall(text)

    def split(self, text: str, maxsplit: int = 0) -> list[str]:
        """As a compiled pattern without groups does it."""
        return self.compiled.split(text, maxsplit)

    def sub(self, replacement: Replacement, text: str) -> str:
        """As a compiled pattern does it."""
        return self.compiled.sub(replacement, text)
