"""The command `kiosk keys`: what is done with the keys of this kiosk."""

from pathlib import Path

import click

from kiosk.cli import example, settings_option


@click.group()
def keys() -> None:
    """Change the store key, or forget every key."""


@keys.command(epilog=example("kiosk keys rotate --settings /etc/kiosk/kiosk.toml"))
@settings_option
def rotate(file: Path | None) -> None:
    """Encrypt everything by a new store key; the old one and old copies are gone afterwards.

    Stop window and courier first. Where keys are credentials, add one named store.next.key
    before, and rename it afterwards. The key that signs is changed by kiosk enrol --new-key.
    """
    from kiosk.app import key_places
    from kiosk.journal.rotation import rotate as rotate_keys
    from kiosk.settings import read_settings

    settings = read_settings(file)
    rotate_keys(settings.places.data / "journal", *key_places(settings))
    click.echo("the new store key is in force")


@keys.command(epilog=example("kiosk keys erase --settings /etc/kiosk/kiosk.toml"))
@settings_option
@click.option("--even-unsent", is_flag=True, help="also what central does not have")
@click.confirmation_option(prompt="Nothing can be read afterwards, by nobody. Erase?")
def erase(file: Path | None, even_unsent: bool) -> None:
    """Forget every key and all that was under them: for a kiosk that leaves the hall.

    A key that is a credential of systemd is to be removed there too.
    """
    from kiosk.app import key_places
    from kiosk.journal.rotation import erase as erase_keys
    from kiosk.settings import read_settings

    settings = read_settings(file)
    folder = settings.places.data / "journal"
    erase_keys(folder, *key_places(settings), unsent_too=even_unsent)
    click.echo("erased")
