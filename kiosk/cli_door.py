"""Central's door, as an operator sets it up and looks back: `serve`, `certificate`, `audit`."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click

from kiosk.cli import FOLDER, example

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)

database_option = click.option(
    "--database", default="", help="postgresql+psycopg://…; default: embedded, in the folder"
)
central_folder = click.option(
    "--folder", type=FOLDER, default=Path("out/central"), show_default=True, help="its data"
)


@click.command(epilog=example("kiosk central serve --port 8600"))
@database_option
@central_folder
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8600, show_default=True)
@click.option("--forms", type=FOLDER, help="joint services; default: those of the program")
@click.option("--tls-cert", type=FILE, help="PEM, with its chain; without, a proxy ends TLS")
@click.option("--tls-key", type=FILE, help="its key, PEM")
@click.option(
    "--proxy",
    "proxies",
    multiple=True,
    default=("127.0.0.1", "::1"),
    show_default=True,
    help="address of a proxy that is believed for whom it speaks",
)
def serve(
    database: str,
    folder: Path,
    host: str,
    port: int,
    forms: Path | None,
    tls_cert: Path | None,
    tls_key: Path | None,
    proxies: tuple[str, ...],
) -> None:
    """Receive cases and tell kiosks how they go, until stopped."""
    from kiosk.central.certificates import Tls
    from kiosk.central.hall_desk import Where
    from kiosk.central.serving import serve_central

    if (tls_cert is None) != (tls_key is None):
        raise click.UsageError("give both --tls-cert and --tls-key")
    tls = Tls(tls_cert, tls_key) if tls_cert and tls_key else None
    serve_central(Where(database, folder, forms), host, port, clock(), tls, proxies)


@click.command(epilog=example("kiosk central certificate central.hall.example 10.1.2.3"))
@central_folder
@click.argument("names", nargs=-1, required=True)
def certificate(folder: Path, names: tuple[str, ...]) -> None:
    """Make central's certificate for these host names and addresses, by the hall's authority.

    The authority is made the first time; its `ca.pem` goes to every kiosk (central.ca).
    """
    from kiosk.central.certificates import certify

    made = certify(folder / "tls", names, clock()())
    click.echo(f"authority, for the kiosks: {made.authority}")
    click.echo(f"--tls-cert {made.tls.certificate} --tls-key {made.tls.key}")
    click.echo(f"to be renewed before {made.until:%Y-%m-%d}")


@click.command(epilog=example("kiosk central audit 1506020126112301001741"))
@database_option
@central_folder
@click.argument("number", required=False)
@click.option(
    "--forget", type=click.IntRange(1), metavar="DAYS", help="remove what is older; 183 at least"
)
def audit(database: str, folder: Path, number: str | None, forget: int | None) -> None:
    """List who looked at a case, when and how; without a number, at any case."""
    from kiosk.central.desk import forgotten_readings, shown_readings

    if forget and number:
        raise click.UsageError("give a number or --forget, not both")
    if forget:
        click.echo(f"{forgotten_readings(database, folder, forget, clock()())} records removed")
        return
    for line in shown_readings(database, folder, number):
        click.echo(line)


def clock() -> Callable[[], datetime]:
    """Return the machine's clock."""
    from kiosk.app import now

    return now
