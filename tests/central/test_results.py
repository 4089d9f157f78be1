from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx2
import pytest

from kiosk.central.overview import ReceivedCase, received
from kiosk.wire.messages import CaseState, ItemState
from tests.central.hall import Central, Kiosk, Weekdays, number_of


class Departments:
    """The systems of all departments, each with its token."""

    def __init__(self, central: Central) -> None:
        self.url = central.url
        self.tokens = {name: central.admit(name) for name in ("civil", "police", "health")}

    def post(self, department: str, task: str, **said: Any) -> httpx2.Response:
        return httpx2.post(
            f"{self.url}/v1/tasks/{task}/result",
            json=said,
            headers={"authorization": f"Bearer {self.tokens[department]}"},
        )

    def work(self, department: str) -> list[dict[str, Any]]:
        headers = {"authorization": f"Bearer {self.tokens[department]}"}
        found: list[dict[str, Any]] = httpx2.get(f"{self.url}/v1/work", headers=headers).json()
        return found


@pytest.fixture
def departments(central: Central) -> Departments:
    return Departments(central)


@pytest.fixture
def number(central: Central, kiosk: Kiosk) -> str:
    entry = kiosk.submit()
    with kiosk.line(central.url) as line:
        line.send(kiosk.journal.outbox.waiting())
    return number_of(entry)


def case_of(central: Central, number: str) -> ReceivedCase:
    with central.database.read() as connection:
        (case,) = received(connection, number)
    return case


def ids(case: ReceivedCase) -> dict[str, str]:
    return {task.item: task.id for task in case.tasks}


def states(case: ReceivedCase) -> dict[str, ItemState]:
    return {task.item: task.state for task in case.tasks}


def today() -> date:
    return datetime.now(ZoneInfo("Asia/Shanghai")).date()


def test_a_result_lets_those_begin_that_waited(
    central: Central, kiosk: Kiosk, departments: Departments, number: str
) -> None:
    task = ids(case_of(central, number))
    assert departments.work("police") == []
    answer = departments.post("civil", task["marriage"], state="approved", result="已登记")
    assert answer.status_code == 200
    case = case_of(central, number)
    assert case.state is CaseState.IN_PROGRESS
    assert states(case)["move"] is states(case)["status"] is ItemState.DISPATCHED
    due = {one.item: one.due for one in case.tasks}
    assert due["move"] == Weekdays().add(today(), 1)[0]
    assert {one["item"] for one in departments.work("police")} == {"move", "status"}
    with kiosk.line(central.url) as line:
        told = line.news(None)
        later = line.news(told.cursor)
    last = {step.item: step for step in told.progress}
    assert last["marriage"].result == "已登记"
    assert last["move"].state is ItemState.DISPATCHED
    assert last[None].case_state is CaseState.IN_PROGRESS
    assert (later.progress, later.cursor) == ((), told.cursor)


def test_the_same_again_changes_nothing(
    central: Central, kiosk: Kiosk, departments: Departments, number: str
) -> None:
    task = ids(case_of(central, number))["marriage"]
    for _ in range(3):
        departments.post("civil", task, state="approved", result="已登记")
    with kiosk.line(central.url) as line:
        steps = [step for step in line.news(None).progress if step.item == "marriage"]
    assert [step.state for step in steps] == [ItemState.DISPATCHED, ItemState.APPROVED]


def test_all_done(central: Central, departments: Departments, number: str) -> None:
    task = ids(case_of(central, number))
    departments.post("civil", task["marriage"], state="issued")
    departments.post("police", task["move"], state="issued")
    departments.post("police", task["status"], state="refused", result="材料不符")
    assert case_of(central, number).state is CaseState.IN_PROGRESS
    departments.post("health", task["birth"], state="approved")
    assert case_of(central, number).state is CaseState.DONE


def test_what_waits_for_a_refused_item_is_settled_until_that_is_taken_back(
    central: Central, departments: Departments, number: str
) -> None:
    task = ids(case_of(central, number))
    departments.post("health", task["birth"], state="refused")
    departments.post("civil", task["marriage"], state="refused")
    assert case_of(central, number).state is CaseState.DECLINED
    departments.post("civil", task["marriage"], state="approved")
    assert case_of(central, number).state is CaseState.IN_PROGRESS
    assert states(case_of(central, number))["move"] is ItemState.DISPATCHED


def test_only_the_department_itself_and_only_what_is_its_turn(
    central: Central, departments: Departments, number: str
) -> None:
    task = ids(case_of(central, number))
    assert departments.post("police", task["marriage"], state="approved").status_code == 404
    assert departments.post("police", task["move"], state="approved").status_code == 400
    assert departments.post("civil", task["marriage"], state="waiting").status_code == 400
    assert departments.post("civil", task["marriage"], state="nonsense").status_code == 400
    departments.tokens["civil"] = "wrong"
    assert departments.post("civil", task["marriage"], state="approved").status_code == 401
    assert set(states(case_of(central, number)).values()) == {
        ItemState.DISPATCHED,
        ItemState.WAITING,
    }


def test_due_dates_are_promised_from_the_day_of_submission(central: Central, number: str) -> None:
    case = case_of(central, number)
    assert case.due == Weekdays().add(today(), 2)[0]
    assert all(today() <= task.due <= case.due + timedelta(days=0) for task in case.tasks)
