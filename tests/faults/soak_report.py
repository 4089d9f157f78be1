"""What came of a soak, as the reliability page tells it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tests.faults.looking import Look
from tests.faults.soak import Soaking
from tests.faults.vitals import growth

MEBIBYTE = 2**20
MEMORY_GROWS, FILES_MORE, LOGS = 1.1, 4, 32 * MEBIBYTE
"""What is still called flat: memory by a tenth, so many open files; logs of writes stay below."""

BY_THE_HOUSE = (
    "window killed",
    "courier killed",
    "central killed",
    "database server killed",
    "central backed up",
    "central restored",
    "disk failed",
    "clock set",
    "stick packed",
    "stick carried",
    "word of a stick",
)


@dataclass(frozen=True, slots=True)
class _Vital:
    """Something that should not grow, of the house whose processes live on."""

    name: str
    of: Callable[[Look], int]
    unit: int
    most: Callable[[int], float]


def _memory(before: int) -> float:
    return before * MEMORY_GROWS


def _more_files(before: int) -> float:
    return before + FILES_MORE


VITALS = (
    _Vital("memory of the window, MiB", lambda one: one.window.memory, MEBIBYTE, _memory),
    _Vital("memory of the courier, MiB", lambda one: one.courier.memory, MEBIBYTE, _memory),
    _Vital("memory of central, MiB", lambda one: one.central.memory, MEBIBYTE, _memory),
    _Vital("open files of the window", lambda one: one.window.files, 1, _more_files),
    _Vital("open files of the courier", lambda one: one.courier.files, 1, _more_files),
    _Vital("open files of central", lambda one: one.central.files, 1, _more_files),
    _Vital("logs of writes, MiB", lambda one: one.logs, MEBIBYTE, lambda _: LOGS),
    _Vital("journal, KiB a case", lambda one: one.journal // one.accepted, 1024, _memory),
    _Vital(
        "central's database, KiB a case", lambda one: one.database // one.arrived, 1024, _memory
    ),
)


def wrong(soaked: Sequence[Soaking]) -> list[str]:
    """Return all that was wrong anywhere, and what grew."""
    found = [f"{one} ({soaking.house.name})" for soaking in soaked for one in soaking.house.wrong]
    lasting = next(one for one in soaked if one.house.lasting)
    for vital in VITALS:
        before, after = growth([vital.of(look) for look in lasting.looks])
        if after > vital.most(before):
            found.append(f"grows: {vital.name} from {before} to {after}")
    return found


def report(soaked: Sequence[Soaking], minutes: float) -> Iterator[str]:
    """Yield the lines of the two tables."""
    names = [one.house.name for one in soaked]
    yield f"| {minutes:.0f} minutes | {' | '.join(names)} |"
    yield "|---|" + "---|" * len(names)
    for name, counts in _counted(soaked):
        yield f"| {name} | {' | '.join(f'{count:,}' for count in counts)} |"
    lasting = next(one for one in soaked if one.house.lasting)
    yield ""
    yield "| of the house whose processes live on | second fifth | last fifth | at most |"
    yield "|---|---|---|---|"
    for vital in VITALS:
        before, after = growth([vital.of(look) for look in lasting.looks])
        numbers = (before / vital.unit, after / vital.unit, vital.most(before) / vital.unit)
        yield f"| {vital.name} | {' | '.join(f'{number:.4g}' for number in numbers)} |"


def _counted(soaked: Sequence[Soaking]) -> Iterator[tuple[str, list[int]]]:
    houses = [one.house for one in soaked]
    yield "cases accepted", [len(one.accepted) for one in houses]
    yield "attachments of them", [len(set().union(*one.accepted.values())) for one in houses]
    yield "cases told as refused, for the disk", [_refused(one.met) for one in houses]
    yield "requests or answers met by a fault", [one.proxy.met.total() for one in houses]
    for name in BY_THE_HOUSE:
        yield name, [one.met[name] for one in houses]
    yield "waited at once, at most", [max(look.waiting for look in one.looks) for one in soaked]
    yield "looks", [len(one.looks) for one in soaked]
    for word in ("lost", "doubled"):
        yield word, [sum(wrong.startswith(word) for wrong in one.wrong) for one in houses]
    others = [
        sum(not wrong.startswith(("lost", "doubled")) for wrong in one.wrong) for one in houses
    ]
    yield "anything else wrong", others


def _refused(met: dict[str, int]) -> int:
    return sum(times for name, times in met.items() if name.startswith("told: "))
