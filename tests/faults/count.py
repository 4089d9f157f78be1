"""How often something was tried, and what was found: a line of the reliability table."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Count:
    """`faults` that were met, `promises` that had been made, and what was wrong afterwards."""

    name: str
    faults: int
    promises: int
    wrong: tuple[str, ...] = ()

    @property
    def lost(self) -> int:
        return sum(one.startswith("lost") for one in self.wrong)

    @property
    def doubled(self) -> int:
        return sum(one.startswith("doubled") for one in self.wrong)

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.name,
            self.faults + other.faults,
            self.promises + other.promises,
            self.wrong + other.wrong,
        )
