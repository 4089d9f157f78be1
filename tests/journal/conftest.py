"""A kiosk with an open journal, closed again after the test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.journal.journal import Journal
from tests.journal.kept import Kiosk


@pytest.fixture
def kiosk(tmp_path: Path) -> Kiosk:
    return Kiosk(tmp_path / "journal")


@pytest.fixture
def journal(kiosk: Kiosk) -> Iterator[Journal]:
    opened = kiosk.window()
    yield opened
    opened.close()
