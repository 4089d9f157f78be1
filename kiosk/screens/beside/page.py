"""The one page of the second screen: large words, the way, and a code to take a photo of."""

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.devices.second_screen import Sight
from kiosk.screens.beside.code_picture import CodePicture
from kiosk.screens.look.look import Look
from kiosk.screens.look.step_bar import StepBar, StepState
from kiosk.screens.look.words import Words

MIDDLE = Qt.AlignmentFlag.AlignHCenter
CODE_SHARE = 20
"""Parts of the height that a code takes, to one above and one below."""


class BesidePage(QWidget):
    """Takes neither touches nor keys."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setWindowFlags(
            Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowDoesNotAcceptFocus
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAutoFillBackground(True)
        self.steps = StepBar(look, self)
        self.title = Words(look, style="welcome_title", align=MIDDLE)
        self.line = Words(look, style="heading2", role="soft", bold=False, align=MIDDLE)
        self.code = CodePicture()
        self.number = Words(look, style="case_number", align=MIDDLE)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.steps)
        self._column.addStretch(1)
        self._column.addWidget(self.title)
        self._column.addWidget(self.line)
        self._column.addWidget(self.code, CODE_SHARE)
        self._column.addWidget(self.number)
        self._column.addStretch(1)
        self.dress(look)

    def put(self, sight: Sight) -> None:
        """Show a sight."""
        self.setWindowTitle(sight.title)
        self.title.setText(sight.title)
        self.line.setText(sight.line)
        self.line.setVisible(bool(sight.line))
        self.steps.show_steps(
            tuple((label, cast(StepState, state)) for label, state in sight.steps)
        )
        self.code.put(sight.code)
        self.number.setText(sight.number)
        self.number.setVisible(bool(sight.number))

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, look.colour("paper"))
        self.setPalette(palette)
        for part in (self.steps, self.title, self.line, self.number):
            part.dress(look)
        side = look.px("space.page_side")
        self._column.setContentsMargins(side, side, side, side)
        self._column.setSpacing(look.px("space.l"))
