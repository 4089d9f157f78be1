"""Unfinished forms, sealed by the citizen's claim code: kept here for a while, never sent.

The cipher text is made elsewhere; the journal has no key to it.
"""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.dialects.sqlite import insert

from kiosk.journal.database import Database
from kiosk.journal.tables import drafts, moment, spelled


class Drafts:
    """The shelf of sealed drafts, one a slot; a slot says nothing of its code."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, slot: str, sealed: bytes, expires_at: datetime) -> None:
        """Keep a draft until it expires, in place of what the slot held; durable on return."""
        row = {"slot": slot, "sealed": sealed, "expires_at": spelled(expires_at)}
        with self._database.writing() as connection:
            connection.execute(_PUT, row)

    def take(self, slot: str, now: datetime) -> bytes | None:
        """Take a draft away and return it; None for an empty slot or an expired draft."""
        with self._database.writing() as connection:
            row = connection.execute(
                delete(drafts)
                .where(drafts.c.slot == slot)
                .returning(drafts.c.sealed, drafts.c.expires_at)
            ).one_or_none()
        if row is None:
            return None
        expires_at = moment(row.expires_at)
        return row.sealed if expires_at is not None and expires_at > now else None

    def erase_expired(self, now: datetime) -> int:
        """Overwrite and drop what has expired; returns how many."""
        gone = delete(drafts).where(drafts.c.expires_at <= spelled(now))
        with self._database.writing() as connection:
            return connection.execute(gone).rowcount


_NEW = insert(drafts)
_PUT = _NEW.on_conflict_do_update(
    index_elements=["slot"],
    set_={"sealed": _NEW.excluded.sealed, "expires_at": _NEW.excluded.expires_at},
)
