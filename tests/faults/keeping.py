"""Where a central keeps what it has: to be backed up, restored, killed and filled up."""

import os
import shutil
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, create_engine, event, exc, text

from kiosk.central.database import Database
from tests.central.postgres import USER, as_server_user, binary, free_port
from tests.faults.family import children, end
from tests.faults.preload import library
from tests.faults.vitals import bytes_of

PATIENCE = 300
_ON = "FROM pg_stat_activity WHERE datname ="
_PAGES = "PRAGMA page_count", "PRAGMA max_page_count"


class Keeping(Protocol):
    """The database of one central; nobody has it open while it is saved or brought back."""

    url: str

    def save(self, name: str) -> None:
        """Keep what is there now under a name."""

    def bring_back(self, name: str) -> None:
        """Put what was kept in the place of what is there."""

    def forget(self, name: str) -> None:
        """Throw away what was kept under a name."""

    def size(self, folder: Path) -> int:
        """Return how many bytes the database takes, its log of writes included."""

    def fill_up(self, database: Database) -> None:
        """Let an open database find no room until `make_room`."""

    def make_room(self) -> None:
        """Let a database that is shut find room again."""


class Embedded:
    """The embedded database lies in central's folder, which whoever saves takes along whole."""

    url = ""

    def save(self, name: str) -> None:
        """Nothing beside the folder."""

    def bring_back(self, name: str) -> None:
        """Nothing beside the folder."""

    def forget(self, name: str) -> None:
        """Nothing beside the folder."""

    def size(self, folder: Path) -> int:
        """Return how many bytes the file and its log take."""
        return bytes_of(folder / "central.db", folder / "central.db-wal")

    def fill_up(self, database: Database) -> None:
        """No page more than there are."""

        @event.listens_for(database.engine, "begin")
        def no_room(connection: Connection) -> None:
            count, most = _PAGES
            pages = connection.exec_driver_sql(count).scalar_one()
            connection.exec_driver_sql(f"{most} = {pages}")

    def make_room(self) -> None:
        """Whoever opens it anew has room."""


class Server:
    """A PostgreSQL server with `fsync`; it may be killed with all that is of it, and its disk full.

    While there is a file `full`, no file of it grows.
    """

    def __init__(self, folder: Path) -> None:
        self._folder, self._data, self._log = folder, folder / "data", folder / "log"
        self._library, self.full = folder / library().name, folder / "full"
        shutil.copy(library(), self._library)
        if os.geteuid() == 0:
            shutil.chown(folder, USER)
        as_server_user(binary("initdb"), "-D", str(self._data), "-A", "trust", "-U", USER)
        self.url = f"postgresql+psycopg://{USER}@127.0.0.1:{free_port()}"
        self.start()

    def start(self) -> None:
        """Start it, or start it again and let it mend what a kill left."""
        port = self.url.rpartition(":")[2]
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories="
        env = (f"LD_PRELOAD={self._library}", f"DISK_FOLDER={self._data}", f"DISK_FULL={self.full}")
        pg_ctl = (binary("pg_ctl"), "-D", str(self._data), "-w", "-l", str(self._log))
        end = time.monotonic() + PATIENCE
        while True:
            try:
                as_server_user("env", *env, *pg_ctl, "-o", options + str(self._folder), "start")
            except RuntimeError:
                # A process of the killed one may still hold the memory they shared.
                if time.monotonic() > end:
                    raise
                time.sleep(0.1)
            else:
                return

    def kill(self) -> None:
        """Kill the server and every process of it, with no moment to tidy up."""
        try:
            first = int((self._data / "postmaster.pid").read_text().split()[0])
        except FileNotFoundError:
            return  # it has ended by itself
        end([first, *children(first)])

    def ask(self, *statements: str) -> None:
        """Do something outside of any transaction."""
        engine = create_engine(f"{self.url}/postgres", isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))
        engine.dispose()


class OnServer:
    """A database of its own on a PostgreSQL server."""

    def __init__(self, server: Server) -> None:
        self.server, self._name = server, f"central_{uuid.uuid4().hex}"
        self.url = f"{server.url}/{self._name}"
        server.ask(f"CREATE DATABASE {self._name}")

    def save(self, name: str) -> None:
        """Make a copy beside it."""
        self._copy(self._name, self._beside(name))

    def bring_back(self, name: str) -> None:
        """Copy it back."""
        self._copy(self._beside(name), self._name)

    def forget(self, name: str) -> None:
        """Drop the copy."""
        self.server.ask(f"DROP DATABASE IF EXISTS {self._beside(name)} WITH (FORCE)")

    def size(self, folder: Path) -> int:
        """Return how many bytes the server says it takes."""
        engine = create_engine(self.url)
        with engine.connect() as connection:
            asked = text("SELECT pg_database_size(current_database())")
            size = int(connection.execute(asked).scalar_one())
        engine.dispose()
        return size

    def fill_up(self, database: Database) -> None:
        """No file of the server grows any more."""
        self.server.full.touch()

    def make_room(self) -> None:
        """Files grow again; a server that ended for want of room starts anew."""
        if self.server.full.exists():
            self.server.full.unlink()
            self.server.kill()
            self.server.start()

    def _beside(self, name: str) -> str:
        return f"{self._name}_{name}"

    def _copy(self, source: str, target: str) -> None:
        alone = f"SELECT pg_terminate_backend(pid) {_ON} '{source}'"
        drop = f"DROP DATABASE IF EXISTS {target} WITH (FORCE)"
        end = time.monotonic() + PATIENCE
        while True:
            try:
                self.server.ask(alone, drop, f"CREATE DATABASE {target} TEMPLATE {source}")
            except exc.OperationalError:
                # Somebody who was told to go is still on the way.
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)
            else:
                return


@contextmanager
def server() -> Iterator[Server]:
    """Yield a new server, in a folder that its user can reach."""
    with tempfile.TemporaryDirectory(prefix="faults-pg-") as name:
        running = Server(Path(name))
        try:
            yield running
        finally:
            running.kill()
