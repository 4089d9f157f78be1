"""Whether the kiosk can speak: asked before the first frame, when no voice is loaded yet."""

import os
import shutil
import sys
from pathlib import Path

PROGRAM = "espeak-ng"


def can_speak() -> bool:
    """Tell whether the speaking program is installed and there is something to hear it by."""
    return shutil.which(PROGRAM) is not None and has_sound()


def has_sound() -> bool:
    """Tell whether sound can be played: a card on Linux, or a sound server elsewhere."""
    if sys.platform != "linux":
        return True
    return "PULSE_SERVER" in os.environ or any(Path("/dev/snd").glob("pcm*p"))
