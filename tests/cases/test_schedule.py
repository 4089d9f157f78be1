"""Dates are promises in working days; the day of receipt is not counted."""

from datetime import date

import pytest

from kiosk.cases.filling import Filling
from kiosk.cases.schedule import end_of, schedule
from kiosk.catalogue.schema import JointService, TimeLimit
from kiosk.catalogue.workdays import Calendar
from tests.cases.wedding import ALL, COUPLE, DAY, HOUSEHOLD, WEDDING, empty, filled, whole

CALENDAR = Calendar.load()


def limited(service: JointService, working_days: int) -> JointService:
    limit = service.time_limit[0].model_copy(update={"working_days": working_days})
    return service.model_copy(update={"time_limit": (limit,)})


def days(items: tuple[str, ...] = ALL, start: date = DAY) -> dict[str | None, date]:
    dues = schedule(empty().choose(items), WEDDING, CALENDAR, start)
    return {due.item_id: due.due for due in dues}


def test_items_follow_one_another() -> None:
    assert days() == {
        "marriage": date(2026, 11, 23),
        "status": date(2026, 11, 24),
        "move": date(2026, 11, 24),
        "birth": date(2026, 11, 24),
        None: date(2026, 11, 25),
    }


def test_every_item_names_its_department_and_what_it_waits_for() -> None:
    dues = {due.item_id: due for due in schedule(whole(), WEDDING, CALENDAR, DAY)}
    assert (dues["move"].department, dues["move"].waits_for) == ("police", ("marriage",))
    assert dues["birth"].waits_for == ()
    assert (dues[None].department, dues[None].waits_for) == (None, ())


def test_with_a_certificate_nothing_is_waited_for() -> None:
    filling = filled(empty().choose(["move"]), COUPLE, HOUSEHOLD).waive("marriage")
    move, all_of_it = schedule(filling, WEDDING, CALENDAR, DAY)
    assert (move.item_id, move.waits_for, move.due) == ("move", (), date(2026, 11, 24))
    assert all_of_it.due == date(2026, 11, 25)


def test_what_comes_after_another_waits_for_it_but_does_not_bring_it() -> None:
    items = tuple(
        one.model_copy(update={"after": ("status",)}) if one.id == "birth" else one
        for one in WEDDING.items
    )
    service = WEDDING.model_copy(update={"items": items})
    for chosen, waits in ((("birth",), ()), (("marriage", "status", "birth"), ("status",))):
        filling = Filling.start(service, DAY).choose(chosen)
        assert filling.items == chosen
        dues = {due.item_id: due for due in schedule(filling, service, CALENDAR, DAY)}
        assert dues["birth"].waits_for == waits


@pytest.mark.parametrize(
    ("start", "limit", "due"),
    [
        ("2026-09-18", 2, "2026-09-21"),  # Sunday the 20th is worked
        ("2026-09-24", 5, "2026-10-09"),
        ("2026-09-30", 2, "2026-10-09"),
        ("2026-09-30", 5, "2026-10-13"),
        ("2026-02-13", 2, "2026-02-24"),
        ("2026-02-13", 5, "2026-02-27"),
        ("2026-02-13", 6, "2026-02-28"),
        ("2026-04-30", 5, "2026-05-11"),
        ("2026-12-28", 2, "2026-12-30"),
    ],
)
def test_the_whole_case_is_due_by_the_calendar(start: str, limit: int, due: str) -> None:
    last = schedule(whole(), limited(WEDDING, limit), CALENDAR, date.fromisoformat(start))[-1]
    assert (last.due.isoformat(), last.estimated) == (due, False)


def test_a_year_that_is_not_announced_is_estimated() -> None:
    dues = schedule(whole(), limited(WEDDING, 3), CALENDAR, date(2026, 12, 29))
    by_item = {due.item_id: due for due in dues}
    assert by_item[None].estimated
    assert by_item[None].due.year == 2027
    assert not by_item["move"].estimated


def test_calendar_days_are_another_unit() -> None:
    limit = WEDDING.time_limit[0].model_copy(update={"working_days": None, "calendar_days": 30})
    service = WEDDING.model_copy(update={"time_limit": (limit,)})
    assert schedule(whole(), service, CALENDAR, DAY)[-1].due == date(2026, 12, 23)


def test_no_item_is_later_than_the_whole() -> None:
    slow = WEDDING.items[3].model_copy(update={"time_limit": limited(WEDDING, 9).time_limit[0]})
    service = WEDDING.model_copy(update={"items": (*WEDDING.items[:3], slow)})
    dues = schedule(whole(), service, CALENDAR, DAY)
    assert max(due.due for due in dues) == dues[-1].due == date(2026, 11, 25)


def test_an_item_without_a_limit_comes_with_the_whole() -> None:
    items = tuple(item.model_copy(update={"time_limit": None}) for item in WEDDING.items)
    service = WEDDING.model_copy(update={"items": items})
    assert {due.due for due in schedule(whole(), service, CALENDAR, DAY)} == {date(2026, 11, 25)}
    endless = service.model_copy(update={"time_limit": ()})
    assert schedule(whole(), endless, CALENDAR, DAY)[-1].due == DAY


def test_without_a_promise_the_last_item_decides() -> None:
    service = WEDDING.model_copy(update={"time_limit": ()})
    assert schedule(whole(), service, CALENDAR, DAY)[-1].due == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-11-23", 1, "2026-12-23"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2027-12-31", 2, "2028-02-29"),
        ("2026-11-30", 13, "2027-12-30"),
    ],
)
def test_months_end_on_the_same_day_or_the_last_one(start: str, months: int, end: str) -> None:
    limit = TimeLimit(months=months)
    found = end_of(limit, date.fromisoformat(start), Calendar.load())
    assert found == (date.fromisoformat(end), False)
