"""How it goes: boxes and arrows, drawn from what each item waits for."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.cases.flow import END, START, FlowBox, FlowPlan, plan
from kiosk.screens.look.flow_layout import FlowLayout, Run
from kiosk.screens.look.look import Look
from kiosk.screens.look.words import baseline

ROLES = {START: ("press_tint", "press"), END: ("done_tint", "done")}


class FlowChart(QWidget):
    """Runs to the right, downwards, or in stairs: the first in which every word fits."""

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
        places = self.laid_out().places(width)
        return round(max((place.bottom() for place in places.values()), default=0))

    def laid_out(self) -> FlowLayout:
        """Return where everything stands."""
        return FlowLayout(self._look, self._boxes, self._plan)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrows, then the boxes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        layout = self.laid_out()
        places = layout.places(self.width())
        run = layout.run(self.width()) if places else Run.DOWNWARDS
        for one, other in self._arrows(run) if places else ():
            self._draw_arrow(painter, places[one], places[other], run, last=other == END)
        for key, place in places.items():
            self._draw_box(painter, key, place)

    def _arrows(self, run: Run) -> tuple[tuple[str, str], ...]:
        """Return what leads where; on stairs all that ends is one line down to the end."""
        if run is not Run.STAIRS:
            return self._plan.arrows
        return (*(one for one in self._plan.arrows if one[1] != END), (START, END))

    def _draw_arrow(
        self, painter: QPainter, one: QRectF, other: QRectF, run: Run, *, last: bool
    ) -> None:
        look, tip = self._look, self._look.px("component.flow_box.arrow")
        painter.setPen(QPen(look.colour("press"), look.px("component.flow_box.thread")))
        across = run is Run.RIGHTWARDS or (run is Run.STAIRS and not last)
        if run is Run.RIGHTWARDS:
            begin = QPointF(one.right(), one.center().y())
            end = QPointF(other.left(), other.center().y())
            middle = end.x() - self.laid_out().gap() / 2
            bends = [QPointF(middle, begin.y()), QPointF(middle, end.y())]
        elif run is Run.STAIRS:
            begin = QPointF(one.left() + 2 * tip, one.bottom())
            end = QPointF(begin.x(), other.top())
            if not last:
                end = QPointF(other.left(), other.center().y())
            bends = [QPointF(begin.x(), end.y())]
        else:
            narrow = min(one, other, key=QRectF.width).center().x()
            begin, end = QPointF(narrow, one.bottom()), QPointF(narrow, other.top())
            bends = []
        back = (QPointF(-tip, -tip / 2), QPointF(-tip, tip / 2))
        if not across:
            back = (QPointF(-tip / 2, -tip), QPointF(tip / 2, -tip))
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
        lines = self.laid_out().lines(key, place.width())
        high = sum(look.line_height(style) for style, _ in lines)
        top = place.center().y() - high / 2
        for style, line in lines:
            font = look.font(style, style == "body")
            painter.setFont(font)
            painter.setPen(look.colour("ink" if style == "body" else "soft"))
            wide = QFontMetrics(font).horizontalAdvance(line)
            down = baseline(look, style)
            painter.drawText(QPointF(place.center().x() - wide / 2, top + down), line)
            top += look.line_height(style)
