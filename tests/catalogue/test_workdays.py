"""Working days after the yearly notice, and what is only an estimate."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.workdays import RESOURCES, Calendar, Year, is_workday, newest, shipped_years

CALENDAR = Calendar.load()
DAYS = [
    date(2022, 1, 1) + timedelta(days=n) for n in range((date(2027, 1, 1) - date(2022, 1, 1)).days)
]


NOTICES = {
    2024: (  # 国办发明电〔2023〕7号
        "01-01 01-01, 02-10 02-17, 04-04 04-06, 05-01 05-05, 06-08 06-10, 09-15 09-17, 10-01 10-07",
        "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
    ),
    2025: (  # 国办发明电〔2024〕12号
        "01-01 01-01, 01-28 02-04, 04-04 04-06, 05-01 05-05, 05-31 06-02, 10-01 10-08",
        "01-26 02-08 04-27 09-28 10-11",
    ),
    2026: (  # 国务院办公厅, 2025-11-04
        "01-01 01-03, 02-15 02-23, 04-04 04-06, 05-01 05-05, 06-19 06-21, 09-25 09-27, 10-01 10-07",
        "01-04 02-14 02-28 05-09 09-20 10-10",
    ),
}
"""As the notices say: days of rest from and to, and weekends that are worked."""


@pytest.mark.parametrize("year", NOTICES)
def test_a_year_is_as_its_notice_says(year: int) -> None:
    rests, works = NOTICES[year]
    spans = [
        [date.fromisoformat(f"{year}-{day}") for day in one.split()] for one in rests.split(", ")
    ]
    work = {date.fromisoformat(f"{year}-{day}") for day in works.split()}
    for day in (day for day in DAYS if day.year == year):
        rest = any(first <= day <= last for first, last in spans)
        expected = day in work or (day.weekday() < 5 and not rest)
        assert CALENDAR.is_workday(day) == expected, day


def test_every_year_is_as_published() -> None:
    assert [
        day for day in DAYS if CALENDAR.is_workday(day) != chinese_calendar.is_workday(day)
    ] == []


@pytest.mark.parametrize(
    ("start", "n", "due"),
    [
        ("2026-09-18", 2, "2026-09-21"),
        ("2026-09-24", 5, "2026-10-09"),
        ("2026-09-30", 2, "2026-10-09"),
        ("2026-09-30", 5, "2026-10-13"),
        ("2026-02-13", 2, "2026-02-24"),
        ("2026-02-13", 5, "2026-02-27"),
        ("2026-02-13", 6, "2026-02-28"),
        ("2026-04-30", 5, "2026-05-11"),
        ("2026-12-28", 2, "2026-12-30"),
        ("2026-12-29", 2, "2026-12-31"),
        ("2026-12-24", 5, "2026-12-31"),
        ("2026-12-09", 16, "2026-12-31"),
        ("2026-11-19", 30, "2026-12-31"),
        ("2026-11-23", 0, "2026-11-23"),
    ],
)
def test_the_nth_working_day(start: str, n: int, due: str) -> None:
    assert CALENDAR.add(date.fromisoformat(start), n) == (date.fromisoformat(due), False)


@pytest.mark.parametrize(("start", "n"), [("2026-12-29", 3), ("2026-12-30", 2), ("2026-11-20", 30)])
def test_what_reaches_into_an_unknown_year_is_an_estimate(start: str, n: int) -> None:
    due, estimated = CALENDAR.add(date.fromisoformat(start), n)
    assert estimated
    assert due.year == 2027
    assert due > date(2027, 1, 3)


def test_an_unknown_year_rests_on_weekends_and_fixed_days() -> None:
    assert not CALENDAR.is_workday(date(2027, 1, 1))
    assert not CALENDAR.is_workday(date(2027, 10, 1))
    assert not CALENDAR.is_workday(date(2027, 3, 6))
    assert CALENDAR.is_workday(date(2027, 3, 5))


def test_a_new_year_makes_the_estimate_a_date() -> None:
    notice = Year(2027, off=(date(2027, 1, 1),), work=(date(2027, 1, 2),))
    known = Calendar.of([Year(2026, (), ()), notice])
    assert known.add(date(2026, 12, 31), 1) == (date(2027, 1, 2), False)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 60), st.integers(0, 60))
def test_more_days_are_never_sooner(start: date, fewer: int, more: int) -> None:
    assert CALENDAR.add(start, fewer)[0] <= CALENDAR.add(start, fewer + more)[0]
    due, _ = CALENDAR.add(start, fewer)
    assert fewer == 0 or CALENDAR.is_workday(due)


CHUXIONG = "532300"


def test_a_region_rests_on_its_own_days_too() -> None:
    torches = date(2024, 7, 29)
    assert CALENDAR.is_workday(torches)
    assert CALENDAR.at("150600").is_workday(torches)
    for region in (CHUXIONG, "532301"):
        assert not CALENDAR.at(region).is_workday(torches)
    assert CALENDAR.at(CHUXIONG).add(date(2024, 7, 26), 1) == (date(2024, 8, 1), False)
    assert CALENDAR.at(CHUXIONG).add(date(2025, 4, 11), 1) == (date(2025, 4, 16), False)


def test_what_a_region_works_counts_there_only() -> None:
    sunday = date(2026, 11, 22)
    moved = Year(2026, (date(2026, 11, 23),), (sunday,), region=CHUXIONG)
    known = Calendar.of([Year(2026, (), ()), moved])
    assert known.at(CHUXIONG).add(date(2026, 11, 20), 2) == (date(2026, 11, 24), False)
    assert known.at("150600").add(date(2026, 11, 20), 2) == (date(2026, 11, 24), False)
    assert is_workday(known.at(CHUXIONG), sunday)
    assert not is_workday(known.at("150600"), sunday)


def test_every_regional_day_rests_on_a_day_that_would_be_worked_and_names_its_source() -> None:
    for one in shipped_years():
        assert one.notice
        assert one.version
        for day in one.off if one.region != "CN" else ():
            assert day.year == one.year
            assert CALENDAR.is_workday(day), day


def test_of_two_the_one_written_down_last_counts() -> None:
    old, new = Year(2027, (), (), version=1), Year(2027, (date(2027, 1, 1),), (), version=2)
    for pair in ([old, new], [new, old]):
        assert newest(pair) == (new,)
    assert newest([old], [new]) == (new,)
    assert newest([new], [old]) == (new,)
    assert Calendar.of([new]).version == 2


def test_files_are_named_after_what_they_hold() -> None:
    names = {f"{one.region}-{one.year}.json" for one in shipped_years()}
    assert names == {file.name for file in (RESOURCES / "calendars").glob("*.json")}
