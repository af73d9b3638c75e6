"""`hustings ballots …`: the secret poll by command line. Needs no Django, but for the work at the house's own box.

What a trustee, the credential office, a voter or a sceptic does happens on their own machine, with files alone. What an
election officer does at the house is in `ballot_office`, which is loaded only then.
"""

import secrets
from enum import StrEnum
from importlib import import_module
from json import dumps
from pathlib import Path
from typing import Annotated, Any

import typer

from hustings.core.ballots.credentials import (
    check_number,
    make_credential,
    make_uuid,
    typed_credential,
    write_credential_file,
)
from hustings.core.ballots.engine import fingerprint
from hustings.core.ballots.engines import NATIVE, REFERENCE, EngineMissing, why_reference
from hustings.core.ballots.refusals import NothingToDecrypt
from hustings.core.ballots.simulation import tally_records
from hustings.core.ballots.trustees import make_trustee_key, owners, write_private_key
from hustings.doors.cli import ballot_files as files
from hustings.doors.cli.ballot_booth import booth_files
from hustings.doors.cli.ballot_cluster import ClusterRefused
from hustings.doors.cli.ballot_engine import HintsNotUsed, write_summary
from hustings.doors.cli.ballot_engine import simulate as simulated
from hustings.doors.cli.ballot_judging import Asked, bar, judged_all, judged_file, opened
from hustings.doors.cli.ballot_monitor import monitor
from hustings.doors.cli.ballot_reports import Together, as_plain, lines
from hustings.doors.cli.ballot_statements import credentials_destroyed
from hustings.doors.cli.ballot_units import units
from hustings.doors.cli.main import start_django

app = typer.Typer(no_args_is_help=True, help="The secret poll: keys, credentials, ballots, box, count, checks.")

DRAW = secrets.token_bytes
UNREADABLE = 2
MOST_CREDENTIALS = 2_000_000


class EngineName(StrEnum):
    """The engines by name."""

    NATIVE = NATIVE
    REFERENCE = REFERENCE


WAYS_TO_CAST = ((True, True, False), (False, False, True))

Cycle = Annotated[str, typer.Option(help="Code of the cycle.")]
Account = Annotated[str, typer.Option(help="Sign-in name of the election officer's account.")]
Poll = Annotated[str, typer.Argument(help="Code of the poll, as in POLL-S1.")]
Archive = Annotated[Path, typer.Argument(help="The poll's archive, a .bel file.")]
Answer = Annotated[str, typer.Option(help="The answer in its words, or its number.")]
Head = Annotated[str | None, typer.Option(metavar="HEX", help="The published head that the archive must have.")]
Engines = Annotated[EngineName | None, typer.Option("--engine", help="[default: the fastest that is installed]")]
Workers = Annotated[int, typer.Option(min=0, max=4096, help="Cores to use with the fast engine. [default: 0, all]")]
HintsFile = Annotated[Path | None, typer.Option(help="Commitments kept beside the archive; they need not be trusted.")]
Scheduler = Annotated[str | None, typer.Option(metavar="ADDRESS", help="A Dask cluster that shares the work.")]


@app.callback()
def ballots() -> None:
    """The secret poll: keys, credentials, ballots, box, count, checks."""


# on a trustee's own machine


@app.command()
def make_trustee(out: Annotated[Path, typer.Option(help="Folder for the two files.")]) -> None:
    """Make a trustee's key: a private file to keep, and a public file for the election officer."""
    key = make_trustee_key(draw=DRAW)
    files.make_folder(out)
    private = out / key.file_name
    public = private.with_suffix(".trustee.json")
    files.write_new(private, write_private_key(key.private_key), private=True)
    files.write_new(public, files.write_trustee(key.trustee))
    typer.echo(
        f"Private key: {private}\n  Keep it yourself, with a copy in a safe place. Without it the poll cannot be"
    )
    typer.echo("  counted; with the keys of all trustees every ballot can be opened. Give it to nobody.")
    typer.echo(f"Public key:  {public}\n  Give this file to the election officer.")


# in the credential office, apart from the house


