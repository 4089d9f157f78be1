"""Large attachments that came whole: each in a sealed file of its own, synced with those beside it.

The disk begins with one while the next is sealed, so that whoever syncs them all waits for little.
"""

import os
import secrets
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kiosk.central.sealed import Seal


@dataclass(frozen=True, slots=True)
class Written:
    """One that lies in a file nobody else knows; not durable before it is synced."""

    sha256: str
    size: int
    path: Path
    handle: int


def write(
    folder: Path, secret: bytes, sha256: str, content: memoryview, room: bytearray
) -> Written:
    """Seal one into a new file, in `room` on the way; raises OSError and leaves nothing."""
    seal = Seal.new(secret, sha256, len(content))
    path = folder / f"{sha256}.{secrets.token_hex(8)}.part"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    written = Written(sha256, len(content), path, handle)
    try:
        end = write_at(handle, seal.heading, 0)
        write_at(handle, seal.close(0, content, room), end)
        if hasattr(os, "posix_fadvise"):
            # What nobody wants to read soon is written out at once, and not waited for.
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
    except OSError:
        drop([written])
        raise
    return written


def finish(written: Iterable[Written], put: Callable[[str, Path], None]) -> None:
    """Sync each and put it where it belongs; raises OSError, and those not put are gone."""
    left = list(written)
    try:
        for one in left:
            os.fsync(one.handle)
        while left:
            put(left[0].sha256, left[0].path)
            os.close(left.pop(0).handle)
    finally:
        drop(left)


def drop(written: Iterable[Written]) -> None:
    """Remove some after all."""
    for one in written:
        os.close(one.handle)
        with suppress(OSError):
            one.path.unlink(missing_ok=True)


def write_at(handle: int, content: bytes | memoryview, place: int) -> int:
    """Write all of it from that place on; returns where it ends."""
    left = memoryview(content)
    while left:
        written = os.pwrite(handle, left, place)
        left, place = left[written:], place + written
    return place
