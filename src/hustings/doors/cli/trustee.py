"""`hustings trustee …`: a trustee's work on an own machine. Needs no Django, no database and no network.

Several people make one key together, of which each holds a part; after the close, as many as were agreed open the
sums. The messages go around as files in one folder, by any way; everybody checks every one of them.
"""

import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from hustings.core.ballots import ceremony, trustee_seed
from hustings.core.ballots.belenios_v1.records import write_trustees
from hustings.core.ballots.ceremony import Contribution, Finished, Roster
from hustings.core.ballots.ceremony_refusals import NotAMember, ShareWrong
from hustings.core.ballots.complaint import at_fault, complaint_about
from hustings.core.ballots.engine import TrusteeGroup, digest
from hustings.core.ballots.trustee_sums import require_group
from hustings.core.ballots.trustees import write_private_key
from hustings.doors.cli import trustee_files as files
from hustings.doors.cli.ballot_files import make_folder, read_setup, write_new
from hustings.doors.cli.ballot_judging import opened
from hustings.doors.cli.trustee_decrypt import decrypt

app = typer.Typer(no_args_is_help=True, help="A trustee's work: key, ceremony, checks, decryption.")

DRAW = secrets.token_bytes

Folder = Annotated[Path, typer.Argument(help="The folder with everybody's messages.")]
Secret = Annotated[Path, typer.Option("--key", help="Your secret file.")]


@app.callback()
def trustee() -> None:
    """A trustee's work: key, ceremony, checks, decryption."""


@app.command()
def key(out: Annotated[Path, typer.Option(help="New file for your secret; not in the folder of messages.")]) -> None:
    """Make your secret, and show its backup once, to be written down."""
    seed = trustee_seed.make_seed(draw=DRAW)
    files.write_secret(out, seed)
    typer.echo(f"Your secret: {out}\n  Only you may read it. Give it to nobody, not even to the election officer.")
    typer.echo(f"Your backup: {trustee_seed.as_written(seed)}")
    typer.echo("  Write these 22 characters on paper now, and lay the paper where only you find it. They are not shown")
    typer.echo("  again. With them and the others' messages your key comes back; without both it is lost.")
    typer.echo("Next: hustings trustee certificate FOLDER --key … --number … --of … --needed …")


@app.command()
def certificate(
    folder: Folder,
    secret: Secret,
    number: Annotated[int, typer.Option(min=1, help="Your number in the group.")],
    of: Annotated[int, typer.Option(min=1, help="How many trustees the group has.")] = 5,
    needed: Annotated[int, typer.Option(min=1, help="How many of them must decrypt together.")] = 3,
) -> None:
    """First round: put your certificate into the folder."""
    seed = files.read_secret(secret)
    made = ceremony.make_certificate(seed=seed, threshold=needed, size=of, index=number, draw=DRAW)
    make_folder(folder)
    path = files.put(folder, made)
    typer.echo(f"Your certificate, as trustee {number} of {of}, of whom any {needed} decrypt: {path}")
    typer.echo("Send it to all the others, and put theirs into your folder.")
    typer.echo(f"Next, when all {of} are here: hustings trustee shares {folder} --key {secret}")


@app.command()
def shares(
    folder: Folder,
    secret: Secret,
    compared: Annotated[bool, typer.Option("--compared", help="All have compared the fingerprint already.")] = False,
) -> None:
    """Second round: agree to all certificates, and seal a share of your polynomial for everybody."""
    seed = files.read_secret(secret)
    roster = files.read_folder(folder).roster()
    mine = roster.place_of(seed)
    _tell_roster(roster)
    typer.echo("Call the others. Go on only if each of them reads the same fingerprint from their own screen.")
    if not compared and not typer.confirm("Do all fingerprints agree?"):
        raise typer.Exit(1)
    path = files.put(folder, ceremony.make_shares(seed=seed, roster=roster, draw=DRAW))
    typer.echo(f"Your shares, as trustee {mine}: {path}")
    typer.echo("Send this file to all the others. Each share in it can be opened only by the one it is for.")
    typer.echo(f"Next, when all {roster.size} are here: hustings trustee finish {folder} --key {secret} --private …")


@app.command()
def finish(
    folder: Folder,
    secret: Secret,
    private: Annotated[Path, typer.Option(help="New file for your decryption key; not in the folder of messages.")],
) -> None:
    """Third round: check the share that everybody gave you, and make your decryption key of them."""
    seed = files.read_secret(secret)
    files.keep_apart(private, folder=folder)
    given = files.read_folder(folder)
    roster = given.roster()
    contributions = given.contributions(roster)
    try:
        made = ceremony.finish(seed=seed, roster=roster, contributions=contributions, draw=DRAW)
    except ShareWrong as wrong:
        path = _complain(folder, contributions[wrong.facts["member"] - 1], seed=seed, roster=roster)
        typer.echo(
            f"A share that you were given is wrong. Your complaint: {path}\n  Send it to all the others.", err=True
        )
        raise
    write_new(private, write_private_key(made.private_key), private=True)
    typer.echo(
        f"Every share fits. Your decryption key: {private}\n  Only you may read it. Keep it until the poll is over."
    )
    _tell_last(folder, given, made)


