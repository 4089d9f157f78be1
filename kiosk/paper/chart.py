"""The flow chart of a slip: what each item waits for, as boxes and arrows that run to the right."""

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.cases.flow import END, START, FlowPlan, Spot, plan
from kiosk.paper.lines import Placed, Span, evenly_broken
from kiosk.paper.sheet import Rectangle, Sheet
from kiosk.paper.slip import Box, Chart
from kiosk.paper.structure import ENGLISH
from kiosk.paper.typecase import Face, Typecase
from kiosk.paper.written import BASELINE, draw_placed, length
from kiosk.texts import Language

GAP = 16.0  # between two steps, for the arrow
LOW = 5.0  # between two lanes
INSIDE = 3.5
LEADING = 1.3
SIZE_SHARE, LINE_SHARE, ENGLISH_SHARE = 0.92, 0.8, 0.74  # of the slip's size of type
TIP = 3.6
WEIGHT = 0.6
GREY = 0.93  # behind where it begins and ends

Line = tuple[list[Placed], float, str]
"""A line of words, its size, and its language as `structure` writes it."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart at a width: where each box stands, from the chart's own upper left corner."""

    plan: FlowPlan
    lines: Mapping[str, tuple[Line, ...]]
    places: Mapping[str, Rectangle]

    @property
    def height(self) -> float:
        """How high it is, in points."""
        return max(y + height for _, y, _, height in self.places.values())

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Draw arrows and boxes with the upper left corner at x, y."""
        for one, other in self.plan.arrows:
            _draw_arrow(sheet, self.places[one], self.places[other], x, y)
        for key in sorted(self.places, key=lambda key: self.places[key][:2]):
            left, top, width, height = self.places[key]
            box = x + left, y + top, width, height
            if key in (START, END):
                sheet.shade(box, GREY)
            sheet.frame(box, WEIGHT)
            with sheet.part("L", self), sheet.part("LI"), sheet.part("LBody"):
                _draw_words(sheet, self.lines[key], box)


def drawing(
    chart: Chart, measure: float, size: float, language: Language, typecase: Typecase
) -> Drawing:
    """Lay a chart out `measure` points wide."""
    boxes = {START: chart.start, **{one.key: one for one in chart.boxes}, END: chart.end}
    planned = plan([one.flow for one in chart.boxes])
    step = (measure - (planned.steps - 1) * GAP) / planned.steps
    lines = {
        key: _lines(boxes[key], _width(spot, step) - 2 * INSIDE, size, language, typecase)
        for key, spot in planned.spots.items()
    }
    lane = max(
        (_height(lines[key]) - (spot.lane_end - spot.lane - 1) * LOW) / (spot.lane_end - spot.lane)
        for key, spot in planned.spots.items()
    )
    places = {}
    for key, spot in planned.spots.items():
        high = _height(lines[key])
        middle = (spot.lane + spot.lane_end) / 2 * (lane + LOW) - LOW / 2
        places[key] = (spot.step * (step + GAP), middle - high / 2, _width(spot, step), high)
    top = min(y for _, y, _, _ in places.values())
    moved = {key: (x, y - top, wide, high) for key, (x, y, wide, high) in places.items()}
    return Drawing(planned, lines, moved)


def _width(spot: Spot, step: float) -> float:
    along = spot.step_end - spot.step
    return step * along + GAP * (along - 1)


def _height(lines: tuple[Line, ...]) -> float:
    return sum(size * LEADING for _, size, _ in lines) + 2 * INSIDE


def _lines(
    box: Box, measure: float, size: float, language: Language, typecase: Typecase
) -> tuple[Line, ...]:
    said = [(box.title.zh, Face.BOLD, SIZE_SHARE, ""), (box.line.zh, Face.SERIF, LINE_SHARE, "")]
    if language is Language.EN:
        said.insert(1, (box.title.en, Face.SANS, ENGLISH_SHARE, ENGLISH))
    return tuple(
        (line, size * share, entries)
        for text, face, share, entries in said
        if text
        for line in evenly_broken([Span(text, face)], measure, size * share, typecase)
    )


def _draw_words(sheet: Sheet, lines: tuple[Line, ...], box: Rectangle) -> None:
    x, y, width, height = box
    y += (height - _height(lines)) / 2 + INSIDE
    for line, size, entries in lines:
        baseline = y + size * (LEADING / 2 + BASELINE)
        with sheet.part("P", line[0].span, entries):
            draw_placed(sheet, line, x + (width - length(line)) / 2, baseline, size)
        y += size * LEADING


def _draw_arrow(sheet: Sheet, one: Rectangle, other: Rectangle, x: float, y: float) -> None:
    begin = x + one[0] + one[2], y + one[1] + one[3] / 2
    end = x + other[0], y + other[1] + other[3] / 2
    middle = end[0] - GAP / 2
    sheet.rule(begin, (middle, begin[1]), WEIGHT)
    sheet.rule((middle, begin[1]), (middle, end[1]), WEIGHT)
    sheet.rule((middle, end[1]), end, WEIGHT)
    back = end[0] - TIP
    sheet.fill((end, (back, end[1] - TIP / 2), (back, end[1] + TIP / 2)))
