"""The command `kiosk verify`: a genuine receipt told from a forged or altered one, offline."""

import sys
from pathlib import Path

import click

from kiosk.cli import example, settings_option
from kiosk.wire.keylist import read_keys
from kiosk.wire.proof import judge

LIST = click.Path(exists=True, dir_okay=False, path_type=Path)

PIPE = "-"


@click.command(epilog=example("kiosk verify --keys keys.json 'KR1:790CC1…'"))
@settings_option
@click.option("--keys", type=LIST, help="central's list; default: this kiosk's own keys and cases")
@click.argument("texts", nargs=-1, required=True, metavar="TEXT…|-")
def verify(file: Path | None, keys: Path | None, texts: tuple[str, ...]) -> None:
    """Tell whether receipts are genuine, by what their QR codes say; - reads lines from a pipe.

    No line is needed. Compare the number that is said with the one that is printed. The exit
    status is 1 if one of them is not genuine.
    """
    from kiosk.settings import read_settings

    lines = [line for text in texts for line in ([text] if text != PIPE else _piped())]
    if keys is not None:
        signers = read_keys(keys.read_bytes())
        judgements = [judge(line, signers) for line in lines]
    else:
        from kiosk.app import journal_beside

        with journal_beside(read_settings(file)) as journal:
            judgements = [journal.reading.judged(line) for line in lines]
    for one in judgements:
        click.echo(str(one))
    if not all(one.genuine for one in judgements):
        raise click.exceptions.Exit(1)


def _piped() -> list[str]:
    return [line for line in sys.stdin.read().splitlines() if line]
