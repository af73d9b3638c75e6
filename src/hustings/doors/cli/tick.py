"""`hustings tick`: the work that waits."""

from datetime import timedelta

import typer
from django.conf import settings

from hustings.doors.cli.press_watch import told
from hustings.ground.access.actions import SYSTEM
from hustings.ground.clock import now
from hustings.ground.notices.actions import send_letter
from hustings.ground.notices.queries import waiting
from hustings.ground.notices.refusals import LetterHeld, MailWayUnknown, NoMailServer, NoSuchLetter
from hustings.rooms.ballots.tasks import publish_due_heads
from hustings.rooms.press.tasks import look_at_due_feeds
from hustings.rooms.questions.tasks import close_due_collections

app = typer.Typer()


@app.command()
def tick() -> None:
    """Send waiting letters (a rehearsal's are kept in a folder), publish the heads of open secret polls, close members'
    questions whose time is over, then look at feeds that are due. Safe to run twice.
    """
    counts: dict[str, int] = {}
    for letter in waiting(at=now(), actor=SYSTEM):
        folder = settings.CONFIG.files / "rehearsal-mail" / letter.cycle
        try:
            state = send_letter(cycle=letter.cycle, letter=letter.id, folder=folder, actor=SYSTEM, at=now())
        except (NoMailServer, MailWayUnknown) as refusal:
            state = f"waiting ({refusal.code})"
        except (NoSuchLetter, LetterHeld):
            state = "left to another tick"
        counts[state] = counts.get(state, 0) + 1
    typer.echo(", ".join(f"{count} {state}" for state, count in counts.items()) or "Nothing waits.")
    for poll in publish_due_heads(every=timedelta(minutes=settings.CONFIG.poll_heads_minutes)):
        typer.echo(f"{poll}: the box's head is on the record.")
    for cycle in close_due_collections():
        typer.echo(f"{cycle}: members' questions closed, their key destroyed.")
    for looked in look_at_due_feeds():
        typer.echo(told(looked))
