import pytest

from kiosk.central.overview import attention, received
from kiosk.central.reading import Reader
from kiosk.central.release import release
from kiosk.errors import Trouble
from tests.central.hall import Central, Kiosk, Shelf, Weekdays, now, number_of

READER = Reader(Shelf(), Weekdays())


def test_a_person_lets_a_quarantined_case_go_its_way(central: Central, kiosk: Kiosk) -> None:
    entry = kiosk.submit(snapshot="0" * 64)
    with kiosk.line(central.url) as line:
        line.send(kiosk.journal.outbox.waiting())
        with central.database.write() as connection:
            (waiting,) = attention(connection)
            assert (waiting.hash, waiting.reason) == (entry.hash, "snapshot")
            (case,) = received(connection, waiting.number or "")
            assert case.tasks == ()
            made = release(connection, READER, case.id, now())
            assert release(connection, READER, case.id, now()) == made
            assert attention(connection) == ()
            (case,) = received(connection, number_of(entry))
        assert {task.item for task in case.tasks} == {"marriage", "status", "move", "birth"}
        assert {step.item for step in line.news(None).progress} >= {"marriage", "birth"}
    assert case.quarantine is None


def test_an_unknown_form_stays_with_the_person(central: Central, kiosk: Kiosk) -> None:
    kiosk.submit(service={"key": "150600-wedding", "version": 99, "day": "2026-11-23"})
    with kiosk.line(central.url) as line:
        line.send(kiosk.journal.outbox.waiting())
    with central.database.read() as connection:
        assert [one.reason for one in attention(connection)] == ["snapshot"]
    with central.database.read() as connection:
        (waiting,) = attention(connection)
        (case,) = received(connection, waiting.number or "")
    with pytest.raises(Trouble), central.database.write() as connection:
        release(connection, READER, case.id, now())
    with central.database.read() as connection:
        assert len(attention(connection)) == 1
