"""The five switches: language, large print, contrast, low reach and reading aloud."""

from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from kiosk.screens.look.icons import draw_icon
from kiosk.screens.look.look import Look
from kiosk.screens.look.plate import draw_focus, draw_plate
from kiosk.texts import Language, Text

SwitchName = Literal["language", "large_print", "contrast", "low_reach", "voice"]
ICONS: dict[SwitchName, str] = {
    "language": "globe",
    "large_print": "text_size",
    "contrast": "contrast",
    "low_reach": "low_reach",
    "voice": "speaker",
}
LABELS: dict[SwitchName, Text] = {
    "language": Text("English", "中文"),
    "large_print": Text("大字", "Large"),
    "contrast": Text("对比度", "Contrast"),
    "low_reach": Text("低位", "Lower"),
    "voice": Text("朗读", "Aloud"),
}
MEANINGS: dict[SwitchName, Text] = {
    "language": Text("Switch to English", "切换到中文"),
    "large_print": Text("大字", "Large print"),
    "contrast": Text("高对比度", "High contrast"),
    "low_reach": Text("低位：按键都在下半屏", "Low reach: everything to press is low"),
    "voice": Text("朗读", "Read aloud"),
}
ON = Text("已开", "on")
OFF = Text("已关", "off")


class _Inside(Struct, frozen=True):
    """How icon and word share a switch, in dots."""

    icon: int
    gap: int
    side: int


class Switch(QAbstractButton):
    """On is filled and bold; its accessible name says on or off too."""

    def __init__(self, look: Look, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._icon, self._on = look, icon, False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_on(self, on: bool) -> None:
        """Show it as on or off."""
        if on != self._on:
            self._on = on
            self.update()

    def is_on(self) -> bool:
        """Return whether it is shown as on."""
        return self._on

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of a switch; wider only when its word needs it."""
        look = self._look
        width = look.px("component.switch.width")
        return QSize(max(width, self._words() + 2 * look.px("space.xs")), self._height())

    def minimumSizeHint(self) -> QSize:
        """Return room for the word alone."""
        return QSize(self._words() + 2 * self._look.px("space.xs"), self._height())

    def _height(self) -> int:
        return self._look.px("component.switch.height")

    def _words(self, bold: bool = True) -> int:
        metrics = QFontMetrics(self._look.font("caption", bold=bold))
        return metrics.horizontalAdvance(self.text())

    def _inside(self) -> _Inside:
        """Give up room around the icon, then the icon, before the word is cut."""
        look = self._look
        icon, tight = look.px("component.switch.icon"), look.px("space.xs")
        ways = (
            _Inside(icon, look.px("space.s"), look.px("space.s")),
            _Inside(round(icon * 0.8), tight, tight),
        )
        room = self.width() - self._words(bold=self._on)
        fits = (way for way in ways if way.icon + way.gap + 2 * way.side <= room)
        return next(fits, _Inside(0, 0, tight))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw plate, icon and word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, on = self._look, self._on
        fill = "press" if on else "press_tint" if self.isDown() else "card"
        edge = "press" if on else "line"
        width = look.px("line.card")
        draw_plate(painter, look, self.rect(), fill=fill, edge=edge, width=width)
        if self.hasFocus():
            draw_focus(painter, look, self.rect())
        way, font = self._inside(), look.font("caption", bold=on)
        words = self._words(bold=on)
        left = (self.width() - way.icon - way.gap - words) / 2
        if way.icon:
            square = QRectF(left, (self.height() - way.icon) / 2, way.icon, way.icon)
            draw_icon(painter, self._icon, square, look.colour("on_press" if on else "press"))
        painter.setFont(font)
        painter.setPen(look.colour("on_press" if on else "ink"))
        place = QRectF(left + way.icon + way.gap, 0, words + 2, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self.text())


class SwitchRow(QWidget):
    """The switches beside each other; one signal each."""

    language_pressed = Signal()
    large_print_pressed = Signal()
    contrast_pressed = Signal()
    low_reach_pressed = Signal()
    voice_pressed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.switches: dict[SwitchName, Switch] = {}
        for name, icon in ICONS.items():
            switch = Switch(look, icon, self)
            switch.clicked.connect(getattr(self, f"{name}_pressed"))
            self._row.addWidget(switch, 1)
            self.switches[name] = switch
        self.show_switches(Language.ZH, frozenset())
        self.dress(look)

    def show_switches(self, language: Language, on: frozenset[str]) -> None:
        """Write the words in a language and show which switches are on."""
        for name, switch in self.switches.items():
            switch.setText(LABELS[name][language])
            switch.set_on(name in on)
            state = "" if name == "language" else f", {(ON if name in on else OFF)[language]}"
            switch.setAccessibleName(MEANINGS[name][language] + state)

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._row.setSpacing(look.px("component.switch.gap"))
        self.switches["voice"].setVisible(look.voice)
        for switch in self.switches.values():
            switch.dress(look)
