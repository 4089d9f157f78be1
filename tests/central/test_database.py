from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from kiosk.central.database import Database, migrate, open_database
from kiosk.central.enrolment import epoch, renew_epoch
from kiosk.central.hall_desk import Where
from kiosk.central.keepers import keepers
from kiosk.central.tables import metadata
from kiosk.errors import Trouble


def test_the_revisions_make_the_tables_the_code_speaks_of(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_down_and_up_again(database: Database) -> None:
    with database.write() as connection:
        renew_epoch(connection)
    migrate(database.engine, "base")
    assert set(inspect(database.engine).get_table_names()) <= {"alembic_version"}
    migrate(database.engine)
    with database.write() as connection:
        assert epoch(connection)


def test_attachments_that_came_as_files_stay_files(database: Database) -> None:
    migrate(database.engine, "base")
    migrate(database.engine, "0001")
    with database.write() as connection:
        connection.execute(
            text("INSERT INTO blobs (sha256, size, received_at) VALUES ('f', 7, :at)"),
            {"at": "2026-11-21 01:30:00"},
        )
    migrate(database.engine)
    with database.read() as connection:
        assert connection.execute(text("SELECT size, content FROM blobs")).all() == [(7, None)]


def test_opening_again_finds_what_was_written(database_url: str, tmp_path: Path) -> None:
    epochs = []
    for _ in range(2):
        database = open_database(database_url, tmp_path)
        with database.write() as connection:
            epochs.append(epoch(connection))
        database.close()
    assert epochs[0] == epochs[1]


def test_every_commit_reaches_the_disk(database: Database) -> None:
    with database.read() as connection:
        if database.engine.dialect.name == "sqlite":
            assert connection.execute(text("PRAGMA synchronous")).scalar_one() == 2
            assert connection.execute(text("PRAGMA journal_mode")).scalar_one() == "wal"
        else:
            assert connection.execute(text("SHOW fsync")).scalar_one() == "on"
            assert connection.execute(text("SHOW synchronous_commit")).scalar_one() == "on"


def test_the_embedded_database_is_unreadable_without_its_key(tmp_path: Path) -> None:
    open_database("", tmp_path).close()
    assert not (tmp_path / "central.db").read_bytes().startswith(b"SQLite")
    assert (tmp_path / "store.key").stat().st_mode & 0o077 == 0
    (tmp_path / "store.key").write_bytes(b"x" * 32)
    with pytest.raises(Trouble) as caught:
        open_database("", tmp_path)
    assert caught.value.code == "central.database_unreachable"


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("nonsense", "central.database_url"),
        ("mysql://host/name", "central.database_url"),
        ("postgresql+psycopg://127.0.0.1:1/none?connect_timeout=2", "central.database_unreachable"),
    ],
)
def test_a_wrong_address_is_named(url: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(Trouble) as caught:
        open_database(url, tmp_path)
    assert caught.value.code == code


def test_the_embedded_database_has_nobody_beside_it(tmp_path: Path) -> None:
    database = open_database("", tmp_path)
    with keepers(database, Where("", tmp_path), lambda _: None) as keeping:
        assert keeping is None
    database.close()
