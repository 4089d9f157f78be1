"""The kiosks as machines, at central: last heard, what waits, how devices are; nobody's data."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from kiosk.central.database import Database
from kiosk.central.enrolment import revoke
from kiosk.central.machines import (
    BEAT,
    FORGOTTEN,
    SILENT,
    Beat,
    Heartbeats,
    Machine,
    machines,
    note_beats,
    troubled,
)
from kiosk.central.tables import devices, entries
from kiosk.cli import main
from kiosk.courier.courier import Courier, Kept
from kiosk.devices import printer
from kiosk.devices.health import Health
from kiosk.devices.telemetry import Telemetry
from kiosk.wire.messages import News
from kiosk.wire.telemetry import CHANGED, read_device
from tests.central.hall import Central, Kiosk

EMPTY = Health((printer.trouble(printer.Reason.MEDIA_EMPTY),))
MORNING = datetime(2026, 11, 23, 2, 24, tzinfo=UTC)


def tell(kiosk: Kiosk, device: str, *healths: Health) -> None:
    """Have the kiosk's telemetry look at a device, two looks a state."""
    telemetry = Telemetry(
        lambda body: kiosk.journal.append(CHANGED, body, actor="kiosk"), kiosk.clock
    )
    for health in healths:
        for _ in range(2):
            telemetry.hear(device, health)


def deliver(central: Central, kiosk: Kiosk) -> None:
    with kiosk.line(central.url) as line:
        kept = Kept(program="1.2.3")
        courier = Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0, kept=kept)
        assert courier.round() is None


def seen(central: Central, now: datetime | None = None) -> Machine:
    with central.database.read() as connection:
        (found,) = machines(connection, now or central.clock())
    return found


def test_what_a_kiosk_says_of_itself_and_its_devices_is_seen(
    central: Central, kiosk: Kiosk
) -> None:
    assert str(seen(central)).endswith("never heard")
    kiosk.submit()
    tell(kiosk, "a4", EMPTY)
    tell(kiosk, "camera", Health())
    deliver(central, kiosk)
    machine = seen(central)
    assert (machine.kiosk, machine.program, machine.silent) == ("dongsheng-1", "1.2.3", False)
    told = [(one.name, one.condition, one.codes) for one in machine.devices]
    assert told == [("a4", "ill", ("printer.media-empty",)), ("camera", "well", ())]
    (line, ill) = machine.lines(troubled=True)
    assert "version 1.2.3" in line
    assert "a4  ill  printer.media-empty  since" in ill
    late = central.clock() + SILENT + timedelta(minutes=1)
    assert seen(central, late).silent
    with central.database.read() as connection:
        assert len(troubled(connection, central.clock())) == 1
        assert len(troubled(connection, late)) == 2


def test_the_last_word_counts_and_what_is_said_again_keeps_its_beginning(
    central: Central, kiosk: Kiosk
) -> None:
    tell(kiosk, "a4", EMPTY)
    deliver(central, kiosk)
    since = seen(central).devices[0].since
    before = kiosk.clock
    kiosk.clock = lambda: before() + timedelta(minutes=1)
    tell(kiosk, "a4", EMPTY)
    deliver(central, kiosk)
    assert seen(central).devices[0].since == since
    tell(kiosk, "a4", Health())
    deliver(central, kiosk)
    (well,) = seen(central).devices
    assert (well.condition, well.codes) == ("well", ())
    assert seen(central).lines(troubled=True) == ()


def test_a_device_that_was_taken_away_is_forgotten_and_its_entries_stay(
    central: Central, kiosk: Kiosk
) -> None:
    tell(kiosk, "camera", EMPTY)
    deliver(central, kiosk)
    with central.database.write() as connection:
        connection.execute(
            devices.update().values(told_at=central.clock() - FORGOTTEN - timedelta(hours=1))
        )
    assert [one.name for one in seen(central).devices] == ["camera"]
    tell(kiosk, "a4", EMPTY)
    deliver(central, kiosk)
    assert [one.name for one in seen(central).devices] == ["a4"]
    with central.database.read() as connection:
        kept = select(func.count()).select_from(entries).where(entries.c.kind == CHANGED)
        assert connection.execute(kept).scalar_one() == 2


