"""Beside the paper: a bar along one section, and the way to change what it says."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.screens.citizen.paper_image import ChangeLink
from kiosk.screens.look.button import Button
from kiosk.screens.look.look import Look
from kiosk.screens.look.words import Words
from kiosk.texts import Language, Text

CHANGE = Text("改", "Edit")
FEW = 3
"""Lines that a section's name takes where there is room for it."""


class PaperSection(QWidget):
    """A blue bar along a section, its name, and the button that leads to where it is filled in."""

    change = Signal(str)

    def __init__(self, look: Look, language: Language, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._target = ""
        self.bar = QRect()
        self._name = Words(look, parent=self, style="caption", bold=True)
        self._button = Button(look, self, small=True, icon="pencil")
        self._button.clicked.connect(self._lead)
        self.dress(look, language)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        self._look = look
        self._name.dress(look)
        self._button.setText(CHANGE[language])
        self._button.dress(look)

    def tell(self, link: ChangeLink) -> None:
        """Name the section and where it is changed."""
        self._target = link.target
        self._name.setText(link.title)
        self._button.setAccessibleName(f"{self._button.text()} {link.title}")

    def stand(self, left: int, width: int, bar: tuple[int, int], free: int) -> int:
        """Stand at a section's height, but not above `free`; return where the next may begin."""
        look = self._look
        inside = self._inside
        room = width - inside
        words = self._name.heightForWidth(room)
        high = words + look.px("space.xs") + self._button.sizeHint().height()
        middle = (bar[0] + bar[1]) // 2
        top = max(free, min(bar[0], middle - high // 2))
        bottom = max(bar[1], max(free, middle - high // 2) + high)
        self.setGeometry(left, top, width, bottom - top)
        self.bar = QRect(0, bar[0] - top, look.px("line.change_bar"), bar[1] - bar[0])
        first = max(free, middle - high // 2) - top
        self._name.setGeometry(inside, first, room, words)
        below = first + words + look.px("space.xs")
        self._button.setGeometry(inside, below, room, self._button.sizeHint().height())
        return max(free, middle - high // 2) + high + look.px("space.xs")

    @property
    def _inside(self) -> int:
        return self._look.px("line.change_bar") + self._look.px("radius.field")

    def needed(self, most: int) -> int:
        """Return the width that the words need with the bar, once a section stands.

        They stand on few lines where that takes no more than `most`; a long word takes its width.
        """
        least, whole = self._name.minimumSizeHint().width(), self._name.sizeHint().width()
        room = max(least, most - self._inside)
        step = self._look.px("space.s")
        widths = [*range(least, min(whole, room), step), min(whole, room)]
        few = max(FEW, len(self._name.lines(room)))
        words = next(width for width in widths if len(self._name.lines(width)) <= few)
        needed: int = self._inside + max(self._button.sizeHint().width(), words)
        return needed

    def clear(self) -> None:
        """Name nothing."""
        self._target = ""
        self._name.setText("")
        self._button.setAccessibleName("")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar, on a ground of its own: it may stand on the paper's margin."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("paper"))
        painter.fillRect(self.bar, self._look.colour("press"))

    def _lead(self) -> None:
        self.change.emit(self._target)
