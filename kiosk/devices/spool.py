"""A printer that lays papers into a folder: for trying out, and for halls that print elsewhere.

A file appears whole or not at all, also when the power goes: written beside, synced, renamed.
Its name is the job's title and the copy's number, and never overwrites another.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from kiosk.devices.printer import (
    JobId,
    JobState,
    PrinterStatus,
    Reason,
    checked_title,
    trouble,
)

_SEPARATOR = "+"  # between the copies of a job; no title holds it


class SpoolPrinter:
    """Prints into `folder`, which is made when needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def print(self, pdf: bytes, copies: int, title: str) -> JobId:
        """Lay one file a copy; raises Trouble `printer.spool-area-full`."""
        name = checked_title(title)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            names = [self._lay(pdf, name) for _ in range(copies)]
            _sync(self._folder)
        except OSError as error:
            raise trouble(Reason.SPOOL_FULL) from error
        return JobId(_SEPARATOR.join(names))

    def state(self, job: JobId) -> JobState:
        """Say DONE as long as every copy lies in the folder."""
        done = all(path.is_file() for path in self._files(job))
        return JobState.DONE if job and done else JobState.FAILED

    def cancel(self, job: JobId) -> None:
        """Leave what is laid: on this printer a job is finished as soon as it is taken."""

    def status(self) -> PrinterStatus:
        """Say whether the folder can be written."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return PrinterStatus((trouble(Reason.SPOOL_FULL),))
        writable = os.access(self._folder, os.W_OK | os.X_OK)
        return PrinterStatus(() if writable else (trouble(Reason.SPOOL_FULL),))

    def _files(self, job: JobId) -> Iterator[Path]:
        for name in job.split(_SEPARATOR):
            yield self._folder / f"{name}.pdf"

    def _lay(self, pdf: bytes, title: str) -> str:
        """Write one copy under the first free number."""
        draft = self._folder / f".{title}.part"
        try:
            with draft.open("wb") as file:
                file.write(pdf)
                file.flush()
                os.fsync(file.fileno())
            return self._publish(draft, title)
        finally:
            draft.unlink(missing_ok=True)

    def _publish(self, draft: Path, title: str) -> str:
        number = 1
        while True:
            name = f"{title}-{number}"
            try:
                os.link(draft, self._folder / f"{name}.pdf")
            except FileExistsError:
                number += 1
            else:
                return name


def _sync(folder: Path) -> None:
    """Make the names in a folder durable; Windows does so by itself."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
