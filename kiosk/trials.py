"""Trying the printers out: a trial page on each, and whether it came out."""

import time
from collections.abc import Iterator
from contextlib import suppress

from kiosk.catalogue.workdays import RESOURCES
from kiosk.devices.printer import JobState, Look, Printer, Reason, trouble
from kiosk.errors import Trouble
from kiosk.paper import trial
from kiosk.paper.document import Document
from kiosk.paper.press import Press
from kiosk.printers import ROLL, printers_of
from kiosk.settings import Settings

TITLE = "trial"
WAIT, LOOKS = 0.2, 300
"""Seconds between two looks, and how many: so long a page may take."""


def trials(settings: Settings, looks: int = LOOKS) -> Iterator[tuple[str, Trouble | None]]:
    """Print on one printer after the other; yields its name, and what kept the page."""
    typecase = Press(settings.places.fonts or RESOURCES / "fonts").typecase
    for name, printer in printers_of(settings.printers, settings.places.spool):
        page = trial.trial(trial.ROLL if name == ROLL else trial.SHEET, typecase)
        try:
            yield name, _waited(printer, page, looks)
        except Trouble as error:
            yield name, error


def _waited(printer: Printer, page: Document, looks: int) -> Trouble | None:
    job = printer.print(page.pdf, 1, TITLE)
    for _ in range(looks):
        seen = Look(printer.state(job))
        if not seen.underway:
            out = seen.state in (JobState.DONE, JobState.DOUBLED)
            return None if out else trouble(Reason.UNCERTAIN)
        time.sleep(WAIT)
    with suppress(Trouble):
        printer.cancel(job)
    return next(iter(printer.status().troubles), trouble(Reason.STOPPED))
