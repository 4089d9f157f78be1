"""One document of a list: its picture, what it is, what about it, how it comes to the case."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.screens.citizen import words
from kiosk.screens.citizen.parts import Lines, Rule
from kiosk.screens.citizen.views import MaterialState, MaterialView
from kiosk.screens.look.look import Look
from kiosk.screens.look.sign import Sign
from kiosk.screens.look.tag import Tag, Tone
from kiosk.texts import Language, Text

STATES = {
    MaterialState.MADE_HERE: Text("本机生成", "Made here"),
    MaterialState.ORIGINAL: Text("带原件", "Bring original"),
    MaterialState.COPY: Text("带复印件", "Bring a copy"),
    MaterialState.WITH_COPY: Text("带原件和复印件", "Original and copy"),
    MaterialState.TO_WINDOW: Text("带到窗口", "To the window"),
    MaterialState.PHOTOGRAPHED: Text("在这里拍", "Photograph here"),
    MaterialState.FETCHED: Text("部门调取", "Fetched for you"),
    MaterialState.PRODUCED: Text("办理中产生", "Comes with this"),
}
TONES: dict[MaterialState, Tone] = {
    MaterialState.MADE_HERE: "done",
    MaterialState.ORIGINAL: "press",
    MaterialState.COPY: "press",
    MaterialState.WITH_COPY: "press",
    MaterialState.TO_WINDOW: "press",
    MaterialState.PHOTOGRAPHED: "press",
    MaterialState.FETCHED: "done",
    MaterialState.PRODUCED: "waiting",
}
SIGNS = {"done": "check", "waiting": "clock"}


class MaterialRow(QWidget):
    """A line above it parts it from the one before."""

    def __init__(self, look: Look, *, roomy: bool = False) -> None:
        super().__init__()
        self._roomy = roomy
        self.rule = Rule(look)
        self.sign = Sign(look, "document", size="component.material_row.icon")
        self.lines = Lines(look, style="lead" if roomy else "body")
        self.copies = Tag(look, tone="sunk")
        self.state = Tag(look)
        self._row = QHBoxLayout()
        self._row.addWidget(self.sign)
        self._row.addWidget(self.lines, 1)
        self._row.addWidget(self.copies, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self.state, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.rule)
        column.addLayout(self._row, 1)
        self._column = column
        self.dress(look)

    def put(self, view: MaterialView, language: Language) -> None:
        """Show a document; its tag has a sign too, never colour alone."""
        tone = TONES[view.state]
        self.sign.set_icon(view.icon)
        self.lines.put(view.title, view.note)
        copies = words.PRINTS if view.prints else words.COPIES
        counted = copies.fill(count=view.copies)[language]
        self.copies.setText(counted if view.copies > 1 else "")
        self.state.set_tone(tone, SIGNS.get(tone, ""))
        self.state.setText(STATES[view.state][language])

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        above = look.px("space.m" if self._roomy and not look.landscape else "space.xs")
        self._row.setContentsMargins(0, above, 0, above)
        self._row.setSpacing(look.px("space.m"))
        least = look.px("component.material_row.height")
        self.setMinimumHeight(least if not look.landscape else 0)
