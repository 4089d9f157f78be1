"""Where boxes stand follows from what each waits for."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.cases.flow import END, START, FlowBox, Spot, plan

ORDOS = (
    FlowBox("marriage", "结婚登记"),
    FlowBox("status", "户口婚姻状况变更", after=("marriage",)),
    FlowBox("move", "夫妻投靠落户", after=("marriage",)),
    FlowBox("birth", "生育登记"),
)


def test_what_is_awaited_stands_before_and_between() -> None:
    laid = plan(ORDOS)
    assert laid.spots["marriage"] == Spot(0, 2, 1, 2)
    assert laid.spots["status"] == Spot(0, 1, 2, 3)
    assert laid.spots["move"] == Spot(1, 2, 2, 3)


def test_what_nobody_waits_for_reaches_to_the_end() -> None:
    laid = plan(ORDOS)
    assert laid.spots["birth"] == Spot(2, 3, 1, 3)
    assert laid.spots[END] == Spot(0, 3, 3, 4)


def test_arrows_lead_from_the_start_to_the_end() -> None:
    arrows = plan(ORDOS).arrows
    assert set(arrows) == {
        (START, "marriage"),
        (START, "birth"),
        ("marriage", "status"),
        ("marriage", "move"),
        ("status", END),
        ("move", END),
        ("birth", END),
    }


def test_what_is_waited_for_but_not_chosen_is_left_out() -> None:
    laid = plan((FlowBox("status", "户口婚姻状况变更", after=("marriage",)),))
    assert laid.arrows == ((START, "status"), ("status", END))


@st.composite
def _boxes(draw: st.DrawFn) -> tuple[FlowBox, ...]:
    count = draw(st.integers(1, 8))
    made = []
    for place in range(count):
        before = st.sets(st.integers(0, place - 1), max_size=2) if place else st.just(set[int]())
        after = tuple(str(one) for one in sorted(draw(before)))
        made.append(FlowBox(str(place), str(place), after=after))
    return tuple(made)


@given(_boxes())
def test_no_two_boxes_ever_lie_on_each_other(boxes: tuple[FlowBox, ...]) -> None:
    spots = plan(boxes).spots
    assert set(spots) == {START, END, *(box.key for box in boxes)}
    for one, other in combinations(spots.values(), 2):
        beside = one.lane_end <= other.lane or other.lane_end <= one.lane
        before = one.step_end <= other.step or other.step_end <= one.step
        assert beside or before


@given(_boxes())
def test_every_box_stands_behind_what_it_waits_for(boxes: tuple[FlowBox, ...]) -> None:
    spots = plan(boxes).spots
    for box in boxes:
        assert all(spots[name].step < spots[box.key].step for name in box.after)


@given(_boxes())
def test_every_arrow_runs_on_however_much_a_box_waits_for(boxes: tuple[FlowBox, ...]) -> None:
    laid = plan(boxes)
    for one, other in laid.arrows:
        assert laid.spots[one].step_end <= laid.spots[other].step
