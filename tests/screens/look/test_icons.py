"""One family of icons: the same grid and stroke, and every icon that is asked for is there."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from kiosk.screens.look.icons import FOLDER, INK, icon
from kiosk.screens.look.look import Look, tokens
from tests.screens.accessibility import contrast

HOUSE = Path(__file__).parents[3]
NAMES = sorted(path.stem for path in FOLDER.glob("*.svg"))
ICON = tokens()["icon"]
SAME = 1.01
"""Two colours of less contrast than this differ by rounding alone."""


def asked_for() -> Iterator[str]:
    """Icons named in the screens' code and in the forms."""
    for source in (HOUSE / "kiosk" / "screens").rglob("*.py"):
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                named = [word.value for word in node.keywords if word.arg in ("icon", "sign")]
                drawn = getattr(node.func, "id", "") == "draw_icon"
                for value in [*named, *(node.args[1:2] if drawn else [])]:
                    if isinstance(value, ast.Constant) and value.value:
                        yield str(value.value)
    for form in (HOUSE / "forms").glob("*.yaml"):
        yield from re.findall(r"\bicon: (\w+)", form.read_text("utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_is_of_the_family(name: str) -> None:
    source = (FOLDER / f"{name}.svg").read_text("utf-8")
    assert f'viewBox="0 0 {ICON["grid"]} {ICON["grid"]}"' in source
    assert f'stroke-width="{ICON["stroke"]}"' in source
    assert 'stroke-linecap="round"' in source
    assert set(re.findall(r"#[0-9A-Fa-f]{6}", source)) == {INK}


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_takes_the_colour_and_lies_within_its_square(name: str, qtbot: QtBot) -> None:
    colour = Look().colour("press")
    drawn = icon(name, ICON["grid"] * 2, colour).toImage()
    edge = range(drawn.width())
    border = [(x, y) for x in edge for y in (0, drawn.height() - 1)]
    border += [(x, y) for y in edge for x in (0, drawn.width() - 1)]
    assert all(drawn.pixelColor(x, y).alpha() == 0 for x, y in border)
    full = [drawn.pixelColor(x, y) for x in edge for y in edge]
    inked = {QColor(pixel).name() for pixel in full if pixel.alpha() == 255}
    assert inked
    assert all(contrast(one, colour.name()) < SAME for one in inked)


def test_every_icon_that_is_asked_for_is_drawn() -> None:
    assert set(asked_for()) <= set(NAMES)


def test_an_icon_is_drawn_once_per_size_and_colour(qtbot: QtBot) -> None:
    ink = Look().colour("ink")
    assert icon("check", 40, ink) is icon("check", 40, ink)
