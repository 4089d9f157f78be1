"""Where the page lies: it scrolls by finger when it is tall, and keeps a field in view."""

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScroller, QVBoxLayout, QWidget
from shiboken6 import isValid

from kiosk.screens.look.look import Look


def glass() -> QWidget:
    """Make the part of a scrolling area that is seen.

    Of one that Qt makes itself PySide would have to find out what it is, and load every widget
    there is for that.
    """
    seen = QWidget()
    seen.setAutoFillBackground(True)
    return seen


class Holder(QWidget):
    """Holds the page that is shown; the others stay hidden in it, to be shown again."""

    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that the page grew or shrank."""
        super().resizeEvent(event)
        self.resized.emit()


class ScrollMark(QWidget):
    """A thin bar that says: there is more above or below; never a target."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._start, self._part = 0.0, 1.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_part(self, look: Look, start: float, part: float) -> None:
        """Show which part of the page is in view, both between 0 and 1."""
        self._look, self._start, self._part = look, start, part
        self.setVisible(part < 1)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("edge"))
        top, height = self.height() * self._start, self.height() * self._part
        corner = self.width() / 2
        painter.drawRoundedRect(QRectF(0, top, self.width(), height), corner, corner)


class PageArea(QScrollArea):
    """The one thing that scrolls in the window."""

    def __init__(self, look: Look, parent: QWidget, *, drag_by_mouse: bool = False) -> None:
        super().__init__(parent)
        self._look = look
        self._page: QWidget | None = None
        self._wanted: QWidget | None = None
        self._room_above = 0
        self.setViewport(glass())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._holder = Holder()
        self._holder.resized.connect(self._settle)
        self.setWidget(self._holder)
        self._mark = ScrollMark(look, self)
        self.verticalScrollBar().valueChanged.connect(self._show_part)
        self.verticalScrollBar().rangeChanged.connect(self._show_part)
        gesture = QScroller.ScrollerGestureType
        kind = gesture.LeftMouseButtonGesture if drag_by_mouse else gesture.TouchGesture
        QScroller.grabGesture(self.viewport(), kind)
        self.dress(look)

    @property
    def page(self) -> QWidget | None:
        """The page that is shown."""
        return self._page

    def show_page(self, page: QWidget) -> None:
        """Show a page from its top; the one before is kept, hidden, until its owner deletes it."""
        if page is self._page:
            return
        self._wanted = None
        if self._page is not None and isValid(self._page):
            self._holder.column.removeWidget(self._page)
            self._page.hide()
        self._page = page
        self._holder.column.addWidget(page)
        page.show()
        self.verticalScrollBar().setValue(0)

    def keep_in_view(self, widget: QWidget | None) -> None:
        """Scroll to a widget of the page, and again whenever the room changes."""
        self._wanted = widget
        self._settle()

    def set_room_above(self, room: int) -> None:
        """Let the page begin lower, by so many dots, so that all of it can be reached."""
        self._room_above = room
        self._holder.column.setContentsMargins(0, room, 0, 0)

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, look.colour("paper"))
        self.setPalette(palette)
        self._show_part()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the page out anew; what was wanted stays in view."""
        super().resizeEvent(event)
        self._settle()

    def event(self, event: QEvent) -> bool:
        """After a new layout what was wanted may have moved."""
        answer = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._settle()
        return answer

    def _settle(self) -> None:
        wanted = self._wanted
        if wanted is not None and isValid(wanted) and self._holder.isAncestorOf(wanted):
            self._scroll_to(wanted)
        self._show_part()

    def _scroll_to(self, wanted: QWidget) -> None:
        bar, margin = self.verticalScrollBar(), self._look.px("space.l")
        top = wanted.mapTo(self._holder, QPoint(0, 0)).y() - margin
        bottom = top + wanted.height() + 2 * margin
        if bottom > bar.value() + self.viewport().height():
            bar.setValue(bottom - self.viewport().height())
        if top < bar.value():
            bar.setValue(top)

    def _show_part(self) -> None:
        bar, width = self.verticalScrollBar(), self._look.px("space.xs")
        room = self.viewport().height()
        whole = max(1, bar.maximum() + room)
        inset = self._look.px("space.s")
        self._mark.setGeometry(self.width() - width - inset, 0, width, self.height())
        self._mark.show_part(self._look, bar.value() / whole, room / whole)
