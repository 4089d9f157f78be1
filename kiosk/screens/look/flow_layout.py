"""Where the boxes of a flow chart stand on the glass, and how their words are broken."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetrics

from kiosk.cases.flow import FlowBox, FlowPlan
from kiosk.screens.look.look import Look
from kiosk.screens.look.words import lay_out, torn


@dataclass(frozen=True)
class FlowLayout:
    """A plan in dots: to the right, or downwards where a word would not fit into a box."""

    look: Look
    boxes: dict[str, FlowBox]
    plan: FlowPlan

    def gap(self) -> int:
        """Return the room for an arrow, in dots."""
        return self.look.px("component.flow_box.arrow") * 4

    def _inside(self) -> int:
        return self.look.px("space.s")

    def rightwards(self, width: int) -> bool:
        """Tell whether every word fits into a box when the chart runs to the right."""
        room = (width - (self.plan.steps - 1) * self.gap()) / self.plan.steps
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
        return self._across(width) if self.rightwards(width) else self._down(width)

    def _across(self, width: int) -> dict[str, QRectF]:
        gap, low = self.gap(), self.look.px("space.m")
        step = (width - (self.plan.steps - 1) * gap) / self.plan.steps
        high: dict[str, int] = {}
        for key, spot in self.plan.spots.items():
            along = spot.step_end - spot.step
            high[key] = self._height(key, step * along + gap * (along - 1))
        lane = max(high.values())
        places = {}
        for key, spot in self.plan.spots.items():
            left, along = spot.step * (step + gap), spot.step_end - spot.step
            middle = (spot.lane + spot.lane_end) / 2 * (lane + low) - low / 2
            wide = step * along + gap * (along - 1)
            places[key] = QRectF(left, middle - high[key] / 2, wide, high[key])
        top = min(place.top() for place in places.values())
        return {key: place.translated(0, -top) for key, place in places.items()}

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
            below = lay_out(self.look, "caption", False, box.line, room)
            lines += [("caption", line) for line in below]
        return lines

    def _even(self, title: str, room: int) -> list[str]:
        """Break a title into lines of about the same length; where it fits, into none."""
        metrics = QFontMetrics(self.look.font("body", bold=True))
        whole = metrics.horizontalAdvance(title)
        if metrics.horizontalAdvance(title.replace("\n", " ")) <= room:
            return [title.replace("\n", " ")]
        lines = lay_out(self.look, "body", True, title, room)
        narrow = min(room, whole // len(lines) + self.look.text_px("body") // 2)
        evened = lay_out(self.look, "body", True, title, narrow)
        worse = len(evened) != len(lines) or torn(evened, title)
        return lines if worse else evened

    def _height(self, key: str, width: float) -> int:
        look = self.look
        words = sum(look.line_height(style) for style, _ in self.lines(key, width))
        return words + 2 * look.px("space.s")


def _words(text: str) -> list[str]:
    """Return what may not be broken: Latin words whole, of Chinese ones four characters."""
    return [word if word.isascii() else word[:4] for word in text.split()]
