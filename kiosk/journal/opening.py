"""How the journal's folder is opened: who may, under which of the keys, and in which file.

The mark tells the key and the file in force. To place another mark is the one moment at which a
new key takes over: before it all is as it was, after it all is as it will be.
"""

import hashlib
import hmac
from dataclasses import replace
from pathlib import Path

from filelock import FileLock, Timeout

from kiosk.journal.database import Database
from kiosk.journal.files import place
from kiosk.journal.keys import Keys
from kiosk.journal.troubles import trouble, world
from kiosk.journal.upgrade import upgrade

MARK = "journal.key-mark"
FIRST_FILE = "journal.db"
OPENING_SECONDS = 120
ROLES = ("window", "courier", "stick")


def locked(folder: Path, role: str, seconds: float = 0) -> FileLock:
    """Take the lock of a role; raises Trouble journal.second_copy, or journal.busy after waiting.

    It is let go when its process ends, however that comes about.
    """
    lock = FileLock(folder / f"{role}.lock", timeout=seconds, thread_local=False)
    with world():
        try:
            lock.acquire()
        except Timeout as error:
            raise trouble("journal.busy" if seconds else "journal.second_copy") from error
    return lock


def prepared(folder: Path, keys: Keys) -> tuple[Database, Keys]:
    """Open the database under the key in force, brought up to date; return it with that key.

    Raises Trouble journal.wrong_key, journal.newer, and what the disk does.
    """
    # Window and courier may start together; one of them makes or upgrades the database.
    opening = locked(folder, "opening", OPENING_SECONDS)
    try:
        with world():
            file, present = in_force(folder, keys)
        database = Database(folder / file, present.derive("database"))
        try:
            upgrade(database)
        except BaseException:
            database.close()
            raise
    finally:
        opening.release()
    return database, present


def in_force(folder: Path, keys: Keys) -> tuple[str, Keys]:
    """Return the name of the database's file and the keys it is under; raises journal.wrong_key."""
    # SQLCipher cannot tell a wrong key from a damaged file; staff must know which it is.
    mark = folder / MARK
    if not mark.exists():
        if not (folder / FIRST_FILE).exists():
            place(mark, marked(keys, FIRST_FILE))
        return FIRST_FILE, keys
    found, _, file = mark.read_text("ascii").partition(" ")
    present = [keys] if keys.coming is None else [keys, replace(keys, store=keys.coming)]
    for one in present:
        if hmac.compare_digest(found, _fingerprint(one)):
            return file or FIRST_FILE, one
    raise trouble("journal.wrong_key")


def marked(keys: Keys, file: str) -> bytes:
    """Spell the mark that puts this store key and this file in force."""
    return f"{_fingerprint(keys)} {file}".encode()


def _fingerprint(keys: Keys) -> str:
    return hashlib.sha256(keys.derive("mark")).hexdigest()
