"""Where central keeps what it received: PostgreSQL, or the embedded encrypted SQLite."""

import os
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib.resources import files
from pathlib import Path
from typing import Any

import psycopg
import sqlcipher3.dbapi2 as sqlcipher  # type: ignore[import-untyped]  # ships no types
from alembic import command
from alembic.config import Config
from psycopg.types.array import ListBinaryDumper
from sqlalchemy import URL, Connection, Engine, create_engine, event, exc, make_url
from sqlalchemy.pool import QueuePool

from kiosk.central.files import make_folder, place_once
from kiosk.errors import Trouble
from kiosk.texts import Text
from kiosk.wire.parcel import parcel_identity

SQLITE_WITHOUT_WAL_BUG = (3, 51, 3)
"""Older ones may lose commits in WAL mode with two connections (SQLite release notes)."""

AWAY = (exc.OperationalError, exc.InterfaceError, exc.InternalError, exc.TimeoutError)
"""What SQLAlchemy raises when the database or its disk is in trouble, not the statement."""

IN_TROUBLE: tuple[type[Exception], ...] = (*AWAY, exc.IntegrityError, OSError)
"""An IntegrityError is two kiosks at once: the loser asks again and is judged anew."""

CONNECT_SECONDS = 10
"""After which a server that says nothing counts as away."""


class Database:
    """Transactions on one database; writers of the embedded one take turns."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.embedded = engine.dialect.name == "sqlite"
        self._turn = threading.Lock()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Yield a connection for looking things up."""
        with self.engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Yield a transaction; it is durable when the block is left without an exception."""
        if not self.embedded:
            with self.engine.begin() as connection:
                yield connection
            return
        with self._turn, self.engine.connect() as connection:
            connection.execution_options(writes=True)
            with connection.begin():
                yield connection

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def open_database(url: str, folder: Path) -> Database:
    """Open and bring up to date, as `database_at` finds it; raises Trouble `central.database_*`."""
    database = database_at(url, folder)
    try:
        migrate(database.engine)
    except exc.DBAPIError as error:
        database.close()
        raise _unreachable() from error
    return database


def database_at(url: str, folder: Path) -> Database:
    """Return the database there, as it stands; an empty URL is the embedded one in that folder.

    Takes `postgresql+psycopg://…` and `sqlite:///file`. Raises Trouble `central.database_*`;
    whether a server is there is seen when it is asked something.
    """
    try:
        parsed = make_url(url) if url else URL.create("sqlite", database=str(folder / "central.db"))
    except exc.ArgumentError as error:
        raise _wrong_url() from error
    if parsed.password is not None:
        raise _password()
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        engine = _embedded(Path(parsed.database), store_key(folder))
    elif parsed.get_backend_name() == "postgresql":
        engine = create_engine(
            parsed.set(drivername="postgresql+psycopg"),
            pool_pre_ping=True,
            pool_size=10,
            hide_parameters=True,
            connect_args={"connect_timeout": CONNECT_SECONDS},
        )
        event.listen(engine, "connect", _send_lists_in_binary)
    else:
        raise _wrong_url()
    return Database(engine)


def migrate(engine: Engine, revision: str = "head") -> None:
    """Bring the tables up (or, to "base", down) to a revision."""
    config = Config()
    config.set_main_option("script_location", str(files("kiosk.central") / "migrations"))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        step = command.downgrade if revision == "base" else command.upgrade
        step(config, revision)


def store_key(folder: Path) -> bytes:
    """Return the 32 bytes that encrypt the embedded database; made when there is none."""
    return _secret(folder / "store.key")


def identity_key(folder: Path) -> bytes:
    """Return the 32 secret bytes central signs with; made when there are none."""
    return _secret(folder / "identity.key")


def parcel_key(folder: Path) -> str:
    """Return the age identity that opens what kiosks send by stick; made when there is none."""
    return _secret(folder / "parcel.key", lambda: parcel_identity().encode()).decode()


def _secret(file: Path, make: Callable[[], bytes] = lambda: secrets.token_bytes(32)) -> bytes:
    make_folder(file.parent)
    if not file.exists():
        place_once(file, make())
    return file.read_bytes()


def _embedded(file: Path, key: bytes) -> Engine:
    if sqlcipher.sqlite_version_info < SQLITE_WITHOUT_WAL_BUG:
        raise _unreachable()
    make_folder(file.parent)

    def connect() -> Any:
        with suppress(FileExistsError):
            # For its owner only; the write-ahead log takes its rights over.
            os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        connection = sqlcipher.connect(
            str(file), check_same_thread=False, timeout=30, isolation_level=None
        )
        for pragma in (
            "cipher_log_level = NONE",
            f"key = \"x'{key.hex()}'\"",
            "journal_mode = wal",
            "synchronous = full",
            "foreign_keys = on",
        ):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    # hide_parameters: an exception's text must never quote what a citizen wrote.
    engine = create_engine(
        "sqlite://", creator=connect, module=sqlcipher, poolclass=QueuePool, hide_parameters=True
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer that begins as a reader may find another one before it when it comes to write.
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _send_lists_in_binary(connection: psycopg.Connection[Any], _: object) -> None:
    # As text, a list of a few hundred hashes takes ten times as long to write.
    connection.adapters.register_dumper(list, ListBinaryDumper)


def _wrong_url() -> Trouble:
    return Trouble(
        "central.database_url",
        Text("审批系统的数据库地址有误。", "The database address of central is wrong."),
        Text(
            "请写 postgresql+psycopg://用户@主机/库，或 sqlite:///文件，或留空。",
            "Write postgresql+psycopg://user@host/name, or sqlite:///file, or leave it empty.",
        ),
    )


def _password() -> Trouble:
    return Trouble(
        "central.database_password",
        Text("数据库地址里不能写密码。", "A password must not stand in the database's address."),
        Text(
            "任何人都能看到命令行：请写入 ~/.pgpass（0600）或 PGPASSFILE 指向的文件。",
            "Everybody can read a command line: put it into ~/.pgpass (0600), or PGPASSFILE.",
        ),
    )


def _unreachable() -> Trouble:
    return Trouble(
        "central.database_unreachable",
        Text("审批系统的数据库无法打开。", "The database of central cannot be opened."),
        Text(
            "请检查数据库服务、地址、密钥文件 store.key 和磁盘空间。",
            "Check the database server, its address, the key file store.key and the disk.",
        ),
    )
