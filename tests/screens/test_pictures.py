"""Every screen in every variant is whole, and the main ones look as they did.

The kept pictures are renewed by `python -m tests.screens.test_pictures`; look at them before
they are committed.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.pictures import VARIANTS, Variant, pictures, screens
from kiosk.screens.look.look import Look
from tests.screens.accessibility import faults

KEPT = Path(__file__).with_name("kept")
MAIN = (
    "welcome", "contents", "guide", "items", "form-hukou", "materials", "review", "sign", "goodbye",
)  # fmt: skip
WIDTH = 360
NOTICED = 48
"""A difference of two dots, of 255, that is more than the smoothing of an edge."""
PART = 0.001
"""So many of the values may differ; one word of a title is more."""


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_nothing_is_cut_off_too_small_or_without_a_name(qtbot: QtBot, variant: Variant) -> None:
    look = Look(large_print=variant.large_print, landscape=variant.landscape)
    found = {name: _settled_faults(front.window, look) for name, front in screens(variant)}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_the_main_screens_look_as_they_did(qtbot: QtBot) -> None:
    differing = {name: _differing(image, QImage(str(_kept(name)))) for name, image in _small()}
    assert differing.keys() == set(MAIN)
    assert {name: part for name, part in differing.items() if part > PART} == {}


def test_a_word_that_is_gone_is_noticed() -> None:
    before = QImage(str(_kept("goodbye")))
    after = before.copy()
    for across in range(20, 140):
        for down in range(66, 80):
            after.setPixel(across, down, before.pixel(2, before.height() // 2))
    assert _differing(after, before) > PART


def _settled_faults(window: QWidget, look: Look) -> list[str]:
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    return faults(window, look)


def _small() -> Iterator[tuple[str, QImage]]:
    smooth = Qt.TransformationMode.SmoothTransformation
    for name, picture in pictures(Variant(), MAIN):
        yield name, picture.scaledToWidth(WIDTH, smooth)


def _kept(name: str) -> Path:
    return KEPT / f"{name}.png"


def _differing(one: QImage, other: QImage) -> float:
    """Return which part of the colour values differs by more than can be noticed."""
    if one.size() != other.size():
        return 1.0
    first, second = _values(one), _values(other)
    pairs = zip(first, second, strict=True)
    return sum(abs(here - there) > NOTICED for here, there in pairs) / len(first)


def _values(image: QImage) -> bytes:
    """Return red, green, blue of every dot; a line of 360 is not padded."""
    return bytes(image.convertToFormat(QImage.Format.Format_RGB888).constBits())


def _renew() -> None:
    KEPT.mkdir(exist_ok=True)
    application = QApplication([])
    for name, picture in _small():
        picture.save(str(_kept(name)))
    application.quit()


if __name__ == "__main__":
    _renew()
