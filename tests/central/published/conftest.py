from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.app import Kiosk
from tests.central.chuxiong import Clock, chuxiong
from tests.central.hall import Central
from tests.central.real_kiosk import kiosk_in_hall

TODAY = datetime(2026, 11, 23, 2, 24, tzinfo=UTC)


@pytest.fixture
def central(database_url: str, tmp_path: Path) -> Iterator[Central]:
    with chuxiong(database_url, tmp_path, Clock(TODAY)) as running:
        yield running


@pytest.fixture
def kiosk(central: Central, tmp_path: Path) -> Iterator[Kiosk]:
    with kiosk_in_hall(central, tmp_path / "hall", "150602", central.clock) as stands:
        yield stands
