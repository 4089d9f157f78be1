"""What the bench asks of the rest of the house, and what it is told."""

from dataclasses import dataclass
from typing import Protocol

from kiosk.devices.health import Condition
from kiosk.texts import Language, Text


@dataclass(frozen=True, slots=True)
class Control:
    """Something to do with a device: test it, or do to a pretend one what befalls real ones."""

    key: str
    label: Text


@dataclass(frozen=True, slots=True)
class DeviceFacts:
    """A device as it was when it was last looked at; `condition` is None before that.

    `said` is what is wrong and what to do about it. What is not `watched` has no condition.
    """

    name: str
    title: Text
    icon: str
    condition: Condition | None
    said: tuple[Text, ...] = ()
    controls: tuple[Control, ...] = ()
    watched: bool = True


@dataclass(frozen=True, slots=True)
class Fact:
    """Something named, what it is, and how that is: `SOON` has to be seen to before long."""

    label: Text
    value: Text
    condition: Condition = Condition.WELL

    @property
    def well(self) -> bool:
        """Whether nobody has to do anything about it now."""
        return self.condition is not Condition.ILL


@dataclass(frozen=True, slots=True)
class BenchFacts:
    """All there is to see; `log` is the newest first, in the words of the program."""

    devices: tuple[DeviceFacts, ...]
    facts: tuple[Fact, ...]
    log: tuple[str, ...] = ()


class Workbench(Protocol):
    """Everything behind the bench; each method takes its time."""

    def opens(self, code: str) -> bool:
        """Tell whether this is the bench code."""

    def facts(self) -> BenchFacts:
        """Return how everything is now; never raises Trouble."""

    def do(self, device: str, key: str) -> Text:
        """Use a control; returns what came of it. Raises Trouble."""

    def self_test(self) -> tuple[Fact, ...]:
        """Look at every device and at the house; returns what was found."""

    def print_slip(self, found: tuple[Fact, ...], language: Language) -> None:
        """Print what a self-test found, on one page. Raises Trouble."""
