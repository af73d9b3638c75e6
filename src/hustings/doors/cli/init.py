"""`hustings init`: a real, empty house."""

import sys

import typer
from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from hustings.core.values import Role
from hustings.ground.access.actions import SYSTEM, found_house, grant_role, open_account
from hustings.ground.clock import now

app = typer.Typer()

FIRST_ROLES = (Role.OFFICER, Role.DIRECTOR)

NEXT = """
{organisation} has a house. What to do next:

  1. hustings serve                 then sign in at http://127.0.0.1:8000/staff/ as “{officer}”
                                    (the first sign-in asks you to set up one-time codes)
  2. On the desk: open a cycle, adopt its rulebook, publish the call.
  3. hustings roll import LOCALS.csv MEMBERS.csv
                                    when the roll of members is at hand
  4. hustings tick                  every minute from a timer: it sends waiting letters
                                    (set HUSTINGS_MAIL_URL first)

Settings, database and records can be checked at any time with: hustings check
The database is {database}; back it up, and the folder {files} with it.
"""


@app.command()
def init(
    organisation: str = typer.Option(..., prompt="Name of the organisation", help="Its name, as pages show it."),
    officer: str = typer.Option(..., prompt="Sign-in name of the first officer", help="Sign-in name."),
    password_stdin: bool = typer.Option(False, help="Read the password from standard input."),
) -> None:
    """Found an empty house: make the tables, the house's record and the first officer's account."""
    if password_stdin:
        password = sys.stdin.readline().rstrip("\n")
    else:
        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    settings.CONFIG.home.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    at = now()
    with transaction.atomic():
        found_house(organisation=organisation, at=at)
        account = open_account(username=officer, password=password, actor=SYSTEM, at=at)
        for role in FIRST_ROLES:
            grant_role(account=account, role=role, reason="first officer", actor=SYSTEM, at=at)
    place = settings.DATABASES["default"]["NAME"]
    typer.echo(NEXT.format(organisation=organisation, officer=officer, database=place, files=settings.CONFIG.files))