@pytest.mark.parametrize(
    "body",
    [
        {"device": "a4", "condition": "巴特尔", "codes": []},
        {"device": "李婉清", "condition": "well", "codes": []},
        {"device": "a4", "condition": "ill", "codes": ["巴特尔 150602200411219993"]},
        {"device": "a4", "condition": "ill", "codes": ["x"] * 21},
        {"codes": []},
        {},
    ],
)
def test_what_no_kiosk_of_ours_writes_is_kept_as_an_entry_and_shown_nowhere(
    central: Central, kiosk: Kiosk, body: dict[str, object]
) -> None:
    assert read_device(json.dumps(body).encode()) is None
    kiosk.journal.append(CHANGED, body, actor="kiosk")
    deliver(central, kiosk)
    assert seen(central).devices == ()
    assert kiosk.journal.outbox.queue().waiting == 0


def test_what_waits_is_counted_for_the_first_question_and_then_once_a_minute(
    central: Central, kiosk: Kiosk
) -> None:
    asked: list[Mapping[str, str] | None] = []
    with kiosk.line(central.url) as line:
        ask = line.news

        def news(
            cursor: str, vacancies: str, forms: str, beat: Mapping[str, str] | None, *, most: int
        ) -> News:
            asked.append(beat)
            return ask(cursor, vacancies, forms, beat, most=most)

        line.news = news  # type: ignore[method-assign,assignment]  # it is listened to
        now = kiosk.clock()
        courier = Courier(kiosk.journal, line, lambda: now, lambda: 0.0, kept=Kept(program="1"))
        for _ in range(2):
            assert courier.round() is None
        now += timedelta(minutes=1)
        assert courier.round() is None
    told = {"waiting": "0", "parked": "0", "program": "1", "unread": ""}
    assert asked == [told, None, told]


def test_a_heartbeat_with_nothing_new_is_written_down_only_now_and_then() -> None:
    beats = Heartbeats()
    quiet, more = Beat("a", 0, 0, "1"), Beat("b", 0, 0, "1")
    assert beats.due([more, quiet], MORNING) == (quiet, more)
    assert beats.due([quiet], MORNING + timedelta(minutes=1)) == ()
    assert beats.due([Beat("a", 7, 0, "1")], MORNING + timedelta(minutes=1))
    assert beats.due([Beat("a", 6, 0, "1")], MORNING + timedelta(minutes=2)) == ()
    assert beats.due([Beat("a", 6, 1, "1")], MORNING + timedelta(minutes=2))
    assert beats.due([Beat("a", 6, 1, "2")], MORNING + timedelta(minutes=2))
    assert beats.due([Beat("a", 6, 1, "2")], MORNING + timedelta(minutes=2) + BEAT)
    assert beats.due([Beat("a", 6, 1, "2")], MORNING)


def test_many_heartbeats_are_written_at_once_and_the_last_stays(
    central: Central, kiosk: Kiosk
) -> None:
    with central.database.write() as connection:
        note_beats(connection, [Beat("dongsheng-1", 9, 1, "1\0")], MORNING)
        note_beats(connection, [Beat("dongsheng-1", 8, 1, "2")], MORNING)
    machine = seen(central)
    assert (machine.waiting, machine.parked, machine.program) == (8, 1, "2")
    assert "waiting 8, parked 1" in str(machine)


def test_a_kiosk_that_is_listened_to_no_more_is_not_shown(central: Central, kiosk: Kiosk) -> None:
    deliver(central, kiosk)
    with central.database.write() as connection:
        revoke(connection, "dongsheng-1", central.clock())
    with central.database.read() as connection:
        assert machines(connection, central.clock()) == ()


def test_the_command_shows_it(tmp_path: Path) -> None:
    folder = ["--folder", str(tmp_path / "central")]
    invited = CliRunner().invoke(main, ["central", "invite", *folder, "hall-3"])
    assert invited.exit_code == 0
    told = CliRunner().invoke(main, ["central", "machines", *folder])
    assert (told.exit_code, told.output) == (0, "")


def test_bodies_fit_the_database(database: Database) -> None:
    with database.read() as connection:
        assert machines(connection, MORNING) == ()
