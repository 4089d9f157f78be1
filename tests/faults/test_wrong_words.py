"""Central's own words where they do not belong: they confirm nothing, and end the round."""

from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from kiosk.courier.courier import Courier
from kiosk.courier.failures import Failure, LineFailure
from tests.central.hall import Kiosk
from tests.faults.doors import URL, Doors, Told, answer, asked_by, hang_on

BATCH = ("POST", "/v1/entries")
SOME = 3
"""How often another word is brought; after that the line is good again."""


class Mixing(httpx2.BaseTransport):
    """Answers batches by the words it was given, then by central's; all else goes through."""

    def __init__(self, doors: Doors, *words: Told) -> None:
        self._doors, self._words = doors, list(words)
        self.asked, self.given = 0, list[Told]()

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        asked = asked_by(request)
        is_batch = (asked.method, asked.target.partition("?")[0]) == BATCH
        self.asked += is_batch
        if is_batch and self._words:
            return answer(self._words.pop(0))
        told = self._doors.ask(asked)
        assert told is not None
        if is_batch:
            self.given.append(told)
        return answer(told)


@pytest.fixture
def doors(tmp_path: Path) -> Iterator[Doors]:
    made = Doors(tmp_path / "central")
    yield made
    made.close()


def round_of(kiosk: Kiosk, way: Mixing) -> Failure | None:
    with hang_on(kiosk.line(URL), way) as line:
        return Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0).round()


def word_to(kiosk: Kiosk, doors: Doors) -> Told:
    """Return what central says to the two entries that wait on a new kiosk with one case."""
    kiosk.submit()
    straight = Mixing(doors)
    assert round_of(kiosk, straight) is None
    (word,) = straight.given
    return word


def test_a_word_to_another_kiosk_is_no_word(doors: Doors, tmp_path: Path) -> None:
    other = doors.kiosk(tmp_path / "other", "dongsheng-2")
    word = word_to(other, doors)
    kiosk = doors.kiosk(tmp_path / "kiosk")
    kiosk.submit()
    way = Mixing(doors, *[word] * SOME)
    assert round_of(kiosk, way) is Failure.PORTAL
    assert (way.asked, kiosk.journal.outbox.queue().waiting) == (1, 2)
    for one in (kiosk, other):
        one.journal.close()


def test_a_word_about_other_entries_ends_the_round(doors: Doors, tmp_path: Path) -> None:
    kiosk = doors.kiosk(tmp_path / "kiosk")
    word = word_to(kiosk, doors)
    for _ in range(2):
        kiosk.submit()
    way = Mixing(doors, *[word] * SOME)
    assert round_of(kiosk, way) is Failure.SERVER
    assert (way.asked, kiosk.journal.outbox.queue().waiting) == (1, 2)
    kiosk.journal.close()


def test_bytes_that_are_not_those_of_their_name_are_not_held(doors: Doors, tmp_path: Path) -> None:
    kiosk = doors.kiosk(tmp_path / "kiosk")
    entry = kiosk.submit()
    name, size = entry.attachments[0].sha256, entry.attachments[0].size
    with hang_on(kiosk.line(URL), Mixing(doors)) as line:
        line.send(kiosk.journal.outbox.waiting())
        with pytest.raises(LineFailure) as caught:
            line.bundle(entry.chain, {name: bytes(size)})
        assert caught.value.failure is Failure.HASH
        assert name in line.send(kiosk.journal.outbox.waiting()).missing
    kiosk.journal.close()
