"""The database is encrypted, durable, append-only, and says what is wrong with it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher  # type: ignore[import-untyped]  # ships no types
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError

from kiosk.errors import Trouble
from kiosk.journal import database as database_room
from kiosk.journal.attachments import Enclosure
from kiosk.journal.database import Database
from kiosk.journal.journal import Journal
from kiosk.journal.keys import Keys
from tests.journal.kept import KEYS, NAME, NOON, Kiosk, acknowledged, submit


def opened(kiosk: Kiosk) -> Database:
    return Database(kiosk.folder / "journal.db", KEYS.derive("database"))


def code_of(kiosk: Kiosk) -> str:
    with pytest.raises(Trouble) as caught:
        kiosk.window()
    return caught.value.code


def test_every_connection_is_durable(kiosk: Kiosk, journal: Journal) -> None:
    database = opened(kiosk)
    with database.reading() as one, database.reading() as other:
        for connection in (one, other):
            for pragma, value in (("synchronous", 2), ("journal_mode", "wal"), ("foreign_keys", 1)):
                found = connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one()
                assert found == value, pragma
    database.close()


def test_files_are_their_owners_only(kiosk: Kiosk, journal: Journal) -> None:
    submit(journal, 1, Enclosure("photo", "image/jpeg", bytes(100_000)))
    kept = [path for path in kiosk.folder.rglob("*") if path.is_file()]
    open_to_others = {path.name for path in kept if path.stat().st_mode & 0o077}
    assert {path.name for path in kept} >= {"journal.db", "journal.db-wal"}
    assert all(name.endswith(".lock") for name in open_to_others)


def test_what_is_erased_is_written_over(kiosk: Kiosk, journal: Journal) -> None:
    database = opened(kiosk)
    with database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar_one() == 1
    database.close()


def test_the_engine_is_one_that_loses_no_commit() -> None:
    assert sqlcipher.sqlite_version_info >= (3, 51, 3)


def test_an_older_engine_is_refused(kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_room, "OLDEST_SQLITE", (99, 0, 0))
    assert code_of(kiosk) == "journal.old_sqlite"


def test_another_key_is_told_apart_from_damage(kiosk: Kiosk) -> None:
    kiosk.window().close()
    kiosk.keys = Keys(bytes(32), KEYS.identity)
    assert code_of(kiosk) == "journal.wrong_key"
    kiosk.keys = KEYS
    kiosk.window().close()


@pytest.mark.parametrize("place", [0, 4096, 3 * 4096 + 17])
def test_a_damaged_file_is_told_and_left_as_it_is(kiosk: Kiosk, place: int) -> None:
    journal = kiosk.window()
    submit(journal, 1)
    journal.close()
    path = kiosk.folder / "journal.db"
    damaged = bytearray(path.read_bytes())
    damaged[place : place + 64] = bytes(64)
    path.write_bytes(damaged)
    with pytest.raises(Trouble) as caught:
        kiosk.window().history.verify_chain()
    assert caught.value.code == "journal.unreadable"
    assert path.read_bytes() == damaged


def test_a_file_that_is_no_database_is_told(kiosk: Kiosk) -> None:
    kiosk.window().close()
    (kiosk.folder / "journal.db").write_bytes(b"\x00" * 8192)
    assert code_of(kiosk) == "journal.unreadable"


def test_a_trouble_leaves_no_lock_behind(kiosk: Kiosk) -> None:
    kiosk.window().close()
    path = kiosk.folder / "journal.db"
    whole = path.read_bytes()
    path.write_bytes(b"\x00" * 8192)
    assert code_of(kiosk) == "journal.unreadable"
    path.write_bytes(whole)
    kiosk.window().close()


def test_a_folder_that_is_a_file_is_a_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert code_of(Kiosk(tmp_path / "file" / "journal")) == "journal.disk_failed"


@pytest.mark.parametrize("sequence", [1, 2, 4])
def test_no_entry_takes_anothers_place_or_leaves_a_gap(
    kiosk: Kiosk, journal: Journal, sequence: int
) -> None:
    submit(journal, 1)
    database = opened(kiosk)
    wrong = text(
        "INSERT INTO entries (chain_id, sequence, hash, signature) "
        "VALUES (1, :sequence, zeroblob(32), zeroblob(64))"
    )
    with pytest.raises(IntegrityError), database.writing() as connection:
        connection.execute(wrong, {"sequence": sequence})
    database.close()
    assert journal.history.head().sequence == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET sequence = 9",
        "UPDATE entries SET signature = x'00'",
        "DELETE FROM entries",
        "UPDATE contents SET content = x'00'",
        "DELETE FROM contents",
        "INSERT OR REPLACE INTO contents SELECT position, x'00', NULL FROM contents",
    ],
)
def test_entries_are_never_changed(kiosk: Kiosk, journal: Journal, statement: str) -> None:
    submit(journal, 1)
    database = opened(kiosk)
    with pytest.raises(IntegrityError), database.writing() as connection:
        connection.execute(text(statement))
    database.close()
    assert journal.history.verify_chain() == 2


def test_content_may_go_once_central_has_confirmed_it(kiosk: Kiosk, journal: Journal) -> None:
    entry = submit(journal, 1)
    last = submit(journal, 2)
    journal.outbox.confirm(acknowledged(entry))
    database = opened(kiosk)
    with database.writing() as connection:
        connection.execute(text("DELETE FROM contents WHERE position = 2"))
    database.close()
    assert journal.history.verify_chain() == 3
    assert [one.hash for _, one in journal.history.entries()][1:] == [last.hash]


TAMPERING = {
    "content": "UPDATE contents SET content = CAST(replace(content, 'citizen', 'strange') AS BLOB)",
    "hash": "UPDATE entries SET hash = zeroblob(32) WHERE position = 2",
    "signature": "UPDATE entries SET signature = zeroblob(64) WHERE position = 2",
    "dropped": "DELETE FROM entries WHERE position = 2",
    "moved": "UPDATE entries SET sequence = sequence + 100 WHERE position = 3",
}


@pytest.mark.parametrize("how", TAMPERING)
def test_tampering_past_the_triggers_is_seen(kiosk: Kiosk, journal: Journal, how: str) -> None:
    for number in range(3):
        submit(journal, number)
    database = opened(kiosk)
    with database.writing() as connection:
        for trigger in ("entries_stay", "entries_remain", "contents_stay", "contents_remain"):
            connection.execute(text(f"DROP TRIGGER {trigger}"))
        if how == "dropped":
            connection.execute(text("DELETE FROM contents WHERE position = 2"))
            connection.execute(text("DELETE FROM deliveries WHERE position = 2"))
        connection.execute(text(TAMPERING[how]))
    database.close()
    with pytest.raises(Trouble) as caught:
        journal.history.verify_chain()
    assert caught.value.code == "journal.untrue"


def test_nothing_is_built_on_a_newest_entry_that_was_touched(
    kiosk: Kiosk, journal: Journal
) -> None:
    submit(journal, 1)
    database = opened(kiosk)
    with database.writing() as connection:
        connection.execute(text("DROP TRIGGER contents_stay"))
        connection.execute(text(TAMPERING["content"]))
    database.close()
    journal.close()
    assert code_of(kiosk) == "journal.untrue"


def test_an_errors_text_quotes_no_citizen(kiosk: Kiosk, journal: Journal) -> None:
    database = opened(kiosk)
    wrong = text("INSERT INTO cases (case_id, number) VALUES (:name, :name)")
    with pytest.raises(IntegrityError) as caught, database.writing() as connection:
        connection.execute(wrong, {"name": NAME})
    database.close()
    assert NAME not in str(caught.value)


ONE_ROW = ("folded", "CONSTANT ROW", "(subquery-1)")
INDEXES = (
    "waiting_entries",
    "due_entries",
    "asked_attachments",
    "filed_attachments",
    "cases USING COVERING INDEX cases_by_number",
    "line USING COVERING INDEX waiting_entries",
    "line USING COVERING INDEX parked_entries",
    "names USING PRIMARY KEY",
    "papers_queued",
    "papers_by_position",
)


def test_what_is_asked_often_goes_by_an_index(journal: Journal) -> None:
    asked: list[tuple[str, Any]] = []

    def listen(_conn: object, _cursor: object, sql: str, values: Any, *_rest: object) -> None:
        asked.append((sql, values))

    database = journal._database
    event.listen(database.engine, "before_cursor_execute", listen)
    entry = submit(journal, 1, Enclosure("photo", "image/jpeg", b"photo"))
    journal.outbox.waiting()
    journal.outbox.confirm(acknowledged(entry, missing=(entry.attachments[0].sha256,)))
    journal.outbox.queue()
    journal.outbox.parked()
    journal.attachments.asked()
    journal.reading.case("x")
    journal.reading.found("x")
    journal.reading.case_by_id("x")
    journal.reading.recent(30)
    journal.reading.unprinted()
    journal.reading.progress("x")
    list(journal.outbox.offers())
    journal.outbox.confirm(acknowledged(entry, held=(entry.attachments[0].sha256,)))
    journal.retire(NOON + timedelta(days=1))
    journal.attachments.sweep()
    event.remove(database.engine, "before_cursor_execute", listen)
    plans = {sql: _plan(database, sql, values) for sql, values in asked if sql[:5] != "BEGIN"}
    assert len(plans) > 20
    for sql, plan in plans.items():
        assert "TEMP B-TREE" not in plan, sql
        for step in plan.splitlines():
            # Newest rows first, by row number and with a limit, is a walk of a few steps.
            walk = "DESC" in sql and "LIMIT" in sql
            short = walk or step.removeprefix("SCAN ") in ONE_ROW
            assert not step.startswith("SCAN") or "INDEX" in step or short, sql
    text_ = "\n".join(plans.values())
    for index in INDEXES:
        assert index in text_


def _plan(database: Database, sql: str, values: Any) -> str:
    with database.reading() as connection:
        cursor = connection.connection.cursor()
        rows = cursor.execute(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()
    return "\n".join(row[3] for row in rows)
