from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.journeys.display import Display, virtual_display
from tests.journeys.hall import Hall, hall_in


@pytest.fixture
def display() -> Iterator[Display]:
    with virtual_display() as shown:
        yield shown


@pytest.fixture
def new_hall(tmp_path: Path, display: Display) -> Callable[..., Hall]:
    """Make a hall somewhere, perhaps on another day, with its own times in seconds."""

    def make(district: str = Hall.district, day: date | None = None, **times: int) -> Hall:
        return hall_in(tmp_path, display, district, day, **times)

    return make


@pytest.fixture
def hall(new_hall: Callable[..., Hall]) -> Hall:
    return new_hall()
