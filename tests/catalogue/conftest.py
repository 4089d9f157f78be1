"""The form that a module is about, as of its day."""

from typing import Any

import pytest

from kiosk.catalogue.schema import JointService
from tests.catalogue.filled import TODAY, catalogue


@pytest.fixture(scope="module")
def service(request: pytest.FixtureRequest) -> JointService:
    """The form of the module's `KEY`."""
    about: Any = request.module
    return catalogue().service(about.KEY, TODAY)
