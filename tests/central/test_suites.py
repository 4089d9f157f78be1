"""Central takes what a site signs over SM3 as it takes everybody's, by line and by stick."""

import uuid
from pathlib import Path

import pytest

from kiosk.central.overview import received
from kiosk.courier.courier import Courier
from kiosk.courier.line import enrol
from kiosk.journal.ciphers import Suite
from kiosk.journal.journal import Journal
from kiosk.journal.keys import Keys
from kiosk.wire.messages import EnrolmentRequest
from tests.central.hall import Central, Kiosk, number_of
from tests.central.sticks import carried


@pytest.mark.parametrize("suite", [Suite.SM3_SM4, Suite.SM2_SM3_SM4])
def test_sm_all_the_way(central: Central, kiosk: Kiosk, tmp_path: Path, suite: Suite) -> None:
    kiosk.submit()  # signed by what it had before, and sent afterwards
    kiosk.journal.close()
    kiosk.keys = Keys.open(kiosk.folder / "keys", None, suite)
    if suite is Suite.SM2_SM3_SM4:
        code, key = central.invite(kiosk.welcome.kiosk), kiosk.keys.identity
        asked = EnrolmentRequest(code, key.public, str(uuid.uuid4()), kiosk.clock())
        kiosk.welcome = enrol(central.url, asked, key)
        assert len(key.public) == 65
    kiosk.journal = Journal.open(
        kiosk.folder / "journal", kiosk.keys, kiosk.welcome.kiosk, kiosk.clock
    )
    first = kiosk.submit(bytes(100_000))
    with kiosk.line(central.url) as line:
        assert Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0).round() is None
    second = kiosk.submit(bytes(100_001))
    assert carried(central, kiosk, tmp_path / "stick").waiting == 0
    for entry in (first, second):
        assert entry.algorithm == "sm3"
        with central.database.read() as connection:
            (case,) = received(connection, number_of(entry))
        assert (case.complete, case.quarantine) == (True, None)
