"""A real PostgreSQL server for one test session: made, started and thrown away."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, event, text

from kiosk.central.database import Database

USER = "postgres"


def binary(name: str) -> str:
    """Find a program of the server; the newest that is installed."""
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    found = shutil.which(name) or next((str(file) for file in installed), None)
    if found is None:
        raise FileNotFoundError(f"{name}: install postgresql, its server refuses to be pretended")
    return found


def as_server_user(*command: str) -> None:
    """Run a command as a user PostgreSQL accepts: it refuses root."""
    prefix = ["runuser", "-u", USER, "--"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*prefix, *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{Path(command[0]).name} ended with {done.returncode}")


@contextmanager
def postgres_server() -> Iterator[str]:
    """Yield the URL of an empty server, without a database name."""
    with tempfile.TemporaryDirectory(prefix="central-pg-") as name:
        folder = Path(name)
        if os.geteuid() == 0:
            shutil.chown(folder, USER)
        data = folder / "data"
        as_server_user(binary("initdb"), "-D", str(data), "-A", "trust", "-U", USER, "--no-sync")
        port = free_port()
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
        pg_ctl = [binary("pg_ctl"), "-D", str(data), "-w"]
        as_server_user(*pg_ctl, "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield f"postgresql+psycopg://{USER}@127.0.0.1:{port}"
        finally:
            as_server_user(*pg_ctl, "-m", "immediate", "stop")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def dying_at_the_commit(database: Database) -> Iterator[None]:
    """Have the server end whoever has written something and is about to commit it."""

    def killed(connection: Connection) -> None:
        if connection.get_execution_options().get("isolation_level"):
            return
        if connection.scalar(text("SELECT pg_current_xact_id_if_assigned()")) is None:
            return  # it only read
        pid = connection.connection.driver_connection.info.backend_pid  # type: ignore[union-attr]  # psycopg's
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as other:
            other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})

    event.listen(database.engine, "commit", killed)
    yield
    event.remove(database.engine, "commit", killed)
