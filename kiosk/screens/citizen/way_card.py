"""One way on from a trouble: icon, what one does, what follows; the likeliest is filled."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout

from kiosk.screens.citizen.after_views import WayView
from kiosk.screens.citizen.parts import Lines, PressCard
from kiosk.screens.look.look import Look
from kiosk.screens.look.plate import draw_focus, draw_plate
from kiosk.screens.look.sign import Sign

COMPONENT = "component.button_choice"


class WayCard(PressCard):
    """One large target; `chosen` with its key."""

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._key, self._first = "", False
        self._sign = Sign(look, "", size=f"{COMPONENT}.icon")
        self._lines = Lines(look, style="heading3")
        self._arrow = Sign(look, "arrow_right", size="component.button.icon")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._sign)
        self._row.addWidget(self._lines, 1)
        self._row.addWidget(self._arrow)
        self.clicked.connect(lambda: self.chosen.emit(self._key))
        self.dress(look)

    def put(self, view: WayView, *, first: bool) -> None:
        """Show a way."""
        self._key, self._first = view.key, first
        role = "on_press" if first else "press"
        self._sign.set_icon(view.icon, role)
        self._arrow.set_icon("arrow_right", role)
        self._lines.put(view.title, view.line)
        self._lines.first.set_role(role)
        self._lines.second.set_role("on_press" if first else "soft")
        self.setAccessibleName(view.title)
        self.setAccessibleDescription(view.line)
        self.dress(self._look)
        self.let_through()

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        super().dress(look)
        side = look.px(f"{COMPONENT}.side")
        self._row.setContentsMargins(side, look.px("space.s"), side, look.px("space.s"))
        self._row.setSpacing(look.px("space.l"))
        self.setMinimumHeight(look.px(f"{COMPONENT}.{'height_first' if self._first else 'height'}"))

    def edge(self) -> tuple[str, int]:
        """Return the role and the width in dots of its outline."""
        return "press", self._look.px("component.button.border")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the plate: filled, or outlined as a button is."""
        if not self._first or self.isDown():
            super().paintEvent(event)
            return
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _, width = self.edge()
        draw_plate(
            painter,
            look,
            self.rect(),
            fill="press",
            edge="press",
            width=width,
            radius="radius.card",
        )
        if self.hasFocus():
            draw_focus(painter, look, self.rect())
