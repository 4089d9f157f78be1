"""Central takes what a site signs over SM3 as it takes everybody's, by line and by stick."""

from dataclasses import replace
from pathlib import Path

from kiosk.central.overview import received
from kiosk.courier.courier import Courier
from kiosk.journal.ciphers import Suite
from kiosk.journal.journal import Journal
from tests.central.hall import Central, Kiosk, number_of
from tests.central.sticks import carried


def test_sm3_and_sm4_all_the_way(central: Central, kiosk: Kiosk, tmp_path: Path) -> None:
    kiosk.journal.close()
    kiosk.keys = replace(kiosk.keys, suite=Suite.SM3_SM4)
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
