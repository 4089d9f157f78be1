"""The commands `kiosk central forms` and `settings`: what staff publish for the kiosks."""

from pathlib import Path

import click

from kiosk.cli import FOLDER, example
from kiosk.cli_door import FILE, central_folder, clock, database_option

CODE = 6
"""Digits of a region's code."""

forms_option = click.option(
    "--forms", "shipped", type=FOLDER, help="joint services; default: those of the program"
)


@click.group()
def forms() -> None:
    """Publish forms: every kiosk offers them from its next visit on."""


@forms.command(epilog=example("kiosk central forms publish 330100-moving.yaml"))
@database_option
@central_folder
@forms_option
@click.argument("files", nargs=-1, required=True, type=FILE)
def publish(database: str, folder: Path, shipped: Path | None, files: tuple[Path, ...]) -> None:
    """Check forms as `kiosk forms check` does, and publish all of them, or none.

    A version that is known stays what it is: count `version:` up to change a form.
    """
    from kiosk.authoring.checking import sound
    from kiosk.central.hall_desk import Where
    from kiosk.central.publishing import Sheet, publish_forms

    today = clock()().date()
    sheets = [Sheet(sound(file, today), file.read_text("utf-8")) for file in files]
    published = publish_forms(Where(database, folder, shipped), sheets, clock()())
    click.echo("\n".join(f"published: {one}" for one in published) or "nothing new")


@forms.command("list", epilog=example("kiosk central forms list"))
@database_option
@central_folder
def list_forms(database: str, folder: Path) -> None:
    """List what was published and withdrawn, when and by whom; the newest come last."""
    from kiosk.central.gazette import Kind
    from kiosk.central.hall_desk import Where
    from kiosk.central.publishing import listed

    for one in listed(Where(database, folder), Kind.FORM, Kind.WITHDRAWN):
        click.echo(str(one))


@forms.command(epilog=example("kiosk central forms withdraw 330100-moving 2"))
@database_option
@central_folder
@forms_option
@click.argument("service")
@click.argument("version", type=click.IntRange(1))
def withdraw(database: str, folder: Path, shipped: Path | None, service: str, version: int) -> None:
    """Offer a version of a service no more, the one before it again; its cases stay."""
    from kiosk.central.hall_desk import Where
    from kiosk.central.publishing import withdraw_form

    withdraw_form(Where(database, folder, shipped), service, version, clock()())
    click.echo(f"withdrawn: {service}/{version}")


@click.group()
def settings() -> None:
    """Tell kiosks what their hall is set to; see docs/settings.md, groups [hall] and [times]."""


@settings.command("publish", epilog=example("kiosk central settings publish --kiosk hall-3 3.toml"))
@database_option
@central_folder
@click.option("--kiosk", help="to one kiosk; goes before what its district is told")
@click.option("--district", help="to a region's, GB/T 2260 code; goes before what all are told")
@click.argument("file", type=FILE)
def publish_settings(
    database: str, folder: Path, kiosk: str | None, district: str | None, file: Path
) -> None:
    """Publish a settings file to all kiosks, or to some, over what stands in their own.

    It takes the place of what the same kiosks were told before: an empty file takes that back.
    """
    from kiosk.afar import names, read_afar
    from kiosk.central.gazette import EVERYBODY, of_kiosk
    from kiosk.central.hall_desk import Where
    from kiosk.central.publishing import tell_settings

    if kiosk and district:
        raise click.UsageError("give --kiosk or --district, not both")
    if district and not (len(district) == CODE and district.isdecimal()):
        raise click.BadParameter("a GB/T 2260 code has six digits", param_hint="--district")
    whom = of_kiosk(kiosk) if kiosk else district or EVERYBODY
    values = read_afar(file)
    tell_settings(Where(database, folder), whom, values, clock()())
    click.echo(f"{whom}: {', '.join(names(values)) or 'nothing, as their own files have it'}")


@settings.command("list", epilog=example("kiosk central settings list"))
@database_option
@central_folder
def list_settings(database: str, folder: Path) -> None:
    """List what kiosks were told, when and by whom; of the same kiosks the last one counts."""
    from kiosk.central.gazette import Kind
    from kiosk.central.hall_desk import Where
    from kiosk.central.publishing import listed

    for one in listed(Where(database, folder), Kind.SETTINGS):
        click.echo(f"{one}  {one.content.decode()}")
