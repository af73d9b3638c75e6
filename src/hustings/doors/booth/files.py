"""The booth's own files and their hashes, so that anybody can see whether a booth is the published one. No Django."""

import base64
import hashlib
from pathlib import Path

import hustings
from hustings.core.errors import Refusal
from hustings.doors.booth.policy import BUILT, WORKER

FORMAT = "hustings-booth-files/1"
PAGE = "booth.js"
FILES = (BUILT + PAGE, BUILT + WORKER, "css/booth.css")
ASSETS = Path(hustings.__file__).parent / "doors" / "assets"


class BoothNotBuilt(Refusal):
    """The booth's scripts are made from their sources at the set-up."""

    code = "booth-not-built"
    says = "The voting booth’s scripts have not been built here."
    todo = "Ask whoever runs this site to run “make setup”. Ballots can be cast with “hustings ballots cast” meanwhile."


def content_of(name: str) -> bytes:
    """A file of the booth by its name below the static files. Raises: BoothNotBuilt."""
    try:
        return (ASSETS / name).read_bytes()
    except FileNotFoundError as missing:
        raise BoothNotBuilt(where=name) from missing


def hashes() -> dict[str, str]:
    """SHA-256 of every file by its name, in hexadecimal digits. Raises: BoothNotBuilt."""
    return {name: hashlib.sha256(content_of(name)).hexdigest() for name in FILES}


def integrity(name: str) -> str:
    """What the page tells the browser to demand of a script before it runs. Raises: BoothNotBuilt."""
    return f"sha256-{base64.b64encode(hashlib.sha256(content_of(name)).digest()).decode('ascii')}"
