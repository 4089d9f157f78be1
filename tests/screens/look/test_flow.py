"""The flow chart follows from what each item waits for; no word of it is cut off."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from kiosk.cases.flow import END, START, FlowBox, Spot, plan
from kiosk.screens.look.flow_chart import FlowChart
from kiosk.screens.look.look import Look

BEGIN, FINISH = FlowBox(START, "一张表，一次提交", "本机"), FlowBox(END, "统一出件", "一件事窗口")
WEDDING = (
    FlowBox("marriage", "结婚登记", "民政局"),
    FlowBox("status", "户口婚姻状况变更", "公安局", ("marriage",)),
    FlowBox("move", "夫妻投靠落户", "公安局", ("marriage",)),
    FlowBox("birth", "生育登记", "卫健委"),
)
ENGLISH = (
    FlowBox("marriage", "Marriage registration", "Civil affairs"),
    FlowBox("status", "Marital status in the register", "Public security", ("marriage",)),
    FlowBox("move", "Moving to the spouse's household", "Public security", ("marriage",)),
    FlowBox("birth", "Birth registration", "Health commission"),
)


def test_what_waits_stands_behind_what_it_waits_for() -> None:
    spots = plan(WEDDING).spots
    assert spots[START] == Spot(0, 3, 0, 1)
    assert spots["marriage"] == Spot(0, 2, 1, 2)
    assert spots["status"] == Spot(0, 1, 2, 3)
    assert spots["move"] == Spot(1, 2, 2, 3)
    assert spots["birth"] == Spot(2, 3, 1, 3)
    assert spots[END] == Spot(0, 3, 3, 4)


def test_every_way_leads_from_the_start_to_the_end() -> None:
    assert set(plan(WEDDING).arrows) == {
        (START, "marriage"),
        (START, "birth"),
        ("marriage", "status"),
        ("marriage", "move"),
        ("status", END),
        ("move", END),
        ("birth", END),
    }


def test_an_arrow_that_repeats_a_longer_way_is_left_out() -> None:
    boxes = FlowBox("a", "一"), FlowBox("b", "二", "", ("a",)), FlowBox("c", "三", "", ("a", "b"))
    assert plan(boxes).arrows == ((START, "a"), ("a", "b"), ("b", "c"), ("c", END))


def test_an_item_that_is_not_part_of_this_holds_nothing_up() -> None:
    assert plan((FlowBox("move", "落户", "", ("marriage",)),)).spots["move"].step == 1


@pytest.mark.parametrize("boxes", [WEDDING, ENGLISH], ids=["zh", "en"])
@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("width", [932, 1700])
def test_boxes_neither_overlap_nor_leave_the_chart(
    width: int, large: bool, boxes: tuple[FlowBox, ...], qtbot: QtBot
) -> None:
    chart = FlowChart(Look(large_print=large))
    qtbot.addWidget(chart)
    chart.show_flow(BEGIN, boxes, FINISH)
    places = list(chart.laid_out().places(width).values())
    assert len(places) == len(boxes) + 2
    assert all(place.left() >= 0 and place.right() <= width + 1 for place in places)
    assert max(place.bottom() for place in places) <= chart.heightForWidth(width) + 1
    assert not any(a.intersects(b) for n, a in enumerate(places) for b in places[n + 1 :])


def test_a_title_is_broken_in_the_middle(qtbot: QtBot) -> None:
    chart = FlowChart(Look())
    qtbot.addWidget(chart)
    chart.show_flow(BEGIN, WEDDING, FINISH)
    lines = chart.laid_out().lines("status", 190)
    assert [line for _, line in lines] == ["户口婚姻", "状况变更", "公安局"]


def test_departments_stay_whole_where_they_fit(qtbot: QtBot) -> None:
    chart = FlowChart(Look())
    qtbot.addWidget(chart)
    either = replace(WEDDING[0], line="卫生健康部门 或 公安部门")
    chart.show_flow(BEGIN, (either, *WEDDING[1:]), FINISH)
    layout = chart.laid_out()
    wide = QFontMetrics(Look().font("caption")).horizontalAdvance("卫生健康部门 或")
    said = [line for _, line in layout.lines(either.key, wide + 2 * Look().px("space.s"))][-2:]
    assert said == ["卫生健康部门 或", "公安部门"]


def test_the_chart_can_be_heard(qtbot: QtBot) -> None:
    chart = FlowChart(Look())
    qtbot.addWidget(chart)
    chart.show_flow(BEGIN, WEDDING, FINISH)
    assert chart.accessibleName().split(" → ")[1] == "结婚登记 民政局"
    chart.clear()
    assert chart.accessibleName() == ""
    assert chart.heightForWidth(900) == 0
