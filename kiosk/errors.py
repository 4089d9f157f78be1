"""Who is to blame is in the type: Trouble is the world's fault, Fault is ours.

Trouble ── code, a sentence for the citizen, a remedy for staff
Fault   ── a bug: caught only at the outermost door of a process or thread
"""

import traceback

from kiosk.texts import Text


class Trouble(Exception):
    """Something in the world went wrong that somebody can put right.

    `code` is stable and safe to log; `say` is for the citizen, `remedy` for staff.
    Neither may hold personal data.
    """

    def __init__(self, code: str, say: Text, remedy: Text) -> None:
        super().__init__(code)
        self.code = code
        self.say = say
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.say.en} {self.remedy.en}"


class Fault(Exception):
    """A bug of ours: what should never happen has happened."""


def where(error: BaseException) -> str:
    """Tell a bug's type and place; never its message, which may quote what somebody typed."""
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{f.filename.rpartition('/')[2]}:{f.lineno}" for f in reversed(frames))
    return f"{type(error).__name__} at {places or 'an unknown place'}"
