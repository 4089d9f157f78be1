"""Every test that shows something shows it on one pretended glass, as large as a kiosk's.

Qt reads the platform once per process, so it is set before any test module imports Qt. Without
the size a pretended screen has 800 x 800 dots and touches outside of it are lost.
"""

import os
from pathlib import Path

from hypothesis import settings

GLASS = Path(__file__).with_name("glass.json")

if os.environ.get("QT_QPA_PLATFORM", "offscreen") == "offscreen":
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={GLASS}"

# The same examples on every run and machine, and no clock that fails a slow one. To look for new
# ones: HYPOTHESIS_PROFILE=explore.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("explore", max_examples=1000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
