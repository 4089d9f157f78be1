"""One measured figure: ours beside a named reference, both taken in the same run."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """`ours` and `reference` in `unit`; `target` is what ours / reference should be at most.

    With `at_least` the ratio should be at least the target (rates instead of times); without a
    target the figure is for information.
    """

    name: str
    ours: float
    reference: float
    target: float | None
    unit: str
    against: str
    at_least: bool = False

    @property
    def ratio(self) -> float:
        return self.ours / self.reference

    @property
    def met(self) -> bool:
        if self.target is None:
            return True
        return self.ratio >= self.target if self.at_least else self.ratio <= self.target
