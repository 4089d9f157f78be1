"""A bug of ours: said on the screen, its place in the log, and nobody's data anywhere."""

import logging
import sys

import pytest
from PySide6.QtCore import QTimer

from kiosk.front import door_of
from kiosk.screens.acts.stage import unexpected
from kiosk.visits.steps import Step
from tests.screens.acts.conftest import House

NUMBER = "150602200411219993"


def bug() -> None:
    raise KeyError(NUMBER)


def test_a_bug_on_the_screen_is_said_as_trouble_and_nothing_is_lost(
    house: House, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    house.begin()
    house.stage.turn(house.stage.visit.answer("m_name", "巴特尔"))
    before, sys.excepthook = sys.excepthook, sys.__excepthook__
    try:
        with caplog.at_level(logging.ERROR), door_of(house.stage):
            QTimer.singleShot(0, bug)
            house.comes_to(Step.TROUBLE)
    finally:
        sys.excepthook = before
    assert "KeyError at test_door.py" in caplog.text
    heard = capfd.readouterr()
    assert NUMBER not in caplog.text + heard.out + heard.err
    assert house.stage.visit.trouble is not None
    assert house.stage.visit.trouble.code == unexpected().code
    assert not hasattr(sys, "last_traceback")
    house.back()
    assert house.stage.filling.answers["m_name"] == "巴特尔"


def test_who_listened_before_still_hears(house: House) -> None:
    heard: list[object] = []
    before, sys.excepthook = sys.excepthook, lambda *what: heard.append(what[1])
    try:
        with door_of(house.stage):
            QTimer.singleShot(0, bug)
            house.comes_to(Step.TROUBLE)
    finally:
        sys.excepthook = before
    assert [type(one) for one in heard] == [KeyError]
