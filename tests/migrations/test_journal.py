"""The journal's steps go up, with rows, after a backup, whole or not at all; and down again."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from kiosk.errors import Trouble
from kiosk.journal.attachments import Enclosure
from kiosk.journal.database import Database
from kiosk.journal.tables import metadata, spelled
from kiosk.journal.upgrade import STEPS, configured, upgrade
from tests.journal.kept import KEYS, NAME, NOON, STROKES, Kiosk, submit

KEY = KEYS.derive("database")
NEXT = '''"""A step of tomorrow."""

from alembic import op

revision = "9999"
down_revision = "{newest}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE TABLE tomorrow (id INTEGER PRIMARY KEY)")
    op.execute("ALTER TABLE cases ADD COLUMN hall VARCHAR")
    op.execute("{last}")
'''
NEWEST = str(ScriptDirectory.from_config(configured()).get_current_head())
GOOD, BAD = "UPDATE cases SET hall = 'east'", "INSERT INTO no_such_table VALUES (1)"


@pytest.fixture
def kiosk(tmp_path: Path) -> Kiosk:
    return Kiosk(tmp_path / "journal")


@pytest.fixture
def filled(kiosk: Kiosk) -> Iterator[Database]:
    """A journal with rows, closed, and its database opened."""
    journal = kiosk.window()
    submit(journal, 1, Enclosure("strokes", "application/json", STROKES))
    assert len(journal.reading.recent(9)) == 1
    journal.close()
    database = Database(kiosk.folder / "journal.db", KEY)
    yield database
    database.close()


def steps(folder: Path, last: str) -> Path:
    shutil.copytree(STEPS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "9999_tomorrow.py").write_text(NEXT.format(last=last, newest=NEWEST))
    return folder


def shape(database: Database) -> dict[str, str]:
    named = text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    with database.reading() as connection:
        return {row.name: row.sql for row in connection.execute(named)}


def revision(database: Database) -> str | None:
    with database.reading() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def test_the_steps_make_what_the_code_expects(filled: Database) -> None:
    with filled.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_partial_indexes_are_made_as_the_code_expects(filled: Database) -> None:
    made = shape(filled)
    for table in metadata.tables.values():
        for index in table.indexes:
            where = index.dialect_options["sqlite"]["where"]
            wanted = "" if where is None else f" WHERE {where}"
            assert made[str(index.name)].partition(" WHERE ")[2] == wanted.removeprefix(" WHERE ")


def test_a_journal_at_its_newest_step_is_not_backed_up(filled: Database, kiosk: Kiosk) -> None:
    upgrade(filled)
    assert list(kiosk.folder.glob("*.before-*")) == []


def test_a_step_keeps_the_rows_and_leaves_a_backup(
    filled: Database, kiosk: Kiosk, tmp_path: Path
) -> None:
    upgrade(filled, steps(tmp_path / "steps", GOOD))
    assert revision(filled) == "9999"
    with filled.reading() as connection:
        assert connection.execute(text("SELECT hall FROM cases")).scalar_one() == "east"
    (backup,) = kiosk.folder.glob("*.before-*")
    assert backup.name == "journal.db.before-9999"
    assert b"SQLite" not in backup.read_bytes()
    copy = Database(backup, KEY)
    assert revision(copy) == NEWEST
    with copy.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM cases")).scalar_one() == 1
    copy.close()


def test_a_step_that_fails_changes_nothing(filled: Database, tmp_path: Path) -> None:
    before = shape(filled)
    with pytest.raises(DBAPIError):
        upgrade(filled, steps(tmp_path / "steps", BAD))
    assert shape(filled) == before
    assert revision(filled) == NEWEST


def test_a_journal_of_a_newer_program_is_left_alone(
    filled: Database, kiosk: Kiosk, tmp_path: Path
) -> None:
    upgrade(filled, steps(tmp_path / "steps", GOOD))
    filled.close()
    with pytest.raises(Trouble) as caught:
        kiosk.window()
    assert caught.value.code == "journal.newer"


def test_every_step_goes_down_and_up_again(filled: Database) -> None:
    before = shape(filled)
    with filled.writing() as connection:
        command.downgrade(configured(connection=connection), "base")
    assert set(shape(filled)) == {"alembic_version"}
    upgrade(filled)
    assert shape(filled) == before


@pytest.mark.parametrize("before", ["0005", "0006"])
def test_what_is_listed_of_a_case_is_brought_along(
    filled: Database, kiosk: Kiosk, before: str
) -> None:
    journal = kiosk.window()
    listed = journal.reading.found(NAME)
    journal.close()
    with filled.writing() as connection:
        command.downgrade(configured(connection=connection), before)
    upgrade(filled)
    journal = kiosk.window()
    assert len(listed) == 1
    assert journal.reading.found(NAME) == journal.reading.found(listed[0].number) == listed
    journal.history.rebuild()
    assert journal.reading.found(NAME) == listed
    journal.close()


def test_a_step_down_tells_when_a_case_was_submitted(filled: Database) -> None:
    with filled.writing() as connection:
        command.downgrade(configured(connection=connection), "0006")
        times = connection.execute(text("SELECT submitted_at FROM cases")).scalars().all()
    assert times == [spelled(NOON)]


def test_a_journal_of_the_first_step_is_brought_up_with_its_rows(
    filled: Database, kiosk: Kiosk
) -> None:
    with filled.writing() as connection:
        command.downgrade(configured(connection=connection), "0001")
    upgrade(filled)
    assert revision(filled) == NEWEST
    journal = kiosk.window()
    (kept,) = journal.reading.recent(9)
    assert [journal.attachments.read(one.sha256) for one in kept.entry.attachments] == [STROKES]
    assert journal.outbox.waiting()[1:] == (kept.entry,)
    journal.close()
    assert list(kiosk.folder.glob("journal.db.before-*")) != []
