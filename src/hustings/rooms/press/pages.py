"""The bytes of pages that articles were taken from: kept once each, by their digest, among the private files."""

from pathlib import Path

from hustings.ground import files
from hustings.rooms.press.intake.pages import Page


def place_of(digest: str) -> Path:
    """Where the bytes of this digest lie."""
    return files.place_of(digest, folder=_folder(digest))


def keep(page: Page) -> str:
    """Write a page's bytes where its digest says, readable by the house only; its digest."""
    return files.keep(page.source, folder=_folder(page.sha256))


def _folder(digest: str) -> str:
    return f"press/pages/{digest[:2]}"
