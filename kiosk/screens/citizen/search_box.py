"""A box to search in, and a place that was found."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.screens.citizen.finding_views import HitView
from kiosk.screens.citizen.parts import PressCard
from kiosk.screens.fields.box import EDITOR
from kiosk.screens.fields.entry import Entry
from kiosk.screens.look.look import Look
from kiosk.screens.look.plate import draw_plate
from kiosk.screens.look.sign import Sign
from kiosk.screens.look.tag import Tag
from kiosk.screens.look.words import Words


class SearchEntry(Entry):
    """Tells what stands in it with every key, letters still being spelled included."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spelled, self._told = "", ""
        self.textEdited.connect(lambda _: self._tell())

    @property
    def whole(self) -> str:
        """What was typed, with what is being spelled at the cursor."""
        place = self.cursorPosition()
        return self.typed[:place] + self._spelled + self.typed[place:]

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take letters or a word from the on-screen keyboard."""
        self._spelled = event.preeditString()
        super().inputMethodEvent(event)
        self._tell()

    def put(self, typed: str) -> None:
        """Show what was searched for; nothing is being spelled any more."""
        super().put(typed)
        self._spelled, self._told = "", typed

    def forget(self) -> None:
        """Leave no text, and nothing of what was told."""
        super().forget()
        self._spelled = self._told = ""

    def _tell(self) -> None:
        if self.whole != self._told:
            self._told = self.whole
            self.wanted.emit(self._told)


class SearchBox(QWidget):
    """A box to type in; what it is for stands in it while it is empty."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._in_use = look, False
        self.entry = SearchEntry(self)
        self.hint = Tag(look, tone="sunk")
        self._row = QHBoxLayout(self)
        self._row.addWidget(Sign(look, "search", role="soft"))
        self._row.addWidget(self.entry, 1)
        self._row.addWidget(self.hint)
        self.entry.came.connect(lambda: self._use(True))
        self.entry.went.connect(lambda: self._use(False))

    def put(self, name: str, example: str, hint: str, searched: str) -> None:
        """Say what can be typed; large letters leave no room for the hint."""
        self.entry.setAccessibleName(name)
        self.entry.setPlaceholderText(example)
        self.hint.setText("" if self._look.large_print else hint)
        if self.entry.whole.strip() != searched:
            self.entry.put(searched)

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look
        side = look.px("component.field.side")
        self._row.setContentsMargins(side, 0, side, 0)
        self._row.setSpacing(look.px("space.m"))
        self.entry.setFont(look.font("lead"))
        palette = self.palette()  # the editor takes its colours from here
        for part, role in EDITOR.items():
            palette.setColor(part, look.colour(role))
        self.setPalette(palette)
        self.setFixedHeight(look.px("component.field.height"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box; blue and thicker while it is typed in."""
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role, token = ("press", "line.focus") if self._in_use else ("edge", "line.field")
        width = look.px(token)
        draw_plate(painter, look, self.rect(), fill="card", edge=role, width=width)

    def _use(self, used: bool) -> None:
        self._in_use = used
        self.update()


class MarkedWords(Words):
    """Words in which some characters stand on a tint and are underlined."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, bold=True)
        self._marks: tuple[tuple[int, int], ...] = ()

    def put(self, text: str, marks: tuple[tuple[int, int], ...]) -> None:
        """Write the words and mark some of their characters."""
        self._marks = marks
        self.setText(text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tints and their lines, then the words on them."""
        painter, look = QPainter(self), self._look
        painter.setPen(Qt.PenStyle.NoPen)
        thick = look.px("line.focus")
        for place in self.marked():
            painter.fillRect(place, look.colour("press_tint"))
            line = QRectF(place.bottomLeft() - QPointF(0, thick), place.bottomRight())
            painter.fillRect(line, look.colour("press"))
        painter.end()
        super().paintEvent(event)

    def marked(self) -> list[QRectF]:
        """Return where the marked characters stand, line by line."""
        metrics, step, lines = self._metrics(), self._step(), self.lines(self.width())
        top = max(0, self.height() - step * len(lines)) / 2
        places, begin = [], 0
        for number, line in enumerate(lines):
            begin = self.text().find(line, begin)
            for first, behind in self._marks:
                inside = line[max(0, first - begin) : max(0, behind - begin)]
                if inside:
                    left = metrics.horizontalAdvance(line[: max(0, first - begin)])
                    wide = metrics.horizontalAdvance(inside)
                    places.append(QRectF(left, top + number * step, wide, step))
            begin += len(line)
        return places


class HitCard(PressCard):
    """A place that was found: what stands there, and where it is."""

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._view: HitView | None = None
        self.words = MarkedWords(look)
        self.below = Words(look, style="caption", role="soft")
        self._row, column = QHBoxLayout(self), QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.words)
        column.addWidget(self.below)
        self._row.addLayout(column, 1)
        self._row.addWidget(Sign(look, "chevron_right"))
        self.let_through()
        self.clicked.connect(lambda: self.chosen.emit(self._view))
        self.dress(look)

    def put(self, view: HitView) -> None:
        """Show a place."""
        self._view = view
        self.words.put(view.text, view.marks)
        self.below.setText(view.below)
        self.setAccessibleName(view.text)
        self.setAccessibleDescription(view.below)

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        super().dress(look)
        side, above = look.px("space.card_inside"), look.px("space.s")
        self._row.setContentsMargins(side, above, side, above)
        self._row.setSpacing(look.px("space.m"))
        self.setMinimumHeight(look.px("component.other_service.height"))
