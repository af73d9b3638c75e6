"""`hustings demo`: two whole cycles in a database of their own."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from hustings.core.errors import Refusal
from hustings.doors.cli.main import start_django

app = typer.Typer()

ADDRESS = "127.0.0.1:8000"
MARK = "made-by-hustings-demo"
STAMP = (
    "Two cycles follow. The first restates what named outlets published about 2024. The second is a REHEARSAL: an\n"
    "invented union, invented candidates, votes made by this program. Not connected with any union, campaign, party\n"
    "or outlet named."
)


class FolderTaken(Refusal):
    """The folder for the demonstration holds something else."""

    code = "folder-taken"
    says = "{folder} holds files that no demonstration made."
    todo = "Name another folder with --out, or empty this one."


@app.command()
def demo(
    members: Annotated[int, typer.Option(min=1_000, max=1_300_000, help="Members of the invented union.")] = 13_000,
    ballots: Annotated[int, typer.Option(min=40, max=100_000, help="Encrypted ballots to cast.")] = 200,
    articles: Annotated[
        Path | None, typer.Option(exists=True, file_okay=False, help="Folder of news texts for the private press file.")
    ] = None,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Stop after the work; do not serve the site.")] = False,
    out: Annotated[Path, typer.Option(file_okay=False, help="Folder for database and bundles.")] = Path("out"),
) -> None:
    """See two whole cycles run, from the invitation of every candidate to a result that `hustings verify` confirms."""
    if articles is not None and not any(path.suffix == ".txt" for path in articles.iterdir()):
        raise typer.BadParameter(f"{articles} holds no text (.txt) to read.", param_hint="--articles")
    folder = _fresh_folder(out)
    _own_house(folder)
    console = Console(stderr=False, soft_wrap=True)
    console.print(STAMP + "\n", highlight=False)
    run: Any = import_module("hustings.demo.run")
    wanted = run.Wanted(members, ballots, articles, folder, booth=not no_serve)
    with Progress(TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=console) as bars:
        shown = run.run(wanted, _tracker(bars))
    _tell(console, shown, folder)
    if not all(report.holds for report in shown.bundles.values()):
        raise typer.Exit(1)
    site = site_to_serve(no_serve=no_serve)
    if site is not None:
        console.print(f"\nThe site waits at http://{ADDRESS}  (Ctrl-C ends it)", highlight=False)
        site.serve()


def site_to_serve(*, no_serve: bool) -> Any:
    """What is served after the work, ready to run; None where nothing is."""
    return None if no_serve else import_module("hustings.doors.cli.serve").server_at(ADDRESS)


def _fresh_folder(out: Path) -> Path:
    """The folder, emptied if an earlier demonstration made it. Raises: FolderTaken."""
    folder = out.resolve()
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARK).exists():
            raise FolderTaken(folder=out)
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).touch()
    return folder


def _own_house(folder: Path) -> None:
    """Point the settings at this folder only: the configured database is never touched."""
    os.environ |= settings_of(folder)
    os.environ.pop("HUSTINGS_MAIL_URL", None)
    start_django()


def settings_of(folder: Path) -> dict[str, str]:
    """The settings of a house that lies in this folder alone."""
    return {
        "HUSTINGS_HOME": str(folder),
        "HUSTINGS_DATABASE_URL": f"sqlite:///{folder / 'demo.sqlite3'}",
        "HUSTINGS_FILES": str(folder / "files"),
        "HUSTINGS_DEMO": "true",
    }


def _tracker(bars: Progress) -> Callable[[str, int], Any]:
    @contextmanager
    def track(name: str, total: int) -> Iterator[Callable[[int], None]]:
        task = bars.add_task(name, total=total)
        yield lambda n_done: bars.advance(task, n_done)
        bars.update(task, completed=total)
        if not sys.stdout.isatty():
            bars.console.print(f"done: {name}", highlight=False)

    return track


def _tell(console: Console, shown: Any, folder: Path) -> None:
    lines = [f"\nREHEARSAL outcome: {shown.outcome}", *(f"  {sentence}" for sentence in shown.explanation)]
    lines += ["  secret poll: " + ", ".join(f"{answer} {count}" for answer, count in shown.counts.items())]
    for path, report in shown.bundles.items():
        holds = sum(check.result == "holds" for check in report.checks)
        lines.append(f"\n{'Verified' if report.holds else 'FAILS'}: {path}")
        lines.append(f"  {holds} of {len(report.checks)} checks hold; head {report.head}")
        lines.append(f"  check it yourself: hustings verify {path}")
    if shown.n_articles:
        lines.append(
            f"\n{shown.n_articles} articles are in the private press file; their facts wait for review on the desk."
        )
    lines.append(f"\nSign in once as (this machine only, for one day; database {folder / 'demo.sqlite3'}):")
    lines += [f"  {name:17} http://{ADDRESS}/sign-in/{token}/" for name, token in shown.sign_ins.items()]
    lines.append("\nOr come by private link, as the rehearsal's guests do (for one day):")
    lines += [f"  {name:17} http://{ADDRESS}/{path}" for name, path in shown.links.items()]
    console.print("\n".join(lines), highlight=False)
