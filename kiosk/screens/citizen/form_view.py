"""What the form page shows: one page of questions, already in the citizen's language."""

from dataclasses import dataclass

from kiosk.screens.fields.view import FieldView


@dataclass(frozen=True, slots=True)
class WayOutView:
    """What an answer on this page rules out; `leave` when the rest can go on without it.

    `exclusion` is its id, `path` the answer that can be changed.
    """

    exclusion: str
    path: str
    why: str
    instead: str
    basis: str
    leave: bool


@dataclass(frozen=True, slots=True)
class FormView:
    """Page `number` of `count`; `left` answers are still wanting on it.

    `attention` is the path that Next led to; `card` is said above the questions when an ID
    card could not be read, empty otherwise.
    """

    page: str
    title: str
    fields: tuple[FieldView, ...]
    number: int = 1
    count: int = 1
    left: int = 0
    intro: str = ""
    attention: str | None = None
    card: str = ""
    way_out: WayOutView | None = None
