"""As many like parts below or beside each other as there is to show; made once, kept."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

Part = TypeVar("Part", bound=QWidget)


class Stack(QWidget, Generic[Part]):
    """Parts are made when first wanted; those not wanted are hidden."""

    def __init__(self, make: Callable[[], Part], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._made: list[Part] = []
        self._count, self._across, self._even = 0, 1, False
        self._laid = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    @property
    def parts(self) -> list[Part]:
        """Return those that are shown."""
        return self._made[: self._count]

    def space(
        self, gap: int, beside: int | None = None, *, across: int = 1, even: bool = False
    ) -> None:
        """Set the gaps in dots, down and beside, and how many stand side by side.

        `even` keeps room for those that are not there: one alone is no wider than in a row.
        """
        self._grid.setVerticalSpacing(gap)
        self._grid.setHorizontalSpacing(gap if beside is None else beside)
        if (across, even) != (self._across, self._even):
            self._across, self._even = across, even
            self._lay()

    def fit(self, count: int) -> list[Part]:
        """Show so many parts and return them."""
        while len(self._made) < count:
            self._made.append(self._make())
        if count != self._count:
            self._count = count
            self._lay()
        self.setVisible(count > 0)
        return self.parts

    def sizeHint(self) -> QSize:
        """Return the height at the width it has: Qt would guess a narrow one for what is nested."""
        hint = super().sizeHint()
        known = self._laid > 0 and self.hasHeightForWidth()
        return QSize(hint.width(), self.heightForWidth(self._laid)) if known else hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height at another width."""
        super().resizeEvent(event)
        if event.size().width() != self._laid:
            self._laid = event.size().width()
            self.updateGeometry()

    def _lay(self) -> None:
        for part in self._made:
            self._grid.removeWidget(part)
            part.setParent(self)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        for place, part in enumerate(self._made):
            part.setVisible(place < self._count)
            if place < self._count:
                self._grid.addWidget(part, *divmod(place, self._across))
        wanted = self._across if self._even else min(self._across, max(1, self._count))
        for column in range(wanted):
            self._grid.setColumnStretch(column, 1)
