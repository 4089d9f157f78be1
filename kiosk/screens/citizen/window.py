"""The citizen's window: bars on top and below, and between them the page and the keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from kiosk.screens.citizen.low_reach import LowReach
from kiosk.screens.citizen.page_area import PageArea
from kiosk.screens.look.foot_bar import FootBar
from kiosk.screens.look.look import Look
from kiosk.screens.look.missing_bar import MissingBar
from kiosk.screens.look.reach_bar import ReachBar
from kiosk.screens.look.step_bar import StepBar
from kiosk.screens.look.top_bar import TopBar


class CitizenWindow(QWidget):
    """One page at a time; the keyboard takes room from the page and never covers it."""

    def __init__(
        self, look: Look, parent: QWidget | None = None, *, drag_by_mouse: bool = False
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._low_reach = False
        self._keyboard: QWidget | None = None
        self._missing_words = ("", "")
        self.top = TopBar(look, self)
        self.steps = StepBar(look, self)
        self.area = PageArea(look, self, drag_by_mouse=drag_by_mouse)
        self.missing = MissingBar(look, self)
        self.reach = ReachBar(look, self)
        self.foot = FootBar(look, self)
        self._low = LowReach(self.area, self)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        # The glass is as large as it is: no word may push the window beyond it.
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.addWidget(self.top)
        column.addWidget(self.steps)
        column.addWidget(self.area, 1)
        column.addWidget(self.missing)
        column.addWidget(self.reach)
        column.addWidget(self.foot)
        self.dress(look)

    def show_page(self, page: QWidget) -> None:
        """Show another page; keys go to it, and arrows scroll it, until a field is touched."""
        self.area.show_page(page)
        self.area.setFocus(Qt.FocusReason.OtherFocusReason)
        self._make_room()

    def show_missing(self, words: str, turned: str = "") -> None:
        """Say what is missing, or nothing; while the keyboard is open there is no room for it."""
        self._missing_words = (words, turned)
        self._say_missing()

    def set_keyboard(self, keyboard: QWidget | None) -> None:
        """Open a keyboard under the page, or close it; the foot bar's way on steps back."""
        if keyboard is self._keyboard:
            return
        if self._keyboard is not None:
            self._column.removeWidget(self._keyboard)
            self._keyboard.hide()
        self._keyboard = keyboard
        if keyboard is not None:
            self._column.insertWidget(self._column.indexOf(self.reach), keyboard)
            keyboard.show()
        else:
            self.area.keep_in_view(None)
        self.foot.set_under_keyboard(keyboard is not None)
        self._say_missing()
        self._make_room()

    def ensure_visible(self, widget: QWidget) -> None:
        """Scroll the page to a field and keep it in view while room is taken or given back."""
        self.area.keep_in_view(widget)

    def set_low_reach(self, low: bool) -> None:
        """Bring everything that is pressed into the lower half."""
        if low == self._low_reach:
            return
        self._low_reach = low
        if low:
            self.reach.hold(self.top.lend_switches())
        else:
            self.reach.let_go()
            self.top.take_switches()
        self._make_room()

    def dress(self, look: Look) -> None:
        """Change colours and sizes of the window; pages are dressed by their owner."""
        self._look = look
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, look.colour("paper"))
        palette.setColor(QPalette.ColorRole.WindowText, look.colour("ink"))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        for part in (self.top, self.steps, self.area, self.missing, self.reach, self.foot):
            part.dress(look)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find the middle of the screen again."""
        super().resizeEvent(event)
        self._make_room()

    def _say_missing(self) -> None:
        words, turned = self._missing_words
        shown = self._keyboard is None
        self.missing.show_missing(words if shown else "", turned if shown else "")

    def _make_room(self) -> None:
        """In low reach the first thing to press lies at the middle of a standing screen.

        Whatever is taller scrolls: each of its parts can be brought below the middle. A screen
        that lies is low enough as it is, and above a keyboard there is no half to spare: there
        the steps give their room to the page.
        """
        pushed = self._low_reach and not self._look.landscape and self._keyboard is None
        crowded = self._look.landscape and self._keyboard is not None
        self.steps.set_crowded(crowded)
        self._low.look_again(pushed)
