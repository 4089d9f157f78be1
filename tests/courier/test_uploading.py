"""Large attachments on a line that fails in the middle, and beside new cases that are small."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock

import pytest

from kiosk.courier.at_once import LARGEST
from kiosk.courier.courier import Courier
from kiosk.courier.failures import TRIES, Failure, LineFailure
from kiosk.courier.line import Line, Piece
from kiosk.wire.messages import Acknowledgement
from tests.central.hall import Central, Kiosk
from tests.courier.test_courier import arrived_once

LARGE = 5 * LARGEST + 1000


@dataclass
class Pieces:
    """What was sent, in order; `lose` says of each whether its answer is lost."""

    sent: list[tuple[str, int, int]] = field(default_factory=list)
    lost: int = 0

    def lose(self, piece: Piece) -> bool:
        return False


@contextmanager
def watched(line: Line, pieces: Pieces, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    turn = Lock()

    def upload(piece: Piece) -> Acknowledgement | int:
        with turn:
            lose = pieces.lose(piece)
            pieces.lost += lose
        if lose:
            raise LineFailure(Failure.CUT)
        answer = Line.upload(line, piece)
        pieces.sent.append((piece.sha256, piece.offset, len(piece.content)))
        return answer

    with monkeypatch.context() as patch:
        patch.setattr(line, "upload", upload)
        yield


def round_of(kiosk: Kiosk, line: Line) -> Failure | None:
    return Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0).round()


def test_a_lost_piece_is_brought_again_at_once_and_the_file_goes_on_there(
    central: Central, kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = kiosk.submit(os.urandom(LARGE))
    pieces = Pieces()
    seen: dict[int, int] = {}

    def lose(piece: Piece) -> bool:
        seen[piece.offset] = seen.get(piece.offset, 0) + 1
        return seen[piece.offset] <= TRIES - 3  # of every piece, the first tries

    pieces.lose = lose  # type: ignore[method-assign]  # this line's own way to fail
    with kiosk.line(central.url) as line, watched(line, pieces, monkeypatch):
        assert round_of(kiosk, line) is None
    arrived_once(central, kiosk, [entry])
    assert [offset for _, offset, _ in pieces.sent] == sorted(seen)
    assert pieces.lost == len(seen) * (TRIES - 3)


def test_a_line_that_stays_down_ends_the_round_and_the_next_one_goes_on_in_the_middle(
    central: Central, kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = kiosk.submit(os.urandom(LARGE))
    pieces = Pieces()
    pieces.lose = lambda piece: piece.offset >= 2 * LARGEST  # type: ignore[method-assign]  # ditto
    with kiosk.line(central.url) as line, watched(line, pieces, monkeypatch):
        assert round_of(kiosk, line) is Failure.CUT
    assert pieces.lost == TRIES
    assert kiosk.journal.outbox.effort().last_error == Failure.CUT.code
    again = Pieces()
    with kiosk.line(central.url) as line, watched(line, again, monkeypatch):
        assert round_of(kiosk, line) is None
    assert next(offset for _, offset, _ in again.sent) == 2 * LARGEST
    arrived_once(central, kiosk, [entry])


def test_a_new_case_and_its_signatures_overtake_large_photos(
    central: Central, kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    photos = [os.urandom(LARGEST + 1 + number) for number in range(24)]
    entries = [kiosk.submit(*photos)]
    pieces, places = Pieces(), list[int]()
    with kiosk.line(central.url) as line, watched(line, pieces, monkeypatch):
        bundle = line.bundle

        def bundled(chain: str, files: dict[str, bytes]) -> Acknowledgement:
            places.append(len({name for name, _, _ in pieces.sent}))
            return bundle(chain, files)

        def lose(piece: Piece) -> bool:
            if len(entries) == 1 and piece.offset:
                entries.append(kiosk.submit(b"a small one"))
            return False

        pieces.lose = lose  # type: ignore[method-assign]  # a citizen comes meanwhile
        monkeypatch.setattr(line, "bundle", bundled)
        assert round_of(kiosk, line) is None
    arrived_once(central, kiosk, entries)
    assert places[0] == 0
    assert 0 < places[1] < len(photos) - 5


def test_small_ones_go_first_and_the_smallest_photo_next(
    central: Central, kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    photos = [os.urandom(size) for size in (900_000, 100_000, 500_000, 300_000)]
    entry = kiosk.submit(*photos)
    pieces = Pieces()
    monkeypatch.setattr("kiosk.courier.uploading.LANES", 1)
    monkeypatch.setattr("kiosk.courier.uploading.LARGEST", 0)  # each by itself
    with kiosk.line(central.url) as line, watched(line, pieces, monkeypatch):
        assert round_of(kiosk, line) is None
    arrived_once(central, kiosk, [entry])
    assert [size for _, _, size in pieces.sent] == [100_000, 300_000, 500_000, 900_000]


def test_a_file_that_is_missing_here_keeps_no_other_back(
    central: Central, kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    photos = [os.urandom(100_000 + number) for number in range(6)]
    kiosk.submit(*photos)
    lost = hashlib.sha256(photos[2]).hexdigest()
    names = {path.name for path in (kiosk.folder / "journal" / "blobs").iterdir()}
    kept = kiosk.journal.attachments._found(lost).file
    assert kept in names
    (kiosk.folder / "journal" / "blobs" / kept).unlink()
    pieces = Pieces()
    with kiosk.line(central.url) as line, watched(line, pieces, monkeypatch):
        assert round_of(kiosk, line) is Failure.NO_FILE
    assert {name for name, _, _ in pieces.sent} == {
        hashlib.sha256(photo).hexdigest() for photo in photos
    } - {lost}
    assert [name for name, _ in kiosk.journal.attachments.asked()] == [lost]
