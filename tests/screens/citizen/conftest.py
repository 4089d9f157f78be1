"""A page of the visit on the glass, without a layout that would push the window around."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

PORTRAIT = (1080, 1435)
"""What the bars leave of 1080 x 1920 dots."""


@pytest.fixture
def lay(qtbot: QtBot) -> Callable[[QWidget], QWidget]:
    """Lays a page on the glass, in front."""
    kept: list[QWidget] = []

    def laid(page: QWidget, size: tuple[int, int] = PORTRAIT) -> QWidget:
        glass = QWidget()
        glass.resize(*size)
        page.setParent(glass)
        page.resize(*size)
        qtbot.addWidget(glass)
        kept.append(glass)
        with qtbot.waitExposed(glass):
            glass.show()
        glass.activateWindow()
        qtbot.waitUntil(glass.isActiveWindow)
        return glass

    return laid
