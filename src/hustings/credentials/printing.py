"""Files of letters for the printer: by local, at most a thousand in each; and one letter again."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from hustings.core.canonical import sha256_hex
from hustings.credentials.letters import Sheet, pdf_of
from hustings.credentials.store import Holder, Office, write_private
from hustings.credentials.wording import booth_address, said_in, words

IN_A_FILE = 1000
LETTERS = "letters"
LISTED = "files.csv"
"""Beside the letters: each file of the last run with its number of letters and its digest, for the printer."""
BY_POST = "email = '' OR mail = 'refused'"
REFUSED = "mail = 'refused'"
EVERYBODY = "1"

Watch = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Printed:
    """The files that were written, and how many letters are in them."""

    files: tuple[Path, ...]
    n_letters: int


def print_letters(
    office: Office,
    *,
    fonts: Path,
    local: str | None = None,
    refused: bool = False,
    at: str,
    watch: Watch = lambda done, total: None,
) -> Printed:
    """Write the letters of everybody whose credential goes by post; of one local, if one is named.

    By post go all, or, where the office sends e-mail, those without an address and those whose mail was refused; with
    `refused` only the latter. Made again, the same letters come out: a credential never changes.

    Raises: NotMade, NotSaid, LocalUnknown, LettersMissing.
    """
    office.require_made()
    said_in(office)
    whose = REFUSED if refused else BY_POST if office.fact("by_email") else EVERYBODY
    listed, total = office.locals_of(local), office.n_holders(whose, local)
    name, n_letters = f"{'refused-' if refused else ''}{{unit}}-{{local}}-{{part}}.pdf", 0
    files: list[Path] = []
    counted = ["file,letters,sha256"]
    for code, _ in listed:
        for part, holders in enumerate(_pieces(office.holders(f"local = ? AND ({whose})", (code,))), start=1):
            unit = holders[0].unit
            data = pdf_of(holders, sheet_of(office, unit, fonts=fonts))
            path = office.secret_folder(LETTERS) / name.format(unit=unit, local=code, part=part)
            files.append(write_private(path, data))
            counted.append(f"{path.name},{len(holders)},{sha256_hex(data)}")
            n_letters += len(holders)
            watch(n_letters, total)
    write_private(office.secret_folder(LETTERS) / LISTED, ("\n".join(counted) + "\n").encode())
    office.log("letters", at=at, n=n_letters, n_files=len(files))
    return Printed(tuple(files), n_letters)


def print_again(office: Office, *, number: str, fonts: Path, at: str) -> Path:
    """One member's letter again, with the credential as it was. Raises: NotMade, NotSaid, MemberUnknown."""
    holder = office.holder(number)
    n_again = (office.fact("n_again") or 0) + 1
    data = pdf_of([holder], sheet_of(office, holder.unit, fonts=fonts))
    path = write_private(office.secret_folder(LETTERS) / f"again-{n_again:04}.pdf", data)
    office.write_facts({"n_again": n_again})
    office.commit()
    office.log("letter again", at=at, n=1)
    return path


def sheet_of(office: Office, unit: str, *, fonts: Path) -> Sheet:
    """What the letters of a unit share. Raises: NotSaid."""
    said = said_in(office)
    return Sheet(
        fonts=fonts,
        paper=said.paper,
        organisation=office.fact("organisation"),
        sender=said.sender,
        address=booth_address(office, said, unit),
        texts=lambda language: words(office, said, unit=unit, language=language),
    )


def _pieces(holders: Iterator[Holder]) -> Iterator[Sequence[Holder]]:
    while piece := list(islice(holders, IN_A_FILE)):
        yield piece
