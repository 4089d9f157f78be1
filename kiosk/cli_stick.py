"""The commands `kiosk export` and `kiosk import-ack`: cases go to central on a stick."""

from pathlib import Path

import click

from kiosk.cli import FOLDER, example, settings_option

ANY = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(epilog=example("kiosk export --settings /etc/kiosk/kiosk.toml --to STICK"))
@settings_option
@click.option("--to", "folder", type=FOLDER, required=True, help="a folder of the stick")
def export(file: Path | None, folder: Path) -> None:
    """Write all that waits to a stick, sealed so that only central can read it.

    It goes on waiting here until central's word comes back: by the line, or by import-ack.
    """
    from kiosk.app import stick_of
    from kiosk.settings import read_settings

    with stick_of(read_settings(file)) as stick:
        done = stick.export(folder)
    for one in done.files:
        click.echo(one)
    click.echo(f"{done.entries} entries, {done.attachments} attachments")
    if done.unreadable:
        click.echo(f"{done.unreadable} attachments cannot be read on this kiosk: keep its disk")


@click.command(epilog=example("kiosk import-ack --settings kiosk.toml STICK/kiosk-hall-3-1f2e.ack"))
@settings_option
@click.argument("words", nargs=-1, required=True, type=ANY)
def import_ack(file: Path | None, words: tuple[Path, ...]) -> None:
    """Confirm what central says it has; may be repeated."""
    from kiosk.app import stick_of
    from kiosk.settings import read_settings

    with stick_of(read_settings(file)) as stick:
        for word in words:
            heard = stick.hear(word)
            click.echo(f"{heard.confirmed} confirmed, {heard.waiting} waiting")
            if heard.parked:
                click.echo(f"{heard.parked} were refused and wait for a person")
            if heard.again:
                click.echo("central lacks what it had confirmed: export once more")
