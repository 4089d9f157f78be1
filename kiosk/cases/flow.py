"""Where the boxes of a flow chart stand: in lanes, by what each waits for."""

from collections.abc import Sequence
from dataclasses import dataclass

START, END = "start", "end"


@dataclass(frozen=True, slots=True)
class FlowBox:
    """One thing that is done: its name, who does it, and the keys of what it waits for."""

    key: str
    title: str
    line: str = ""
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the chart, in lanes across and steps along; ends are not included."""

    lane: float
    lane_end: float
    step: int
    step_end: int


@dataclass(frozen=True, slots=True)
class FlowPlan:
    """All spots by key, the arrows between them, and how many lanes and steps there are."""

    spots: dict[str, Spot]
    arrows: tuple[tuple[str, str], ...]
    lanes: int
    steps: int


def plan(boxes: Sequence[FlowBox]) -> FlowPlan:
    """Give each chain a lane; what others wait for stands between theirs.

    `boxes` come in an order in which nothing waits for what stands behind it. A box reaches to
    the first that waits for it, and what nothing waits for to the last step: so every arrow
    runs on, and all ends meet the end.
    """
    known = {box.key: box for box in boxes}
    after = {key: [name for name in box.after if name in known] for key, box in known.items()}
    steps: dict[str, int] = {}
    for key in known:
        steps[key] = 1 + max((steps[name] for name in after[key]), default=0)
    behind = {key: [one for one in known if after[one][:1] == [key]] for key in known}
    last = max(steps.values(), default=0)
    awaited = {name for names in after.values() for name in names}
    ends = {
        key: min((steps[one] for one in known if key in after[one]), default=last + 1)
        for key in known
    }
    spots: dict[str, Spot] = {}
    lanes = 0
    for key in known:
        if not after[key]:
            lanes = _place(key, lanes, behind, steps, ends, spots)
    arrows = [(START, key) for key in known if not after[key]]
    arrows += [(name, key) for key in known for name in _nearest(after, key)]
    arrows += [(key, END) for key in known if key not in awaited]
    spots[START] = Spot(0, max(1, lanes), 0, 1)
    spots[END] = Spot(0, max(1, lanes), last + 1, last + 2)
    return FlowPlan(spots, tuple(arrows), max(1, lanes), last + 2)


def _nearest(after: dict[str, list[str]], key: str) -> list[str]:
    """Leave out what only repeats a longer way."""
    farther = {far for name in after[key] for far in _all_before(after, name)}
    return [name for name in after[key] if name not in farther]


def _all_before(after: dict[str, list[str]], key: str) -> set[str]:
    return set(after[key]).union(*(_all_before(after, name) for name in after[key]))


def _place(  # what a walk through a tree needs
    key: str,
    lane: int,
    behind: dict[str, list[str]],
    steps: dict[str, int],
    ends: dict[str, int],
    spots: dict[str, Spot],
) -> int:
    """Place a box and all that waits for it; return the next free lane."""
    end = lane
    for child in behind[key]:
        end = _place(child, end, behind, steps, ends, spots)
    end = max(end, lane + 1)
    spots[key] = Spot(lane, end, steps[key], ends[key])
    return end
