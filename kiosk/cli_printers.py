"""The command `kiosk printers`: find them, try them, see how they are and what is not out."""

from pathlib import Path

import click

from kiosk.cli import example, settings_option
from kiosk.errors import Trouble
from kiosk.settings import read_settings


@click.group()
def printers() -> None:
    """Find printers, print a trial page, see what keeps them from printing."""


@printers.command("list", epilog=example("kiosk printers list"))
@click.option("--cups", default="localhost:631", show_default=True, help="the spooler")
def found(cups: str) -> None:
    """List the queues of CUPS and the printers that announce themselves, and what each can."""
    from kiosk.devices.ipp.finding import printers as find

    none = True
    for one in find(cups):
        none = False
        can = [
            "unscaled" if one.unscaled else "scaling not told",
            "PDF" if one.takes_pdf else "no PDF",
            "two-sided" if one.two_sided else "one-sided",
        ]
        click.echo(f"{one.address}\n  {one.model}: {', '.join(can)}")
        if one.certificate:
            click.echo(f"  certificate: {one.certificate}")
        click.echo(f"  {', '.join(one.media)}\n  {_told(one.status.troubles)}")
    if none:
        click.echo("no printer answers")


@printers.command("test", epilog=example("kiosk printers test --settings kiosk.toml"))
@settings_option
def try_out(file: Path | None) -> None:
    """Print a trial page on every printer of the settings, and wait until it is out.

    The rulers must show true millimetres, a scanner must read both symbols, and none of the ten
    characters may be an empty box.
    """
    from kiosk.trials import trials

    for name, trouble in trials(read_settings(file)):
        click.echo(f"{name}: {trouble or 'it is out'}")


@printers.command(epilog=example("kiosk printers state --settings kiosk.toml"))
@settings_option
def state(file: Path | None) -> None:
    """Say how the printers are, and which papers are not known to have come out.

    Somebody who has the case number prints them at the kiosk: they are marked as printed again.
    """
    from kiosk.app import journal_beside
    from kiosk.printers import printers_of

    settings = read_settings(file)
    for name, printer in printers_of(settings.printers, settings.places.spool):
        status = printer.status()
        click.echo(f"{name}: {_told((*status.troubles, *status.soon))}")
    try:
        with journal_beside(settings) as journal:
            wanting = journal.reading.wanting()
    except Trouble:
        wanting = ()
    for number, kind, copy in wanting:
        click.echo(f"not known to be out: {number} {kind} {copy}")


def _told(troubles: tuple[Trouble, ...]) -> str:
    return " ".join(map(str, troubles)) or "ready"
