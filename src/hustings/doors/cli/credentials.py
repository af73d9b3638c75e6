"""`hustings credentials …`: the credential office, on a machine of its own. Needs no Django and no house."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from hustings.credentials import destruction, mailing, making, printing, roll, striking, wording
from hustings.credentials.lists import public_list
from hustings.credentials.store import DESTROYED, Office
from hustings.doors.cli.ballot_files import read_file
from hustings.ground.clock import iso, now

app = typer.Typer(no_args_is_help=True, help="The credential office: secret codes for members, and their end.")

FONTS = Path(__file__).parents[1] / "assets" / "vendor" / "letters"
SETTING = "HUSTINGS_CREDENTIALS_"
REHEARSAL = "This is a rehearsal: nothing will be sent, everything is written to files."
NOT_ON_THE_HOUSE = "This is no work for the house's machine, nor for the people who run the poll."

Watch = Callable[[int, int], None]

Folder = Annotated[
    Path,
    typer.Option("--office", envvar=f"{SETTING}OFFICE", help="The office's private folder, for one poll."),
]
MailUrl = Annotated[
    str,
    typer.Option(envvar=f"{SETTING}MAIL_URL", help="The office's own mail server, as in smtps://user:password@host."),
]
MailFrom = Annotated[str, typer.Option(envvar=f"{SETTING}MAIL_FROM", help="The sender of its e-mails.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]

OFFICE = Path("credential-office")


@app.callback()
def credentials() -> None:
    """The credential office: secret codes for members, and their end."""


@app.command()
def take(
    roll_csv: Annotated[Path, typer.Argument(metavar="ROLL.csv", help="The frozen members, exported by the house.")],
    units: Annotated[Path, typer.Option(help="The reporting units, exported by the house.")],
    electorate: Annotated[Path, typer.Option(help="The file about the frozen roll that was exported with it.")],
    digest: Annotated[str, typer.Option(help="The digest as the public record shows it. Look it up yourself.")],
    email: Annotated[bool, typer.Option("--email", help="E-mail whoever has an address. [default: post]")] = False,
    office: Folder = OFFICE,
    as_json: AsJson = False,
) -> None:
    """Take in the members who may vote, and check that they are those whose list was frozen."""
    files = roll.Files(roll_csv, units, electorate)
    with _bar("members", quiet=as_json) as watch:
        taken = roll.take(folder=office, files=files, published=digest, by_email=email, at=iso(now()), watch=watch)
    lines = [
        f"{taken.n_members:,} members in {len(taken.by_unit)} reporting units. The digest is the published one.",
        f"{taken.n_email:,} have an e-mail address, {taken.n_address:,} an address for the post.",
        *([REHEARSAL] if taken.rehearsal else []),
        NOT_ON_THE_HOUSE,
    ]
    _tell(lines, asdict(taken), as_json)


@app.command()
def say(
    house: Annotated[str, typer.Option(help="Where members vote, as in https://vote.example.org.")],
    poll: Annotated[str, typer.Option(help="Code that the poll has or will have, as in POLL-S1.")],
    closes: Annotated[str, typer.Option(help="When it closes, as in 2031-09-15T18:00.")],
    ask: Annotated[str, typer.Option(help="Whom to ask: name, telephone, address.")],
    zone: Annotated[str, typer.Option(help="Zone of the closing time, as in America/New_York.")] = "UTC",
    sender: Annotated[str, typer.Option(help="Line under the organisation's name: the office and its address.")] = "",
    paper: Annotated[str, typer.Option(help="letter or a4.")] = wording.PAPERS[0],
    office: Folder = OFFICE,
) -> None:
    """Say what letters and e-mails tell: where and until when to vote, and whom to ask."""
    said = wording.Said(house, poll, closes, zone, ask, sender, paper)
    with Office(office) as opened:
        wording.say(opened, said, at=iso(now()))
        address = wording.booth_address(opened, wording.said_in(opened), opened.units()[0].code)
    typer.echo(f"Letters will lead to {address} and so on, until {wording.moment(said.closing, 'en')}.")


@app.command()
def strike(
    paper: Annotated[Path, typer.Argument(help="Numbers of the members who vote on paper, one a line.")],
    office: Folder = OFFICE,
    as_json: AsJson = False,
) -> None:
    """Strike off members who vote on paper, before credentials are made: they get none."""
    numbers = [line.strip() for line in read_file(paper).decode("utf-8", "replace").splitlines() if line.strip()]
    with Office(office) as opened:
        struck = striking.strike(opened, numbers, at=iso(now()))
    lines = [
        f"{struck.n_now:,} members are struck off; {struck.n_paper:,} vote on paper in all.",
        f"Tell the election officer this number: {struck.n_paper:,}. It goes on the record before the poll opens.",
        "Give the tellers of each place the names of those who vote there; nobody else.",
    ]
    _tell(lines, asdict(struck), as_json)


@app.command()
def make(office: Folder = OFFICE, as_json: AsJson = False) -> None:
    """Make one credential for each member, and the public list of each unit."""
    with Office(office) as opened, _bar("credentials", quiet=as_json) as watch:
        units = making.make(opened, at=iso(now()), watch=watch)
    lines = [
        f"{sum(unit.n_members for unit in units):,} credentials are made, one for each member.",
        "Give the election officer the public list of each unit: hustings credentials public --unit U01",
        f"Back up {office} on an encrypted disk of the office, and nowhere else, until it is destroyed.",
    ]
    _tell(lines, [asdict(unit) for unit in units], as_json)


@app.command()
def public(
    unit: Annotated[str, typer.Option(help="Code of the reporting unit, as in U01.")],
    office: Folder = OFFICE,
    as_json: AsJson = False,
) -> None:
    """Show where a unit's public list lies, for the election officer: no numbers, no names, sorted by itself."""
    with Office(office) as opened:
        path, found = public_list(opened, unit)
    lines = [
        str(path),
        f"{found.n_members:,} public credentials of {found.code}, {found.name}",
        f"credentials digest {found.digest}",
        "  When the poll is declared, compare it with the public record.",
    ]
    _tell(lines, asdict(found) | {"file": str(path)}, as_json)