def _tell_last(folder: Path, given: files.Folder, made: Finished) -> None:
    """Put the last message into the folder, unless it has been sent in an earlier run."""
    index, key = made.message.index, made.message.key.key.public_key
    if any(each.index == index and each.key.key.public_key == key for each in given.keys):
        typer.echo("Your last message is in the folder already.")
        return
    typer.echo(f"Your last message: {files.put(folder, made.message)}\n  Send it to all the others.")
    typer.echo(f"Next, when everybody's is here: hustings trustee check {folder}")


def _complain(folder: Path, contribution: Contribution, *, seed: str, roster: Roster) -> Path:
    return files.put(folder, complaint_about(contribution, seed=seed, roster=roster, draw=DRAW))


@app.command()
def check(
    folder: Folder,
    secret: Annotated[Path | None, typer.Option("--key", help="Your secret file, to check the shares for you.")] = None,
    out: Annotated[Path | None, typer.Option(help="New file for the group, for the election officer.")] = None,
    archive: Annotated[list[Path] | None, typer.Option(help="A declared poll that should have your key.")] = None,
) -> None:
    """Check everything in the folder, at any time, and say what is missing; or that a declared poll has your key."""
    given = files.read_folder(folder)
    roster = given.roster()
    _tell_roster(roster)
    for what, sent in (("shares", given.shares), ("keys", given.keys)):
        typer.echo(_who(what, {message.index for message in sent}, roster))
    if given.others:
        typer.echo(f"No messages, and not looked at: {', '.join(given.others)}")
    held = _checked(given, roster)
    if secret is not None:
        seed = files.read_secret(secret)
        for contribution in held:
            ceremony.own_share(contribution, seed=seed, index=roster.place_of(seed), roster=roster)
        typer.echo(f"The shares for you, as trustee {roster.place_of(seed)}, fit.")
    _judge(given, held, roster)
    if min(len({message.index for message in sent}) for sent in (given.shares, given.keys)) < roster.size:
        typer.echo("Everything that is here holds. The key is made when every trustee has sent all three messages.")
        return
    made = ceremony.assemble(roster=roster, contributions=held, messages=given.keys)
    _tell_group(made, out)
    for path in archive or []:
        _tell_poll(made, path)


def _checked(given: files.Folder, roster: Roster) -> tuple[Contribution, ...]:
    """The shares that are here; if they are all, exactly one message of each trustee, in order."""
    if {message.index for message in given.shares} == set(roster.members):
        return given.contributions(roster)
    return tuple(ceremony.check_shares(message, roster=roster) for message in given.shares)


def _tell_poll(made: TrusteeGroup, path: Path) -> None:
    with opened(path) as file:
        setup = read_setup(file, coins=DRAW)
    others = require_group(made, setup)
    typer.echo(f"{path}: {setup.election.name}, {setup.election.questions[0].question}")
    typer.echo(f"  Its key is yours{f' and that of {others} more' if others else ''}. {setup.election.fingerprint}")


def _judge(given: files.Folder, held: Sequence[Contribution], roster: Roster) -> None:
    """Say who is at fault, if anybody complains, and go no further."""
    by_digest = {contribution.message.digest: contribution for contribution in held}
    faults = []
    for complaint in given.complaints:
        contribution = by_digest.get(complaint.shares, held[0] if held else None)
        if contribution is None:
            continue
        fault = at_fault(complaint, contribution=contribution, roster=roster)
        faults.append(
            f"Trustee {complaint.index} complains about trustee {complaint.about}: trustee {fault} is at fault."
        )
    if faults:
        typer.echo("\n".join([*faults, "This group must not be used. Start anew, with new secrets."]), err=True)
        raise typer.Exit(1)


def _tell_roster(roster: Roster) -> None:
    typer.echo(f"{roster.size} trustees, of whom any {roster.threshold} can open a sum together.")
    typer.echo(f"Fingerprint of the certificates: {files.spoken(roster.digest)}")


def _who(what: str, sent: set[int], roster: Roster) -> str:
    missing = ", ".join(str(index) for index in roster.members if index not in sent)
    return f"{what}: " + (f"waiting for {missing}" if missing else "all here")


def _tell_group(made: TrusteeGroup, out: Path | None) -> None:
    typer.echo("Every certificate, share and key holds. The key is made.")
    typer.echo(f"Fingerprint of the group: {files.spoken(digest(write_trustees((made,))))}")
    typer.echo("  Everybody compares it once more by telephone.")
    if out is not None:
        write_new(out, files.write_group(made))
        typer.echo(f"The group, for the election officer: {out}\n  hustings ballots declare … --trustee {out}")


@app.command()
def recover(
    folder: Folder,
    out: Annotated[Path, typer.Option(help="New file for your secret; not in the folder of messages.")],
) -> None:
    """Make your secret file again from the backup on paper, and see that it fits your certificate."""
    files.keep_apart(out, folder=folder)
    seed = trustee_seed.read_seed(typer.prompt("Your backup, 22 characters", hide_input=True))
    given = files.read_folder(folder)
    if not any(
        ceremony.make_certificate(
            seed=seed, threshold=each.threshold, size=each.size, index=each.index, draw=DRAW
        ).signed.message
        == each.signed.message
        for each in given.certificates
    ):
        raise NotAMember(where=str(folder))
    files.write_secret(out, seed)
    typer.echo(f"The backup fits your certificate. Your secret: {out}")
    typer.echo(f"For your decryption key: hustings trustee finish {folder} --key {out} --private …")


app.command()(decrypt)
