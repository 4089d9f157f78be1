from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.central.hall import Central, Kiosk, central_at


@pytest.fixture
def central(tmp_path: Path) -> Iterator[Central]:
    with central_at("", tmp_path / "central") as running:
        yield running


@pytest.fixture
def kiosk(central: Central, tmp_path: Path) -> Iterator[Kiosk]:
    enrolled = Kiosk.enrolled(central, tmp_path / "kiosk")
    yield enrolled
    enrolled.journal.close()
