"""Parts side by side in as many lines as the width asks for."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

Part = TypeVar("Part", bound=QWidget)


class Flow(QWidget, Generic[Part]):
    """Made when first wanted, kept; a part that does not fit begins the next line."""

    def __init__(self, make: Callable[[], Part], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make, self._gap = make, 0
        self._made: list[Part] = []
        self._count = 0
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def parts(self) -> list[Part]:
        """Return those that are shown."""
        return self._made[: self._count]

    def space(self, gap: int) -> None:
        """Set the gap in dots, across and down."""
        self._gap = gap
        self.updateGeometry()

    def fit(self, count: int) -> list[Part]:
        """Show so many parts and return them; tell `laid` once they are written."""
        while len(self._made) < count:
            part = self._make()
            part.setParent(self)
            self._made.append(part)
        self._count = count
        for place, part in enumerate(self._made):
            part.setVisible(place < count)
        self.setVisible(count > 0)
        return self.parts

    def laid(self) -> None:
        """Lay the parts anew after they were written on."""
        self.updateGeometry()
        self._lay(self.width(), move=True)

    def sizeHint(self) -> QSize:
        """Return the size of a single line."""
        wide = sum(part.sizeHint().width() + self._gap for part in self.parts)
        return QSize(max(0, wide - self._gap), self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """Return room for the widest part."""
        wide = max((part.sizeHint().width() for part in self.parts), default=0)
        high = max((part.sizeHint().height() for part in self.parts), default=0)
        return QSize(wide, high)

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        return self._lay(width, move=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the parts for the new width."""
        self._lay(event.size().width(), move=True)

    def _lay(self, width: int, *, move: bool) -> int:
        margins = self.contentsMargins()
        left, top, line = 0, margins.top(), 0
        for part in self.parts:
            size = part.sizeHint()
            if left and left + size.width() > width:
                left, top, line = 0, top + line + self._gap, 0
            if move:
                part.setGeometry(left, top, size.width(), size.height())
            left += size.width() + self._gap
            line = max(line, size.height())
        return top + line + margins.bottom()
