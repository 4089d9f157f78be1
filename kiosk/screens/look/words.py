"""Words on a page: whole lines at the distance the eye needs, never cut short by dots."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kiosk.screens.look.look import Look

WIDEST = 100_000
BASELINE = 0.88
"""Where a character stands in its square, from above: Source Han's em box is 880 over 120."""
COMMAS, HALVES = "，；：。", (0, 1)
LONELY, LONELY_WORD = 2, 6
"""So few characters, or one word of so few letters, don't stand alone on a last line."""


def lay_out(look: Look, style: str, bold: bool | None, text: str, width: int) -> list[str]:
    """Break a text into the lines that fit a width in dots; nothing lonely on the last."""
    lines = _break(look, style, bold, text, width)
    if len(lines) == len(HALVES) and _lonely(lines[-1], text):
        lines = _at_comma(look, style, bold, text, width) or lines
    count, narrower = len(lines), width
    step = look.text_px(style) // 2
    while len(lines) > 1 and _lonely(lines[-1], text) and narrower > width // 2:
        narrower -= step
        tried = _break(look, style, bold, text, narrower)
        if len(tried) > count or torn(tried, text):
            break
        lines = tried
    return lines


def torn(lines: list[str], text: str) -> bool:
    """Tell whether a Latin word or a number was broken in two, other than at a hyphen."""
    whole = set(text.replace("-", "- ").split())
    parts = (word for line in lines for word in line.replace("-", "- ").split())
    return any(word.isascii() and word not in whole for word in parts)


def baseline(look: Look, style: str) -> float:
    """Return how far below the top of a line its letters stand, in dots."""
    size = look.text_px(style)
    return (look.line_height(style) - size) / 2 + BASELINE * size


def _at_comma(look: Look, style: str, bold: bool | None, text: str, width: int) -> list[str]:
    """Break a text in two where it takes a breath, about half-way; nothing if that does not fit."""
    wide = QFontMetrics(look.font(style, bold)).horizontalAdvance
    parts = ((text[: at + 1], text[at + 1 :]) for at, one in enumerate(text) if one in COMMAS)
    halves = [part for part in parts if 2 * min(map(len, part)) >= max(map(len, part))]
    fitting = [half for half in halves if max(map(wide, half)) <= width]
    return list(fitting[-1]) if fitting else []


def _lonely(line: str, text: str) -> bool:
    if line.isascii():
        return " " not in line and len(line) <= LONELY_WORD
    whole = text.endswith(f" {line}")  # such as a name at the end
    return not whole and sum(one.isalnum() for one in line) <= LONELY


def _break(look: Look, style: str, bold: bool | None, text: str, width: int) -> list[str]:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    lines = []
    metrics = QFontMetrics(look.font(style, bold))
    for paragraph in text.split("\n"):
        if metrics.horizontalAdvance(paragraph) <= width:  # most words need no breaking
            lines.append(paragraph.rstrip())
            continue
        layout = QTextLayout(paragraph, look.font(style, bold))
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            start = line.textStart()
            lines.append(paragraph[start : start + line.textLength()].rstrip())
        layout.endLayout()
    return lines


class Words(QLabel):
    """A title, a line or a paragraph in one style and one colour role."""

    def __init__(  # each is one way words can look
        self,
        look: Look,
        text: str = "",
        parent: QWidget | None = None,
        *,
        style: str = "body",
        role: str = "ink",
        bold: bool | None = None,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        wraps: bool = True,
    ) -> None:
        super().__init__(parent)
        self._look, self._style, self._role, self._bold = look, style, role, bold
        self._wraps = wraps
        self._lines: dict[int, list[str]] = {}
        self._sizes: tuple[QSize, QSize] | None = None  # layouts ask for them over and over
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)  # else QLabel forgets with each text that height follows width
        self.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)
        across = QSizePolicy.Policy.Preferred if wraps else QSizePolicy.Policy.Minimum
        policy = QSizePolicy(across, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(wraps)
        self.setSizePolicy(policy)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Write other words; the accessible name follows."""
        if text == self.text() == self.accessibleName():
            return
        super().setText(text)
        self.setAccessibleName(text)
        self._lay_out_again()

    def set_role(self, role: str) -> None:
        """Change the colour's role."""
        self._role = role
        self.update()

    def set_style(self, style: str, bold: bool | None = None) -> None:
        """Change size and weight."""
        self._style, self._bold = style, bold
        self._lay_out_again()

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look
        self._lay_out_again()

    def lines(self, width: int) -> list[str]:
        """Return the lines the words take at a width in dots."""
        if width not in self._lines:
            words, whole = self.text(), self.sizeHint().width()
            room = width if self._wraps else WIDEST
            fits = whole <= room and "\n" not in words
            laid = (
                [words.rstrip()]
                if fits
                else lay_out(self._look, self._style, self._bold, words, room)
            )
            self._lines[width] = laid
        return self._lines[width]

    def sizeHint(self) -> QSize:
        """Return the size of the words when no line is broken."""
        return self._measured()[0]

    def minimumSizeHint(self) -> QSize:
        """Return room for four characters or the longest word; all of what may not break."""
        return self._measured()[1]

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        return len(self.lines(width)) * self.minimumSizeHint().height() if self._wraps else -1

    def _measured(self) -> tuple[QSize, QSize]:
        if self._sizes is None:
            metrics, step, words = self._metrics(), self._step(), self.text()
            lines = words.split("\n")
            width = max(metrics.horizontalAdvance(line) for line in lines) + 2
            whole = least = QSize(width, len(lines) * step)
            if self._wraps:
                latin = (word for word in words.split() if word.isascii())
                longest = max((metrics.horizontalAdvance(word) for word in latin), default=0) + 2
                narrow = max(longest, 4 * self._look.text_px(self._style))
                least = QSize(min(width, narrow), step)
            self._sizes = whole, least
        return self._sizes

    def _step(self) -> int:
        return max(self._look.line_height(self._style), self._look.ascent(self._style, self._bold))

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._look.font(self._style, self._bold))

    def _lay_out_again(self) -> None:
        self._lines.clear()
        self._sizes = None
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines, the block in the middle of the height unless aligned to the top."""
        painter = QPainter(self)
        painter.setFont(self._look.font(self._style, self._bold))
        painter.setPen(self._look.colour(self._role))
        metrics, step, lines = self._metrics(), self._step(), self.lines(self.width())
        size = self._look.text_px(self._style)
        at_top = bool(self.alignment() & Qt.AlignmentFlag.AlignTop)
        top = 0.0 if at_top else max(0, self.height() - step * len(lines)) / 2
        base = (step - size) / 2 + BASELINE * size
        for number, line in enumerate(lines):
            room = self.width() - metrics.horizontalAdvance(line)
            left = self._left(room)
            painter.drawText(QPointF(left, top + number * step + base), line)

    def _left(self, room: int) -> float:
        if self.alignment() & Qt.AlignmentFlag.AlignHCenter:
            return room / 2
        return float(room) if self.alignment() & Qt.AlignmentFlag.AlignRight else 0.0
