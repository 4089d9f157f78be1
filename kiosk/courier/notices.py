"""What central publishes, as this kiosk keeps it: signed, never backwards, read anew when it came.

Calendar, forms and settings each are one file of the data folder, as central signed it.
"""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from kiosk.journal.files import make_folder, place
from kiosk.journal.troubles import world
from kiosk.wire.messages import EnrolmentAnswer
from kiosk.wire.notices import SettingNotices
from kiosk.wire.signed import UntrueMessage, read_signed

log = logging.getLogger(__name__)


class Versioned(Protocol):
    """A message of which the greater version counts."""

    @property
    def version(self) -> int:
        """Greater than that of every one before."""


M = TypeVar("M", bound=Versioned)


def everybody(_: object) -> bool:
    """Whoever reads it, it is meant."""
    return True


class Notices(Generic[M]):
    """One kind of notice; without `central_key`, for a kiosk that stands alone, there is none.

    `meant` tells whether one is for this kiosk at all.
    """

    def __init__(
        self,
        file: Path,
        kind: type[M],
        central_key: bytes | None,
        meant: Callable[[M], bool] = everybody,
    ) -> None:
        self._file, self._kind, self._key, self._meant = file, kind, central_key, meant
        self._seen: tuple[int, int] | None = None
        self._kept: M | None = None

    @property
    def version(self) -> int:
        """The version of what is kept; 0 for nothing."""
        kept = self.now()
        return 0 if kept is None else kept.version

    @property
    def mark(self) -> tuple[int, int] | None:
        """What changes whenever another is kept; quick."""
        if self._key is None:
            return None
        try:
            found = self._file.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_ino

    def now(self) -> M | None:
        """Return what is kept: the same value until there is another."""
        seen = self.mark
        if seen is not None and seen != self._seen:
            self._kept, self._seen = self._read(), seen
        return self._kept

    def take(self, signed: bytes, known: int = 0) -> bool:
        """Keep what central sent, durably, if it is younger than what is here, or `known` else.

        Tells whether it was. Raises UntrueMessage for what central did not sign for us, and
        Trouble when the disk would not take it.
        """
        if self._key is None:
            return False
        told = read_signed(signed, self._kind, self._key)
        if not self._meant(told):
            raise UntrueMessage("signature")
        here = max(self.version, known)
        if told.version <= here:
            if told.version < here:
                log.warning("an older %s was refused: %d", self._file.stem, told.version)
            return False
        with world():
            make_folder(self._file.parent)
            place(self._file, signed)
        log.info("%s from central: version %d", self._file.stem, told.version)
        return True

    def _read(self) -> M | None:
        if self._key is None:
            return None
        try:
            kept = read_signed(self._file.read_bytes(), self._kind, self._key)
        except (OSError, UntrueMessage):
            kept = None
        if kept is None or not self._meant(kept):
            # Damaged, or of a central this kiosk no longer belongs to: what ships still counts.
            log.warning("the kept %s cannot be used", self._file.stem)
            return None
        return kept


def kept_settings(folder: Path, known: EnrolmentAnswer | None) -> Notices[SettingNotices]:
    """Return what this kiosk is told to be set to; nothing as long as it is not enrolled."""

    def ours(told: SettingNotices) -> bool:
        return known is not None and told.kiosk == known.kiosk

    key = known.public_key if known else None
    return Notices(folder / "settings.json", SettingNotices, key, ours)
