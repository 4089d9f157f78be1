"""What the pages beside the way and after it show: frozen views, every text in one language."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class StillThereView:
    """`seconds_left` of `whole`; what was filled in can be put away for `sealed_hours`."""

    seconds_left: int
    whole: int
    sealed_hours: int
    has_answers: bool


@dataclass(frozen=True, slots=True)
class GoodbyeView:
    """Whom to call; `quiet` for the bereaved."""

    hotline: str = "12345"
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class WayView:
    """One way on from a trouble: `key` is what is told when it is chosen."""

    key: str
    icon: str
    title: str
    line: str = ""


@dataclass(frozen=True, slots=True)
class TroubleView:
    """What happened, what is safe, what to do now, who was told; empty parts are left out.

    `again` when trying once more can help; `picture` is a drawing of the machine, or empty. With
    `ways` these are the ways on, the first one the likeliest, and there is nothing at the foot.
    """

    title: str
    kept: str = ""
    todo: str = ""
    told: str = ""
    again: bool = True
    picture: str = ""
    ways: tuple[WayView, ...] = ()


@dataclass(frozen=True, slots=True)
class SavedView:
    """A filling that was put away: its claim code as read, until when; `printed` on a slip."""

    code: str
    until: str
    printed: bool = False


@dataclass(frozen=True, slots=True)
class RateView:
    """How the visit is to be rated; `quiet` for the bereaved."""

    quiet: bool = False


class Tone(StrEnum):
    """How far one item of a case is."""

    DONE = "done"
    NOW = "now"
    TO_COME = "todo"
    ATTENTION = "attention"


@dataclass(frozen=True, slots=True)
class ProgressItemView:
    """One item at its department: the state in words, a date, the department's own sentence."""

    title: str
    department: str
    state: str
    tone: Tone
    date: str = ""
    result: str = ""


@dataclass(frozen=True, slots=True)
class ProgressView:
    """A case that was asked for; `message` says what to do when it is not known.

    `as_of` is the time of the last news as on the clock while the line is down, else empty.
    """

    number: str = ""
    items: tuple[ProgressItemView, ...] = ()
    message: str = ""
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class ResumeView:
    """`message` when a code opens nothing; `changes` of the form since it was put away."""

    message: str = ""
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReprintView:
    """`message` when there is nothing to print again; `done` once it is being printed."""

    message: str = ""
    done: bool = False