@app.command()
def make_credentials(
    count: Annotated[int, typer.Option(min=1, max=MOST_CREDENTIALS, help="How many members may vote.")],
    out: Annotated[Path, typer.Option(help="New or empty folder.")],
    uuid: Annotated[str | None, typer.Option(help="Name of the election, if it has one. [default: a new one]")] = None,
) -> None:
    """Make one credential for each member who may vote, and the public list for the election officer."""
    election = uuid or make_uuid(draw=DRAW)
    if not files.is_uuid(election):
        raise typer.BadParameter("The name of an election is 14 to 64 letters and digits, without 0, O, I and l.")
    files.make_folder(out, empty=True)
    width = len(str(count))
    made = []
    with bar("credentials") as watch:
        for number in range(1, count + 1):
            credential = make_credential(uuid=election, draw=DRAW)
            held = write_credential_file(election=election, credential=credential.secret)
            files.write_new(out / f"credential-{number:0{width}}.json", held, private=True)
            made.append(credential)
            watch(number, count)
    public = out / "public-credentials.json"
    files.write_new(public, files.write_public_list(election=election, credentials=made))
    typer.echo(f"{count:,} credentials of the election {election}: {out}/credential-….json")
    typer.echo(f"Public list: {public}\n  digest {files.read_public_list(public).digest}")
    typer.echo("This is the credential office's work. Do it on a machine apart from the one that holds the ballot box,")
    typer.echo("by people who do not run the poll. Give each member one file; give the election officer the public")
    typer.echo("list only. Keep no list of who got which file longer than the poll's rules ask for.")


# on anybody's machine


