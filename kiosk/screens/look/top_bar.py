"""The top bar: whose kiosk this is, the time, and the five switches."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from kiosk.screens.look.look import Look
from kiosk.screens.look.switches import SwitchRow
from kiosk.screens.look.words import Words
from kiosk.texts import Language

BAR_LEFT, BAR_RIGHT, KNOB = 0.22, 0.78, 0.075
"""The mark: one line between two dots, as parts of its side."""

NAME_LINES = 2
"""Lines that the row has room for."""


class Mark(QWidget):
    """The sign of the house: one line on blue."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dress(look)

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look
        side = look.px("component.top_bar.mark")
        self.setFixedSize(side, side)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the plate and the line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, side = self._look, self.width()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("press"))
        corner = look.px("radius.card")
        painter.drawRoundedRect(QRectF(self.rect()), corner, corner)
        painter.setPen(QPen(look.colour("on_press"), look.px("line.thread") * 1.5))
        middle = side / 2
        left, right, knob = side * BAR_LEFT, side * BAR_RIGHT, side * KNOB
        painter.drawLine(int(left), int(middle), int(right), int(middle))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("on_press"))
        for end in (left, right):
            painter.drawEllipse(QRectF(end - knob, middle - knob, 2 * knob, 2 * knob))


class TopBar(QWidget):
    """Two rows standing, one row lying; the switches may live elsewhere (low reach)."""

    language_pressed = Signal()
    large_print_pressed = Signal()
    contrast_pressed = Signal()
    low_reach_pressed = Signal()
    voice_pressed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._mark = Mark(look, self)
        self._hall = Words(look, "", self, bold=True)
        self._machine = Words(look, "", self, style="caption", role="soft", wraps=False)
        self._date = Words(look, "", self, style="caption", role="soft", wraps=False)
        self._time = Words(look, "", self, style="heading3", wraps=False)
        self.switches = SwitchRow(look, self)
        for name in ("language", "large_print", "contrast", "low_reach", "voice"):
            getattr(self.switches, f"{name}_pressed").connect(getattr(self, f"{name}_pressed"))
        self._low = False
        self._grid = QGridLayout(self)
        self.dress(look)

    def show_hall(  # what the bar says, in order
        self,
        hall: str,
        machine: str,
        date: str,
        time: str,
        on: frozenset[str] = frozenset(),
        language: Language = Language.ZH,
    ) -> None:
        """Show whose kiosk this is, when it is, and which switches are on."""
        self._hall.setText(hall)
        self._machine.setText(machine)
        self._date.setText(date)
        self._time.setText(time)
        self._make_room()
        self.switches.show_switches(language, on)

    @property
    def hall(self) -> QWidget:
        """The hall's name, as something to touch."""
        return self._hall

    def lend_switches(self) -> SwitchRow:
        """Give the switches to a place within reach; `take_switches` brings them back."""
        self._low = True
        self._arrange()
        return self.switches

    def take_switches(self) -> None:
        """Put the switches back on top."""
        self._low = False
        self.switches.setParent(self)
        self.switches.show()
        self._arrange()

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look
        for part in (self._mark, self._hall, self._machine, self._date, self._time):
            part.dress(look)
        self.switches.dress(look)
        self._time.set_style("body" if look.large_print else "heading3", bold=True)
        self._make_room()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See anew whether the machine's name has room."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Leave the machine out where the hall's name would not stand on two lines beside it."""
        look, others = self._look, (self._mark, self._machine, self._date, self._time)
        taken = sum(part.sizeHint().width() for part in others[1:]) + self._mark.width()
        gaps = 2 * look.px("component.top_bar.side") + 5 * look.px("space.m")
        fits = len(self._hall.lines(max(1, self.width() - taken - gaps))) <= NAME_LINES
        self._machine.setVisible(not look.large_print and (look.landscape or fits))

    def _arrange(self) -> None:
        grid, look = self._grid, self._look
        while grid.takeAt(0) is not None:
            pass
        for column in range(6):
            grid.setColumnStretch(column, 0)
        side = look.px("component.top_bar.side")
        grid.setContentsMargins(side, 0, side, look.px("line.divider"))
        grid.setHorizontalSpacing(look.px("space.m"))
        grid.setVerticalSpacing(0)
        if look.landscape:
            self._arrange_lying()
        else:
            self._arrange_standing()
        self.updateGeometry()
        self.update()

    def _arrange_standing(self) -> None:
        grid, look = self._grid, self._look
        parts = (self._mark, self._hall, self._machine)
        for column, part in enumerate(parts):
            grid.addWidget(part, 0, column)
        grid.setColumnStretch(3, 1)
        grid.addWidget(self._date, 0, 4)
        grid.addWidget(self._time, 0, 5)
        grid.setRowMinimumHeight(0, look.px("component.top_bar.hall_row"))
        grid.setRowMinimumHeight(1, 0 if self._low else look.px("component.top_bar.switch_row"))
        if not self._low:
            grid.addWidget(self.switches, 1, 0, 1, 6, Qt.AlignmentFlag.AlignTop)

    def _arrange_lying(self) -> None:
        grid, look = self._grid, self._look
        middle = Qt.AlignmentFlag.AlignVCenter
        half = look.px("component.top_bar.hall_row") // 2
        grid.addWidget(self._mark, 0, 0, 2, 1)
        if look.large_print:
            grid.addWidget(self._hall, 0, 1, 2, 1)
        else:
            grid.addWidget(self._hall, 0, 1)
            grid.addWidget(self._machine, 1, 1)
        grid.setColumnStretch(2, 1)
        if not self._low:
            grid.addWidget(self.switches, 0, 3, 2, 1, middle)
        right = Qt.AlignmentFlag.AlignRight | middle
        grid.addWidget(self._time, 0, 4, right)
        grid.addWidget(self._date, 1, 4, right)
        for row in (0, 1):
            grid.setRowMinimumHeight(row, half)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card and the line under it."""
        painter = QPainter(self)
        look, line = self._look, self._look.px("line.divider")
        painter.fillRect(self.rect(), look.colour("card"))
        place = self.rect().adjusted(0, self.height() - line, 0, 0)
        painter.fillRect(place, look.colour("line"))
