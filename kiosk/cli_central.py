"""The command `kiosk central`: the reference central system."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click

from kiosk.cli import FOLDER, example


@click.group()
def central() -> None:
    """The reference central system."""


database_option = click.option(
    "--database", default="", help="postgresql+psycopg://…; default: embedded, in the folder"
)
central_folder = click.option(
    "--folder", type=FOLDER, default=Path("out/central"), show_default=True, help="its data"
)


@central.command(epilog=example("kiosk central serve --port 8600"))
@database_option
@central_folder
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8600, show_default=True)
@click.option("--forms", type=FOLDER, help="joint services; default: those of the program")
def serve(database: str, folder: Path, host: str, port: int, forms: Path | None) -> None:
    """Receive cases and tell kiosks how they go, until stopped."""
    from kiosk.central.desk import serve_central

    serve_central(database, folder, host, port, forms, clock())


@central.command(epilog=example("kiosk central invite ordos-hall-3 --district 150602"))
@database_option
@central_folder
@click.argument("kiosk")
@click.option("--district", default="150602", show_default=True, help="GB/T 2260 code")
def invite(database: str, folder: Path, kiosk: str, district: str) -> None:
    """Make room for a kiosk and print its one-time code."""
    from kiosk.central.desk import invite_kiosk

    click.echo(invite_kiosk(database, folder, kiosk, district, clock()()))


@central.command(epilog=example("kiosk central revoke ordos-hall-3"))
@database_option
@central_folder
@click.argument("kiosk")
def revoke(database: str, folder: Path, kiosk: str) -> None:
    """Listen to a kiosk no more, as when it was stolen."""
    from kiosk.central.desk import revoke_kiosk

    revoke_kiosk(database, folder, kiosk, clock()())


@central.command(epilog=example("kiosk central admit police"))
@database_option
@central_folder
@click.argument("department")
def admit(database: str, folder: Path, department: str) -> None:
    """Print a new token for a department's system; the one before it ends."""
    from kiosk.central.desk import admit_department

    click.echo(admit_department(database, folder, department))


@central.command(epilog=example("kiosk central restored"))
@database_option
@central_folder
def restored(database: str, folder: Path) -> None:
    """Note that the database was restored from a backup: kiosks offer what they hold."""
    from kiosk.central.desk import note_restore

    click.echo(note_restore(database, folder))


@central.command(epilog=example("kiosk central show 1506020126112301001742"))
@database_option
@central_folder
@click.argument("number")
def show(database: str, folder: Path, number: str) -> None:
    """Show what central received under a case number, as JSON."""
    from kiosk.central.desk import shown_case

    click.echo(shown_case(database, folder, number))


@central.command(epilog=example("kiosk central decide 1506020126112301001742 marriage_reg"))
@database_option
@central_folder
@click.argument("number")
@click.argument("item")
@click.option("--result", default="", help="the department's sentence to the citizen")
def decide(database: str, folder: Path, number: str, item: str, result: str) -> None:
    """Approve one item in its department's place."""
    from kiosk.central.desk import decide_item

    click.echo(decide_item(database, folder, number, item, result, clock()()))


def clock() -> Callable[[], datetime]:
    """Return the machine's clock."""
    from kiosk.app import now

    return now
