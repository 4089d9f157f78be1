import logging
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def heard_again() -> Iterator[None]:
    """Let later tests hear the log, which a long search keeps silent."""
    yield
    logging.disable(logging.NOTSET)