@app.command()
def letters(
    local: Annotated[str | None, typer.Option(help="Only the letters of this local.")] = None,
    refused: Annotated[bool, typer.Option("--refused", help="Only for those whose e-mail was refused.")] = False,
    office: Folder = OFFICE,
    as_json: AsJson = False,
) -> None:
    """Make the letters as PDF, a page each, in files of a thousand by local."""
    with Office(office) as opened, _bar("letters", quiet=as_json) as watch:
        made = printing.print_letters(opened, fonts=FONTS, local=local, refused=refused, at=iso(now()), watch=watch)
    lines = [
        f"{made.n_letters:,} letters in {len(made.files):,} files: {office}/{printing.LETTERS}",
        f"{printing.LISTED} beside them says how many are in each file. Count them again at the printer's.",
        "Whoever sees them can vote. Have them folded and sealed under the eyes of two people.",
    ]
    _tell(lines, {"n_letters": made.n_letters, "files": [str(path) for path in made.files]}, as_json)


@app.command()
def send(mail_url: MailUrl = "", mail_from: MailFrom = "", office: Folder = OFFICE, as_json: AsJson = False) -> None:
    """E-mail the credentials by the office's own mail server. Called again, it goes on where it stopped."""
    with Office(office) as opened, _bar("e-mails", quiet=as_json) as watch:
        sent = mailing.send(opened, server=mailing.Server(mail_url, mail_from), at=now(), watch=watch)
        rehearsal = opened.fact("rehearsal")
    lines = [f"{sent.n_sent:,} sent, {sent.n_refused:,} refused by the mail server."]
    if sent.n_refused:
        lines.append("Whoever was refused gets a letter: hustings credentials letters --refused")
    if rehearsal:
        lines = [f"Nothing was sent, because this is a rehearsal. {sent.n_sent:,} files: {office}/{mailing.OUTBOX}"]
    _tell(lines, asdict(sent) | {"rehearsal": rehearsal}, as_json)


@app.command()
def resend(
    number: Annotated[str, typer.Argument(help="The member's number.")],
    email: Annotated[bool, typer.Option("--email", help="By e-mail. [default: a letter for the post]")] = False,
    mail_url: MailUrl = "",
    mail_from: MailFrom = "",
    office: Folder = OFFICE,
) -> None:
    """Make or send one member's letter again, with the same credential: the public list is fixed."""
    with Office(office) as opened:
        if email:
            mailing.send_again(opened, number=number, server=mailing.Server(mail_url, mail_from), at=now())
            where = f"{office}/{mailing.OUTBOX}" if opened.fact("rehearsal") else "the address of the frozen list"
            typer.echo(f"Again to {where}.")
            return
        path = printing.print_again(opened, number=number, fonts=FONTS, at=iso(now()))
    typer.echo(f"{path}\nThe credential is the one of the first letter; both letters vote once.")


@app.command()
def show(office: Folder = OFFICE, as_json: AsJson = False) -> None:
    """Show what stands in the office, in numbers. Who voted is not known here, nor anywhere."""
    with Office(office) as opened:
        told = {name: opened.fact(name) for name in ("cycle", "title", "rehearsal", "by_email", "taken_on", "made_on")}
        units, mails = opened.units(), opened.n_by_mail()
    kind = "a rehearsal" if told["rehearsal"] else "a real poll"
    made = f"made on {told['made_on']}" if told["made_on"] else "no credentials yet"
    lines = [
        f"{told['title']}, {kind}: {made}",
        *(f"  {unit.code}  {unit.n_members:>9,}  {unit.name}  {unit.digest}".rstrip() for unit in units),
        *(f"  e-mails {state}: {number:,}" for state, number in mails.items()),
    ]
    _tell(lines, told | {"units": [asdict(unit) for unit in units], "mails": mails}, as_json)


@app.command()
def destroy(
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    office: Folder = OFFICE,
    as_json: AsJson = False,
) -> None:
    """Overwrite and delete the private list and every letter here; print the statement for the record."""
    if not yes:
        typer.echo("After this nobody can send a letter again, and nobody can find out who got which credential.")
        typer.confirm("Are the letters out, is the time for asking again over, are all backups destroyed?", abort=True)
    with _bar("destroying", quiet=as_json) as watch:
        statement = destruction.destroy(office, on=iso(now())[:10], watch=watch)
    lines = [
        statement.words,
        f"list digest {statement.list_digest}",
        f"Give the election officer {office / DESTROYED}; it goes on the public record.",
    ]
    _tell(lines, asdict(statement), as_json)


def _tell(lines: Sequence[str], shown: object, as_json: bool) -> None:
    typer.echo(json.dumps(shown, ensure_ascii=False, indent=2) if as_json else "\n".join(lines))


@contextmanager
def _bar(what: str, *, quiet: bool = False) -> Iterator[Watch]:
    """A bar on standard error with number, rate and time left, where somebody is there to see it."""
    if quiet or not sys.stderr.isatty():
        yield lambda done, total: None
        return
    # Loaded only where somebody looks.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    columns = (*Progress.get_default_columns(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None, rate="")

        def watch(done: int, total: int) -> None:
            speed = bar.tasks[0].speed
            bar.update(task, completed=done, total=total or None, rate=f"{speed:,.0f} a second" if speed else "")

        yield watch
