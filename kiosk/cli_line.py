"""The commands `kiosk waiting` and `kiosk send-now`: what is still here, why, and away with it."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from kiosk.cli import example, settings_option

MOST = 1000


@click.command(epilog=example("kiosk waiting --settings /etc/kiosk/kiosk.toml"))
@settings_option
@click.option("--most", default=MOST, show_default=True, help="cases listed at most")
def waiting(file: Path | None, most: int) -> None:
    """List the cases that are not wholly at central: since when, and why."""
    from kiosk.app import journal_beside, now
    from kiosk.courier.holdups import holdups
    from kiosk.courier.state import line_state
    from kiosk.settings import read_settings

    settings = read_settings(file)
    zone = ZoneInfo(settings.hall.time_zone)

    def told(at: datetime) -> str:
        return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"

    with journal_beside(settings) as journal:
        line = line_state(journal.outbox, now())
        click.echo(line.reason.en if line.reason else "The line is well.")
        if line.next_at is not None:
            click.echo(f"Tried {line.attempts} times; again at {told(line.next_at)}.")
        click.echo(
            f"{line.waiting} entries and {line.attachments} attachments wait, "
            f"{line.parked} are put aside."
        )
        for case in holdups(journal, line, most):
            click.echo(f"{case.number} since {told(case.since)}: {case.why.en}")


@click.command("send-now", epilog=example("kiosk send-now --settings /etc/kiosk/kiosk.toml"))
@settings_option
def send_now(file: Path | None) -> None:
    """End all waiting: the courier tries at once, also what was put aside."""
    from kiosk.app import journal_beside
    from kiosk.courier.courier import send_now as end_waiting
    from kiosk.settings import read_settings

    with journal_beside(read_settings(file)) as journal:
        end_waiting(journal.outbox)
    click.echo("the courier tries again at once")
