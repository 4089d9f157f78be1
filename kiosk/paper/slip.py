"""What a slip says: receipt, claim slip and one-time notice are made of the same few parts.

A slip is words only; `flow.py` sets it on a sheet or on the roll.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from kiosk.cases.flow import FlowBox
from kiosk.texts import Text


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of the parts that follow."""

    text: Text


@dataclass(frozen=True, slots=True)
class Fact:
    """Something named and what it is."""

    name: Text
    value: Text


@dataclass(frozen=True, slots=True)
class Entry:
    """One of a list: what it is, and a smaller line about it.

    Before it stands a dot, with `box` a ☐, with `number` that.
    `beside` puts what is about it on the same line where there is room.
    """

    text: Text
    detail: Text | None = None
    box: bool = False
    number: int | None = None
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence to read."""

    text: Text


@dataclass(frozen=True, slots=True)
class Box:
    """A box of a flow chart: what is done and by whom; `flow` says what it waits for."""

    flow: FlowBox
    title: Text
    line: Text

    @property
    def key(self) -> str:
        """What other boxes call it."""
        return self.flow.key


@dataclass(frozen=True, slots=True)
class Chart:
    """A flow chart: where it begins, what is done, where it ends."""

    start: Box
    boxes: tuple[Box, ...]
    end: Box


Part = Heading | Fact | Entry | Note | Chart


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A whole slip. `code` is what its symbols say; `spoken` is how people read that.

    With a `proof` the QR code says that instead, and the bars alone the code.

    `about` is printed below the title: which service, and where.

    `mark` is printed beside the title, for instance 补打; `at` is when its case was submitted.
    """

    kind: Literal["receipt", "claim", "notice", "way-out", "self-test"]
    title: Text
    parts: tuple[Part, ...]
    about: Text | None = None
    code: str | None = None
    spoken: str | None = None
    proof: str | None = None
    mark: Text | None = None
    at: datetime | None = None

    @property
    def square(self) -> str:
        """What its QR code says; empty without a code."""
        return self.proof or self.code or ""
