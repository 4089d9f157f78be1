"""A house that is closed: what its clocks still ring for concerns nobody any more."""

from dataclasses import replace
from pathlib import Path

import msgspec
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from kiosk.app import opened
from kiosk.devices.voice import PretendVoice
from kiosk.front import front_of
from kiosk.screens.citizen.porch import Porch
from kiosk.screens.look.look import Look
from kiosk.settings import Places, Settings
from kiosk.visits.steps import Step


def test_a_goodbye_that_was_on_rings_in_no_closed_house(qtbot: QtBot, tmp_path: Path) -> None:
    settings = msgspec.structs.replace(
        Settings(), places=Places(data=tmp_path / "data", spool=tmp_path / "printed")
    )
    porch = Porch(Look())
    qtbot.addWidget(porch.window)
    with opened(settings) as kiosk, front_of(kiosk, porch, PretendVoice()) as front:
        front.conductor.begin()
        front.stage.hall = replace(front.stage.hall, goodbye=0)
        front.stage.turn(front.stage.visit.finish())
        assert front.stage.visit.step is Step.GOODBYE
    with qtbot.captureExceptions() as caught:
        qtbot.wait(50)
    assert caught == []
    assert not isValid(front.stage)
    assert isValid(porch.window)
