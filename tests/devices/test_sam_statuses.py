"""Every status byte of the security module (GA/T 467-2019), and when reading is said to begin."""

import time

import pytest

from kiosk.devices.card_reader import Reason
from kiosk.devices.sam.frames import reply
from kiosk.devices.sam.pretend import SAMPLE, PretendLine, PretendModule
from kiosk.devices.sam.reader import FIND, READ, TRIES, SamReader
from kiosk.errors import Trouble

STATUSES = [
    (0x31, Reason.UNREAD),
    (0x32, Reason.UNREAD),
    (0x33, Reason.UNREAD),
    (0x40, Reason.UNKNOWN_TYPE),
    (0x41, Reason.UNREAD),
    (0x47, Reason.UNREAD),
    (0x60, Reason.BROKEN),
    (0x66, Reason.BROKEN),
    (0x91, Reason.UNREAD),
    (0x10, Reason.GARBLED),
    (0x11, Reason.GARBLED),
    (0x21, Reason.GARBLED),
    (0x24, Reason.GARBLED),
]


class _Saying(PretendLine):
    """A line whose module answers one request with one status, every time."""

    def __init__(self, request: bytes, status: int) -> None:
        module = PretendModule()
        module.lay()
        super().__init__(module)
        self._request, self._status = request, status
        self.asked: list[bytes] = []

    def write(self, data: bytes) -> None:
        self.asked.append(data)
        if data == self._request:
            self._coming.append(reply(self._status))
        else:
            super().write(data)


@pytest.mark.parametrize(("status", "reason"), STATUSES)
@pytest.mark.parametrize("request_", [FIND, READ], ids=["find", "read"])
def test_every_status_has_its_trouble(request_: bytes, status: int, reason: Reason) -> None:
    line = _Saying(request_, status)
    with pytest.raises(Trouble) as caught:
        SamReader(lambda: line, time.monotonic).poll()
    assert caught.value.code == reason
    asked_again = TRIES if reason is Reason.GARBLED else 1
    assert line.asked.count(request_) == asked_again


@pytest.mark.parametrize("status", [0x80, 0x81])
def test_no_card_is_no_trouble(status: int) -> None:
    line = _Saying(FIND, status)
    assert SamReader(lambda: line, time.monotonic).poll() is None
    assert line.asked == [FIND]


def test_that_a_card_is_read_is_said_once_its_text_is_under_way() -> None:
    """Not before the question for it has gone out: painting must not keep the module waiting."""
    line, asked = _Saying(b"", 0), list[int]()
    reader = SamReader(lambda: line, time.monotonic)
    assert reader.poll(lambda: asked.append(len(line.asked))) == SAMPLE
    assert asked == [3]
