"""Somebody at the kiosk: opens the real window and does what a tale says.

`python -m tests.journeys.visit SETTINGS PICTURE TALE [TOLD…]` prints one line of JSON for each
thing that happened; status 1 and a photograph of the screen when something did not, or when
anything inside the window went wrong unseen.
"""

import json
import os
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QMessageLogContext, QtMsgType, qInstallMessageHandler

from kiosk.settings import read_settings
from kiosk.window import open_window
from tests.journeys.at import move_to
from tests.journeys.display import Display
from tests.journeys.hand import Hand
from tests.journeys.serving import Tell
from tests.journeys.tales import TALES


def tell(saw: str, **noted: object) -> None:
    """Say what happened, at once."""
    sys.stdout.write(json.dumps({"saw": saw, **noted}, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def main(settings: Path, picture: Path, tale: str, *told: str) -> int:
    """Open the window and let the hand do its work; returns the exit status."""
    if day := os.environ.get("JOURNEY_DAY"):
        move_to(date.fromisoformat(day))
    hand = Hand(Display(os.environ["DISPLAY"]))
    failures: list[object] = []
    _watch(failures)

    def work(lead: Callable[..., None], say: Tell) -> None:
        try:
            hand.wait_for_window()
            lead(hand, say, *told)
        except BaseException as error:
            failures.append(error)
            traceback.print_exc()
            hand.display.picture(picture)
        hand.ask(QCoreApplication.quit)

    thread = threading.Thread(target=work, args=(TALES[tale], tell), daemon=True)
    thread.start()
    status = open_window(read_settings(settings), windowed=False)
    thread.join()
    return 1 if failures else status


def _watch(failures: list[object]) -> None:
    """Collect what Python and Qt would only print."""

    def raised(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        failures.append(error)
        traceback.print_exception(kind, error, trace)

    def warned(kind: QtMsgType, _: QMessageLogContext, words: str) -> None:
        sys.stderr.write(f"{words}\n")
        if kind is not QtMsgType.QtDebugMsg and kind is not QtMsgType.QtInfoMsg:
            failures.append(words)

    sys.excepthook = raised
    qInstallMessageHandler(warned)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:]))
