"""The command `kiosk`: one subcommand, one short function."""

import gc
import sys
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import click

from kiosk.errors import Trouble

FILE = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)


class Commands(click.Group):
    """Says a Trouble in one line and ends with status 1."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the subcommand."""
        try:
            return super().invoke(ctx)
        except Trouble as trouble:
            click.echo(f"kiosk: {trouble}", err=True)
            ctx.exit(1)


settings_option = click.option(
    "--settings", "file", type=FILE, help="settings file; default: what works for trying out"
)


def example(text: str) -> str:
    """Return the closing lines of a subcommand's help."""
    return f"Example:\n\n    {text}"


@click.group(cls=Commands)
@click.version_option(package_name="kiosk")
def main() -> None:
    """A self-service kiosk: one joint application instead of four counters."""


window_option = click.option(
    "--windowed/--full-screen", default=False, help="a window instead of the whole screen"
)


@main.command(epilog=example("kiosk run --settings /etc/kiosk/kiosk.toml"))
@settings_option
@window_option
@click.option("--with-courier", is_flag=True, help="start the courier as a child")
def run(file: Path | None, windowed: bool, with_courier: bool) -> None:
    """Start the window that citizens use."""
    gc.disable()  # little is thrown away before the first frame; the window goes on with it
    from kiosk.settings import read_settings
    from kiosk.window import open_window

    settings = read_settings(file)
    with ExitStack() as children:
        if with_courier:
            from kiosk.tryout import courier_beside

            children.enter_context(courier_beside(file))
        sys.exit(open_window(settings, windowed=windowed))


@main.command("try", epilog=example("kiosk try --windowed"))
@window_option
@click.option("--folder", type=FOLDER, default=Path("out"), show_default=True, help="where to work")
def try_out(windowed: bool, folder: Path) -> None:
    """Start the kiosk together with a central system, to see a case go all the way.

    With no display it says so and walks one case through in the terminal.
    """
    from kiosk.tryout import try_all

    sys.exit(try_all(folder, windowed=windowed))


@main.command(epilog=example("kiosk walk --answers couple.yaml --out out/walk"))
@settings_option
@click.option("--service", help="service; default: the one the answers name")
@click.option("--answers", type=FILE, help="answers by field id; default: an invented couple")
@click.option("--central", help="address of the central system; default: keep the case waiting")
@click.option("--out", type=FOLDER, required=True, help="where papers and results are written")
def walk(
    file: Path | None, service: str | None, answers: Path | None, central: str | None, out: Path
) -> None:
    """Take one case from the first answer to central, with every check of the screens.

    A kiosk that central does not know yet asks for its one-time code first.
    """
    from kiosk.walk import walk_case

    sys.exit(walk_case(file, service=service, answers=answers, central=central, out=out))


@main.command(epilog=example("kiosk courier --settings /etc/kiosk/kiosk.toml"))
@settings_option
def courier(file: Path | None) -> None:
    """Take the journal to central and bring back news, until stopped."""
    from kiosk.app import run_courier
    from kiosk.settings import read_settings

    run_courier(read_settings(file))


@main.command(epilog=example("kiosk enrol --settings /etc/kiosk/kiosk.toml"))
@settings_option
def enrol(file: Path | None) -> None:
    """Make this kiosk known to central with a one-time code, asked for or read from a pipe."""
    from kiosk.app import enrol_kiosk
    from kiosk.settings import read_settings

    answer = enrol_kiosk(read_settings(file), asked_code())
    click.echo(f"enrolled as {answer.kiosk}, number {answer.digits} in district {answer.district}")


@main.command("settings", epilog=example("kiosk settings > settings.md"))
def settings_page() -> None:
    """Describe every setting."""
    from kiosk.settings import described

    click.echo(described(), nl=False)


@main.command(epilog=example("kiosk screens --out out/screens"))
@click.option("--out", type=FOLDER, required=True, help="where the pictures are written")
@click.option("--only", multiple=True, help="names of screens; default: all")
def screens(out: Path, only: tuple[str, ...]) -> None:
    """Draw every screen in both languages, sizes and orientations as a picture."""
    from kiosk.pictures import draw_screens

    draw_screens(out, only)


@main.command(epilog=example("kiosk pictures --out docs/pictures"))
@click.option("--out", type=FOLDER, required=True, help="where the pictures are written")
def pictures(out: Path) -> None:
    """Draw the pictures of the README: screens and both papers."""
    from kiosk.pictures import draw_readme

    draw_readme(out)


@main.group()
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


def asked_code() -> str:
    """Ask for a one-time code, or read it from a pipe; it never stands in the arguments."""
    if sys.stdin.isatty():
        return str(click.prompt("Code", hide_input=True)).strip()
    return sys.stdin.readline().strip()
