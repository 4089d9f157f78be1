"""Handed in: the check mark, the number, where it is kept, what happens when, the papers."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.screens.citizen import outcome_words as words
from kiosk.screens.citizen.drawing import Drawing
from kiosk.screens.citizen.number_line import NumberLine
from kiosk.screens.citizen.outcome_views import AcceptedView, PrintingView
from kiosk.screens.citizen.page import Page
from kiosk.screens.citizen.parts import Notice, Panel
from kiosk.screens.citizen.porch_views import Foot
from kiosk.screens.look.button import Button
from kiosk.screens.look.look import Look
from kiosk.screens.look.progress import Progress
from kiosk.screens.look.sign import Sign
from kiosk.screens.look.timeline import Timeline
from kiosk.screens.look.words import Words
from kiosk.texts import Language

PAPER_OUT = "kiosk_paper"
LYING = (4, 5)
"""How both columns share a screen that lies: the number needs one line."""


class NumberCard(Panel):
    """The case number, and a button that reads it out."""

    def __init__(self, look: Look) -> None:
        self.row = QHBoxLayout()
        super().__init__(look)
        self.label = Words(look, style="caption", role="soft")
        self.number = NumberLine(look)
        self.read = Button(look, small=True, icon="speaker")
        self.row.addWidget(self.label, 1)
        self.row.addWidget(self.read)
        self.column.addLayout(self.row)
        self.column.addWidget(self.number)

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        super().dress(look)
        self.row.setSpacing(look.px("space.m"))


class PrintingCard(Panel):
    """Which sheet is coming out, and where."""

    def __init__(self, look: Look) -> None:
        self.row, self.heads = QHBoxLayout(), QHBoxLayout()
        super().__init__(look)
        self.picture = Drawing(look, PAPER_OUT, "component.accepted.check")
        self.sheet = Words(look, style="heading3")
        self.sheets = Words(look, bold=True, wraps=False)
        self.progress = Progress(look)
        self.where = Words(look)
        self.heads.addWidget(self.sheet, 1)
        self.heads.addWidget(self.sheets)
        column = QVBoxLayout()
        column.addLayout(self.heads)
        column.addWidget(self.progress)
        column.addWidget(self.where)
        self.row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignVCenter)
        self.row.addLayout(column, 1)
        self.column.addLayout(self.row)
        self._inner = column
        self.dress(look)

    def put(self, view: PrintingView | None, language: Language) -> None:
        """Show how far it is; nothing to print hides the card."""
        self.setVisible(view is not None)
        if view is None:
            return
        sheet = words.PRINTED if view.done else words.PRINTING.fill(sheet=view.sheet)
        sheet = words.STOPPED if view.stopped else sheet
        self.sheet.setText(sheet[language])
        count = words.SHEETS.fill(sheets=view.sheets)[language]
        self.sheets.setText(count if view.sheets else "")
        part = 1.0 if view.done else (view.sheet - 0.5) / max(1, view.sheets)
        self.progress.show_progress(part, sheet[language])
        where = f"{words.TAKE_OUT[language]}\n{view.what}".strip()
        self.where.setText(words.STOPPED_LINE[language] if view.stopped else where)

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        super().dress(look)
        self.row.setSpacing(look.px("space.xl"))
        if hasattr(self, "_inner"):
            self._inner.setSpacing(look.px("space.s"))


class AcceptedPage(Page):
    """`read_asked` to hear the number; printing again and going on are in the foot bar."""

    read_asked = Signal()

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(look, language, parent)
        self._papers_first = False
        self.check = Sign(
            look,
            "check",
            role="card",
            size="component.accepted.check_icon",
            shape="round",
            plate="done",
            plate_size="component.accepted.check",
        )
        self.number = NumberCard(look)
        self.number.read.clicked.connect(self.read_asked)
        self.offline = Notice(look, "wifi_off", tone="waiting")
        self.then = Panel(look)
        self.then_title = Words(look, style="heading3")
        self.dates = Timeline(look)
        self.then.column.addWidget(self.then_title)
        self.then.column.addWidget(self.dates)
        self.printing = PrintingCard(look)
        self._top, self._grid = QWidget(), QGridLayout()
        self._top_row = row = QHBoxLayout(self._top)
        self.column.removeItem(self.heading)
        row.addWidget(self.check)
        row.addLayout(self.heading, 1)
        self.column.addLayout(self._grid)
        self.column.addStretch(1)
        self.dress(look, language)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language; lying down, the dates stand on the right."""
        super().dress(look, language)
        self.heading.setDirection(QBoxLayout.Direction.TopToBottom)
        self.heading.setSpacing(0)
        self._top_row.setSpacing(look.px("space.xl"))
        self._top_row.setContentsMargins(0, 0, 0, 0)
        self.number.read.setVisible(look.voice)
        self.then.column.setSpacing(look.px("space.m"))
        self._grid.setSpacing(look.px("space.card_gap"))
        self._arrange()

    def _arrange(self) -> None:
        """Lay the cards out; standing, one under the other."""
        grid, lying = self._grid, self.look.landscape
        for part in (self._top, self.number, self.offline, self.then, self.printing):
            grid.removeWidget(part)
        for column, share in enumerate(LYING):
            grid.setColumnStretch(column, share if lying else int(column == 0))
        grid.setRowStretch(3, int(lying))
        grid.addWidget(self._top, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        if lying:
            grid.addWidget(self.number, 0, 1)
            grid.addWidget(self.printing, 1, 0)
            grid.addWidget(self.offline, 2, 0)
            grid.addWidget(self.then, 1, 1, 3, 1, Qt.AlignmentFlag.AlignTop)
            return
        parts = [self.number, self.offline, self.then, self.printing]
        if self._papers_first:
            parts = [self.number, self.printing, self.offline, self.then]
        for row, part in enumerate(parts, start=1):
            grid.addWidget(part, row, 0)

    def show_view(self, view: AcceptedView) -> None:
        """Say that it is safe, where, and what happens next."""
        language = self.language
        self.say(words.ACCEPTED[language], view.people)
        self.check.setVisible(not view.quiet)
        self.number.label.setText(words.NUMBER[language])
        self.number.number.put(view.groups)
        self.number.read.setText(words.READ_NUMBER[language])
        offline, line = words.OFFLINE[language], words.OFFLINE_LINE[language]
        self.offline.put(*((offline, line) if view.offline else ("", "")))
        self.then_title.setText(words.THEN[language])
        self.dates.show_stations(view.dates)
        self.printing.put(view.printing, language)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See whether all of it still has room."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Put the papers before the dates where these would push them out of sight."""
        first = self.inside.heightForWidth(self.width()) > self.height()
        if first is not self._papers_first:
            self._papers_first = first
            self._arrange()

    def foot(self) -> Foot:
        """Print once more, or go on."""
        back, onward = words.PRINT_AGAIN[self.language], words.TAKEN[self.language]
        return Foot(back=back, onward=onward, back_icon="printer")

    def clear(self) -> None:
        """Forget everything."""
        super().clear()
        self.number.number.put(())
        self.dates.show_stations(())
        self.printing.put(None, self.language)
