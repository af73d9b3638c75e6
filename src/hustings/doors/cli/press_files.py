"""Files for `hustings press read`, whatever is in them: texts, saved pages, feeds. Parsers are loaded when needed."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from hustings.core.errors import Refusal

WIDE = (b"\xff\xfe", b"\xfe\xff")
"""Byte order marks of UTF-16 and UTF-32."""


class Unreadable(Refusal):
    """A file cannot be opened."""

    code = "press-unreadable-file"
    says = "{file} cannot be read: {why}."
    todo = "Check the path and that it is a file you may open."


class SameName(Refusal):
    """Two files would be one document."""

    code = "press-same-name"
    says = "Two of the documents are named {name}, and a document is known by its file's name without suffix."
    todo = "Read them one after the other, or rename one."


@dataclass(frozen=True, slots=True)
class Document:
    """A text to read: its id, the day its page names (or nothing), and what was noticed on the way in, in words."""

    name: str
    text: str
    published: str = ""
    notes: tuple[str, ...] = ()


def documents_of(files: list[Path], *, charset: str) -> list[Document]:
    """The documents in some files, in order; a feed has one for each of its items.

    Raises: Unreadable, SameName, and what the reader and the way in refuse.
    """
    documents = [document for file in files for document in _documents(file, charset)]
    for name, count in Counter(document.name for document in documents).items():
        if count > 1:
            raise SameName(name=name)
    return documents


def bytes_of(file: Path, *, most: int) -> bytes:
    """A file's bytes, never more than one past `most`, so that a giant is refused without being held."""
    try:
        with file.open("rb") as source:
            return source.read(most + 1)
    except OSError as error:
        raise Unreadable(file=file, why=(error.strerror or "it cannot be opened").lower()) from error


def _documents(file: Path, charset: str) -> list[Document]:
    from hustings.core.reading import decode  # noqa: PLC0415
    from hustings.rooms.press.intake.kinds import Kind, kind_of  # noqa: PLC0415

    where = str(file)
    data = bytes_of(file, most=10 * 1024 * 1024)
    kind = kind_of(data, where=where)
    if kind is Kind.TEXT and not charset and not data.startswith(WIDE):
        return [Document(file.stem, decode(data, where=where))]
    if kind is Kind.FEED:
        return _of_feed(file, data, charset)
    from hustings.rooms.press.intake.pages import page_of  # noqa: PLC0415

    page = page_of(data, charset=charset, where=where)
    return [Document(file.stem, page.text, page.published, tuple(finding.message for finding in page.findings))]


def _of_feed(file: Path, data: bytes, charset: str) -> list[Document]:
    from hustings.rooms.press.intake.feeds import contents_of, page_of_item  # noqa: PLC0415

    contents = contents_of(data, charset=charset, where=str(file))
    noted = tuple(finding.message for finding in contents.findings)
    pages = [page_of_item(item) for item in contents.items if item.text.strip() or item.title.strip()]
    return [
        Document(
            f"{file.stem}-{number}", page.text, page.published, noted + tuple(one.message for one in page.findings)
        )
        for number, page in enumerate(pages, start=1)
    ]
