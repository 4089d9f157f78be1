"""A new store key takes over, and what was under the old one becomes noise.

Every page is encrypted anew in a file of its own, every attachment's key wrapped anew; then the
mark changes, in one step. A plug pulled before it leaves the old key in force, after it the new
one; `rotate` again ends what was begun. At last the old key, the old file and the copies made
before upgrades go: whoever finds a copy of these has nothing to open it with.
"""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select, update

from kiosk.journal.blobs import Blobs
from kiosk.journal.database import Database
from kiosk.journal.files import place, sync_folder
from kiosk.journal.keys import COMING, IDENTITY, SM2_IDENTITY, STORE, Keys, keep_coming
from kiosk.journal.opening import MARK, OPENING_SECONDS, ROLES, in_force, locked, marked
from kiosk.journal.outbox import Outbox
from kiosk.journal.tables import attachments
from kiosk.journal.troubles import trouble, world
from kiosk.journal.upgrade import BACKUPS, upgrade


def rotate(folder: Path, keys_folder: Path, credentials: Path | None = None) -> None:
    """Put a new store key in force; window and courier must be stopped.

    A kiosk whose key is a credential takes the new one from the credential `store.next.key`, to
    be renamed afterwards. Raises Trouble journal.second_copy, journal.no_next_key,
    journal.wrong_key, and what the disk does.
    """
    with _alone(folder):
        keys = Keys.open(keys_folder, credentials)
        _, present = in_force(folder, keys)
        if keys.coming == present.store:
            _clear(folder, keys_folder, present)
            keys = Keys.open(keys_folder, credentials)
        if keys.coming in (None, present.store):
            keep_coming(keys_folder, credentials)
            keys = Keys.open(keys_folder, credentials)
        new = _written_anew(folder, keys)
        with world():
            place(folder / MARK, new)
        _, present = in_force(folder, keys)
        _clear(folder, keys_folder, present)


def erase(
    folder: Path, keys_folder: Path, credentials: Path | None = None, *, unsent_too: bool = False
) -> None:
    """Forget every key and remove all that was under them: for a kiosk that leaves the hall.

    Raises Trouble journal.unsent while central does not hold everything, unless `unsent_too`. A
    key that is a credential is not here to be forgotten: it must be removed where it lies.
    """
    with _alone(folder):
        if not unsent_too and not _all_sent(folder, Keys.open(keys_folder, credentials)):
            raise trouble("journal.unsent")
        with world():
            for name in (STORE, COMING, IDENTITY, SM2_IDENTITY):
                _overwrite(keys_folder / name)
            sync_folder(keys_folder)
    shutil.rmtree(folder, ignore_errors=True)


def _all_sent(folder: Path, keys: Keys) -> bool:
    if not (folder / MARK).exists():
        return True
    file, present = in_force(folder, keys)
    database = Database(folder / file, present.derive("database"))
    try:
        upgrade(database)
        queue = Outbox(database).queue()
    finally:
        database.close()
    return not (queue.waiting or queue.parked or queue.attachments)


def _written_anew(folder: Path, keys: Keys) -> bytes:
    """Write the database under the coming key beside the present one; return its mark."""
    if keys.coming is None:
        raise trouble("journal.no_next_key")
    file, old = in_force(folder, keys)
    new = replace(keys, store=keys.coming)
    target = folder / f"journal-{secrets.token_hex(4)}.db"
    database = Database(folder / file, old.derive("database"))
    try:
        upgrade(database)
        database.copy_to(target)
    finally:
        database.close()
    copy = Database(target, old.derive("database"))
    try:
        copy.change_key(new.derive("database"))
        before, after = Blobs(folder / "blobs", old), Blobs(folder / "blobs", new)
        with copy.writing() as connection:
            wrapped = select(attachments.c.sha256, attachments.c.size, attachments.c.wrapped_key)
            for row in connection.execute(wrapped.where(attachments.c.file.is_not(None))).all():
                key = before.unwrapped(row.sha256, row.size, row.wrapped_key)
                again = after.wrapped(row.sha256, row.size, key)
                which = attachments.c.sha256 == row.sha256
                connection.execute(update(attachments).where(which).values(wrapped_key=again))
    finally:
        copy.close()
    with world():
        sync_folder(folder)
    return marked(new, target.name)


def _clear(folder: Path, keys_folder: Path, present: Keys) -> None:
    """Remove what is not in force: databases, copies before upgrades, the old key."""
    file, _ = in_force(folder, present)
    with world():
        for path in folder.glob("journal*.db*"):
            if not path.name.startswith(file) or BACKUPS in path.name:
                path.unlink(missing_ok=True)
        sync_folder(folder)
        if (keys_folder / COMING).exists():
            if (keys_folder / COMING).read_bytes() == present.store:
                _overwrite(keys_folder / STORE, unlink=False)
                (keys_folder / COMING).replace(keys_folder / STORE)
            else:
                _overwrite(keys_folder / COMING)
            sync_folder(keys_folder)


def _overwrite(key: Path, *, unlink: bool = True) -> None:
    """Write over a key as far as the disk does what it says; flash may keep a copy of its own."""
    with suppress(FileNotFoundError), key.open("r+b", buffering=0) as file:
        file.write(secrets.token_bytes(key.stat().st_size))
    if unlink:
        key.unlink(missing_ok=True)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with ExitStack() as held:
        for role in ROLES:
            held.callback(locked(folder, role).release)
        held.callback(locked(folder, "opening", OPENING_SECONDS).release)
        yield
