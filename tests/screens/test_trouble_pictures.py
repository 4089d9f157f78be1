"""Every trouble of a printer that keeps paper back has a drawing of its own."""

import pytest
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from kiosk.devices.pretend_printer import SOON
from kiosk.devices.printer import Reason, trouble
from kiosk.screens.citizen.document_picture import PICTURES as FOLDER
from kiosk.screens.telling.trouble import PICTURES

STOPPING = sorted(set(Reason) - SOON)


@pytest.mark.parametrize("reason", STOPPING)
def test_a_trouble_has_words_a_remedy_and_a_drawing(qtbot: QtBot, reason: Reason) -> None:
    said = trouble(reason)
    assert all((said.say.zh, said.say.en, said.remedy.zh, said.remedy.en))
    assert QSvgRenderer(str(FOLDER / f"{PICTURES[said.code]}.svg")).isValid()


def test_no_two_kinds_look_alike() -> None:
    alike = {"printer.spool-area-full", "printer.stopped"}  # of a folder there is nothing to draw
    drawn = [name for code, name in PICTURES.items() if code not in alike]
    assert len(drawn) == len(set(drawn))
    assert len(drawn) == len(STOPPING) - len(alike)
