"""A real window on the second of two screens of an X server; told on standard input what to do.

python -m tests.contracts.second_screen NAME     answers each line with one line of JSON
"""

import json
import sys
from dataclasses import replace

from PySide6.QtCore import QEventLoop, QRect, QTimer
from PySide6.QtWidgets import QApplication

from kiosk.devices.second_screen import Sight
from kiosk.screens.beside.screen import QtSecondScreen
from kiosk.screens.look.look import Look

SETTLED = 150
"""Milliseconds in which the X server has told everything and the window is painted."""


def main(name: str) -> None:
    application = QApplication([])
    screen = QtSecondScreen(name, Look())
    print(json.dumps("here"), flush=True)  # noqa: T201  # it is what the test reads
    for line in sys.stdin:
        word, *rest = json.loads(line)
        if word == "show":
            told = Sight(**rest[0])
            steps = tuple((label, state) for label, state in told.steps)
            screen.show(replace(told, steps=steps, code=tuple(told.code)))
        elif word == "close":
            screen.close()
        loop = QEventLoop()
        QTimer.singleShot(SETTLED, loop.quit)
        loop.exec()
        if word == "picture":
            first, whole = application.primaryScreen(), QRect()
            for one in application.screens():
                whole = whole.united(one.geometry())
            first.grabWindow(0, 0, 0, whole.width(), whole.height()).save(rest[0])
        shown = [one for one in application.topLevelWidgets() if one.isVisible()]
        places = [one.geometry().getRect() for one in shown]
        answer = {"available": screen.available(), "windows": places}
        print(json.dumps(answer), flush=True)  # noqa: T201  # the same


if __name__ == "__main__":
    main(sys.argv[1])
