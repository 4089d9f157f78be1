"""Every test that shows something shows it on one pretended glass, as large as a kiosk's.

Qt reads the platform once per process, so it is set before any test module imports Qt. Without
the size a pretended screen has 800 x 800 dots and touches outside of it are lost.
"""

import os
from collections.abc import Generator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import settings
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

GLASS = Path(__file__).with_name("glass.json")
PATIENCE = 40_000
"""Milliseconds that a test waits at most for what it expects, on a machine that does much else."""

if os.environ.get("QT_QPA_PLATFORM", "offscreen") == "offscreen":
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={GLASS}"

# The same examples on every run and machine, and no clock that fails a slow one. To look for new
# ones: HYPOTHESIS_PROFILE=explore.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("explore", max_examples=1000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """Wait longer than the five seconds it waits by itself."""
    for wait in ("waitUntil", "waitSignal", "waitSignals"):
        setattr(qtbot, wait, partial(getattr(qtbot, wait), timeout=PATIENCE))
    return qtbot


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown() -> Generator[None]:
    """Have what a test showed gone when it is over: its clocks may not ring in the next one.

    Without a running loop Qt keeps what is to be deleted later for ever.
    """
    yield
    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
