"""A signed request heard on the way and said again: nothing changes, and soon it counts no more."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import httpx2
import pytest
from sqlalchemy import select

from kiosk.central.enrolment import enrol
from kiosk.central.tables import metadata
from kiosk.courier.courier import Courier
from kiosk.wire.bundle import SMALL
from kiosk.wire.identity import Identity
from kiosk.wire.messages import EnrolmentRequest
from kiosk.wire.requests import SKEW, Request
from tests.central.hall import Central, Kiosk, now

ALSO = "019c0a11-0000-7000-8000-000000000001"


@dataclass
class Hand:
    """A clock that is set by hand."""

    ahead: timedelta = field(default_factory=timedelta)

    def __call__(self) -> datetime:
        return now() + self.ahead


@pytest.fixture
def heard(central: Central, kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch) -> list[Request]:
    """All that a kiosk says while it hands in a case with a large photo and hears the news."""
    found: list[Request] = []
    with kiosk.line(central.url) as line:
        sign = line._signer.sign

        def overheard(request: Request, at: datetime) -> Request:
            found.append(sign(request, at))
            return found[-1]

        monkeypatch.setattr(line._signer, "sign", overheard)
        kiosk.submit(bytes(SMALL + 1))
        courier = Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0)
        for _ in range(3):
            assert courier.round() is None
    assert {one.method for one in found} == {"POST", "PATCH", "GET"}
    return found


def kept(central: Central) -> dict[str, list[str]]:
    """Return all that central remembers, but when it heard a kiosk last."""
    with central.database.read() as connection:
        return {
            table.name: sorted(str(tuple(row)) for row in connection.execute(select(table)))
            for table in metadata.sorted_tables
            if table.name != "heartbeats"
        }


def said_again(requests: list[Request]) -> set[int]:
    return {
        httpx2.request(one.method, one.url, headers=one.headers, content=one.body).status_code
        for one in requests
    }


def test_what_is_said_again_changes_nothing(central: Central, heard: list[Request]) -> None:
    before = kept(central)
    assert said_again(heard) <= {200, 204}
    assert said_again(heard[::-1]) <= {200, 204}
    assert kept(central) == before


def test_it_counts_for_five_minutes(central: Central, heard: list[Request]) -> None:
    hand = Hand(SKEW + timedelta(seconds=60))
    central.stop()
    central.clock = hand
    central.start()
    assert said_again(heard) == {401}


def test_nor_does_it_under_another_key(
    central: Central, kiosk: Kiosk, heard: list[Request]
) -> None:
    code = central.invite(kiosk.welcome.kiosk)
    asked = EnrolmentRequest(code, Identity.make().public, ALSO, now())
    with central.database.write() as connection:
        enrol(connection, asked, b"", now())
    assert said_again(heard) == {401}
