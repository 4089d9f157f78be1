"""Central as an operator meets it: kiosks invited, cases looked up, what waits settled."""

from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.workdays import shipped_years
from kiosk.central.almanac import Almanac
from kiosk.central.assembly import opened
from kiosk.central.audit import forget, note, operator, readings_of
from kiosk.central.enrolment import admit, invite, renew_epoch, revoke
from kiosk.central.heads import both_sides, heads
from kiosk.central.opening import await_opening
from kiosk.central.overview import received
from kiosk.central.reading import Reader
from kiosk.central.results import NotNow, Said, decide
from kiosk.central.settling import Settled, settle
from kiosk.errors import Trouble
from kiosk.texts import Text
from kiosk.wire.messages import ItemState


def invite_kiosk(database_url: str, folder: Path, kiosk: str, district: str, now: datetime) -> str:
    """Make room for a kiosk, or let a known one enrol anew; returns its one-time code."""
    with opened(database_url, folder) as database, database.write() as connection:
        return invite(connection, kiosk, district, now)


def revoke_kiosk(database_url: str, folder: Path, kiosk: str, now: datetime) -> None:
    """Listen to a kiosk no more, as when it was stolen."""
    with opened(database_url, folder) as database, database.write() as connection:
        revoke(connection, kiosk, now)


def admit_department(database_url: str, folder: Path, department: str) -> str:
    """Return a new token for a department's system; the one before it ends."""
    with opened(database_url, folder) as database, database.write() as connection:
        return admit(connection, department)


def note_restore(database_url: str, folder: Path) -> str:
    """Begin a new epoch after a restore from a backup; every kiosk offers what it holds."""
    with opened(database_url, folder) as database, database.write() as connection:
        return renew_epoch(connection)


def shown_case(database_url: str, folder: Path, number: str, now: datetime) -> str:
    """Return what central received under a number, as JSON; raises Trouble `central.no_case`."""
    with opened(database_url, folder) as database:
        await_opening(database)
        with database.write() as connection:
            found = received(connection, number.replace(" ", ""))
            note(connection, operator(), "show", (case.number for case in found), now)
    if not found:
        raise Trouble(
            "central.no_case",
            Text("没有收到这个办件。", "No case of this number has arrived."),
            Text(
                "请核对号码；离线的设备会在恢复联网后上报。",
                "Check the number; a kiosk without a line sends it later.",
            ),
        )
    cases = [{**msgspec.to_builtins(case), "complete": case.complete} for case in found]
    return _json(cases)


def shown_kiosks(database_url: str, folder: Path, now: datetime) -> str:
    """Return what central has of each kiosk's journal, as JSON."""
    with opened(database_url, folder) as database, database.read() as connection:
        return _json(heads(connection, now))


def shown_conflicts(database_url: str, folder: Path, kiosk: str | None, now: datetime) -> str:
    """Return both sides of every conflict, in full, as JSON; for those who may see cases."""
    with opened(database_url, folder) as database, database.write() as connection:
        found = both_sides(connection, kiosk)
        shown = (side.subject for conflict in found for side in conflict.sides)
        note(connection, operator(), "conflicts", shown, now)
    return _json(found)


def shown_readings(database_url: str, folder: Path, number: str | None) -> tuple[str, ...]:
    """Return who looked at a case, or at any, a line each; the newest come last."""
    subject = number and number.replace(" ", "")
    with opened(database_url, folder) as database, database.read() as connection:
        return tuple(str(one) for one in readings_of(connection, subject))


def forgotten_readings(database_url: str, folder: Path, days: int, now: datetime) -> int:
    """Remove records of looks older than so many days; raises Trouble `central.audit_stays`."""
    with opened(database_url, folder) as database, database.write() as connection:
        return forget(connection, timedelta(days=days), now)


def settle_entry(database_url: str, folder: Path, name: str, why: str, now: datetime) -> None:
    """Settle an entry without a case: somebody has looked, and it waits no more.

    Raises Trouble `central.nothing_to_settle`, `central.to_release`.
    """
    with opened(database_url, folder) as database, database.write() as connection:
        settle(connection, name, Settled(now, operator(), why))
        note(connection, operator(), "settle", [name], now)


def decide_item(
    database_url: str, folder: Path, number: str, item: str, result: str, now: datetime
) -> str:
    """Approve one item of a case in its department's place; returns the item's new state.

    For trying out and for departments without a system of their own. Raises Trouble
    `central.no_item`, or `central.not_now` when it still waits for another.
    """
    reader = Reader(Catalogue.load(), Almanac(shipped_years()))
    with opened(database_url, folder) as database, database.write() as connection:
        cases = received(connection, number.replace(" ", ""))
        tasks = [task for case in cases for task in case.tasks]
        task = next((task for task in tasks if task.item == item), None)
        if task is None:
            raise _no_item(item)
        said = Said(task.department, task.id, ItemState.APPROVED, result)
        try:
            state = decide(connection, reader, said, now).state
        except NotNow as error:
            raise _not_now(item) from error
        note(connection, operator(), "decide", [case.number for case in cases], now)
        return state


def _json(found: object) -> str:
    return msgspec.json.format(msgspec.json.encode(found), indent=2).decode()


def _no_item(item: str) -> Trouble:
    return Trouble(
        "central.no_item",
        Text(f"办件里没有事项 {item}。", f"There is no item {item} in that case."),
        Text("请核对编号和事项。", "Check the number and the item."),
    )


def _not_now(item: str) -> Trouble:
    return Trouble(
        "central.not_now",
        Text(f"事项 {item} 还在等前一项。", f"The item {item} still waits for another one."),
        Text("请先办前一项。", "Decide that one first."),
    )
