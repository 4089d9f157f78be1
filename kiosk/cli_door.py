"""Central's door, as an operator sets it up and looks back: `kiosk central serve`, `audit`."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click

from kiosk.cli import FOLDER, example

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
def serve(database: str, folder: Path, host: str, port: int, forms: Path | None) -> None:
    """Receive cases and tell kiosks how they go, until stopped."""
    from kiosk.central.desk import serve_central

    serve_central(database, folder, host, port, forms, clock())


@click.command(epilog=example("kiosk central audit 1506020126112301001742"))
@database_option
@central_folder
@click.argument("number", required=False)
def audit(database: str, folder: Path, number: str | None) -> None:
    """List who looked at a case, when and how; without a number, at any case."""
    from kiosk.central.desk import shown_readings

    for line in shown_readings(database, folder, number):
        click.echo(line)


def clock() -> Callable[[], datetime]:
    """Return the machine's clock."""
    from kiosk.app import now

    return now
