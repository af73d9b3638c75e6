"""`hustings serve`: the pages, by gunicorn."""

from typing import Any

import typer
from django.core.management import call_command
from gunicorn.app.base import BaseApplication
from gunicorn.util import import_app

app = typer.Typer()


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn with our application and few, plain settings."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for key, value in self.options.items():
            self.cfg.set(key, value)

    def load(self) -> Any:
        return import_app("hustings.project.wsgi:application")


@app.command()
def serve(
    bind: str = typer.Option("127.0.0.1:8000", help="Address and port."),
    workers: int = typer.Option(2, min=1, help="Worker processes."),
    threads: int = typer.Option(16, min=1, help="Requests that each process answers at a time."),
) -> None:
    """Serve the pages; put a web server with TLS in front of it for the public."""
    run(bind=bind, workers=workers, threads=threads)


def run(*, bind: str, workers: int, threads: int) -> None:
    """Migrate, then serve until the process is told to end."""
    call_command("migrate", verbosity=0)
    typer.echo(f"Hustings waits at http://{bind}  (Ctrl-C ends it)")
    server_at(bind, workers=workers, threads=threads).run()


def server_at(bind: str, *, workers: int = 2, threads: int = 16) -> Server:
    """A server with its settings checked, which does not run yet."""
    options = {"bind": bind, "workers": workers, "threads": threads, "loglevel": "warning", "preload_app": False}
    return Server(options)
