import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from kiosk.central.blobs import Folder
from kiosk.central.database import Database, open_database
from kiosk.central.uploads import Uploads
from tests.central.hall import Central, Kiosk, central_at, now
from tests.central.many import Sender, enrol_all
from tests.central.postgres import postgres_server


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    with postgres_server() as url:
        yield url


@pytest.fixture(params=["embedded", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Every test of central runs on both: empty, the embedded one; or a new database."""
    if request.param == "embedded":
        return ""
    server: str = request.getfixturevalue("postgres")
    name = f"central_{uuid.uuid4().hex}"
    engine = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return f"{server}/{name}"


@pytest.fixture
def store(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "attachments")


@pytest.fixture
def uploads(tmp_path: Path, store: Folder) -> Uploads:
    return Uploads(tmp_path / "uploads", store)


@pytest.fixture
def database(database_url: str, tmp_path: Path) -> Iterator[Database]:
    opened = open_database(database_url, tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def sender(database: Database) -> Sender:
    """A kiosk without a disk, enrolled."""
    made = Sender("hall-1", 1)
    with database.write() as connection:
        enrol_all(connection, [made], now())
    return made


@pytest.fixture
def central(database_url: str, tmp_path: Path) -> Iterator[Central]:
    with central_at(database_url, tmp_path / "central") as running:
        yield running


@pytest.fixture
def kiosk(central: Central, tmp_path: Path) -> Iterator[Kiosk]:
    enrolled = Kiosk.enrolled(central, tmp_path / "kiosk")
    yield enrolled
    enrolled.journal.close()
