"""Central as it gives out places in Chuxiong, at an hour that a test sets, and one kiosk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.central.chuxiong import Clock, chuxiong, kiosk_of
from tests.central.hall import Central, Kiosk


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def central(database_url: str, tmp_path: Path, clock: Clock) -> Iterator[Central]:
    with chuxiong(database_url, tmp_path, clock) as running:
        yield running


@pytest.fixture
def kiosk(central: Central, tmp_path: Path) -> Iterator[Kiosk]:
    enrolled = kiosk_of(central, tmp_path)
    yield enrolled
    enrolled.journal.close()
