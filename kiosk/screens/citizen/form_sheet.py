"""One form page on the glass: questions, the guide that follows the one in use, what is hidden."""

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.screens.citizen.field_column import FieldColumn, standing
from kiosk.screens.citizen.form_parts import CardNotice, Heading, Rest
from kiosk.screens.citizen.form_view import FormView, WayOutView
from kiosk.screens.citizen.guide_panel import GuidePanel, spoken
from kiosk.screens.citizen.thread import Thread
from kiosk.screens.citizen.way_out import WayOut
from kiosk.screens.fields.box import ring_room
from kiosk.screens.fields.field import Field
from kiosk.screens.fields.pool import FieldPool
from kiosk.screens.look.look import Look
from kiosk.texts import Language


class FormSheet(QWidget):
    """The guide stands beside the form; in large print or while typing, under the field."""

    read = Signal(str)
    card_again = Signal()
    left_out = Signal(str)
    explained = Signal(str)
    home = Signal()

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._language = look, language
        self._in_use: Field | None = None
        self._keyboard = self._away = False
        self._way_out: WayOut | None = None
        self._heading = Heading(look, language, self)
        self._notice = CardNotice(look, language, self)
        self.column = FieldColumn(look, language, self)
        self._panel = GuidePanel(look, language, self)
        self._rest = Rest(look, language, self)
        self._thread = Thread(look, self)
        self._settled = QTimer(self, singleShot=True, interval=0)
        self._settled.timeout.connect(self._point)
        self._body = QHBoxLayout()
        self._body.addWidget(self.column, 1)
        self._body.addWidget(self._panel)
        self._top, self._bottom, self._whole = QVBoxLayout(), QVBoxLayout(), QVBoxLayout(self)
        self._top.addWidget(self._heading)
        self._top.addWidget(self._notice)
        self._bottom.addWidget(self._rest)
        self._whole.addLayout(self._top)
        self._whole.addLayout(self._body, 1)
        self._whole.addLayout(self._bottom)
        self.column.moved.connect(self._tell)
        self.column.laid.connect(self._settled.start)
        self._panel.read.connect(self.read)
        self._notice.again.connect(self.card_again)
        self._rest.read.connect(self._ask_to_read)
        self._rest.up.connect(lambda: self._turn(-1))
        self._rest.down.connect(lambda: self._turn(1))

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        self._look, self._language = look, language
        parts = (self._heading, self._notice, self.column, self._panel, self._rest)
        for part in parts:
            part.dress(look, language)
        if self._way_out is not None:
            self._way_out.dress(look, language)
        side, room = look.px("space.page_side"), ring_room(look)
        top = look.px("space.s" if look.landscape else "space.m")
        self._whole.setContentsMargins(side - room, top, side - room, top)
        self._whole.setSpacing(top)
        for row in (self._top, self._bottom):
            row.setContentsMargins(room, 0, room, 0)
            row.setSpacing(look.px("space.m"))
        self._body.setSpacing(look.px("component.guide_panel.joint") - room)
        picture = look.px("component.guide_panel.picture_width") if look.landscape else 0
        self._panel.setFixedWidth(look.px("component.guide_panel.width") + picture)
        self._shape()

    def show_view(self, view: FormView, pool: FieldPool) -> None:
        """Show a page; the fields come from the pool."""
        self._heading.show_view(view)
        self._notice.say(view.card)
        self._lead_out(view.way_out)
        self.column.ask(view.fields, pool, wide=self._look.landscape)
        self._settled.start()

    def clear(self, pool: FieldPool) -> None:
        """Forget everything: no question, answer or guide is left in any widget."""
        self._in_use = None
        self.column.give_back(pool)
        self._heading.clear()
        self._notice.say("")
        self._lead_out(None)
        self._panel.clear()
        self._rest.tell([], [], filled=True, reading=False)
        self._thread.hide()

    def let_go(self) -> None:
        """Let no field be in use while the page turns; the guide waits for the next one."""
        if self._in_use is not None:
            self._in_use.typing(False)
        self._in_use = None

    def use(self, field: Field | None) -> None:
        """Let the guide follow a field, and keep it in sight."""
        if self._in_use is not None and self._in_use is not field:
            self._in_use.typing(False)
        self._in_use, self._away = field, False
        if field is None:
            self._panel.clear()
            self.column.strip.clear()
        else:
            field.typing(self._keyboard)
            self._panel.follow(field.view.label, field.view.guide)
        self._shape()

    def keyboard(self, open_: bool) -> None:
        """Take note that the keyboard has come up, or has gone."""
        self._keyboard, self._away = open_, False
        if field := standing(self._in_use, self.column):
            field.typing(open_)
        self._shape()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the field in use in sight."""
        super().resizeEvent(event)
        self._settled.start()

    def _shape(self) -> None:
        crowded = self._keyboard and self._look.landscape  # room for the field only
        self._heading.setVisible(not crowded)
        self._rest.crowd(crowded)
        if self._way_out is not None:
            self._way_out.crowd(self._keyboard)
        under = self._keyboard or self._look.large_print
        self._panel.setVisible(not under)
        self._body.setContentsMargins(0, 0, 0 if under else ring_room(self._look), 0)
        field = standing(self._in_use, self.column)
        if under and field is not None:
            self.column.put_strip_under(field)
            self.column.strip.follow(field.view.guide, brief=self._keyboard)
        else:
            self.column.strip.clear()
        self._settled.start()

    def _lead_out(self, view: WayOutView | None) -> None:
        if self._way_out is None and view is not None:
            way_out = self._way_out = WayOut(self._look, self._language, self)
            way_out.left_out.connect(self.left_out)
            way_out.explained.connect(self.explained)
            way_out.home.connect(self.home)
            way_out.change.connect(lambda path: _focus(self.column.holder(path)))
            self._top.addWidget(way_out)
        if self._way_out is not None:
            self._way_out.lead(view)

    def _turn(self, pages: int) -> None:
        """Look at other questions; the field in use is left behind until one is used again."""
        self._away = True
        self.column.turn(pages)

    def _point(self) -> None:
        """Once everything lies where it belongs, bring the field in use into sight."""
        field = standing(self._in_use, self.column)
        if field is not None and not self._away:
            self.column.reveal(field)
        self._tell()

    def _tell(self) -> None:
        """Say what is hidden, and draw the line to where the field is now."""
        reading = self._look.voice and self._look.large_print and not self._keyboard
        gained = (
            self._rest.height() + self._whole.spacing()
        )  # with nothing to say of what is hidden
        may_go = self._rest.isVisibleTo(self) and not reading
        above, below = self.column.hidden(gained if may_go else 0)
        filled = not any(field.view.refused for field in above)
        self._rest.tell(
            [field.view.label for field in above],
            [field.view.label for field in below],
            filled=filled,
            reading=reading,
        )
        self._draw_thread()

    def _draw_thread(self) -> None:
        field, look = standing(self._in_use, self.column), self._look
        if field is None or not self._panel.isVisibleTo(self) or field.view.guide is None:
            self._thread.hide()
            return
        target = field.target()
        middle = target.mapTo(self, target.rect().center()).y()
        right = field.mapTo(self, QPoint(field.width(), 0)).x() - ring_room(look)
        seen = self.column.geometry()
        beside = right + 4 * ring_room(look) > seen.right()  # nothing stands in between
        if beside and seen.top() < middle < seen.bottom():
            self._thread.run(look, right, self._panel.x(), middle)
        else:
            self._thread.hide()

    def _ask_to_read(self) -> None:
        field = standing(self._in_use, self.column)
        if field is not None:
            guide, label = field.view.guide, field.view.label
            self.read.emit(spoken(label, guide, self._language) if guide else label)


def _focus(field: Field | None) -> None:
    if field is not None:
        field.target().setFocus(Qt.FocusReason.OtherFocusReason)