@app.command()
def verify(
    archives: Annotated[list[Path], typer.Argument(metavar="ARCHIVE...", help="Archives of polls, .bel files.")],
    head: Head = None,
    unfinished: Annotated[bool, typer.Option("--unfinished", help="The poll may have no result yet.")] = False,
    engine: Engines = None,
    hints: HintsFile = None,
    workers: Workers = 0,
    scheduler: Scheduler = None,
    merged: Annotated[Path | None, typer.Option(help="The file in which these archives are opened together.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Check archives of secret polls, proof by proof. Nothing leaves this computer, unless a cluster is named.

    Exit status: 0 all checks hold, 1 something fails (it says where), 2 a file cannot be read.
    """
    _goes_together(
        {
            "A head, and a file of hints, belongs to one archive; name one.": len(archives) == 1
            or (head is None and hints is None),
            "A cluster works with the fast engine.": scheduler is None or engine != REFERENCE,
            "Several archives are opened together; name all of them.": merged is None or len(archives) > 1,
        }
    )
    asked = Asked(engine=engine, hints=hints, workers=workers)
    finished = not unfinished and merged is None
    slow = why_reference() if engine is None and not as_json else ""
    if slow:
        typer.echo(f"The slow engine is at work, because {slow}.", err=True)
    try:
        reports = judged_all(archives, scheduler=scheduler, head=head, finished=finished, quiet=as_json, asked=asked)
    except (files.FileUnreadable, EngineMissing, HintsNotUsed, ClusterRefused) as refusal:
        typer.echo(
            dumps({"refused": refusal.as_json()}, indent=2) if as_json else f"Refused: {refusal}", err=not as_json
        )
        raise typer.Exit(UNREADABLE) from refusal
    together = [Together(merged, files.read_file(merged), list(reports.values()))] if merged is not None else []
    if as_json:
        told = [as_plain(path, report) for path, report in reports.items()] + [each.as_plain() for each in together]
        typer.echo(dumps(told, ensure_ascii=False, indent=2))
    else:
        said = [lines(path, report) for path, report in reports.items()] + [each.lines() for each in together]
        typer.echo("\n\n".join("\n".join(each) for each in said))
    hold = all(report.holds for report in reports.values()) and all(each.holds for each in together)
    raise typer.Exit(0 if hold else 1)


def _goes_together(rules: dict[str, bool]) -> None:
    """The first rule that what was asked for breaks. Raises: BadParameter."""
    for rule, holds in rules.items():
        if not holds:
            raise typer.BadParameter(rule)


@app.command()
def tally(archive: Archive, head: Head = None, engine: Engines = None, workers: Workers = 0) -> None:
    """Check a closed poll whole, and print its encrypted tally and its counts as they stand in an archive."""
    report = judged_file(archive, head=head, finished=False, asked=Asked(engine=engine, workers=workers)).or_raise()
    if not (report.recomputed or report.tally):
        raise NothingToDecrypt(reason=f"the archive ends with {report.stage}")
    for record in tally_records(report):
        typer.echo(record.decode())


@app.command()
def simulate(
    voters: Annotated[int, typer.Option(min=1, max=MOST_CREDENTIALS, help="How many voters, in all units.")],
    out: Annotated[Path, typer.Option(help="New or empty folder.")],
    units: Annotated[int, typer.Option(min=1, max=1000, help="Reporting units, one archive for each.")] = 1,
    answers: Annotated[int, typer.Option(min=2, max=50, help="Answers of the one question.")] = 4,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Make whole polls of any size, with results known beforehand, to measure engines and to try verifiers."""
    made = []
    for unit in simulated(n_voters=voters, n_units=units, n_answers=answers, out=out, quiet=as_json):
        made.append(unit)
        if not as_json:
            typer.echo(
                f"{unit['archive']}: {unit['n_ballots']:,} ballots in {unit['seconds']} s\n  head {unit['head']}"
            )
    write_summary(out, made)
    typer.echo(dumps(made, indent=2) if as_json else f"The expected results: {out}/simulation.json")


@app.command()
def ballot(
    archive: Archive,
    answer: Answer,
    out: Annotated[Path, typer.Option(help="New file for the encrypted ballot.")],
    credential: Annotated[
        Path | None, typer.Option(help="The file with your credential. [default: asks for the code in your letter]")
    ] = None,
) -> None:
    """Make an encrypted ballot without any network, to be cast later from this or another machine."""
    with opened(archive) as file:
        setup = files.read_setup(file, coins=DRAW)
    if credential is not None:
        made = files.make_ballot(setup=setup, credential_file=credential, answer=answer, draw=DRAW)
    else:
        code = typed_credential(typer.prompt("The voting code in your letter (it is not shown)", hide_input=True))
        typer.echo(f"Check number {check_number(code)}: the same stands in your letter.")
        made = files.make_ballot_by_code(setup=setup, code=code, answer=answer, draw=DRAW)
    files.write_new(out, made)
    typer.echo(f"{setup.election.name}\nYour encrypted ballot: {out}\ntracker {fingerprint(made)}")
    typer.echo("It is not in the box yet. Hand it in with: hustings ballots cast POLL --cycle CYCLE --ballot FILE")


# at the house


@app.command()
def cast(
    poll: Poll,
    cycle: Cycle,
    credential: Annotated[Path | None, typer.Option(help="The file with your credential.")] = None,
    answer: Annotated[str | None, typer.Option(help="The answer in its words, or its number.")] = None,
    ballot: Annotated[Path | None, typer.Option(help="Instead of both: a ballot made with “ballots ballot”.")] = None,
) -> None:
    """Put a ballot into the box of a poll of this house. Nothing says who cast it, or when."""
    if (credential is not None, answer is not None, ballot is not None) not in WAYS_TO_CAST:
        raise typer.BadParameter("Give a credential and an answer, or a ballot.")
    office = _office()
    if credential is not None and answer is not None:
        setup = office.setup_of(cycle=cycle, poll=poll, uuid=files.election_of(credential))
        made = files.make_ballot(setup=setup, credential_file=credential, answer=answer, draw=DRAW)
    else:
        made = files.read_file(ballot) if ballot is not None else b""
    taken, closes_at = office.take_ballot(cycle=cycle, poll=poll, ballot=made)
    typer.echo("Your ballot is in the box." + (" It replaces the one you cast before." if taken.replaces else ""))
    typer.echo(f"tracker {taken.tracker}")
    typer.echo("Keep the tracker: with it you find your ballot in the published archive.")
    typer.echo(f"To change your vote, cast again with the same credential until {closes_at}. The last ballot counts.")


@app.command()
def declare(
    cycle: Cycle,
    question: Annotated[str, typer.Option(help="What is asked.")],
    answer: Annotated[list[str], typer.Option(help="One answer; again for each.")],
    closes: Annotated[str, typer.Option(help="When it closes, as in 2031-09-15T18:00:00Z.")],
    trustee: Annotated[list[Path], typer.Option(help="A trustee's or a group's file; again for each.")],
    credentials: Annotated[list[Path], typer.Option(help="A public list from the credential office; for each unit.")],
    account: Account,
    opens: Annotated[str | None, typer.Option(help="When it opens. [default: now]")] = None,
    units_file: Annotated[
        Path | None, typer.Option("--units", help="The file that “ballots units” made. [default: one unit]")
    ] = None,
    reopens: Annotated[str, typer.Option(help="The poll that it takes up, because its field changed.")] = "",
) -> None:
    """Fix question, answers, trustees, units and credentials of a poll, and open a box for each unit."""
    from hustings.core.ballots.units_file import read_units  # noqa: PLC0415  loaded only here, for others wait

    keys = [files.read_trustee(path) for path in trustee]
    lists = [files.read_public_list(path) for path in credentials]
    code, archives = _office().declare(
        cycle=cycle,
        account=account,
        question=question,
        answers=answer,
        times=(opens, closes),
        trustees=keys,
        lists=lists,
        planned=read_units(files.read_file(units_file)) if units_file else None,
        reopens=reopens,
    )
    n_credentials = sum(len(listed.credentials) for listed in lists)
    typer.echo(f"{code} is declared, with {len(owners(keys))} trustees and {n_credentials:,} credentials.")
    for archive, digest in archives:
        typer.echo(f"credentials digest {digest}\n  The credential office compares it with its own.")
        typer.echo(f"Its archive, which everybody may have: {archive}")


app.command()(units)
app.command()(credentials_destroyed)
app.command()(booth_files)
app.command()(monitor)


@app.command()
def publish_head(poll: Poll, cycle: Cycle, account: Account) -> None:
    """Put the box's head and number of ballots on the record; do it at fixed times while the poll runs."""
    typer.echo(f"head {_office().publish_head(cycle=cycle, poll=poll, account=account)}")


@app.command()
def close(poll: Poll, cycle: Cycle, account: Account) -> None:
    """Close the box after the closing time, and write the encrypted tally."""
    head, archives = _office().close(cycle=cycle, poll=poll, account=account)
    typer.echo(f"{poll} is closed.\nhead {head}")
    typer.echo("Give every trustee this head, from the public record, and each of these archives:")
    typer.echo("\n".join(f"  {archive}" for archive in archives))


@app.command()
def take_decryption(
    poll: Poll,
    part: Annotated[Path, typer.Argument(help="The file that a trustee made with “trustee decrypt”.")],
    cycle: Cycle,
    account: Account,
) -> None:
    """Take a trustee's part of the decryption into the archive, after checking its proofs."""
    owner, units = _office().take_part(cycle=cycle, poll=poll, file=part, account=account)
    place = f"in the archive of {poll}, {units[0]}" if len(units) == 1 else f"beside the archives of {poll}"
    typer.echo(f"The part of trustee {owner} is {place}" + ("." if len(units) == 1 else f", {' and '.join(units)}."))


@app.command()
def keep_closed(poll: Poll, cycle: Cycle, account: Account) -> None:
    """End a poll of which nothing may be opened, because too few members voted in the whole of it."""
    n_counted = _office().keep_closed(cycle=cycle, poll=poll, account=account)
    typer.echo(f"{poll} stays closed: {n_counted} ballots count. Nothing of it is ever opened; its archives stay.")


@app.command()
def count(
    poll: Poll,
    cycle: Cycle,
    account: Account,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Put the trustees' parts together and record the result."""
    counts = _office().count(cycle=cycle, poll=poll, account=account)
    if as_json:
        typer.echo(dumps(counts, ensure_ascii=False, indent=2))
        return
    width = max(map(len, counts))
    typer.echo("\n".join(f"{answer:{width}}  {number:>9,}" for answer, number in counts.items()))


def _office() -> Any:
    """The work at the house's own box, which needs its settings and its database."""
    start_django()
    return import_module("hustings.doors.cli.ballot_office")
