"""The command `kiosk central`: the reference central system."""

from datetime import datetime
from pathlib import Path

import click

from kiosk.cli import FOLDER, example
from kiosk.cli_door import FILE, audit, central_folder, certificate, clock, database_option, serve
from kiosk.cli_machines import machines
from kiosk.cli_publish import forms, settings

DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def central() -> None:
    """The reference central system."""


central.add_command(serve)
central.add_command(audit)
central.add_command(certificate)
central.add_command(machines)
central.add_command(forms)
central.add_command(settings)


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


@central.command(epilog=example("kiosk central show 1506020126112301001741"))
@database_option
@central_folder
@click.argument("number")
def show(database: str, folder: Path, number: str) -> None:
    """Show what central received under a case number, as JSON."""
    from kiosk.central.desk import shown_case

    click.echo(shown_case(database, folder, number, clock()()))


@central.command(epilog=example("kiosk central kiosks"))
@database_option
@central_folder
def kiosks(database: str, folder: Path) -> None:
    """Show every kiosk's chains: the head, and the numbers that are missing, as JSON."""
    from kiosk.central.desk import shown_kiosks

    click.echo(shown_kiosks(database, folder, clock()()))


@central.command(epilog=example("kiosk central conflicts --kiosk ordos-hall-3"))
@database_option
@central_folder
@click.option("--kiosk", help="of one kiosk only")
def conflicts(database: str, folder: Path, kiosk: str | None) -> None:
    """Show both sides of every conflict in full, as JSON; `release` lets a case go its way."""
    from kiosk.central.desk import shown_conflicts

    click.echo(shown_conflicts(database, folder, kiosk, clock()()))


@central.command(epilog=example("kiosk central decide 1506020126112301001741 marriage_reg"))
@database_option
@central_folder
@click.argument("number")
@click.argument("item")
@click.option("--result", default="", help="the department's sentence to the citizen")
def decide(database: str, folder: Path, number: str, item: str, result: str) -> None:
    """Approve one item in its department's place."""
    from kiosk.central.desk import decide_item

    click.echo(decide_item(database, folder, number, item, result, clock()()))


@central.command(
    epilog=example(
        "kiosk central quota 532300-marriage-cross-region chuxiong --slot nine --places 6"
    )
)
@database_option
@central_folder
@click.argument("service")
@click.argument("office")
@click.option("--places", type=click.IntRange(0), required=True, help="how many can come")
@click.option("--slot", help="at this time of day only")
@click.option("--day", type=DAY, help="on this day only")
@click.option("--from", "since", type=DAY, help="from this day on")
def quota(
    database: str,
    folder: Path,
    service: str,
    office: str,
    places: int,
    slot: str | None,
    day: datetime | None,
    since: datetime | None,
) -> None:
    """Set how many can come to an office by appointment; who has a place keeps it."""
    from kiosk.central.hall_desk import Where, set_places
    from kiosk.central.quotas import Quota

    if day and since:
        raise click.UsageError("give --day or --from, not both")
    when = (day and day.date(), since and since.date())
    seated = set_places(
        Where(database, folder), Quota(service, office, places, slot, *when), clock()()
    )
    click.echo(f"{places} places; {seated} who waited have one now")


@central.command(epilog=example("kiosk central appointments chuxiong 2025-03-20"))
@database_option
@central_folder
@click.argument("office")
@click.argument("day", type=DAY)
def appointments(database: str, folder: Path, office: str, day: datetime) -> None:
    """List who comes to an office on a day, names masked."""
    from kiosk.central.hall_desk import Where, expected, spelled

    found = expected(Where(database, folder), office, day.date(), clock()())
    click.echo(spelled(found))


@central.command(epilog=example("kiosk central cancel 5323010125031201000017"))
@database_option
@central_folder
@click.argument("number")
def cancel(database: str, folder: Path, number: str) -> None:
    """Cancel a case's appointment: its place is free again, and the kiosk is told."""
    from kiosk.central.hall_desk import Where, cancel_appointment

    freed = cancel_appointment(Where(database, folder), number, clock()())
    click.echo(f"{freed} cancelled")


