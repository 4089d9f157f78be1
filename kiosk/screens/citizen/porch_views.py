"""What is shown before the house is open: the welcome, and the words of the foot bar.

They stand apart from the other views because the first frame waits for all it loads.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Foot:
    """What the window's foot bar says under a page; an empty way is not there."""

    back: str = ""
    middle: str = ""
    onward: str = ""
    back_icon: str = "arrow_left"
    middle_icon: str = "box_down"
    onward_icon: str = "arrow_right"


@dataclass(frozen=True, slots=True)
class ServiceView:
    """One joint service on the welcome page; `quiet` for the bereaved."""

    key: str
    title: str
    line: str
    stage: str
    icon: str
    tags: tuple[str, ...] = ()
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class WelcomeView:
    """The services of this place, in the order of a life; `open_until` as on the clock."""

    services: tuple[ServiceView, ...]
    open_until: str = ""
    hotline: str = "12345"
