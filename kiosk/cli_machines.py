"""The command `kiosk central machines`: how the kiosks and their devices are."""

from pathlib import Path

import click

from kiosk.cli import example
from kiosk.cli_door import central_folder, clock, database_option


@click.command(epilog=example("kiosk central machines --troubled"))
@database_option
@central_folder
@click.option("--troubled", is_flag=True, help="only what is not well")
def machines(database: str, folder: Path, troubled: bool) -> None:
    """Show when each kiosk was last heard, what waits there, and how its devices are."""
    from kiosk.central.assembly import opened
    from kiosk.central.machines import machines

    with opened(database, folder) as there, there.read() as connection:
        for machine in machines(connection, clock()()):
            for line in machine.lines(troubled=troubled):
                click.echo(line)
