"""What a page says when it is longer than the glass: turned by finger or by two buttons."""

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QScroller,
    QVBoxLayout,
    QWidget,
)

from kiosk.screens.citizen.page_area import glass
from kiosk.screens.look.button import Button
from kiosk.screens.look.look import Look
from kiosk.texts import Language, Text

UP, DOWN = Text("看前面", "Show above"), Text("看后面", "Show below")
OVERLAP = 0.85
"""How much of what is seen a button turns by; the rest stays to find one's place again."""


class Glass(QScrollArea):
    """Rolls what is in it, or, when `whole`, is as high as that."""

    whole = False

    def hasHeightForWidth(self) -> bool:
        """Follow the width only when all of it has to be seen."""
        return self.whole

    def heightForWidth(self, width: int) -> int:
        """Return the height of what is in it."""
        return self.widget().heightForWidth(width)


class Roll(QWidget):
    """Holds one widget; the buttons are there only when not everything is seen."""

    def __init__(self, look: Look, inside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inside = inside
        self._wanted: QWidget | None = None
        self._area = Glass(self)
        self._area.setViewport(glass())
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(inside)
        for widget in (self._area, self._area.viewport(), inside):
            widget.setAutoFillBackground(False)
            palette = widget.palette()
            palette.setColor(QPalette.ColorRole.Window, Qt.GlobalColor.transparent)
            widget.setPalette(palette)
        QScroller.grabGesture(self._area.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self.up = Button(look, self, small=True, icon="chevron_up")
        self.down = Button(look, self, small=True, icon="chevron_down")
        self.up.clicked.connect(lambda: self.turn(-1))
        self.down.clicked.connect(lambda: self.turn(1))
        for button in (self.up, self.down):
            button.hide()
        self._row = QHBoxLayout()
        self._row.addStretch(1)
        self._row.addWidget(self.up)
        self._row.addWidget(self.down)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._area, 1)
        column.addLayout(self._row)
        self._settled = QTimer(self, singleShot=True, interval=0)
        self._settled.timeout.connect(self._settle)
        self._area.verticalScrollBar().valueChanged.connect(self._tell)
        inside.installEventFilter(self)
        self._area.viewport().installEventFilter(self)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        side, gap = look.px("space.page_side"), look.px("space.gap_between_targets")
        self._side, self._gap = side, gap
        self._row.setSpacing(gap)
        for button, text in ((self.up, UP), (self.down, DOWN)):
            button.setText(text[language])
            button.dress(look)
        if self.isVisible():
            self._tell()  # else it has no width yet, and tells once it has

    def stand_whole(self, whole: bool) -> None:
        """Be as high as what it holds, and roll nothing; or take the room there is."""
        self._area.whole = whole
        self._area.updateGeometry()

    def sizeHint(self) -> QSize:
        """Ask for no height of its own."""
        return QSize(self._inside.sizeHint().width(), self.minimumSizeHint().height())

    def top(self) -> None:
        """Show the beginning."""
        self._area.verticalScrollBar().setValue(0)

    def turn(self, by: int) -> None:
        """Go on (1) or back (-1) by about one glass."""
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + by * round(self._area.viewport().height() * OVERLAP))

    def reveal(self, widget: QWidget) -> None:
        """Bring a part into sight, all of it: Qt alone would show where the cursor is."""
        self._area.ensureWidgetVisible(widget, 0, widget.height())

    def reveal_soon(self, widget: QWidget) -> None:
        """Bring the beginning of a part into sight, once it has its place."""
        self._wanted = widget
        self._settled.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See whether everything is still seen."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._settled.start()
        return False

    def _settle(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            place = wanted.mapTo(self._inside, QPoint(0, 0))
            self._area.verticalScrollBar().setValue(place.y())
        self._tell()
        used = self._inside.focusWidget()
        if isinstance(used, QLineEdit) and used.hasFocus():
            self.reveal(used)  # the keyboard takes room from the page

    def _tell(self) -> None:
        bar = self._area.verticalScrollBar()
        rolls = self._inside.heightForWidth(self.width()) > self.height()
        self.up.setVisible(rolls and bar.value() > 0)
        self.down.setVisible(rolls and bar.value() < bar.maximum())
        self._row.setContentsMargins(
            self._side, self._gap if rolls else 0, self._side, self._gap if rolls else 0
        )
