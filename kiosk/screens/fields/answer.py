"""One of many answers, as a large button whose words wrap."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from kiosk.screens.fields.view import OptionView
from kiosk.screens.look.look import Look


class Answer(QAbstractButton):
    """One answer of the grid; its words wrap, they are never cut."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.value = ""
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.dress(look)

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look
        self.setFont(look.font("body"))
        self.updateGeometry()
        self.update()

    def offer(self, option: OptionView, *, chosen: bool) -> None:
        """Show an answer."""
        self.value = option.value
        self.setText("\n".join(one for one in (option.title, option.note) if one))
        self.setAccessibleName(" ".join(one for one in (option.title, option.note) if one))
        self.setChecked(chosen)
        self.setEnabled(not option.closed)
        self.updateGeometry()
        self.show()

    def withdraw(self) -> None:
        """Hold no answer."""
        self.value = ""
        self.setText("")
        self.setAccessibleName("")
        self.setChecked(False)
        self.hide()

    def sizeHint(self) -> QSize:
        """As high as an option; a note has a line of its own."""
        side = self._look.px("component.option.height")
        lines = (self.text().count("\n") + 1) * self._look.line_height("body")
        return QSize(side, max(side, lines + 2 * self._look.px("space.s")))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw edge and words; chosen: strong edge, tint, bold; closed: sunk and soft."""
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = self.isChecked() or self.hasFocus()
        width = look.px("line.chosen" if strong else "line.field")
        tinted = self.isChecked() or self.isDown()
        usual = ("edge", "card") if self.isEnabled() else ("line", "sunk")
        painter.setPen(QPen(look.colour("press" if strong else usual[0]), width))
        painter.setBrush(look.colour("press_tint" if tinted else usual[1]))
        half, radius = width / 2, look.px("radius.field")
        inner = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(inner, radius, radius)
        painter.setFont(look.font("body", bold=self.isChecked()))
        painter.setPen(look.colour("ink" if self.isEnabled() else "soft"))
        side = look.px("space.s")
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter
        painter.drawText(self.rect().adjusted(side, 0, -side, 0), flags, self.text())
