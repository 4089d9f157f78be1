import hashlib
import os
from pathlib import Path

import pytest
from sqlalchemy import select

from kiosk.central.blobs import Folder
from kiosk.central.overview import received, totals
from kiosk.central.tables import blobs
from kiosk.courier.failures import Failure, LineFailure
from kiosk.courier.line import Line, Piece
from kiosk.wire.entry import Entry
from kiosk.wire.messages import Acknowledgement
from tests.central.hall import Central, Kiosk, number_of

PHOTO = os.urandom(300_000)
NAME = hashlib.sha256(PHOTO).hexdigest()


def piece(kiosk: Kiosk, content: bytes, offset: int, length: int = len(PHOTO)) -> Piece:
    return Piece(kiosk.journal.history.head().chain, NAME, offset, length, content)


def failure_of(line: Line, wanted: Piece) -> LineFailure:
    with pytest.raises(LineFailure) as caught:
        line.upload(wanted)
    return caught.value


def test_in_pieces_over_two_connections(central: Central, kiosk: Kiosk) -> None:
    entry = kiosk.submit(PHOTO)
    with kiosk.line(central.url) as line:
        line.send(kiosk.journal.outbox.waiting())
        assert line.kept(NAME) == 0
        assert line.upload(piece(kiosk, PHOTO[:100_000], 0)) == 100_000
    central.stop()
    central.start()
    with kiosk.line(central.url) as line:
        assert line.kept(NAME) == 100_000
        wrong = failure_of(line, piece(kiosk, PHOTO[:100_000], 0))
        assert (wrong.failure, wrong.offset) == (Failure.OFFSET, 100_000)
        word = line.upload(piece(kiosk, PHOTO[100_000:], 100_000))
        assert isinstance(word, Acknowledgement)
        assert word.held == (NAME,)
        assert line.kept(NAME) == len(PHOTO)
        assert line.upload(piece(kiosk, b"", len(PHOTO))) == word or word.held == (NAME,)
    with central.database.read() as connection:
        (case,) = received(connection, number_of(entry))
    assert [file.held for file in case.files if file.sha256 == NAME] == [True]
    with Folder(central.folder / "attachments").open(NAME) as kept:
        assert kept.read() == PHOTO


def signatures(kiosk: Kiosk, entry: Entry) -> dict[str, bytes]:
    return kiosk.journal.attachments.read_small([one.sha256 for one in entry.attachments])


def test_small_ones_lie_in_the_database_and_come_again_without_harm(
    central: Central, kiosk: Kiosk
) -> None:
    entry = kiosk.submit()
    files = signatures(kiosk, entry)
    with kiosk.line(central.url) as line:
        line.send(kiosk.journal.outbox.waiting())
        for _ in range(2):
            assert set(line.bundle(entry.chain, files).held) == set(files)
    with central.database.read() as connection:
        kept = connection.execute(select(blobs.c.sha256, blobs.c.content)).all()
    assert {row.sha256: bytes(row.content) for row in kept} == files
    assert not (central.folder / "attachments").exists()


def test_of_a_bundle_with_other_bytes_nothing_is_kept(central: Central, kiosk: Kiosk) -> None:
    entry = kiosk.submit()
    files = signatures(kiosk, entry)
    damaged = {name: content[:-1] + b"x" for name, content in files.items()}
    with kiosk.line(central.url) as line:
        line.send(kiosk.journal.outbox.waiting())
        with pytest.raises(LineFailure) as caught:
            line.bundle(entry.chain, files | dict(list(damaged.items())[1:]))
    assert caught.value.failure is Failure.HASH
    with central.database.read() as connection:
        assert totals(connection).attachments == 0


def test_of_a_bundle_that_another_kiosk_should_bring_nothing_is_kept(
    central: Central, kiosk: Kiosk, tmp_path: Path
) -> None:
    other = Kiosk.enrolled(central, tmp_path / "other", "dongsheng-2")
    theirs = signatures(other, other.submit())
    with other.line(central.url) as line:
        line.send(other.journal.outbox.waiting())
    with kiosk.line(central.url) as line:
        assert line.bundle(kiosk.journal.history.head().chain, theirs).held == ()
    other.journal.close()
    with central.database.read() as connection:
        assert totals(connection).attachments == 0


def test_damaged_bytes_are_dropped_and_it_starts_anew(central: Central, kiosk: Kiosk) -> None:
    kiosk.submit(PHOTO)
    with kiosk.line(central.url) as line:
        line.send(kiosk.journal.outbox.waiting())
        whole = piece(kiosk, PHOTO[:-1] + b"\0", 0)
        assert failure_of(line, whole).failure is Failure.DIGEST
        assert line.upload(piece(kiosk, bytes(100_000), 0)) == 100_000
        assert failure_of(line, piece(kiosk, PHOTO[100_000:], 100_000)).failure is Failure.HASH
        assert line.kept(NAME) == 0
        assert isinstance(line.upload(piece(kiosk, PHOTO, 0)), Acknowledgement)


def test_nothing_is_taken_that_no_entry_names(central: Central, kiosk: Kiosk) -> None:
    with kiosk.line(central.url) as line:
        assert failure_of(line, piece(kiosk, PHOTO, 0)).failure is Failure.UNKNOWN_FILE
        with pytest.raises(LineFailure) as caught:
            line.kept(NAME)
        assert caught.value.failure is Failure.UNKNOWN_FILE


def test_a_piece_beyond_the_limit_or_the_length(central: Central, kiosk: Kiosk) -> None:
    kiosk.submit(PHOTO)
    with kiosk.line(central.url) as line:
        line.send(kiosk.journal.outbox.waiting())
        big = piece(kiosk, bytes(1024 * 1024 + 1), 0)
        assert failure_of(line, big).failure is Failure.TOO_LARGE
        longer = piece(kiosk, PHOTO, 0, len(PHOTO) + 1)
        assert failure_of(line, longer).failure is Failure.HASH
        beyond = piece(kiosk, PHOTO + b"x", 0)
        assert failure_of(line, beyond).failure is Failure.OFFSET
