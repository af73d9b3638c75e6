"""The translations are whole: all that a page may say is in each catalogue, and no translation loses a value."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog, Message

from tests.house.messages import LANGUAGES, catalogue, extracted, untranslated

WHOLE = ("es", "fr")
"""The languages in which every message has its translation."""

PERCENT = re.compile(r"%\(\w+\)[-#0 +]*\d*(?:\.\d+)?[a-z]")
BRACES = re.compile(r"\{[^{}]*\}")
PARTS = re.compile(r"[\[\]]")
TAGS = re.compile(r"</?[a-z][^>]*>")


@pytest.fixture(scope="module")
def sources() -> Catalog:
    return extracted()


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def pairs(message: Message) -> Iterator[tuple[str, str]]:
    """Each form of a message with its translation, where there is one."""
    if not message.pluralizable:
        yield str(message.id), str(message.string)
        return
    singular, plural = message.id
    for number, form in enumerate(message.string):
        yield (plural if number else singular), form


def wrong(language: str, pattern: re.Pattern[str]) -> list[str]:
    """The translations in which what the pattern finds is not what it finds in the message."""
    return [
        f"{before!r} → {after!r}"
        for message in catalogue(language)
        if message.id
        for before, after in pairs(message)
        if after and Counter(pattern.findall(before)) != Counter(pattern.findall(after))
    ]


def messages_of(catalog: Catalog) -> set[tuple[str, object]]:
    return {(one.context or "", one.id) for one in catalog if one.id}


def test_a_catalogue_has_the_messages_that_the_sources_have(language: str, sources: Catalog) -> None:
    kept, found = messages_of(catalogue(language)), messages_of(sources)
    assert (found - kept, kept - found) == (set(), set()), "run: make messages"


def test_a_whole_language_has_every_translation() -> None:
    assert [(language, message) for language in WHOLE for message in untranslated(catalogue(language))] == []


def test_no_translation_is_a_guess(language: str) -> None:
    assert [message.id for message in catalogue(language) if message.fuzzy] == []


def test_a_translation_has_the_values_of_its_message(language: str) -> None:
    assert wrong(language, PERCENT) == []
    assert wrong(language, BRACES) == []


def test_a_translation_has_the_parts_of_its_message_that_may_be_left_out(language: str) -> None:
    assert wrong(language, PARTS) == []


def test_a_translation_has_the_tags_of_its_message(language: str) -> None:
    assert wrong(language, TAGS) == []


def test_a_translation_begins_and_ends_with_the_same_space(language: str) -> None:
    assert wrong(language, re.compile(r"^\s+|\s+$")) == []
