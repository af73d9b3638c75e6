"""The bytes of pages that articles were taken from: kept once each, by their digest, among the private files."""

import os
from pathlib import Path

from django.conf import settings

from hustings.rooms.press.intake.pages import Page


def place_of(digest: str) -> Path:
    """Where the bytes of this digest lie."""
    folder: Path = settings.CONFIG.files / "press" / "pages" / digest[:2]
    return folder / digest


def keep(page: Page) -> str:
    """Write a page's bytes where its digest says, readable by the house only; its digest."""
    place = place_of(page.sha256)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = place.with_suffix(f".{os.getpid()}")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(page.source)
        fresh.replace(place)
    return page.sha256
