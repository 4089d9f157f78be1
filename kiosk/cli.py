"""The command `kiosk`: one subcommand, one short function."""

import sys
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path

import click

from kiosk.errors import Trouble

LATER = {
    "central": "kiosk.cli_central",
    "export": "kiosk.cli_stick",
    "find": "kiosk.cli_find",
    "forms": "kiosk.cli_forms",
    "import-ack": "kiosk.cli_stick",
    "printers": "kiosk.cli_printers",
    "keys": "kiosk.cli_keys",
    "send-now": "kiosk.cli_line",
    "verify": "kiosk.cli_verify",
    "waiting": "kiosk.cli_line",
}
"""Subcommands and groups of them that are loaded when they are asked for."""

FILE = click.Path(dir_okay=False, path_type=Path)
ANY = click.Path(exists=True, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)


class Commands(click.Group):
    """Says a Trouble in one line and ends with status 1."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all subcommands."""
        return sorted([*super().list_commands(ctx), *LATER])

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Find a subcommand; some bring their own module along."""
        if name not in LATER:
            return super().get_command(ctx, name)
        found: click.Command = getattr(import_module(LATER[name]), name.replace("-", "_"))
        return found

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
    from kiosk.settings import read_settings
    from kiosk.start import start

    settings = read_settings(file)
    with ExitStack() as children:
        if with_courier:
            from kiosk.tryout import courier_beside

            children.enter_context(courier_beside(file))
        sys.exit(start(settings, windowed=windowed))


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
@click.option("--forms", type=ANY, help="a form, or a folder of them; default: the settings'")
@click.option("--central", help="address of the central system; default: keep the case waiting")
@click.option("--out", type=FOLDER, required=True, help="where papers and results are written")
def walk(
    file: Path | None,
    service: str | None,
    answers: Path | None,
    forms: Path | None,
    central: str | None,
    out: Path,
) -> None:
    """Take one case from the first answer to central, with every check of the screens.

    A kiosk that central does not know yet asks for its one-time code first.
    """
    from kiosk.walk import walk_case

    asked = {"service": service, "central": central}
    sys.exit(walk_case(file, **asked, answers=answers, out=out, forms=forms))


@main.command(epilog=example("kiosk courier --settings /etc/kiosk/kiosk.toml"))
@settings_option
def courier(file: Path | None) -> None:
    """Take the journal to central and bring back news, until stopped."""
    from kiosk.app import run_courier
    from kiosk.settings import read_settings

    run_courier(read_settings(file))


@main.command(epilog=example("kiosk enrol --settings /etc/kiosk/kiosk.toml"))
@settings_option
@click.option("--new-key", is_flag=True, help="with a new key, which takes over from the old one")
def enrol(file: Path | None, new_key: bool) -> None:
    """Make this kiosk known to central with a one-time code, asked for or read from a pipe."""
    from kiosk.app import enrol_kiosk
    from kiosk.settings import read_settings

    answer = enrol_kiosk(read_settings(file), asked_code(), new_key=new_key)
    click.echo(f"enrolled as {answer.kiosk}, number {answer.digits} in district {answer.district}")


@main.command("settings", epilog=example("kiosk settings > settings.md"))
@settings_option
@click.option("--in-force", is_flag=True, help="each value instead, and who has set it so")
def settings_page(file: Path | None, in_force: bool) -> None:
    """Describe every setting, or say what this kiosk is set to and from where."""
    if in_force:
        from kiosk.standing import set_to

        click.echo("\n".join(set_to(file)))
        return
    from kiosk.settings_page import described

    click.echo(described(), nl=False)


@main.command("bench-code", epilog=example("kiosk bench-code >> /etc/kiosk/kiosk.toml"))
def bench_code() -> None:
    """Ask for a code for the bench and print what to put into the settings file.

    The settings hold only a hash: a forgotten code is replaced, never read.
    """
    import secrets

    from kiosk.bench_code import SALT_BYTES, kept_code

    kept = kept_code(asked_code(), secrets.token_bytes(SALT_BYTES))
    click.echo(f'[bench]\ncode = "{kept}"')


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


def asked_code() -> str:
    """Ask for a one-time code, or read it from a pipe; it never stands in the arguments."""
    if sys.stdin.isatty():
        return str(click.prompt("Code", hide_input=True)).strip()
    return sys.stdin.readline().strip()
