"""The keys of one page, laid out over the width there is."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from kiosk.screens.keyboard.caps import Cap, Face
from kiosk.screens.keyboard.layouts import PADS, PAGES, UNITS, Does, Key, Page
from kiosk.screens.look.look import Look
from kiosk.texts import Language, Text

ROWS = 4
_ON_RELEASE = frozenset({Does.HIDE, Does.NEXT})
"""Keys after which something else lies under the finger."""
_PART_SYLLABLES = Text("分词 '", "Split '")
_PART_SPOKEN = Text("分开两个音节", "Part two syllables")
_TAKE_FIRST = Text("选定", "Choose")


class Board(QWidget):
    """Shows a page; the caps are made once and used for every page."""

    pressed = Signal(object)

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._language = language
        self._caps: list[Cap] = []
        self._keys: list[Key] = []
        self._page = Page.CHINESE
        self._spelling = False
        self._down: Key | None = None
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._group.idPressed.connect(self._on_pressed)
        self._group.idClicked.connect(self._on_clicked)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        self._look = look
        self._language = language
        for cap in self._caps:
            cap.dress(look)
        self.turn_to(self._page)

    def turn_to(self, page: Page) -> None:
        """Show the keys of a page."""
        self._page = page
        self._keys = [key for row in PAGES[page] for key in row.keys]
        while len(self._caps) < len(self._keys):
            cap = Cap(self._look, self)
            self._group.addButton(cap, len(self._caps))
            self._caps.append(cap)
        for place, cap in enumerate(self._caps):
            shown = place < len(self._keys)
            cap.setVisible(shown)
            if shown:
                self._label(cap, self._keys[place])
        self._lay_out()

    def spell(self, spelling: bool) -> None:
        """While something is being spelled, the dot parts syllables and the space chooses."""
        if spelling is not self._spelling:
            self._spelling = spelling
            for cap, key in zip(self._caps, self._keys, strict=False):
                if key.does in {Does.DOT, Does.SPACE}:
                    self._label(cap, key)

    def cap(self, key: Key) -> Cap:
        """Return the face of a key of the page shown."""
        return self._caps[self._keys.index(key)]

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys of the page shown."""
        return tuple(self._keys)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the keys out over the new width."""
        self._lay_out()

    def _lay_out(self) -> None:
        gap = self._look.px("component.keyboard.key_gap")
        unit = (self.width() + gap) / UNITS
        high = (self.height() + gap) / ROWS
        caps = iter(self._caps)
        rows = PAGES[self._page] if self._caps else ()
        for line, row in enumerate(rows):
            left = row.indent * unit
            for key in row.keys:
                right, bottom = left + key.span * unit, (line + key.rows) * high
                top = round(line * high)
                place = QRect(round(left), top, 0, 0)
                place.setWidth(round(right - gap) - place.left())
                place.setHeight(round(bottom - gap) - top)
                next(caps).setGeometry(place)
                left = right

    def _label(self, cap: Cap, key: Key) -> None:
        look = self._look
        label, spoken = key.label, key.spoken
        if self._spelling and key.does is Does.DOT:
            label, spoken = _PART_SYLLABLES, _PART_SPOKEN
        if self._spelling and key.does is Does.SPACE:
            label, spoken = _TAKE_FIRST, None
        shown = label[self._language] if label else key.text
        if key.does is Does.DOT and not self._spelling:
            shown = f"{key.text}  {shown}"
        named = spoken[self._language] if spoken else shown
        px = look.text_px("body")
        if key.does is Does.TYPE:
            large = self._page in PADS or self._page is Page.MORE_NUMBERS
            px = look.px(f"component.keyboard.{'candidate' if large else 'key'}_text")
        icon = "backspace" if key.does is Does.ERASE else ""
        cap.setAutoRepeat(key.does is Does.ERASE)
        cap.show_as(_face(key), "" if icon else shown, named, px, icon)

    def _on_pressed(self, place: int) -> None:
        self._down = self._keys[place]
        if self._down.does not in _ON_RELEASE:
            self.pressed.emit(self._down)

    def _on_clicked(self, _place: int) -> None:
        """Act on the key that went down: the page may have turned under the finger."""
        down, self._down = self._down, None
        if down and down.does in _ON_RELEASE:
            self.pressed.emit(down)


def _face(key: Key) -> Face:
    if key.does is Does.NEXT:
        return Face.ONWARD
    return Face.LETTER if key.does in {Does.TYPE, Does.SPACE} else Face.QUIET
