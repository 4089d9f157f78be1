"""Processes that read for central: they say what one alone says, and are replaced when they die."""

import os
import signal
from collections.abc import Iterator, Sequence
from datetime import datetime

import pytest

from kiosk.catalogue.catalogue import Catalogue
from kiosk.central.readers import Readers
from kiosk.central.reading import Delivery, Line, Reader
from tests.cases.wedding import whole
from tests.central.hall import Shelf, Weekdays, now
from tests.central.many import Sender


@pytest.fixture(scope="module")
def processes() -> Iterator[Readers]:
    readers = Readers(Reader(Shelf(), Weekdays()), 2)
    both = [readers._idle.get(), readers._idle.get()]
    for one in both:
        readers._idle.put(one)
    yield readers
    readers.close()


@pytest.fixture
def mixed() -> list[Delivery]:
    """Deliveries of all sorts, one of them long and not all of it right."""
    one, other, third = (Sender(f"hall-{number}", number) for number in (1, 2, 3))
    strange = other.open(now())
    lines = [one.open(now()), *(one.submit(whole(), now()) for _ in range(40))]
    lines[7:7] = [b"", b"{}", strange, lines[3][:-9] + b'AAAA=="}\n', lines[5][:100]]
    return [
        one.delivery(*lines),
        other.delivery(),
        third.delivery(third.open(now())),
        other.delivery(other.submit(whole(), now())),
    ]


def test_processes_that_read_say_the_same_as_one_alone(
    processes: Readers, mixed: list[Delivery]
) -> None:
    moment = now()
    assert processes.read(mixed, moment) == here(mixed, moment)
    assert processes.read([], moment) == []
    assert processes.read(mixed[1:2], moment) == [()]


def test_what_a_process_has_no_answer_to_is_read_here(processes: Readers) -> None:
    one, moment = Sender("hall-1", 1), now()
    content = one.submit(whole(), moment).split(b',"hash":')[0].removeprefix(b'{"content":')
    huge = content.replace(b'"version":', b'"version":1000000000000000000000000000000')
    assert huge != content
    strange, before = one.delivery(one.sealed(huge)), processes.pids()
    assert processes.read([strange], moment) == here([strange], moment)
    assert here([strange], moment)[0][0].proven
    assert processes.pids() == before


def test_a_process_that_is_killed_is_replaced(processes: Readers, mixed: list[Delivery]) -> None:
    moment = now()
    gone = set(processes.pids())
    for one in gone:
        os.kill(one, signal.SIGKILL)
    for _ in range(3):
        assert processes.read(mixed, moment) == here(mixed, moment)
    both = [processes._idle.get(), processes._idle.get()]
    for process in both:
        processes._idle.put(process)
    assert not gone & {process.pid for process in both}


def here(deliveries: Sequence[Delivery], moment: datetime) -> list[tuple[Line, ...]]:
    return Readers(Reader(Shelf(), Weekdays())).read(deliveries, moment)


def test_what_is_published_is_known_to_every_process() -> None:
    reader = Reader(Catalogue([]), Weekdays())
    readers = Readers(reader, 1)
    process = readers._idle.get()
    readers._idle.put(process)
    one, moment = Sender("hall-1", 1), now()
    sent, pids = one.delivery(one.submit(whole(), moment)), readers.pids()
    for catalogue, why in ((Catalogue([]), "catalogue.no_service"), (Shelf(), None)):
        reader.catalogue = catalogue
        ((line,),) = readers.read([sent], moment)
        assert line.quarantine == why
    assert readers.pids() == pids
    readers.close()
