"""The calendar that central publishes: signed, never backwards, and open cases follow it."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import httpx2
import pytest
from click.testing import CliRunner

from kiosk.catalogue.workdays import Year, shipped_years
from kiosk.central.almanac import Almanac, publish
from kiosk.central.database import Database
from kiosk.central.hall_desk import publish_calendar
from kiosk.central.overview import received
from kiosk.central.reading import Reader
from kiosk.central.recounting import recount
from kiosk.central.results import Said, decide
from kiosk.cli_central import central as command
from kiosk.courier.almanac import Almanac as KioskAlmanac
from kiosk.courier.courier import Courier, Kept
from kiosk.courier.failures import Failure
from kiosk.errors import Trouble
from kiosk.wire.identity import Identity
from kiosk.wire.messages import ItemState
from kiosk.wire.notices import WorkdayNotices
from kiosk.wire.signed import UntrueMessage, read_signed, sign
from tests.central.chuxiong import Clock, chuxiong, kiosk_of, where
from tests.central.hall import Central, Kiosk, Shelf, central_at, number_of, real_filling

YEAR_END = datetime(2026, 12, 30, 1, 30, tzinfo=UTC)
RESTED = ("2027-01-01", "2027-01-04", "2027-01-05")
NEW_YEAR = {"year": 2027, "notice": "an invented one", "off": RESTED, "work": []}


@pytest.fixture
def clock() -> Clock:
    return Clock(YEAR_END)


@pytest.fixture
def central(database_url: str, tmp_path: Path, clock: Clock) -> Iterator[Central]:
    with chuxiong(database_url, tmp_path, clock) as running:
        yield running


@pytest.fixture
def kiosk(central: Central, tmp_path: Path) -> Iterator[Kiosk]:
    enrolled = kiosk_of(central, tmp_path, district="150602")
    yield enrolled
    enrolled.journal.close()


def file_of(folder: Path, **other: object) -> Path:
    file = folder / "CN-2027.json"
    file.write_text(json.dumps(NEW_YEAR | other), "utf-8")
    return file


def round_of(central: Central, kiosk: Kiosk, almanac: KioskAlmanac) -> Failure | None:
    with kiosk.line(central.url) as line:
        kept = Kept(almanac)
        return Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0, kept=kept).round()


def test_what_is_published_reaches_the_kiosk_and_moves_the_dates_of_open_cases(
    central: Central, kiosk: Kiosk, tmp_path: Path
) -> None:
    almanac = KioskAlmanac(tmp_path / "data", kiosk.welcome.public_key)
    entry = kiosk.submit(filling=real_filling())
    assert round_of(central, kiosk, almanac) is None
    before = dues(central, entry_number := number_of(entry))
    assert any(estimated for _, estimated in before.values())
    visit_under_way = almanac.at("150600")
    guessed = visit_under_way.add(date(2026, 12, 31), 1)
    assert guessed == (date(2027, 1, 4), True)
    years, moved = publish_calendar(where(central), (file_of(tmp_path),), central.clock())
    assert years == 1
    assert moved == sum(estimated for _, estimated in before.values())
    after = dues(central, entry_number)
    assert not any(estimated for _, estimated in after.values())
    assert max(day for day, _ in after.values()) > max(day for day, _ in before.values())
    assert round_of(central, kiosk, almanac) is None
    assert visit_under_way.add(date(2026, 12, 31), 1) == guessed
    assert almanac.at("150600").add(date(2026, 12, 31), 1) == (date(2027, 1, 6), False)
    again = KioskAlmanac(tmp_path / "data", kiosk.welcome.public_key)
    assert again.version == almanac.version > max(one.version for one in shipped_years())
    told = {one.item: one for one in kiosk.journal.reading.progress(entry_number) if one.item}
    assert {name: (one.due, one.estimated) for name, one in told.items()} == after


def test_publishing_the_same_again_changes_nothing(
    central: Central, kiosk: Kiosk, tmp_path: Path
) -> None:
    file, at = file_of(tmp_path), central.clock()
    assert publish_calendar(where(central), (file,), at) == (1, 0)
    assert publish_calendar(where(central), (file,), at) == (0, 0)
    with kiosk.line(central.url) as line:
        first = read_signed(line.notices("calendar"), WorkdayNotices, kiosk.welcome.public_key)
    assert publish_calendar(where(central), (file_of(tmp_path, off=[]),), at) == (1, 0)
    with kiosk.line(central.url) as line:
        second = read_signed(line.notices("calendar"), WorkdayNotices, kiosk.welcome.public_key)
    assert second.version > first.version


def test_what_began_later_is_counted_from_the_day_it_began(
    database_url: str, tmp_path: Path, clock: Clock
) -> None:
    almanac = Almanac(shipped_years())
    reader = Reader(Shelf(), almanac)
    with central_at(database_url, tmp_path / "wedding", clock=clock, calendar=almanac) as central:
        kiosk = kiosk_of(central, tmp_path, "hall-2", "150602")
        number = number_of(kiosk.submit())
        with kiosk.line(central.url) as line:
            line.send(kiosk.journal.outbox.waiting())
        clock.now += timedelta(days=1)
        with central.database.write() as connection:
            (case,) = received(connection, number)
            task = next(task for task in case.tasks if task.item == "marriage")
            said = Said(task.department, task.id, ItemState.APPROVED)
            decide(connection, reader, said, clock())
        begun = dues(central, number)
        with central.database.write() as connection:
            publish(connection, almanac, [year()], clock())
        assert recount(central.database, reader, [year()], clock()) > 0
        assert recount(central.database, reader, [year()], clock()) == 0
        counted = dues(central, number)
        kiosk.journal.close()
    assert begun["move"] == (date(2027, 1, 4), True)
    assert counted["move"] == (date(2027, 1, 6), False)
    assert counted["marriage"] == begun["marriage"]


def test_the_tag_of_a_calendar_saves_fetching_it_again(central: Central) -> None:
    first = httpx2.get(f"{central.url}/v1/calendar")
    tag = {"if-none-match": first.headers["etag"]}
    assert httpx2.get(f"{central.url}/v1/calendar", headers=tag).status_code == 304
    assert httpx2.get(f"{central.url}/v1/catalogue", headers=tag).status_code == 200


def test_a_restored_central_never_goes_backwards(database: Database) -> None:
    almanac = Almanac(shipped_years())
    late = datetime(2026, 12, 1, tzinfo=UTC)
    with database.write() as connection:
        publish(connection, almanac, [year()], late)
    version = almanac.version
    with database.write() as connection:
        early = datetime(2020, 1, 1, tzinfo=UTC)
        publish(connection, almanac, [Year(2028, (), ())], early)
    assert almanac.version == version + 1
    with database.read() as connection:
        fresh = Almanac(shipped_years())
        fresh.refresh(connection)
    assert fresh.notices() == almanac.notices()


def year() -> Year:
    off = tuple(date.fromisoformat(day) for day in RESTED)
    return Year(2027, off, (), notice="an invented one")


def dues(central: Central, number: str) -> dict[str, tuple[date, bool]]:
    with central.database.read() as connection:
        (case,) = received(connection, number)
    return {task.item: (task.due, task.estimated) for task in case.tasks}


@pytest.mark.parametrize(
    "content", ["{}", "nonsense", '{"year": 2027, "off": ["soon"], "work": []}', '{"year": 1}']
)
def test_a_file_that_is_no_year_is_refused(central: Central, tmp_path: Path, content: str) -> None:
    file = tmp_path / "CN-2027.json"
    file.write_text(content, "utf-8")
    at = ["--folder", str(central.folder), "--database", central.database_url]
    refused = CliRunner().invoke(command, ["calendar", str(file), *at])
    assert isinstance(refused.exception, Trouble)
    assert refused.exception.code == "central.calendar"


def test_a_kiosk_takes_nothing_older_and_nothing_that_central_did_not_sign(tmp_path: Path) -> None:
    ours, strange = Identity.make(), Identity.make()
    almanac = KioskAlmanac(tmp_path, ours.public, [])
    new = WorkdayNotices(2, (Year(2027, (date(2027, 1, 4),), (), version=2),))
    old = WorkdayNotices(1, (Year(2027, (), (), version=1),))
    assert almanac.take(sign(new, ours))
    assert not almanac.take(sign(old, ours))
    assert not almanac.take(sign(new, ours))
    with pytest.raises(UntrueMessage):
        almanac.take(sign(WorkdayNotices(3, ()), strange))
    assert almanac.at("150600").add(date(2027, 1, 3), 1) == (date(2027, 1, 5), False)
    assert KioskAlmanac(tmp_path, None, []).version == 0


def test_a_kept_calendar_that_is_damaged_leaves_what_ships(tmp_path: Path) -> None:
    ours = Identity.make()
    KioskAlmanac(tmp_path, ours.public, []).take(sign(WorkdayNotices(2, (year(),)), ours))
    file = tmp_path / "calendar.json"
    for bad in (
        b"",
        file.read_bytes()[:-9],
        file.read_bytes().replace(b"2027-01-04", b"2027-01-06"),
    ):
        file.write_bytes(bad)
        assert KioskAlmanac(tmp_path, ours.public, []).version == 0
