"""The faces of keys and candidates: drawn by hand, pressed by finger, never taking the focus."""

from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from kiosk.screens.look.icons import draw_icon
from kiosk.screens.look.look import Look


class Face(Enum):
    """How a key looks: types something, does something, leads on, or is an outlined way out."""

    LETTER = "letter"
    QUIET = "quiet"
    ONWARD = "onward"
    OUTLINED = "outlined"


class Cap(QAbstractButton):
    """One key with a label, an icon or both."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._face = Face.LETTER
        self._icon = ""
        self._px = look.px("component.keyboard.key_text")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents, False)

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look
        self.update()

    def show_as(self, face: Face, label: str, spoken: str, px: int, icon: str = "") -> None:
        """Show a label of a size in dots (or an icon, or both), read aloud as `spoken`."""
        self._face = face
        self._icon = icon
        self._px = px
        self.setText(label)
        self.setAccessibleName(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of a key of one unit."""
        look = self._look
        return QSize(
            look.px("component.keyboard.key_width"), look.px("component.keyboard.key_height")
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the key, pressed or not."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_face(painter)
        self._draw_label(painter)

    def lettering(self) -> QFont:
        """Return the font of the label."""
        bold = self._face in {Face.ONWARD, Face.OUTLINED}
        return lettering(self._look, self._px, bold=bold)

    def label_width(self) -> int:
        """Return the room that icon and label need."""
        look = self._look
        icon = look.px("component.button_small.icon") + look.px("space.xs") if self._icon else 0
        return icon + QFontMetrics(self.lettering()).horizontalAdvance(self.text())

    def _draw_face(self, painter: QPainter) -> None:
        look = self._look
        fill, edge, width = {
            Face.LETTER: ("card", "line", "line.card"),
            Face.QUIET: ("sunk", "line", "line.card"),
            Face.ONWARD: ("press", "press", "line.card"),
            Face.OUTLINED: ("card", "press", "line.card"),
        }[self._face]
        if self.isDown():
            fill = "ink" if self._face is Face.ONWARD else "press_tint"
            edge = "press"
        draw_plate(painter, look, self.rect().toRectF(), (fill, edge), look.px(width))

    def _draw_label(self, painter: QPainter) -> None:
        look = self._look
        role = {Face.ONWARD: "on_press", Face.OUTLINED: "press"}.get(self._face, "ink")
        if self._icon and self._face is Face.LETTER:
            role = "press"
        painter.setFont(self.lettering())
        painter.setPen(look.colour(role))
        room = self.rect().toRectF()
        if self._icon:
            size = look.px("component.button_small.icon")
            gap = look.px("space.xs") if self.text() else 0
            wide = size + gap + painter.fontMetrics().horizontalAdvance(self.text())
            left = room.center().x() - wide / 2
            place = QRectF(left, room.center().y() - size / 2, size, size)
            draw_icon(painter, self._icon, place, look.colour(role))
            room.setLeft(left + size + gap)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())
        else:
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self.text())


class CandidateCap(QAbstractButton):
    """One candidate: the text large; for a rare character, how to tell it and whether it prints."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._first = False
        self._notes: tuple[tuple[str, str], ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look
        self.update()

    def offer(self, text: str, notes: tuple[tuple[str, str], ...], *, first: bool) -> None:
        """Show a candidate; `notes` are lines with the roles of their colours."""
        self._first = first
        self._notes = notes
        self.setText(text)
        self.setAccessibleName("，".join((text, *(line for line, _ in notes))))
        self.update()

    def wipe(self) -> None:
        """Hold no text any more."""
        self.offer("", (), first=False)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the candidate, the likeliest with the edge of what is chosen."""
        look = self._look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = ("press_tint" if self.isDown() else "card", "press" if self._first else "line")
        width = look.px("line.chosen" if self._first else "line.card")
        draw_plate(painter, look, self.rect().toRectF(), colours, width)
        painter.setPen(look.colour("ink"))
        font = candidate_lettering(look, bold=self._first)
        painter.setFont(font)
        if not self._notes:
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
            return
        inside = look.px("space.m")
        room = self.rect().adjusted(inside, 0, -inside // 2, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())
        room.setLeft(room.left() + QFontMetrics(font).horizontalAdvance(self.text()) + inside // 2)
        self._draw_notes(painter, QRectF(room))

    def _draw_notes(self, painter: QPainter, room: QRectF) -> None:
        look = self._look
        painter.setFont(note_lettering(look, bold=False))
        high = painter.fontMetrics().height() * 0.9
        top = room.center().y() - high * len(self._notes) / 2
        for line, role in self._notes:
            painter.setFont(note_lettering(look, bold=role != "soft"))
            painter.setPen(look.colour(role))
            place = QRectF(room.left(), top, room.width(), high)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, line)
            top += high


def candidate_width(look: Look, text: str, notes: tuple[tuple[str, str], ...]) -> int:
    """Return how wide a candidate has to be, in dots."""
    inside = look.px("space.m")
    wide = QFontMetrics(candidate_lettering(look, bold=True)).horizontalAdvance(text)
    if notes:
        metrics = QFontMetrics(note_lettering(look, bold=True))
        wide += 2 * inside + max(metrics.horizontalAdvance(line) for line, _ in notes)
    else:
        wide += 2 * inside
    return max(wide, look.px("component.keyboard.candidate_width"))


def lettering(look: Look, px: int, *, bold: bool) -> QFont:
    """Return the family in a size."""
    font = QFont(look.font("lead", bold))
    font.setPixelSize(px)
    return font


def candidate_lettering(look: Look, *, bold: bool) -> QFont:
    """Return the font of candidates."""
    return lettering(look, look.px("component.keyboard.candidate_text"), bold=bold)


def note_lettering(look: Look, *, bold: bool) -> QFont:
    """Return the font of what is said about a candidate."""
    return look.font("caption", bold)


def draw_plate(
    painter: QPainter, look: Look, place: QRectF, colours: tuple[str, str], width: int
) -> None:
    """Draw a rounded plate with its fill and edge (roles)."""
    half = width / 2
    painter.setPen(QPen(look.colour(colours[1]), width))
    painter.setBrush(look.colour(colours[0]))
    radius = look.px("radius.key")
    painter.drawRoundedRect(place.adjusted(half, half, -half, -half), radius, radius)
