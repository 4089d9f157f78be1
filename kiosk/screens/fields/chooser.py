"""The page of answers: large buttons in a grid, tabs for more, the way back on top."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.screens.fields.answer import Answer
from kiosk.screens.fields.choosing import Choosing
from kiosk.screens.fields.view import OptionView
from kiosk.screens.look.button import Button
from kiosk.screens.look.look import Look
from kiosk.screens.look.words import Words
from kiosk.texts import Language, Text

CLOSE = Text("不选了，返回", "Back without choosing")
NARROW, WIDE = 3, 5
WIDE_MM = 300
"""A screen wider than this takes five answers abreast."""


class Chooser(QWidget):
    """Asks one step; `picked` tells a value, `gone` that nothing was chosen."""

    picked = Signal(str)
    gone = Signal()

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._language = look, language
        self._choosing: Choosing | None = None
        self._sheet = 0
        self._answers: list[Answer] = []
        self._tabs: list[Answer] = []
        self._way: list[Button] = []
        self._groups = [QButtonGroup(self) for _ in range(3)]
        for group, act in zip(self._groups, (self._pick, self._turn, self._go_back), strict=True):
            group.setExclusive(False)
            group.idClicked.connect(act)
        self._title = Words(look, parent=self, style="title")
        self._close = Button(look, self)
        self._close.clicked.connect(self.gone)
        self._rows = [QHBoxLayout(), QHBoxLayout()]
        self._grid = QGridLayout()
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._title)
        for row in self._rows:
            self._column.addLayout(row)
        self._column.addLayout(self._grid)
        self._column.addStretch(1)
        self._column.addWidget(self._close)
        self.dress(look, language)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        self._look, self._language = look, language
        side, end = look.px("space.page_side"), look.px("space.m")
        self._column.setContentsMargins(side, end, side, end)
        self._column.setSpacing(look.px("space.m"))
        self._grid.setSpacing(look.px("space.gap_between_targets"))
        for row in self._rows:
            row.setSpacing(look.px("space.gap_between_targets"))
        self._title.dress(look)
        self._close.setText(CLOSE[language])
        for button in (*self._way, self._close):
            button.dress(look)
        for answer in (*self._tabs, *self._answers):
            answer.dress(look)

    def ask(self, choosing: Choosing) -> None:
        """Ask a step; the sheet with the answer that holds is opened."""
        self._choosing = choosing
        self._title.setText(choosing.title)
        tabs = [sheet.tab for sheet in choosing.sheets if sheet.tab]
        self._show_tabs(tabs)
        self._show_way([step.title for step in choosing.way])
        values = [[option.value for option in sheet.options] for sheet in choosing.sheets]
        self._turn(next((i for i, held in enumerate(values) if choosing.chosen in held), 0))

    def clear(self) -> None:
        """Hold no question and no answer."""
        self._choosing = None
        self._title.setText("")
        for answer in self._answers:
            answer.withdraw()
        self._show_tabs([])
        self._show_way([])

    def _turn(self, place: int) -> None:
        self._sheet = place
        asked = self._choosing
        if asked is None:
            return
        options = (*asked.first, *asked.sheets[place].options)
        abreast = WIDE if self.width() / self._look.dots_per_mm > WIDE_MM else NARROW
        while len(self._answers) < len(options):
            self._append()
        for number, answer in enumerate(self._answers):
            if number < len(options):
                answer.offer(options[number], chosen=options[number].value == asked.chosen)
            else:
                answer.withdraw()
        self._lay_out(len(asked.first), len(options), abreast)
        for number, tab in enumerate(self._tabs):
            tab.setChecked(number == place)

    def _lay_out(self, first: int, count: int, abreast: int) -> None:
        rest = -(-first // abreast)  # what is offered first has rows of its own
        for number, answer in enumerate(self._answers[:count]):
            place = number - first
            row, column = divmod(number if place < 0 else place, abreast)
            self._grid.addWidget(answer, row if place < 0 else row + rest, column)
        for column in range(abreast):
            self._grid.setColumnStretch(column, 1)

    def _append(self) -> None:
        answer = Answer(self._look, self)
        self._groups[0].addButton(answer, len(self._answers))
        self._answers.append(answer)

    def _pick(self, place: int) -> None:
        self.picked.emit(self._answers[place].value)

    def _show_tabs(self, labels: list[str]) -> None:
        while len(self._tabs) < len(labels):
            tab = Answer(self._look, self)
            self._groups[1].addButton(tab, len(self._tabs))
            self._tabs.append(tab)
            self._rows[1].addWidget(tab)
        for place, tab in enumerate(self._tabs):
            if place < len(labels):
                tab.offer(OptionView(labels[place], labels[place]), chosen=False)
            else:
                tab.withdraw()

    def _show_way(self, labels: list[str]) -> None:
        while len(self._way) < len(labels):
            button = Button(self._look, self, small=True)
            self._groups[2].addButton(button, len(self._way))
            self._way.append(button)
            self._rows[0].addWidget(button)
        for place, button in enumerate(self._way):
            button.setVisible(place < len(labels))
            button.setText(labels[place] if place < len(labels) else "")

    def _go_back(self, place: int) -> None:
        if self._choosing is not None:
            self.picked.emit(self._choosing.way[place].value)
