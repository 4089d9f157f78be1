"""The command `kiosk find`: a case of this kiosk, for somebody who lost the receipt."""

from pathlib import Path

import click

from kiosk.cli import example, settings_option


@click.command(epilog=example("kiosk find --settings /etc/kiosk/kiosk.toml"))
@settings_option
def find(file: Path | None) -> None:
    """Find cases by their number or by the whole name of somebody in them, the newest first.

    What is looked for is typed in, never an argument: other users see arguments, and a shell keeps
    them. That somebody looked is an entry of the journal.
    """
    from kiosk.app import journal_beside
    from kiosk.cases.number import day_of, is_case_number, plain
    from kiosk.settings import read_settings

    typed = click.prompt("Number or name")
    wanted = plain(typed) if is_case_number(typed) else typed.strip()
    with journal_beside(read_settings(file)) as journal:
        found = journal.reading.found(wanted)
        journal.append("case.looked_up", {"found": len(found)}, actor="technician")
    for one in found:
        where = "at central" if one.confirmed else "waiting here"
        click.echo(f"{one.number} {one.service} {day_of(one.number)} {where}")
    if not found:
        raise click.exceptions.Exit(1)
