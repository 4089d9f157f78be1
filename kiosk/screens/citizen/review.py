"""The review step: the paper as it will be printed, and a way to change each of its sections."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QScroller,
    QVBoxLayout,
    QWidget,
)

from kiosk.screens.citizen.paper_image import ChangeLink, PaperImage
from kiosk.screens.citizen.paper_view import PaperView
from kiosk.screens.citizen.roll import DOWN, UP
from kiosk.screens.look.button import Button
from kiosk.screens.look.look import Look
from kiosk.screens.look.words import Words
from kiosk.texts import Language, Text

TITLE = Text("请核对", "Please check")
ABOUT = Text(
    "打印出来就是这样，大小也一样。不对就按“改”",
    "It is printed just like this. Edit what is wrong",
)
PAGE = Text("第 {number} 页，共 {count} 页", "Page {number} of {count}")
LYING = (2, 1)
"""How the paper and the words share the width of a screen that lies."""
LARGER, TRUE_SIZE = Text("放大看", "Enlarge"), Text("看原大小", "True size")


@dataclass(frozen=True, slots=True)
class ReviewView:
    """All pages of all papers to be signed, in full: nothing is masked.

    `papers` names for each page the paper that it belongs to.
    """

    pages: tuple[PaperImage, ...]
    changes: tuple[ChangeLink, ...]
    papers: tuple[str, ...] = ()


class ReviewPage(QWidget):
    """`change(page id)` leads to where a section is filled in."""

    change = Signal(str)

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._language = look, language
        self._papers: tuple[str, ...] = ()
        self._title = Words(look, parent=self, style="title")
        self._about = Words(look, parent=self, role="soft")
        self._zoom = Button(look, self, icon="search")
        self._zoom.setCheckable(True)
        self._zoom.toggled.connect(self._enlarge)
        self._paper = PaperView(look, language)
        self._paper.change.connect(self.change)
        self._glass = QScrollArea(self)
        self._glass.setWidget(self._paper)
        self._glass.setFrameShape(QFrame.Shape.NoFrame)
        self._glass.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._glass.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._glass.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        QScroller.grabGesture(self._glass.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        words = QVBoxLayout()
        words.addWidget(self._title)
        words.addWidget(self._about)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.addLayout(words, 1)
        self._head.addWidget(self._zoom)
        self._place, (self._up, self._down) = Words(look, parent=self, role="soft"), self._ways()
        self._foot = QHBoxLayout()
        for part in (self._place, self._up, self._down):
            self._foot.addWidget(part, 1 if part is self._place else 0)
        self._arrange(lying=look.landscape)
        self._glass.viewport().installEventFilter(self)
        self._glass.verticalScrollBar().valueChanged.connect(self._tell)
        self._glass.verticalScrollBar().rangeChanged.connect(self._tell)
        self.dress(look, language)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language; the paper stays black on white."""
        self._look, self._language = look, language
        side, top = look.px("space.page_side"), look.px("space.m")
        self._whole.setContentsMargins(0, top, 0, 0)
        self._whole.setSpacing(look.px("space.m"))
        self._head.setContentsMargins(side, 0, side, 0)
        self._head.setSpacing(look.px("space.l"))
        self._glass.setViewportMargins(look.px("space.review_side"), 0, 0, 0)
        self._title.dress(look)
        self._about.dress(look)
        self._title.setText(TITLE[language])
        self._about.setText(ABOUT[language])
        self.opening = (TITLE[language], ABOUT[language])
        self._zoom.dress(look)
        self._paper.dress(look, language)
        self._foot.setContentsMargins(side, 0, side, look.px("space.s"))
        self._foot.setSpacing(look.px("space.gap_between_targets"))
        self._place.dress(look)
        for button, text in ((self._up, UP), (self._down, DOWN)):
            button.setText(text[language])
            button.dress(look)
        self._tell()
        self._name_zoom()

    def _arrange(self, *, lying: bool) -> None:
        """On a screen that lies the paper has all the height, and the words stand beside it."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._head.setDirection(down if lying else across)
        self._whole = QBoxLayout(across if lying else down, self)
        if not lying:
            self._whole.addLayout(self._head)
        self._whole.addWidget(self._glass, LYING[0] if lying else 1)
        beside = QVBoxLayout()
        if lying:
            beside.addLayout(self._head)
            beside.addStretch(1)
            self._foot.removeWidget(self._place)
            self._foot.insertStretch(0, 1)
            beside.addWidget(self._place)
        beside.addLayout(self._foot)
        self._whole.addLayout(beside, LYING[1] if lying else 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the ways to change on the glass."""
        if event.type() is QEvent.Type.Resize:
            self._paper.fit(self._glass.viewport().width())
        return False

    def show_view(self, view: ReviewView) -> None:
        """Show the papers from the top, at true size."""
        self._zoom.setChecked(False)
        self._papers = view.papers
        self._paper.show_pages(view.pages, view.changes)
        self._glass.verticalScrollBar().setValue(0)
        self._tell()

    def clear(self) -> None:
        """Forget the papers."""
        self._zoom.setChecked(False)
        self._papers = ()
        self._paper.clear()

    def _enlarge(self, enlarged: bool) -> None:
        self._paper.enlarge(enlarged)
        self._name_zoom()

    def _ways(self) -> tuple[Button, Button]:
        up = Button(self._look, self, small=True, icon="chevron_up")
        down = Button(self._look, self, small=True, icon="chevron_down")
        up.clicked.connect(lambda: self._turn(-1))
        down.clicked.connect(lambda: self._turn(1))
        return up, down

    def _turn(self, by: int) -> None:
        """Turn to the next page or the one before; on a page longer than the glass, go on in it."""
        bar, high = self._glass.verticalScrollBar(), self._glass.viewport().height()
        bar.setValue(self._paper.stop(bar.value(), by, high))

    def _tell(self) -> None:
        bar = self._glass.verticalScrollBar()
        self._up.setVisible(bar.value() > 0)
        self._down.setVisible(bar.value() < bar.maximum())
        number = self._paper.page_at(bar.value() + self._glass.viewport().height() // 2)
        count = self._paper.count
        said = PAGE.fill(number=number + 1, count=count)[self._language] if count > 1 else ""
        paper = self._papers[number] if len(set(self._papers)) > 1 else ""
        self._place.setText("\n".join(part for part in (paper, said) if part))
        self._place.setVisible(bar.maximum() > 0)

    def _name_zoom(self) -> None:
        words = TRUE_SIZE if self._zoom.isChecked() else LARGER
        self._zoom.setText(words[self._language])
