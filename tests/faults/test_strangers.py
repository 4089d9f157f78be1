"""Somebody who holds no key of a kiosk: what he writes in its name is not kept."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.central.database import parcel_key
from kiosk.central.overview import totals
from kiosk.central.parcels import take_parcel
from kiosk.courier.stick import Stick
from kiosk.errors import Trouble
from kiosk.wire.identity import Identity
from kiosk.wire.messages import Verdict
from tests.central.hall import Kiosk
from tests.faults.doors import URL, Doors, Straight, hang_on


@pytest.fixture
def doors(tmp_path: Path) -> Iterator[Doors]:
    made = Doors(tmp_path / "central")
    yield made
    made.close()


@pytest.fixture
def kiosk(doors: Doors, tmp_path: Path) -> Iterator[Kiosk]:
    made = doors.kiosk(tmp_path / "kiosk")
    made.submit()
    yield made
    made.journal.close()


def kept(doors: Doors) -> int:
    with doors.database.read() as connection:
        return totals(connection).entries


def test_an_entry_that_its_kiosk_did_not_sign_is_refused(doors: Doors, kiosk: Kiosk) -> None:
    (opened, case) = kiosk.journal.outbox.waiting()
    forged = replace(case, signature=opened.signature)
    with hang_on(kiosk.line(URL), Straight(doors)) as line:
        verdicts = line.send([opened, forged]).verdicts
    told = [(one.verdict, one.reason) for one in verdicts]
    assert told == [(Verdict.STORED, None), (Verdict.REFUSED, "signature")]
    assert kept(doors) == 1


def test_a_stick_packed_by_another_is_not_taken(doors: Doors, kiosk: Kiosk, tmp_path: Path) -> None:
    stick = Stick(kiosk.journal, Identity.make(), kiosk.welcome, kiosk.clock)
    (file,) = stick.export(tmp_path).files
    with pytest.raises(Trouble) as caught:
        take_parcel(doors.rooms, parcel_key(doors.folder), file)
    assert caught.value.code == "central.parcel_unknown_kiosk"
    assert kept(doors) == 0
