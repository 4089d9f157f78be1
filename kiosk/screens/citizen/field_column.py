"""The questions of one form page, one under the other or in two columns, with room to scroll."""

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QScroller,
    QVBoxLayout,
    QWidget,
)

from kiosk.screens.citizen.guide_strip import GuideStrip
from kiosk.screens.fields.box import ring_room
from kiosk.screens.fields.field import Field
from kiosk.screens.fields.pool import FieldPool, shape_of
from kiosk.screens.fields.repeat import RepeatField
from kiosk.screens.fields.view import FieldView
from kiosk.screens.look.look import Look
from kiosk.texts import Language


class FieldColumn(QScrollArea):
    """Lends its fields from a pool; `moved` tells of scrolling, `laid` of sizes."""

    moved = Signal()
    laid = Signal()

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._canvas = QWidget()
        self._columns = [QVBoxLayout(), QVBoxLayout()]
        self._fields: list[Field] = []
        self._wide = False
        self.strip = GuideStrip(look, language, self._canvas)
        self._across = QHBoxLayout(self._canvas)
        for column in self._columns:
            column.addStretch(1)
            self._across.addLayout(column, 1)
        self.setWidget(self._canvas)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().valueChanged.connect(self.moved)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self.dress(look, language)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours and sizes; the fields are dressed by their pool."""
        self._look = look
        gap = look.px("space.l" if look.landscape else "space.field_gap") - ring_room(look)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._spread()
        for column in self._columns:
            column.setSpacing(gap)
        self.strip.dress(look, language)

    def sizeHint(self) -> QSize:
        """Ask for no height: what there is, is used, and the rest scrolls."""
        return self.minimumSizeHint()

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields in the order of the form."""
        return tuple(self._fields)

    def ask(self, views: tuple[FieldView, ...], pool: FieldPool, *, wide: bool) -> None:
        """Ask these questions; a field that already stands at its place keeps it."""
        if wide is not self._wide or not _same(self._fields, views):
            self.give_back(pool)
            self._wide = wide
            self._spread()
        for place, view in enumerate(views):
            if place < len(self._fields):
                self._fields[place].ask(view)
            else:
                field = pool.lend(view, self._canvas)
                self._fields.append(field)
                self._columns[0].insertWidget(self._columns[0].count() - 1, field)
        if wide:
            _share(self._fields, self._columns)

    def give_back(self, pool: FieldPool) -> None:
        """Hand all fields back, cleared."""
        self.strip.clear()
        self.strip.setParent(self._canvas)
        for field in self._fields:
            for column in self._columns:
                column.removeWidget(field)
            pool.take_back(field)
        self._fields.clear()
        self._across.setContentsMargins(0, 0, 0, 0)
        self.verticalScrollBar().setValue(0)

    def holder(self, path: str) -> Field | None:
        """Return the field that asks for a path, also inside a group."""
        for field in self.every():
            if field.view.path == path:
                return field
        return None

    def every(self) -> tuple[Field, ...]:
        """All fields that can be answered, those inside groups included."""
        found: list[Field] = []
        for field in self._fields:
            found.append(field)
            if isinstance(field, RepeatField):
                found.extend(field.fields)
        return tuple(found)

    def put_strip_under(self, field: Field) -> None:
        """Let the guide stand under a field."""
        if not field.isAncestorOf(self.strip):
            field.hold(self.strip)

    def reveal(self, field: Field) -> None:
        """Scroll so that a field, from its label to its message and guide, can be seen."""
        corner = field.mapTo(self._canvas, field.rect().topLeft())
        place = QRect(corner, field.size())
        bar, high = self.verticalScrollBar(), self.viewport().height()
        top = bar.value()
        if place.top() < top or place.height() > high:
            self._begin_at(place.top())
        elif place.bottom() > top + high:
            least = place.bottom() - high + 1
            tops = [one.geometry().top() for one in self._fields]
            self._begin_at(min(one for one in (*tops, place.top()) if one >= least))
        self.moved.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # Qt names it
        """Tell when the fields have found their places."""
        if watched is self._canvas and event.type() in (
            QEvent.Type.Resize, QEvent.Type.LayoutRequest,
        ):  # fmt: skip
            self.laid.emit()
        return super().eventFilter(watched, event)

    def turn(self, pages: int) -> None:
        """Scroll by so many screenfuls, down or (negative) up, to the top of a field."""
        bar, high = self.verticalScrollBar(), self.viewport().height()
        wanted = bar.value() + pages * high
        tops = [field.geometry().top() for field in self._fields]
        inside = [top for top in tops if bar.value() < top <= wanted] if pages > 0 else []
        bar.setValue(max(inside) if inside else max(wanted, 0))

    def hidden(self, spare: int) -> tuple[list[Field], list[Field]]:
        """Return the fields above and below what can be seen, with `spare` dots more of room."""
        if self._canvas.height() <= self.viewport().height() + spare:
            return [], []
        top = self.verticalScrollBar().value()
        end = top + self.viewport().height()
        above = [one for one in self._fields if one.geometry().top() < top]
        return above, [one for one in self._fields if one.geometry().bottom() > end]

    def _begin_at(self, top: int) -> None:
        """Scroll to the top of a field; room is added below so that none is cut above."""
        bar = self.verticalScrollBar()
        short = top - bar.maximum()
        if short > 0:
            margins = self._across.contentsMargins()
            self._across.setContentsMargins(0, 0, 0, margins.bottom() + short)
        bar.setValue(top)

    def _spread(self) -> None:
        self._across.setStretch(1, 1 if self._wide else 0)
        self._across.setSpacing(self._look.px("component.guide_panel.joint") if self._wide else 0)


def _same(fields: list[Field], views: tuple[FieldView, ...]) -> bool:
    now = [(field.view.path, type(field)) for field in fields]
    return now == [(view.path, shape_of(view)) for view in views]


def _share(fields: list[Field], columns: list[QVBoxLayout]) -> None:
    """Share the fields between two columns, as equally high as their order allows."""
    heights = [field.sizeHint().height() for field in fields]
    cuts = range(1, len(heights) + 1)
    cut = min(cuts, key=lambda at: max(sum(heights[:at]), sum(heights[at:])), default=0)
    for place, field in enumerate(fields):
        column = columns[place >= cut]
        if column.indexOf(field) < 0:
            columns[place < cut].removeWidget(field)
            column.insertWidget(column.count() - 1, field)
