"""Where the boxes of a flow chart stand on the glass, and how their words are broken."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetrics

from kiosk.cases.flow import END, START, FlowBox, FlowPlan
from kiosk.screens.look.look import Look
from kiosk.screens.look.words import lay_out, torn

SIX = 6
"""Characters of a title that is broken after four."""


class Run(Enum):
    """How a chart runs; each way leaves more room for words than the one before."""

    RIGHTWARDS = "rightwards"
    DOWNWARDS = "downwards"
    STAIRS = "stairs"


@dataclass(frozen=True)
class FlowLayout:
    """A plan in dots: to the right, downwards, or every box on a line of its own."""

    look: Look
    boxes: dict[str, FlowBox]
    plan: FlowPlan

    def gap(self) -> int:
        """Return the room for an arrow, in dots."""
        return self.look.px("component.flow_box.arrow") * 4

    def _inside(self) -> int:
        return self.look.px("space.s")

    def run(self, width: int) -> Run:
        """Return how the chart runs: the first way in which every word fits into its box."""
        plan, low = self.plan, self.look.px("space.m")
        if self._fit((width - (plan.steps - 1) * self.gap()) / plan.steps):
            return Run.RIGHTWARDS
        lane = (width - (plan.lanes - 1) * low) / plan.lanes
        return Run.DOWNWARDS if plan.lanes == 1 or self._fit(lane) else Run.STAIRS

    def _fit(self, room: float) -> bool:
        """Tell whether every word fits into a box of a width."""
        bold = QFontMetrics(self.look.font("body", bold=True))
        plain = QFontMetrics(self.look.font("caption"))
        room -= 2 * self._inside()
        for box in self.boxes.values():
            words = [bold.horizontalAdvance(word) for word in _words(box.title)]
            words += [plain.horizontalAdvance(word) for word in _words(box.line)]
            if max(words, default=0) > room:
                return False
        return True

    def places(self, width: int) -> dict[str, QRectF]:
        """Return where each box stands at a width."""
        if not self.boxes:
            return {}
        ways = {
            Run.RIGHTWARDS: self._across,
            Run.DOWNWARDS: self._down,
            Run.STAIRS: self._stairs,
        }
        return ways[self.run(width)](width)

    def _across(self, width: int) -> dict[str, QRectF]:
        gap, low = self.gap(), self.look.px("space.m")
        step = (width - (self.plan.steps - 1) * gap) / self.plan.steps
        wide, high = {}, {}
        for key, spot in self.plan.spots.items():
            along = spot.step_end - spot.step
            wide[key] = step * along + gap * (along - 1)
            high[key] = self._height(key, wide[key])
        tops = self._lane_tops(high)
        places = {}
        for key, spot in self.plan.spots.items():
            middle = (tops[int(spot.lane)] + tops[int(spot.lane_end)] - low) / 2
            left = spot.step * (step + gap)
            places[key] = QRectF(left, middle - high[key] / 2, wide[key], high[key])
        return places

    def _lane_tops(self, high: dict[str, int]) -> list[float]:
        """Return where each lane begins; what spans several makes all of them grow."""
        low = self.look.px("space.m")
        lanes = [0.0] * self.plan.lanes
        spots = sorted(self.plan.spots.items(), key=lambda one: one[1].lane_end - one[1].lane)
        for key, spot in spots:
            within = range(int(spot.lane), int(spot.lane_end))
            room = sum(lanes[one] for one in within) + low * (len(within) - 1)
            for one in within:
                lanes[one] += max(0.0, high[key] - room) / len(within)
        tops = [0.0]
        for lane in lanes:
            tops.append(tops[-1] + lane + low)
        return tops

    def _stairs(self, width: int) -> dict[str, QRectF]:
        """Put one box under the other, farther to the right the later its step."""
        gap, low = self.gap(), self.look.px("space.m")
        places, top = {}, 0.0
        order = sorted(self.boxes, key=lambda key: (key != START, key == END))
        for key in order:
            left = 0.0 if key == END else self.plan.spots[key].step * gap
            high = self._height(key, width - left)
            places[key] = QRectF(left, top, width - left, high)
            top += high + low
        return places

    def _down(self, width: int) -> dict[str, QRectF]:
        gap, low = self.gap(), self.look.px("space.m")
        lane = (width - (self.plan.lanes - 1) * low) / self.plan.lanes
        wide = {}
        for key, spot in self.plan.spots.items():
            lanes = spot.lane_end - spot.lane
            wide[key] = lane * lanes + low * (lanes - 1)
        tops = self._tops(wide)
        return {
            key: QRectF(
                spot.lane * (lane + low),
                tops[spot.step],
                wide[key],
                tops[spot.step_end] - gap - tops[spot.step],
            )
            for key, spot in self.plan.spots.items()
        }

    def _tops(self, wide: dict[str, float]) -> list[float]:
        """Return where each step begins downwards; what spans several makes only the last grow."""
        tops = [0.0]
        for step in range(self.plan.steps):
            ending = [k for k, spot in self.plan.spots.items() if spot.step_end == step + 1]
            ends = [tops[self.plan.spots[k].step] + self._height(k, wide[k]) for k in ending]
            tops.append(max([tops[step], *ends]) + self.gap())
        return tops

    def lines(self, key: str, width: float) -> list[tuple[str, str]]:
        """Return the style and the words of each line in a box of a width."""
        box, room = self.boxes[key], round(width) - 2 * self._inside()
        lines = [("body", line) for line in self._even(box.title, room)]
        if box.line:
            lines += [("caption", line) for line in self._whole_words(box.line, room)]
        return lines

    def _whole_words(self, line: str, room: int) -> list[str]:
        """Break a line where it has spaces, and a word only if it does not fit."""
        wide = QFontMetrics(self.look.font("caption")).horizontalAdvance
        broken: list[str] = []
        for word in line.split(" "):
            if broken and wide(f"{broken[-1]} {word}") <= room:
                broken[-1] += f" {word}"
            else:
                broken += lay_out(self.look, "caption", False, word, room)
        return broken

    def _even(self, title: str, room: int) -> list[str]:
        """Break a title into lines of about the same length; where it fits, into none."""
        metrics = QFontMetrics(self.look.font("body", bold=True))
        whole = metrics.horizontalAdvance(title)
        if metrics.horizontalAdvance(title.replace("\n", " ")) <= room:
            return [title.replace("\n", " ")]
        halves = title[:4], title[4:]
        if _two_words(title) and metrics.horizontalAdvance(halves[0]) <= room:
            return list(halves)
        lines = lay_out(self.look, "body", True, title, room)
        narrow = min(room, whole // len(lines) + self.look.text_px("body") // 2)
        evened = lay_out(self.look, "body", True, title, narrow)
        worse = len(evened) != len(lines) or torn(evened, title)
        return lines if worse else evened

    def _height(self, key: str, width: float) -> int:
        look = self.look
        words = sum(look.line_height(style) for style, _ in self.lines(key, width))
        return words + 2 * look.px("space.s")


def _two_words(title: str) -> bool:
    """Tell a Chinese title of six characters: four and two, as its words mostly have two each."""
    return len(title) == SIX and all("一" <= one <= "龥" for one in title)


def _words(text: str) -> list[str]:
    """Return what may not be broken: Latin words whole, of Chinese ones four characters."""
    return [word if word.isascii() else word[:4] for word in text.split()]