@central.command(epilog=example("kiosk central calendar CN-2027.json"))
@database_option
@central_folder
@click.argument("files", nargs=-1, required=True, type=FILE)
def calendar(database: str, folder: Path, files: tuple[Path, ...]) -> None:
    """Publish years of working days to every kiosk, and count open cases' dates anew."""
    from kiosk.central.hall_desk import Where, publish_calendar

    years, moved = publish_calendar(Where(database, folder), files, clock()())
    click.echo(f"{years} years published; {moved} dates of open cases moved")


@central.command(epilog=example("kiosk central attention"))
@database_option
@central_folder
@click.option("--forms", type=FOLDER, help="joint services; default: those of the program")
def attention(database: str, folder: Path, forms: Path | None) -> None:
    """List what waits for a person: cases set aside, and kiosks with other forms."""
    from kiosk.central.hall_desk import Where, attention_lines

    for line in attention_lines(Where(database, folder, forms), clock()()):
        click.echo(line)


@central.command(epilog=example("kiosk central release 1506020126112301001741"))
@database_option
@central_folder
@click.argument("number")
@click.option("--forms", type=FOLDER, help="joint services; default: those of the program")
def release(database: str, folder: Path, number: str, forms: Path | None) -> None:
    """Let a case that was set aside go its way; somebody has looked at it."""
    from kiosk.central.hall_desk import Where, release_case

    tasks = release_case(Where(database, folder, forms), number, clock()())
    click.echo(f"{tasks} tasks")


@central.command(epilog=example("kiosk central settle 790cc1… --why 'a copied disk, replaced'"))
@database_option
@central_folder
@click.argument("hash_", metavar="HASH")
@click.option("--why", required=True, help="what was found; it stands beside the entry")
def settle(database: str, folder: Path, hash_: str, why: str) -> None:
    """Settle what waits for a person and is no case: somebody has looked at it."""
    from kiosk.central.desk import settle_entry

    settle_entry(database, folder, hash_, why, clock()())


@central.command("import", epilog=example("kiosk central import kiosk-*.kbx --out out/words"))
@database_option
@central_folder
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--out", type=FOLDER, required=True, help="where central's words (.ack) are written")
@click.option("--revoked-too", is_flag=True, help="also from a kiosk that is listened to no more")
def import_(
    database: str, folder: Path, files: tuple[Path, ...], out: Path, revoked_too: bool
) -> None:
    """Take in what kiosks exported to a stick; may be repeated, nothing arrives twice.

    The server opens the cases. The exit status is 1 if a file could not be used.
    """
    from kiosk.central.hall_desk import Where
    from kiosk.central.stick_desk import import_parcels

    where = Where(database, folder)
    failed = False
    for one in import_parcels(where, files, out, clock(), revoked_too=revoked_too):
        click.echo(f"{one.file.name}: {one}", err=one.trouble is not None)
        failed = failed or one.trouble is not None
    if failed:
        raise click.exceptions.Exit(1)


@central.command(epilog=example("kiosk central keys > keys.json"))
@database_option
@central_folder
def keys(database: str, folder: Path) -> None:
    """Print every kiosk's public keys: with them `kiosk verify` judges receipts offline."""
    from kiosk.central.receipts import exported_keys

    click.echo(exported_keys(database, folder, clock()()))


@central.command(epilog=example("kiosk central verify 'KR1:790CC1…'"))
@database_option
@central_folder
@click.argument("text")
def verify(database: str, folder: Path, text: str) -> None:
    """Tell whether a receipt is genuine, by its QR code, the keys and the cases that are here.

    The exit status is 1 if it is not.
    """
    from kiosk.central.receipts import judge_receipt

    judgement = judge_receipt(database, folder, text, clock()())
    click.echo(str(judgement))
    if not judgement.genuine:
        raise click.exceptions.Exit(1)
