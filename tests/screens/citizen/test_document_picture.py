from pathlib import Path

import pytest
import yaml
from PySide6.QtGui import QColor
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from kiosk.screens.citizen.document_picture import PICTURES, ROLES, DocumentPicture
from kiosk.screens.look.look import Look

FORMS = sorted((Path(__file__).parents[3] / "forms").glob("*.yaml"))


def pictures(part: object) -> list[str]:
    if isinstance(part, list):
        return [found for one in part for found in pictures(one)]
    if isinstance(part, dict):
        here = [part["picture"]] if isinstance(part.get("picture"), str) else []
        return here + [found for one in part.values() for found in pictures(one)]
    return []


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_every_picture_a_form_points_at_is_there(qtbot: QtBot, form: Path) -> None:
    for picture in pictures(yaml.safe_load(form.read_text("utf-8"))):
        document, _, place = picture.partition(":")
        drawing = QSvgRenderer(str(PICTURES / f"{document}.svg"))
        assert drawing.isValid(), picture
        assert not place or drawing.elementExists(place), picture


def test_a_picture_takes_the_colours_of_the_theme(qtbot: QtBot) -> None:
    picture = DocumentPicture(Look(theme="high_contrast"))
    qtbot.addWidget(picture)
    picture.resize(324, 205)
    picture.point_at("id_card:number")
    seen = picture.grab().toImage()
    assert seen.pixelColor(200, 10) == QColor("black")
    ring = seen.pixelColor(160, 164)
    assert ring == Look(theme="high_contrast").colour("press")


def test_only_the_colours_of_day_are_drawn_with() -> None:
    for file in PICTURES.glob("*.svg"):
        text = file.read_text("utf-8")
        used = {text[at : at + 7] for at in range(len(text)) if text[at] == "#"}
        assert used <= set(ROLES), file.name


def test_an_unknown_picture_shows_none(qtbot: QtBot) -> None:
    picture = DocumentPicture(Look())
    qtbot.addWidget(picture)
    picture.point_at("../secret")
    assert picture.isHidden()
