"""What is shown before the house is open: the welcome, and the words of the foot bar.

They stand apart from the other views because the first frame waits for all it loads.
"""

from msgspec import Struct


class Foot(Struct, frozen=True):
    """What the window's foot bar says under a page; an empty way is not there."""

    back: str = ""
    middle: str = ""
    onward: str = ""
    back_icon: str = "arrow_left"
    middle_icon: str = "box_down"
    onward_icon: str = "arrow_right"


class ServiceView(Struct, frozen=True):
    """One joint service on the welcome page; `quiet` for the bereaved."""

    key: str
    title: str
    line: str
    stage: str
    icon: str
    tags: tuple[str, ...] = ()
    quiet: bool = False


class PlaceView(Struct, frozen=True):
    """Another place whose matters can be done here too."""

    name: str
    services: tuple[ServiceView, ...]


class WelcomeView(Struct, frozen=True):
    """The services of this place, in the order of a life; `open_until` as on the clock.

    `elsewhere` are those of other places, place by place.
    """

    services: tuple[ServiceView, ...]
    elsewhere: tuple[PlaceView, ...] = ()
    open_until: str = ""
    hotline: str = "12345"
