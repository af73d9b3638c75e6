"""`hustings ballots booth-files`: the hashes of the voting booth's files, and whether a site serves exactly these."""

import hashlib
import json
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from hustings import __version__
from hustings.core.errors import Refusal

if TYPE_CHECKING:
    from hustings.doors.booth.inspection import Answer

# What reads web pages is loaded when it is called: the check of an archive need not wait for it.
# ruff: noqa: PLC0415

SECONDS = 30
LARGEST = 4 * 2**20


class SiteNotReached(Refusal):
    """A booth's site did not answer as a web site does."""

    code = "booth-site-not-reached"
    says = "{address} did not answer: {reason}."
    todo = "Check the address, with https:// before it; try again."


def booth_files(
    at: Annotated[str, typer.Option(metavar="ADDRESS", help="A booth's address. [default: print the hashes]")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """The hashes of the voting booth's files, or what is wrong with the booth at an address: then exit status 1."""
    from hustings.doors.booth.files import FORMAT, hashes
    from hustings.doors.booth.inspection import faults

    listed = hashes()
    if not at:
        form = json.dumps({"format": FORMAT, "version": __version__, "files": listed})
        typer.echo(form if as_json else "\n".join(f"{digest}  {name}" for name, digest in listed.items()))
        return
    found = list(faults(at, get=_get, digest=lambda body: hashlib.sha256(body).hexdigest()))
    if as_json:
        typer.echo(json.dumps({"address": at, "version": __version__, "holds": not found, "faults": found}))
    elif found:
        typer.echo("\n".join(f"NOT THE PUBLISHED BOOTH: {fault}" for fault in found))
    else:
        typer.echo(f"The booth at {at} runs the files of Hustings {__version__}, and nothing else.")
    if found:
        raise typer.Exit(1)


def _get(address: str) -> "Answer":
    from urllib.error import URLError
    from urllib.request import Request, urlopen

    from hustings.doors.booth.inspection import Answer

    if urlsplit(address).scheme not in ("https", "http"):
        raise SiteNotReached(address=address, reason="it is no web address")
    try:
        with urlopen(Request(address, headers={"Accept": "*/*"}), timeout=SECONDS) as response:  # noqa: S310
            headers = {name.lower(): value for name, value in response.headers.items()}
            return Answer(headers, response.read(LARGEST))
    except (URLError, OSError, ValueError) as problem:
        raise SiteNotReached(address=address, reason=str(problem)) from problem
