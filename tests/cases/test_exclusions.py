"""What a service cannot take, other ways of the same thing, and days to apply by."""

from datetime import date
from typing import Any

import pytest

from kiosk.cases.checks import ITEMS
from kiosk.cases.filling import Filling
from kiosk.cases.recheck import recheck
from kiosk.catalogue.remarks import Remark
from kiosk.catalogue.schema import JointService, Severity
from kiosk.catalogue.workdays import Calendar
from kiosk.errors import Fault
from tests.cases.wedding import ALL, BIRTH, COUPLE, DAY, HOUSEHOLD, WEDDING, change, filled

CALENDAR = Calendar.load()
SAY = {"zh": "说", "en": "say"}


def _strict(service: dict[str, Any]) -> None:
    service["exclusions"] = [
        {"id": "village", "when": "answers.station == '乡村所'", "on": ["station"],
         "items": ["move"], "say": SAY, "instead": SAY},
        {"id": "minor", "when": "age(answers.m_id, today) < 18", "on": ["m_id"],
         "say": SAY, "instead": SAY},
        {"id": "unwed", "when": "answers.divorced == true", "on": ["divorced"],
         "items": ["marriage"], "say": SAY, "instead": SAY},
    ]  # fmt: skip
    late = {"zh": "过了{day}", "en": "over since {day}"}
    service["deadlines"] = [
        {"id": "window", "kind": "apply", "title": SAY, "event": "reg_date", "say": SAY,
         "limit": {"working_days": 30}, "late": late, "items": ["status", "move"]},
        {"id": "papers", "kind": "hand_in", "title": SAY, "limit": {"calendar_days": 7},
         "say": {"zh": "{day}前交", "en": "by {day}"}},
    ]  # fmt: skip


def _rival(service: dict[str, Any]) -> None:
    service["items"][3]["excludes"] = ["marriage"]


STRICT: JointService = change(WEDDING, _strict)
EITHER: JointService = change(WEDDING, _rival)


def whole(day: date = DAY) -> Filling:
    empty = Filling.start(STRICT, day, CALENDAR).choose(ALL)
    return filled(empty, COUPLE, HOUSEHOLD, BIRTH)


def codes(remarks: tuple[Remark, ...]) -> list[str]:
    return [one.code for one in remarks]


def test_an_exclusion_stands_at_its_answers_and_keeps_from_going_on() -> None:
    filling = whole().answer("station", "乡村所")
    assert [one.id for one in filling.exclusions] == ["village"]
    (remark,) = filling.remarks("household")
    assert (remark.code, remark.on) == ("exclusion.village", ("station",))
    assert filling.first_trouble() == "station"
    assert not filling.complete


def test_the_others_go_on_without_what_cannot_be_had() -> None:
    filling = whole().answer("station", "乡村所").leave_out("village")
    assert filling.items == ("marriage", "status", "birth")
    assert filling.exclusions == ()
    assert filling.complete
    assert filling.toggle("move").exclusions


def test_what_needs_it_goes_too() -> None:
    filling = whole().answer("divorced", True).leave_out("unwed")
    assert filling.items == ("birth",)


def test_nothing_left_is_said_at_the_choice() -> None:
    filling = whole().choose(["marriage"]).answer("divorced", True).leave_out("unwed")
    assert filling.items == ()
    assert filling.first_trouble() == ITEMS


def test_an_exclusion_of_everything_cannot_be_left_out() -> None:
    filling = whole().answer("m_id", "150602201411219998")
    assert "minor" in [one.id for one in filling.exclusions]
    for name in ("minor", "nothing"):
        with pytest.raises(Fault):
            filling.leave_out(name)


def test_an_exclusion_counts_only_with_its_answers_and_items() -> None:
    assert whole().exclusions == ()
    filling = whole().answer("station", "乡村所")
    assert filling.toggle("move").exclusions == ()


def test_central_sees_what_the_kiosk_sees() -> None:
    for filling in (whole().answer("station", "乡村所"), whole()):
        assert recheck(STRICT, DAY, filling.items, filling.effective, CALENDAR) == filling.remarks()


def proved(registered: str, day: date) -> Filling:
    filling = whole(day).choose(["move"]).answer("cert_no", "J150602-2026-000123")
    return filling.answer("reg_date", registered)


def test_too_late_to_apply() -> None:
    on_time, late = proved("2026-10-12", DAY), proved("2026-10-11", DAY)
    assert on_time.remarks() == ()
    (remark,) = late.remarks()
    assert (remark.code, remark.severity) == ("deadline.window", Severity.ERROR)
    assert remark.on == ("reg_date",)
    assert remark.say.zh == "过了2026年11月20日"
    assert recheck(STRICT, DAY, late.items, late.effective, CALENDAR) == late.remarks()


def test_an_estimated_day_only_warns() -> None:
    day = date(2027, 3, 1)
    (remark,) = proved("2026-12-21", day).remarks()
    assert (remark.code, remark.severity) == ("deadline.window", Severity.WARNING)
    assert "预计" in remark.say.zh
    assert "an estimate" in remark.say.en
    assert proved("2026-12-21", day).complete


def test_days_to_hand_in_by_count_from_the_application() -> None:
    (papers,) = whole().deadlines
    assert (papers.deadline.id, papers.day, papers.estimated) == (
        "papers",
        date(2026, 11, 30),
        False,
    )
    assert papers.say.zh == "2026年11月30日前交"
    assert papers.say.en == "by 30 November 2026"


def test_a_day_beyond_the_calendar_has_no_deadline() -> None:
    assert [one.deadline.id for one in proved("9999-12-31", DAY).deadlines] == ["papers"]


def test_ticking_one_way_unticks_the_other() -> None:
    filling = Filling.start(EITHER, DAY)
    assert filling.choose(["marriage"]).toggle("birth").items == ("birth",)
    assert filling.choose(["birth"]).toggle("marriage").items == ("marriage",)


def test_what_brings_the_other_way_is_unticked_too() -> None:
    filling = Filling.start(EITHER, DAY).choose(["move", "status"])
    assert filling.items == ("marriage", "status", "move")
    assert filling.toggle("birth").items == ("birth",)
    assert filling.choose(["birth"]).toggle("move").items == ("marriage", "move")
    assert filling.choose(["birth"]).answer("do_move", True).items == ("marriage", "move")


def test_with_the_proof_both_go() -> None:
    filling = Filling.start(EITHER, DAY).answer("cert_no", "J150602-2026-000123")
    both = filling.choose(["move"]).toggle("birth")
    assert both.items == ("move", "birth")
    again = both.answer("cert_no", None)
    assert codes(again.remarks()) == ["items.excluded"]
    assert again.first_trouble() == ITEMS


def test_central_refuses_both_ways_at_once() -> None:
    found = recheck(EITHER, DAY, ["marriage", "birth"], {})
    assert "items.excluded" in codes(found)
