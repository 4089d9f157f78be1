"""Loading all forms with every check, beside only parsing the same YAML.

Expressions are compiled anew each time, as at a start; medians of interleaved rounds.
"""

import statistics
import time
from collections.abc import Callable

import yaml

from kiosk.catalogue.catalogue import FORMS, Catalogue
from kiosk.catalogue.conditions import expression
from tests.benchmarks.figure import Figure

ROUNDS = 40
WARM_UP = 3


def measure() -> list[Figure]:
    """Load and parse alternately; median CPU milliseconds of each."""
    loading, parsing = [], []
    for _ in range(WARM_UP + ROUNDS):
        loading.append(_cpu(_load))
        parsing.append(_cpu(_parse))
    figure = Figure(
        name="loading the catalogue",
        ours=statistics.median(loading[WARM_UP:]) * 1000,
        reference=statistics.median(parsing[WARM_UP:]) * 1000,
        target=1.5,
        unit="ms CPU",
        against="libyaml parsing the same files",
    )
    return [figure]


def _load() -> None:
    expression.cache_clear()
    Catalogue.load()


def _parse() -> None:
    for file in FORMS.glob("*.yaml"):
        yaml.load(file.read_bytes(), yaml.CSafeLoader)


def _cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
