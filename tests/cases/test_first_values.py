"""First values that follow other answers, until somebody answers otherwise."""

from datetime import date
from typing import Any

import pytest

from kiosk.cases.filling import Filling
from kiosk.cases.recheck import recheck
from kiosk.catalogue.schema import JointService
from kiosk.catalogue.workdays import Calendar
from tests.cases.wedding import DAY, WEDDING, change

CALENDAR = Calendar.load()
_LAST = "answers.weeks == null ? null : add_days(today, 0 - 7 * answers.weeks)"


def _field(name: str, kind: str, **more: object) -> dict[str, object]:
    return {"id": name, "kind": kind, "label": name, **more}


def _pregnancy(service: dict[str, Any]) -> None:
    service["rules"] = []
    service["pages"] = [
        {"id": "birth", "title": "birth", "fields": [
            _field("last", "date", default=_LAST),
            _field("weeks", "number", default="weeks_between(answers.last, today)"),
            _field("hand_in", "date", default="working_days_after(answers.last, 30)"),
            _field("home", "address"),
            _field("parcel", "address", required=False, default="answers.home"),
        ]}
    ]  # fmt: skip
    for person in service["people"]:
        person.update(name="weeks", id_number="weeks", phone=None, address=None)
    service["items"] = service["items"][3:]
    service["materials"] = []


SERVICE: JointService = change(WEDDING, _pregnancy)


def empty() -> Filling:
    return Filling.start(SERVICE, DAY, CALENDAR).choose(["birth"])


def test_two_questions_answer_each_other() -> None:
    assert "weeks" not in empty().effective
    by_day = empty().answer("last", "2026-09-07")
    assert by_day.effective["weeks"] == 11
    by_weeks = empty().answer("weeks", "11")
    assert by_weeks.effective["last"] == "2026-09-07"


def test_they_follow_until_they_are_answered() -> None:
    filling = empty().answer("last", "2026-09-07").answer("last", "2026-09-14")
    assert filling.effective["weeks"] == 10
    filling = filling.answer("weeks", "12").answer("last", "2026-09-07")
    assert filling.effective["weeks"] == 12
    assert filling.answer("weeks", None).effective["weeks"] == 11


def test_what_is_only_looked_at_is_not_answered() -> None:
    filling = empty().answer("last", "2026-09-07")
    assert filling.answer("weeks", "11") is filling
    assert filling.answer("weeks", "11").answer("last", "2026-09-14").effective["weeks"] == 10


def test_what_is_taken_back_leaves_both_open() -> None:
    filling = empty().answer("last", "2026-09-07").answer("last", "")
    assert not {"last", "weeks", "hand_in"} & set(filling.effective)


def test_a_wrong_answer_gives_no_first_value() -> None:
    assert "weeks" not in empty().answer("last", "2026-02-30").effective


@pytest.mark.parametrize("path", ["last", "weeks", "parcel"])
def test_central_agrees(path: str) -> None:
    filling = empty().answer("last", "2026-09-07").answer("home", {"division": "150602"})
    filling = filling.answer("home", {"division": "150602", "detail": "1 号"}).answer(path, None)
    sent = filling.effective
    assert recheck(SERVICE, DAY, filling.items, sent, CALENDAR) == filling.remarks() + tuple(
        one for one in recheck(SERVICE, DAY, filling.items, sent, CALENDAR)
        if one.code == "case.missing"
    )  # fmt: skip


def test_working_days_come_from_the_calendar() -> None:
    filling = empty().answer("last", "2026-09-24")
    assert filling.effective["hand_in"] == "2026-11-12"
    assert CALENDAR.add(date(2026, 9, 24), 30) == (date(2026, 11, 12), False)
