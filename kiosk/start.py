"""A kiosk starts: the window, and nothing that its first frame can do without."""

import gc

from kiosk.settings import Settings


def start(settings: Settings, *, windowed: bool = False) -> int:
    """Open the window of a kiosk and run until it is closed; returns the exit status.

    Raises Trouble when the house behind the window does not open.
    """
    gc.disable()  # little is thrown away before the first frame; the window goes on with it
    from kiosk.window import open_window  # noqa: PLC0415  # nothing is collected meanwhile

    return open_window(settings, windowed=windowed)
