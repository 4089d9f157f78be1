"""The foot bar: back, something beside the way, and the one way on."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from kiosk.screens.look.button import Button
from kiosk.screens.look.look import Look


class FootBar(QWidget):
    """Back is outlined, the middle is text alone, the way on is filled and takes the rest."""

    back_pressed = Signal()
    middle_pressed = Signal()
    onward_pressed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._under_keyboard = False
        self.back = Button(look, self, icon="arrow_left")
        self.middle = Button(look, self, icon="box_down", plain=True)
        self.onward = Button(look, self, icon="arrow_right", icon_behind=True, filled=True)
        self.back.clicked.connect(self.back_pressed)
        self.middle.clicked.connect(self.middle_pressed)
        self.onward.clicked.connect(self.onward_pressed)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.back)
        self._row.addWidget(self.middle)
        self._row.addWidget(self.onward, 1)
        self._row.addStretch(0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.dress(look)
        self.show_ways()

    def show_ways(  # three texts and their three icons
        self,
        back: str = "",
        middle: str = "",
        onward: str = "",
        *,
        back_icon: str = "arrow_left",
        middle_icon: str = "box_down",
        onward_icon: str = "arrow_right",
    ) -> None:
        """Write on the buttons; without words a button is hidden, without any the bar is too."""
        words = {self.back: back, self.middle: middle, self.onward: onward}
        icons = {self.back: back_icon, self.middle: middle_icon, self.onward: onward_icon}
        for button, text in words.items():
            button.setText(text)
            button.set_icon(icons[button])
            button.setVisible(bool(text))
        self.setVisible(any(words.values()))

    def set_under_keyboard(self, under: bool) -> None:
        """Step back while the keyboard's own way on is the filled one."""
        self._under_keyboard = under
        self.onward.set_filled(not under)
        self.dress(self._look)

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look
        for button in (self.back, self.middle, self.onward):
            button.dress(look)
        self.back.setMinimumWidth(look.px("component.button.back_min_width"))
        side, top = look.px("space.page_side"), look.px("component.foot_bar.top")
        bottom = look.px("component.foot_bar.bottom")
        if self._under_keyboard:
            spare = look.px("component.foot_bar.height")
            spare -= look.px("component.foot_bar.height_under_keyboard")
            top, bottom = top - spare // 2, bottom - spare // 2
        self._row.setContentsMargins(side, top + look.px("line.divider"), side, bottom)
        self._row.setSpacing(look.px("component.foot_bar.gap"))
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card and the line above it."""
        painter = QPainter(self)
        look = self._look
        painter.fillRect(self.rect(), look.colour("card"))
        if not self._under_keyboard:
            painter.fillRect(0, 0, self.width(), look.px("line.divider"), look.colour("line"))
