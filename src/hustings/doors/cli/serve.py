"""`hustings serve`: the pages, by granian."""

import typer
from django.core.management import call_command
from granian.constants import HTTPModes, Interfaces, RuntimeModes
from granian.log import LogLevels
from granian.server.mp import MPServer

app = typer.Typer()

APPLICATION = "hustings.project.wsgi:application"


@app.command()
def serve(
    bind: str = typer.Option("127.0.0.1:8000", help="Address and port."),
    workers: int = typer.Option(2, min=1, help="Worker processes."),
    threads: int = typer.Option(32, min=1, help="Requests that each process answers at a time."),
) -> None:
    """Serve the pages; put a web server with TLS in front of it for the public."""
    site = server_at(bind, workers=workers, threads=threads)
    call_command("migrate", verbosity=0)
    typer.echo(f"Hustings waits at http://{bind}  (Ctrl-C ends it)")
    site.serve()


def server_at(bind: str, *, workers: int = 2, threads: int = 32) -> MPServer:
    """A server with its settings checked, which does not run yet. A worker that dies is replaced.

    Requests are read and connections kept outside Python, on as many cores as there are (`RuntimeModes.mt`); each
    process has so many threads for what Python answers, most of which wait for the disk or for each other (ballots that
    wait are checked together). Raises: BadParameter, for an address that is none.
    """
    address, _, port = bind.rpartition(":")
    if not address or not port.isascii() or not port.isdecimal() or int(port) >= 2**16:
        raise typer.BadParameter(f"{bind} is not an address and a port, as in 127.0.0.1:8000", param_hint="--bind")
    return MPServer(
        APPLICATION,
        address=address.strip("[]"),
        port=int(port),
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        runtime_mode=RuntimeModes.mt,
        http=HTTPModes.http1,
        websockets=False,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        log_level=LogLevels.error,
    )
