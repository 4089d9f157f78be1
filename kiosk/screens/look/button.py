"""The button: filled is the one way on, outlined everything else that can be pressed."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from kiosk.screens.look.icons import draw_icon
from kiosk.screens.look.look import Look
from kiosk.screens.look.plate import draw_focus, draw_plate, focus_room


class Button(QAbstractButton):
    """Text with an icon before or behind it; `plain` has no outline, `small` is lower."""

    def __init__(  # each is one way a button can look
        self,
        look: Look,
        parent: QWidget | None = None,
        *,
        small: bool = False,
        icon: str = "",
        filled: bool = False,
        plain: bool = False,
        icon_behind: bool = False,
        text: str = "",
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._small, self._filled, self._plain = small, filled, plain
        self._icon, self._icon_behind = icon, icon_behind
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Write on it; the accessible name follows."""
        if text == self.text() == self.accessibleName():
            return
        super().setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        if name == self._icon:
            return
        self._icon = name
        self.updateGeometry()
        self.update()

    def set_filled(self, filled: bool) -> None:
        """Make it the way on, or one button among others."""
        self._filled = filled
        self.update()

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look
        self.updateGeometry()
        self.update()

    def label_width(self) -> int:
        """Return the width of icon and text in dots."""
        width = QFontMetrics(self._letters()).horizontalAdvance(self.text())
        if self._icon:
            width += self._icon_side() + self._gap()
        return width

    def sizeHint(self) -> QSize:
        """Return as high as a finger needs, as wide as its words."""
        look = self._look
        sides = 2 * look.px(f"component.{self._kind}.side") + 2 * focus_room(look)
        height = look.px(f"component.{self._kind}.height")
        lines = self.text().count("\n") + 1
        words = lines * look.line_height(self._style) + look.px("space.m")
        return QSize(self.label_width() + sides, max(height, words))

    def minimumSizeHint(self) -> QSize:
        """Never clip the words."""
        return self.sizeHint()

    @property
    def _kind(self) -> str:
        return "button_small" if self._small else "button"

    @property
    def _style(self) -> str:
        return "caption" if self._small else "lead"

    def _gap(self) -> int:
        return self._look.px("space.s" if self._small else "component.button.icon_gap")

    def _letters(self) -> QFont:
        return self._look.font(self._style, bold=True)

    def _icon_side(self) -> int:
        return self._look.px(f"component.{self._kind}.icon") if self._icon else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw plate, icon and words; a finger on it darkens the plate, closed it is sunk."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = self._look
        ink = "on_press" if self._filled else "press" if self.isEnabled() else "soft"
        if not self._plain:
            fill = "press" if self._filled else "card" if self.isEnabled() else "sunk"
            edge = "press" if self.isEnabled() else "line"
            border = look.px(f"component.{self._kind}.border")
            draw_plate(painter, look, self.rect(), fill=fill, edge=edge, width=border)
        if self.isDown():
            draw_plate(painter, look, self.rect(), fill="press_tint", edge="press", width=1)
            ink = "press"
        if self.hasFocus():
            draw_focus(painter, look, self.rect())
        self._draw_label(painter, ink)

    def _draw_label(self, painter: QPainter, ink: str) -> None:
        look = self._look
        size = self._icon_side()
        words = QFontMetrics(self._letters()).horizontalAdvance(self.text())
        left = (self.width() - self.label_width()) / 2
        step = size + self._gap() if self._icon else 0
        text_left = left if self._icon_behind else left + step
        painter.setFont(self._letters())
        painter.setPen(QPen(look.colour(ink)))
        place = QRectF(text_left, 0, words + 2, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self.text())
        if self._icon:
            icon_left = text_left + words + self._gap() if self._icon_behind else left
            square = QRectF(icon_left, (self.height() - size) / 2, size, size)
            draw_icon(painter, self._icon, square, look.colour(ink))
