"""`hustings notices`: letters that came back."""

from pathlib import Path
from typing import Annotated

import typer

from hustings.ground.access.actions import SYSTEM
from hustings.ground.clock import now
from hustings.ground.notices.actions import note_bounce
from hustings.ground.notices.bounces import Bounce, bounces_in, mails_at
from hustings.ground.notices.queries import letter_of_message
from hustings.ground.notices.refusals import LetterGone

app = typer.Typer(no_args_is_help=True)

MAILDIR = ("cur", "new")


@app.callback()
def notices() -> None:
    """Letters that came back."""


@app.command()
def bounces(
    file: Annotated[
        Path, typer.Argument(exists=True, readable=True, help="A mailbox file (mbox), a maildir, or one mail.")
    ],
) -> None:
    """Note which letters came back. Safe to run again over the same mailbox."""
    if file.is_dir() and not all((file / part).is_dir() for part in MAILDIR):
        raise typer.BadParameter(f"{file} is a folder, but no maildir: it lacks “cur” or “new”.", param_hint="FILE")
    n_mails, said = 0, []
    for mail in mails_at(file):
        n_mails += 1
        said += [_noted(bounce) for bounce in bounces_in(mail)]
    counts = ", ".join(f"{said.count(word)} {word}" for word in dict.fromkeys(said))
    typer.echo(f"{n_mails} mails read; {counts or 'none of them says that a letter came back'}.")


def _noted(bounce: Bounce) -> str:
    letter = letter_of_message(message_id=bounce.message_id, actor=SYSTEM)
    if letter is None:
        return "about letters that are not ours"
    if letter.state == "bounced":
        return "noted before"
    told = {"status": bounce.status, "answer": bounce.answer}
    try:
        note_bounce(cycle=letter.cycle, letter=letter.id, **told, actor=SYSTEM, at=now())
    except LetterGone:
        return "about letters that were written again"
    return "letters came back"
