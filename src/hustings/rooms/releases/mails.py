"""A statement to the members as a letter: the words as they were cleared, and where they stand in public."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext, override


@dataclass(frozen=True, slots=True)
class Mail:
    """A letter in plain text."""

    subject: str
    text: str


def statement_mail(title: str, text: str, *, organisation: str, reference: str, page: str) -> Mail:
    """The letter, in the language of the house, in which statements are written; `page` is the public address."""
    with override(settings.LANGUAGE_CODE):
        where = gettext("It stands on the public record, with all that it speaks of:\n%(page)s") % {"page": page}
        end = gettext("%(organisation)s\nReference: %(code)s") % {"organisation": organisation, "code": reference}
    return Mail(title, f"{text}\n\n{where}\n\n{end}\n")
