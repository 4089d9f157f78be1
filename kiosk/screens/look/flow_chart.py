"""How it goes: boxes and arrows, drawn from what each item waits for."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.screens.look.flow_plan import END, START, FlowBox, FlowPlan, plan
from kiosk.screens.look.look import Look
from kiosk.screens.look.words import BASELINE, lay_out, torn

ROLES = {START: ("press_tint", "press"), END: ("done_tint", "done")}


class FlowChart(QWidget):
    """Runs to the right, or downwards where a word would not fit into a box."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._boxes: dict[str, FlowBox] = {}
        self._plan: FlowPlan = plan(())
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_flow(self, start: FlowBox, boxes: tuple[FlowBox, ...], end: FlowBox) -> None:
        """Show the chart; its boxes are read in order by those who can't see it."""
        self._plan = plan(boxes)
        every = [FlowBox(START, start.title, start.line), *boxes]
        every.append(FlowBox(END, end.title, end.line))
        self._boxes = {box.key: box for box in every}
        self.setAccessibleName(" → ".join(f"{box.title} {box.line}".strip() for box in every))
        self.updateGeometry()
        self.update()

    def clear(self) -> None:
        """Show nothing."""
        self._boxes, self._plan = {}, plan(())
        self.setAccessibleName("")
        self.update()

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height at a kiosk's width."""
        wide = self._look.px("component.flow_box.width")
        return QSize(wide * 2, self.heightForWidth(max(self.width(), wide * 4)))

    def minimumSizeHint(self) -> QSize:
        """Return room for two lanes downwards."""
        return QSize(self._look.px("component.flow_box.width") * 2, 1)

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lanes, or downwards of all steps."""
        places = self._places(width)
        return round(max((place.bottom() for place in places.values()), default=0))

    def _gap(self) -> int:
        return self._look.px("component.flow_box.arrow") * 4

    def _inside(self) -> int:
        return self._look.px("space.s")

    def _rightwards(self, width: int) -> bool:
        room = (width - (self._plan.steps - 1) * self._gap()) / self._plan.steps
        bold = QFontMetrics(self._look.font("body", bold=True))
        plain = QFontMetrics(self._look.font("caption"))
        room -= 2 * self._inside()
        for box in self._boxes.values():
            words = [bold.horizontalAdvance(word) for word in _words(box.title)]
            words += [plain.horizontalAdvance(word) for word in _words(box.line)]
            if max(words, default=0) > room:
                return False
        return True

    def _places(self, width: int) -> dict[str, QRectF]:
        """Return where each box stands at a width."""
        if not self._boxes:
            return {}
        return self._across(width) if self._rightwards(width) else self._down(width)

    def _across(self, width: int) -> dict[str, QRectF]:
        gap, low = self._gap(), self._look.px("space.m")
        step = (width - (self._plan.steps - 1) * gap) / self._plan.steps
        high: dict[str, int] = {}
        for key, spot in self._plan.spots.items():
            along = spot.step_end - spot.step
            high[key] = self._height(key, step * along + gap * (along - 1))
        lane = max(high.values())
        places = {}
        for key, spot in self._plan.spots.items():
            left, along = spot.step * (step + gap), spot.step_end - spot.step
            middle = (spot.lane + spot.lane_end) / 2 * (lane + low) - low / 2
            wide = step * along + gap * (along - 1)
            places[key] = QRectF(left, middle - high[key] / 2, wide, high[key])
        top = min(place.top() for place in places.values())
        return {key: place.translated(0, -top) for key, place in places.items()}

    def _down(self, width: int) -> dict[str, QRectF]:
        gap, low = self._gap(), self._look.px("space.m")
        lane = (width - (self._plan.lanes - 1) * low) / self._plan.lanes
        wide = {}
        for key, spot in self._plan.spots.items():
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
            for key, spot in self._plan.spots.items()
        }

    def _tops(self, wide: dict[str, float]) -> list[float]:
        """Return where each step begins downwards; what spans several makes only the last grow."""
        tops = [0.0]
        for step in range(self._plan.steps):
            ending = [k for k, spot in self._plan.spots.items() if spot.step_end == step + 1]
            ends = [tops[self._plan.spots[k].step] + self._height(k, wide[k]) for k in ending]
            tops.append(max([tops[step], *ends]) + self._gap())
        return tops

    def _lines(self, key: str, width: float) -> list[tuple[str, str]]:
        box, room = self._boxes[key], round(width) - 2 * self._inside()
        lines = [("body", line) for line in self._even(box.title, room)]
        if box.line:
            below = lay_out(self._look, "caption", False, box.line, room)
            lines += [("caption", line) for line in below]
        return lines

    def _even(self, title: str, room: int) -> list[str]:
        """Break a title into lines of about the same length; where it fits, into none."""
        metrics = QFontMetrics(self._look.font("body", bold=True))
        whole = metrics.horizontalAdvance(title)
        if metrics.horizontalAdvance(title.replace("\n", " ")) <= room:
            return [title.replace("\n", " ")]
        lines = lay_out(self._look, "body", True, title, room)
        narrow = min(room, whole // len(lines) + self._look.text_px("body") // 2)
        evened = lay_out(self._look, "body", True, title, narrow)
        worse = len(evened) != len(lines) or torn(evened, title)
        return lines if worse else evened

    def _height(self, key: str, width: float) -> int:
        look = self._look
        words = sum(look.line_height(style) for style, _ in self._lines(key, width))
        return words + 2 * look.px("space.s")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrows, then the boxes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        places = self._places(self.width())
        right = bool(places) and self._rightwards(self.width())
        for one, other in self._plan.arrows if places else ():
            self._draw_arrow(painter, places[one], places[other], right=right)
        for key, place in places.items():
            self._draw_box(painter, key, place)

    def _draw_arrow(self, painter: QPainter, one: QRectF, other: QRectF, *, right: bool) -> None:
        look, tip = self._look, self._look.px("component.flow_box.arrow")
        painter.setPen(QPen(look.colour("press"), look.px("component.flow_box.thread")))
        if right:
            begin = QPointF(one.right(), one.center().y())
            end = QPointF(other.left(), other.center().y())
            middle = end.x() - self._gap() / 2
            bends = [QPointF(middle, begin.y()), QPointF(middle, end.y())]
            back = (QPointF(-tip, -tip / 2), QPointF(-tip, tip / 2))
        else:
            narrow = min(one, other, key=QRectF.width).center().x()
            begin, end = QPointF(narrow, one.bottom()), QPointF(narrow, other.top())
            bends, back = [], (QPointF(-tip / 2, -tip), QPointF(tip / 2, -tip))
        painter.drawPolyline(QPolygonF([begin, *bends, end]))
        painter.setBrush(look.colour("press"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPolygon(QPolygonF([end, *(end + corner for corner in back)]))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _draw_box(self, painter: QPainter, key: str, place: QRectF) -> None:
        look, border = self._look, self._look.px("component.flow_box.border")
        fill, edge = ROLES.get(key, ("card", "press"))
        half, corner = border / 2, look.px("radius.card")
        painter.setBrush(look.colour(fill))
        painter.setPen(QPen(look.colour(edge), border))
        painter.drawRoundedRect(place.adjusted(half, half, -half, -half), corner, corner)
        lines = self._lines(key, place.width())
        high = sum(look.line_height(style) for style, _ in lines)
        top = place.center().y() - high / 2
        for style, line in lines:
            font, size = look.font(style, style == "body"), look.text_px(style)
            painter.setFont(font)
            painter.setPen(look.colour("ink" if style == "body" else "soft"))
            wide = QFontMetrics(font).horizontalAdvance(line)
            down = (look.line_height(style) - size) / 2 + BASELINE * size
            painter.drawText(QPointF(place.center().x() - wide / 2, top + down), line)
            top += look.line_height(style)


def _words(text: str) -> list[str]:
    """Return what may not be broken: Latin words whole, of Chinese ones four characters."""
    return [word if word.isascii() else word[:4] for word in text.split()]
