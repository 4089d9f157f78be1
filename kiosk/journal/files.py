"""Files that are there whole or not at all, also after the plug was pulled."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

PART = ".part"


def make_folder(folder: Path, mode: int = 0o750) -> None:
    """Make a folder and its parents, and make their names durable."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    folder.mkdir(mode=mode, parents=True, exist_ok=True)
    for place_ in missing:
        sync_folder(place_.parent)


def place(path: Path, data: bytes, *, replace: bool = True) -> None:
    """Write a file (mode 0600) that is durable on return; OSError leaves nothing behind.

    With `replace=False` a file that another process placed first stays as it is.
    """
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}{PART}")
    try:
        _write(part, data)
        if replace:
            part.replace(path)
        else:
            with suppress(FileExistsError):
                os.link(part, path)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(path.parent)


@contextmanager
def placing(path: Path) -> Iterator[BinaryIO]:
    """Open a file (mode 0600) to be written; it is at `path`, durable, when the block has ended.

    Whatever ends the block early leaves what was at `path` before, as far as the disk still lets.
    """
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}{PART}")
    try:
        with _created(part) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; Windows does so by itself."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _created(path: Path) -> BinaryIO:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    return os.fdopen(handle, "wb")


def _write(path: Path, data: bytes) -> None:
    with _created(path) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
