"""The encrypted database under the journal: how it is opened, read and written."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock

import sqlcipher3.dbapi2 as sqlcipher  # type: ignore[import-untyped]  # ships no types
from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import OperationalError

from kiosk.errors import Fault
from kiosk.journal.troubles import trouble, world

OLDEST_SQLITE = (3, 51, 3)
"""Older ones can lose commits when two connections share a WAL (https://sqlite.org/wal.html)."""

FULL = 2
_WAIT_SECONDS = 30
_WRITES = "journal_writes"
_BEGIN_WRITING = "BEGIN IMMEDIATE"


class Database:
    """One encrypted SQLite file; readers never wait, writers take turns across processes."""

    def __init__(self, path: Path, key: bytes) -> None:
        if sqlcipher.sqlite_version_info < OLDEST_SQLITE:
            raise trouble("journal.old_sqlite")
        self.path = path
        self._key = key.hex()
        self.engine = self._make_engine()
        self._writer = self.engine.execution_options(**{_WRITES: True})
        self._recorder: sqlcipher.Connection | None = None
        self._turn = Lock()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a snapshot to read from; raises Trouble for what the disk does."""
        with world(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open the one transaction that may write; durable when the block has ended.

        Raises Trouble when the disk would not take it, and then nothing was written.
        """
        with world():
            try:
                with self._writer.begin() as connection:
                    yield connection
            except OperationalError:
                self._write_over()
                raise

    @contextmanager
    def recording(self) -> Iterator[DBAPICursor]:
        """Open the same transaction with nothing in between, for the statements of `accepting`.

        One at a time. Raises as `writing`; what the database itself refuses is its own error.
        """
        with self._turn, world():
            if self._recorder is None:
                self._recorder = self._connect(self.path)
            cursor = self._recorder.cursor()
            try:
                cursor.execute(_BEGIN_WRITING)
                yield cursor
                self._recorder.commit()
            except BaseException as error:
                self._recorder.rollback()
                if isinstance(error, sqlcipher.OperationalError):
                    self._write_over()
                raise

    def copy_to(self, path: Path) -> None:
        """Copy the database as it stands, encrypted by the same key; Trouble if it cannot be."""
        with world(), self.engine.connect() as connection:
            target = self._connect(path)
            try:
                connection.connection.driver_connection.backup(target)  # type: ignore[union-attr]  # checked out
            finally:
                target.close()

    def change_key(self, key: bytes) -> None:
        """Encrypt every page by another key; nobody else may have the database open."""
        self.close()
        with world():
            connection = self._connect(self.path)
            try:
                connection.execute(f"PRAGMA rekey = \"x'{key.hex()}'\"")
            finally:
                connection.close()
        self._key = key.hex()

    def close(self) -> None:
        """Close every connection; the write-ahead log is folded in by the last to leave."""
        with self._turn:
            if self._recorder is not None:
                self._recorder.close()
            self._recorder = None
        self.engine.dispose()

    def _write_over(self) -> None:
        """Write something of no weight where a commit failed.

        If only the sync failed, the whole commit stands in the write-ahead log, and whoever opens
        the database after a crash would take for recorded what the citizen was told is not.
        """
        with suppress(OperationalError), self._writer.begin() as connection:
            connection.exec_driver_sql("PRAGMA user_version = 0")

    def _make_engine(self) -> Engine:
        # hide_parameters: an exception's text must never quote what a citizen wrote.
        engine = create_engine(
            "sqlite://",
            creator=lambda: self._connect(self.path),
            module=sqlcipher,
            poolclass=QueuePool,
            hide_parameters=True,
        )
        event.listen(engine, "begin", _begin)
        return engine

    def _connect(self, path: Path) -> sqlcipher.Connection:
        with suppress(FileExistsError):
            # For its owner only; the write-ahead log takes its rights over.
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        connection = sqlcipher.connect(
            str(path), isolation_level=None, check_same_thread=False, timeout=_WAIT_SECONDS
        )
        try:
            # First of all, or SQLCipher writes its complaints to stderr.
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{self._key}'\"")
            connection.execute("PRAGMA journal_mode = wal")
            connection.execute("PRAGMA synchronous = full")
            connection.execute("PRAGMA foreign_keys = on")
            # What is erased is written over, not only forgotten.
            connection.execute("PRAGMA secure_delete = on")
            # Or INSERT OR REPLACE would slip past the triggers that keep entries as they are.
            connection.execute("PRAGMA recursive_triggers = on")
            if connection.execute("PRAGMA synchronous").fetchone() != (FULL,):
                raise Fault("the journal must be written with synchronous=FULL")
        except BaseException:
            connection.close()
            raise
        return connection


def _begin(connection: Connection) -> None:
    # A deferred transaction that turns to writing late could fail as busy half way.
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql(_BEGIN_WRITING if writes else "BEGIN")
