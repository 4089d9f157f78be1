"""Folders and keys of central that are there whole or not at all, also after the plug was pulled.

A file system may forget the name of a synced file until the folder it stands in is synced too.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def make_folder(folder: Path) -> None:
    """Make a folder and its parents, and make their names durable."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for place in missing:
        sync_folder(place.parent)


def place_once(file: Path, data: bytes) -> None:
    """Write a file (mode 0600) that is durable on return, unless there is one already."""
    with _written(file, data) as part, suppress(FileExistsError):
        os.link(part, file)
    sync_folder(file.parent)


def place(file: Path, data: bytes) -> None:
    """Write a file (mode 0600) that is durable on return, in place of one that is there."""
    with _written(file, data) as part:
        part.replace(file)
    sync_folder(file.parent)


@contextmanager
def _written(file: Path, data: bytes) -> Iterator[Path]:
    part = file.with_name(f"{file.name}.{secrets.token_hex(4)}.part")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        yield part
    finally:
        part.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
