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
        self._wanted = 0
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
        self.viewport().installEventFilter(self)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self.dress(look, language)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours and sizes; the fields are dressed by their pool."""
        self._look = look
        gap = look.px("space.l" if look.landscape else "space.field_gap") - ring_room(look)
        self._across.setContentsMargins(0, 0, 0, 0)
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
        """Ask these questions; what is asked already keeps its field, and so the focus."""
        before = {(field.view.path, type(field)): field for field in self._fields}
        kept = [before.pop((view.path, shape_of(view)), None) for view in views]
        self._fields = [field for field in kept if field is not None]
        self._return(tuple(before.values()), pool)
        for place, view in enumerate(views):
            field = kept[place]
            if field is not None:
                field.ask(view)
            else:
                self._fields.insert(place, pool.lend(view, self._canvas))
        wide = wide and (self._look.large_print or not any(one.BROAD for one in self._fields))
        self._across.setStretch(1, 1 if wide else 0)
        self._across.setSpacing(self._look.px("component.guide_panel.joint") if wide else 0)
        _lay(self._fields, self._columns, wide=wide)

    def give_back(self, pool: FieldPool) -> None:
        """Hand all fields back, cleared."""
        lent, self._fields = self._fields, []  # who asks meanwhile meets none that asks nothing
        self._return(tuple(lent), pool)

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
        """Tell when the fields have found their places, or more or less of them can be seen."""
        if watched in (self._canvas, self.viewport()) and event.type() in (
            QEvent.Type.Resize, QEvent.Type.LayoutRequest,
        ):  # fmt: skip
            self.laid.emit()
        done = super().eventFilter(watched, event)
        if self._wanted and watched is self._canvas and event.type() is QEvent.Type.Resize:
            self.verticalScrollBar().setValue(self._wanted)  # there is room for it now
            self._wanted = 0
        return done

    def turn(self, pages: int) -> None:
        """Go on (1) to the first field that is not seen whole, or back (-1) by a screenful."""
        bar, high = self.verticalScrollBar(), self.viewport().height()
        seen, wanted = bar.value(), bar.value() + pages * high
        places = [field.geometry() for field in self._fields]
        last = max(place.bottom() for place in places) - high
        if pages > 0:  # with as much of what was seen as has room above the last
            cut = [one.top() for one in places if one.bottom() >= seen + high]
            on = min(cut, default=seen)
            tops = [one.top() for one in places if min(on, last) <= one.top() and one.top() > seen]
        else:
            tops = [one.top() for one in places if wanted <= one.top() < seen]
        if tops:
            self._begin_at(min(tops))
        else:
            bar.setValue(wanted)

    def hidden(self, spare: int) -> tuple[list[Field], list[Field]]:
        """Return the fields above and below what can be seen, with `spare` dots more of room."""
        if self._canvas.height() <= self.viewport().height() + spare:
            return [], []
        top = self.verticalScrollBar().value()
        end = top + self.viewport().height()
        end += ring_room(self._look)  # the room of a ring that is not drawn hides nothing
        above = [one for one in self._fields if one.geometry().top() < top]
        return above, [one for one in self._fields if one.geometry().bottom() >= end]

    def _return(self, fields: tuple[Field, ...], pool: FieldPool) -> None:
        """Hand fields back; the guide stays here."""
        if any(field.isAncestorOf(self.strip) for field in fields):
            self.strip.clear()
            self.strip.setParent(self._canvas)
        for field in fields:
            for column in self._columns:
                column.removeWidget(field)
            pool.take_back(field)
        if not self._fields:  # what comes next is shown from its top
            self._across.setContentsMargins(0, 0, 0, 0)
            self._wanted = 0
            self.verticalScrollBar().setValue(0)

    def _begin_at(self, top: int) -> None:
        """Scroll to the top of a field; room is added below so that none is cut above."""
        bar = self.verticalScrollBar()
        short = top - bar.maximum()
        if short > 0:
            margins = self._across.contentsMargins()
            self._across.setContentsMargins(0, 0, 0, margins.bottom() + short)
        self._wanted = top if short > 0 else 0
        bar.setValue(top)


def standing(field: Field | None, column: FieldColumn) -> Field | None:
    """Return a field, unless an answer has taken its question away."""
    return field if field in column.every() else None


def _lay(fields: list[Field], columns: list[QVBoxLayout], *, wide: bool) -> None:
    """Lay the fields out in order: in one column, or in two as equally high as that allows."""
    cut = _cut([field.sizeHint().height() for field in fields]) if wide else len(fields)
    for column, part in zip(columns, (fields[:cut], fields[cut:]), strict=True):
        places = (column.itemAt(place).widget() for place in range(column.count()))
        if [one for one in places if one is not None] != part:
            for place, field in enumerate(part):
                for other in columns:
                    other.removeWidget(field)
                column.insertWidget(place, field)


def _cut(heights: list[int]) -> int:
    """Return how many stand in the first column."""
    cuts = range(1, len(heights) + 1)
    return min(cuts, key=lambda at: max(sum(heights[:at]), sum(heights[at:])), default=0)
