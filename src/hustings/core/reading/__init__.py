"""Reading the press: from a text to dated facts, each with its exact place. Pure: no time, no network, no database.

    text ─▶ paragraphs, zones ─▶ names, quotations, dates, amounts ─▶ shadows (one per sentence) ─▶ facts

The words: a *mention* is a name as written; a *reference* is anything that points at somebody (name, description,
pronoun); a *fragment* is the text between two quotation marks; a *shadow* is a sentence in which every reference,
date, amount and quotation has shrunk to one sign, so that rules speak about grammar and never about names.
"""

from hustings.core.reading.gazetteer import BadGazetteer, Entity, Gazetteer
from hustings.core.reading.published import BadPublicationDate, Published
from hustings.core.reading.reader import Reading, read
from hustings.core.reading.text import EmptyText, NotUtf8, TextTooLong, decode

__all__ = [
    "BadGazetteer",
    "BadPublicationDate",
    "EmptyText",
    "Entity",
    "Gazetteer",
    "NotUtf8",
    "Published",
    "Reading",
    "TextTooLong",
    "decode",
    "read",
]
