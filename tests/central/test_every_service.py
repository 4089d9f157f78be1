"""Every service that ships, from a kiosk through central to its departments and back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.app import Kiosk
from kiosk.cases.case import Case
from kiosk.cases.filling import Filling
from kiosk.catalogue.workdays import shipped_years
from kiosk.central.almanac import Almanac
from kiosk.central.overview import ReceivedCase, received
from kiosk.central.reading import Reader
from kiosk.central.results import Said, decide
from kiosk.screens.citizen.after_views import Tone
from kiosk.screens.telling.outcome import progress_view, to_keep
from kiosk.script import SAMPLES, Script, read_script
from kiosk.texts import Language
from kiosk.visits.visit import Visit
from kiosk.walk import signed_visit
from kiosk.wire.messages import BookingState, CaseState, ItemState
from tests.central.chuxiong import Clock, chuxiong, forms
from tests.central.hall import Central
from tests.central.real_kiosk import courier_goes, hand_in, kiosk_in_hall

HALLS = ZoneInfo("Asia/Shanghai")
TODAY = date(2026, 11, 23)
KEYS = [file.stem for file in sorted(SAMPLES.glob("*.yaml"))]
DISTRICTS = {"13": "130102", "15": "150602", "31": "310101", "53": "532301"}

every_service = pytest.mark.parametrize("key", KEYS)


@contextmanager
def hall_of(
    key: str, database_url: str, folder: Path
) -> Iterator[tuple[Central, Kiosk, Script, Clock]]:
    script = read_script(None, key)
    begins = datetime.combine(script.day or TODAY, time(10, 24), HALLS)
    clock = Clock(begins.astimezone(UTC))
    with (
        chuxiong(database_url, folder, clock) as central,
        kiosk_in_hall(central, folder, DISTRICTS[key[:2]], clock) as kiosk,
    ):
        yield central, kiosk, script, clock


def at_central(central: Central, case: Case) -> ReceivedCase:
    with central.database.read() as connection:
        (found,) = received(connection, case.number)
    return found


def decide_all(central: Central, case: Case, now: datetime) -> list[str]:
    """Let every department approve what it has to do, until nothing is left; in which order."""
    reader = Reader(forms(), Almanac(shipped_years()))
    order = []
    while True:
        open_ = [
            one for one in at_central(central, case).tasks if one.state is ItemState.DISPATCHED
        ]
        if not open_:
            return order
        for task in open_:
            said = Said(task.department, task.id, ItemState.APPROVED, f"{task.item} 已办好")
            with central.database.write() as connection:
                decide(connection, reader, said, now)
            order.append(task.item)


@every_service
def test_from_the_kiosk_to_every_department_and_back(
    key: str, database_url: str, tmp_path: Path
) -> None:
    with hall_of(key, database_url, tmp_path) as (central, kiosk, script, clock):
        visit = signed_visit(kiosk, script)
        assert visit.filling is not None
        case = hand_in(kiosk, visit.filling, script)
        assert courier_goes(central, kiosk) is None
        found = at_central(central, case)
        assert (found.quarantine, found.complete) == (None, True)
        assert [one for one in found.remarks if one.severity == "error"] == []
        planned = {due.item_id: due for due in kiosk.counter.schedule(case)}
        assert found.due == planned.pop(None).due
        assert {task.item for task in found.tasks} == set(case.items) == set(planned)
        for task in found.tasks:
            due = planned[task.item]
            assert (task.department, task.waits_for) == (due.department, due.waits_for)
            assert (task.due, task.estimated) == (due.due, due.estimated)
            waiting = ItemState.WAITING if due.waits_for else ItemState.DISPATCHED
            assert task.state is waiting
        order = decide_all(central, case, clock())
        assert sorted(order) == sorted(case.items)
        for task in found.tasks:
            assert all(order.index(one) < order.index(task.item) for one in task.waits_for)
        assert at_central(central, case).state is CaseState.DONE
        assert courier_goes(central, kiosk) is None
        shown(kiosk, case)


def shown(kiosk: Kiosk, case: Case) -> None:
    """The kiosk shows every result, and what people have to do themselves with its day."""
    found = kiosk.backroom.found(case.number)
    assert found is not None
    view = progress_view(found, Language.ZH, HALLS)
    done = [one for one in view.items if one.tone is Tone.DONE and one.result]
    assert sorted(one.result for one in done) == sorted(f"{item} 已办好" for item in case.items)
    kept = to_keep(found.days)
    assert {one.deadline.id for one in kept} == {
        one.id
        for one in found.service.deadlines
        if one.kind != "apply" and (not one.items or set(one.items) & set(case.items))
    }
    for one in kept:
        day = f"{one.day.month}月{one.day.day}日前"
        assert day in [item.date for item in view.items if item.tone is Tone.ATTENTION]
    states = [one.state for one in found.coming]
    assert states == ([BookingState.CONFIRMED] if found.service.appointment else [])


@pytest.mark.parametrize(
    ("key", "answer", "exclusion"),
    [
        ("130000-afterlife", ("insured", False), "not_insured"),
        ("310000-marriage-birth", ("host_kind", "collective"), "collective_household"),
    ],
)
def test_what_is_left_out_makes_no_task(
    key: str, answer: tuple[str, object], exclusion: str, database_url: str, tmp_path: Path
) -> None:
    with hall_of(key, database_url, tmp_path) as (central, kiosk, script, _):
        before = filled(kiosk, script)
        out = next(one for one in before.service.exclusions if one.id == exclusion)
        assert set(out.items) & set(before.items)
        filling = before.answer(*answer)
        assert not filling.complete
        filling = filling.leave_out(exclusion)
        assert filling.complete, filling.missing()
        case = hand_in(kiosk, filling, script)
        assert courier_goes(central, kiosk) is None
        found = at_central(central, case)
        assert found.quarantine is None
        assert {task.item for task in found.tasks} == set(filling.items)
        assert not set(out.items) & {task.item for task in found.tasks}


def test_of_two_ways_only_the_chosen_one_makes_a_task(database_url: str, tmp_path: Path) -> None:
    with hall_of("130000-afterlife", database_url, tmp_path) as (central, kiosk, script, _):
        filling = filled(kiosk, script)
        ways = {item.id: set(item.excludes) for item in filling.service.items if item.excludes}
        case = hand_in(kiosk, filling, script)
        assert courier_goes(central, kiosk) is None
        tasks = {task.item for task in at_central(central, case).tasks}
        assert tasks & set(ways)
        for chosen in tasks & set(ways):
            assert not ways[chosen] & tasks


def filled(kiosk: Kiosk, script: Script) -> Filling:
    """The invented family's application, everything answered."""
    day = kiosk.clock().astimezone(HALLS).date()
    service = kiosk.catalogue.service(script.service, day)
    visit = Visit().choose_service(service, day, kiosk.calendar.at(service.region)).next()
    visit = script.answered(visit.filled(script.chosen))
    assert visit.filling is not None
    assert visit.filling.complete
    return visit.filling
