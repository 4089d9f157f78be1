"""What came out of each printer since it is counted: sheets, and cuts of the roll.

The journal forgets papers with their cases; a technician's meters only go on.
"""

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import msgspec

from kiosk.journal.files import place

log = logging.getLogger(__name__)
FILE = "meters.json"


@dataclass(frozen=True, slots=True)
class Counted:
    """Pages by printer, and since when (None before the first); a cut is a page of the roll."""

    since: datetime | None = None
    pages: Mapping[str, int] = field(default_factory=dict)


class Meters:
    """Kept in the data folder; what cannot be read begins anew, with the day it does."""

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        self._file, self._clock = folder / FILE, clock
        self._turn = threading.Lock()

    def read(self) -> Counted:
        """Return how far they are."""
        try:
            return msgspec.json.decode(self._file.read_bytes(), type=Counted)
        except (OSError, msgspec.DecodeError):
            return Counted()

    def add(self, printer: str, pages: int) -> None:
        """Count what came out; a disk that does not take it keeps nobody from their paper."""
        with self._turn:
            before = self.read()
            pages += before.pages.get(printer, 0)
            after = Counted(before.since or self._clock(), {**before.pages, printer: pages})
            try:
                place(self._file, msgspec.json.encode(after))
            except OSError as error:
                log.warning("the meters could not be kept: %s", error.strerror)
