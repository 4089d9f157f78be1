"""A large button with two lines: what to do, and what comes of it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from kiosk.screens.look.icons import draw_icon
from kiosk.screens.look.look import Look
from kiosk.screens.look.plate import draw_focus, draw_plate
from kiosk.screens.look.words import baseline, lay_out

COMPONENT = "component.button_choice"


class ChoiceButton(QAbstractButton):
    """One of the ways on from a page; the filled one is the first."""

    def __init__(self, look: Look, parent: QWidget | None = None, *, filled: bool = False) -> None:
        super().__init__(parent)
        self._look, self._filled = look, filled
        self._icon, self._line = "", ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def put(self, icon: str, title: str, line: str = "", *, filled: bool | None = None) -> None:
        """Write on it; the second line is read after the first."""
        self._icon, self._line = icon, line
        self._filled = self._filled if filled is None else filled
        self.setText(title)
        self.setAccessibleDescription(line)

    def setText(self, text: str) -> None:
        """Write the first line alone; without words the second goes too."""
        super().setText(text)
        self._line = self._line if text else ""
        self.setAccessibleName(text)
        self.updateGeometry()

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size when no line is broken."""
        return QSize(self._look.px("component.button_still_there.text") * 10, self._least())

    def minimumSizeHint(self) -> QSize:
        """Return room for two words beside the icons."""
        return QSize(self._aside() + 4 * self._look.text_px("lead"), self._least())

    def heightForWidth(self, width: int) -> int:
        """Return the height that holds all words."""
        lines = self._lines(width)
        tall = sum(self._look.line_height(style) for style, _, _ in lines)
        return max(self._least(), tall + self._look.px("space.l"))

    def _least(self) -> int:
        return self._look.px(f"{COMPONENT}.{'height_first' if self._filled else 'height'}")

    def _aside(self) -> int:
        """Return the width that is not for words: both icons and what is around them."""
        look = self._look
        sides = 2 * look.px(f"{COMPONENT}.side") + 2 * look.px(f"{COMPONENT}.gap")
        return sides + look.px(f"{COMPONENT}.icon") + look.px("component.button.icon")

    def _lines(self, width: int) -> list[tuple[str, bool, str]]:
        room = width - self._aside()
        title = lay_out(self._look, "lead", True, self.text(), room)
        below = lay_out(self._look, "caption", False, self._line, room) if self._line else []
        return [("lead", True, line) for line in title] + [
            ("caption", False, line) for line in below
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw plate, icon, both lines and the arrow."""
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        filled = self._filled and not self.isDown()
        fill = "press" if filled else "press_tint" if self.isDown() else "card"
        width = look.px("component.button.border")
        draw_plate(painter, look, self.rect(), fill=fill, edge="press", width=width)
        if self.hasFocus():
            draw_focus(painter, look, self.rect())
        ink = look.colour("on_press" if filled else "press")
        side, large = look.px(f"{COMPONENT}.side"), look.px(f"{COMPONENT}.icon")
        small, middle = look.px("component.button.icon"), self.height() / 2
        if self._icon:
            square = QRectF(side, middle - large / 2, large, large)
            draw_icon(painter, self._icon, square, ink)
        right = self.width() - side - small
        arrow = QRectF(right, middle - small / 2, small, small)
        draw_icon(painter, "arrow_right", arrow, ink)
        self._draw_words(painter, side + large + look.px(f"{COMPONENT}.gap"), filled=filled)

    def _draw_words(self, painter: QPainter, left: int, *, filled: bool) -> None:
        look, lines = self._look, self._lines(self.width())
        top = (self.height() - sum(look.line_height(style) for style, _, _ in lines)) / 2
        for style, bold, line in lines:
            role = "on_press" if filled else "press" if bold else "soft"
            painter.setFont(look.font(style, bold))
            painter.setPen(look.colour(role))
            painter.drawText(QPointF(left, top + baseline(look, style)), line)
            top += look.line_height(style)
